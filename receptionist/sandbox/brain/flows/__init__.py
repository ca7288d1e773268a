"""The supervisor's flows: each looks at the frame and names the next step of one part of the work."""
