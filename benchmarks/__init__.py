"""What we claim about speed, runnable by anyone with `make bench`. Each compares with a plain baseline in one run."""
