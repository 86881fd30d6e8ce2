import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('departments', '0017_review_settings'),
        ('performance', '0032_scores_of_a_text'),
        ('projects', '0007_form_parts'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='notice',
            name='kind',
            field=models.CharField(choices=[('to_review', '报送待审'), ('returned', '退回'), ('recalled', '撤回'), ('approved', '批复'), ('published', '公开'), ('passed', '部门通过'), ('adjusting', '调整'), ('commented', '新的意见'), ('answered', '意见已答复'), ('deadline', '期限临近'), ('graded', '自评评定')], max_length=20, verbose_name='类别'),
        ),
        migrations.AlterField(
            model_name='workflowevent',
            name='action',
            field=models.CharField(choices=[('submit', '报送'), ('recall', '撤回'), ('pass', '通过'), ('exempt', '免报'), ('return', '退回'), ('return_to_unit', '退回单位'), ('send_back', '退回初审'), ('approve', '批复'), ('revoke', '撤回批复'), ('publish', '公开'), ('unpublish', '撤下公开'), ('adjust', '调整'), ('cancel', '取消调整'), ('allow', '同意调整'), ('refuse', '不同意调整'), ('apply', '提出申请'), ('forward', '转报财政'), ('grant', '同意申请'), ('decline', '不予同意'), ('withdraw', '撤回申请'), ('grade', '评定')], max_length=20, verbose_name='办理'),
        ),
        migrations.CreateModel(
            name='SelfEvaluation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('office_code', models.CharField(db_default='', default='', editable=False, max_length=6, verbose_name='财政区划代码')),
                ('code', models.CharField(blank=True, max_length=64, verbose_name='项目编码')),
                ('label', models.CharField(max_length=300, verbose_name='名称')),
                ('position', models.PositiveIntegerField(verbose_name='顺序')),
                ('scheme', models.CharField(max_length=40, verbose_name='评分方案')),
                ('state', models.CharField(choices=[('evaluating', '自评填报'), ('evaluation_returned', '自评退回'), ('evaluation_department', '部门审核自评'), ('evaluation_finance', '财政复核自评'), ('evaluation_graded', '自评已评定')], default='evaluating', editable=False, max_length=30, verbose_name='状态')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版次')),
                ('total', models.DecimalField(blank=True, decimal_places=2, max_digits=7, null=True, verbose_name='自评得分')),
                ('grade', models.CharField(blank=True, max_length=10, verbose_name='自评等级')),
                ('final_total', models.DecimalField(blank=True, decimal_places=2, max_digits=7, null=True, verbose_name='复核得分')),
                ('final_grade', models.CharField(blank=True, max_length=10, verbose_name='复核等级')),
                ('project', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='evaluations', to='projects.budgetproject', verbose_name='预算项目')),
                ('revision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='performance.revision', verbose_name='批复版')),
                ('statement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evaluations', to='performance.performancestatement', verbose_name='绩效文本')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='evaluations', to='departments.budgetunit', verbose_name='预算单位')),
            ],
            options={
                'verbose_name': '绩效自评',
                'verbose_name_plural': '绩效自评',
                'ordering': ['statement_id', 'position', 'pk'],
                'default_permissions': ('view',),
            },
        ),
        migrations.CreateModel(
            name='EvaluationVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('office_code', models.CharField(db_default='', default='', editable=False, max_length=6, verbose_name='财政区划代码')),
                ('number', models.PositiveIntegerField(verbose_name='版次')),
                ('content', models.JSONField(verbose_name='内容')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='时间')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='保存人')),
                ('evaluation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='performance.selfevaluation', verbose_name='绩效自评')),
            ],
            options={
                'verbose_name': '自评的历次保存',
                'verbose_name_plural': '自评的历次保存',
                'ordering': ['evaluation_id', '-number'],
                'default_permissions': ('view',),
            },
        ),
        migrations.CreateModel(
            name='EvaluationEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('office_code', models.CharField(db_default='', default='', editable=False, max_length=6, verbose_name='财政区划代码')),
                ('action', models.CharField(choices=[('submit', '报送'), ('recall', '撤回'), ('pass', '通过'), ('exempt', '免报'), ('return', '退回'), ('return_to_unit', '退回单位'), ('send_back', '退回初审'), ('approve', '批复'), ('revoke', '撤回批复'), ('publish', '公开'), ('unpublish', '撤下公开'), ('adjust', '调整'), ('cancel', '取消调整'), ('allow', '同意调整'), ('refuse', '不同意调整'), ('apply', '提出申请'), ('forward', '转报财政'), ('grant', '同意申请'), ('decline', '不予同意'), ('withdraw', '撤回申请'), ('grade', '评定')], max_length=20, verbose_name='办理')),
                ('label', models.CharField(max_length=20, verbose_name='办理事项')),
                ('source', models.CharField(choices=[('evaluating', '自评填报'), ('evaluation_returned', '自评退回'), ('evaluation_department', '部门审核自评'), ('evaluation_finance', '财政复核自评'), ('evaluation_graded', '自评已评定')], max_length=30, verbose_name='原状态')),
                ('target', models.CharField(choices=[('evaluating', '自评填报'), ('evaluation_returned', '自评退回'), ('evaluation_department', '部门审核自评'), ('evaluation_finance', '财政复核自评'), ('evaluation_graded', '自评已评定')], max_length=30, verbose_name='新状态')),
                ('actor_name', models.CharField(max_length=150, verbose_name='办理人姓名（当时）')),
                ('reason', models.TextField(blank=True, verbose_name='意见')),
                ('total', models.DecimalField(blank=True, decimal_places=2, max_digits=7, null=True, verbose_name='当时得分')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='时间')),
                ('version', models.PositiveIntegerField(verbose_name='版次')),
                ('key', models.CharField(blank=True, max_length=64, verbose_name='防重复标识')),
                ('actor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='办理人')),
                ('evaluation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='performance.selfevaluation', verbose_name='绩效自评')),
            ],
            options={
                'verbose_name': '自评的办理记录',
                'verbose_name_plural': '自评的办理记录',
                'ordering': ['pk'],
                'default_permissions': ('view',),
            },
        ),
        migrations.CreateModel(
            name='EvaluationTimetable',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fiscal_year', models.PositiveSmallIntegerField(verbose_name='预算年度')),
                ('opens', models.DateField(verbose_name='自评开始日期')),
                ('closes', models.DateField(verbose_name='自评截止日期')),
                ('scheme', models.CharField(max_length=40, verbose_name='评分方案')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evaluation_timetables', to='departments.financeoffice', verbose_name='财政局')),
            ],
            options={
                'verbose_name': '自评日程',
                'verbose_name_plural': '自评日程',
                'ordering': ['-fiscal_year', 'office'],
                'default_permissions': ('view',),
                'constraints': [models.UniqueConstraint(fields=('office', 'fiscal_year'), name='evaluation_timetable_unique_in_year'), models.CheckConstraint(condition=models.Q(('closes__gte', models.F('opens'))), name='evaluation_closes_after_opening', violation_error_message='自评截止日期不能早于开始日期。')],
            },
        ),
        migrations.AddIndex(
            model_name='selfevaluation',
            index=models.Index(fields=['office_code', 'state'], name='evaluation_standing'),
        ),
        migrations.AddConstraint(
            model_name='selfevaluation',
            constraint=models.UniqueConstraint(condition=models.Q(('project__isnull', False)), fields=('statement', 'project'), name='evaluation_one_per_project'),
        ),
        migrations.AddConstraint(
            model_name='selfevaluation',
            constraint=models.UniqueConstraint(condition=models.Q(('unit__isnull', True)), fields=('statement',), name='evaluation_one_per_department'),
        ),
        migrations.AddConstraint(
            model_name='evaluationversion',
            constraint=models.UniqueConstraint(fields=('evaluation', 'number'), name='evaluation_version_unique'),
        ),
        migrations.AddConstraint(
            model_name='evaluationevent',
            constraint=models.UniqueConstraint(condition=models.Q(('key', ''), _negated=True), fields=('actor', 'key'), name='evaluation_event_key_unique'),
        ),
    ]
