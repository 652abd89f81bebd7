"""Papers as values, as files and as JSON."""

import json

import pytest

from hardware.printer.simulator.paper_files import paper_as_json, paper_from_json, png_of, save_paper


def test_the_picture_of_a_paper_is_packed(bench):
    bench.send(bench.job())
    assert len(bench.paper.picture.data) < 40_000
    assert bench.paper.image.size == (576, 237 * 8)


def test_a_paper_survives_json(bench):
    bench.send(bench.job(3))
    values = json.loads(json.dumps(paper_as_json(bench.paper)))
    assert paper_from_json(values) == bench.paper


@pytest.mark.parametrize(
    "damage", [{"png": "no base64!"}, {"png": "QUJD"}, {"place": "elsewhere"}, {"lines": 3}, {"printed_at": "then"}]
)
def test_damaged_json_is_no_paper(bench, damage):
    bench.send(bench.job(3))
    with pytest.raises(ValueError, match=r"."):
        paper_from_json({**paper_as_json(bench.paper), **damage})
    with pytest.raises(ValueError, match="not a paper"):
        paper_from_json({})


def test_nothing_that_is_printed_appears_in_the_representation(bench):
    bench.send(b"DOE John\n\x1bJ\x40\x1d(k\x08\x001P0SECRET\x1d(k\x03\x001Q0\x1bJ\x40" + bench.FEED_AND_CUT)
    said = repr(bench.paper) + repr(bench.paper.lines) + repr(bench.paper.symbols)
    assert "DOE" not in said
    assert "SECRE" not in said


def test_files_are_named_after_the_number(bench, tmp_path):
    bench.send(bench.job(3))
    picture = save_paper(bench.paper, tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["paper-0001.png", "paper-0001.txt"]
    assert picture.read_bytes() == png_of(bench.paper)
