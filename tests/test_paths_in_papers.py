"""Every file and folder that the papers for developers name is there."""

import re
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent
PAPERS = (
    *("README.md", "CONTRIBUTING.md", "SECURITY.md", "docs/architecture.md"),
    *("docs/design.md", "docs/entering.md", "docs/performance.md", "docs/scaling.md"),
)
# Paths are told from the repository, from the application, from its documents, or from its scripts.
ROOTS = (
    REPOSITORY,
    REPOSITORY / "docs",  # links from one paper to another
    REPOSITORY / "performance",
    REPOSITORY / "performance/documents",
    REPOSITORY / "performance/static/performance",
)
FILE = r"[A-Za-z][\w./*-]*\.(?:py|js|md|toml|css|yaml|tsv|jsonc)\b"
FOLDER = r"(?<![\w/.])(?:[a-z_]+/)+(?![\w<\u4e00-\u9fff])"
TO_COME = re.compile(r"## 将来的屋子.*?(?=\n## )", re.DOTALL)


def paths_in(text):
    """What stands in code, in drawings and in links to our own files."""
    text = TO_COME.sub("", text)
    links = re.findall(r"\]\(([^)#:\s]+)", text)
    drawings = re.findall(r"```.*?```", text, re.DOTALL)
    code = re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", text, flags=re.DOTALL))
    found = {*links}
    for piece in code:
        found |= {*re.findall(FILE, piece), *re.findall(FOLDER, piece)}
    for piece in drawings:
        found |= set(re.findall(FILE, piece))
    return {path for path in found if not path.startswith("var/")}


def is_there(path):
    if "/" not in path:  # told by its name alone, in a sentence that says where
        return any(REPOSITORY.glob(path)) or any(any(root.rglob(path)) for root in SOURCES)
    return any(any(root.glob(path.rstrip("/"))) for root in ROOTS)


SOURCES = [
    REPOSITORY / name for name in ("config", "departments", "docs", "indicators", "performance", "tests")
]


@pytest.mark.parametrize("paper", PAPERS)
def test_what_a_paper_names_is_there(paper):
    paths = paths_in((REPOSITORY / paper).read_text(encoding="utf-8"))
    assert [path for path in sorted(paths) if not is_there(path)] == []


def test_a_path_that_is_not_there_is_noticed():
    assert paths_in("见 `performance/nowhere.py` 和 `views/nothing/`") == {
        "performance/nowhere.py",
        "views/nothing/",
    }
    assert not is_there("performance/nowhere.py")
    assert not is_there("views/nothing/")
    assert is_there("views/entry_forms/autosave.py")


def test_the_papers_are_found_to_name_files():
    assert len(paths_in((REPOSITORY / "docs/architecture.md").read_text(encoding="utf-8"))) > 20
