"""The caller's side: one module a channel. Channels never import each other."""
