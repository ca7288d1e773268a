"""A caller on a SIP trunk: rings the sandbox's OpenAI server, which is what announces the call to the service."""
