"""What a new call meets while the service empties itself before it stops: a pointer to where it can be taken."""

from collections.abc import Callable

from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from receptionist.channels import twiml

NEW_CALLS = ("/phone/incoming", "/sip/incoming")
NOT_HERE = "This process is about to stop and takes no new calls."


class DrainGate:
    """ASGI middleware in front of the webhooks that begin calls; all others, of calls that run, pass.

    With `redirect_url` Twilio is sent there with the call. Without, it gets a 503, upon which it asks the number's
    own fallback address; so does a load balancer that has not noticed yet that this process isn't ready.
    """

    def __init__(self, app: ASGIApp, draining: Callable[[], bool], redirect_url: str) -> None:
        self._app = app
        self._draining = draining
        self._redirect_url = redirect_url

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] not in NEW_CALLS or not self._draining():
            await self._app(scope, receive, send)
            return
        await self._elsewhere(scope)(scope, receive, send)

    def _elsewhere(self, scope: Scope) -> Response:
        if self._redirect_url and scope["path"] == NEW_CALLS[0]:
            return Response(twiml.redirect(self._redirect_url), media_type=twiml.MEDIA_TYPE)
        return PlainTextResponse(NOT_HERE, status_code=503, headers={"Retry-After": "5"})
