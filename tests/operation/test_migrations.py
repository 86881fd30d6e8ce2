"""An upgrade does not stop the service: no migration breaks the release before it (docs/operation.md says the rule)."""

from itertools import pairwise

import pytest
from django.db import migrations, models
from django.db.migrations.graph import MigrationGraph
from django.db.migrations.loader import MigrationLoader

from tests.conftest import REPOSITORY
from tests.operation.downtime import OURS, breaking_steps, breaks

# The last migration of each application in the last release. Nothing has been released yet, so nothing can break;
# from the first release on, its migrations stand here.
LAST_RELEASE: dict[str, str] = {}
# A step that breaks the release before, and why there is no better way: {("performance.0042_name", "Remove …"): "…"}
EXCEPTIONS: dict[tuple[str, str], str] = {}


GRAPH = MigrationLoader(None).graph


def released():
    known = [GRAPH.forwards_plan(last) for last in LAST_RELEASE.items()]
    return {node for plan in known for node in plan} if known else {*GRAPH.nodes}


def test_no_migration_breaks_the_release_before_it():
    found = [(where, what) for where, what, _ in breaking_steps(GRAPH, released())]
    assert sorted({*found} - EXCEPTIONS.keys()) == []
    assert all(EXCEPTIONS.values())


def test_the_rule_is_written_down_for_administrators():
    assert "## 不停机升级" in (REPOSITORY / "docs" / "operation.md").read_text(encoding="utf-8")


TEXT = models.TextField()
OPTIONAL = models.TextField(null=True)


@pytest.mark.parametrize(
    ("operation", "harmless"),
    [
        (migrations.RemoveField("a", "x"), False),
        (migrations.DeleteModel("a"), False),
        (migrations.RenameField("a", "x", "y"), False),
        (migrations.RenameModel("a", "b"), False),
        (migrations.AlterModelTable("a", "b"), False),
        (
            migrations.AddField("a", "y", models.TextField(default="")),
            False,
        ),  # the database keeps no such default
        (migrations.AddField("a", "y", models.TextField(db_default="")), True),
        (migrations.AddField("a", "y", OPTIONAL), True),
        (migrations.AddField("a", "y", models.ManyToManyField("a")), True),
        (migrations.AlterField("a", "optional", TEXT), False),
        (migrations.AlterField("a", "optional", models.TextField(null=True, blank=True)), True),
        (migrations.AlterField("a", "x", models.TextField(blank=True)), True),
        (migrations.CreateModel("b", [("id", models.BigAutoField(primary_key=True))]), True),
        (migrations.AddIndex("a", models.Index(fields=["x"], name="i")), True),
        (migrations.RunPython(migrations.RunPython.noop), True),
    ],
    ids=lambda said: said.describe() if hasattr(said, "describe") else "",
)
def test_a_step_is_told_by_what_it_does_to_the_old_release(operation, harmless):
    before = {"x": TEXT, "optional": OPTIONAL}.get(getattr(operation, "name", ""))
    assert (breaks(operation, before) == "") == harmless


def a_graph(*steps):
    """One application whose migrations follow each other."""
    graph = MigrationGraph()
    names = [f"{number:04}" for number in range(1, len(steps) + 1)]
    for name, operations in zip(names, steps, strict=True):
        migration = migrations.Migration(name, "projects")
        migration.operations = operations
        graph.add_node(("projects", name), migration)
    for before, after in pairwise(names):
        graph.nodes["projects", after].dependencies = [("projects", before)]
        graph.add_dependency(None, ("projects", after), ("projects", before))
    return graph


def test_a_breaking_step_after_the_release_is_found_and_one_before_it_is_not():
    make = [migrations.CreateModel("a", [("id", models.BigAutoField(primary_key=True)), ("x", OPTIONAL)])]
    graph = a_graph(make, [migrations.AlterField("a", "x", TEXT)], [migrations.RemoveField("a", "x")])
    first = {("projects", "0001")}
    assert [where for where, _, _ in breaking_steps(graph, first)] == ["projects.0002", "projects.0003"]
    assert [where for where, _, _ in breaking_steps(graph, first | {("projects", "0002")})] == [
        "projects.0003"
    ]


def test_every_application_of_ours_is_looked_at():
    assert {app for app, _ in GRAPH.nodes} >= OURS
    assert {*breaking_steps(GRAPH, set())}  # before the first release columns came and went: that is seen
