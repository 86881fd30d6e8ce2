"""Whatever is uploaded, the process that answers everybody works on it for a moment only; the rest can be stopped."""

import time
from contextlib import suppress
from itertools import chain

import pytest

from performance.documents.convert import Unreadable, read_text, write_text
from performance.documents.patience import Patience
from performance.documents.weight import SMALL, unpacked_size
from tests.growth.contents import MANY, everywhere
from tests.growth.texts import TEXTS
from tests.performance.importing.hostile_files import hostile_files
from tests.performance.importing.hostile_pages import hostile_pages

MOST = 2.0  # seconds of processor time
FORMATS = (".txt", ".docx", ".xlsx", ".json")
SHAPES = {**MANY, **{name: lambda size, text=text: everywhere(text(size)) for name, text in TEXTS.items()}}


def largest(shape, suffix, most, *, size=64):
    """The largest file of a shape, doubled again and again, whose unpacked size is at most ``most`` bytes."""
    data = b""
    while size < 2**16:
        try:
            larger = write_text(shape(size), suffix)
        except Unreadable:
            break
        if unpacked_size(larger) > most:
            break
        data, size = larger, size * 2
    return data


def seconds_of(data, name):
    began = time.process_time()
    with suppress(Unreadable):
        read_text(data, name, progress=Patience(20))
    return time.process_time() - began


@pytest.mark.figure(32)
def test_no_hostile_upload_holds_up_the_process_that_answers(trial):
    files = list(chain(hostile_files(), hostile_pages()))
    tried = files if trial.full else files[::120]
    taken = {what: seconds_of(data, name) for what, name, data in tried}
    trial.count("有害的上传文件", len(tried))
    trial.measure(f"有害文件在答复进程中最多用 {max(taken.values()):.2f} 秒处理器时间")
    assert {what: seconds for what, seconds in taken.items() if seconds > MOST} == {}


@pytest.mark.figure(32)
@pytest.mark.parametrize(("most", "what"), [(SMALL, "小"), (8 * SMALL, "大")])
def test_no_shape_of_text_holds_up_the_process_that_answers(most, what, trial):
    shapes = list(SHAPES.items())[:: 1 if trial.full else 150]
    files = {
        f"{name}{suffix}": largest(shape, suffix, most)
        for name, shape in shapes
        for suffix in (FORMATS if trial.full else FORMATS[:1])
    }
    taken = {name: seconds_of(data, f"文本{name[name.rindex('.') :]}") for name, data in files.items()}
    trial.count(f"解开后至多 {most // 1024} KB 的文本", len(files))
    trial.measure(f"{what}文件在答复进程中最多用 {max(taken.values()):.2f} 秒处理器时间")
    assert {name: seconds for name, seconds in taken.items() if seconds > MOST} == {}
