"""Until when texts are to be sent and reviewed, and who was given longer."""
