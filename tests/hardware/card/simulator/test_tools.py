"""Other programs read our card through our reader: those of Debian, which know nothing of us."""

import os
import re
import subprocess
import threading

import pytest


def run(bench, *command):
    return subprocess.run(
        command, env={**os.environ, **bench.environment, "LC_ALL": "C"}, capture_output=True, text=True, timeout=30
    )


def hex_bytes(dump):
    """Take the bytes out of a hexadecimal dump of opensc-tool, sixteen a line with their letters beside them."""
    lines = re.findall(r"^((?:[0-9A-F]{2} )+)", dump, re.MULTILINE)
    return bytes.fromhex("".join(lines))


def answers_to(output):
    """Split the output of `opensc-tool -s` into (status word, data) for each command."""
    found = re.findall(r"Received \(SW1=0x(..), SW2=0x(..)\):?\s*\n((?:(?:[0-9A-F]{2} )+.*\n)*)", output + "\n")
    return [(int(sw1 + sw2, 16), hex_bytes(dump)) for sw1, sw2, dump in found]


def test_opensc_tool_sees_the_reader_and_the_answer_to_reset(bench):
    bench.insert("family")
    listed = run(bench, "opensc-tool", "--list-readers")
    assert re.search(r"^0\s+Yes\s+Lecteur virtuel 00 00$", listed.stdout, re.MULTILINE)
    assert "3b:75:13:00:00:44:09:ea:90:00" in run(bench, "opensc-tool", "--atr").stdout


def test_opensc_tool_reads_the_identity_and_the_number(bench):
    bench.insert("corsican")
    sent = ["00A40000023F00", "00B0820000", "00A404000BD250000002564954414C45", "00B0820000"]
    read = run(bench, "opensc-tool", *(part for command in sent for part in ("-s", command)))
    (selected, _), (_, identity), (entered, _), (_, numbers) = answers_to(read.stdout)
    assert (selected, entered) == (0x9000, 0x9000)
    assert identity.startswith(bytes.fromhex("6521") + b"\x80\x04LECA\x81\x0aANGE-MARIE\x82\x0819750615\x90\x03FRA")
    assert numbers.startswith(b"\x65\x11\x93\x0f275062A98107361\x65\x11\x93\x0f103052B98207430")


def test_opensc_tool_follows_the_pointers_file(bench):
    bench.insert("family")
    sent = ["00A404000BD250000002564954414C45", "00A4020002200100", "00B0000000"]
    read = run(bench, "opensc-tool", *(part for command in sent for part in ("-s", command)))
    status, pointers = answers_to(read.stdout)[2]
    assert status == 0x9000
    assert pointers[0] == 0xE0
    assert all(name in pointers for name in (b"CARTE   ", b"IDENTITE", b"NIR     ", b"CERTIF  "))


@pytest.mark.parametrize(
    ("name", "said"),
    [("family", "Carte Vitale 2 (Nouvelle version avec photo)"), ("vitale1", "Sesam Vitale (French health card)")],
)
def test_pcsc_scan_names_the_card(bench, name, said):
    bench.insert(name)
    environment = {**os.environ, **bench.environment}
    with subprocess.Popen(["pcsc_scan"], env=environment, stdout=subprocess.PIPE, text=True) as scan:
        # It watches for ever: it is ended once it has named the card, or when it has said nothing for long.
        patience = threading.Timer(20, scan.kill)
        patience.start()
        seen = ""
        for line in scan.stdout:
            seen += line
            if said in line:
                break
        patience.cancel()
        scan.kill()
    assert said in seen


def test_pcsc_scan_sees_an_empty_reader(bench):
    assert "Lecteur virtuel 00 00" in run(bench, "pcsc_scan", "-r").stdout
