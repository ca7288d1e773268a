"""Twilio in miniature: places a call to a running service, over real HTTP and a real media stream.

Signed webhooks, TwiML read as strictly as Twilio reads it, 20 ms frames both ways, marks returned when the audio before
them was played, and a scripted caller whose words ride in the audio as captions.
"""
