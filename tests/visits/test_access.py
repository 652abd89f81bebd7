"""How one gets in: the code of the account, a code by SMS, a code from an adviser."""

import re
from datetime import timedelta

import pytest

from kiosk.domain.access import ProvisionalPolicy
from kiosk.domain.adviser import AdviserCode, CodeReason, IdentityCheck, IdentityDocument
from kiosk.domain.nir import Nir
from kiosk.services.adviser import AdviserCodes
from kiosk.services.codes import Digests
from kiosk.services.opening import open_database
from kiosk.services.secrets import load_secrets
from kiosk.session.statuses import (
    AdviserReason,
    AskingCode,
    AskingProvisional,
    ChoosingCode,
    Menu,
    SeeAdviser,
    SendingProvisional,
)
from tests.visits.people import FAMILY, LOCKED, NO_ACCOUNT, NO_MOBILE, UNKNOWN
from tests.visits.ways import NEW_CODE, WRONG_CODE


def asks_for_a_code(visit, person):
    """Have a provisional code sent, and give it."""
    visit.press("Obtenir")
    visit.reaches(AskingProvisional)
    return visit.texted_code(person)


def chooses(visit, code):
    """Type a new code twice and come to the menu."""
    visit.reaches(ChoosingCode)
    visit.type(code)
    visit.reaches(ChoosingCode, lambda status: status.first is not None)
    visit.type(code)
    visit.reaches(Menu)


def other_than(code):
    """Another code of as many digits."""
    return str((int(code) + 1) % 10 ** len(code)).zfill(len(code))


class TestTheCodeOfTheAccount:
    def test_a_wrong_code_leaves_the_others_tries(self, visit):
        visit.presents(FAMILY)
        visit.types_wrongly(WRONG_CODE)
        visit.says("Ce code n’est pas le bon. Il vous reste 2 essais.")
        visit.type(FAMILY.code)
        visit.reaches(Menu)

    def test_tries_are_counted_across_visits(self, visit):
        visit.presents(FAMILY)
        visit.types_wrongly(WRONG_CODE)
        visit.types_wrongly(WRONG_CODE)
        visit.leaves()
        visit.presents(FAMILY)
        visit.types_wrongly(WRONG_CODE)
        visit.says("Il n’y a plus d’essai possible.")

    def test_a_right_code_gives_all_tries_back(self, visit):
        visit.presents(FAMILY)
        visit.types_wrongly(WRONG_CODE)
        visit.type(FAMILY.code)
        visit.reaches(Menu)
        visit.leaves()
        visit.presents(FAMILY)
        visit.types_wrongly(WRONG_CODE)
        visit.says("Il vous reste 2 essais.")

    def test_a_locked_account_does_not_open_with_its_code_nor_tells_that_it_was_right(self, visit):
        visit.presents(LOCKED)
        visit.types_wrongly(WRONG_CODE)
        told = visit.texts()
        visit.types_wrongly(LOCKED.code)
        assert visit.texts() == told
        visit.says("Il n’y a plus d’essai possible.", "Demandez un code provisoire")

    def test_an_empty_code_is_not_sent(self, visit):
        visit.presents(FAMILY)
        visit.type("")
        assert visit.conductor.state.pending is None
        assert visit.status.tries_left is None

    def test_an_unknown_person_is_answered_word_for_word_like_a_wrong_code(self, visit):
        said = []
        for person, first_name in ((UNKNOWN, "Louise"), (FAMILY, "Marie"), (NO_ACCOUNT, "Jade")):
            visit.presents(person)
            told = []
            for _ in range(4):
                visit.types_wrongly(WRONG_CODE)
                told.append([text.replace(first_name, "X") for text in visit.texts()])
            said.append(told)
            visit.leaves()
        assert said[0] == said[1] == said[2]


class TestTheCodeBySms:
    def test_who_forgot_the_code_chooses_another_one(self, visit):
        visit.presents(FAMILY)
        for _ in range(3):
            visit.types_wrongly(WRONG_CODE)
        visit.says("Il n’y a plus d’essai possible.")
        code = asks_for_a_code(visit, FAMILY)
        visit.says("•• •• •• •• 34", "10 minutes")
        visit.type(code)
        chooses(visit, NEW_CODE)
        visit.leaves()
        visit.presents(FAMILY)
        visit.types_wrongly(FAMILY.code)
        visit.says("Ce code n’est pas le bon.")
        visit.type(NEW_CODE)
        visit.reaches(Menu)

    def test_the_message_says_what_it_is_and_nobody_else_s_data(self, visit):
        visit.presents(FAMILY)
        code = asks_for_a_code(visit, FAMILY)
        (message,) = visit.simulators.phone.messages(FAMILY.mobile)
        assert message.text == f"Code provisoire borne CPAM : {code}. Valable 10 min. Ne le communiquez à personne."

    def test_a_first_code_is_made_the_same_way(self, visit):
        visit.presents(NO_ACCOUNT)
        code = asks_for_a_code(visit, NO_ACCOUNT)
        visit.says("•• •• •• •• 22")
        visit.type(code)
        chooses(visit, NEW_CODE)
        visit.says("Bonjour Jade")

    def test_a_locked_account_reopens(self, visit):
        visit.presents(LOCKED)
        visit.type(asks_for_a_code(visit, LOCKED))
        chooses(visit, NEW_CODE)
        visit.leaves()
        visit.presents(LOCKED)
        visit.type(NEW_CODE)
        visit.reaches(Menu)

    def test_nothing_is_shown_before_a_definitive_code_is_chosen(self, visit):
        visit.presents(FAMILY)
        visit.type(asks_for_a_code(visit, FAMILY))
        visit.reaches(ChoosingCode)
        assert visit.status.visitor.token == ""

    @pytest.mark.parametrize(
        ("code", "sentence"),
        [
            ("1234567", "Ce code n’a pas la bonne longueur."),
            ("92837465019283", "Ce code n’a pas la bonne longueur."),
            ("11111111", "Ce code répète les mêmes chiffres."),
            ("12121212", "Ce code répète les mêmes chiffres."),
            ("98765432", "Ce code est une suite"),
            ("14051969", "Ce code contient votre date de naissance."),
            ("90575688", "Ce code ressemble à votre numéro de sécurité sociale."),
        ],
    )
    def test_a_code_that_is_easy_to_guess_is_refused_with_its_reason(self, visit, code, sentence):
        visit.presents(FAMILY)
        visit.type(asks_for_a_code(visit, FAMILY))
        visit.reaches(ChoosingCode)
        visit.type(code)
        visit.reaches(ChoosingCode, lambda status: status.problem is not None)
        visit.says(sentence, "Choisissez votre code")
        chooses(visit, NEW_CODE)

    def test_two_codes_that_differ_are_typed_again(self, visit):
        visit.presents(FAMILY)
        visit.type(asks_for_a_code(visit, FAMILY))
        visit.reaches(ChoosingCode)
        visit.type(NEW_CODE)
        visit.reaches(ChoosingCode, lambda status: status.first is not None)
        visit.says("Retapez votre code")
        visit.type(other_than(NEW_CODE))
        visit.reaches(ChoosingCode, lambda status: status.first is None and status.problem is not None)
        visit.says("Les deux codes sont différents. Recommencez.")
        chooses(visit, NEW_CODE)

    def test_a_code_is_used_once(self, visit):
        visit.presents(FAMILY)
        code = asks_for_a_code(visit, FAMILY)
        visit.type(code)
        visit.reaches(ChoosingCode)
        visit.leaves()
        visit.presents(FAMILY)
        visit.types_wrongly(code)
        visit.says("Ce code n’est pas le bon.")
        assert isinstance(visit.status, AskingCode)

    def test_a_code_lives_ten_minutes(self, visit):
        visit.presents(FAMILY)
        code = asks_for_a_code(visit, FAMILY)
        visit.clock.date += timedelta(minutes=10)
        visit.types_wrongly(code)
        assert isinstance(visit.status, AskingProvisional)
        visit.says("Ce code n’est pas le bon.")

    def test_a_code_just_before_its_end_still_opens(self, visit):
        visit.presents(FAMILY)
        code = asks_for_a_code(visit, FAMILY)
        visit.clock.date += timedelta(minutes=9, seconds=59)
        visit.type(code)
        visit.reaches(ChoosingCode)

    def test_three_wrong_tries_burn_the_code(self, visit):
        visit.presents(FAMILY)
        code = asks_for_a_code(visit, FAMILY)
        wrong = other_than(code)
        for _ in range(2):
            visit.types_wrongly(wrong)
        visit.says("Il vous reste 1 essai.")
        visit.types_wrongly(wrong)
        visit.says("Ce code ne peut plus servir. Vous pourrez en demander un autre dans une minute.")
        visit.types_wrongly(code)
        assert isinstance(visit.status, AskingProvisional)
        assert visit.status.blocked

    def test_another_code_replaces_the_one_before(self, visit):
        visit.presents(FAMILY)
        first = asks_for_a_code(visit, FAMILY)
        visit.let_pass(61)
        visit.press("Contraste")
        visit.press("Renvoyer")
        visit.wait_until(lambda: len(visit.simulators.phone.messages(FAMILY.mobile)) == 2, "the second message")
        visit.reaches(AskingProvisional)
        second = visit.texted_code(FAMILY)
        visit.types_wrongly(first)
        visit.says("Ce code n’est pas le bon.")
        visit.type(second)
        visit.reaches(ChoosingCode)

    def test_another_code_is_not_sent_within_a_minute(self, visit):
        visit.presents(FAMILY)
        asks_for_a_code(visit, FAMILY)
        assert "Renvoyer" in visit.texts()
        with pytest.raises(AssertionError, match="Renvoyer"):
            visit.press("Renvoyer")

    def test_a_way_back_sends_no_other_code(self, visit):
        visit.presents(FAMILY)
        code = asks_for_a_code(visit, FAMILY)
        visit.press("Retour")
        visit.reaches(AskingCode)
        assert asks_for_a_code(visit, FAMILY) == code
        assert len(visit.simulators.phone.messages(FAMILY.mobile)) == 1
        visit.type(code)
        visit.reaches(ChoosingCode)

    def test_a_fourth_code_within_a_quarter_of_an_hour_is_for_the_adviser_and_the_third_still_opens(self, visit):
        for _ in range(2):
            visit.presents(FAMILY)
            asks_for_a_code(visit, FAMILY)
            visit.leaves()
        visit.presents(FAMILY)
        code = asks_for_a_code(visit, FAMILY)
        visit.let_pass(61)
        visit.press("Contraste")
        visit.press("Renvoyer")
        visit.reaches(SeeAdviser, lambda status: status.reason is AdviserReason.TOO_MANY)
        visit.says("Plusieurs codes ont déjà été envoyés.", "jeudi 9 h – 12 h")
        assert len(visit.simulators.phone.messages(FAMILY.mobile)) == 3
        visit.press("Retour")
        visit.reaches(AskingProvisional)
        visit.type(code)
        visit.reaches(ChoosingCode)

    def test_a_sixth_code_of_the_day_is_for_the_adviser(self, visit):
        for _ in range(5):
            visit.presents(FAMILY)
            asks_for_a_code(visit, FAMILY)
            visit.leaves()
            visit.clock.date += timedelta(minutes=20)
        visit.presents(FAMILY)
        visit.press("Obtenir")
        visit.reaches(SeeAdviser, lambda status: status.reason is AdviserReason.TOO_MANY)

    def test_a_message_that_cannot_leave_is_told_and_tried_again(self, visit):
        visit.simulators.phone.stop()
        visit.presents(FAMILY)
        visit.press("Obtenir")
        visit.reaches(SeeAdviser, lambda status: status.reason is AdviserReason.NOT_SENT)
        visit.says("Le SMS n’a pas pu être envoyé.", "SERV-03")
        visit.simulators.phone.start()
        visit.press("Retour")
        visit.reaches(AskingCode)
        visit.type(asks_for_a_code(visit, FAMILY))
        visit.reaches(ChoosingCode)

    def test_while_the_message_leaves_one_can_still_end(self, visit):
        visit.presents(FAMILY)
        visit.counter.hold()
        visit.press("Obtenir")
        visit.reaches(SendingProvisional)
        visit.says("Préparez votre téléphone.")
        visit.press("Terminer")
        visit.says("Reprenez votre carte")


class TestTheAdviser:
    def test_without_a_mobile_the_adviser_is_the_way_with_papers_and_hours(self, visit):
        visit.presents(NO_MOBILE)
        visit.press("Obtenir")
        visit.reaches(SeeAdviser, lambda status: status.reason is AdviserReason.NO_MOBILE)
        visit.says(
            "Aucun numéro de mobile n’est enregistré",
            "pièce d’identité",
            "Accueil ouvert du lundi au mercredi et le vendredi 9 h – 16 h, le jeudi 9 h – 12 h",
        )

    def test_an_unknown_person_is_told_the_same(self, visit):
        visit.presents(UNKNOWN)
        visit.press("Obtenir")
        visit.reaches(SeeAdviser, lambda status: status.reason is AdviserReason.NO_MOBILE)

    def test_a_code_from_the_adviser_opens_once_and_until_the_evening(self, visit):
        visit.presents(NO_MOBILE)
        visit.type(made_by_adviser(visit, NO_MOBILE))
        chooses(visit, NEW_CODE)
        visit.says("Bonjour Henri")
        visit.leaves()
        visit.presents(NO_MOBILE)
        visit.type(NEW_CODE)
        visit.reaches(Menu)

    def test_the_next_day_it_opens_nothing(self, visit):
        code = made_by_adviser(visit, NO_MOBILE)
        visit.clock.date += timedelta(hours=14)
        visit.presents(NO_MOBILE)
        visit.types_wrongly(code)
        visit.says("Ce code n’est pas le bon.")

    def test_it_replaces_a_code_sent_before(self, visit):
        visit.presents(FAMILY)
        texted = asks_for_a_code(visit, FAMILY)
        given = made_by_adviser(visit, FAMILY)
        visit.types_wrongly(texted)
        visit.says("Ce code n’est pas le bon.")
        visit.type(given)
        visit.reaches(ChoosingCode)


def made_by_adviser(visit, person):
    """Have an adviser check the identity and make a code."""
    secrets = load_secrets(visit.state_folder / "secrets")
    opened = open_database(visit.settings.database.url, visit.clock.now())
    desk = AdviserCodes(opened.engine, Digests(secrets.digest_key), visit.clock, ProvisionalPolicy())
    try:
        made = desk.create(
            IdentityCheck(
                nir=Nir(person.nir),
                birth_date=person.birth_date,
                adviser="c.roy",
                document=IdentityDocument.IDENTITY_CARD,
                document_end="X42",
                by_proxy=False,
                reason=CodeReason.FORGOTTEN,
            )
        )
    finally:
        opened.engine.dispose()
    assert isinstance(made, AdviserCode)
    assert re.fullmatch(r"\d{8}", made.code)
    return made.code
