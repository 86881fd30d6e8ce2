"""A confirmation that arrives twice is carried out once, and answered twice with the same words."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from performance.models import ConfirmedImport
from performance.steps.refusals import Refused

Answer = dict[str, Any]


def confirmed_once(user: User, token: str, asked: Mapping[str, object], work: Callable[[], Answer]) -> Answer:
    """What ``work`` answered the first time, written down in its own transaction; what it raises is tried again.

    ``asked`` is all that was sent. Raises Refused where the same preview was confirmed otherwise before.
    """
    digest = _digest(token)
    chosen = _digest(json.dumps(asked, sort_keys=True, default=str))
    with transaction.atomic():
        row, is_first = ConfirmedImport.objects.get_or_create(
            user=user, token=digest, defaults={"asked": chosen}
        )
        if is_first:
            row.answer = work()
            row.save(update_fields=["answer"])
    if row.asked != chosen:
        raise Refused("这次预览已经确认过，选择与这次不同；没有再次写入。")
    return row.answer


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()
