"""What has changed between any two texts of a statement, or since it was sent back."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from departments.models import BudgetUnit
from performance.differences import differences
from performance.models import Revision
from performance.statement_pages.context import approved_last_year, visible_statement
from performance.statement_pages.shown_differences import shown
from performance.statements.revisions import content_of, last_returned, present_content
from performance.statements.visibility import is_partial

NOW = "now"


class PairForm(forms.Form):
    """Two texts of one statement or of one unit's share, of those that the reader sees, or the text approved for the
    year before; ``now`` is the present text."""

    old = forms.ChoiceField(label="原稿")
    new = forms.ChoiceField(label="新稿")

    def __init__(self, query, revisions, present, statement):
        super().__init__(query)
        self.revisions = {str(one.pk): one for one in revisions}
        self.present = present
        texts = [(pk, _name(one, statement)) for pk, one in self.revisions.items()]
        now = [(word_of(unit), f"{unit or '全文'}：目前内容") for unit in present]
        self.fields["old"].choices = texts
        self.fields["new"].choices = [*now, *texts]

    def clean(self):
        cleaned_data = super().clean()
        old, new = cleaned_data.get("old"), cleaned_data.get("new")
        if old and new and self._unit(old) != self._unit(new):
            raise forms.ValidationError("只能比较同一单位的两稿，或全文的两稿。")
        return cleaned_data

    def _unit(self, word):
        if word in self.revisions:
            return self.revisions[word].unit_id
        return next(unit and unit.pk for unit in self.present if word_of(unit) == word)

    def contents(self, statement):
        for word in (self.cleaned_data["old"], self.cleaned_data["new"]):
            if word in self.revisions:
                revision = Revision.objects.get(pk=word)  # the list did without the texts
                yield content_of(revision)
            else:
                unit = next(unit for unit in self.present if word_of(unit) == word)
                yield present_content(statement, unit)


@never_cache
@login_required
@require_safe
def statement_differences(request, pk):
    statement = visible_statement(request.user, pk)
    last_year = approved_last_year(statement, request.user)
    visible = Revision.objects.visible_to(request.user)
    revisions = visible.filter(Q(statement=statement) | Q(pk=last_year))
    listed = revisions.select_related("unit", "statement__department").defer("content").order_by("-pk")
    form = PairForm(request.GET or None, listed, present_units(statement, request.user), statement)
    context = {"statement": statement, "form": form}
    if form.is_valid():
        context["difference"] = shown(differences(*form.contents(statement)))
    return render(request, "performance/statements/differences.html", context)


@never_cache
@login_required
@require_safe
def since_return(request, pk):
    """From what was sent back, by this reader if he sent anything back, to what is said now."""
    statement = visible_statement(request.user, pk)
    for unit in present_units(statement, request.user):
        returned = last_returned(statement, unit=unit, by=request.user)
        if returned:
            query = f"old={returned.pk}&new={word_of(unit)}"
            return redirect(f"{reverse('statement_differences', args=[pk])}?{query}")
    messages.info(request, "这份文本还没有被退回过，没有可比较的内容。")
    return redirect("statement", pk)


def present_units(statement, user):
    """Whose present text the reader sees: all of it, or else that of single units."""
    units = BudgetUnit.objects.business_of(user).filter(department=statement.department_id)
    return [*([] if is_partial(statement, user) else [None]), *units.order_by("position", "code")]


def word_of(unit):
    return f"{NOW}-{unit.pk}" if unit else NOW


def _name(revision, statement):
    taken = f"第{revision.number}稿（{localtime(revision.taken_at):%Y年%m月%d日}）"
    if revision.statement_id != statement.pk:
        return f"上年（{revision.statement.fiscal_year}年）批复版：{taken}"
    return f"{revision.unit or '全文'}：{taken}"
