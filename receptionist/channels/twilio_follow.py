"""What Twilio is told when a call's stream has ended, as far as that call alone decides it."""

from receptionist.channels import twiml
from receptionist.channels.twilio_calls import PhoneCall

CUT_OFF = "I'm sorry, we were cut off. Please call {phone} again, and we will be glad to help."
NO_ANSWER = (
    "I'm sorry, nobody can take your call just now. Please leave your name, your number and what it is about after the "
    "tone, and we will call you back. Press the pound key or hang up when you are done. In an emergency, hang up and "
    "call 911."
)
NOTHING_RECORDED = "I didn't hear a message. Please call {phone} again a little later. Goodbye."


def follow_up(call: PhoneCall | None, *, phone: str, after_url: str, gather_url: str, voicemail_url: str) -> str:
    """The TwiML that follows the stream. `phone` is the practice's own number, as it is to be spoken.

    A call that is unknown was cut off by a restart, and one whose line broke may have its caller still waiting: both
    get an apology, not silence. A caller who had come back from a transfer to leave a message leaves it as a recording.
    """
    if call is not None and call.ended_by == "caller":
        return twiml.hang_up()
    if call is not None and call.continue_by == "gather":
        return twiml.redirect(gather_url)
    if call is not None and call.dial:
        return twiml.dial(call.dial, after_url=after_url)
    broken = call is None or call.ended_by != "house"
    if call is not None and call.admitted.call_id and (broken or call.unheard):
        return take_recording(phone=phone, voicemail_url=voicemail_url)
    if call is None or broken:
        return twiml.say_and_hang_up(CUT_OFF.format(phone=phone))
    return twiml.say_and_hang_up(call.unheard) if call.unheard else twiml.hang_up()


def take_recording(*, phone: str, voicemail_url: str) -> str:
    """The last resort when nobody takes a call: the caller speaks to a tone."""
    return twiml.record(
        words=NO_ANSWER, action_url=voicemail_url, words_without_a_message=NOTHING_RECORDED.format(phone=phone)
    )
