"""The columns of the flat lists of accounts and of roles, by which an office takes in all its people at once."""

from django.contrib.auth import get_user_model
from import_export.fields import Field
from import_export.widgets import CharWidget, ForeignKeyWidget, ManyToManyWidget

from departments.accounts.home import settle
from departments.accounts.policy import home_of_made_by, visible_accounts, writable_fields
from departments.lists.flat_lists import FlatListResource, LabelWidget, VisibleKey
from departments.lists.resources import DEPARTMENT, DIVISION
from departments.models import BudgetUnit, Department, FinanceOffice, Membership
from departments.permissions.roles import ASSIGNABLE, PLACE_OF_ROLE, Role, RolePlace

ACCOUNT, ROLE, UNIT, ASSIGNED = "用户名", "角色", "单位编码", "分管部门编码"
BETWEEN_CODES = "、"
TEXT = CharWidget(coerce_to_string=True, allow_blank=True)


class AccountResource(FlatListResource):
    """Who may sign in. New accounts have no password until first ones are given out."""

    username = Field("username", ACCOUNT, widget=TEXT)
    last_name = Field("last_name", "姓名", widget=TEXT)
    email = Field("email", "邮箱", widget=TEXT)

    class Meta(FlatListResource.Meta):
        model = get_user_model()
        fields = ("username", "last_name", "email")
        import_id_fields = ("username",)

    def get_queryset(self):
        return visible_accounts(self.user).order_by("username")

    def validate_instance(self, instance, import_validation_errors=None, validate_unique=True):
        """Asked of rows that say something new; what stands in the list and stays is no change."""
        written = set(self._meta.fields) - {"username"} if instance.pk else set(self._meta.fields)
        if not written <= set(writable_fields(self.user, instance if instance.pk else None)):
            raise ValueError(f"账号“{instance.get_username()}”不由您管理，不能更改。")
        super().validate_instance(instance, import_validation_errors, validate_unique)

    def do_instance_save(self, instance, is_create):
        super().do_instance_save(instance, is_create)
        if is_create:
            settle(instance, home_of_made_by(self.user))

    def init_instance(self, row=None):
        account = super().init_instance(row)
        account.set_unusable_password()
        return account


class PlaceKey(VisibleKey):
    """A column of a place: every row prints the codes above its place, and only the role's own place is meant."""

    def __init__(self, place, model, *, within=None):
        super().__init__(model, "division_code" if place is RolePlace.OFFICE else "code", within=within)
        self.place = place

    def clean(self, value, row=None, **kwargs):
        role = {role.label: role for role in Role}.get(row[ROLE])
        if role is None or PLACE_OF_ROLE[role] is not self.place:
            return None
        if not value:
            raise ValueError(f"角色“{role.label}”须填写{self.place.label}的编码。")
        return super().clean(value, row, **kwargs)


class AccountKey(ForeignKeyWidget):
    """An account that whoever imports may give a role."""

    accounts = None  # set by the resource

    def __init__(self):
        super().__init__(get_user_model(), "username")

    def get_queryset(self, value, row, *args, **kwargs):
        return self.accounts

    def clean(self, value, row=None, **kwargs):
        try:
            return super().clean(value, row, **kwargs)
        except self.model.DoesNotExist as fault:
            raise ValueError(f"没有用户名为“{value}”的账号，或您不能给该账号授予角色。") from fault


class AssignedDepartments(ManyToManyWidget):
    """Codes of departments of the row's office, between 、."""

    user = None  # set by the resource

    def __init__(self):
        super().__init__(Department, separator=BETWEEN_CODES, field="code")

    def clean(self, value, row=None, **kwargs):
        codes = [code.strip() for code in str(value or "").split(BETWEEN_CODES) if code.strip()]
        if codes and row[ROLE] not in [role.label for role in ASSIGNABLE]:
            raise ValueError("只有财政业务科、绩效科审核人可以指定分管部门，请清空此栏。")
        visible = Department.objects.visible_to(self.user).filter(office__division_code=row[DIVISION])
        found = {department.code: department for department in visible.filter(code__in=codes)}
        if unknown := [code for code in codes if code not in found]:
            raise ValueError(f"没有编码为{BETWEEN_CODES.join(unknown)}的部门，或您无权查看。")
        return found.values()


class MembershipResource(FlatListResource):
    """What people are, and where; told by all columns but the assigned departments."""

    user = Field("user", ACCOUNT, widget=AccountKey())
    role = Field("role", ROLE, widget=LabelWidget(Role.choices))
    office = Field("office", DIVISION, widget=PlaceKey(RolePlace.OFFICE, FinanceOffice))
    department = Field(
        "department",
        DEPARTMENT,
        widget=PlaceKey(RolePlace.DEPARTMENT, Department, within={"office__division_code": DIVISION}),
    )
    unit = Field(
        "unit",
        UNIT,
        widget=PlaceKey(
            RolePlace.UNIT,
            BudgetUnit,
            within={"department__code": DEPARTMENT, "department__office__division_code": DIVISION},
        ),
    )
    assigned = Field("assigned", ASSIGNED, widget=AssignedDepartments(), m2m_add=False)

    class Meta(FlatListResource.Meta):
        model = Membership
        fields = ("user", "role", "office", "department", "unit", "assigned")
        import_id_fields = ("user", "role", "office", "department", "unit")

    def __init__(self, *, accounts, **kwargs):
        super().__init__(**kwargs)
        self.fields["user"].widget.accounts = accounts
        self.fields["assigned"].widget.user = self.user

    def get_queryset(self):
        rows = super().get_queryset().select_related("user", "office", "department__office")
        return rows.select_related("unit__department__office").prefetch_related("assigned")

    def dehydrate_office(self, membership):
        place = membership.unit or membership.department
        office = membership.office or getattr(place, "office", None) or place.department.office
        return office.division_code

    def dehydrate_department(self, membership):
        department = membership.department or (membership.unit and membership.unit.department)
        return department.code if department else ""
