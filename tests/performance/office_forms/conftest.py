"""Forms of other tests' offices are forgotten: their keys come again."""

import pytest

from performance.office_forms.shelf import forget


@pytest.fixture(autouse=True)
def _other_databases_forms_are_forgotten():
    forget()
