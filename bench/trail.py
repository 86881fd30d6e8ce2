"""How long 100,000 rows of the trail take to verify; ``python -m bench.trail [ROWS]``."""

import sys
import time
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import connection, models
from django.test.utils import setup_databases, teardown_databases

from departments.models import TrailEntry
from departments.trail.chain import BEGINNING, seal
from departments.trail.entry import SEALED
from departments.trail.verification import verify

BATCH = 10_000


def sealed_rows(count):
    """Rows as ``record`` writes them, without a transaction for each."""
    before, start = BEGINNING, datetime(2026, 1, 1, tzinfo=UTC)
    for number in range(1, count + 1):
        row = TrailEntry(
            number=number,
            time=start + timedelta(seconds=number),
            **{
                "actor_id": "12",
                "actor_name": "zhang 张三",
                "address": "10.1.2.3",
                "session": "0123456789abcdef",
            },
            **{"action": "step", "subject_kind": "performance.performancestatement", "subject_id": "345"},
            **{"subject_name": "某某局2027年部门预算绩效文本", "office_code": "130200", "result": "done"},
            details="编制中 → 财政初审",
            prev_hash=before,
        )
        values = {name: getattr(row, name) for name in SEALED}
        row.hash = before = seal(values, algorithm=settings.TRAIL_HASH, key=settings.TRAIL_KEY)
        yield row


def main(count=100_000):
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        models.QuerySet(TrailEntry).bulk_create(sealed_rows(count), batch_size=BATCH)
        started = time.perf_counter()
        verdict = verify()
        seconds = time.perf_counter() - started
    finally:
        teardown_databases(databases, verbosity=0)
    print(f"操作记录校验（{connection.vendor}）：{verdict.checked}条，{seconds:.2f}秒")
    return 1 if verdict.fault else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:2])))
