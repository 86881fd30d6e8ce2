"""Names of files that leave: what they are called, less the signs that no system takes in the name of a file."""

import re

_REFUSED = re.compile(  # by Windows, by a command line, or unseen
    r"""[\\/:*?"<>|'!`$\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2028\u2029\ufeff\ud800-\udfff]+"""
)
_AT_THE_ENDS = " .-=+@~"  # a hidden file, an option of a command, a formula
_SUFFIX = re.compile(r"(\.[a-z0-9]{1,5})?$", re.IGNORECASE)
LONGEST_STEM = 70  # characters: a name may have 255 bytes on Linux, and a Chinese character has three


def as_file_name(text: str) -> str:
    """The text with its dashes, brackets and blanks: without them 1–11月 would be 111月, and 〔2026〕5号 20265号."""
    suffix = _SUFFIX.search(text)[0]  # type: ignore[index]  # which matches nothing too
    stem = _REFUSED.sub("-", text.removesuffix(suffix)).strip(_AT_THE_ENDS)
    return (stem[:LONGEST_STEM].rstrip(_AT_THE_ENDS) or "file") + suffix
