"""What a worker holds ends with its lease; what ran or waited under the older program is begun anew at once."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("performance", "0016_revoke_and_unpublish")]

    operations = [
        migrations.RemoveIndex(model_name="exportjob", name="exportjob_state_beat"),
        migrations.AddField(
            model_name="exportjob",
            name="lease",
            field=models.DateTimeField(null=True, verbose_name="保留到"),
        ),
        migrations.AddIndex(
            model_name="exportjob",
            index=models.Index(fields=["state", "lease"], name="exportjob_state_lease"),
        ),
    ]
