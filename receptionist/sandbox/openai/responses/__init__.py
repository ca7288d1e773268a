"""The Responses API over HTTP: JSON and server-sent events."""
