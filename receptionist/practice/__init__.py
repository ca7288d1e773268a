"""The office: its profile, hours, closures, people and rooms, and the words they are spoken in."""
