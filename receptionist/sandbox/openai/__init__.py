"""An OpenAI-compatible server: Realtime over WebSocket and Responses over HTTP, strict about the vendor's protocol."""
