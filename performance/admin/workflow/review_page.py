"""A statement before its reviewer: tables, findings, changes and comments side by side, and the steps that are his."""

from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render

from departments.accounts.full_disk import if_there_is_room
from performance.differences import differences
from performance.models import Action, Opening
from performance.notifications.matters import share_in
from performance.notifications.services import settle_own
from performance.statement_pages.context import statement_context, visible_statement
from performance.statement_pages.shown_differences import shown
from performance.statements.revisions import content_of, last_returned
from performance.views.workflow.steps import take_step


class ReviewPage:
    """The change page of a statement under review; whoever has opened it has seen this version."""

    def change_view(self, request, object_id, form_url="", extra_context=None):
        if not self.has_view_permission(request):
            return super().change_view(request, object_id, form_url, extra_context)
        statement = visible_statement(request.user, _key(object_id))
        refused = None
        if request.method == "POST":
            refused = take_step(request, statement, _action(request.POST.get("step")))
            if refused is None:
                return redirect("admin:performance_statementunderreview_changelist")
            statement = visible_statement(request.user, statement.pk)
        with if_there_is_room(), transaction.atomic():
            Opening.objects.update_or_create(
                statement=statement, person=request.user, defaults={"version": statement.version}
            )
            settle_own(request.user, share_in(statement, None))
        context = {
            **self.admin_site.each_context(request),
            **statement_context(statement, request.user, refused),
            "title": str(statement),
            "opts": self.opts,
            "own_page": request.path,
        }
        context["difference"] = since_return(statement, request.user, context)
        template = "admin/performance/statementunderreview/review.html"
        return render(request, template, context, status=409 if refused else 200)


def since_return(statement, user, context):
    """What changed since this reviewer, or else anybody, sent the text back; of an adjustment, since the approval."""
    if context["is_partial"]:
        return None
    returned = last_returned(statement, by=user) or last_returned(statement)
    if returned is None and context["adjustment"]:
        returned = statement.approved_revision
    return returned and shown(differences(content_of(returned), context["content"]))


def _key(word):
    if not (word.isdecimal() and len(word) < 19):
        raise Http404
    return int(word)


def _action(word):
    if word not in Action.values:
        raise Http404
    return Action(word)
