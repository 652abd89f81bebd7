import gc

import pytest

from kiosk.services.collecting import no_cycles


def test_nothing_is_searched_meanwhile_and_again_afterwards():
    with no_cycles():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_who_had_switched_it_off_finds_it_so():
    gc.disable()
    try:
        with no_cycles():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_an_error_leaves_it_on():
    with pytest.raises(KeyError), no_cycles():
        raise KeyError
    assert gc.isenabled()
