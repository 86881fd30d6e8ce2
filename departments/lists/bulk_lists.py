"""A flat list taken in as a whole: every value judged once, rows told apart in memory, written in one go.

For lists whose columns are plain fields of one table and whose identity is the only unique key of that table.
"""

from copy import copy
from functools import cached_property

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet
from import_export.results import RowResult

from departments.lists.flat_lists import FlatListResource, in_plain_words
from departments.lists.plain_conditions import Checks

BATCH = 2_000
NO_NUMBER = "“{}”不是数，请只写数字。"
FEW = 100  # values of a column by which the stored rows are narrowed


class ListColumn:
    """A column of the file and its field. Equal values are judged once: most columns hold few different ones.

    A value that is none of this column is handed on as it is printed, so a row that stands so already is known.
    """

    shows_unchanged = True

    def __init__(self, field, model):
        self.title, self.attribute, self.widget = field.column_name, field.attribute, field.widget
        self.field = model._meta.get_field(field.attribute)
        self.faults = {}  # of the values that are none of this column

    def read(self, dataset):
        """The value of each row, and by the number of a row what is wrong with it."""
        given = dataset.get_col(dataset.headers.index(self.title))
        cleaned = list(self.cleaned(given))
        if not self.faults:
            return cleaned, {}
        found = ((number, self.faults.get((value.__class__, value))) for number, value in enumerate(given, 1))
        return cleaned, {number: messages for number, messages in found if messages}

    def cleaned(self, values):
        verdicts = {}
        for value in values:
            typed = value.__class__, value  # 1 is not True
            if typed not in verdicts:
                verdicts[typed] = self._cleaned(typed, value)
            yield verdicts[typed]

    def _cleaned(self, typed, value):
        try:
            read = self.widget.clean(value)
            if self.field.blank and read in self.field.empty_values:
                return read
            return self.field.clean(read, None)
        except ValidationError as fault:
            self.faults[typed] = ValidationError([*map(in_plain_words, fault.error_list)]).messages
        except ArithmeticError:
            self.faults[typed] = [NO_NUMBER.format(value)]
        except ValueError as fault:
            self.faults[typed] = [str(fault)]
        return value


def _left(faults, row, decisive):
    """Of what is wrong with a row: nobody who changes nothing is held to what was stored before there was a rule."""
    return {title: faults[title] for title in faults if not row.is_skip() or title in decisive}


class BulkListResource(FlatListResource):
    """Says row by row what the row-by-row import says, and finds rows of the file that name the same thing."""

    def refuse_repeated(self, dataset):
        """Told row by row, with everything else that is wrong."""

    def is_kept(self, instance) -> bool:
        """Whether the user may write this row; asked before anything is written."""
        raise NotImplementedError

    def refusal(self, row):
        """Why the user may not write this row; None if nothing is against it. What stays as it is needs only to be seen."""
        kept = row.instance.pk in self._visible if row.is_skip() else self.is_kept(row.instance)
        return None if kept else self.out_of_sight(row.instance)

    @cached_property
    def _visible(self):
        return set(self.get_queryset().values_list("pk", flat=True))

    def import_data(self, dataset, dry_run=False, raise_errors=False, **kwargs):
        """A preview reads only, and keeps nobody from writing; nor does judging what is then written, where that can be."""
        if dry_run:
            return self.import_data_inner(dataset, dry_run, raise_errors, **kwargs)
        ahead = self._judged_ahead(dataset, raise_errors, **kwargs)
        return super().import_data(dataset, dry_run, raise_errors, ahead=ahead, **kwargs)

    def rests_on(self) -> list[QuerySet] | None:
        """All rows that a judgement looks at beside the file, if they are few enough to be read again in a moment."""

    def _judged_ahead(self, dataset, raise_errors, **kwargs):
        """A judgement and the rows that it rests on; where single rows can be locked, nobody waits for it anyway."""
        if connection.features.has_select_for_update or self.rests_on() is None:
            return None
        rests_on = self._read_again()
        return rests_on, self._result_of(dataset, raise_errors, locked=False, **kwargs)

    def _read_again(self):
        return [list(rows.order_by("pk").values_list()) for rows in self.rests_on()]

    def import_data_inner(self, dataset, dry_run, raise_errors, *args, ahead=None, **kwargs):
        if ahead and ahead[0] == self._read_again():
            result = ahead[1]
        else:  # whatever was looked at before may have changed
            judge = type(self)(user=self.user) if ahead else self
            result = judge._result_of(dataset, raise_errors, locked=not dry_run, shown=dry_run, **kwargs)
        if result.rows and not dry_run and not result.has_errors() and not result.has_validation_errors():
            self._write(result.rows, result, raise_errors)
        for row in result.rows if kwargs.get("retain_instance_in_row_result") else ():
            row.add_instance_info(row.instance)
        self.after_import(dataset, result, **kwargs)
        return result

    def _result_of(self, dataset, raise_errors, *, locked, shown=False, **kwargs):
        result = self.get_result_class()()
        result.diff_headers = self.get_diff_headers()
        result.total_rows = len(dataset)
        try:
            self.before_import(dataset, **kwargs)
        except ValueError as fault:
            self.handle_import_error(result, fault, raise_errors)
        else:
            self._judge(dataset, result, locked=locked, shown=shown)
        return result

    def _judge(self, dataset, result, *, locked, shown):
        """A result for each row; whatever is wrong with a row is told at once."""
        columns, cleaned, faults = self._cleaned(dataset)
        decisive = {column.title for column in columns if not column.shows_unchanged}
        attributes = [column.attribute for column in columns]
        ids = [attributes.index(name) for name in self.get_import_id_fields()]
        keys = list(zip(*(cleaned[index] for index in ids), strict=True))
        sound = {column.attribute for column in columns if not column.faults}
        rows = self._rows(attributes, cleaned, keys, sound, locked=locked)
        faults = {
            number: left
            for number, wrong in faults.items()
            if (left := _left(wrong, rows[number - 1], decisive))
        }
        for number, wrong in self.faults_among(rows, faults).items():
            faults.setdefault(number, {}).setdefault(NON_FIELD_ERRORS, []).append(wrong)
        checks, first = self.checks(), {}
        for number, (row, key) in enumerate(zip(rows, keys, strict=True), start=1):
            wrong = faults.get(number, {})
            if (earlier := first.setdefault(key, number)) != number:
                wrong[NON_FIELD_ERRORS] = [f"与第{earlier + 1}行说的是同一项。"]
            elif not wrong and not row.is_skip() and (broken := list(checks.faults(row.instance))):
                wrong[NON_FIELD_ERRORS] = broken
            self._append(result, number, row, wrong, dataset)
        for row in result.valid_rows() if shown else ():
            row.diff = self._difference(row)

    def _rows(self, attributes, cleaned, keys, sound, *, locked):
        """Each row with its instance, new or as it is stored."""
        stored, rows = self._stored(keys, sound, locked=locked), []
        blank = {field.attname: field.get_default() for field in self._meta.model._meta.concrete_fields}
        for values, key in zip(zip(*cleaned, strict=True), keys, strict=True):
            rows.append(RowResult())
            self._tell(rows[-1], stored.get(key), attributes, values, blank)
        return rows

    def _append(self, result, number, row, wrong, dataset):
        if wrong:
            row.import_type, row.validation_error = RowResult.IMPORT_TYPE_INVALID, ValidationError(wrong)
            values = dict(zip(dataset.headers, dataset[number - 1], strict=True))
            result.append_invalid_row(number, values, row.validation_error)
        elif refusal := self.refusal(row):
            row.import_type = RowResult.IMPORT_TYPE_ERROR
            row.errors.append(self.get_error_result_class()(refusal))
            result.append_error_row(number, {}, row.errors)
        result.increment_row_result_total(row)
        result.append_row_result(row)

    def _cleaned(self, dataset):
        """The columns, the values of each, and by the number of a row what is wrong with its values."""
        columns, cleaned, faults = [], [], {}
        for field in self.get_import_fields():
            if field.readonly or field.column_name not in dataset.headers:
                continue
            column = self.column_of(field)
            values, wrong = column.read(dataset)
            columns.append(column)
            cleaned.append(values)
            for number, messages in wrong.items():
                faults.setdefault(number, {})[column.title] = messages
        return columns, cleaned, faults

    def column_of(self, field):
        return ListColumn(field, self._meta.model)

    def checks(self):
        return Checks(self._meta.model)

    def faults_among(self, rows, faults):
        """By the number of a row, what it may not be beside the others and the stored ones; ``faults`` are its own."""
        return {}

    def _stored(self, keys, sound, *, locked):
        """Everything that may be of one of these keys, seen by the user or not, in one query.

        Of the first part of the key, and of whatever else of it says a few things only, such as a year: a list of this
        month need not be held against those of all others.
        """
        first, *others = names = self.get_import_id_fields()
        rows = self.stored_rows().filter(**{f"{first}__in": {key[0] for key in keys} - {None}})
        for place, name in enumerate(others, start=1):
            values = {key[place] for key in keys}
            if name in sound and None not in values and len(values) <= FEW:
                rows = rows.filter(**{f"{name}__in": values})
        if locked:
            rows = rows.select_for_update(of=("self",), no_key=True)
        return {tuple(getattr(row, name) for name in names): row for row in rows}

    def stored_rows(self):
        return self._meta.model._base_manager.all()

    def _tell(self, row, stored, attributes, values, blank):
        """Let the row know its instance and, of what changes, the instance as it was."""
        if stored is None:
            row.import_type = RowResult.IMPORT_TYPE_NEW
            row.instance = self.new_instance(dict(zip(attributes, values, strict=True)), blank)
        elif all(getattr(stored, name) == value for name, value in zip(attributes, values, strict=True)):
            row.import_type, row.instance = RowResult.IMPORT_TYPE_SKIP, stored
        else:
            row.import_type, row.instance, row.original = RowResult.IMPORT_TYPE_UPDATE, copy(stored), stored
            for name, value in zip(attributes, values, strict=True):
                setattr(row.instance, name, value)

    def new_instance(self, values, blank):
        return self._meta.model(*(blank | values).values())  # by name it would take twice as long

    def _difference(self, row):
        before = self._meta.model() if row.is_new() else row.original or row.instance
        difference = self.get_diff_class()(self, before, row.is_new())
        difference.compare_with(self, row.instance)
        return difference.as_html()

    def _write(self, rows, result, raise_errors):
        objects = self._meta.model._base_manager
        new = [row.instance for row in rows if row.is_new()]
        changed = [row.instance for row in rows if row.is_update()]
        try:
            with transaction.atomic():
                objects.bulk_create(new, batch_size=BATCH)
                if columns := self.written_columns():
                    objects.bulk_create(
                        changed,
                        batch_size=BATCH,
                        update_conflicts=True,
                        update_fields=columns,
                        unique_fields=[self._meta.model._meta.pk.name],
                    )
                self.write_beside(new, changed)
                self._check_sight(new + changed)
        except (IntegrityError, PermissionError) as fault:
            self.handle_import_error(result, fault, raise_errors)

    def written_columns(self):
        """What a row that is there already may say otherwise."""
        columns = [field.attribute for field in self.get_import_fields() if not field.readonly]
        return [name for name in columns if name not in self.get_import_id_fields()]

    def write_beside(self, new, changed):
        """What belongs to the rows and stands in other tables."""

    def _check_sight(self, written):
        """What was foretold is asked of the database as well."""
        if written and self.get_queryset().filter(pk__in=[one.pk for one in written]).count() != len(written):
            raise PermissionError("有的行超出您的管理范围，不能导入。")
