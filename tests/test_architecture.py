"""Imports run one way, wherever in a file they hide; and a file is one idea of a readable size."""

import ast
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent
ROOMS = ("config", "departments", "indicators", "performance", "projects")

# What may be imported by the modules under a name, besides what stands under that same name. The longest name decides.
LAYERS = {
    "departments": (),
    "indicators": (),
    "projects": ("departments", "indicators"),
    "performance": ("departments", "indicators", "projects"),
    "performance.models": ("departments", "indicators", "projects", "performance.content"),
    "performance.content": ("indicators.kinds",),
    "performance.content_json": ("performance.content", "performance.strict_json"),
    "performance.strict_json": (),
    "performance.documents": ("performance.content", "performance.content_json", "indicators"),
    "performance.review": ("performance.content", "indicators"),
    "performance.differences": ("performance.content", "performance.content_json", "indicators"),
    "config": ("departments", "indicators", "performance", "projects"),
}
# Where requests and commands come in: nothing but each other, and config, may lean on these.
ENTRANCES = ("admin", "api", "forms", "management", "urls", "views")
PURE_CORE = (
    "indicators.values",
    "indicators.vocabulary",
    "performance.content",
    "performance.content_json",
    "performance.differences",
    "performance.documents",
    "performance.entry",
    "performance.review",
    "performance.strict_json",
)
FRAMEWORKS = ("django", "import_export", "rest_framework")
LONGEST_FILE = 300


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(REPOSITORY).with_suffix("").parts).removesuffix(".__init__")


def under(name: str, roof: str) -> bool:
    return name == roof or name.startswith(roof + ".")


def imports_of(source: str, module: str) -> set[str]:
    """Every name that a module imports: at its top, in a function or under TYPE_CHECKING, dotted as far as told."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            package = module.split(".")[: -node.level] if node.level else []
            base = ".".join([*package, *filter(None, [node.module])])
            found |= {f"{base}.{alias.name}" for alias in node.names}
    return found


def forbidden(module: str, imported: str) -> bool:
    """Whether this import runs against the direction of LAYERS."""
    if imported.partition(".")[0] not in ROOMS:
        return False
    layer = max((roof for roof in LAYERS if under(module, roof)), key=len)
    if under(imported, layer):
        inside = imported.removeprefix(module.partition(".")[0] + ".").partition(".")[0]
        return inside in ENTRANCES and module.split(".")[1] not in ENTRANCES
    return not any(under(imported, roof) for roof in LAYERS[layer])


SOURCES = {
    module_name(path): path.read_text(encoding="utf-8")
    for room in ROOMS
    for path in sorted((REPOSITORY / room).rglob("*.py"))
    if "migrations" not in path.parts
}
IMPORTS = {module: imports_of(source, module) for module, source in SOURCES.items()}


def reached_from(module: str) -> set[str]:
    """Everything that importing this module imports, straight or through other modules of ours."""
    reached, waiting = set(), {module}
    while waiting:
        imports = IMPORTS[waiting.pop()]
        waiting |= {ours for ours in IMPORTS for name in imports - reached if under(name, ours)}
        reached |= imports
    return reached


@pytest.mark.parametrize("module", SOURCES)
def test_imports_run_one_way(module):
    assert sorted(name for name in IMPORTS[module] if forbidden(module, name)) == []


@pytest.mark.parametrize("module", [name for name in SOURCES if any(under(name, core) for core in PURE_CORE)])
def test_the_pure_core_reaches_no_framework(module):
    reached = reached_from(module)
    assert sorted(name for name in reached if name.partition(".")[0] in FRAMEWORKS) == []


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("departments.models", "import projects.models"),
        ("departments.models", "from indicators import models"),
        ("indicators.models", "from departments.models import Department"),
        ("projects.models", "def f():\n    from performance.models import PerformanceStatement"),
        ("performance.models", "from performance import services"),
        ("performance.services", "from performance.views import page"),
        ("performance.services", "def f():\n    from . import views"),
        ("performance.documents.layouts.hebei", "from performance import models"),
        ("performance.documents.layouts.hebei", "from ...models import PerformanceStatement"),
        ("performance.review.engine", "from performance.documents import layout"),
        ("performance.views.statement", "from config import settings"),
    ],
)
def test_an_import_against_the_direction_is_seen(module, line):
    assert any(forbidden(module, name) for name in imports_of(line, module))


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("performance.services", "from performance.models import PerformanceStatement"),
        ("performance.views.statement", "from performance.forms import StatementForm"),
        ("performance.documents.layouts.hebei", "from ..layout import Table"),
        ("projects.admin", "from departments.visible_admin import VisibleAdmin"),
        ("config.urls", "from performance.views import page"),
        ("departments.models", "from django.db import models"),
    ],
)
def test_an_import_along_the_direction_is_let_through(module, line):
    assert not any(forbidden(module, name) for name in imports_of(line, module))


FILES = [
    path
    for folder in (*ROOMS, "tests")
    for path in sorted((REPOSITORY / folder).rglob("*.py"))
    if "migrations" not in path.parts
]


@pytest.mark.parametrize("path", FILES, ids=module_name)
def test_a_file_is_one_idea(path):
    assert path.stem not in {"utils", "util", "helpers", "helper", "misc", "common"}
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= LONGEST_FILE
