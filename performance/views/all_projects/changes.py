"""Find and replace, and the same text in many projects: what would change is shown, ticked, and then saved."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from performance.all_projects.changes import changed_projects, digest_of, save_changes
from performance.all_projects.replacing import Where, replacing
from performance.all_projects.same_text import families_of, saying_the_same, targets_of
from performance.documents.recognition import UnknownLayout
from performance.statement_pages.context import visible_statement
from performance.steps.refusals import Refused
from performance.views.all_projects.chosen import REFUSALS, opened_for, say_done, say_refused, ticked

FOLDED_FROM = 40  # changes: above that, those of a project are folded


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def projects_replace(request, pk):
    statement = visible_statement(request.user, pk)
    params = request.POST if request.method == "POST" else request.GET
    where = [place for place in params.getlist("where") if place in Where.values]
    filters = {
        "find": params.get("find", ""),
        "instead": params.get("instead", ""),
        "where": where if params.get("find") else [Where.NAMES, Where.TEXTS, Where.INDICATORS],
    }
    change = _told(request, lambda: filters["find"] and replacing(filters["find"], filters["instead"], where))
    repeated = [
        ("find", filters["find"]),
        ("instead", filters["instead"]),
        *(("where", place) for place in where),
    ]
    context = {
        "asked": filters,
        "said": repeated,
        "places": Where,
        "what": f"把“{filters['find']}”替换为“{filters['instead']}”",
    }
    return _answer(request, statement, change, "performance/all_projects/replace.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def projects_same(request, pk):
    statement = visible_statement(request.user, pk)
    opened = opened_for(request, statement)
    params = request.POST if request.method == "POST" else request.GET
    targets = targets_of(opened)
    target = next((one for one in targets if one.key == params.get("target")), None)
    filters = {name: params.get(name, "").strip() for name in ("text", "family", "named")}
    filters["only_blank"] = "target" not in params or "only_blank" in params
    change = None
    if target is not None and filters["text"]:
        options = {name: filters[name] for name in ("only_blank", "family", "named")}
        change = _told(request, lambda: saying_the_same(target, filters["text"], **options))
    repeated = [(name, filters[name]) for name in ("text", "family", "named")]
    repeated += [("target", target.key)] if target else []
    repeated += [("only_blank", "1")] if filters["only_blank"] else []
    context = {
        "asked": filters,
        "said": repeated,
        "targets": targets,
        "target": target,
        "families": families_of(opened),
        "what": f"统一填写“{target.label if target else ''}”",
    }
    return _answer(request, statement, change, "performance/all_projects/same.html", context)


def _told(request, find):
    """What ``find`` gives; None where it is refused, which is said on the page."""
    try:
        return find()
    except Refused as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason)
    return None


def _answer(request, statement, change, template, context):
    """``change`` is what is asked for, None as long as that is not complete."""
    params = request.POST if request.method == "POST" else request.GET
    among = ticked(params, "among" if request.method == "POST" else "project")

    def prepare(opened):
        return changed_projects(opened.chosen(among), change)

    if request.method == "POST" and change:
        save = partial(save_changes, chosen=ticked(request.POST), seen=request.POST.get("seen", ""))
        try:
            number = save(statement, prepare, what=context["what"], by=request.user, request=request)
        except REFUSALS as refusal:
            say_refused(request, statement, context["what"], refusal)
            statement.refresh_from_db()
        except UnknownLayout as missing:
            raise Http404 from missing
        else:
            say_done(request, statement, f"{context['what']}：改了 {number} 处。")
            return redirect("all_projects", statement.pk)
    opened = opened_for(request, statement)
    found = _told(request, lambda: prepare(opened)) if change else None
    number = sum(len(each.changes) for each in found or ())
    context |= {
        "statement": statement,
        "among": sorted(among),
        "opened": opened.chosen(among),
        "searched": found is not None,
        "found": found or [],
        "number": number,
        "folded": number > FOLDED_FROM,
        "seen": digest_of(found or []),
    }
    return render(request, template, context)
