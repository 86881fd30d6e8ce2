"""What pages, admin and interface share of requests and answers."""
