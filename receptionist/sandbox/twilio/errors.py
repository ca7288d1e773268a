"""What can go wrong with a sandbox call, in sentences for whoever placed it.

TwilioError
  ServiceUnreachable   nobody answers at the webhook's address
  WebhookFailed        the webhook answered something that Twilio would refuse
  TwimlRefused         the TwiML is not what Twilio accepts
  StreamBroken         the media stream's messages are not what Twilio accepts
"""


class TwilioError(RuntimeError):
    """A call could not be placed or carried on."""


class ServiceUnreachable(TwilioError):
    """Nobody answers at the webhook's address."""


class WebhookFailed(TwilioError):
    """The webhook answered with an error or with something that isn't TwiML."""

    def __init__(self, sentence: str, status: int) -> None:
        super().__init__(sentence)
        self.status = status


class TwimlRefused(TwilioError):
    """TwiML that Twilio would refuse."""


class StreamBroken(TwilioError):
    """A message on the media stream that Twilio would refuse."""
