"""The rights certificate: its preview is the ticket, its choices only those that exist."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.catalogue.failures import FailureCode
from kiosk.documents.issue import Issue
from kiosk.documents.layout import COLUMNS, lay_out
from kiosk.documents.rights import RightsCertificate, rights_claims, rights_document
from kiosk.documents.signature import sign_certificate, verification_url
from kiosk.domain.certificates import CertificateNumber
from kiosk.domain.nir import Nir
from kiosk.domain.people import Beneficiary, Name, PostalAddress, Quality
from kiosk.domain.rights import BeneficiaryRights, Organism, Period, RightsFile
from kiosk.ports import RightsChoice
from kiosk.session.actions import ChooseRights, PrintDocument, Touched, TryAgain
from kiosk.session.preferences import Preferences, TextSize
from kiosk.session.statuses import ShowingRights
from kiosk.session.terminal import Terminal
from ui.palette import NORMAL
from ui.terminal.paper_screen import LARGE_COLUMNS, ShownPaper
from ui.terminal.sample_rights import (
    ALONE_CERTIFICATE,
    EXEMPTION_CERTIFICATE,
    FAMILY_CERTIFICATE,
    HOSTILE_CERTIFICATE,
    LARGE_FAMILY_CERTIFICATE,
)
from ui.terminal.samples import SAMPLE_CONTEXT, SAMPLE_VISITOR
from ui.terminal.screens.rights import RightsView, view_of
from ui.theme import ScreenMetrics, Theme
from ui.widgets.button import Button
from ui.widgets.paper import TicketView
from ui.widgets.text import Text
from ui.widgets.ticket import ticket_text, width_dots
from ui.widgets.ticket_drawing import load_ticket_font, ticket_font
from ui.widgets.tile import RowTile

REQUEST_ID = UUID(int=9)


def status_of(prepared=None, choice=None, **changes):
    chosen = choice or (prepared.choice if prepared is not None else RightsChoice())
    return ShowingRights(SAMPLE_VISITOR, chosen, REQUEST_ID, prepared, **changes)


def viewed(prepared=None, size=TextSize.NORMAL, **changes):
    context = replace(SAMPLE_CONTEXT, preferences=Preferences(text_size=size))
    return view_of(status_of(prepared, **changes), context)


@pytest.fixture
def stage(make_stage):
    return make_stage()


def show(stage, status, size=TextSize.NORMAL):
    return stage.show(Terminal(status, preferences=Preferences(text_size=size)))


def texts(screen):
    return [text.text() for text in screen.findChildren(Text) if text.isVisible()]


# The view


def test_the_preview_is_made_of_the_very_lines_that_are_printed():
    assert viewed(FAMILY_CERTIFICATE).paper == ShownPaper(lay_out(FAMILY_CERTIFICATE.document), COLUMNS, "")


@pytest.mark.parametrize("size", [TextSize.LARGE, TextSize.LARGEST])
def test_in_large_texts_the_same_document_is_laid_out_in_fewer_columns(size):
    view = viewed(FAMILY_CERTIFICATE, size)
    assert view.paper == ShownPaper(lay_out(FAMILY_CERTIFICATE.document, LARGE_COLUMNS), LARGE_COLUMNS, "")


@pytest.mark.usefixtures("app")
def test_in_large_texts_the_capitals_of_the_preview_are_seen_under_seven_tenths_of_a_degree():
    load_ticket_font()
    theme = Theme(NORMAL, ScreenMetrics(), TextSize.LARGE)
    font = ticket_font(
        next(line.size for line in lay_out(FAMILY_CERTIFICATE.document) if hasattr(line, "size")), bold=False
    )
    font.setPixelSize(round(20 * theme.px(968) / width_dots(LARGE_COLUMNS)))
    assert theme.metrics.capital_degrees(font) >= 0.7


def test_a_person_alone_without_exemption_has_nothing_to_choose():
    view = viewed(ALONE_CERTIFICATE)
    assert view.dependents is None
    assert view.exemption is None


def test_a_family_chooses_whether_all_are_on_the_paper():
    choice = viewed(FAMILY_CERTIFICATE).dependents
    assert (choice.title, choice.detail, choice.is_chosen) == ("Vous et vos proches", "4 personnes", True)
    assert choice.leads_to == RightsChoice(with_dependents=False, with_exemption=False)


def test_the_exemption_can_be_shown_and_hidden_without_touching_the_other_choice():
    without = replace(EXEMPTION_CERTIFICATE, choice=RightsChoice(with_dependents=False, with_exemption=False))
    choice = viewed(without).exemption
    assert not choice.is_chosen
    assert choice.leads_to == RightsChoice(with_dependents=False, with_exemption=True)
    assert viewed(EXEMPTION_CERTIFICATE).exemption.leads_to == RightsChoice(with_dependents=True, with_exemption=False)


def test_the_boxes_follow_what_the_person_wants_while_the_certificate_is_prepared_anew():
    view = viewed(FAMILY_CERTIFICATE, choice=RightsChoice(with_dependents=False))
    assert not view.dependents.is_chosen


def test_while_it_is_prepared_there_is_nothing_to_show():
    assert viewed() == RightsView()


def test_a_failure_is_all_that_is_shown():
    code = FailureCode.SERVICE_UNAVAILABLE
    assert viewed(FAMILY_CERTIFICATE, failure=code) == RightsView(failure=code)


def test_without_rights_it_says_when_an_adviser_is_there():
    view = viewed(no_rights=True)
    assert "Accueil ouvert du lundi au mercredi et le vendredi" in view.no_rights
    assert view.paper is None


# The screen


def test_the_preview_says_what_the_ticket_says(stage):
    screen = show(stage, status_of(FAMILY_CERTIFICATE))
    paper = screen.findChild(TicketView).paper
    assert paper.text() == ticket_text(lay_out(FAMILY_CERTIFICATE.document))
    assert "N° de sécurité sociale" in paper.text()
    assert "Code QR" in paper.text()


def test_the_preview_of_a_family_is_seen_whole(stage):
    assert show(stage, status_of(FAMILY_CERTIFICATE)).findChild(TicketView).piece_count == 1


def test_the_preview_of_a_large_family_is_gone_along_and_keeps_the_visit_alive(stage):
    ticket = show(stage, status_of(LARGE_FAMILY_CERTIFICATE)).findChild(TicketView)
    assert ticket.piece_count > 1
    ticket.down.click()
    assert stage.actions == [Touched()]


def test_touching_a_choice_asks_for_the_other_certificate_and_leaves_the_box_to_the_answer(stage):
    screen = show(stage, status_of(EXEMPTION_CERTIFICATE))
    screen.findChild(RowTile, "exemption").click()
    screen.findChild(RowTile, "dependents").click()
    first, second = stage.actions
    assert isinstance(first, ChooseRights)
    assert (first.with_dependents, first.with_exemption) == (True, False)
    assert (second.with_dependents, second.with_exemption) == (False, True)
    assert screen.findChild(RowTile, "exemption").isChecked()


@pytest.mark.parametrize(
    ("prepared", "names"),
    [
        (ALONE_CERTIFICATE, set()),
        (FAMILY_CERTIFICATE, {"dependents"}),
        (EXEMPTION_CERTIFICATE, {"dependents", "exemption"}),
    ],
)
@pytest.mark.parametrize("size", TextSize)
def test_only_the_choices_that_exist_are_offered(stage, prepared, names, size):
    screen = show(stage, status_of(prepared), size)
    assert {tile.objectName() for tile in screen.findChildren(RowTile)} == names


def test_who_has_no_exemption_reads_nothing_about_one(stage):
    assert not any("xonération" in text for text in texts(show(stage, status_of(FAMILY_CERTIFICATE))))


@pytest.mark.parametrize("size", TextSize)
def test_it_is_printed_with_an_id_made_here(stage, size):
    screen = show(stage, status_of(FAMILY_CERTIFICATE), size)
    assert screen.first_focus().objectName() == "print"
    screen.findChild(Button, "print").click()
    (action,) = stage.actions
    assert isinstance(action, PrintDocument)


def test_a_certificate_that_may_be_on_paper_already_says_duplicata(stage):
    assert any("DUPLICATA" in text for text in texts(show(stage, status_of(EXEMPTION_CERTIFICATE))))


def test_without_rights_nothing_can_be_printed_and_the_adviser_is_named(stage):
    screen = show(stage, status_of(no_rights=True))
    assert screen.findChild(Button, "print") is None
    assert "Voyez un conseiller de l’accueil" in texts(screen)
    assert any("9" in text and "jeudi" in text for text in texts(screen))


def test_a_service_that_does_not_answer_is_asked_once_more(stage):
    screen = show(stage, status_of(failure=FailureCode.SERVICE_UNAVAILABLE))
    screen.findChild(Button, "try-again").click()
    (action,) = stage.actions
    assert isinstance(action, TryAgain)


@pytest.mark.parametrize("size", TextSize)
def test_a_hostile_name_leaves_the_choices_on_the_screen(stage, size):
    screen = show(stage, status_of(HOSTILE_CERTIFICATE), size)
    for tile in screen.findChildren(RowTile):
        assert screen.rect().contains(tile.mapTo(screen, tile.rect().bottomRight()))
        assert not tile.is_cut()


def test_a_real_certificate_of_a_family_of_four_is_seen_whole(stage):
    period = Period(date(2026, 1, 1), date(2026, 12, 31))
    qualities = (Quality.INSURED, Quality.SPOUSE, Quality.CHILD, Quality.CHILD)
    people = tuple(
        BeneficiaryRights(
            Beneficiary(Name("DURAND", first, birth="LEFÈVRE" if quality is Quality.INSURED else None), born, quality),
            period,
            has_declared_doctor=True,
        )
        for first, born, quality in zip(
            ("Marie", "Marc", "Lucas", "Inès"),
            (date(1969, 5, 14), date(1966, 2, 20), date(2012, 3, 4), date(2015, 9, 11)),
            qualities,
            strict=True,
        )
    )
    organism = Organism("01", "751", "0117", "Assurance Maladie de Paris", PostalAddress(("75948 PARIS CEDEX 19",)))
    file = RightsFile(Nir("269057568815764"), organism, "10", PostalAddress(("12 RUE X", "75019 PARIS")), people)
    issued = datetime(2026, 11, 21, 10, 4, tzinfo=timezone(timedelta(hours=1)))
    number = CertificateNumber("751", 26, 4812)
    certificate = RightsCertificate(number, file, Issue(issued, "borne-07", is_specimen=True), date(2027, 11, 20))
    key = Ed25519PrivateKey.from_private_bytes(bytes(32))
    url = verification_url("https://borne.example", sign_certificate(rights_claims(certificate), key))
    document = rights_document(certificate, url)

    ticket = show(stage, status_of(replace(FAMILY_CERTIFICATE, document=document))).findChild(TicketView)

    assert ticket.piece_count == 1
    assert ticket.paper.text() == ticket_text(lay_out(document))
