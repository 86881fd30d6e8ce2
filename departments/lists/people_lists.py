"""The columns of the flat lists of accounts and of roles, by which an office takes in all its people at once."""

from collections import defaultdict
from functools import cached_property

from django.contrib.auth import get_user_model
from django.db.models import Q
from import_export.fields import Field
from import_export.widgets import CharWidget, ForeignKeyWidget

from departments.accounts.home import HomeOffice
from departments.accounts.home import office_of as home_of
from departments.accounts.policy import (
    KEPT,
    changeable_accounts,
    home_of_made_by,
    may_be_given_roles,
    visible_accounts,
    writable_fields,
)
from departments.lists.department_codes import DepartmentCodes, codes_in, codes_of
from departments.lists.flat_lists import LabelWidget, RelatedKeys, VisibleKey
from departments.lists.keyed_lists import KeyedListResource
from departments.lists.resources import DEPARTMENT, DIVISION
from departments.lists.row_checks import CleanChecks
from departments.lists.section_lists import SECTION, SectionKey
from departments.models import BudgetUnit, Department, FinanceOffice, Membership
from departments.permissions.reach import reaches_of
from departments.permissions.roles import ASSIGNABLE, PLACE_OF_ROLE, SEPARATED_POWERS, Role, RolePlace

ACCOUNT, ROLE, UNIT, ASSIGNED = "用户名", "角色", "单位编码", "分管部门编码"
ROLE_OF_LABEL = {role.label: role for role in Role}
TEXT = CharWidget(coerce_to_string=True, allow_blank=True)


class AccountResource(KeyedListResource):
    """Who may sign in. New accounts have no password until first ones are given out."""

    username = Field("username", ACCOUNT, widget=TEXT)
    last_name = Field("last_name", "姓名", widget=TEXT)
    email = Field("email", "邮箱", widget=TEXT)

    class Meta(KeyedListResource.Meta):
        model = get_user_model()
        fields = ("username", "last_name", "email")
        import_id_fields = ("username",)

    def get_queryset(self):
        return visible_accounts(self.user).order_by("username")

    def new_instance(self, values, blank):
        account = super().new_instance(values, blank)
        account.set_unusable_password()
        return account

    def refusal(self, row):
        if row.is_skip():
            return super().refusal(row)
        allowed = self._may_make if row.is_new() else row.instance.pk in self._changeable
        name = row.instance.get_username()
        return None if allowed else PermissionError(f"账号“{name}”不由您管理，不能更改。")

    @cached_property
    def _changeable(self):
        """Who may make accounts keeps all columns of those that are theirs; nobody else keeps any."""
        changeable = changeable_accounts(self.user).values_list("pk", flat=True)
        return set(changeable) if self._may_make else set()

    @cached_property
    def _may_make(self):
        return set(KEPT) <= set(writable_fields(self.user))

    def write_beside(self, new, changed):
        if (office := home_of_made_by(self.user)) is not None:
            HomeOffice.objects.bulk_create(HomeOffice(user=account, office=office) for account in new)


class PlaceKey(VisibleKey):
    """A column of a place: every row prints the codes above its place, and only the role's own place is meant."""

    def __init__(self, place, model, *, within=None):
        super().__init__(model, "division_code" if place is RolePlace.OFFICE else "code", within=within)
        self.place = place

    def clean(self, value, row=None, **kwargs):
        role = ROLE_OF_LABEL.get(row[ROLE])
        if role is None or PLACE_OF_ROLE[role] is not self.place:
            return None
        if not value:
            raise ValueError(f"角色“{role.label}”须填写{self.place.label}的编码。")
        return super().clean(value, row, **kwargs)


class AccountKey(RelatedKeys, ForeignKeyWidget):
    """An account in sight, or one whose roles are; whether it may be given a role is asked of rows that change."""

    accounts = None  # set by the resource
    found = None  # by name, where a whole column has been looked for

    def __init__(self):
        super().__init__(get_user_model(), "username")

    def get_queryset(self, value, row, *args, **kwargs):
        return self.accounts

    def gather(self, column, rows):
        names = {str(row[column]) for row in rows if row[column]}
        self.found = {one.get_username(): one for one in self.accounts.filter(username__in=names)}

    def clean(self, value, row=None, **kwargs):
        try:
            if self.found is None:
                return super().clean(value, row, **kwargs)
            return self.found[str(value)] if value else None
        except (self.model.DoesNotExist, KeyError) as fault:
            raise ValueError(f"没有用户名为“{value}”的账号，或您不能给该账号授予角色。") from fault


class AssignedDepartments(DepartmentCodes):
    """Departments of the row's office, for those roles that may answer for some of them only."""

    def clean(self, value, row=None, **kwargs):
        if codes_in(value) and row[ROLE] not in [role.label for role in ASSIGNABLE]:
            raise ValueError("只有财政业务科、绩效科审核人可以指定分管部门，请清空此栏。")
        return super().clean(value, row, **kwargs)


class MembershipResource(KeyedListResource):
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
    section = Field("section", SECTION, widget=SectionKey())

    related = ("user", "office", "department__office", "unit__department__office", "section")
    may_lack = (SECTION,)
    many = "assigned"

    class Meta(KeyedListResource.Meta):
        model = Membership
        fields = ("user", "role", "office", "department", "unit", "assigned", "section")
        import_id_fields = ("user", "role", "office", "department", "unit")

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        here = Membership.objects.visible_to(self.user).values("user")
        known = visible_accounts(self.user).values("pk")
        self.fields["user"].widget.accounts = get_user_model().objects.filter(
            Q(pk__in=known) | Q(pk__in=here)
        )
        self.fields["assigned"].widget.user = self.user

    def get_queryset(self):
        return super().get_queryset().select_related(*self.related).prefetch_related(self.many)

    def checks(self):
        return CleanChecks()

    def is_kept(self, membership):
        return self.user.is_superuser or home_of(membership).pk in self._own_offices

    @cached_property
    def _own_offices(self):
        return {reach.office for reach in reaches_of(self.user) if reach.role in SEPARATED_POWERS}

    def refusal(self, row):
        account = row.instance.user
        if row.is_skip() or may_be_given_roles(self.user, account):
            return super().refusal(row)
        return PermissionError(f"您不能给该账号授予角色：{account.get_username()}。")

    def faults_among(self, rows, faults):
        """Of the separated powers a person has one, and what is stored counts as well."""
        people = {row.instance.user_id for number, row in enumerate(rows, 1) if number not in faults}
        stored = Membership.objects.filter(user__in=people, role__in=SEPARATED_POWERS)
        powers = defaultdict(set)
        for pk, user in stored.values_list("pk", "user"):
            powers[user].add(pk)
        found = {}
        for number, row in enumerate(rows, 1):
            if number in faults or row.instance.role not in SEPARATED_POWERS:
                continue
            others = powers[row.instance.user_id]
            if others - {row.instance.pk}:
                found[number] = "系统管理员、安全管理员、审计员三种角色不能由一人兼任。"
            others.add(row.instance.pk or f"row {number}")
        return found

    def write_beside(self, new, changed):
        """An account that nobody's administrator made is at home where it first serves."""
        super().write_beside(new, changed)
        first = {one.user_id: home_of(one) for one in reversed(new)}
        HomeOffice.objects.bulk_create(
            (HomeOffice(user_id=user, office=office) for user, office in first.items()), ignore_conflicts=True
        )

    def dehydrate_office(self, membership):
        return home_of(membership).division_code

    def dehydrate_assigned(self, membership):
        wanted = getattr(membership, "wanted", None)
        return codes_of(membership.assigned.all() if wanted is None else wanted)

    def dehydrate_department(self, membership):
        department = membership.department or (membership.unit and membership.unit.department)
        return department.code if department else ""
