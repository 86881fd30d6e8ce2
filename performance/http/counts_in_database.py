"""Requests counted in one row for each who asks, by one statement of PostgreSQL: whoever comes at once waits for the row.

The clock is the database's own, so that no server's clock decides. The table is not logged: a count is worth no
write to the disk, and after a crash everybody begins anew.
"""

from __future__ import annotations

import json
import logging

from django.conf import settings
from django.db import DatabaseError, connection

logger = logging.getLogger("performance.http")

# "recent" are the counts by second, without those that are over or still to come; the asked second is added if few.
_COUNT = """
INSERT INTO performance_requestcount AS stored (key, counts, allowed, counted)
VALUES (
    %(key)s,
    CASE WHEN %(most)s > 0
        THEN jsonb_build_object(extract(epoch FROM statement_timestamp())::bigint::text, 1) ELSE '{}' END,
    %(most)s > 0,
    statement_timestamp()
)
ON CONFLICT (key) DO UPDATE SET (counts, allowed, counted) = (
    SELECT
        CASE WHEN recent.total < %(most)s
            THEN recent.counts || jsonb_build_object(second::text, coalesce((recent.counts ->> second::text)::int, 0) + 1)
            ELSE recent.counts END,
        recent.total < %(most)s,
        excluded.counted
    FROM
        (SELECT extract(epoch FROM excluded.counted)::bigint AS second) AS asked,
        LATERAL (
            SELECT coalesce(sum(value::int), 0) AS total, coalesce(jsonb_object_agg(key, value::int), '{}') AS counts
            FROM jsonb_each_text(stored.counts)
            WHERE key::bigint BETWEEN second - %(seconds)s AND second + 1
        ) AS recent
)
RETURNING allowed, counts::text, extract(epoch FROM counted)::bigint
"""


def wait_for(digest: str, *, most: int, seconds: int) -> float:
    try:
        with connection.cursor() as cursor:
            cursor.execute(_COUNT, {"key": digest, "most": most, "seconds": seconds})
            allowed, counts, now = cursor.fetchone()
    except DatabaseError:
        logger.warning("a request was not counted", exc_info=True)
        return 0.0
    return 0.0 if allowed else float(min(map(int, json.loads(counts)), default=now) + seconds + 1 - now)


def forget_old_counts() -> int:
    """How many rows of whoever has not asked for an hour are gone."""
    if not settings.REQUEST_COUNTS_SHARED:
        return 0
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM performance_requestcount WHERE counted < now() - interval '1 hour'")
        return cursor.rowcount
