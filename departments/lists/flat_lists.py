"""Flat lists in and out of admin: natural keys as identity, and no row beyond the user's sight."""

from collections import defaultdict
from itertools import chain

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from import_export.resources import ModelResource
from import_export.widgets import ForeignKeyWidget, Widget

from departments.lists.list_result import ListResult
from departments.lists.listed_words import ListedWord
from departments.lists.plain_diff import PlainDiff
from departments.permissions.rights import kept_by


class LabelWidget(Widget):
    """A stored word by the label that users read."""

    def __init__(self, choices):
        super().__init__()
        self.labels = dict(choices)
        self.words = {label: word for word, label in self.labels.items()}

    def clean(self, value, row=None, **kwargs):
        if value not in self.words:
            raise ValueError(f"“{value or ''}”应为{'、'.join(self.words)}之一。")
        return self.words[value]

    def render(self, value, obj=None, **kwargs):
        return self.labels.get(value, value)


class RelatedKeys:
    """A widget that can look for what a whole column names at once: ``gather`` before ``clean``."""

    def gather(self, column, rows):
        raise NotImplementedError


class VisibleKey(RelatedKeys, ForeignKeyWidget):
    """A related row by its printed code, looked for only among the rows that the user may see.

    ``within`` names the columns that complete a code which is unique only inside something else.
    """

    user = None  # set by the resource, which owns a copy of every widget
    found = None  # by the printed codes, where a whole column has been looked for

    def __init__(self, model, field, *, within=None):
        super().__init__(model, field)
        self.within = within or {}

    def get_queryset(self, value, row, *args, **kwargs):
        return self.model.objects.visible_to(self.user)

    def gather(self, column, rows):
        codes = {str(row[column]) for row in rows if row[column]}
        above = [lookup.rpartition("__")[0] for lookup in self.within]
        visible = self.get_queryset(None, None).filter(**{f"{self.field}__in": codes})
        named = visible.select_related(*above) if above else visible
        lookups = (self.field, *self.within)
        self.found = {tuple(_followed(one, lookup) for lookup in lookups): one for one in named}

    def get_lookup_kwargs(self, value, row, **kwargs):
        return {self.field: value, **{lookup: row[column] for lookup, column in self.within.items()}}

    def clean(self, value, row=None, **kwargs):
        wanted = self.get_lookup_kwargs(value, row)
        try:
            if self.found is None:
                return super().clean(value, row, **kwargs)
            return self.found[tuple(map(str, wanted.values()))] if value else None
        except (ObjectDoesNotExist, KeyError) as fault:
            code = " ".join(str(part) for part in wanted.values())
            name = self.model._meta.verbose_name
            raise ValueError(f"没有编码为“{code}”的{name}，或您无权查看。") from fault


def _followed(row, lookup):
    for name in lookup.split("__"):
        row = getattr(row, name)
    return str(row)


class FlatListResource(ModelResource):
    """A list whose columns are exactly those of its export; those of ``may_lack`` may be left out, and stay as they are."""

    may_lack: tuple[str, ...] = ()

    class Meta:
        skip_unchanged = True
        report_skipped = True
        use_transactions = True
        clean_model_instances = True

    def __init__(self, *, user, **kwargs):
        super().__init__(**kwargs)
        self.user = user
        for field in self.fields.values():
            if isinstance(field.widget, VisibleKey):
                field.widget.user = user

    @classmethod
    def get_diff_class(cls):
        return PlainDiff

    @classmethod
    def get_result_class(cls):
        return ListResult

    def get_queryset(self):
        return self._meta.model.objects.visible_to(self.user)

    def before_import(self, dataset, **kwargs):
        expected = self.get_export_headers()
        missing = [name for name in expected if name not in dataset.headers and name not in self.may_lack]
        unknown = [str(name) for name in dataset.headers if name not in expected]
        if missing or unknown:
            raise ValueError(
                f"第1行的列名应为：{'、'.join(expected)}。"
                + (f"缺少：{'、'.join(missing)}。" if missing else "")
                + (f"不认识：{'、'.join(unknown)}。" if unknown else "")
            )

        self.refuse_repeated(dataset)

    def refuse_repeated(self, dataset):
        """Of two rows with one key, the second would silently undo the first."""
        keys = [self.fields[name] for name in self._meta.import_id_fields]
        within = [getattr(field.widget, "within", {}).values() for field in keys]
        columns = [*chain.from_iterable(within), *(field.column_name for field in keys)]
        rows = defaultdict(list)
        for number, row in enumerate(
            dataset.dict, 2
        ):  # the first line of the file has the names of the columns
            rows[tuple(str(row[column] or "").strip() for column in columns)].append(f"第{number}行")
        repeated = [
            f"{'、'.join(numbers)}的{'、'.join(columns)}相同（{' '.join(key)}），只能留一行。"
            for key, numbers in rows.items()
            if len(numbers) > 1 and any(key)
        ]
        if repeated:
            raise ValueError("".join(repeated))

    def import_field(self, field, instance, row, is_m2m=False, **kwargs):
        """A word that stands so already is not held to a list that came later."""
        stands = field.attribute and not instance._state.adding and isinstance(field.widget, ListedWord)
        if stands and getattr(instance, field.attribute) == (row[field.column_name] or ""):
            return
        super().import_field(field, instance, row, is_m2m, **kwargs)

    def validate_instance(self, instance, import_validation_errors=None, validate_unique=True):
        """Faults go by the names of the columns, which are what people see in their file."""
        try:
            super().validate_instance(instance, import_validation_errors, validate_unique)
        except ValidationError as fault:
            columns = {field.attribute: field.column_name for field in self.fields.values()}
            named = {columns.get(name, name): faults for name, faults in fault.update_error_dict({}).items()}
            raise ValidationError(
                {name: [*map(in_plain_words, messages)] for name, messages in named.items()}
            ) from fault

    def after_import(self, dataset, result, *, written=None, **kwargs):
        """``written`` adds to the transaction of an import that is not taken back."""
        if written and not result.has_errors() and not result.has_validation_errors():
            written(result)

    def after_save_instance(self, instance, row, **kwargs):
        """Nobody writes a row that is not theirs, or moves it there; not a validation error, so that all is rolled back."""
        if not kept_by(self.user, self.get_queryset().filter(pk=instance.pk)).exists():
            raise self.out_of_sight(instance)

    def out_of_sight(self, instance):
        return PermissionError(f"“{instance}”超出您的管理范围，不能导入。")


def in_plain_words(fault):
    """Django tells a blank cell of a null."""
    return "不能空白。" if fault.code in ("null", "blank") else fault
