"""The families of a declared form as the words that its indicator trees offer."""

from __future__ import annotations

from collections.abc import Iterator

from indicators.kinds import CategoryKind, SubcategoryKind
from indicators.vocabulary import Category, Subcategory, Vocabulary
from performance.documents.forms.form import Form
from performance.documents.forms.words import family_word, tables


def vocabulary_of(form: Form) -> Vocabulary:
    return Vocabulary(form.province, form.edition, tuple(_category(name, form) for name in form.families))


def _category(name: str, form: Form) -> Category:
    return Category(
        name, _kind(name), tuple(Subcategory(label, _kind_below(label)) for label in _below(name, form))
    )


def _below(name: str, form: Form) -> Iterator[str]:
    """What usually stands below a family, but for what this form has as a family of its own."""
    own = {family_word(family) for family in form.families}
    return (label for label in tables().usual.get(family_word(name), ()) if family_word(label) not in own)


def _kind(name: str) -> CategoryKind:
    known = (kind for kind in CategoryKind if kind.label in name)
    return next(known, CategoryKind.MANAGEMENT_EFFICIENCY)


def _kind_below(label: str) -> SubcategoryKind:
    known = (kind for kind in SubcategoryKind if kind.label in label)
    return next(known, SubcategoryKind.OTHER)
