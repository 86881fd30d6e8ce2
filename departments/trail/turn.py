"""The turn of whoever writes the next row of the trail."""

TURN = 0x7472_6169_6C  # the number of PostgreSQL's advisory lock
