"""The Realtime API over WebSocket: session, conversation, ears, responses."""
