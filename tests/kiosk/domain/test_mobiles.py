import pytest

from kiosk.domain.access import MaskedMobile
from kiosk.domain.mobiles import can_receive_codes, mask_mobile


@pytest.mark.parametrize(
    "mobile", ["+33639981234", "+33700053122", "+262692123456", "+590690123456", "+594694123456", "+596696123456"]
)
def test_mobiles_of_france_and_overseas_receive_codes(mobile):
    assert can_receive_codes(mobile)


@pytest.mark.parametrize(
    "number",
    [
        "",
        "+33140000000",  # a landline
        "+33899123456",  # a premium number
        "+447911123456",  # abroad
        "0639981234",
        "+336399812345",
        "+33 6 39 98 12 34",
        "+33639981234\n",
        "+3363998123٤",
    ],
)
def test_other_numbers_do_not(number):
    assert not can_receive_codes(number)


def test_the_last_two_digits_are_shown():
    assert mask_mobile("+33639981234") == MaskedMobile("34")
