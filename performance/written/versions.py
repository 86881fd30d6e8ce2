"""What a save leaves: the next version, or more of the one that the same page is writing by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from performance.models.written import WrittenVersion

SITTING = timedelta(minutes=30)  # what a page saves by itself with shorter pauses is one version
Version = TypeVar("Version", bound=WrittenVersion)


@dataclass(frozen=True)
class Saving:
    """Who saves, at which opened page, whether nobody asked for it, and what is to be kept of how it stood before."""

    by: Any
    page: str = ""
    by_itself: bool = False
    request: HttpRequest | None = None
    stood: dict[str, Any] | None = None


def keep_version(
    versions: QuerySet[Version], latest: Version | None, content: dict[str, Any], saving: Saving, **owner: Any
) -> tuple[Version, bool]:
    """The version that now holds, and whether it is a new one."""
    if latest and _goes_on(latest, saving):
        # Until somebody asks for a save, nobody has said that it is to stay.
        versions.filter(pk=latest.pk).update(content=content, at=timezone.now())
        latest.content = content
        return latest, False
    number = latest.number + 1 if latest else 1
    written = {"content": content, "person": saving.by, "page": saving.page, "by_itself": saving.by_itself}
    return versions.create(**owner, number=number, stood=saving.stood, **written), True


def _goes_on(latest: WrittenVersion, saving: Saving) -> bool:
    own = (latest.person_id, latest.page) == (saving.by.pk, saving.page) and bool(saving.page)
    return own and saving.by_itself and latest.by_itself and timezone.now() - latest.at < SITTING
