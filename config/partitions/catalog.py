"""What PostgreSQL says of a table: its keys, what they refer to and what refers to it, its other indexes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.backends.utils import CursorWrapper


@dataclass(frozen=True)
class UniqueKey:
    """``kind`` is p for the primary key, u for a constraint, and i for an index, which alone has a condition."""

    name: str
    kind: str
    columns: tuple[str, ...]
    condition: str


@dataclass(frozen=True)
class ForeignKey:
    """``columns`` of the table refer to ``targets`` of the parent."""

    name: str
    table: str
    columns: tuple[str, ...]
    parent: str
    targets: tuple[str, ...]
    definition: str


def column_of_partitions(cursor: CursorWrapper, table: str) -> str | None:
    """By which column a table is spread; None for one that is not, or not there."""
    cursor.execute(
        "SELECT attname FROM pg_partitioned_table JOIN pg_attribute"
        " ON attrelid = partrelid AND attnum = partattrs[0] WHERE partrelid = to_regclass(%s)",
        [table],
    )
    found = cursor.fetchone()
    return found[0] if found else None


def columns_of(cursor: CursorWrapper, table: str) -> list[str]:
    cursor.execute(
        "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped"
        " ORDER BY attnum",
        [table],
    )
    return [name for (name,) in cursor.fetchall()]


def unique_keys(cursor: CursorWrapper, table: str) -> list[UniqueKey]:
    cursor.execute(
        """SELECT index.relname, coalesce(contype, 'i'),
                  ARRAY(SELECT pg_get_indexdef(indexrelid, place, true) FROM generate_series(1, indnkeyatts) place),
                  coalesce(pg_get_expr(indpred, indrelid), '')
           FROM pg_index JOIN pg_class index ON index.oid = indexrelid
           LEFT JOIN pg_constraint ON conindid = indexrelid AND contype IN ('p', 'u')
           WHERE indrelid = %s::regclass AND indisunique ORDER BY index.relname""",
        [table],
    )
    return [
        UniqueKey(name, kind, tuple(columns), condition)
        for name, kind, columns, condition in cursor.fetchall()
    ]


def other_indexes(cursor: CursorWrapper, table: str) -> list[str]:
    """The statements that make them."""
    cursor.execute(
        "SELECT pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid = %s::regclass AND NOT indisunique",
        [table],
    )
    return [definition for (definition,) in cursor.fetchall()]


def foreign_keys(cursor: CursorWrapper, *, of: str = "", to: str = "") -> list[ForeignKey]:
    """Those of a table, or those that lead to it; not what PostgreSQL keeps for each partition."""
    cursor.execute(
        """SELECT conname, conrelid::regclass::text,
                  ARRAY(SELECT attname FROM unnest(conkey) WITH ORDINALITY AS part(number, place)
                        JOIN pg_attribute ON attrelid = conrelid AND attnum = number ORDER BY place)::text[],
                  confrelid::regclass::text,
                  ARRAY(SELECT attname FROM unnest(confkey) WITH ORDINALITY AS part(number, place)
                        JOIN pg_attribute ON attrelid = confrelid AND attnum = number ORDER BY place)::text[],
                  pg_get_constraintdef(oid)
           FROM pg_constraint
           WHERE contype = 'f' AND conparentid = 0
             AND (conrelid = to_regclass(%s) OR confrelid = to_regclass(%s))
           ORDER BY conname""",
        [of or None, to or None],
    )
    return [
        ForeignKey(name, table, tuple(columns), parent, tuple(targets), definition)
        for name, table, columns, parent, targets, definition in cursor.fetchall()
    ]


def grants(cursor: CursorWrapper, table: str) -> Iterator[str]:
    """The statements that give others than the owner what they may do with the table."""
    cursor.execute(
        """SELECT privilege_type, grantee::regrole::text FROM pg_class, aclexplode(relacl)
           WHERE pg_class.oid = %s::regclass AND grantee <> relowner AND grantee <> 0""",
        [table],
    )
    for privilege, grantee in cursor.fetchall():
        yield f"GRANT {privilege} ON {{table}} TO {grantee}"


def sequence_state(cursor: CursorWrapper, table: str) -> tuple[str, int, bool] | None:
    """Name of the sequence that counts the ids, where it stands, and whether that number has been given."""
    if "id" not in columns_of(cursor, table):
        return None
    cursor.execute("SELECT pg_get_serial_sequence(%s, 'id')", [table])
    (name,) = cursor.fetchone()
    cursor.execute(f"SELECT last_value, is_called FROM {name}")  # noqa: S608  (of the catalog)
    last, given = cursor.fetchone()
    return name, last, given


def size_of(cursor: CursorWrapper, table: str) -> tuple[int, int]:
    """Rows, and bytes with all indexes."""
    cursor.execute(f"SELECT count(*), pg_total_relation_size('{table}') FROM {table}")  # noqa: S608  (our own names)
    return cursor.fetchone()
