from django.db import migrations, models

from departments.accounts.second_factor.sealed_keys import sealed, unsealed


def seal_keys(apps, schema_editor):
    _rewrite(apps, schema_editor, sealed)


def unseal_keys(apps, schema_editor):
    _rewrite(apps, schema_editor, unsealed)


def _rewrite(apps, schema_editor, rewritten):
    factors = apps.get_model("departments", "SecondFactor").objects.using(schema_editor.connection.alias)
    for factor in factors.all():
        factors.filter(pk=factor.pk).update(sealed_key=rewritten(factor.sealed_key))


class Migration(migrations.Migration):

    dependencies = [
        ('departments', '0008_second_factor'),
    ]

    operations = [
        migrations.RenameField('secondfactor', 'key', 'sealed_key'),
        migrations.AlterField(
            model_name='secondfactor',
            name='sealed_key',
            field=models.CharField(editable=False, max_length=255, verbose_name='加密的密钥'),
        ),
        migrations.RunPython(seal_keys, unseal_keys),
    ]
