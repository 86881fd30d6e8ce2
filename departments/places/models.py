"""Who: finance offices, their departments, the departments' budget units, and what people are there."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.db.models import Q

from departments.permissions.roles import PLACE_OF_ROLE, SEPARATED_POWERS, Role, RolePlace
from departments.places.provinces import CHOICES, UNKNOWN
from departments.querysets import (
    BudgetUnitQuerySet,
    DepartmentQuerySet,
    FinanceOfficeQuerySet,
    MembershipQuerySet,
)

six_digits = RegexValidator(r"^[0-9]{6}\Z", "财政区划代码应为6位数字，例如130200。")
code_shape = RegexValidator(r"^[0-9A-Za-z-]+\Z", "编码只能由数字、字母和短横线组成，例如405或405001。")


class FinanceOffice(models.Model):
    """The finance bureau of one division; the same department code means different departments in two of them."""

    division_code = models.CharField("财政区划代码", max_length=6, unique=True, validators=[six_digits])
    name = models.CharField("名称", max_length=100)
    province = models.CharField(
        "省份", max_length=20, choices=CHOICES, error_messages={"invalid_choice": UNKNOWN}
    )
    publishes = models.BooleanField(
        "对外公开绩效文本",
        default=False,
        help_text="打开后，任何人不用登录即可查看本财政局已公开的绩效文本；电话和姓名不显示，不公开的项目不列出。",
    )

    requires_review_sheet = models.BooleanField(
        "审核必须填审核表",
        default=False,
        help_text="打开后，初审和复审的通过、退回都须随附填写完整的审核表。",
    )
    one_person_approves = models.BooleanField(
        "复审人可以办理批复",
        default=False,
        help_text="一般不打开：复审和批复由两个人办理。只有绩效科仅有一人的财政局，才需要打开。",
    )

    objects = FinanceOfficeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "财政局"
        ordering = ["division_code"]

    def __str__(self):
        return f"{self.division_code} {self.name}"

    def save(self, *args, **kwargs):
        """Raises ValidationError for another office's code."""
        self.clean()
        with transaction.atomic():
            for code in FinanceOffice.objects.filter(pk=self.pk).values_list("division_code", flat=True):
                OfficeCode.objects.update_or_create(code=code, defaults={"office": self})
            super().save(*args, **kwargs)
            OfficeCode.objects.update_or_create(code=self.division_code, defaults={"office": self})

    def clean(self):
        """The trail knows an office by the codes it bore, so a code is never another office's."""
        borne = (
            OfficeCode.objects.filter(code=self.division_code).exclude(office=None).exclude(office=self.pk)
        )
        if borne.exists():
            message = f"代码{self.division_code}曾属于另一财政局，其操作记录以此代码留存，不能再用。"
            raise ValidationError({"division_code": message})

    def natural_key(self):
        return (self.division_code,)


class OfficeCode(models.Model):
    """A code that an office bears or has borne: what was written under it stays that office's, whatever its code is now.

    A code whose office was deleted waits for whoever registers that office again.
    """

    code = models.CharField("财政区划代码", max_length=6, unique=True)
    office = models.ForeignKey(
        FinanceOffice, models.SET_NULL, related_name="codes", null=True, verbose_name="财政局"
    )

    class Meta:
        verbose_name = verbose_name_plural = "财政局用过的代码"
        default_permissions = ()

    def __str__(self):
        return self.code


class Department(models.Model):
    """A line department (主管部门); its code is unique within its finance office only."""

    office = models.ForeignKey(
        FinanceOffice, models.PROTECT, related_name="departments", verbose_name="财政局"
    )
    code = models.CharField("部门编码", max_length=20, validators=[code_shape])
    name = models.CharField("名称", max_length=100)

    objects = DepartmentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "部门"
        ordering = ["office", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "code"],
                name="department_code_unique",
                violation_error_message="同一财政局内部门编码不能重复。",
            ),
        ]

    def __str__(self):
        return f"{self.code} {self.name}"

    def natural_key(self):
        return (*self.office.natural_key(), self.code)

    natural_key.dependencies = ["departments.financeoffice"]  # type: ignore[attr-defined]  # as Django asks for it


class BudgetUnit(models.Model):
    """A spending unit of a department, in the order in which the department lists its units."""

    department = models.ForeignKey(Department, models.PROTECT, related_name="units", verbose_name="部门")
    code = models.CharField("单位编码", max_length=20, validators=[code_shape])
    name = models.CharField("名称", max_length=100)
    position = models.PositiveSmallIntegerField("顺序", default=0)

    objects = BudgetUnitQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "预算单位"
        ordering = ["department", "position", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["department", "code"],
                name="budgetunit_code_unique",
                violation_error_message="同一部门内单位编码不能重复。",
            ),
        ]

    def __str__(self):
        return f"{self.code} {self.name}"

    def clean(self):
        """What a unit has entered stands in its department's texts, and does not go over into another's."""
        stood = BudgetUnit.objects.filter(pk=self.pk).exclude(department=self.department_id)
        if stood.exists() and (self.projects.exists() or self.submissions.exists()):
            message = "该单位已有预算项目或填报记录，不能改到其他部门；请在新的部门另行登记单位。"
            raise ValidationError({"department": message})

    def natural_key(self):
        return (*self.department.natural_key(), self.code)

    natural_key.dependencies = ["departments.department"]  # type: ignore[attr-defined]  # as Django asks for it


def only(place: RolePlace) -> Q:
    """The membership stands at this kind of place and at no other."""
    return Q(**{f"{other}__isnull": other != place for other in RolePlace})


def stands_where_its_role_demands() -> Q:
    claim = Q()
    for place in RolePlace:
        roles = [role for role, demanded in PLACE_OF_ROLE.items() if demanded == place]
        claim |= Q(role__in=roles) & only(place)
    return claim


class Membership(models.Model):
    """What a user is, and where. The role decides whether the place is a unit, a department or an office."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships", verbose_name="用户"
    )
    role = models.CharField("角色", max_length=30, choices=Role)
    unit = models.ForeignKey(
        BudgetUnit, models.PROTECT, related_name="memberships", null=True, blank=True, verbose_name="预算单位"
    )
    department = models.ForeignKey(
        Department, models.PROTECT, related_name="memberships", null=True, blank=True, verbose_name="部门"
    )
    office = models.ForeignKey(
        FinanceOffice,
        models.PROTECT,
        related_name="memberships",
        null=True,
        blank=True,
        verbose_name="财政局",
    )
    assigned = models.ManyToManyField(
        Department,
        blank=True,
        related_name="assigned_memberships",
        verbose_name="分管部门",
        help_text="只用于财政业务科、绩效科审核人；不选即分管本财政局的全部部门。",
    )
    section = models.ForeignKey(
        "departments.OfficeSection",
        models.PROTECT,
        related_name="memberships",
        null=True,
        blank=True,
        verbose_name="股室",
        help_text="只用于财政业务科、绩效科审核人；只用来分派审核，不限制看得见的范围。",
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "任职"
        ordering = ["user", "role", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=stands_where_its_role_demands(),
                name="membership_place_fits_role",
                violation_error_message="任职地点与角色不符。",
            ),
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(role__in=SEPARATED_POWERS),
                name="membership_one_power",
                violation_error_message="系统管理员、安全管理员、审计员三种角色不能由一人兼任。",
            ),
            *(
                models.UniqueConstraint(
                    fields=["user", "role", place.value],
                    name=f"membership_{place}_unique",
                    violation_error_message="该用户已有相同的任职。",
                )
                for place in RolePlace
            ),
        ]

    def __str__(self):
        return f"{self.user} · {self.get_role_display()} · {self.place}"

    @property
    def place(self):
        """The unit, department or office where the role is held."""
        return self.unit or self.department or self.office

    def clean(self):
        """Say which field to fill or to empty; the constraint can only say that something is wrong."""
        demanded = PLACE_OF_ROLE.get(self.role)
        if demanded is None:
            return
        faults = {}
        for place in RolePlace:
            given = getattr(self, f"{place}_id") is not None
            if place == demanded and not given:
                faults[place.value] = f"角色“{self.get_role_display()}”须选择{place.label}。"
            elif place != demanded and given:
                faults[place.value] = f"角色“{self.get_role_display()}”只能选择{demanded.label}，请清空此项。"
        if fault := self._fault_of_section():
            faults["section"] = fault
        if faults:
            raise ValidationError(faults)

    def _fault_of_section(self) -> str:
        section = self.section
        if section is None:
            return ""
        if section.role != self.role:
            return f"股室“{section}”由{section.get_role_display()}组成，请清空此项或另选股室。"
        if section.office_id != self.office_id:
            return f"股室“{section}”不属于{self.office}。"
        return ""
