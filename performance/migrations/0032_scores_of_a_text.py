"""The points of each project stand beside the counts of findings, for whoever compares over an office."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("performance", "0031_scan_pages")]

    operations = [
        migrations.AddField(
            model_name="findingcount",
            name="scores",
            field=models.JSONField(blank=True, default=dict, verbose_name="各项目的填报质量"),
        )
    ]
