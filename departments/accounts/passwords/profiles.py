"""The two profiles. Django asks the validators listed here; the rest is read by ``renewal``."""

from dataclasses import dataclass

HERE = "departments.accounts.passwords.validators"
DJANGO = "django.contrib.auth.password_validation"
SIMILAR = {"NAME": f"{DJANGO}.UserAttributeSimilarityValidator"}
COMMON = {"NAME": f"{DJANGO}.CommonPasswordValidator"}
CONTEXT = {"NAME": f"{HERE}.NotOfThisSystem"}


def no_shorter_than(characters: int) -> dict:
    return {"NAME": f"{DJANGO}.MinimumLengthValidator", "OPTIONS": {"min_length": characters}}


def not_one_of_the_last(passwords: int) -> dict:
    return {"NAME": f"{HERE}.NotUsedBefore", "OPTIONS": {"last": passwords}}


@dataclass(frozen=True)
class Profile:
    """``days``: how long a password lives; None, as long as its owner likes."""

    label: str
    validators: tuple[dict, ...]
    days: int | None = None


PROFILES = {
    "dengbao": Profile(
        "等级保护：8位以上，四类字符取三，不与最近5个相同，90天更换",
        (
            no_shorter_than(8),
            {"NAME": f"{HERE}.OfSeveralKinds", "OPTIONS": {"kinds": 3}},
            SIMILAR,
            COMMON,
            CONTEXT,
            not_one_of_the_last(5),
        ),
        days=90,
    ),
    "asvs": Profile(
        "OWASP ASVS：12位以上，不得常见，不要求字符种类，不要求定期更换",
        (no_shorter_than(12), SIMILAR, COMMON, CONTEXT, not_one_of_the_last(1)),
    ),
}
