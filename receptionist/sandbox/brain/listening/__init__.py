"""What one caller utterance changes in the frame, by subject: goals, the person, the visit, times, agreement."""
