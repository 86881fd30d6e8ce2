"""What fields of a form said before, where they say something else now."""

from __future__ import annotations

from performance.entry.answers import Answers, said_rows
from performance.entry.row_matching import match_rows


def changed_texts(now: Answers, before: Answers) -> dict[str, str]:
    """By the name of a field: its earlier text, blank ones included.

    A row that is new has a blank one where it says what it is called.
    """
    changed = {
        name: before.texts[name] for name, text in now.texts.items() if before.texts.get(name, text) != text
    }
    for group, rows in now.records.items():
        earlier = said_rows(before.records.get(group, []))
        was = {here: earlier[there] for here, there in match_rows(rows, earlier).items()}
        for number, row in enumerate(rows):
            old = was.get(number)
            fields = [field for field, text in row.items() if old and old.get(field, "") != text]
            if old is None and any(text.strip() for text in row.values()):
                fields = [next((field for field in ("name", "title") if field in row), next(iter(row)))]
            changed |= {f"{group}-{number}-{field}": (old or {}).get(field, "") for field in fields}
    return changed
