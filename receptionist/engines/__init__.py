"""Voice engines: what opens a Realtime session for a call, and the server events that come out of it."""
