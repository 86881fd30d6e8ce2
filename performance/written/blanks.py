"""What a file leaves blank stays as the page has it, and is said: no cell that nobody filled clears anything."""

from __future__ import annotations

from collections.abc import Mapping


def kept_where_blank(before: Mapping[str, str], read: Mapping[str, str]) -> dict[str, str]:
    """The texts of those fields that are blank in what was read and were not before, by the names of the page."""
    return {name: text for name, text in before.items() if text.strip() and not read.get(name, text).strip()}


def said_of_blanks(kept: Mapping[str, str], labels: Mapping[str, str]) -> tuple[str, ...]:
    """How many and which; how they are cleared."""
    if not kept:
        return ()
    named = "、".join(labels.get(name, name) for name in kept)
    return (
        f"文件里有{len(kept)}栏是空的，保持页面上的内容，没有清空：{named}。要清空的，请在页面上删去再保存。",
    )
