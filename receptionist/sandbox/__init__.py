"""The outside world on this machine: servers that speak the real protocols. Imports only the clock of the house."""
