"""Pre-fill the forms that attach children."""

from sqlalchemy import Engine

from kiosk.documents.attachment import AttachmentForm, attachment_document
from kiosk.domain.attachment import AttachmentChoice, attachable, settled_choice
from kiosk.domain.law import Parameter
from kiosk.ports import Clock, PreparedAttachment, ServiceFailure
from kiosk.services.answers import REFUSED, answered
from kiosk.services.paper_issue import issue_now
from kiosk.services.visits import Gate
from kiosk.storage.attachment import read_attachment_file
from kiosk.storage.engine import reading
from kiosk.storage.law import parameter_on


class EmbeddedAttachment:
    """The service on the database of this process."""

    def __init__(self, engine: Engine, gate: Gate, clock: Clock) -> None:
        """Take what the service works with: the clock says how old the children are."""
        self._engine = engine
        self._gate = gate
        self._clock = clock

    def prepare(self, token: str, choice: AttachmentChoice | None) -> PreparedAttachment | ServiceFailure:
        """Make the form; nothing of it is kept.

        Args:
            token: of the visit.
            choice: whom the form is for; None for all the minors on the file.
        """
        return answered("attachment.prepare", lambda: self._prepare(token, choice))

    def _prepare(self, token: str, choice: AttachmentChoice | None) -> PreparedAttachment | ServiceFailure:
        admitted = self._gate.admit(token)
        if admitted is None:
            return REFUSED
        now = self._clock.now()
        with reading(self._engine) as connection:
            file = read_attachment_file(connection, admitted.insured.file_id)
            limit_years = parameter_on(connection, Parameter.ATTACHMENT_AGE_YEARS, now.date())
        children = attachable(file.children, now.date(), limit_years)
        settled = settled_choice(choice, children)
        form = AttachmentForm(
            file=file,
            children=tuple(child.person for child in children if child.person_id in settled.children),
            blank_children=settled.blank_children,
            issue=issue_now(admitted, now),
        )
        return PreparedAttachment(children, settled, attachment_document(form))
