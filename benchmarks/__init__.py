"""What we claim about speed, runnable by anyone: `make bench`. Each benchmark compares with a plain baseline in one run."""
