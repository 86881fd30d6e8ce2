"""Nothing that a library says to our readers stays English under zh-hans."""

import ast
import re
from importlib.util import find_spec
from pathlib import Path

import pytest
from django.utils.translation import gettext, ngettext, override

IN_TEMPLATE = re.compile(r"""{%\s*(?:translate|trans)\s+"([^"]+)""")
MARKERS = {"_", "gettext", "gettext_lazy"}
CHINESE = re.compile("[一-鿿]")
WORDLESS = re.compile(r"(%\(\w+\)[rs]|\W)*")
PROGRAMMERS_ONLY = {
    "%s through import_export",
    "Form is not validated, call `is_valid` first",
    "The following fields are declared in 'import_id_fields' but are not present in the resource fields: %s",
    "call to force_str() on instance failed: %s",
    "use_natural_foreign_keys and key_is_id cannot both be True",
}


def marked_in(source: str) -> set[str]:
    """The sentences that a module hands to gettext; a sentence in several quotes is one constant to ast."""
    return {
        call.args[0].value
        for call in ast.walk(ast.parse(source))
        if isinstance(call, ast.Call)
        and getattr(call.func, "id", None) in MARKERS
        and isinstance(call.args[0], ast.Constant)
    }


def sentences(package: str) -> set[str]:
    """Every sentence that a package marks for translation in its templates and modules."""
    folder = Path(find_spec(package).origin).parent
    modules = (marked_in(path.read_text(encoding="utf-8")) for path in folder.rglob("*.py"))
    pages = (IN_TEMPLATE.findall(path.read_text(encoding="utf-8")) for path in folder.rglob("*.html"))
    return {found for founds in (*modules, *pages) for found in founds if not WORDLESS.fullmatch(found)}


SHOWN = sorted((sentences("import_export") | sentences("django.contrib.admin")) - PROGRAMMERS_ONLY)


@pytest.mark.parametrize("sentence", SHOWN)
def test_every_sentence_of_admin_and_of_its_imports_is_chinese(sentence):
    with override("zh-hans"):
        assert CHINESE.search(gettext(sentence)), gettext(sentence)


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("Export %(len)s selected item.", "Export %(len)s selected items."),
        (
            "This password is too short. It must contain at least %d character.",
            "This password is too short. It must contain at least %d characters.",
        ),
    ],
)
def test_counted_sentences_are_chinese(one, many):
    with override("zh-hans"):
        assert CHINESE.search(ngettext(one, many, 2))
