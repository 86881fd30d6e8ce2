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
ATTEMPTS = 4  # of which the best counts: a busy machine is no fault of a file
FORMATS = (".txt", ".docx", ".xlsx", ".json")
SMALLEST, LARGEST = 64, 16  # of a shape's size; of the doublings at most
SHAPES = {**MANY, **{name: lambda size, text=text: everywhere(text(size)) for name, text in TEXTS.items()}}


def largest(shape, suffix, most):
    """The largest file of a shape whose unpacked size is at most ``most`` bytes, among those of doubled sizes.

    How it grows is seen from two small ones, so that few files are written that are not wanted.
    """
    try:
        small, larger = (unpacked_size(write_text(shape(size), suffix)) for size in (SMALLEST, 2 * SMALLEST))
    except Unreadable:
        return b""
    fits = (most - small) * SMALLEST // max(1, larger - small)
    size = 2 ** min(LARGEST, (SMALLEST + max(0, fits)).bit_length())
    while size >= SMALLEST:
        with suppress(Unreadable):
            data = write_text(shape(size), suffix)
            if unpacked_size(data) <= most:
                return data
        size //= 2
    return b""


def seconds_of(data, name):
    taken = []
    while len(taken) < ATTEMPTS and min(taken, default=MOST + 1) > MOST:
        began = time.process_time()
        with suppress(Unreadable):
            read_text(data, name, progress=Patience(20))
        taken.append(time.process_time() - began)
    return min(taken)


@pytest.mark.figure(32)
def test_no_hostile_upload_holds_up_the_process_that_answers(trial):
    files = list(chain(hostile_files(), hostile_pages()))
    tried = files if trial.full else files[::240]
    taken = {what: seconds_of(data, name) for what, name, data in tried}
    trial.count("有害的上传文件", len(tried))
    trial.measure(f"有害文件在答复进程中最多用 {max(taken.values()):.2f} 秒处理器时间")
    assert {what: seconds for what, seconds in taken.items() if seconds > MOST} == {}


@pytest.mark.long
@pytest.mark.figure(32)
@pytest.mark.parametrize(("most", "what", "turn"), [(SMALL, "小", 0), (8 * SMALL, "大", 2)])
def test_no_shape_of_text_holds_up_the_process_that_answers(most, what, turn, trial):
    """Each shape in one format, and in another where it is large; the next shape in the next."""
    shapes = list(SHAPES.items())[:: 1 if trial.full else 300]
    files = {}
    for number, (name, shape) in enumerate(shapes):
        suffix = FORMATS[(number + turn) % len(FORMATS)]
        files[f"{name}{suffix}"] = largest(shape, suffix, most)
    taken = {name: seconds_of(data, f"文本{name[name.rindex('.') :]}") for name, data in files.items()}
    trial.count(f"解开后至多 {most // 1024} KB 的文本", len(files))
    trial.measure(f"{what}文件在答复进程中最多用 {max(taken.values()):.2f} 秒处理器时间")
    assert {name: seconds for name, seconds in taken.items() if seconds > MOST} == {}
