"""SM3 is what the standard says, with and without a key, and the same as that of any other implementation."""

import hashlib
import hmac

import pytest

from departments.trail.digests import Digests, digest_by, keyed_digest

# The two examples of GB/T 32905.
EXAMPLES = {
    b"abc": "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0",
    b"abcd" * 16: "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732",
}


@pytest.mark.parametrize(("text", "value"), EXAMPLES.items(), ids=["short", "of one block"])
def test_sm3_is_that_of_the_standard(text, value):
    digest = digest_by("sm3")
    for start in range(0, len(text), 3):
        digest.update(text[start : start + 3])
        digest.hexdigest()  # which ends nothing
    assert digest.hexdigest() == value


@pytest.mark.parametrize("key", [b"", b"key", b"k" * 200])
def test_with_a_key_it_is_hmac(key):
    """Written out, so that it does not matter what the machine knows."""

    def sm3(data):
        digest = digest_by("sm3")
        digest.update(data)
        return digest.hexdigest()

    block = (bytes.fromhex(sm3(key)) if len(key) > 64 else key).ljust(64, b"\0")
    inner = bytes.fromhex(sm3(bytes(byte ^ 0x36 for byte in block) + b"text"))
    assert keyed_digest("sm3", key, b"text") == sm3(bytes(byte ^ 0x5C for byte in block) + inner)
    assert keyed_digest("sha256", key, b"text") == hmac.new(key, b"text", hashlib.sha256).hexdigest()


@pytest.mark.parametrize(("asked", "names"), [("sha256", ["sha256"]), ("sm3", ["sha256", "sm3"])])
def test_sha_256_is_always_there(asked, names):
    digests = Digests(asked)
    digests.update(b"abc")
    assert list(digests.by_algorithm) == names
    assert digests.by_algorithm["sha256"] == hashlib.sha256(b"abc").hexdigest()
    assert str(digests).startswith("SHA-256 ba78")
