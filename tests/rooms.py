"""The rooms of the house, floor by floor, and what imports what, wherever in a file it hides.

``make rooms`` prints what is measured of them; ``tests/test_architecture.py`` keeps it so.
"""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
APPLICATIONS = ("config", "departments", "indicators", "performance", "projects")

# The rooms, floor by floor, from the ground up: a room imports what stands on lower floors, and never its own floor.
# Rooms of the pure core import neither Django nor models; nobody but config and each other leans on the faces.
FLOORS = (
    (
        "departments.permissions",
        "departments.keys",
        "departments.file_names",
        "departments.uploads",
        "indicators",
    ),
    ("departments.querysets", "performance.content", "performance.http"),
    (
        "departments.places",
        "departments.timetables",
        "performance.differences",
        "performance.review",
        "performance.scoring",
    ),
    ("departments.trail", "performance.documents", "performance.alerts"),
    ("departments.accounts", "performance.entry"),
    ("departments.models",),
    ("departments.apps", "departments.lists", "departments.management", "departments.views"),
    ("departments.admin",),
    ("projects",),
    ("performance.models",),
    ("performance.deadlines", "performance.steps", "performance.jobs"),
    (
        "performance.changes",
        "performance.indicator_library",
        "performance.notifications",
        "performance.office_forms",
        "performance.rule_adjustments",
        "performance.webhooks",
    ),
    ("performance.statements", "performance.assessment"),
    ("performance.comments", "performance.findings", "performance.written"),
    (
        "performance.evidence",
        "performance.exporting",
        "performance.history",
        "performance.overview",
    ),
    (
        "performance.approval_letters",
        "performance.entry_forms",
        "performance.monitoring",
        "performance.self_evaluation",
        "performance.workflow",
    ),
    (
        "performance.all_projects",
        "performance.importing",
        "performance.language_model",
        "performance.setup",
        "performance.upkeep",
    ),
    ("performance.exchange",),
    (
        "performance.apps",
        "performance.home",
        "performance.statement_pages",
        "performance.templatetags",
        "performance.tours",
    ),
    ("performance.context_processors", "performance.views", "performance.api", "performance.management"),
    ("performance.urls", "performance.admin"),
    ("config",),
)
FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
PURE_CORE = (
    "performance.alerts",
    "departments.uploads",
    "indicators.values",
    "indicators.vocabulary",
    "performance.content",
    "performance.differences",
    "performance.documents",
    "performance.entry",
    "performance.review",
    "performance.scoring",
)
FRAMEWORKS = ("django", "import_export", "rest_framework")
# What a person, a program or an administrator meets: its functions are not asked for types (docs/architecture.md).
FACES = {
    *(
        "departments.admin",
        "departments.apps",
        "departments.lists",
        "departments.management",
        "departments.views",
    ),
    *("performance.admin", "performance.api", "performance.apps", "performance.context_processors"),
    *(
        "performance.management",
        "performance.statement_pages",
        "performance.templatetags",
        "performance.urls",
    ),
    *("performance.views", "config"),
}
# What Django finds by its name, and the four files that stand alone because one file is all there is of them.
LOOSE = {
    "departments": {"__init__", "apps", "file_names", "keys", "models", "querysets"},
    "performance": {"__init__", "apps", "context_processors", "urls"},
}
LONGEST_FILE = 300


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(REPOSITORY).with_suffix("").parts).removesuffix(".__init__")


def under(name: str, roof: str) -> bool:
    return name == roof or name.startswith(roof + ".")


def room_of(name: str) -> str | None:
    """The room that a dotted name stands in; None for what is not ours, or for an application as such."""
    parts = name.split(".")
    if parts[0] not in APPLICATIONS:
        return None
    return next((room for room in (parts[0], ".".join(parts[:2])) if room in FLOOR), None)


def statements_in(block: ast.AST) -> Iterator[ast.AST]:
    """All statements, however deep they stand; expressions hold none."""
    for node in ast.iter_child_nodes(block):
        if isinstance(node, (ast.stmt, ast.excepthandler, ast.match_case)):
            yield node
            yield from statements_in(node)


def imports_of(source: str, module: str) -> set[str]:
    """Every name that a module imports: at its top, in a function or under TYPE_CHECKING, dotted as far as told."""
    found = set()
    for node in statements_in(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            package = module.split(".")[: -node.level] if node.level else []
            base = ".".join([*package, *filter(None, [node.module])])
            found |= {f"{base}.{alias.name}" for alias in node.names}
    return found


def forbidden(module: str, imported: str) -> bool:
    """Whether this import runs to the same floor or back up."""
    own, other = room_of(module), room_of(imported)
    if other is None or own == other:
        return False
    return own is None or FLOOR[other] >= FLOOR[own]


SOURCES = {
    module_name(path): path.read_text(encoding="utf-8")
    for application in APPLICATIONS
    for path in sorted((REPOSITORY / application).rglob("*.py"))
    if "migrations" not in path.parts
}


@cache
def imports_of_all() -> dict[str, set[str]]:
    return {module: imports_of(source, module) for module, source in SOURCES.items()}


def roofs(name: str) -> Iterator[str]:
    """The name itself and every package that it stands in."""
    while name:
        yield name
        name = name.rpartition(".")[0]


def reached_from(module: str) -> set[str]:
    """Everything that importing this module imports, straight or through other modules of ours."""
    known, reached, waiting = imports_of_all(), set(), {module}
    while waiting:
        imports = known[waiting.pop()]
        waiting |= {ours for name in imports - reached for ours in roofs(name) if ours in known}
        reached |= imports
    return reached


def back_up() -> list[tuple[str, str]]:
    """Every import that runs to the same floor or back up."""
    return [
        (module, name)
        for module, names in imports_of_all().items()
        for name in sorted(names)
        if forbidden(module, name)
    ]


def room_imports() -> dict[str, set[str]]:
    """Which room imports which others."""
    found: dict[str, set[str]] = {room: set() for room in FLOOR}
    for module, names in imports_of_all().items():
        own = room_of(module)
        if own is not None:
            found[own] |= {other for name in names if (other := room_of(name)) not in (None, own)}
    return found


def in_circles(imports: dict[str, set[str]]) -> set[str]:
    """The rooms of circles, and those between two: who imports none of the others or is imported by none goes, again
    and again.
    """
    left = imports
    while True:
        used = set().union(*left.values())
        kept = {
            room: others & left.keys()
            for room, others in left.items()
            if others & left.keys() and room in used
        }
        if kept == left:
            return set(left)
        left = kept


def loose_files() -> dict[str, set[str]]:
    """By application what lies at its top beside its rooms."""
    return {
        application: {path.stem for path in (REPOSITORY / application).glob("*.py")} for application in LOOSE
    }


def main() -> None:
    arrows = sum(map(len, room_imports().values()))
    print(f"屋子 {len(FLOOR)} 间，{len(FLOORS)} 层，相互引用 {arrows} 处")
    print(
        f"倒着或同层的引用 {len(back_up())} 处",
        *(f"  {module} → {name}" for module, name in back_up()),
        sep="\n",
    )
    circles = in_circles(room_imports())
    print(f"成环的屋子 {len(circles)} 间", *sorted(circles), sep="\n")
    for application, files in loose_files().items():
        print(f"{application} 顶上散放的文件 {len(files)} 个：{'、'.join(sorted(files))}")


if __name__ == "__main__":
    main()
