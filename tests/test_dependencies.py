"""Whoever installs what pyproject.toml names, at the versions of requirements.lock, can run every module."""

import re
import sys
import tomllib
from importlib.metadata import packages_distributions, requires
from pathlib import Path

import pytest

from tests.rooms import APPLICATIONS, imports_of_all

REPOSITORY = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
DECLARED = PROJECT["project"]["dependencies"]
PINS = re.compile(r"^([\w.-]+)==(\S+)", re.MULTILINE)
RUNTIME, RECOGNITION, DEVELOPMENT = (
    dict(PINS.findall((REPOSITORY / f"requirements{kind}.lock").read_text(encoding="utf-8")))
    for kind in ("", "-ocr", "-dev")
)
OPTIONAL = {
    "PIL": "pillow",
    "cv2": "opencv",
    "numpy": "numpy",
    "rapidocr": "rapidocr",
}  # imported where they are installed
ONLY_FOR_TYPES = {"_typeshed"}  # comes with every type checker and is never imported when the program runs


def project_name(requirement: str) -> str:
    return re.match(r"[\w.-]+", requirement)[0].lower().replace("_", "-")


PROMISED = {project_name(requirement) for requirement in DECLARED}
BROUGHT_ALONG = {project_name(further) for name in PROMISED for further in requires(name) or ()}


def test_every_package_that_is_imported_comes_with_the_installation():
    imported = {name.partition(".")[0] for found in imports_of_all().values() for name in found}
    imported -= {*APPLICATIONS, *OPTIONAL, *ONLY_FOR_TYPES, *sys.stdlib_module_names}
    installed = packages_distributions()
    brought = {name: {project_name(found) for found in installed.get(name, ())} for name in imported}
    assert len(imported) > 10
    assert {name for name in imported if not brought[name] & (PROMISED | BROUGHT_ALONG)} == set()


@pytest.mark.parametrize("name", sorted(PROMISED))
def test_every_package_that_is_promised_is_locked(name):
    assert name in RUNTIME


def test_development_stands_on_the_very_versions_that_run():
    assert RUNTIME.items() <= RECOGNITION.items() <= DEVELOPMENT.items()


@pytest.mark.parametrize("package", sorted(OPTIONAL.values()))
def test_what_recognises_scans_is_locked_apart(package):
    assert not any(name.startswith(package) for name in RUNTIME)
    assert any(name.startswith(package) for name in RECOGNITION)


def test_an_installation_carries_no_test_tools():
    tools = {project_name(one) for one in PROJECT["dependency-groups"]["dev"] if isinstance(one, str)}
    assert tools & RUNTIME.keys() == set()
    assert tools <= DEVELOPMENT.keys()
