"""The rows the server sends and the bodies it takes, one table of the vendor's a file."""
