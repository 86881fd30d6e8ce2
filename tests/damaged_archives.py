"""Archives as a bad line, a full disk or an attacker leaves them: cut, filled with other bytes, of impossible sizes and places."""

from random import Random

NUMBERS = (b"\xff\xff\xff\xff", b"\0\0\0\0", b"\xff\xff\xff\x7f", b"\0\0\0\x80")
TAIL = 600  # where the list of the members stands


def damaged(archive, number):
    """So many of them, the same ones each time; most are damaged where the members are listed."""
    random = Random(number)  # noqa: S311 - a seed, no secret
    for _ in range(number):
        data = bytearray(archive)
        for _ in range(random.choice((1, 1, 2, 4))):
            at = random.choice((random.randrange(len(data)), max(0, len(data) - random.randrange(1, TAIL))))
            match random.randrange(4):
                case 0:
                    data[at] = random.randrange(256)
                case 1:
                    del data[at : at + random.randrange(1, 30)]
                case 2:
                    data[at:at] = random.randbytes(random.randrange(1, 9))
                case _:
                    data[at : at + 4] = random.choice(NUMBERS)
        yield bytes(data)
