from django.db import migrations


def settle_accounts(apps, schema_editor):
    """An account is at home where it first served; one without a role, where its maker was, as the trail tells."""
    def get(app, name):
        return apps.get_model(app, name).objects.using(schema_editor.connection.alias)

    homes, memberships = get("departments", "HomeOffice"), get("departments", "Membership")
    offices = dict(get("departments", "FinanceOffice").values_list("division_code", "pk"))
    served = {}
    places = memberships.order_by("-pk").values_list(
        "user", "office", "department__office", "unit__department__office"
    )
    for user, *found in places:
        served[user] = next(filter(None, found), None)
    told = get("departments", "TrailEntry").filter(subject_kind="auth.user").exclude(office_code="")
    made = dict(told.order_by("-number").values_list("subject_id", "office_code"))
    for user in get("auth", "User").filter(is_superuser=False):
        office = served.get(user.pk) or offices.get(made.get(str(user.pk)))
        if office:
            homes.get_or_create(user_id=user.pk, defaults={"office_id": office})


class Migration(migrations.Migration):

    dependencies = [
        ('departments', '0010_home_offices'),
    ]

    operations = [
        migrations.RunPython(settle_accounts, migrations.RunPython.noop),
    ]
