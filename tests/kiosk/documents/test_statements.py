"""The monthly statement: every amount once, whose it is, and what was withheld for which care."""

import re
from datetime import date

import pytest

from kiosk.documents.model import Box, QrCode
from kiosk.documents.statements import statement_document
from kiosk.documents.text import plain_text
from kiosk.domain.payments import Payee
from kiosk.domain.statements import make_statement
from tests.kiosk.documents import statement_samples as samples


@pytest.fixture
def write(family, issue):
    def write(statement):
        return statement_document(family.insured.person.name, family.insured_nir, statement, issue)

    return write


def paper_of(document):
    return plain_text(document).replace("\u00a0", " ")


def boxed(document):
    return [part.value.replace("\u00a0", " ") for part in document.parts if isinstance(part, Box)]


def cents(written):
    """Read an amount as it is printed; the dash is a minus."""
    return int(re.sub(r"\D", "", written)) * (-1 if written.startswith("–") else 1)


def test_the_box_holds_what_the_person_was_paid(write):
    statement = samples.january()
    assert statement.own_cents == 2100 - 400 + 806 - 200 + 114_000 + 2100 - 235
    assert boxed(write(statement)) == ["1 181,71 €"]


def test_the_payments_printed_add_up_to_the_box(write):
    paper = paper_of(write(samples.january()))
    paid = re.findall(r"^  (?:Versé|Repris) le [\d/]+ +(\S.*)$", paper, re.MULTILINE)
    assert sum(map(cents, paid)) == samples.january().own_cents


def test_a_person_with_several_payments_has_a_total_where_there_are_other_persons(write):
    statement = samples.january()
    totals = re.findall(r"^Total pour (\w+) +(.*)$", paper_of(write(statement)), re.MULTILINE)
    assert totals == [("Inès", "18,65 €")]
    alone = make_statement(statement.month, statement.until, 1, samples.payments_of(samples.INES), ())
    assert "Total pour" not in paper_of(write(alone))


def test_the_insured_person_stands_first_then_the_oldest(write):
    paper = paper_of(write(samples.january()))
    assert re.findall(r"^Pour (\w+) +([\d/]+)$", paper, re.MULTILINE) == [
        ("Marie", "14/05/1969"),
        ("Marc", "1966"),
        ("Inès", "11/09/2015"),
    ]


def test_an_act_has_its_day_code_price_base_rate_and_reimbursement(write):
    paper = paper_of(write(samples.january()))
    assert "16/01 Consultation médecin traitant (GS)\n  payé 35,00 € · base 30,00 € · 70 %     21,00 €\n" in paper


def test_what_was_withheld_for_the_same_care_stands_under_it(write):
    paper = paper_of(write(samples.january()))
    assert re.search(r"^  Participation forfaitaire du 16/01 +–2,00 €$", paper, re.MULTILINE)
    assert re.search(r"^  Franchise médicale du 31/12/2026 +–2,00 €$", paper, re.MULTILINE)


def test_what_was_withheld_for_an_earlier_care_is_named_and_dated_apart(write):
    paper = paper_of(write(samples.january()))
    assert "(soins plus anciens) :\n    Participation forfaitaire\n      du 30/12/2026 " in paper
    assert paper.count("Retenues différées") == 1


def test_what_was_taken_back_says_so(write):
    paper = paper_of(write(samples.january()))
    assert re.search(r"^22/01 Régularisation d’un trop-perçu\n  Repris le 22/01/2027 +–2,35 €$", paper, re.MULTILINE)


def test_what_others_were_paid_stands_apart_after_the_box(write):
    paper = paper_of(write(samples.january()))
    own, for_information = paper.split("Pour information : tiers payant")
    assert "TOTAL VERSÉ" in own
    assert "Pharmacie du Canal · pour Marie" in for_information
    assert "coût 12,40 € · base 12,40 € · 65 %" in for_information
    assert re.search(r"^Total versé aux professionnels +8,06 €$", for_information, re.MULTILINE)
    assert re.search(r"votre employeur\n.*\n25/01 Indemnités journalières +195,93 €$", for_information, re.MULTILINE)


def test_what_a_professional_was_paid_without_an_act_has_its_title_and_amount(write):
    paid = samples.payment(
        1, samples.MARIE, samples.OCTOBER, [], payee=Payee.PROFESSIONAL, title="Forfait", total_cents=500
    )
    paper = paper_of(write(make_statement(samples.OCTOBER, samples.OCTOBER, 1, [paid], ())))
    assert re.search(r"^01/10 Forfait +5,00 €\n  Pharmacie du Canal · pour Marie$", paper, re.MULTILINE)


def test_each_year_shows_how_much_of_its_caps_each_person_has_used(write):
    paper = paper_of(write(samples.january()))
    of_2026 = paper.split("Vos plafonds de l’année 2026")[1].split("Vos plafonds de l’année 2027")[0]
    assert re.findall(r"^(\w+)$|(\d+,\d\d € sur 50 €)$", of_2026, re.MULTILINE) == [
        ("Marie", ""),
        ("", "50,00 € sur 50 €"),
        ("", "8,00 € sur 50 €"),
        ("Marc", ""),
        ("", "12,00 € sur 50 €"),
        ("", "50,00 € sur 50 €"),
    ]


def test_a_cap_with_cents_is_written_whole(write):
    statement = samples.january()
    odd = [samples.year_of_fees(2027, statement.until, (5050, 5000), (), samples.MARIE)]
    paper = paper_of(write(make_statement(statement.month, statement.until, 1, (), odd)))
    assert "0,00 € sur 50,50 €" in paper


def test_an_empty_month_says_so_and_boxes_nothing(write):
    document = write(samples.empty())
    assert "Aucun versement en octobre 2026." in paper_of(document)
    assert boxed(document) == []
    assert document.summary.french.replace("\u00a0", " ") == "Relevé mensuel, octobre 2026 : aucun versement."


def test_a_month_in_which_only_others_were_paid_says_so(write):
    document = write(samples.of_others())
    paper = paper_of(document)
    assert "Aucun versement sur votre compte en octobre 2026." in " ".join(paper.split())
    assert "Pour information : tiers payant" in paper
    assert boxed(document) == []


def summary_of(document):
    return document.summary.french.replace("\u00a0", " "), document.summary.english


def test_the_summary_counts_the_payments_to_the_person_apart_from_those_to_others(write):
    payments = [
        samples.payment(1, samples.MARIE, date(2026, 10, 5), [samples.consultation(date(2026, 10, 1))]),
        samples.payment(
            2, samples.MARIE, date(2026, 10, 6), [samples.box(date(2026, 10, 1))], payee=Payee.PROFESSIONAL
        ),
        samples.payment(
            3, samples.MARIE, date(2026, 10, 7), [samples.box(date(2026, 10, 2))], payee=Payee.PROFESSIONAL
        ),
        samples.payment(4, samples.MARIE, date(2026, 10, 8), [], payee=Payee.EMPLOYER, total_cents=1000),
    ]
    french, english = summary_of(write(make_statement(samples.OCTOBER, samples.OCTOBER, 1, payments, ())))
    others = "Par ailleurs : 2 à des professionnels, 1 à votre employeur."
    assert french == f"Relevé mensuel, octobre 2026 : 1 versement sur votre compte. {others}"
    others = "Besides: 2 to health professionals, 1 to your employer."
    assert english == f"Monthly statement, October 2026: 1 payment to your account. {others}"


def test_the_summary_of_a_month_in_which_only_others_were_paid_says_that_the_person_got_nothing(write):
    french, _english = summary_of(write(samples.of_others()))
    assert french.startswith("Relevé mensuel, octobre 2026 : aucun versement sur votre compte. Par ailleurs : ")


@pytest.mark.parametrize(
    ("code", "label", "said"),
    [
        ("B", "Analyses de biologie", "Analyses de biologie (B), coefficient 180"),
        ("PH7", "Médicaments", "Médicaments (PH7), 180 boîtes"),
        ("G", "Consultation", "Consultation (G), 180 fois"),
    ],
    ids=["coefficient", "boxes", "times"],
)
@pytest.mark.parametrize("payee", [Payee.INSURED, Payee.PROFESSIONAL])
def test_a_quantity_is_said_in_words_and_a_coefficient_is_explained(write, code, label, said, payee):
    line = samples.act(date(2026, 10, 1), code, label, 4860, 4860, 60, 2916, quantity=180)
    paid = samples.payment(1, samples.MARIE, date(2026, 10, 5), [line], payee=payee)
    paper = " ".join(paper_of(write(make_statement(samples.OCTOBER, samples.OCTOBER, 1, [paid], ()))).split())
    assert said in paper
    assert ("Coefficient : le nombre qui multiplie le tarif de l’acte." in paper) is (code == "B")


def test_the_month_that_goes_on_says_until_when_it_was_looked_at(write):
    assert "octobre 2026, jusqu’au 14/10/2026" in paper_of(write(samples.of_others()))
    assert "jusqu’au" not in paper_of(write(samples.january()))


def test_the_number_is_masked(write):
    paper = paper_of(write(samples.january()))
    assert "2 69 05 ••• ••• ••" in paper
    assert "688" not in paper


def test_it_is_no_certificate(write):
    document = write(samples.january())
    assert document.number is None
    assert not any(isinstance(part, QrCode) for part in document.parts)


def test_it_stays_out_of_a_log(write):
    statement = samples.january()
    logged = repr(statement) + repr(write(statement))
    assert not any(word in logged for word in ("Marie", "Marc", "1969", "118171", "1 181", "DURAND"))
