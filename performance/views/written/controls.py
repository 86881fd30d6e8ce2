"""The fields of a page of a card or a report, each with what is said beside it."""

from dataclasses import dataclass

from performance.written.rows import LONGEST, fund_field

LONGEST_NUMBER = 40


@dataclass(frozen=True)
class Control:
    """``of`` is what the label does not show: the indicator it is about. Without ``rows`` it has one line."""

    name: str
    label: str
    text: str
    of: str = ""
    rows: int = 0
    longest: int = LONGEST
    numeric: bool = False
    remarks: tuple = ()
    comments: tuple = ()
    invite: str = ""  # where a comment on it is written


class Controls:
    """What is said beside the fields goes by their names."""

    def __init__(self, texts, remarks, comments=None, invites=None):
        self.texts, self.remarks = texts, remarks
        self.comments, self.invites = comments or {}, invites or {}

    def text(self, name, label, of="", rows=0):
        return Control(name, label, self.texts[name], of, rows, **self._beside(name))

    def number(self, name, label, of="", longest=LONGEST_NUMBER):
        return Control(name, label, self.texts[name], of, 0, longest, True, **self._beside(name))

    def funds(self, rows, labels, columns):
        """Each source of money with its cells."""
        for row in rows:
            label = labels[row.source]
            yield (
                label,
                [
                    self.number(fund_field(row.source, name), f"{label} {title}")
                    for name, title in columns.items()
                ],
            )

    def _beside(self, name):
        return {
            "remarks": tuple(self.remarks.get(name, ())),
            "comments": tuple(self.comments.get(name, ())),
            "invite": self.invites.get(name, ""),
        }
