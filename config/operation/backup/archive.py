"""The file of a backup: a zip with the manifest, the database, and the results of background jobs."""

import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from errno import EINVAL
from hashlib import file_digest
from pathlib import Path, PurePosixPath

from config.operation.backup.manifest import Manifest, NotABackup, is_sealed, read_manifest, seal_of
from departments.uploads.broken_archives import BROKEN

MANIFEST, SEAL = "manifest.json", "manifest.seal"
UNSEALED = "这份备份的清单没有密封（出自较早的版本，或密封被人去掉），不能证明备份没有被整体改写。"
WRONGLY_SEALED = (
    "备份的清单与密封不符：备份被改动过，或 TRAIL_KEY 不是备份时的那一个，没有恢复。"
    "请核对 TRAIL_KEY；确知来源可靠而密钥已经遗失的，加 --unsealed。"
)
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
                archive.writestr(SEAL, seal_of(manifest.text().encode()))
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
def unpacked(
    source: Path, folder: Path, *, unsealed: bool = False
) -> Iterator[tuple[Manifest, dict[str, Path], bool]]:
    """The manifest, every member in a file of its own, each proved to be what was packed, and whether it was sealed.

    ``unsealed`` takes a manifest with a wrong seal for one that has none.
    """
    with _faults_told(source), zipfile.ZipFile(source) as archive:
        text = archive.read(MANIFEST)
        sealed = SEAL in archive.namelist() and is_sealed(text, archive.read(SEAL).decode("ascii", "replace"))
        if not (sealed or unsealed) and SEAL in archive.namelist():
            raise NotABackup(WRONGLY_SEALED)
        manifest = read_manifest(text)
        members = {name: _unpack(archive, name, folder) for name in manifest.members}
    for name, path in members.items():
        if fingerprint(path) != manifest.members[name]:
            raise NotABackup(f"备份文件中的 {name} 与清单不符，已损坏或被改动，没有恢复。")
    yield manifest, members, sealed


@contextmanager
def _faults_told(source: Path) -> Iterator[None]:
    """Whatever is wrong with the file, in a sentence; a full disk is no fault of it."""
    try:
        yield
    except FileNotFoundError:
        raise NotABackup(f"找不到备份文件 {source}。") from None
    except NotABackup:
        raise
    except (*BROKEN, OSError) as error:
        if isinstance(error, OSError) and error.errno != EINVAL:  # which is a place before the beginning
            raise
        raise NotABackup(f"{source} 不是完整的备份文件，可能没有传完或已损坏。") from error


def _unpack(archive: zipfile.ZipFile, name: str, folder: Path) -> Path:
    parts = PurePosixPath(name).parts
    if name not in DATABASE.values() and (len(parts) != 2 or parts[0] != EXPORTS or ".." in parts):
        raise NotABackup(f"备份文件中有不认识的内容 {name}，没有恢复。")
    return Path(archive.extract(name, folder))
