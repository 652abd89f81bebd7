from datetime import date

from kiosk.domain.nir import Nir
from kiosk.domain.people import Beneficiary, Name, PostalAddress, Quality


def test_a_full_name_is_the_name_in_use_then_the_first_name():
    assert Name("DURAND", "Marie", birth="LEFÈVRE").full == "DURAND Marie"


def test_nothing_of_a_person_is_in_a_repr():
    person = Beneficiary(Name("DURAND", "Marie", "LEFÈVRE"), date(1969, 5, 14), Quality.INSURED, Nir("269057568815764"))
    text = repr((person, PostalAddress(("12 RUE DES LILAS",))))
    assert not any(part in text for part in ("DURAND", "Marie", "LEFÈVRE", "1969", "688", "LILAS"))
