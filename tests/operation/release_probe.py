"""Run by a release in its own folder, on the database that the environment names: can it be read and written?

``python tests/operation/release_probe.py`` with the folder of the release in PYTHONPATH prints what became of each, as JSON.
Nothing here but what both releases know.
"""

import json
import os
from dataclasses import replace

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from django.contrib.auth import get_user_model
from django.test import Client

import config.wsgi  # noqa: F401  (sets Django up)
from departments.trail.verification import verify
from performance.models import PerformanceStatement
from performance.statements.selectors import statement_content
from performance.statements.services import save_content


def pages(client, user):
    """Addresses that have not changed since the first release, with what they answered."""
    addresses = ["/", "/api/v1/statements/", "/overview/"]
    for pk in PerformanceStatement.objects.visible_to(user).order_by("pk").values_list("pk", flat=True)[:5]:
        addresses += [f"/statements/{pk}/", f"/api/v1/statements/{pk}/"]
    return {address: client.get(address, secure=True, follow=True).status_code for address in addresses}


def saved():
    """A change of one word, as a form makes it; "" or what stood in the way."""
    statement = PerformanceStatement.objects.filter(state="drafting").order_by("pk").first()
    content = statement_content(statement)
    changed = replace(content, cover=replace(content.cover, mark=f"{content.cover.mark}改"))
    try:
        save_content(changed, department=statement.department, year=statement.fiscal_year)
    except Exception as fault:  # that it fails is what is asked
        return f"{type(fault).__name__}: {str(fault).splitlines()[0]}"
    statement.refresh_from_db()
    return "" if statement_content(statement) == changed else "read back otherwise"


def main():
    client = Client(SERVER_NAME="localhost", raise_request_exception=False)
    user = get_user_model().objects.get(username="performance_section_reviewer")
    client.force_login(user)
    told = {"pages": pages(client, user), "saved": saved(), "trail": str(verify().fault or "")}
    print(json.dumps(told, ensure_ascii=False))


if __name__ == "__main__":
    main()
