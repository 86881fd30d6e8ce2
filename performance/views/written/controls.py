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


class Controls:
    def __init__(self, texts, remarks):
        self.texts, self.remarks = texts, remarks

    def text(self, name, label, of="", rows=0):
        return Control(name, label, self.texts[name], of, rows, remarks=self._said(name))

    def number(self, name, label, of="", longest=LONGEST_NUMBER):
        return Control(name, label, self.texts[name], of, 0, longest, True, self._said(name))

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

    def _said(self, name):
        return tuple(self.remarks.get(name, ()))
