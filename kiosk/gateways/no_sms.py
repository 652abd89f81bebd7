"""No text messages: what a terminal in service has as long as no SMS operator is connected."""

from kiosk.catalogue.failures import FailureCode


class NoSms:
    """Refuse every message: a code must never be handed to whoever happens to listen."""

    def send_sms(self, mobile_e164: str, text: str) -> FailureCode | None:
        """Answer SMS_NOT_SENT."""
        del mobile_e164, text
        return FailureCode.SMS_NOT_SENT
