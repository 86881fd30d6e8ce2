"""What keeps an installation running: backup, moving between databases, signs of health, logs and metrics."""
