"""What can go wrong with a sandbox SIP call, in sentences for whoever placed it.

SipError
  ServiceUnreachable   nobody answers at the webhook's address
  WebhookFailed        the webhook answered with an error
  TrunkFailed          the sandbox's OpenAI server took no call, or broke it off
"""


class SipError(RuntimeError):
    """A call could not be placed or carried on."""


class ServiceUnreachable(SipError):
    """Nobody answers at the webhook's address."""


class WebhookFailed(SipError):
    """The webhook answered with an error."""

    def __init__(self, sentence: str, status: int) -> None:
        super().__init__(sentence)
        self.status = status


class TrunkFailed(SipError):
    """The sandbox's OpenAI server took no call, or broke it off."""
