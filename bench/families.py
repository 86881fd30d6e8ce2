"""Every family of benchmarks, in the order of the table; importing this registers them all."""

from bench import (  # noqa: F401
    answering,
    autosave,
    cold_start,
    documents,
    execution_lists,
    flat_exports,
    importing,
    libraries,
    monitoring,
    pages,
    pdf_reading,
    printing,
    province,
    reviewing,
    scoring,
    workbooks,
)
