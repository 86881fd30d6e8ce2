"""SQLite under many writers at once: nobody is turned away, and nothing that was acknowledged is lost."""

import pytest

from tests.operation.contention import EACH, WRITERS, contend

P95_LIMIT_MS = 200


@pytest.mark.figure(19)
@pytest.mark.long
def test_many_writers_of_one_file_wait_for_each_other(trial):
    found = contend(writers=trial.times(2, WRITERS), each=trial.times(10, EACH))
    trial.count("并发写入", found.writers * found.each)
    trial.find("数据库被锁", found.refused)
    trial.find("丢失", found.lost)
    trial.measure(f"p95 {found.p95_ms:.1f} 毫秒")
    assert (found.refused, found.lost, found.trail_is_whole) == (0, 0, True)
    assert found.p95_ms <= P95_LIMIT_MS or not trial.full
