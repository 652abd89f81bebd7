"""`smartcard.scard` itself is exercised in test_pcsc_reader; here are the answers that no pcscd gives on demand."""

import pytest
from smartcard import scard

from hardware.card import pcsc
from hardware.card.apdu import ReadFault
from hardware.card.pcsc import PcscError, ScardConnection, ScardContext
from kiosk.domain.cards import CardFault


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        (0x8010001D, CardFault.SERVICE_DOWN),
        (0x80100013, CardFault.SERVICE_DOWN),
        (0x8010006A, CardFault.SERVICE_DOWN),
        (0x80100017, CardFault.READER_UNPLUGGED),
        (0x80100009, CardFault.READER_UNPLUGGED),
        (0x8010000B, CardFault.READER_BUSY),
        (0x80100066, CardFault.MUTE),
        (0x80100067, CardFault.UNPOWERED),
        (0x8010000F, CardFault.PROTOCOL),
        (0x80100016, CardFault.COMMUNICATION),
        (0x8010002F, CardFault.COMMUNICATION),
        (0x80100068, CardFault.COMMUNICATION),
        (0x80100069, CardFault.COMMUNICATION),
        (0x8010FFFF, CardFault.COMMUNICATION),
    ],
)
def test_each_result_has_its_fault(code, fault):
    assert PcscError(code).fault is fault


def test_a_context_of_value_0_is_no_context(monkeypatch):
    monkeypatch.setattr(scard, "SCardEstablishContext", lambda _scope: (0, 0))
    assert isinstance(ScardContext.establish(), PcscError)


def test_a_signed_result_is_read_as_the_header_files_write_it(monkeypatch):
    monkeypatch.setattr(scard, "SCardEstablishContext", lambda _scope: (0x8010001D - (1 << 32), 0))
    assert ScardContext.establish() == PcscError(0x8010001D)


def test_no_reader_is_no_error(monkeypatch):
    monkeypatch.setattr(scard, "SCardListReaders", lambda _context, _groups: (pcsc.NO_READERS, []))
    assert ScardContext(1).readers() == ()


@pytest.fixture
def gone(monkeypatch):
    """A pcscd that has gone: what gives something back raises as pyscard does."""

    def fail(*_arguments):
        raise SystemError("returned NULL without setting an exception")

    released = []
    monkeypatch.setattr(scard, "SCardDisconnect", fail)
    monkeypatch.setattr(scard, "SCardReleaseContext", lambda context: (released.append(context), fail()))
    return released


def test_giving_back_to_a_pcscd_that_has_gone_is_no_error(gone):
    ScardConnection(ScardContext(7), 1, scard.SCARD_PROTOCOL_T0).close(reset=True)
    assert gone == [7]


def test_a_card_handle_of_value_0_is_no_connection(monkeypatch, gone):
    monkeypatch.setattr(scard, "SCardEstablishContext", lambda _scope: (0, 7))
    monkeypatch.setattr(scard, "SCardConnect", lambda *_arguments: (0, 0, 1))
    assert isinstance(ScardConnection.connect("Lecteur"), PcscError)
    assert gone == [7]


def test_a_card_that_speaks_t_1_is_asked_in_t_1(monkeypatch):
    used = []
    monkeypatch.setattr(scard, "SCardTransmit", lambda _card, pci, _bytes: (used.append(pci), (0, [0x90, 0x00]))[1])
    for protocol in (scard.SCARD_PROTOCOL_T0, scard.SCARD_PROTOCOL_T1):
        assert ScardConnection(ScardContext(1), 1, protocol).transmit(b"\x00") == b"\x90\x00"
    assert used == [scard.SCARD_PCI_T0, scard.SCARD_PCI_T1]


def test_a_reset_may_change_the_protocol_or_fail(monkeypatch):
    connection = ScardConnection(ScardContext(1), 1, scard.SCARD_PROTOCOL_T0)
    monkeypatch.setattr(scard, "SCardReconnect", lambda *_arguments: (0, scard.SCARD_PROTOCOL_T1))
    assert connection.reset() is None
    monkeypatch.setattr(scard, "SCardReconnect", lambda *_arguments: (0x80100066, 0))
    assert connection.reset() == ReadFault(CardFault.MUTE)
