"""The services inside the terminal's own process, on a database that is open."""

from dataclasses import dataclass, field

from kiosk.ports import Clock, Notifier, Services, UpdateAuthority
from kiosk.services.access import AccessPolicy, EmbeddedAccess
from kiosk.services.allowances import EmbeddedAllowances
from kiosk.services.answers import failure_code
from kiosk.services.attachment import EmbeddedAttachment
from kiosk.services.card_update import EmbeddedCardUpdate
from kiosk.services.certificates import EmbeddedCertificates
from kiosk.services.codes import CodeHasher, Digests, HashCost
from kiosk.services.ehic import EmbeddedEhic
from kiosk.services.issuing import Signer
from kiosk.services.payments import EmbeddedPayments
from kiosk.services.provisional import ProvisionalSender
from kiosk.services.rights import EmbeddedRights
from kiosk.services.secrets import Secrets
from kiosk.services.statements import EmbeddedStatements
from kiosk.services.third_party import EmbeddedThirdParty
from kiosk.services.visits import Gate
from kiosk.storage.opening import Opened, running_fault


@dataclass(frozen=True, slots=True)
class ServiceSettings:
    """Hold what the services need to know of their surroundings.

    Attributes:
        terminal_id: the only terminal that these services answer.
        public_url: what the QR codes of certificates point to.
        policy: the rules of codes and visits.
        hash_cost: what one guess at a code costs.
    """

    terminal_id: str
    public_url: str
    policy: AccessPolicy = field(default_factory=AccessPolicy)
    hash_cost: HashCost = field(default_factory=HashCost)


def embedded_services(
    opened: Opened,
    secrets: Secrets,
    notifier: Notifier,
    clock: Clock,
    settings: ServiceSettings,
    authority: UpdateAuthority | None = None,
) -> Services:
    """Build the services on an open database; the caller keeps the engine and disposes of it.

    Args:
        opened: the database.
        secrets: for codes and signatures.
        notifier: sends text messages.
        clock: dates everything.
        settings: the surroundings.
        authority: updates cards; None where none is connected.
    """
    engine, policy = opened.engine, settings.policy
    digests = Digests(secrets.digest_key)
    gate = Gate(engine, clock, policy.visit, settings.terminal_id)
    signer = Signer(secrets.signing_key, settings.public_url)
    return Services(
        access=EmbeddedAccess(
            engine,
            CodeHasher(secrets.pepper, settings.hash_cost),
            digests,
            ProvisionalSender(engine, digests, notifier, clock, policy.provisional, policy.visit),
            clock,
            policy,
        ),
        payments=EmbeddedPayments(engine, gate, clock),
        statements=EmbeddedStatements(engine, gate, clock),
        rights=EmbeddedRights(engine, gate, clock, signer),
        allowances=EmbeddedAllowances(engine, gate, clock, signer),
        third_party=EmbeddedThirdParty(engine, gate, clock, signer),
        attachment=EmbeddedAttachment(engine, gate, clock),
        ehic=EmbeddedEhic(engine, gate, clock, signer),
        card_update=EmbeddedCardUpdate(engine, gate, clock, authority),
        certificates=EmbeddedCertificates(engine, gate, clock),
        check=lambda: tuple(failure_code(fault) for fault in [running_fault(opened, clock.now())] if fault is not None),
    )
