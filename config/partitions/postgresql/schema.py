"""Migrations of tables that are in partitions: whatever is unique there, and what refers to it, holds the column too."""

from django.db.backends.ddl_references import Columns
from django.db.backends.postgresql import schema

from config.partitions.catalog import column_of_partitions
from config.partitions.plan import OFFICE_CODE


class NeedsOfficeCode(ValueError):
    def __init__(self, table: str, parent: str) -> None:
        super().__init__(
            f"{table} 没有 {OFFICE_CODE} 列，不能引用已分区的表 {parent}。请先给它加上这一列（indicators/office_codes.py）。"
        )


class DatabaseSchemaEditor(schema.DatabaseSchemaEditor):
    def _column_of(self, table: str) -> str | None:
        with self.connection.cursor() as cursor:
            return column_of_partitions(cursor, table)

    def add_field(self, model, field):
        inline = self.sql_create_column_inline_fk
        if field.remote_field and self._column_of(field.remote_field.model._meta.db_table):
            self.sql_create_column_inline_fk = None  # a key of two columns stands beside the columns
        try:
            super().add_field(model, field)
        finally:
            self.sql_create_column_inline_fk = inline

    def _iter_column_sql(self, column_db_type, params, model, field, *rest):
        for word in super()._iter_column_sql(column_db_type, params, model, field, *rest):
            if word == "UNIQUE" and self._column_of(model._meta.db_table):
                self.deferred_sql.append(self._create_unique_sql(model, [field]))
            else:
                yield word

    def _create_fk_sql(self, model, field, suffix):
        statement = super()._create_fk_sql(model, field, suffix)
        parent, table = field.target_field.model._meta.db_table, model._meta.db_table
        column = self._column_of(parent)
        if column is None:
            return statement
        if column not in {own.column for own in model._meta.local_fields}:
            raise NeedsOfficeCode(table, parent)
        statement.parts["column"] = Columns(table, [column, field.column], self.quote_name)
        statement.parts["to_column"] = Columns(parent, [column, field.target_field.column], self.quote_name)
        return statement

    def _create_unique_sql(self, model, fields, name=None, **conditions):
        table = model._meta.db_table
        column = self._column_of(table)
        if column and fields and column not in {field.column for field in fields}:
            # Under the name that later migrations look for it by.
            name = name or self._create_index_name(table, [field.column for field in fields], "_uniq")
            own = {field.column: field for field in model._meta.local_fields}
            fields = [*fields, own[column]]
        return super()._create_unique_sql(model, fields, name=name, **conditions)
