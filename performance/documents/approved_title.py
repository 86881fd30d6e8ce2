"""The title of a text that has been decided on."""

from __future__ import annotations

from dataclasses import replace

from performance.content.model import StatementContent

# What a text that is still to be decided on calls itself behind its title.
UNDECIDED = ("草案", "草稿", "征求意见", "送审", "讨论", "一上", "二上")


def as_approved(content: StatementContent) -> StatementContent:
    """As it is printed once it is approved: without the word by which it called itself a draft. Its record keeps it."""
    mark = content.cover.mark
    if not any(word in mark for word in UNDECIDED):
        return content
    return replace(content, cover=replace(content.cover, mark=""))
