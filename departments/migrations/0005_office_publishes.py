from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('departments', '0004_access_tokens'),
    ]

    operations = [
        migrations.AddField(
            model_name='financeoffice',
            name='publishes',
            field=models.BooleanField(default=False, help_text='打开后，任何人不用登录即可查看本财政局已公开的绩效文本；电话和姓名不显示，不公开的项目不列出。', verbose_name='对外公开绩效文本'),
        ),
    ]
