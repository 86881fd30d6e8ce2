"""Primary keys as they come in from outside: as texts, of whatever sort and length."""

from django import forms
from django.contrib.admin.widgets import AutocompleteMixin, AutocompleteSelect, AutocompleteSelectMultiple

LARGEST_KEY = 2**63 - 1
_MOST_DIGITS = len(str(LARGEST_KEY))


def is_key(text: str) -> bool:
    """Whether a database could hold it; one that cannot is not merely not found there, but an error of the database."""
    return text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS and int(text) <= LARGEST_KEY


class RowsField(forms.ModelMultipleChoiceField):
    """Several rows; what is no key at all is refused like the key of a row that is not among the choices."""

    def clean(self, value):
        for text in map(str, value or ()):
            if not is_key(text):
                reason = self.error_messages["invalid_pk_value"]
                raise forms.ValidationError(reason, code="invalid_pk_value", params={"pk": text[:20]})
        return super().clean(value)


class _KnownKeys(AutocompleteMixin):
    """Offers again what was chosen; what is no key at all was not chosen from what is offered."""

    def optgroups(self, name, value, attr=None):
        return super().optgroups(name, [text for text in value if is_key(text)], attr)


class RowSelect(_KnownKeys, AutocompleteSelect):
    """Admin's search for one row."""


class RowsSelect(_KnownKeys, AutocompleteSelectMultiple):
    """Admin's search for several rows."""
