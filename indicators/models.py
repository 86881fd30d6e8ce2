"""What is measured: the vocabulary of a province, and trees of indicators whoever may own them."""

from django.db import models

from indicators.derivation import DERIVED_COLUMNS, derived
from indicators.kinds import CategoryKind, Comparator, Direction, LabelledEnum, SubcategoryKind, ValueKind
from indicators.office_codes import OfficeCodeField
from indicators.own_fields import IndicatorField  # noqa: F401  (Django finds the application's models here)
from indicators.printed_columns import PrintedColumns
from indicators.search import Holds  # noqa: F401  (so that every query knows the lookup)
from indicators.targets import target_of
from indicators.usage import TemplateUsage  # noqa: F401


def choices_of(words: type[LabelledEnum]) -> list[tuple[str, str]]:
    """Stored words and their labels; the empty word is what ``blank`` stands for."""
    return [(word.value, word.label) for word in words if word.value]


class CategoryManager(models.Manager):
    def get_by_natural_key(self, province, edition, label):
        return self.get(province=province, edition=edition, label=label)


class Category(models.Model):
    """A 一级指标 that a province prints in one edition of its form."""

    province = models.CharField("省份", max_length=20)
    edition = models.CharField("版本", max_length=20)
    label = models.CharField("一级指标", max_length=100)
    kind = models.CharField("类别", max_length=40, choices=choices_of(CategoryKind))
    position = models.PositiveSmallIntegerField("顺序")

    objects = CategoryManager()

    class Meta:
        verbose_name = verbose_name_plural = "一级指标"
        ordering = ["province", "edition", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["province", "edition", "label"],
                name="category_label_unique",
                violation_error_message="同一省份、同一版本的一级指标不能重复。",
            ),
        ]

    def __str__(self):
        return f"{self.label}（{self.province}{self.edition}）"

    def natural_key(self):
        return (self.province, self.edition, self.label)


class SubcategoryManager(models.Manager):
    def get_by_natural_key(self, category, label):
        return self.get(category=Category.objects.get_by_natural_key(*category), label=label)


class Subcategory(models.Model):
    """A 二级指标 under its 一级指标."""

    category = models.ForeignKey(
        Category, models.CASCADE, related_name="subcategories", verbose_name="一级指标"
    )
    label = models.CharField("二级指标", max_length=100)
    kind = models.CharField("类别", max_length=40, choices=choices_of(SubcategoryKind))
    position = models.PositiveSmallIntegerField("顺序")

    objects = SubcategoryManager()

    class Meta:
        verbose_name = verbose_name_plural = "二级指标"
        ordering = ["category", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["category", "label"],
                name="subcategory_label_unique",
                violation_error_message="同一一级指标下的二级指标不能重复。",
            ),
        ]

    def __str__(self):
        return self.label

    def natural_key(self):
        return (self.category.natural_key(), self.label)

    natural_key.dependencies = ["indicators.category"]  # type: ignore[attr-defined]  # as Django asks for it


class IndicatorTree(models.Model):
    """A three-tier tree. It does not know its owner; a project or a goal holds a one-to-one to it.

    ``year`` is the owner's budget year: it completes deadlines that are printed without one.
    """

    office_code = OfficeCodeField()
    year = models.PositiveSmallIntegerField("预算年度")

    class Meta:
        verbose_name = verbose_name_plural = "指标树"

    def __str__(self):
        return f"指标树 {self.pk}"


class TreeOwner(models.Model):
    """Whatever carries an indicator tree: its tree is planted with it, for its ``budget_year``, and goes with it.

    The tree has the ``office_code`` of its owner.
    """

    tree = models.OneToOneField(
        IndicatorTree, models.PROTECT, related_name="%(class)s", editable=False, verbose_name="指标树"
    )

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if self.tree_id is None:
            office_code = self._meta.get_field("office_code").code_of(self)
            self.tree = IndicatorTree.objects.create(office_code=office_code, year=self.budget_year)
        super().save(*args, **kwargs)


def delete_tree(sender, instance, **kwargs):
    """Receive post_delete of a tree owner. The key stands with the owner, so no cascade reaches the tree."""
    IndicatorTree.objects.filter(pk=instance.tree_id).delete()


class IndicatorFamily(models.Model):
    """A run of indicators printed under one pair of labels; without indicators, a family printed empty."""

    office_code = OfficeCodeField(way="tree__office_code")
    tree = models.ForeignKey(IndicatorTree, models.CASCADE, related_name="families", verbose_name="指标树")
    position = models.PositiveSmallIntegerField("顺序")
    level1 = models.CharField("一级指标", max_length=100, blank=True)
    level2 = models.CharField("二级指标", max_length=100, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "指标类"
        ordering = ["tree_id", "position", "pk"]

    def __str__(self):
        return f"{self.level1} / {self.level2}"


class Indicator(PrintedColumns):
    """One 三级指标. ``value`` is the printed text; ``kind`` and what follows are read out of the target, never typed."""

    office_code = OfficeCodeField(way="family__office_code")
    family = models.ForeignKey(
        IndicatorFamily, models.CASCADE, related_name="indicators", verbose_name="指标类"
    )
    position = models.PositiveSmallIntegerField("顺序")
    name = models.CharField("三级指标", max_length=500, blank=True)
    description = models.TextField("绩效指标描述", blank=True)
    value = models.TextField("指标值", blank=True)
    basis = models.TextField("指标值确定依据", blank=True)
    indicator_class = models.CharField("指标分类", max_length=100, blank=True)
    weight = models.DecimalField("权重", max_digits=12, decimal_places=6, null=True, blank=True)

    kind = models.CharField("值的形式", max_length=20, choices=choices_of(ValueKind), editable=False)
    comparator = models.CharField(
        "计算符号", max_length=10, choices=choices_of(Comparator), blank=True, editable=False
    )
    number = models.DecimalField("数值", max_digits=18, decimal_places=6, null=True, editable=False)
    upper = models.DecimalField("数值上限", max_digits=18, decimal_places=6, null=True, editable=False)
    unit = models.TextField("计量单位", blank=True, editable=False)
    is_percent = models.BooleanField("百分数", default=False, editable=False)
    deadline = models.DateField("完成期限", null=True, editable=False)
    grade = models.TextField("定性等级", blank=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "三级指标"
        ordering = ["family_id", "position", "pk"]
        indexes = [
            models.Index(fields=["office_code", "id"], name="indicator_of_office"),
            # Without it SQLite reads all indicators of the office for every family.
            models.Index(fields=["family", "office_code"], name="indicator_in_family"),
            # Found by their whole name among all offices.
            models.Index(fields=["name"], name="indicator_name"),
        ]

    def __str__(self):
        return f"{self.name} {self.target}".strip()

    @property
    def target(self):
        return target_of(self.operator, self.value, self.printed_unit)

    def save(self, *args, update_fields=None, **kwargs):
        self.derive(self.family.tree.year)
        if update_fields is not None and {"operator", "value", "printed_unit"} & {*update_fields}:
            update_fields = {*update_fields, *DERIVED_COLUMNS}
        super().save(*args, update_fields=update_fields, **kwargs)

    def derive(self, year):
        """Read ``kind`` and what follows out of the target; bulk writers, which pass ``save`` by, call this."""
        for column, value in derived(self.target, year).items():
            setattr(self, column, value)


class EarlierValue(models.Model):
    """The value of an indicator in a year before the budget year, as printed."""

    office_code = OfficeCodeField(way="indicator__office_code")
    indicator = models.ForeignKey(
        Indicator, models.CASCADE, related_name="earlier_values", verbose_name="三级指标"
    )
    position = models.PositiveSmallIntegerField("顺序")
    year = models.PositiveSmallIntegerField("年度")
    value = models.TextField("指标值", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "以前年度指标值"
        ordering = ["indicator_id", "position", "pk"]

    def __str__(self):
        return f"{self.year}年：{self.value}"


class TemplateSource(models.TextChoices):
    SEEDED = "seeded", "内置"
    GATHERED = "gathered", "已批复文本"
    OWN = "own", "本级自建"


class IndicatorTemplateQuerySet(models.QuerySet):
    def offered_to(self, office_code, province):
        """What an office may use: its own, and what is common to its province or to all."""
        return self.filter(office_code__in=("", office_code), province__in=("", province), retired=False)


class IndicatorTemplate(models.Model):
    """An indicator of the library (指标库). It says how something is measured and never how much of it is wanted.

    ``office_code`` is the division code of a finance office, blank for what is common to all of a ``province``,
    and that blank for what is common to all of them. ``uses`` counts the approved indicators that are the same.
    """

    LONGEST_NAME = 200
    LONGEST_UNIT = 40

    office_code = models.CharField("财政区划代码", max_length=6, blank=True)
    province = models.CharField("省份", max_length=20, blank=True)
    family = models.CharField("类别", max_length=40, choices=choices_of(SubcategoryKind))
    level1 = models.CharField("一级指标", max_length=100)
    level2 = models.CharField("二级指标", max_length=100, blank=True)
    name = models.CharField("三级指标", max_length=LONGEST_NAME)
    description = models.TextField("绩效指标描述", blank=True)
    unit = models.CharField("计量单位", max_length=LONGEST_UNIT, blank=True)
    direction = models.CharField("方向", max_length=20, choices=choices_of(Direction), blank=True)
    project_class = models.CharField("适用项目", max_length=40, blank=True)
    uses = models.PositiveIntegerField("使用次数", default=0)
    candidate = models.BooleanField(
        "候选",
        default=False,
        help_text="从已批复文本中找到、还没有人整理过；填报人可以选用，排在整理过的之后。",
    )
    retired = models.BooleanField("停用", default=False)
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        related_name="merged",
        null=True,
        blank=True,
        editable=False,
        verbose_name="并入",
        help_text="另一种叫法；已批复文本中这样写的，使用次数算在所并入的指标上。",
    )
    source = models.CharField("来源", max_length=20, choices=TemplateSource, default=TemplateSource.OWN)

    objects = IndicatorTemplateQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "指标库"
        ordering = ["-uses", "family", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["office_code", "province", "level1", "level2", "name", "project_class"],
                name="indicatortemplate_unique",
                violation_error_message="指标库中已有适用于同类项目的同名指标。",
            ),
            models.CheckConstraint(
                condition=models.Q(merged_into__isnull=True) | models.Q(retired=True),
                name="indicatortemplate_merged_rests",
                violation_error_message="已并入其他指标的不能再单独启用。",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def sign(self):
        """What the value begins with."""
        signs: dict[str, str] = {Direction.HIGHER: "≥", Direction.LOWER: "≤"}
        return signs.get(self.direction, "")
