"""Which declared forms a text of a province and edition is written in."""

from __future__ import annotations

from performance.documents.forms.declaration import shipped_forms
from performance.documents.forms.form import Form
from performance.documents.forms.known import form_named, forms_of_edition

NATIONAL = "全国"
GENERAL = "national-project-2021"  # for projects of an edition that has no form of its own for them


def department_form_of(province: str, edition: str, form: str = "") -> Form | None:
    """The department's form: the one that the text names, else the one of its edition."""
    return _named(form, "department") or _of_edition(province, edition, "department")


def project_form_of(province: str, edition: str, form: str = "") -> Form:
    """The form of a project: the one that it names, else the one of the text's edition, else the general one."""
    own = _named(form, "project", "list") or project_form_in(province, edition)
    return own or shipped_forms()[GENERAL]


def project_form_in(province: str, edition: str) -> Form | None:
    return _of_edition(province, edition, "project", "list")


def _named(form: str, *kinds: str) -> Form | None:
    found = form_named(form)
    return found if found is not None and found.kind in kinds else None


def _of_edition(province: str, edition: str, *kinds: str) -> Form | None:
    return next((one for one in forms_of_edition(province, edition) if one.kind in kinds), None)
