"""CONTRIBUTING.md's recipe for a step with a new action and a new state, walked: the rows it names are all there is."""

import os
import subprocess
import sys

import pytest

from tests.conftest import REPOSITORY

# What the recipe writes: into which file, before which line, which lines.
ROWS = (
    ("performance/models/states.py", '    APPROVAL = "approval"', '    PANEL = "panel", "专家评审"\n'),
    ("performance/models/states.py", '    APPROVE = "approve"', '    CONVENE = "convene", "提请评审"\n'),
    (
        "performance/steps/vocabulary.py",
        "    Action.APPROVE: ActionTraits",
        "    Action.CONVENE: ActionTraits(Direction.ONWARD, NoticeKind.TO_REVIEW),\n",
    ),
    (
        "performance/steps/locks.py",
        "    S.APPROVAL: ",
        "    S.PANEL: StateTraits(Phase.REVIEW, EVERYTHING),\n",
    ),
    (
        "performance/steps/statement_table.py",
        '    step(\n        Action.SUBMIT,\n        "报送财政"',
        '    step(Action.CONVENE, "提请专家评审", (S.SECOND_REVIEW,), S.PANEL, (PERFORMANCE,), notifies=(PERFORMANCE,)),\n'
        '    step(Action.PASS, "评审通过", (S.PANEL,), S.APPROVAL, (PERFORMANCE,), notifies=(PERFORMANCE,)),\n',
    ),
)
# What would show that something else repeats the table.
TESTS = ("steps/test_traits.py", "overview/test_numbers.py")
WALK = """
import sys
from importlib.machinery import SourceFileLoader
import pytest

rows = eval(sys.argv[1])
written = set()
read = SourceFileLoader.get_data

def get_data(self, path):
    data = read(self, path)
    for number, (file, before, row) in enumerate(rows):
        if path.endswith("/" + file):
            text = data.decode()
            assert text.count(before) == 1, (file, before)
            data = text.replace(before, row + before).encode()
            written.add(number)
    return data

def path_stats(self, path):
    if any(path.endswith("/" + file) for file, _, _ in rows):
        raise OSError("not from what was compiled before")
    return stats(self, path)

stats, SourceFileLoader.path_stats, SourceFileLoader.get_data = SourceFileLoader.path_stats, path_stats, get_data
sys.dont_write_bytecode = True
status = pytest.main(["-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--tb=short", *sys.argv[2:]])
assert len(written) == len(rows), "not every row was read"
sys.exit(status)
"""


@pytest.mark.long
def test_a_new_action_and_a_new_state_are_their_rows_alone():
    tests = [f"tests/performance/{name}" for name in TESTS]
    walk = subprocess.run(  # noqa: S603 - runs what stands above
        [sys.executable, "-c", WALK, repr(ROWS), *tests],
        cwd=REPOSITORY,
        env={name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "TRUST_"))},
        capture_output=True,
        text=True,
        check=False,
    )
    assert walk.returncode == 0, walk.stdout[-3000:] + walk.stderr[-1000:]
