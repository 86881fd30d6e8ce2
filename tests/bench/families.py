"""Every family of benchmarks, in the order of the table; importing this registers them all."""

from tests.bench import documents, printing, province, reviewing, workbooks  # noqa: F401
