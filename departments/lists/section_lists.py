"""The columns of the flat list of sections (股室), and the column by which the list of roles names one."""

from import_export.fields import Field
from import_export.widgets import CharWidget

from departments.lists.department_codes import DepartmentCodes, codes_of
from departments.lists.flat_lists import LabelWidget, VisibleKey
from departments.lists.resources import DIVISION, PlaceResource
from departments.lists.row_checks import CleanChecks
from departments.models import FinanceOffice, OfficeSection

SECTION = "股室"
TEXT = CharWidget(coerce_to_string=True, allow_blank=True)


class SectionKey(VisibleKey):
    """A section of the row's office by its name; blank says that somebody belongs to none."""

    def __init__(self):
        super().__init__(OfficeSection, "name", within={"office__division_code": DIVISION})

    def clean(self, value, row=None, **kwargs):
        try:
            return super().clean(value, row, **kwargs)
        except ValueError as fault:
            raise ValueError(f"财政局{row[DIVISION]}没有名称为“{value}”的股室，或您无权查看。") from fault


class OfficeSectionResource(PlaceResource):
    """Sections with the departments that they look after; none named means all of the office."""

    related = ("office",)
    many = "departments"
    office = Field("office", DIVISION, widget=VisibleKey(FinanceOffice, "division_code"))
    name = Field("name", SECTION, widget=TEXT)
    role = Field("role", "审核角色", widget=LabelWidget(OfficeSection._meta.get_field("role").choices))
    departments = Field("departments", "归口部门编码", widget=DepartmentCodes(), m2m_add=False)

    class Meta(PlaceResource.Meta):
        model = OfficeSection
        fields = ("office", "name", "role", "departments")
        import_id_fields = ("office", "name")

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.fields["departments"].widget.user = self.user

    def get_queryset(self):
        return super().get_queryset().select_related(*self.related).prefetch_related(self.many)

    def office_of(self, section):
        return section.office_id

    def rests_on(self):
        """Nothing is judged ahead of the lock: an office has a few sections."""

    def checks(self):
        return CleanChecks()

    def dehydrate_departments(self, section):
        wanted = getattr(section, "wanted", None)
        return codes_of(section.departments.all() if wanted is None else wanted)
