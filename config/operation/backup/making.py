"""Making a backup while people go on working."""

import tempfile
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from django.db import connections

from config.operation.backup.archive import DATABASE, EXPORTS, fingerprint, write_archive
from config.operation.backup.copying import copied
from config.operation.backup.manifest import Manifest, NotABackup, manifest_of
from departments.trail.entry import BACKUP_MADE, Action
from departments.trail.writing import record
from performance.models import ExportJob, JobState


@dataclass(frozen=True)
class Made:
    manifest: Manifest
    bytes: int
    seconds: float


def make_backup(target: Path, *, kept: bool = True) -> Made:
    """Everything as it stands at one moment, into a new file. Its trail ends with the row that tells of the backup.

    Another row tells when the file is whole, unless it is not ``kept``.
    """
    started = perf_counter()
    if target.exists():
        raise NotABackup(f"文件 {target} 已存在，请另取文件名。")
    if not target.parent.is_dir():
        raise NotABackup(f"文件夹 {target.parent} 不存在。")
    record(Action.EXPORT, by=None, details=f"备份：{target.name}")
    connection = connections["default"]
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".backup-") as folder:
        database = DATABASE[connection.vendor]
        copy = Path(folder) / database
        with copied(connection, copy) as there:
            members = _exports()
            fingerprints = {name: fingerprint(path) for name, path in members.items()}
            manifest = manifest_of(there, fingerprints)
        members[database] = copy
        manifest.members[database] = fingerprint(copy)
        write_archive(target, manifest, members)
    if kept:
        record(Action.EXPORT, by=None, details=f"{BACKUP_MADE}{target.name}")
    return Made(manifest, target.stat().st_size, perf_counter() - started)


def _exports() -> dict[str, Path]:
    """Results that somebody may still download."""
    done = (job.result for job in ExportJob.objects.filter(state=JobState.DONE))
    return {f"{EXPORTS}/{path.name}": path for path in done if path.is_file()}
