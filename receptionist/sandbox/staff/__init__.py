"""A made-up front desk at work in the sandbox's Open Dental: books, moves, breaks and blocks while others do."""

from receptionist.sandbox.staff.actor import Deed, StaffError, StaffUser

__all__ = ["Deed", "StaffError", "StaffUser"]
