from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("performance", "0040_drafts_and_stock_remarks")]

    operations = [
        operation
        for model in ("evaluationversion", "monitoringversion")
        for operation in (
            migrations.AddField(
                model_name=model,
                name="page",
                field=models.CharField(blank=True, max_length=40, verbose_name="页面"),
            ),
            migrations.AddField(
                model_name=model,
                name="by_itself",
                field=models.BooleanField(default=False, verbose_name="自动保存"),
            ),
        )
    ]
