"""Rules about people, their files and their rights."""

from typing import Final

from kiosk.services.checking.rule import ROW, Rule

_FILE: Final = ("id",)
_MEMBER: Final = ("file_id", "person_id")

RULES: Final = (
    Rule(
        "file-insured",
        "files",
        _FILE,
        "the insured person, and nobody else, is insured on the file and stands at position 0",
        """
        SELECT f.id FROM files f LEFT JOIN members m ON m.file_id = f.id
            AND (m.position = 0 OR m.quality = 1 OR m.person_id = f.insured_id)
        GROUP BY f.id
        HAVING count(*) <> 1 OR NOT (max(m.position) IS 0 AND max(m.quality) IS 1 AND max(m.person_id) IS f.insured_id)
        """,
    ),
    Rule(
        "file-positions",
        "files",
        _FILE,
        "the positions on a file follow each other from 0",
        "SELECT file_id FROM members GROUP BY file_id HAVING min(position) <> 0 OR max(position) <> count(*) - 1",
    ),
    Rule(
        "file-mobile",
        "files",
        _FILE,
        "the mobile can receive codes: it is of France or its overseas departments",
        "SELECT id FROM files WHERE mobile IS NOT NULL AND NOT is_mobile(mobile)",
    ),
    Rule(
        "person-file",
        "people",
        ("id",),
        "everybody is on a file",
        "SELECT id FROM people WHERE id NOT IN (SELECT person_id FROM members)",
    ),
    Rule(
        "child-files",
        "people",
        ("id",),
        "a child is on the files of two insured people at most",
        "SELECT person_id FROM members WHERE quality = 3 GROUP BY person_id HAVING count(*) > 2",
    ),
    Rule(
        "child-younger",
        "members",
        _MEMBER,
        "a child is younger than the insured person of the file",
        """
        SELECT m.file_id, m.person_id FROM members m
        JOIN files f ON f.id = m.file_id
        JOIN people child ON child.id = m.person_id
        JOIN people parent ON parent.id = f.insured_id
        WHERE m.quality = 3 AND child.birth_date <= parent.birth_date
        """,
    ),
    Rule(
        "twin-ranks",
        "files",
        _FILE,
        "children of a file with the same birth date and several ranks are ranked from 1, each once; a rank above 1"
        " is of a twin",
        """
        SELECT m.file_id FROM members m JOIN people p ON p.id = m.person_id
        WHERE m.quality = 3 GROUP BY m.file_id, p.birth_date
        HAVING max(p.rank) <> min(p.rank) AND (min(p.rank) <> 1 OR max(p.rank) <> count(*)
            OR count(DISTINCT p.rank) <> count(*)) OR max(p.rank) > 1 AND count(*) = 1
        """,
    ),
    Rule(
        "lunar-birth",
        "people",
        ("id",),
        "a lunar birth date is one that no calendar has, of the same year as the civil day that stands for it",
        """
        SELECT id FROM people WHERE lunar_birth IS NOT NULL AND (substr(lunar_birth, 1, 4) <> substr(birth_date, 1, 4)
            OR date(substr(lunar_birth, 1, 4) || '-' || substr(lunar_birth, 5, 2) || '-' || substr(lunar_birth, 7, 2))
            IS substr(lunar_birth, 1, 4) || '-' || substr(lunar_birth, 5, 2) || '-' || substr(lunar_birth, 7, 2))
        """,
    ),
    Rule(
        "rights-overlap",
        "rights_periods",
        ("file_id", "person_id", "first_day"),
        "the periods of rights of a person on a file do not overlap",
        """
        SELECT file_id, person_id, first_day FROM (
            SELECT file_id, person_id, first_day, row_number() OVER person AS place,
                lag(coalesce(last_day, '9999-12-31')) OVER person AS last_before
            FROM rights_periods WINDOW person AS (PARTITION BY file_id, person_id ORDER BY first_day)
        ) WHERE place > 1 AND first_day <= last_before
        """,
    ),
    Rule(
        "rights-birth",
        "rights_periods",
        ("file_id", "person_id", "first_day"),
        "rights begin at birth or later",
        """
        SELECT r.file_id, r.person_id, r.first_day FROM rights_periods r JOIN people p ON p.id = r.person_id
        WHERE r.first_day < p.birth_date
        """,
    ),
    Rule(
        "exemption-overlap",
        "exemptions",
        ("person_id", "first_day"),
        "the exemptions of a person do not overlap, and each ends after it begins",
        """
        SELECT person_id, first_day FROM (
            SELECT person_id, first_day, last_day, row_number() OVER person AS place,
                lag(coalesce(last_day, '9999-12-31')) OVER person AS last_before
            FROM exemptions WINDOW person AS (PARTITION BY person_id ORDER BY first_day)
        ) WHERE place > 1 AND first_day <= last_before OR last_day < first_day
        """,
    ),
    Rule(
        "scheme-overlap",
        "schemes",
        ("person_id", "first_day"),
        "the contracts of a person do not overlap",
        """
        SELECT person_id, first_day FROM (
            SELECT person_id, first_day, row_number() OVER person AS place, lag(last_day) OVER person AS last_before
            FROM schemes WINDOW person AS (PARTITION BY person_id ORDER BY first_day)
        ) WHERE place > 1 AND first_day <= last_before
        """,
    ),
    Rule(
        "scheme-kind",
        "schemes",
        ("person_id", "first_day"),
        "a contract begins while there are contracts of its kind",
        """
        SELECT s.person_id, s.first_day FROM schemes s JOIN contracts c ON c.code = s.contract
        WHERE s.first_day < c.first_day OR s.first_day > c.last_day
        """,
    ),
    Rule(
        "card-holder",
        "cards",
        ROW,
        "a Vitale card is given to an insured person",
        "SELECT rowid FROM cards c WHERE NOT EXISTS (SELECT 1 FROM files f WHERE f.insured_id = c.person_id)",
    ),
)
