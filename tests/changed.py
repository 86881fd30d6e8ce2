"""``make check``: the tests that what has changed since the last commit concerns, for ``python -m pytest``.

A changed test is run itself; of a changed source the tests of its room are, and those that import it or name it. It is
a quick look before a commit, no proof: ``make test`` runs everything.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

REPOSITORY = Path(__file__).resolve().parent.parent
ALWAYS = ("tests/test_architecture.py",)
MOST_IMPORTERS = 30  # files: what takes more than a minute is no look before a commit
NOT_TESTED_HERE = ("tests/browser", "tests/trust", "tests/access")  # minutes each; make test has them


def changed_files() -> list[str]:
    """Tracked files that differ from the last commit, and new ones."""
    listing = (["diff", "--name-only", "HEAD"], ["ls-files", "--others", "--exclude-standard"])
    listings = [
        subprocess.run(["git", *one], cwd=REPOSITORY, check=True, capture_output=True, text=True).stdout  # noqa: S603, S607
        for one in listing
    ]
    return sorted({name for text in listings for name in text.splitlines()})


def imports_of(source: str) -> set[str]:
    """The modules that a file imports, each with what is taken from it as well, which may be a module, too."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def concerned(changed: Iterable[str], tests: dict[str, str]) -> list[str]:
    """``tests`` are the sources of all test files by their paths.

    Those that import what has changed are left out where they are more than a minute's worth.
    """
    changed = set(changed)
    rooms = {room for name in changed for room in _rooms_of(PurePosixPath(name))}
    near = {path for path in tests if path in {*changed, *ALWAYS} or rooms & {path, *_folders(path)}}
    far = _naming(changed, tests) | _importing(changed, tests)
    if len(far - near) > MOST_IMPORTERS:
        print(f"另有{len(far - near)}个测试文件用到改动的内容，留给 make test。", file=sys.stderr)
        far = set()
    return [path for path in tests if path in near | far]


def _importing(changed: set[str], tests: dict[str, str]) -> set[str]:
    modules = {_module(name) for name in changed if name.endswith(".py")}
    taken = modules | {name for module in modules for name in _handed_on(module)}
    return {path for path, source in tests.items() if taken & imports_of(source)}


def _module(path: str) -> str:
    return ".".join(PurePosixPath(path).with_suffix("").parts).removesuffix(".__init__")


def _handed_on(module: str) -> set[str]:
    """What the package of a module hands on of it: ``performance.models.Comment`` of performance.models.comments."""
    package = module.rpartition(".")[0]
    door = REPOSITORY.joinpath(*package.split("."), "__init__.py")
    if not package or not door.exists():
        return set()
    imported = imports_of(door.read_text(encoding="utf-8"))
    return {f"{package}.{name.rpartition('.')[2]}" for name in imported if name.startswith(f"{module}.")}


def _naming(changed: set[str], tests: dict[str, str]) -> set[str]:
    """Commands are called by their names, and files that are no modules are read by theirs."""
    paths = [PurePosixPath(name) for name in changed]
    names = {f'"{path.stem}"' for path in paths if path.parent.name == "commands"}
    names |= {path.name for path in paths if path.suffix not in (".py", ".html", ".js", ".css")}
    return {path for path, source in tests.items() if any(name in source for name in names)}


def _rooms_of(name: PurePosixPath) -> set[str]:
    """Where the tests of a source stand: of performance/comments/x.py in tests/performance/comments.

    The faces of a subject have its word: performance/views/comments/x.py, performance/admin/comments.py.
    """
    if name.parts[0] == "tests":
        return {str(name.parent)} - {"tests"} if name.name == "conftest.py" else set()
    if name.parts[0] == "templates":
        return {"tests/test_templates.py", *_rooms_of(PurePosixPath(*name.parts[1:]))}
    if len(name.parts) < 3:
        return set()
    app, room, *inside = name.parts
    if app == "config":
        return {f"tests/{room}"}
    subject = PurePosixPath(inside[0]).stem
    if room == "api":
        return {f"tests/api/test_{subject}.py", "tests/api/test_schema.py"}
    if room in ("views", "admin"):
        return {f"tests/{app}/{subject}", f"tests/{app}/{room}"}
    return {f"tests/{app}/{PurePosixPath(room).stem}"}


def _folders(path: str) -> set[str]:
    return {str(parent) for parent in PurePosixPath(path).parents}


def all_tests() -> dict[str, str]:
    paths = (
        path.relative_to(REPOSITORY).as_posix() for path in sorted((REPOSITORY / "tests").rglob("test_*.py"))
    )
    return {path: (REPOSITORY / path).read_text(encoding="utf-8") for path in paths}


def main() -> None:
    chosen = concerned(changed_files(), all_tests())
    left_out = [path for path in chosen if path.startswith(NOT_TESTED_HERE)]
    if left_out:
        folders = dict.fromkeys("/".join(path.split("/")[:2]) for path in left_out)
        print(f"较慢，留给 make test：{'、'.join(folders)} 中的{len(left_out)}个文件", file=sys.stderr)
    print(*(path for path in chosen if path not in left_out))


if __name__ == "__main__":
    main()
