from django.db import migrations


def remember_withheld(apps, schema_editor):
    """Those that are withheld today are known by what they are called today."""
    alias = schema_editor.connection.alias
    project, identity = (apps.get_model("projects", name) for name in ("BudgetProject", "WithheldIdentity"))
    identity.objects.using(alias).bulk_create(
        [
            identity(
                office_code=row.office_code,
                unit_id=row.unit_id,
                fiscal_year=row.fiscal_year,
                project_key=row.pk,
                code=row.code,
                name=row.name,
                leader=row.leader,
                reason=row.withheld_reason,
            )
            for row in project.objects.using(alias).exclude(withheld_reason="")
        ]
    )


class Migration(migrations.Migration):

    dependencies = [
        ('projects', '0005_withheld_identities'),
    ]

    operations = [
        migrations.RunPython(remember_withheld, migrations.RunPython.noop),
    ]
