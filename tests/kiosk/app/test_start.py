"""Programs with a window start without the import hook of Qt for Python."""

import subprocess
import sys

PROGRAM = """
import linecache, sys
import kiosk.session.statuses

def main(arguments):
    assert "PySide6.QtWidgets" in sys.modules
    print(*arguments, any("statuses" in name for name in linecache.cache))
    return 7
"""


def test_a_program_gets_its_arguments_gives_its_status_and_keeps_no_source_of_what_it_imports(tmp_path):
    (tmp_path / "program.py").write_text(PROGRAM)
    script = f"import sys; sys.path.insert(0, {str(tmp_path)!r}); from kiosk.app.start import main; "
    done = subprocess.run(
        [sys.executable, "-c", script + "sys.exit(main(['program', '--config', 'FILE']))"],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.returncode, done.stdout, done.stderr) == (7, "--config FILE False\n", "")
