"""Tasks that wait in the queue while the release is exchanged name the function that works on them by its new place."""

from django.db import migrations

BEFORE = "performance.exporting.jobs.run_job"
AFTER = "performance.jobs.running.run_job"


def rename(before, after):
    def renamed(apps, schema_editor):
        results = apps.get_model("django_tasks_database", "DBTaskResult").objects.using(schema_editor.connection.alias)
        results.filter(task_path=before).update(task_path=after)

    return renamed


class Migration(migrations.Migration):
    dependencies = [
        ("performance", "0026_rule_adjustments"),
        ("django_tasks_database", "0021_conditional_partial_index_ordering"),
    ]
    operations = [migrations.RunPython(rename(BEFORE, AFTER), rename(AFTER, BEFORE))]
