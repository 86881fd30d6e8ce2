"""Whatever was written is shown as it was written: no text of anybody becomes markup on any page."""

import pytest
from django.apps import apps
from django.db import models, transaction
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr
from django.db.utils import DatabaseError

from performance.content.json import dump_content
from performance.models import Revision
from performance.statements.revisions import content_of
from tests.access.asking import client_of
from tests.access.test_headers import addresses
from tests.performance.importing.test_formula_payloads import spoilt

pytestmark = pytest.mark.django_db
MARK = "\"'><img src=x>"
PARTS = 6  # of all addresses
# Codes and names by which something is found are no free text, nor what other tables or programs wrote.
NOT_FREE = (
    "code",
    "key",
    "username",
    "password",
    "hash",
    "digest",
    "fingerprint",
    "province",
    "edition",
    "scheme",
    "form",
    "content",
    "declaration",
    "sealed",
    "source",
    "target",
    "state",
)
APPLICATIONS = ("departments", "indicators", "performance", "projects", "auth")


def free_texts():
    for model in apps.get_models():
        if model._meta.app_label not in APPLICATIONS or not model._meta.managed:
            continue
        for field in model._meta.concrete_fields:
            text = isinstance(field, models.CharField | models.TextField) and not field.choices
            if text and not field.unique and not any(word in field.name for word in NOT_FREE):
                yield model, field


def written_everywhere():
    """How many columns say the mark before what they said; where the database forbids a change, it stays."""
    changed = 0
    for model, field in free_texts():
        room = (field.max_length or 10_000) - len(MARK)
        said = model._base_manager.exclude(**{field.name: ""}).filter(**{f"{field.name}__isnull": False})
        try:
            with transaction.atomic():
                said.update(**{field.name: Concat(Value(MARK), Substr(F(field.name), 1, room))})
                changed += 1
        except DatabaseError:
            continue
    for revision in Revision.objects.all():
        Revision.objects.filter(pk=revision.pk).update(
            content=dump_content(spoilt(content_of(revision), MARK))
        )
    return changed


@pytest.mark.sampled(PARTS)
@pytest.mark.parametrize("part", range(PARTS))
def test_no_text_becomes_markup(world, part):
    shown, wrong = 0, []
    with transaction.atomic():
        assert written_everywhere() > 40
        for address in list(dict.fromkeys(addresses(world.own)))[part::PARTS]:
            answer = client_of(world, "root").get(address)
            if answer.streaming:
                answer.getvalue()  # or its file stays open
            if answer.headers.get("Content-Type", "").startswith("text/html"):
                shown += "&lt;img src=x&gt;" in answer.text
                wrong += [address] * (answer.status_code >= 500 or "<img src=x>" in answer.text)
        transaction.set_rollback(True)
    assert wrong == []
    assert shown > 5
