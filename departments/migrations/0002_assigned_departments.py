from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('departments', '0001_offices_departments_and_units'),
    ]

    operations = [
        migrations.AddField(
            model_name='membership',
            name='assigned',
            field=models.ManyToManyField(blank=True, help_text='只用于财政业务科、绩效科审核人；不选即分管本财政局的全部部门。', related_name='assigned_memberships', to='departments.department', verbose_name='分管部门'),
        ),
    ]
