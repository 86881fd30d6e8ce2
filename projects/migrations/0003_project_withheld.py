from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('projects', '0002_project_locked'),
    ]

    operations = [
        migrations.AddField(
            model_name='budgetproject',
            name='withheld_reason',
            field=models.TextField(blank=True, help_text='填写后，本项目不出现在公开版中；理由只供内部查阅。', verbose_name='不公开的理由'),
        ),
    ]
