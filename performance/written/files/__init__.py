"""What a file that somebody filled in away from the system says: what every kind of paper is read by."""
