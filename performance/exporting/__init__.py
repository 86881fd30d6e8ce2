"""What leaves the office: packages for the finance bureau, summaries of it, and the edition for the public."""
