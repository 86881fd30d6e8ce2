"""``make trust [FIGURES="4 12"] [INTO=folder]``: run the trials on both databases, write docs/trust.md from them.

In a folder of one's own what was found is kept: broken off, the same command goes on with the trials that are left.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.conftest import REPOSITORY
from tests.trust.figures import FIGURES
from tests.trust.report import read, renewed
from tests.trust.trial import FULL

PAGE = REPOSITORY / "docs" / "trust.md"
PYTEST = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-m", "figure", "-rs"]


def main() -> int:
    chosen = [int(word) for word in os.environ.get("FIGURES", "").replace(",", " ").split()]
    if unknown := [number for number in chosen if number not in FIGURES]:
        print(f"没有第 {unknown[0]} 项，序号为 1 至 {max(FIGURES)}。", file=sys.stderr)
        return 2
    with gathered() as folder:
        surroundings = {**os.environ, FULL: folder, "FIGURES": " ".join(map(str, chosen))}
        surroundings.pop("DATABASE_URL", None)
        for before in ([], [sys.executable, "-m", "tests.throwaway_postgres"]):
            only = ["--only-database"] if before else []
            subprocess.run([*before, *PYTEST, *only], cwd=REPOSITORY, env=surroundings, check=False)  # noqa: S603
            rows = read(Path(folder), chosen or list(FIGURES))
            PAGE.write_text(renewed(PAGE, rows), encoding="utf-8")
    missed = [number for number, row in rows.items() if not row.reached]
    print(f"写入 {PAGE.relative_to(REPOSITORY)}；未达到：{'、'.join(map(str, missed)) or '无'}")
    return 1 if missed else 0


@contextmanager
def gathered() -> Iterator[str]:
    """The folder for what the trials find."""
    if own := os.environ.get("INTO"):
        Path(own).mkdir(parents=True, exist_ok=True)
        yield own
        return
    with tempfile.TemporaryDirectory(prefix="trust-") as folder:
        yield folder


if __name__ == "__main__":
    sys.exit(main())
