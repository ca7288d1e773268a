"""Errors that are a person's to mend: their text is the whole message."""

from receptionist.agents.prompts import PromptError
from receptionist.practice.profile import ProfileError
from receptionist.sandbox.opendental.errors import WorldError
from receptionist.settings import SettingsError
from receptionist.store.database import DatabaseError


class CommandError(RuntimeError):
    """A command can't do what was asked; the text says why and what to do."""


PEOPLE_ERRORS = (SettingsError, ProfileError, WorldError, PromptError, DatabaseError, CommandError)
