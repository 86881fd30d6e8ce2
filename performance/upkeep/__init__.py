"""What has to be done again and again, and by itself: nothing waits for ever, and what has expired goes."""
