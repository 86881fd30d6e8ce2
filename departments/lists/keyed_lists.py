"""Flat lists whose rows name rows of other tables, taken in as a whole: what is named is looked for all at once."""

from copy import copy

from django.core.exceptions import ValidationError
from import_export.results import RowResult

from departments.lists.bulk_lists import BulkListResource, ListColumn
from departments.lists.flat_lists import FlatListResource, RelatedKeys


class KeyColumn:
    """A column whose values are codes of other rows; one that is not found is no value at all."""

    shows_unchanged = False
    faults = ()  # none of its values is what no field could hold

    def __init__(self, field, model):
        self.title, self.attribute, self.widget = field.column_name, field.attribute, field.widget
        self.field = model._meta.get_field(field.attribute)

    def read(self, dataset):
        rows = dataset.dict
        self.widget.gather(self.title, rows)
        values, faults = [], {}
        for number, row in enumerate(rows, start=1):
            value = None
            try:
                value = self.widget.clean(row[self.title], row)
                if value is None and not self.field.null:
                    raise ValidationError("不能空白。")
            except ValidationError as fault:
                faults[number] = fault.messages
            except ValueError as fault:
                faults[number] = [str(fault)]
            values.append(value)
        return values, faults


class KeyedListResource(BulkListResource):
    """``related`` is what a row is printed with; ``many`` names a column of several rows, written beside."""

    related: tuple[str, ...] = ()
    many = ""
    refuse_repeated = FlatListResource.refuse_repeated

    def column_of(self, field):
        keyed = isinstance(field.widget, RelatedKeys)
        return KeyColumn(field, self._meta.model) if keyed else ListColumn(field, self._meta.model)

    def stored_rows(self):
        rows = super().stored_rows().select_related(*self.related)
        return rows.prefetch_related(self.many) if self.many else rows

    def new_instance(self, values, blank):
        return self._meta.model(**values)

    def written_columns(self):
        return [name for name in super().written_columns() if name != self.many]

    def _tell(self, row, stored, attributes, values, blank):
        typed = dict(zip(attributes, values, strict=True))
        wanted = typed.pop(self.many, None) or []
        super()._tell(row, stored, list(typed), list(typed.values()), blank)
        if not self.many:
            return
        if stored is not None and set(wanted) != set(getattr(stored, self.many).all()):
            row.import_type = RowResult.IMPORT_TYPE_UPDATE
            row.instance, row.original = copy(row.instance), stored
        if not row.is_skip():
            row.instance.wanted = wanted

    def _difference(self, row):
        difference = self.get_diff_class()(self, row.original or row.instance, row.is_new())
        if row.is_new():
            difference.left = ["" for _ in difference.left]
        difference.compare_with(self, row.instance)
        return difference.as_html()

    def write_beside(self, new, changed):
        if not self.many:
            return
        written = new + changed
        field = self._meta.model._meta.get_field(self.many)
        through, own, other = (
            field.remote_field.through,
            field.m2m_field_name(),
            field.m2m_reverse_field_name(),
        )
        through._base_manager.filter(**{f"{own}__in": [one.pk for one in written]}).delete()
        through._base_manager.bulk_create(
            through(**{own: one, other: each}) for one in written for each in one.wanted
        )
