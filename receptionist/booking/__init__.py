"""The booking authority: code, not prompts, decides who may hear what and which bookings are allowed."""
