"""A flat list taken in as a whole: every value judged once, rows told apart in memory, written in one go.

For lists whose columns are plain fields of one table and whose identity is the only unique key of that table.
"""

from copy import copy

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import CheckConstraint
from import_export.results import RowResult

from departments.lists.flat_lists import FlatListResource

BATCH = 2_000


class ListColumn:
    """A column of the file and its field. Equal values are judged once: most columns hold few different ones."""

    def __init__(self, field, model):
        self.title, self.attribute, self.widget = field.column_name, field.attribute, field.widget
        self.field = model._meta.get_field(field.attribute)
        self.faults = {}  # of the values that are none of this column

    def cleaned(self, values):
        verdicts = {}
        for value in values:
            told = value.__class__, value  # 1 is not True
            if told not in verdicts:
                verdicts[told] = self._cleaned(told, value)
            yield verdicts[told]

    def _cleaned(self, told, value):
        try:
            read = self.widget.clean(value)
            if self.field.blank and read in self.field.empty_values:
                return read
            return self.field.clean(read, None)
        except ValidationError as fault:
            self.faults[told] = fault.messages
        except ValueError as fault:
            self.faults[told] = [str(fault)]
        return value


class Checks:
    """The conditions of a table. The database is asked once for each combination of the values that they speak of."""

    def __init__(self, model):
        self.model, self.verdicts = model, {}
        self.constraints = [
            (one, [model._meta.get_field(name).attname for name in one.condition.referenced_base_fields])
            for one in model._meta.constraints
            if isinstance(one, CheckConstraint)
        ]

    def faults(self, instance):
        for constraint, names in self.constraints:
            told = constraint.name, *(getattr(instance, name) for name in names)
            if told not in self.verdicts:
                self.verdicts[told] = self._messages(constraint, instance)
            yield from self.verdicts[told]

    def _messages(self, constraint, instance):
        try:
            constraint.validate(self.model, instance)
        except ValidationError as fault:
            return fault.messages
        return []


class BulkListResource(FlatListResource):
    """Says row by row what the row-by-row import says, and finds rows of the file that name the same thing."""

    def refuse_repeated(self, dataset):
        """Told row by row, with everything else that is wrong."""

    def is_kept(self, instance) -> bool:
        """Whether the user may write this row; asked before anything is written."""
        raise NotImplementedError

    def import_data_inner(self, dataset, dry_run, raise_errors, *args, **kwargs):
        result = self.get_result_class()()
        result.diff_headers = self.get_diff_headers()
        result.total_rows = len(dataset)
        try:
            self.before_import(dataset, **kwargs)
        except ValueError as fault:
            self.handle_import_error(result, fault, raise_errors)
            return result
        rows = self._judged(dataset, result, shown=dry_run)
        if not dry_run and not result.has_errors() and not result.has_validation_errors():
            self._write(rows, result, raise_errors)
        for row in rows if kwargs.get("retain_instance_in_row_result") else ():
            row.add_instance_info(row.instance)
        return result

    def _judged(self, dataset, result, *, shown):
        """A result for each row; whatever is wrong with a row is told at once."""
        columns, cleaned, faults = self._cleaned(dataset)
        attributes = [column.attribute for column in columns]
        ids = [attributes.index(name) for name in self.get_import_id_fields()]
        keys = list(zip(*(cleaned[index] for index in ids), strict=True))
        stored, checks, first = self._stored(keys, locked=not shown), Checks(self._meta.model), {}
        blank = {field.attname: field.get_default() for field in self._meta.model._meta.concrete_fields}
        for number, (values, key) in enumerate(zip(zip(*cleaned, strict=True), keys, strict=True), start=1):
            row = RowResult()
            self._tell(row, stored.get(key), attributes, values, blank)
            wrong = faults.get(number, {})
            if (earlier := first.setdefault(key, number)) != number:
                wrong[NON_FIELD_ERRORS] = [f"与第{earlier + 1}行说的是同一项。"]
            elif not wrong and not row.is_skip() and (broken := list(checks.faults(row.instance))):
                wrong[NON_FIELD_ERRORS] = broken
            if wrong:
                row.import_type, row.validation_error = RowResult.IMPORT_TYPE_INVALID, ValidationError(wrong)
                said = dict(zip(dataset.headers, dataset[number - 1], strict=True))
                result.append_invalid_row(number, said, row.validation_error)
            elif not self.is_kept(row.instance):
                row.import_type = RowResult.IMPORT_TYPE_ERROR
                row.errors.append(self.get_error_result_class()(self.out_of_sight(row.instance)))
                result.append_error_row(number, {}, row.errors)
            result.increment_row_result_total(row)
            result.append_row_result(row)
        for row in result.valid_rows() if shown else ():
            row.diff = self._difference(row)
        return result.rows

    def _cleaned(self, dataset):
        """The columns, the values of each, and by the number of a row what is wrong with its values."""
        columns, cleaned, faults = [], [], {}
        for field in self.get_import_fields():
            if field.readonly:
                continue
            column = ListColumn(field, self._meta.model)
            given = dataset.get_col(dataset.headers.index(column.title))
            columns.append(column)
            cleaned.append(list(column.cleaned(given)))
            if column.faults:
                for number, value in enumerate(given, start=1):
                    if found := column.faults.get((value.__class__, value)):
                        faults.setdefault(number, {})[column.title] = found
        return columns, cleaned, faults

    def _stored(self, keys, *, locked):
        """Everything of the same first part of the key, seen by the user or not, in one query."""
        names = self.get_import_id_fields()
        rows = self._meta.model._base_manager.filter(**{f"{names[0]}__in": {key[0] for key in keys}})
        if locked:
            rows = rows.select_for_update()
        return {tuple(getattr(row, name) for name in names): row for row in rows}

    def _tell(self, row, stored, attributes, values, blank):
        """Let the row know its instance and, of what changes, the instance as it was."""
        if stored is None:
            told = blank | dict(zip(attributes, values, strict=True))
            row.import_type = RowResult.IMPORT_TYPE_NEW
            row.instance = self._meta.model(*told.values())  # by name it would take twice as long
        elif all(getattr(stored, name) == value for name, value in zip(attributes, values, strict=True)):
            row.import_type, row.instance = RowResult.IMPORT_TYPE_SKIP, stored
        else:
            row.import_type, row.instance, row.original = RowResult.IMPORT_TYPE_UPDATE, copy(stored), stored
            for name, value in zip(attributes, values, strict=True):
                setattr(row.instance, name, value)

    def _difference(self, row):
        before = self._meta.model() if row.is_new() else row.original or row.instance
        difference = self.get_diff_class()(self, before, row.is_new())
        difference.compare_with(self, row.instance)
        return difference.as_html()

    def _write(self, rows, result, raise_errors):
        objects = self._meta.model._base_manager
        new = [row.instance for row in rows if row.is_new()]
        changed = [row.instance for row in rows if row.is_update()]
        said = [field.attribute for field in self.get_import_fields() if not field.readonly]
        try:
            with transaction.atomic():
                objects.bulk_create(new, batch_size=BATCH)
                objects.bulk_create(
                    changed,
                    batch_size=BATCH,
                    update_conflicts=True,
                    update_fields=[name for name in said if name not in self.get_import_id_fields()],
                    unique_fields=[self._meta.model._meta.pk.name],
                )
                self._check_sight(new + changed)
        except (IntegrityError, PermissionError) as fault:
            self.handle_import_error(result, fault, raise_errors)

    def _check_sight(self, written):
        """What was foretold is asked of the database as well."""
        if written and self.get_queryset().filter(pk__in=[one.pk for one in written]).count() != len(written):
            raise PermissionError("有的行超出您的管理范围，不能导入。")
