from django import forms
from django.db.models import Q


class StatementFilter(forms.Form):
    """Which statements of a list to show; offers the years that occur in it."""

    year = forms.TypedChoiceField(label="预算年度", required=False, coerce=int, empty_value=None)
    q = forms.CharField(
        label="部门名称或编码",
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )

    def __init__(self, query, statements):
        super().__init__(query)
        self.statements = statements
        years = statements.order_by("-fiscal_year").values_list("fiscal_year", flat=True).distinct()
        self.fields["year"].choices = [("", "全部年度"), *((year, f"{year}年") for year in years)]

    def chosen(self):
        """The statements asked for; a condition that makes no sense is shown as a fault and asks for nothing."""
        if not self.is_valid():
            return self.statements.none()
        found = self.statements
        if year := self.cleaned_data["year"]:
            found = found.filter(fiscal_year=year)
        for word in self.cleaned_data["q"].split():
            found = found.filter(
                Q(department__name__icontains=word)
                | Q(department__code__icontains=word)
                | Q(department_name__icontains=word)
                | Q(department__office__name__icontains=word)
            )
        return found
