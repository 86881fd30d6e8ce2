"""A language model within the office's own network, asked for words: off by default, and nothing of it is saved unseen."""
