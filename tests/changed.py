"""``make check``: the tests that what has changed since the last commit concerns, for ``python -m pytest``.

A changed test is run itself; of a changed source the tests of its room are, and those that import it. It is a quick
look before a commit, no proof: ``make test`` runs everything.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

REPOSITORY = Path(__file__).resolve().parent.parent
ALWAYS = ("tests/test_architecture.py",)
NOT_TESTED_HERE = ("tests/browser", "tests/trust", "tests/access")  # minutes each; make test has them


def changed_files() -> list[str]:
    """Tracked files that differ from the last commit, and new ones."""
    listing = (["diff", "--name-only", "HEAD"], ["ls-files", "--others", "--exclude-standard"])
    told = [
        subprocess.run(["git", *one], cwd=REPOSITORY, check=True, capture_output=True, text=True).stdout  # noqa: S603, S607
        for one in listing
    ]
    return sorted({name for text in told for name in text.splitlines()})


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
    """``tests`` are the sources of all test files by their paths."""
    names = [PurePosixPath(name) for name in changed]
    modules = {
        ".".join(name.with_suffix("").parts).removesuffix(".__init__")
        for name in names
        if name.suffix == ".py"
    }
    rooms = {room for name in names for room in _rooms_of(name)}
    return [
        path
        for path, source in tests.items()
        if path in changed
        or path in ALWAYS
        or rooms.intersection(_folders(path))
        or modules & imports_of(source)
    ]


def _rooms_of(name: PurePosixPath) -> list[str]:
    """The folders of tests that stand opposite a source: performance/comments/x.py → tests/performance/comments."""
    parts = name.parts[1:] if name.parts[0] == "templates" else name.parts
    if len(parts) < 3 or parts[0] == "tests":
        return []
    inside = 2 if parts[1] in ("views", "api", "admin") and len(parts) > 3 else 1
    return ["/".join(("tests", parts[0], PurePosixPath(parts[inside]).stem))]


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
        print(f"较慢，留给 make test：{'、'.join(left_out)}", file=sys.stderr)
    print(*(path for path in chosen if path not in left_out))


if __name__ == "__main__":
    main()
