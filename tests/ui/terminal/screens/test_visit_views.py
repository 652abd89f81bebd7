"""The views of the visit's own screens: what is said, for each thing that can be the case."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from kiosk.catalogue.failures import FAILURES, FailureCode
from kiosk.domain.access import CodePolicy, CodeRefusal, MaskedMobile
from kiosk.domain.cards import CardFault
from kiosk.session.actions import Line, TryAgain
from kiosk.session.preferences import Preferences, TextSize
from kiosk.session.statuses import (
    AdviserReason,
    AskingCode,
    AskingProvisional,
    CardProblem,
    ChoiceProblem,
    ChoosingCode,
    Ended,
    EndReason,
    Menu,
    OtherProcedures,
    OutOfService,
    SeeAdviser,
    StillThere,
    TakeCard,
    WaitingForCard,
    Welcoming,
)
from kiosk.session.terminal import Terminal
from ui.terminal.procedures import procedures
from ui.terminal.samples import LONG_NAME_VISITOR, SAMPLE_CONTEXT, SAMPLE_NOW, SAMPLE_TICKET, SAMPLE_VISITOR
from ui.terminal.screens import (
    adviser_needed,
    attract,
    card_problem,
    choose_code,
    code,
    ended,
    menu,
    other_procedures,
    out_of_service,
    provisional,
    still_there,
    take_card,
    welcome,
)
from ui.widgets.panel import PanelKind

BUSY = replace(SAMPLE_CONTEXT, busy=True)
DOWN = FailureCode.SERVICE_UNAVAILABLE
PARIS = SAMPLE_NOW.tzinfo


def plain(text):
    return text.replace("\u00a0", " ")


def nameless():
    card = SAMPLE_VISITOR.card
    holder = replace(card.holder, first_name="")
    return replace(SAMPLE_VISITOR, card=replace(card, people=(holder,)))


class TestCode:
    def view(self, context=SAMPLE_CONTEXT, **status):
        return code.view_of(AskingCode(SAMPLE_VISITOR, **status), context)

    def test_it_greets_by_first_name(self):
        assert self.view().sentence.startswith("Bonjour Marie. ")
        assert code.view_of(AskingCode(LONG_NAME_VISITOR), SAMPLE_CONTEXT).sentence.startswith(
            "Bonjour Françoise-Zoé. "
        )

    def test_it_greets_without_a_name_too(self):
        assert code.view_of(AskingCode(nameless()), SAMPLE_CONTEXT).sentence.startswith("Bonjour. ")

    @pytest.mark.parametrize(
        ("tries", "text"),
        [
            (2, "Ce code n’est pas le bon. Il vous reste 2 essais."),
            (1, "Ce code n’est pas le bon. Il vous reste 1 essai."),
        ],
    )
    def test_a_wrong_code_tells_the_tries_that_are_left(self, tries, text):
        assert self.view(tries_left=tries).notice.text == text

    def test_no_more_tries_lead_to_a_provisional_code(self):
        notice = self.view(tries_left=0, blocked=True).notice

        assert plain(notice.text) == "Il n’y a plus d’essai possible. Demandez un code provisoire ci-dessous."
        assert "bloqué" not in notice.text

    def test_a_failure_is_told_with_its_code(self):
        notice = self.view(failure=DOWN).notice

        assert notice.kind is PanelKind.DANGER
        assert "SERV-01" in notice.text

    def test_while_it_is_checked_nothing_else_is_said(self):
        view = self.view(BUSY, tries_left=1)

        assert view.waits
        assert view.notice.text == "Vérification du code…"

    def test_at_first_nothing_is_said(self):
        assert self.view().notice is None


class TestProvisional:
    def view(self, context=SAMPLE_CONTEXT, **status):
        return provisional.view_of(AskingProvisional(SAMPLE_VISITOR, MaskedMobile("34"), 10, 0.0, **status), context)

    def test_it_tells_where_it_went_and_how_long_it_lives(self):
        assert plain(self.view().sentence) == "Code envoyé par SMS au •• •• •• •• 34. Il est valable 10 minutes."

    def test_the_masked_number_is_never_folded(self):
        assert "••\u00a0••" in self.view().sentence

    def test_a_burnt_code_leads_to_another(self):
        assert plain(self.view(blocked=True).notice.text).startswith("Ce code ne peut plus servir.")

    def test_a_wrong_one_a_failure_and_a_check_are_told_as_for_the_code(self):
        assert "2 essais" in self.view(tries_left=2).notice.text
        assert "SERV-01" in self.view(failure=DOWN).notice.text
        assert self.view(BUSY).waits


class TestChooseCode:
    @pytest.mark.parametrize("problem", [*CodeRefusal, *ChoiceProblem])
    def test_each_refusal_is_said_in_plain_words(self, problem):
        what, advice = choose_code.refusal_text(problem, CodePolicy())

        assert what.endswith(".")
        assert advice.endswith(".")
        notice = choose_code.view_of(ChoosingCode(SAMPLE_VISITOR, problem=problem), SAMPLE_CONTEXT).notice
        assert notice.text == f"{what} {advice}"
        assert notice.strong == what

    def test_no_two_refusals_sound_alike(self):
        said = [choose_code.refusal_text(problem, CodePolicy())[0] for problem in (*CodeRefusal, *ChoiceProblem)]

        assert len(set(said)) == len(said)

    @pytest.mark.parametrize(
        ("policy", "rule"),
        [(CodePolicy(8, 13), "Il a de 8 à 13 chiffres."), (CodePolicy(8, 8), "Il a 8 chiffres.")],
    )
    def test_the_rule_is_that_of_the_policy(self, policy, rule):
        view = choose_code.view_of(ChoosingCode(SAMPLE_VISITOR), replace(SAMPLE_CONTEXT, codes=policy))

        assert view.rule == rule

    def test_the_second_entry_follows_the_first(self):
        assert not choose_code.view_of(ChoosingCode(SAMPLE_VISITOR), SAMPLE_CONTEXT).second
        assert choose_code.view_of(ChoosingCode(SAMPLE_VISITOR, first="1"), SAMPLE_CONTEXT).second

    def test_the_view_does_not_hold_the_first_entry(self):
        view = choose_code.view_of(ChoosingCode(SAMPLE_VISITOR, first="48151623"), SAMPLE_CONTEXT)

        assert "48151623" not in repr(view)

    def test_keeping_and_failing_are_told(self):
        assert choose_code.view_of(ChoosingCode(SAMPLE_VISITOR, first="1"), BUSY).waits
        failed = choose_code.view_of(ChoosingCode(SAMPLE_VISITOR, first="1", failure=DOWN), SAMPLE_CONTEXT)
        assert "SERV-01" in failed.notice.text


class TestCardProblem:
    @pytest.mark.parametrize("fault", list(CardFault))
    def test_each_fault_has_picture_sentence_action_and_code(self, fault):
        view = card_problem.view_of(CardProblem(fault, SAMPLE_TICKET), SAMPLE_CONTEXT)
        failure = FAILURES[FailureCode[fault.value]]

        assert (view.title, view.action) == (failure.person_title, failure.person_action)
        assert (view.picture, view.code) == (failure.picture, failure.code)

    def test_the_footer_tells_the_right_card_or_when_an_adviser_is_there(self):
        bank = card_problem.view_of(CardProblem(CardFault.NOT_A_VITALE, SAMPLE_TICKET), SAMPLE_CONTEXT)
        old = card_problem.view_of(CardProblem(CardFault.VITALE1, None), SAMPLE_CONTEXT)

        assert plain(bank.footer) == "Bonne carte : carte Vitale verte avec photo"
        assert old.footer.startswith("Accueil ouvert")


class TestAdviserNeeded:
    @pytest.mark.parametrize(
        ("reason", "words"),
        [
            (AdviserReason.NO_MOBILE, "Aucun numéro de mobile"),
            (AdviserReason.TOO_MANY, "Plusieurs codes"),
            (AdviserReason.NOT_SENT, "Le SMS n’a pas pu être envoyé"),
        ],
    )
    def test_it_says_why(self, reason, words):
        assert adviser_needed.view_of(SeeAdviser(SAMPLE_VISITOR, reason), SAMPLE_CONTEXT).reason.startswith(words)

    @pytest.mark.parametrize(
        ("next_at", "words"),
        [
            (datetime(2026, 11, 20, 14, 30, tzinfo=PARIS), "Réessayez à partir de 14 h 30, ou voyez un conseiller."),
            (datetime(2026, 11, 20, 14, 29, 1, tzinfo=PARIS), "Réessayez à partir de 14 h 30, ou voyez un conseiller."),
            (datetime(2026, 11, 20, 13, 30, tzinfo=UTC), "Réessayez à partir de 14 h 30, ou voyez un conseiller."),
            (datetime(2026, 11, 21, 9, tzinfo=PARIS), "Réessayez demain à partir de 9 h, ou voyez un conseiller."),
            (
                datetime(2026, 11, 20, 23, 30, tzinfo=UTC),
                "Réessayez demain à partir de 0 h 30, ou voyez un conseiller.",
            ),
            (datetime(2026, 11, 24, 9, tzinfo=PARIS), "Réessayez le 24 novembre, ou voyez un conseiller."),
            (None, "Réessayez plus tard, ou voyez un conseiller."),
        ],
    )
    def test_too_many_messages_tell_when_the_next_one_can_be_sent(self, next_at, words):
        status = SeeAdviser(SAMPLE_VISITOR, AdviserReason.TOO_MANY, next_at=next_at)
        reason = plain(adviser_needed.view_of(status, SAMPLE_CONTEXT).reason)

        assert reason == f"Plusieurs codes ont déjà été envoyés. {words}"

    @pytest.mark.parametrize("reason", AdviserReason)
    def test_only_a_message_that_was_not_sent_can_be_tried_again_at_once(self, reason):
        view = adviser_needed.view_of(SeeAdviser(SAMPLE_VISITOR, reason), SAMPLE_CONTEXT)

        assert view.can_try_again == (reason is AdviserReason.NOT_SENT)

    def test_trying_again_is_a_button(self, make_stage):
        stage = make_stage()
        screen = stage.show(Terminal(SeeAdviser(SAMPLE_VISITOR, AdviserReason.NOT_SENT, FailureCode.SMS_NOT_SENT)))

        assert screen.first_focus().text() == "Réessayer"
        screen.first_focus().click()

        assert [type(action) for action in stage.actions] == [TryAgain]

    def test_it_says_what_to_bring_and_when_to_come(self):
        view = adviser_needed.view_of(SeeAdviser(SAMPLE_VISITOR, AdviserReason.NO_MOBILE), SAMPLE_CONTEXT)
        words = plain(" ".join(f"{title} {detail}" for _icon, title, detail in view.steps))

        assert "pièce d’identité" in words
        assert "original" in words
        assert "photo" in words
        assert "du lundi au mercredi et le vendredi 9 h – 16 h" in words

    def test_a_failure_is_told_with_its_code(self):
        status = SeeAdviser(SAMPLE_VISITOR, AdviserReason.NOT_SENT, FailureCode.SMS_NOT_SENT)

        assert adviser_needed.view_of(status, SAMPLE_CONTEXT).code == "SERV-03"


class TestMenu:
    def test_it_greets_and_offers_the_lines(self):
        view = menu.view_of(Menu(SAMPLE_VISITOR), SAMPLE_CONTEXT)

        assert view.first_name == "Marie"
        assert [line.line for line in view.lines] == list(Line)
        assert len({line.title for line in view.lines}) == len(Line)

    def test_it_offers_no_other_line(self):
        view = menu.view_of(Menu(SAMPLE_VISITOR), replace(SAMPLE_CONTEXT, lines=(Line.PAYMENTS,)))

        assert [line.line for line in view.lines] == [Line.PAYMENTS]


class TestOtherProcedures:
    @pytest.mark.parametrize("size", list(TextSize))
    def test_every_answer_is_on_one_page(self, size):
        context = replace(SAMPLE_CONTEXT, preferences=Preferences(text_size=size))
        pages = other_procedures.view_of(OtherProcedures(SAMPLE_VISITOR), context).pages

        assert tuple(answer for page in pages for answer in page) == procedures(context)

    def test_they_tell_where_when_and_what_to_bring(self):
        words = plain(" ".join(s for answer in procedures(SAMPLE_CONTEXT) for s in (answer.title, *answer.sentences)))

        for part in (
            "sans rendez-vous", "sur rendez-vous", "carte Vitale, ou votre numéro de sécurité sociale",
            "pièce d’identité originale", "RIB récent, avec l’IBAN", "références", "courrier reçu", "procuration",
            "sauf la mise à jour de la carte Vitale", "75948 PARIS CEDEX 19", "Accueil ouvert",
        ):  # fmt: skip
            assert part in words


class TestTheRest:
    def test_the_attract_screen_lists_what_exists_and_the_hours(self):
        view = attract.view_of(WaitingForCard(), SAMPLE_CONTEXT)

        assert [topic.title for topic in view.topics][2] == "Mes attestations"
        assert view.hours.startswith("Accueil ouvert")
        assert view.place == "Assurance Maladie de Paris · Accueil Paris 19"

    def test_the_welcome_tells_why_it_failed(self):
        assert welcome.view_of(Welcoming(SAMPLE_VISITOR), SAMPLE_CONTEXT).failure is None
        assert welcome.view_of(Welcoming(SAMPLE_VISITOR, DOWN), SAMPLE_CONTEXT).failure is DOWN

    def test_the_question_holds_its_deadline(self):
        assert still_there.view_of(StillThere(Menu(SAMPLE_VISITOR), 42.0), SAMPLE_CONTEXT).deadline_s == 42.0

    def test_the_card_to_take_tells_that_the_visit_is_over_or_why(self):
        finished, late = (
            take_card.view_of(TakeCard(reason, SAMPLE_TICKET), SAMPLE_CONTEXT).sentence
            for reason in (EndReason.FINISHED, EndReason.TIME_OUT)
        )

        assert finished == "Votre session est fermée."
        assert "n’était plus utilisée" in late

    @pytest.mark.parametrize("reason", list(EndReason))
    def test_every_end_has_its_words(self, reason):
        view = ended.view_of(Ended(reason, 0.0), SAMPLE_CONTEXT)

        assert view.done == (reason not in (EndReason.READER_LOST, EndReason.UPDATE_TORN))
        assert (view.code == "CARTE-04") == (reason is EndReason.READER_LOST)
        assert view.title

    def test_no_two_ends_sound_alike(self):
        assert len({ended.view_of(Ended(reason, 0.0), SAMPLE_CONTEXT).title for reason in EndReason}) == len(EndReason)


class TestOutOfService:
    def test_it_tells_the_first_cause_and_all_codes(self):
        causes = (FailureCode.READER_MISSING, FailureCode.PRINTER_MISSING)
        view = out_of_service.view_of(OutOfService(causes), SAMPLE_CONTEXT)

        assert view.sentence == "Le lecteur de carte est absent. Adressez-vous à un conseiller de l’accueil."
        assert view.codes == "CARTE-03, IMPR-01"

    def test_it_does_not_repeat_its_title(self):
        view = out_of_service.view_of(OutOfService((FailureCode.DISK_FULL,)), SAMPLE_CONTEXT)

        assert view.sentence == "Adressez-vous à un conseiller de l’accueil."

    def test_without_a_cause_the_terminal_is_starting(self):
        assert out_of_service.view_of(OutOfService(()), SAMPLE_CONTEXT).starting
