"""Applications of before say where they stand in words of their own."""

from django.db import migrations
from django.db.models import F

BY_THE_LAST_STEP = {"refuse": "request_declined", "recall": "request_withdrawn"}


def say_where_they_stand(apps, schema_editor):
    requests = apps.get_model("performance", "AdjustmentRequest").objects
    requests.update(forwarded=F("filed"), version=1, state="at_finance")
    requests.filter(allowed__isnull=False).update(state="request_allowed")
    requests.filter(ended__isnull=False).update(state="request_ended")
    for action, state in BY_THE_LAST_STEP.items():
        requests.filter(ended__action=action).update(state=state)


class Migration(migrations.Migration):
    dependencies = [("performance", "0029_applications_walk")]

    operations = [migrations.RunPython(say_where_they_stand, migrations.RunPython.noop)]
