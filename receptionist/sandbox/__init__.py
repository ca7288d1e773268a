"""The outside world on this machine: servers that speak the real protocols. Imports nothing of the house but the clock."""
