"""What the review finds in a stored text, as its readers see it, and the explanations given (``waivers``)."""
