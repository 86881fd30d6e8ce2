"""What stands at the top of a module is used by the product itself, not by tests alone."""

import ast
import re
from collections import Counter

from tests.rooms import APPLICATIONS, REPOSITORY, SOURCES

# Found by their names: by Django, and by the description of the interface.
FOUND_BY_NAME = {"app_name", "handler400", "handler403", "handler404", "handler500", "TokenScheme"}
WORD = re.compile(r"\w+")


def names_at_the_top(source):
    """Of functions, classes and constants; what is decorated is registered by that."""
    for node in ast.parse(source).body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.decorator_list:
            yield node.name
        elif isinstance(node, (ast.Assign, ast.AnnAssign)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from (target.id for target in targets if isinstance(target, ast.Name))


def test_nothing_is_there_for_tests_alone():
    migrations = [
        path.read_text(encoding="utf-8")
        for application in APPLICATIONS
        for path in (REPOSITORY / application).glob("migrations/*.py")
    ]
    pages = [path.read_text(encoding="utf-8") for path in (REPOSITORY / "templates").rglob("*.*")]
    mentioned = Counter(
        word for text in (*SOURCES.values(), *migrations, *pages) for word in WORD.findall(text)
    )
    unused = [
        f"{module}.{name}"
        for module, source in SOURCES.items()
        if module != "config.settings" and not module.endswith(".apps")
        for name in names_at_the_top(source)
        if mentioned[name] == 1 and name not in FOUND_BY_NAME and not name.startswith("__")
    ]
    assert unused == []
