from django.db import migrations


def know_codes(apps, schema_editor):
    """The codes of today, and those under which the trail was written before they were changed, where it tells whose."""
    alias = schema_editor.connection.alias
    office, code, rows = (
        apps.get_model("departments", name).objects.using(alias)
        for name in ("FinanceOffice", "OfficeCode", "TrailEntry")
    )
    known = {one.division_code: one.pk for one in office.all()}
    told = rows.filter(subject_kind="departments.financeoffice").exclude(office_code="").order_by("-number")
    offices = {str(key) for key in known.values()}
    for written, key in told.values_list("office_code", "subject_id"):
        if key in offices:
            known.setdefault(written, int(key))
    code.bulk_create(code.model(code=written, office_id=key) for written, key in known.items())


class Migration(migrations.Migration):

    dependencies = [
        ('departments', '0013_office_codes'),
    ]

    operations = [
        migrations.RunPython(know_codes, migrations.RunPython.noop),
    ]
