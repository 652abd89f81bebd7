from datetime import date

import pytest

from kiosk.domain.law import CareKind, Parameter
from kiosk.domain.rights import Period
from kiosk.resources import resource_path
from kiosk.services.law_file import LawFileError, read_law

GOOD = resource_path("config/tariffs.toml").read_text(encoding="utf-8")


@pytest.fixture
def read(tmp_path):
    def read(content):
        path = tmp_path / "tariffs.toml"
        path.write_text(content, encoding="utf-8")
        return read_law(path)

    return read


def test_the_file_of_the_product_is_good(read):
    law = read(GOOD)
    assert law.act("B").kind is CareKind.BIOLOGY
    assert law.value(Parameter.CERTIFICATE_MONTHS, date(2026, 11, 21)) == 12
    assert law.contracts["91"].period == Period(date(2015, 7, 1), date(2020, 10, 31))
    assert law.contracts["P89"].period == Period(date(2019, 11, 1), None)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("snds = 1109", "snds = '1109'", "snds"),
        ("value = 2650", "value = -1", ">= 0"),
        ("value = 2650", "value = 26.5", "int"),
        ("from = 2023-11-01", "from = 'November'", "date"),
        ('kind = "biology"', 'kind = "astrology"', "astrology"),
        ("flat-fee-cents =", "flat-tax-cents =", "flat-tax-cents"),
        ("\ncertificate-months =", "\n#", "certificate-months"),
        ('rate = "biology"', 'rate = "botany"', "botany"),
        ('rate_outside = "doctor-outside"', 'rate_outside = "nowhere"', "nowhere"),
        ("from = 2023-11-01", "from = 2017-05-01", "same day"),
        ("[rates]", "[rates", "tariffs.toml"),
        ("label =", "titel =", "titel"),
        ("[contracts.P89]", "[contracts.P89]\nrate = 1", "rate"),
        ("until = 2020-10-31", "until = 'autumn'", "date"),
    ],
)
def test_what_is_wrong_is_said_with_the_name_of_the_file(read, old, new, said):
    assert old in GOOD
    with pytest.raises(LawFileError, match=said) as refusal:
        read(GOOD.replace(old, new))
    assert str(refusal.value).startswith("tariffs.toml")


def test_a_file_that_is_not_utf_8_is_refused(tmp_path):
    (tmp_path / "tariffs.toml").write_bytes("# règles\n".encode("latin-1"))
    with pytest.raises(LawFileError, match="utf-8"):
        read_law(tmp_path / "tariffs.toml")


def test_a_file_that_is_not_there_is_an_error_of_the_system(tmp_path):
    with pytest.raises(FileNotFoundError):
        read_law(tmp_path / "nowhere.toml")
