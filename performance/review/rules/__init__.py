"""The rules, one family of the catalogue per module: importing this package registers them all."""

from performance.review.rules import (
    agreement,
    codes,
    completeness,
    consistency,
    department_money,
    direction,
    family,
    project_money,
    text,
    value_form,
    value_wording,
    weights,
    wording,
)

__all__ = [
    "agreement",
    "codes",
    "completeness",
    "consistency",
    "department_money",
    "direction",
    "family",
    "project_money",
    "text",
    "value_form",
    "value_wording",
    "weights",
    "wording",
]
