"""A column of the codes of several departments of the row's office."""

from import_export.widgets import ManyToManyWidget

from departments.lists.flat_lists import RelatedKeys
from departments.lists.resources import DIVISION
from departments.models import Department

BETWEEN_CODES = "、"


def codes_in(value):
    return [code.strip() for code in str(value or "").split(BETWEEN_CODES) if code.strip()]


def codes_of(departments):
    return BETWEEN_CODES.join(sorted(one.code for one in departments))


class DepartmentCodes(RelatedKeys, ManyToManyWidget):
    user = None  # set by the resource
    found = None  # by the codes of office and department

    def __init__(self):
        super().__init__(Department, separator=BETWEEN_CODES, field="code")

    def gather(self, column, rows):
        codes = {code for row in rows for code in codes_in(row[column])}
        visible = Department.objects.visible_to(self.user).filter(code__in=codes).select_related("office")
        self.found = {(one.office.division_code, one.code): one for one in visible}

    def clean(self, value, row=None, **kwargs):
        here = {code: self.found.get((str(row[DIVISION]), code)) for code in codes_in(value)}
        if unknown := [code for code, department in here.items() if department is None]:
            raise ValueError(f"没有编码为{BETWEEN_CODES.join(unknown)}的部门，或您无权查看。")
        return list(here.values())
