"""Rules about payments: their sums, and what the law says on the day of the care."""

from typing import Final

from kiosk.services.checking.rule import Rule

_PAYMENT: Final = ("id",)
_LINE: Final = ("payment_id", "position")

RULES: Final = (
    Rule(
        "payment-total",
        "payments",
        _PAYMENT,
        "the total is what the lines give less what is withheld; an amount that is taken back may be without either",
        """
        SELECT p.id FROM payments p WHERE p.total_cents <>
            (SELECT total(reimbursed_cents) FROM act_lines l WHERE l.payment_id = p.id)
            - (SELECT total(amount_cents) FROM deductions d WHERE d.payment_id = p.id)
            AND (p.total_cents >= 0 OR EXISTS (SELECT 1 FROM act_lines l WHERE l.payment_id = p.id)
                OR EXISTS (SELECT 1 FROM deductions d WHERE d.payment_id = p.id))
        """,
    ),
    Rule(
        "payment-paid",
        "payments",
        _PAYMENT,
        "a payment has lines, an amount that is taken back aside, and the person paid no more than their prices",
        """
        SELECT p.id FROM payments p WHERE p.paid_cents >
            coalesce((SELECT sum(paid_cents) FROM act_lines l WHERE l.payment_id = p.id), -(p.total_cents >= 0))
        """,
    ),
    Rule(
        "payment-patient",
        "payments",
        _PAYMENT,
        "the person who was cared for is on the file",
        """
        SELECT p.id FROM payments p WHERE NOT EXISTS
            (SELECT 1 FROM members m WHERE m.file_id = p.file_id AND m.person_id = p.patient_id)
        """,
    ),
    Rule(
        "payment-professional",
        "payments",
        _PAYMENT,
        "nothing is withheld from what goes to a professional",
        """
        SELECT p.id FROM payments p WHERE p.payee <> 'insured'
            AND EXISTS (SELECT 1 FROM deductions d WHERE d.payment_id = p.id)
        """,
    ),
    Rule(
        "payment-day",
        "payments",
        _PAYMENT,
        "nothing is paid after the last day of the data",
        "SELECT id FROM payments WHERE paid_on > (SELECT coalesce(max(as_of), '9999-12-31') FROM data_sets)",
    ),
    Rule(
        "line-amounts",
        "act_lines",
        _LINE,
        "a base is at most the price, and what is reimbursed is the base at the rate, rounded half up",
        """
        SELECT payment_id, position FROM act_lines
        WHERE base_cents > paid_cents OR reimbursed_cents <> (base_cents * rate_percent + 50) / 100
        """,
    ),
    Rule(
        "line-day",
        "act_lines",
        _LINE,
        "care is given after birth and before it is paid",
        """
        SELECT l.payment_id, l.position FROM act_lines l JOIN payments p ON p.id = l.payment_id
        JOIN people e ON e.id = p.patient_id WHERE l.care_date NOT BETWEEN e.birth_date AND p.paid_on
        """,
    ),
    Rule(
        "line-act",
        "act_lines",
        _LINE,
        "the act is in the nomenclature",
        "SELECT payment_id, position FROM act_lines WHERE code NOT IN (SELECT code FROM acts)",
    ),
    Rule(
        "line-rate",
        "act_lines",
        _LINE,
        "the rate is one that the act had on the day of the care, or 100",
        """
        SELECT payment_id, position FROM act_lines l WHERE rate_percent <> 100 AND NOT EXISTS (
            SELECT 1 FROM act_rates r WHERE r.code = l.code AND r.percent = l.rate_percent
                AND r.first_day <= l.care_date AND l.care_date < r.next_day)
        """,
    ),
    Rule(
        "line-tariff",
        "act_lines",
        _LINE,
        "the base is the tariff of the day of the care by the quantity, or the price where that is less or there is"
        " no tariff",
        """
        SELECT payment_id, position FROM act_lines l WHERE base_cents <> coalesce((
            SELECT min(t.cents * l.quantity, l.paid_cents) FROM act_tariffs t
            WHERE t.code = l.code AND t.first_day <= l.care_date AND l.care_date < t.next_day), l.paid_cents)
        """,
    ),
    Rule(
        "line-positions",
        "act_lines",
        ("payment_id",),
        "the lines of a payment are numbered from 0",
        """
        SELECT payment_id FROM act_lines GROUP BY payment_id HAVING min(position) <> 0 OR max(position) <> count(*) - 1
        """,
    ),
    Rule(
        "deduction-positions",
        "deductions",
        ("payment_id",),
        "the deductions of a payment are numbered from 0",
        """
        SELECT payment_id FROM deductions GROUP BY payment_id HAVING min(position) <> 0 OR max(position) <> count(*) - 1
        """,
    ),
    Rule(
        "deduction-day",
        "deductions",
        _LINE,
        "what is withheld is for a care before the payment",
        """
        SELECT d.payment_id, d.position FROM deductions d JOIN payments p ON p.id = d.payment_id
        WHERE d.care_date > p.paid_on
        """,
    ),
    # Asked member by member: our SQLite sorts in memory, where all deductions would take more than a gigabyte.
    Rule(
        "fee-caps",
        "members",
        ("file_id", "person_id"),
        "what is withheld on a file for a person's cares of a calendar year is at most the yearly cap, for flat fees"
        " and for franchises, and nothing for the cares of a year in which the person was a child throughout",
        """
        SELECT m.file_id, m.person_id FROM members m JOIN people e ON e.id = m.person_id WHERE EXISTS (
            SELECT 1 FROM payments p JOIN deductions d ON d.payment_id = p.id
            WHERE p.file_id = m.file_id AND p.patient_id = m.person_id
            GROUP BY d.kind, substr(d.care_date, 1, 4)
            HAVING substr(e.birth_date, 1, 4) + 18 > substr(d.care_date, 1, 4) + 0 OR sum(d.amount_cents) > (
                SELECT max(v.value) FROM values_of_law v WHERE v.name = d.kind || '-year-cap-cents'
                    AND v.first_day <= substr(d.care_date, 1, 4) || '-12-31'
                    AND substr(d.care_date, 1, 4) || '-01-01' < v.next_day))
        """,
    ),
)
