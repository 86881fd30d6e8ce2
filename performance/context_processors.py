"""What the head of every page shows of its reader: unread notices, which doors are open, and the tour they follow."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from departments.permissions.rights import enters_admin, enters_texts, roles_held
from performance.assessment.services import FINANCE_REVIEWERS
from performance.http.htmx import is_fragment
from performance.notifications.services import unread_count
from performance.setup.checklist import guided
from performance.tours.panel import panel_for


def everybody(user) -> bool:
    return True


def reviews(user) -> bool:
    return not roles_held(user).isdisjoint(FINANCE_REVIEWERS)


@dataclass(frozen=True)
class Way:
    """One entry of the main menu, for those to whom it ``opens``; ``pages`` are routes below another address that belong to it."""

    label: str
    route: str
    opens: Callable[[object], bool] = everybody
    pages: tuple[str, ...] = ()


WAYS = (
    Way("首页", "home"),
    Way("绩效文本", "statements"),
    Way("待我审核", "review_queue", reviews),
    Way("执行监控", "monitoring"),
    Way("绩效自评", "evaluations", pages=("statement_evaluations", "evaluations_together")),
    Way("总览", "overview"),
    Way("文本体检", "text_check"),
    Way("导入", "import_any", enters_texts),
    Way("上报材料", "packages", pages=("approval_letters",)),
    Way("后台任务", "jobs"),
    Way("审核与管理", "admin:index", enters_admin),
)


@dataclass(frozen=True)
class NavigationLink:
    label: str
    address: str
    here: bool


def page_head(request):
    """Asked of the database only where a template shows it. A piece that htmx asks for leaves messages to the next page."""
    user = request.user if hasattr(request, "user") else None
    if user is None or not user.is_authenticated:
        return {}
    return {
        "is_fragment": is_fragment(request),
        "unread_notices": SimpleLazyObject(lambda: unread_count(user)),
        "doors": SimpleLazyObject(lambda: list(_navigation_links(request.path, route_of(request), user))),
        "guided": SimpleLazyObject(lambda: guided(user)),
        "tour_panel": SimpleLazyObject(lambda: panel_for(request, route_of(request))),
    }


def route_of(request) -> str:
    return request.resolver_match.view_name if request.resolver_match else ""


def _navigation_links(path: str, route: str, user) -> Iterator[NavigationLink]:
    """The one that the page belongs to is marked, or leads nearest to it."""
    open_ways = [(way, reverse(way.route)) for way in WAYS if way.opens(user)]
    around = [
        address
        for _, address in open_ways
        if path == address or (path.startswith(address) and address != "/")
    ]
    own = next((address for way, address in open_ways if route in way.pages), "")
    nearest = own or max(around, key=len, default="")
    for way, address in open_ways:
        yield NavigationLink(way.label, address, address == nearest)
