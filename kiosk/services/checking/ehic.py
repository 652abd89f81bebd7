"""Rules about the European cards."""

from typing import Final

from kiosk.services.checking.rule import ROW, Rule

RULES: Final = (
    Rule(
        "ehic-cards",
        "ehic_cards",
        ROW,
        "a person's next European card begins when the last one can be renewed or later, revoked cards aside",
        """
        SELECT card FROM (
            SELECT rowid AS card, first_day, row_number() OVER person AS place, lag(last_day) OVER person AS last_before
            FROM ehic_cards WHERE NOT is_revoked WINDOW person AS (PARTITION BY person_id ORDER BY first_day)
        ) c JOIN values_of_law v ON v.name = 'ehic-renewal-months'
            AND v.first_day <= c.first_day AND c.first_day < v.next_day
        WHERE place > 1 AND last_before > months_later(c.first_day, v.value)
        """,
    ),
    Rule(
        "ehic-days",
        "ehic_cards",
        ROW,
        "a European card is valid for no longer than the law says",
        """
        SELECT c.rowid FROM ehic_cards c JOIN values_of_law v ON v.name = 'ehic-months'
            AND v.first_day <= c.first_day AND c.first_day < v.next_day
        WHERE c.last_day > last_of_months(c.first_day, v.value)
        """,
    ),
    Rule(
        "ehic-one-order",
        "ehic_orders",
        ("id",),
        "a person has one pending order at most",
        """
        SELECT id FROM (
            SELECT id, row_number() OVER (PARTITION BY person_id ORDER BY id) AS place
            FROM ehic_orders WHERE status = 'pending'
        ) WHERE place > 1
        """,
    ),
    Rule(
        "ehic-order-person",
        "ehic_orders",
        ("id",),
        "an order is for a person of its file",
        """
        SELECT id FROM ehic_orders o WHERE NOT EXISTS
            (SELECT 1 FROM members m WHERE m.file_id = o.file_id AND m.person_id = o.person_id)
        """,
    ),
)
