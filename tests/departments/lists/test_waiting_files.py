"""Lists that wait for their confirmation: nobody's are pushed out by what somebody else does."""

import pytest
from django.core.cache import caches

from departments.lists.waiting_files import MOST_OF_A_USER, WaitingFile, belongs_to
from tests.departments.places import a_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_waits():
    caches["uploads"].clear()


def waiting(user, data=b"list"):
    file = WaitingFile()
    file.save(data)
    belongs_to(file.name, user)
    return file


def test_a_person_has_only_so_many_and_the_oldest_go():
    user = a_user()
    files = [waiting(user, f"{number}".encode()) for number in range(MOST_OF_A_USER + 2)]
    assert [file.read() for file in files] == [None, None, b"2", b"3", b"4"]


def test_nobody_pushes_out_anothers():
    patient, busy = a_user("patient"), a_user("busy")
    file = waiting(patient)
    for _ in range(500):
        waiting(busy)
    assert file.read() == b"list"


def test_what_the_public_reads_lies_elsewhere():
    file = waiting(a_user())
    for number in range(2_000):
        caches["public"].set(f"{number}", b"page")
    assert WaitingFile(name=file.name).read() == b"list"
    file.remove()
    assert file.read() is None
