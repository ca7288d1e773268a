"""The two tiers and their tools: Lexi, who talks, and the supervisor, who works on the chart and the schedule."""
