"""Provinces are chosen from a list: names that are written out are shortened, and those that nobody knows are told."""

from django.db import migrations, models

from departments.places.provinces import CHOICES, UNKNOWN, short_name


def shorten(apps, schema_editor):
    offices = apps.get_model("departments", "FinanceOffice").objects.using(schema_editor.connection.alias)
    for office in offices.order_by("division_code"):
        known = short_name(office.province)
        if known and known != office.province:
            offices.filter(pk=office.pk).update(province=known)
            print(f"  财政局{office.division_code} {office.name}：省份“{office.province}”改为“{known}”。")
        elif not known:
            print(
                f"  财政局{office.division_code} {office.name}：省份“{office.province}”不在省份表中，"
                "按通用规则审核；请在管理页面的“财政局”中改选。"
            )


class Migration(migrations.Migration):

    dependencies = [
        ("departments", "0015_trail_key_change"),
    ]

    operations = [
        migrations.RunPython(shorten, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="financeoffice",
            name="province",
            field=models.CharField(
                "省份",
                max_length=20,
                choices=CHOICES,
                error_messages={"invalid_choice": UNKNOWN},
            ),
        ),
    ]
