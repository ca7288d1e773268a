"""The function tools, one file a group; each is one declaration that says who may call it and what it may return."""
