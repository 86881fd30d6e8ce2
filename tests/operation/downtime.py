"""Which steps of a migration would break the release that still runs while they are carried out.

During an upgrade the old release goes on serving until the new one has started. It must find every column it knows,
and be able to insert without naming columns it has never heard of.
"""

from collections.abc import Iterator

from django.db import migrations, models
from django.db.migrations.graph import MigrationGraph
from django.db.migrations.operations.base import Operation

OURS = {"departments", "indicators", "projects", "performance"}


def breaks(operation: Operation, before: models.Field | None) -> str:
    """Why the old release could not work any more; empty if it could.

    ``before`` is the field that the step alters, as it was.
    """
    match operation:
        case migrations.RemoveField() | migrations.DeleteModel():
            return (
                "the old release still reads it: remove it in the release after the code has stopped using it"
            )
        case migrations.RenameField() | migrations.RenameModel() | migrations.AlterModelTable():
            return "the old release knows the old name: add the new one beside it, fill it, remove the old one later"
        case migrations.AddField(field=field):
            return (
                ""
                if _may_be_left_out(field)
                else "the old release inserts without it: null=True or db_default"
            )
        case migrations.AlterField(field=field):
            if before.null and not _may_be_left_out(field):
                return "the old release still writes NULL: fill and forbid it in the next release"
    return ""


def _may_be_left_out(field: models.Field) -> bool:
    return bool(
        field.null
        or field.many_to_many
        or field.db_default is not models.NOT_PROVIDED
        or getattr(field, "generated", False)
    )


def breaking_steps(graph: MigrationGraph, released: set[tuple[str, str]]) -> Iterator[tuple[str, str, str]]:
    """Each step of a migration newer than the release: where, what, and why it would break the running one."""
    for key in graph.nodes:
        app, name = key
        if key in released or app not in OURS:
            continue
        migration = graph.nodes[key]
        made_here = {op.name_lower for op in migration.operations if isinstance(op, migrations.CreateModel)}
        state = graph.make_state(nodes=[key], at_end=False)
        for operation in migration.operations:
            model = getattr(operation, "model_name", "").lower()
            altered = isinstance(operation, migrations.AlterField)
            why = breaks(operation, state.models[app, model].fields[operation.name] if altered else None)
            if why and model not in made_here:
                yield f"{app}.{name}", operation.describe(), why
            operation.state_forwards(app, state)
