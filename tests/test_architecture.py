"""Imports run one way, wherever in a file they hide; rooms are known; and a file is one idea of a readable size."""

import tomllib

import pytest

from tests.rooms import (
    APPLICATIONS,
    FACES,
    FLOOR,
    FRAMEWORKS,
    LONGEST_FILE,
    LOOSE,
    PURE_CORE,
    REPOSITORY,
    SOURCES,
    back_up,
    forbidden,
    imports_of,
    in_circles,
    loose_files,
    module_name,
    reached_from,
    room_imports,
    under,
)


def test_imports_run_one_way():
    assert back_up() == []
    assert in_circles(room_imports()) == set()


@pytest.mark.parametrize(
    ("imports", "rooms"),
    [
        ({"a": {"b"}, "b": {"c"}, "c": set()}, set()),
        ({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": set()}, {"b", "c"}),
        ({"a": {"b"}, "b": {"a", "c"}, "c": set()}, {"a", "b"}),
    ],
)
def test_a_circle_is_seen(imports, rooms):
    assert in_circles(imports) == rooms


def test_every_room_has_its_floor():
    rooms = {
        f"{application}.{path.stem}"
        for application in ("departments", "performance")
        for path in (REPOSITORY / application).iterdir()
        if (path.is_dir() and any(path.rglob("*.py"))) or path.suffix == ".py"
        if path.stem not in {"__init__", "migrations"}
    }
    assert rooms == {room for room in FLOOR if "." in room}


def test_the_types_of_every_room_are_checked():
    written = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mypy"]
    typed = {name.removesuffix(".*") for name in written["overrides"][0]["module"]}
    assert set(FLOOR) - FACES - set(PURE_CORE) == typed


@pytest.mark.parametrize("application", LOOSE)
def test_no_file_lies_loose(application):
    assert loose_files()[application] == LOOSE[application]


def test_the_pure_core_reaches_no_framework():
    core = [module for module in SOURCES if any(under(module, room) for room in PURE_CORE)]
    reached = {
        module: sorted(name for name in reached_from(module) if name.partition(".")[0] in FRAMEWORKS)
        for module in core
    }
    assert core
    assert {module: names for module, names in reached.items() if names} == {}


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("departments.places.models", "import projects.models"),
        ("departments.models", "from indicators_of import models\nfrom projects import models"),
        ("departments.trail.writing", "from departments.models import Department"),
        ("projects.models", "def f():\n    from performance.models import PerformanceStatement"),
        ("performance.models", "from performance.statements import services"),
        ("performance.statements.services", "from performance.workflow.services import perform"),
        ("performance.statements.services", "from performance.views import statements"),
        ("performance.steps.table", "def f():\n    from ..statements import selectors"),
        ("performance.workflow.guards", "from performance.importing import applying"),
        ("performance.api.comments", "from performance.views.comments import views"),
        ("performance.documents.layouts.hebei", "from performance import models"),
        ("performance.documents.layouts.hebei", "from ...models import PerformanceStatement"),
        ("performance.review.engine", "from performance.documents import layout"),
        ("performance.views.statements", "from config import settings"),
    ],
)
def test_an_import_against_the_direction_is_seen(module, line):
    assert any(forbidden(module, name) for name in imports_of(line, module))


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("performance.statements.services", "from performance.models import PerformanceStatement"),
        ("performance.views.statements.statements", "from performance.views.statements.forms import Filter"),
        ("performance.documents.layouts.hebei", "from ..layout import Table"),
        ("projects.admin", "from departments.admin.base.scoped_admin import ScopedAdmin"),
        ("config.urls", "from performance.views.statements import statements"),
        ("departments.places.models", "from django.db import models"),
    ],
)
def test_an_import_along_the_direction_is_let_through(module, line):
    assert not any(forbidden(module, name) for name in imports_of(line, module))


FILES = [
    path
    for folder in (*APPLICATIONS, "tests")
    for path in sorted((REPOSITORY / folder).rglob("*.py"))
    if "migrations" not in path.parts
]


def test_a_file_is_one_idea():
    vague = {"utils", "util", "helpers", "helper", "misc", "common"}
    assert [module_name(path) for path in FILES if path.stem in vague] == []
    lines = {module_name(path): path.read_text(encoding="utf-8").count("\n") for path in FILES}
    assert {name: count for name, count in lines.items() if count > LONGEST_FILE} == {}
