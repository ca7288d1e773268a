"""What callers mean, read from what they say: the deterministic language readers of the sandbox model.

Readers take ordinary spoken or typed US English (also as a speech recogniser writes it), never raise for any text,
use the standard library only and answer in microseconds. They read wishes; they decide nothing.
"""
