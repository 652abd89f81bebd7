import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.services.transfer.kinds import Choice, Day, Flag, Moment, NirNumber, Shape, Text, Whole
from kiosk.services.transfer.refusals import Fault, Reason

NIR = "269057568815764"
KINDS = {
    "whole": Whole(),
    "small": Whole(1, 9),
    "below-zero": Whole(-5, 5),
    "day": Day(),
    "moment": Moment(),
    "flag": Flag(),
    "words": Choice(("insured", "employer")),
    "numbers": Choice((1, 2, 3)),
    "text": Text(),
    "short": Text(longest=4),
    "lines": Text(has_lines=True),
    "shape": Shape(r"\d{3}", "3 digits"),
    "nir": NirNumber(),
}


@pytest.mark.parametrize(
    ("name", "text", "kept"),
    [
        ("whole", "0", 0),
        ("whole", "007", 7),
        ("small", "9", 9),
        ("below-zero", "-5", -5),
        ("day", "2024-02-29", "2024-02-29"),
        ("moment", "2026-11-20T12:00:00Z", "2026-11-20 12:00:00.000000"),
        ("moment", "2026-11-20T12:00:00.25Z", "2026-11-20 12:00:00.250000"),
        ("flag", "true", 1),
        ("flag", "false", 0),
        ("words", "employer", "employer"),
        ("numbers", "2", 2),
        ("text", "l’Été, « ici »", "l’Été, « ici »"),
        ("short", "abcd", "abcd"),
        ("lines", "12 RUE\n75019", "12 RUE\n75019"),
        ("lines", "12 RUE\r\n75019\r\n", "12 RUE\n75019\n"),
        ("lines", "12 RUE\r75019", "12 RUE\n75019"),
        ("day", "1850-01-01", "1850-01-01"),
        ("day", "2199-12-31", "2199-12-31"),
        ("shape", "751", "751"),
        ("nir", NIR, NIR),
    ],
)
def test_what_is_allowed_is_kept_as_sqlite_keeps_it(name, text, kept):
    assert KINDS[name].read(text) == kept
    assert list(KINDS[name].read_all([text, text])) == [kept, kept]


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("whole", "-1", Reason.NOT_WHOLE),
        ("whole", "1.5", Reason.NOT_WHOLE),
        ("whole", " 1", Reason.NOT_WHOLE),
        ("whole", "1_000", Reason.NOT_WHOLE),
        ("whole", "١", Reason.NOT_WHOLE),
        ("whole", "9" * 5000, Reason.NOT_WHOLE),
        ("small", "10", Reason.NOT_WHOLE),
        ("below-zero", "--5", Reason.NOT_WHOLE),
        ("day", "2026-02-29", Reason.NOT_DAY),
        ("day", "20260228", Reason.NOT_DAY),
        ("day", "2026-W08-1", Reason.NOT_DAY),
        ("day", "1066-10-14", Reason.NOT_DAY),
        ("moment", "2026-11-20T12:00:00", Reason.NOT_MOMENT),
        ("moment", "2026-11-20T24:30:00Z", Reason.NOT_MOMENT),
        ("moment", "2026-02-30T12:00:00Z", Reason.NOT_MOMENT),
        ("flag", "1", Reason.NOT_ALLOWED),
        ("words", "bank", Reason.NOT_ALLOWED),
        ("numbers", "4", Reason.NOT_ALLOWED),
        ("text", "a\tb", Reason.CHARACTERS),
        ("text", "a\nb", Reason.CHARACTERS),
        ("text", "a\udce9", Reason.CHARACTERS),
        ("lines", "a\x0bb", Reason.CHARACTERS),
        ("text", "a\r\nb", Reason.CHARACTERS),
        ("day", "1849-12-31", Reason.NOT_DAY),
        ("day", "2200-01-01", Reason.NOT_DAY),
        ("moment", "2200-01-01T00:00:00Z", Reason.NOT_MOMENT),
        ("short", "abcde", Reason.TOO_LONG),
        ("shape", "75", Reason.SHAPE),
        ("shape", "٧٥١", Reason.SHAPE),
        ("nir", NIR[:-1] + "5", Reason.NIR),
    ],
)
def test_what_is_not_allowed_is_refused_with_its_reason(name, text, reason):
    fault = KINDS[name].read(text)
    assert isinstance(fault, Fault)
    assert fault.reason is reason
    assert KINDS[name].read_all([text]) is None


@pytest.mark.parametrize("reason", Reason)
def test_a_reason_is_a_sentence_that_repeats_nothing_that_was_read(reason):
    sentence = Fault(reason, "1–9").sentence
    assert sentence
    assert "%" not in sentence


@given(name=st.sampled_from(sorted(KINDS)), texts=st.lists(st.text(max_size=12).filter(bool), min_size=1, max_size=4))
def test_a_column_is_read_as_its_values_are(name, texts):
    one_by_one = [KINDS[name].read(text) for text in texts]
    refused = any(isinstance(one, Fault) for one in one_by_one)
    at_once = KINDS[name].read_all(texts)
    assert at_once is None if refused else list(at_once) == one_by_one


@given(numbers=st.lists(st.integers(-9, 9), min_size=1, max_size=4))
def test_a_column_of_numbers_is_read_as_its_values_are(numbers):
    texts = list(map(str, numbers))
    for kind in (KINDS["small"], KINDS["below-zero"], KINDS["whole"]):
        inside = all(kind.lowest <= number <= kind.highest for number in numbers)
        assert kind.read_all(texts) == (numbers if inside else None)


@pytest.mark.parametrize(
    ("name", "text"),
    [("whole", "42"), ("day", "2026-11-21"), ("moment", "2026-11-20T12:00:00Z"), ("flag", "true"), ("numbers", "3")],
)
def test_what_is_written_is_read_again(name, text):
    assert KINDS[name].write(KINDS[name].read(text)) == text


@pytest.mark.parametrize("name", ["day", "moment"])
def test_which_years_there_are_is_said(name):
    assert "1850–2199" in KINDS[name].read("1066-10-14").allowed
