"""Every family of benchmarks, in the order of the table; importing this registers them all."""

from tests.bench import (  # noqa: F401
    answering,
    documents,
    flat_exports,
    importing,
    libraries,
    pages,
    printing,
    province,
    reviewing,
    workbooks,
)
