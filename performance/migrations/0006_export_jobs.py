import django.core.serializers.json
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('performance', '0005_openings'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ExportJob',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('package', '上报材料包'), ('summary', '汇总工作簿')], max_length=20, verbose_name='种类')),
                ('title', models.CharField(max_length=200, verbose_name='内容')),
                ('parameters', models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name='参数')),
                ('state', models.CharField(choices=[('queued', '等待中'), ('running', '进行中'), ('done', '完成'), ('failed', '失败'), ('cancelled', '已取消')], default='queued', max_length=20, verbose_name='状态')),
                ('done', models.PositiveIntegerField(default=0, verbose_name='已完成')),
                ('total', models.PositiveIntegerField(default=0, verbose_name='总数')),
                ('message', models.TextField(blank=True, verbose_name='说明')),
                ('file_name', models.CharField(blank=True, max_length=200, verbose_name='文件名')),
                ('attempt', models.PositiveSmallIntegerField(default=1, verbose_name='第几次办理')),
                ('task_id', models.CharField(blank=True, max_length=64, verbose_name='队列标识')),
                ('worker', models.CharField(blank=True, max_length=200, verbose_name='办理进程')),
                ('beat', models.DateTimeField(null=True, verbose_name='最近动静')),
                ('created', models.DateTimeField(auto_now_add=True, verbose_name='申请时间')),
                ('finished', models.DateTimeField(null=True, verbose_name='结束时间')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='export_jobs', to=settings.AUTH_USER_MODEL, verbose_name='申请人')),
            ],
            options={
                'verbose_name': '后台任务',
                'verbose_name_plural': '后台任务',
                'ordering': ['-created'],
                'default_permissions': ('view',),
                'indexes': [models.Index(fields=['state', 'beat'], name='exportjob_state_beat')],
            },
        ),
    ]
