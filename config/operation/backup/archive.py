"""The file of a backup: a zip with the manifest, the database, and the results of background jobs."""

import os
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import file_digest
from pathlib import Path, PurePosixPath

from config.operation.backup.manifest import Manifest, NotABackup, read_manifest

MANIFEST = "manifest.json"
EXPORTS = "exports"
DATABASE = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}


def fingerprint(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def write_archive(target: Path, manifest: Manifest, members: dict[str, Path]) -> None:
    """Under another name first, so that a file of this name is a whole backup; for the owner's eyes alone."""
    part = target.with_name(f"{target.name}.part")
    try:
        with os.fdopen(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600), "w+b") as stream:
            with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
                archive.writestr(MANIFEST, manifest.text())
                for name, path in members.items():
                    packed = name == DATABASE["postgresql"]
                    archive.write(path, name, zipfile.ZIP_STORED if packed else None)
            stream.flush()
            os.fsync(stream.fileno())
        part.rename(target)
    except FileExistsError:
        raise NotABackup(f"文件 {part} 已存在：另一次备份正在进行，或上次中断。请确认后删除。") from None
    except BaseException:
        part.unlink(missing_ok=True)
        raise


@contextmanager
def unpacked(source: Path, folder: Path) -> Iterator[tuple[Manifest, dict[str, Path]]]:
    """The manifest, and every member in a file of its own, each proved to be what was packed."""
    try:
        with zipfile.ZipFile(source) as archive:
            manifest = read_manifest(archive.read(MANIFEST))
            members = {name: _unpack(archive, name, folder) for name in manifest.members}
    except FileNotFoundError:
        raise NotABackup(f"找不到备份文件 {source}。") from None
    except (zipfile.BadZipFile, KeyError, zlib.error) as error:
        raise NotABackup(f"{source} 不是完整的备份文件，可能没有传完或已损坏。") from error
    for name, path in members.items():
        if fingerprint(path) != manifest.members[name]:
            raise NotABackup(f"备份文件中的 {name} 与清单不符，已损坏或被改动，没有恢复。")
    yield manifest, members


def _unpack(archive: zipfile.ZipFile, name: str, folder: Path) -> Path:
    parts = PurePosixPath(name).parts
    if name not in DATABASE.values() and (len(parts) != 2 or parts[0] != EXPORTS or ".." in parts):
        raise NotABackup(f"备份文件中有不认识的内容 {name}，没有恢复。")
    return Path(archive.extract(name, folder))
