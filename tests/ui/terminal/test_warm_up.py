"""What is heavy is loaded when it is asked for, and not before."""

import subprocess
import sys

PROGRAM = """
import sys
from ui.terminal.warm_up import warm_up
import ui.terminal.window

heavy = ("babel.dates", "babel.numbers", "qrcode", "PIL.Image")
print([name for name in heavy if name in sys.modules])
warm_up()
print([name for name in heavy if name not in sys.modules])
"""


def test_the_attract_screen_needs_nothing_of_it_and_a_visit_finds_it_loaded():
    said = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True, timeout=60)
    assert said.stdout.splitlines() == ["[]", "[]"]
