"""What a backup says of itself, so that whoever restores it can tell whether all of it has come back."""

import hmac
import json
from dataclasses import asdict, dataclass

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone

from config.operation.exported import few_files
from config.operation.releases import applied_migrations, version
from config.operation.second_database import as_default_database
from config.operation.table_checksums import TableState, table_states
from departments.trail.writing import head

FORMAT = 1


class NotABackup(ValueError):
    """Why a file cannot be restored, as a Chinese sentence."""


@dataclass(frozen=True)
class Manifest:
    format: int
    made: str
    version: str
    vendor: str
    server: str
    migrations: list[str]
    tables: dict[str, TableState]
    trail: str  # the anchor of the last row; empty if there is none
    exported: dict[str, str]  # fingerprints of ten files, made from these very rows
    members: dict[str, str]  # fingerprints of what else the backup holds

    def text(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)


def manifest_of(connection: BaseDatabaseWrapper, members: dict[str, str]) -> Manifest:
    """Of a database that does not change meanwhile."""
    with as_default_database(connection):
        trail, files = head(), few_files()
    return Manifest(
        format=FORMAT,
        made=timezone.now().isoformat(timespec="seconds"),
        version=version(),
        vendor=connection.vendor,
        server=".".join(map(str, connection.get_database_version())),
        migrations=applied_migrations(connection),
        tables=table_states(connection),
        trail=str(trail or ""),
        exported=files,
        members=members,
    )


def seal_of(text: bytes) -> str:
    """What only somebody with TRAIL_KEY can write of a manifest; under another purpose than the rows of the trail."""
    return hmac.new(settings.TRAIL_KEY.encode(), b"backup manifest\n" + text, "sha256").hexdigest()


def is_sealed(text: bytes, claimed: str) -> bool:
    return hmac.compare_digest(seal_of(text).encode(), claimed.strip().encode())


def read_manifest(text: bytes) -> Manifest:
    try:
        manifest = json.loads(text)
        if manifest["format"] != FORMAT:
            raise NotABackup(f"备份文件的格式是第{manifest['format']}版，本系统只认第{FORMAT}版。")
        tables = {
            name: TableState(**{**state, "columns": tuple(state["columns"])})
            for name, state in manifest["tables"].items()
        }
        return Manifest(**{**manifest, "tables": tables})
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        if isinstance(error, NotABackup):
            raise
        raise NotABackup("备份文件中的清单不完整，可能不是本系统的备份。") from error
