"""The first two lines of the menu, from the card to the paper in the hand; by touch, and by keys alone."""

import re

import pytest
from click.testing import CliRunner
from PySide6.QtCore import Qt

from kiosk.cli.environment import CommandLine
from kiosk.cli.verify import VerifyExit, verify
from kiosk.ports import PrintProof
from kiosk.session.statuses import (
    Menu,
    OtherProcedures,
    Printed,
    ShowingPayment,
    ShowingPayments,
    ShowingRights,
    TakeCard,
)
from tests.visits.hands import Keys, Touch, focused_control
from tests.visits.people import ACCENTS, CORSICAN, EXEMPTION, FAMILY, RIGHTS_ENDED
from tests.visits.reception import lines_of
from ui.widgets.paper import Paper

PAYMENTS, RIGHTS = "Mes derniers remboursements", "Attestation de droits"
COLUMNS = 48


@pytest.fixture(params=[Touch, Keys], ids=["by-touch", "by-keys"])
def hands(visit, request):
    return request.param(visit)


def shown_page(number):
    return lambda status: status.page is not None and status.page.page == number


def prepared(**choice):
    return lambda status: (
        status.prepared is not None
        and all(getattr(status.prepared.choice, name) is wanted for name, wanted in choice.items())
    )


def shows_rights(visit, **choice):
    visit.reaches(ShowingRights, prepared(**choice))
    visit.answered()


def printed_paper(visit, number=1):
    """Wait until the printer has confirmed the job, and give the newest paper."""
    visit.reaches(Printed)
    proofs = [job.proof for job in visit.printer.printed()]
    assert proofs == [PrintProof.PROCESS_ID] * number
    papers = visit.papers()
    assert len(papers) == number
    return papers[-1]


def words(text):
    """What a paper or its preview says, whatever parts its words."""
    text = re.sub(r"\[QR [^\]]*\]|\[image [^\]]*\]|Code QR", " ", text)
    return re.sub(r"[-|:\s]+", " ", text).split()


def test_the_last_payments_are_shown_page_by_page_and_printed(visit, hands):
    visit.presents(FAMILY)
    hands.types_code(FAMILY.code)
    visit.reaches(Menu)
    hands.chooses(PAYMENTS)
    visit.reaches(ShowingPayments, shown_page(0))
    visit.says("Consultation médecin traitant", "Page 1 sur", "novembre 2026")
    hands.chooses("Plus anciens")
    visit.reaches(ShowingPayments, shown_page(1))
    visit.says("Page 2 sur")
    hands.chooses("Plus récents")
    visit.reaches(ShowingPayments, shown_page(0))
    hands.chooses("Imprimer")
    paper = lines_of(printed_paper(visit))
    assert paper[0] == "DERNIERS REMBOURSEMENTS"
    assert "SPÉCIMEN · données fictives" in paper
    assert "DURAND Marie" in paper
    assert "N° de sécurité sociale : 2 69 05 ••• ••• ••" in paper
    assert "Novembre 2026" in paper
    assert re.fullmatch(
        r"\| TOTAL VERSÉ SUR VOTRE COMPTE [\d ]+,\d\d € \|", next(one for one in paper if "TOTAL" in one)
    )
    hands.chooses("Terminer")
    visit.reaches(TakeCard)


def test_the_months_of_the_printed_list_add_up_to_its_total(visit):
    visit.enters(FAMILY)
    visit.press(PAYMENTS)
    visit.reaches(ShowingPayments, shown_page(0))
    visit.press("Imprimer")
    paper = lines_of(printed_paper(visit))
    cents = [int(re.sub(r"\D", "", line)) for line in paper if line.startswith("Total du mois")]
    (total,) = [int(re.sub(r"\D", "", line)) for line in paper if "TOTAL VERSÉ SUR VOTRE COMPTE" in line]
    assert len(cents) == 6
    assert sum(cents) == total


def test_one_payment_is_shown_whole_and_printed(visit, hands):
    visit.enters(EXEMPTION)
    hands.chooses(PAYMENTS)
    visit.reaches(ShowingPayments, shown_page(0))
    hands.chooses("17 nov. 2026, Consultation médecin traitant")
    visit.reaches(ShowingPayment, lambda status: status.detail is not None)
    visit.says("Dr S. Weber", "Payé", "30,00 €", "Taux", "Total versé", "16,00 €")
    hands.chooses("Imprimer")
    paper = lines_of(printed_paper(visit))
    assert paper[0] == "DÉTAIL DU REMBOURSEMENT"
    assert "14/11/2026 Consultation médecin traitant (GS)" in paper
    assert "Participation forfaitaire du 14/11/2026 –2,00 €" in paper
    assert "| TOTAL VERSÉ 16,00 € |" in paper
    hands.chooses("Autre démarche")
    visit.reaches(Menu)


def test_one_goes_back_from_a_payment_to_the_list_and_to_the_menu(visit, hands):
    visit.enters(FAMILY)
    hands.chooses(PAYMENTS)
    visit.reaches(ShowingPayments, shown_page(0))
    hands.chooses("Plus anciens")
    visit.reaches(ShowingPayments, shown_page(1))
    hands.chooses(next(text for text in visit.texts() if re.match(r"\d+ \w+\.? 2026, ", text)))
    visit.reaches(ShowingPayment, lambda status: status.detail is not None)
    hands.chooses("Retour")
    visit.reaches(ShowingPayments, shown_page(1))
    hands.goes_back()
    visit.reaches(Menu)


def test_who_goes_back_finds_the_focus_where_it_was_and_the_next_person_at_the_beginning(visit, hands):
    visit.enters(FAMILY)
    hands.chooses("Autres démarches")
    visit.reaches(OtherProcedures)
    hands.goes_back()
    visit.reaches(Menu)
    assert focused_control(visit).accessibleName() == "Autres démarches"
    hands.chooses(PAYMENTS)
    visit.reaches(ShowingPayments, shown_page(0))
    opened = [text for text in visit.texts() if re.match(r"\d+ \w+\.? 2026, ", text)][2]
    hands.chooses(opened)
    visit.reaches(ShowingPayment, lambda status: status.detail is not None)
    hands.chooses("Retour")
    visit.reaches(ShowingPayments, shown_page(0))
    assert focused_control(visit).accessibleName() == opened
    hands.goes_back()
    visit.reaches(Menu)
    assert PAYMENTS in focused_control(visit).accessibleName()
    hands.chooses(RIGHTS)
    shows_rights(visit)
    visit.leaves()
    visit.enters(CORSICAN)
    visit.reaches(Menu)
    assert PAYMENTS in focused_control(visit).accessibleName()


def test_a_rights_certificate_is_previewed_and_printed(visit, hands):
    visit.presents(FAMILY)
    hands.types_code(FAMILY.code)
    visit.reaches(Menu)
    hands.chooses(RIGHTS)
    shows_rights(visit)
    preview = visit.window.findChild(Paper).text()
    hands.chooses("Imprimer")
    paper = printed_paper(visit)
    assert words(preview) == words(paper)
    lines = lines_of(paper)
    assert "N° de sécurité sociale : 2 69 05 75 688 157 64" in lines
    assert "Attestation valable du 21/11/2026 au 20/11/2027" in lines
    assert [line for line in lines if line.startswith("DURAND") and "/" in line] == [
        "DURAND Marie 14/05/1969",
        "DURAND Marc 20/02/1966",
        "DURAND Lucas 04/03/2012",
        "DURAND Inès 11/09/2015",
    ]
    visit.says("Prenez votre document", "Votre attestation de droits")


def test_a_certificate_shows_the_exemption_only_to_whom_it_is_asked_for(visit, hands):
    visit.enters(EXEMPTION)
    hands.chooses(RIGHTS)
    shows_rights(visit, with_exemption=False)
    assert "Exonération du ticket" not in visit.window.findChild(Paper).text()
    hands.chooses("Exonération")
    shows_rights(visit, with_exemption=True)
    preview = visit.window.findChild(Paper).text()
    assert "Exonération du ticket" in preview
    hands.chooses("Imprimer")
    paper = printed_paper(visit)
    assert words(preview) == words(paper)
    assert "jusqu’au 31/12/2028 (taux : 100 %)" in lines_of(paper)
    assert "41" not in words(paper), "the nature of the exemption is nobody's business"


def test_the_exemption_can_be_taken_off_again(visit):
    visit.enters(EXEMPTION)
    visit.press(RIGHTS)
    shows_rights(visit)
    visit.press("Exonération")
    shows_rights(visit, with_exemption=True)
    visit.press("Exonération")
    shows_rights(visit, with_exemption=False)
    visit.press("Imprimer")
    assert "Exonération" not in printed_paper(visit)


def test_a_certificate_can_be_for_the_insured_person_alone(visit):
    visit.enters(FAMILY)
    visit.press(RIGHTS)
    shows_rights(visit, with_dependents=True)
    visit.press("Vous et vos proches")
    shows_rights(visit, with_dependents=False)
    visit.press("Imprimer")
    paper = printed_paper(visit)
    assert "DURAND Marie" in paper
    assert "Lucas" not in paper


def test_a_long_name_with_its_ligature_stands_whole_on_the_paper(visit):
    visit.enters(ACCENTS)
    visit.press(RIGHTS)
    shows_rights(visit)
    preview = visit.window.findChild(Paper).text()
    visit.press("Imprimer")
    paper = printed_paper(visit)
    assert words(preview) == words(paper)
    name = "ŒUVRARD-LEÇON DE LA FONTAINE SAINT-ANDRÉ-DES-EAUX-VIVES BIS Françoise-Zoé"
    assert name.replace("-", " ") in " ".join(words(paper))
    assert max(map(len, paper.splitlines())) <= max(COLUMNS, len(symbol_line(paper)))


def symbol_line(paper):
    """The line that stands for the QR code, which takes no column."""
    return next(line for line in paper.splitlines() if line.startswith("[QR"))


def test_a_corsican_number_is_printed_with_its_letter(visit):
    visit.enters(CORSICAN)
    visit.press(RIGHTS)
    shows_rights(visit)
    visit.press("Imprimer")
    assert "N° de sécurité sociale : 2 75 06 2A 981 073 61" in lines_of(printed_paper(visit))


def test_who_has_no_rights_is_sent_to_an_adviser(visit):
    visit.enters(RIGHTS_ENDED)
    visit.press(RIGHTS)
    visit.reaches(ShowingRights, lambda status: status.no_rights)
    visit.says("Vos droits ne sont pas ouverts aujourd’hui", "Voyez un conseiller", "jeudi 9 h – 12 h")
    assert not any("Imprimer" in text for text in visit.texts())


def test_two_certificates_have_two_numbers_and_are_no_duplicates(visit):
    visit.enters(FAMILY)
    for _ in range(2):
        visit.press(RIGHTS)
        shows_rights(visit)
        visit.press("Imprimer")
        visit.reaches(Printed)
        visit.press("Autre démarche")
        visit.reaches(Menu)
    numbers = [re.search(r"N° (751-26-\d{6}-\w)", paper)[1] for paper in visit.papers(2)]
    assert len(set(numbers)) == 2
    assert not any("DUPLICATA" in paper for paper in visit.papers())


def test_what_is_done_elsewhere_is_told_page_by_page(visit, hands):
    visit.enters(FAMILY)
    hands.asks_for_help()
    visit.reaches(OtherProcedures)
    told = []
    for page in (1, 2, 3):
        visit.says(f"Page {page} sur 3")
        told += visit.texts()
        if page < 3:
            hands.chooses("Suivant")
    said = " ".join(told).replace("\u00a0", " ")
    for wanted in (
        "compte ameli",
        "sauf la mise à jour de la carte Vitale",
        "IBAN",
        "pièce d’identité",
        "75948 PARIS CEDEX 19",
    ):
        assert wanted in said, wanted
    hands.goes_back()
    visit.reaches(Menu)


def test_arrows_go_from_one_line_to_the_next(visit):
    visit.enters(FAMILY)
    visit.texts()
    assert focused_control(visit).accessibleName().startswith(PAYMENTS)
    visit.key(Qt.Key.Key_Down)
    assert focused_control(visit).accessibleName().startswith(RIGHTS)
    visit.key(Qt.Key.Key_Up)
    visit.key(Qt.Key.Key_Down)
    visit.key(Qt.Key.Key_Space)
    shows_rights(visit)
    visit.key(Qt.Key.Key_Escape)
    visit.reaches(Menu)
    visit.key(Qt.Key.Key_Escape)
    visit.reaches(TakeCard)


def test_the_document_goes_and_the_menu_comes_back_by_itself(visit):
    visit.enters(FAMILY)
    visit.press(RIGHTS)
    shows_rights(visit)
    visit.press("Imprimer")
    visit.reaches(Printed)
    visit.let_pass(14)
    visit.reaches(Printed)
    visit.let_pass(2)
    visit.reaches(Menu)


class TestTheCodeOnThePaper:
    """`kiosk verify` reads what a telephone reads on the paper."""

    @pytest.fixture
    def address(self, visit):
        visit.enters(EXEMPTION)
        visit.press(RIGHTS)
        shows_rights(visit)
        visit.press("Exonération")
        shows_rights(visit, with_exemption=True)
        visit.press("Imprimer")
        visit.reaches(Printed)
        (paper,) = visit.operator.papers()
        (code,) = [symbol for symbol in paper.symbols if symbol.kind == "QR"]
        return code.payload.decode("ascii")

    @pytest.fixture
    def check(self, visit):
        key = visit.state_folder / "secrets" / "signing.pub"

        def run(address, *options, typed=""):
            arguments = [address, "--key", str(key), "--on", "2026-12-24", *options]
            return CliRunner().invoke(verify, arguments, input=typed, obj=CommandLine())

        return run

    def test_it_is_valid_and_says_neither_number_nor_name(self, address, check):
        assert EXEMPTION.nir[:13] not in address
        assert "MARTIN" not in address
        outcome = check(address)
        assert outcome.exit_code == VerifyExit.VALID
        assert "signature exacte" in outcome.output
        assert "Personnes imprimées : 2" in outcome.output.replace("\u00a0", " ")
        assert "Exonération imprimée : oui" in outcome.output.replace("\u00a0", " ")

    def test_it_is_for_the_holder_printed_and_for_nobody_else(self, address, check):
        assert check(address, "--holder", typed=f"{EXEMPTION.nir}\nMARTIN Paul\n").exit_code == VerifyExit.VALID
        assert check(address, "--holder", typed=f"{FAMILY.nir}\nDURAND Marie\n").exit_code == VerifyExit.ALTERED

    def test_a_changed_letter_is_seen(self, address, check):
        changed = address[:-3] + ("A" if address[-3] != "A" else "B") + address[-2:]
        assert check(changed).exit_code == VerifyExit.ALTERED

    def test_another_text_is_unknown(self, check):
        assert check("https://verification.example/verifier#1").exit_code == VerifyExit.UNKNOWN
