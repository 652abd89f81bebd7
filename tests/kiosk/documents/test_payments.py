"""The tickets of payments: sums that add up, and whose money it is."""

import re
from dataclasses import replace
from datetime import date

import pytest

from kiosk.documents.model import Box
from kiosk.documents.payments import payment_document, payments_document, signed_amount
from kiosk.documents.text import plain_text
from kiosk.domain.payments import Payee

FIRST, LAST = date(2026, 6, 1), date(2026, 11, 21)


@pytest.fixture
def list_of(family, issue):
    def make(payments):
        return payments_document(family.insured.person.name, family.insured_nir, FIRST, LAST, payments, issue)

    return make


@pytest.fixture
def detail_of(family, issue):
    def make(detail):
        return payment_document(family.insured.person.name, family.insured_nir, detail, issue)

    return make


def paper_of(document):
    return plain_text(document).replace("\u00a0", " ")


def boxed(document):
    return [part.value.replace("\u00a0", " ") for part in document.parts if isinstance(part, Box)]


def test_the_total_is_what_the_person_received(list_of, payments):
    received = sum(payment.total_cents for payment in payments if payment.payee is Payee.INSURED)
    assert received == 126_256
    assert boxed(list_of(payments)) == ["1 262,56 €"]


def test_months_follow_each_other_from_the_newest_whatever_the_order_given(list_of, payments):
    paper = paper_of(list_of(tuple(reversed(payments))))
    assert re.findall(r"^(Novembre|Octobre|Septembre|Août) 2026$", paper, re.MULTILINE) == [
        "Novembre",
        "Octobre",
        "Septembre",
    ]
    assert paper == paper_of(list_of(payments))


def test_each_month_has_its_total(list_of, payments):
    totals = re.findall(r"^Total du mois +(.*)$", paper_of(list_of(payments)), re.MULTILINE)
    assert totals == ["46,16 €", "1 218,75 €", "–2,35 €"]


def test_what_others_received_stands_apart_and_is_not_added(list_of, payments):
    of_others = [payment for payment in payments if payment.payee is not Payee.INSURED]
    document = list_of(of_others)
    assert boxed(document) == []
    paper = paper_of(document)
    assert "Pour information : tiers payant" in paper
    assert "Pour information : votre employeur" in paper


def test_a_section_without_payments_is_not_printed(list_of, payments):
    paper = paper_of(list_of(payments[:1]))
    assert "Pour information" not in paper


def test_no_payment_is_said_in_words(list_of):
    document = list_of(())
    assert "Aucun paiement sur cette période." in paper_of(document)
    assert boxed(document) == []


def test_what_the_person_had_paid_is_printed_where_there_is_something(list_of, payments):
    paper = paper_of(list_of(payments))
    assert "Dr L. Martin · pour Marie · payé 30,00 €" in paper
    assert "payé 0,00 €" not in paper


def test_the_number_is_masked_on_both_tickets(list_of, detail_of, payments, consultation):
    for document in (list_of(payments), detail_of(consultation)):
        assert "2 69 05 ••• ••• ••" in paper_of(document)
        assert "688" not in paper_of(document)


def test_the_detail_adds_up(detail_of, consultation, pharmacy):
    for detail in (consultation, pharmacy):
        reimbursed = sum(line.reimbursed_cents for line in detail.lines)
        withheld = sum(deduction.amount_cents for deduction in detail.deductions)
        assert reimbursed - withheld == detail.summary.total_cents
    assert boxed(detail_of(consultation)) == ["19,00 €"]
    assert boxed(detail_of(pharmacy)) == ["13,56 €"]


def test_deductions_are_negative_lines_with_their_own_date(detail_of, pharmacy):
    paper = paper_of(detail_of(pharmacy))
    assert re.search(r"^Franchise médicale du 12/11/2026 +–2,00 €$", paper, re.MULTILINE)
    assert re.search(r"^Participation forfaitaire du 30/09/2026 +–1,00 €$", paper, re.MULTILINE)
    assert "soins plus anciens" in paper


def test_deductions_of_the_same_day_need_no_word_about_earlier_care(detail_of, consultation):
    assert "soins plus anciens" not in paper_of(detail_of(consultation))


def test_a_payment_without_deductions_has_no_section_for_them(detail_of, consultation):
    assert "Retenues" not in paper_of(detail_of(replace(consultation, deductions=())))


@pytest.mark.parametrize(
    ("payee", "words", "cost"),
    [
        (Payee.INSURED, "Versé : sur votre compte", "Montant payé"),
        (Payee.PROFESSIONAL, "Versé : au professionnel de santé (tiers payant)", "Montant des soins"),
        (Payee.EMPLOYER, "Versé : à votre employeur", "Montant des soins"),
    ],
)
def test_who_received_the_payment_is_said(detail_of, consultation, payee, words, cost):
    paper = paper_of(detail_of(replace(consultation, summary=replace(consultation.summary, payee=payee))))
    assert words in paper
    assert cost in paper


@pytest.mark.parametrize(
    ("payee", "label"),
    [
        (Payee.INSURED, "TOTAL VERSÉ"),
        (Payee.PROFESSIONAL, "VERSÉ AU PROFESSIONNEL"),
        (Payee.EMPLOYER, "VERSÉ À L’EMPLOYEUR"),
    ],
)
def test_the_boxed_amount_says_whose_it_is(detail_of, consultation, payee, label):
    document = detail_of(replace(consultation, summary=replace(consultation.summary, payee=payee)))
    assert [part.label for part in document.parts if isinstance(part, Box)] == [label]


def test_where_only_others_were_paid_the_list_says_that_the_person_got_nothing(list_of, pharmacy):
    assert "Aucun versement sur votre compte." in paper_of(list_of([pharmacy.summary]))


def test_the_list_says_that_allowances_are_elsewhere(list_of, payments):
    said = " ".join(paper_of(list_of(payments)).split())
    assert "Sans les indemnités journalières : elles ont leur attestation." in said


def test_several_boxes_are_counted_and_one_is_not(detail_of, pharmacy):
    paper = paper_of(detail_of(pharmacy))
    assert "(PH7), 2 boîtes" in paper
    assert "(PH4)\n" in paper


def test_a_coefficient_is_explained_where_there_is_one(detail_of, pharmacy):
    explanation = "Coefficient : le nombre qui multiplie le tarif de l’acte."
    (line, *_) = pharmacy.lines
    analysis = replace(pharmacy, lines=(replace(line, code="B", quantity=180),))
    assert explanation in " ".join(paper_of(detail_of(analysis)).split())
    assert explanation not in " ".join(paper_of(detail_of(pharmacy)).split())


def test_the_reference_stays_on_one_line(detail_of, consultation):
    assert "0751\u00a0091680003072" in plain_text(detail_of(consultation))


def test_tickets_stay_out_of_a_log(list_of, payments):
    assert "DURAND" not in repr(list_of(payments))
    assert "19,00" not in repr(list_of(payments))


def test_the_names_go_with_votre_in_a_sentence(list_of, detail_of, payments, consultation):
    assert list_of(payments).name.french == "liste des derniers remboursements"
    assert detail_of(consultation).name.french == "détail de remboursement"


def test_what_is_withheld_has_one_sign_everywhere():
    assert [signed_amount(cents).replace("\u00a0", " ") for cents in (-235, 1900, 0)] == [
        "–2,35 €",
        "19,00 €",
        "0,00 €",
    ]
