"""Telephones, identity cards, accounts, number plates and addresses of persons in running text, however they are written.

Whoever reads a number of seven or more digits in running text may take it for one of them: it is masked, unless
what follows says that it counts something. Codes, dates and the numbers of standards are printed as they are.
Every pattern reads a character a bounded number of times, so a long text takes no more than its length.
"""

from __future__ import annotations

import re

from performance.exporting.folded_text import fold, plain_sign

HIDDEN = "*"
_NUMERALS = dict(
    zip("零〇○Oo一二三四五六七八九幺壹贰叁肆伍陆柒捌玖", "0000012345678911" + "23456789", strict=True)
)
_FEWEST_NUMERALS = 3  # fewer of them beside a number count something: 123456一次

_DASH = r"\-‐-―−⁃─━ー〜~"
_GAP = rf"[\s.·•_/,、*()+{_DASH}]{{0,3}}"
_MARK = r"[^\w%‰℃°¥$<>=≥≤≠≈±×÷]{1,3}"  # the same one twice, and no part of a quantity
_QUOTES = r"\"'`“”‘’「」『』《》〈〉\[\]{}【】〔〕"  # one kind opens, another may close
_CODE = r"(?<![0-9A-Za-z])\d{6,8}P[0-9A-Z]{9,}(?![0-9A-Za-z])"
_STANDARD = rf"(?<![A-Za-z])[A-Z]{{2,5}}(?:/[A-Z])?\s?\d{{2,6}}(?:\.\d{{1,3}})?[{_DASH}](?:19|20)\d\d(?!\d)"
_CALENDAR = r"(?<!\d)(?:19|20)\d\d(?P<mark>[\-./])\d{1,2}(?P=mark)\d{1,2}(?!\d)"
_MAIL = (
    r"[A-Za-z0-9._%+\-]{1,64}\s?(?:@|[(\[]at[)\]])\s?[A-Za-z0-9\-]{1,63}(?:\s?\.\s?[A-Za-z0-9\-]{1,63}){1,5}"
)
_AT = r"(?:@|#|[(\[{【<〔]\s?(?i:at|@|#|艾特)\s?[)\]}】>〕]|艾特|(?<=\s)(?i:at)\s)"
_DOT = r"(?:[.。·]|(?<=\s)(?i:dot)\s|[(\[{【<〔]\s?(?i:dot|点)\s?[)\]}】>〕]|点)"
_DISGUISED_MAIL = rf"[A-Za-z0-9._%+\-]{{1,64}}\s?{_AT}\s?(?:[A-Za-z0-9\-]{{1,63}}\s?{_DOT}\s?){{1,5}}[A-Za-z]{{2,24}}(?![0-9A-Za-z])"
_ACCOUNT = (
    r"(?:(?:微信|威信|[Vv]信|(?<![A-Za-z])QQ|(?<![A-Za-z])qq)号?[码:为是\s]{0,3}|(?<![A-Za-z])[VvWw][Xx]号?\s?:\s?)"
    r"[A-Za-z0-9][A-Za-z0-9_\-]{4,19}"
)
_AFTER_A_COLON = rf"(?<=[话机真线系][:\s])[\d(+][\d\s()+{_DASH}]{{4,40}}\d"
_ANNOUNCED = (
    r"(?:电话|手机|传真|联系方式|热线|专线|座机|号码|(?<![A-Za-z])[Tt][Ee][Ll])[\s:.为是]{0,4}"
    rf"[+(]?\d(?:{_GAP}\d){{6,19}}"
)
_MOBILE = (
    rf"(?<!\d)1[3-9]\d{_GAP}\d{{4}}{_GAP}\d{{4}}(?!\d)"
    rf"|(?<!\d)1[3-9]\d(?P<between>{_MARK})\d{{4}}(?P=between)\d{{4}}(?!\d)"
    rf"|(?<!\d)1[3-9]\d[{_QUOTES}|/]{{1,3}}\d{{4}}[{_QUOTES}|/]{{1,3}}\d{{4}}(?!\d)"
    rf"|(?<!\d)1[{_QUOTES}]{{0,3}}[3-9](?:[{_QUOTES}]{{0,3}}\d){{9}}(?!\d)"
)
_LANDLINE = rf"(?<!\d)\(?0\d{{2,3}}\)?{_GAP}\d{{3,4}}[\s.·{_DASH}]?\d{{4}}(?:[\-转]\d{{1,6}})?(?!\d)"
_SPELT = r"(?<![\d.])\d(?:[\s.·\-]\d){6,40}(?![\d.])"
_CARD = rf"(?<!\d)\d{{4}}(?:[\s.·{_DASH}]{{1,2}}\d{{4}}){{2,6}}(?:[\s.·{_DASH}]{{1,2}}\d{{1,4}})?(?!\d)"
_IDENTITY = r"(?<!\d)\d{6}[\s\-]{1,2}\d{8}[\s\-]{1,2}\d{3}[\dXx](?![\dA-Za-z])"
_REGIONS = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_PLATE = (
    rf"(?:(?<=[{_REGIONS}][A-Za-z])|(?<=[{_REGIONS}][\s·•.\-][A-Za-z]))[\s·•.\-]{{0,2}}"
    r"(?=(?:[A-Za-z]{0,2}\d){3})(?:[A-Za-z0-9]{5,6}(?![A-Za-z0-9])|[A-Za-z0-9]{4}(?=[警学挂领港澳使临]))"
)
_LOCAL = rf"(?<![\d.A-Za-z{_DASH}])[2-8]\d{{2,3}}[{_DASH}]\d{{4}}(?![\d.])"
_LONG = r"\d{7,}[Xx]?"

_PRIVATE = re.compile(
    f"(?P<code>{_CODE}|{_STANDARD}|{_CALENDAR})|(?P<address>{_MAIL}|{_DISGUISED_MAIL}|{_ACCOUNT}|{_PLATE})|(?P<announced>{_AFTER_A_COLON}|{_ANNOUNCED})"
    f"|(?P<telephone>{_MOBILE}|{_LANDLINE})|(?P<spelt>{_SPELT}|{_CARD}|{_IDENTITY})|(?P<local>{_LOCAL})|(?P<long>{_LONG})"
)
_COUNTS = re.compile(
    r"(?:\.\d{1,9})?\s{0,3}(?:元|[万亿][元人次亩吨户册株平立公]|人次|人民币|户(?!籍)|次|亩|吨|公里|千米|平方|立方|册|株|头|只|件|份|个|%|％)"
)
_MEASURES = re.compile(
    r"\s?[%‰万亿千百元人名户家所台套辆处座项场期年月日天次件份个只头株亩吨米里平立公册本篇级类分倍岁]"
)
_ABOUT_CALLING = re.compile(r"(?:话|手机|传真|联系|热线|专线|微信|QQ)[^。;\n]{0,12}$")
_BEFORE = 20
_DATE = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_YEAR = re.compile(r"(?:19|20)\d\d")
_TELEPHONE_DIGITS = 11


def masked_numbers(text: str, *, dated: bool = False) -> str:
    """The same text, as long as it was. ``dated`` where dates and spans of figures stand."""
    hidden = _hidden_places(text, dated=dated)
    return "".join(HIDDEN if place in hidden else sign for place, sign in enumerate(text)) if hidden else text


def _hidden_places(text: str, *, dated: bool) -> set[int]:
    """Digits are looked for as they are, then with numerals read as digits too."""
    hidden: set[int] = set()
    for seen, numerals in ((fold(text), False), (fold(text, _digit), True)):
        for match in _PRIVATE.finditer(seen.folded):
            start, end = seen.span(*match.span())
            number = text[start:end]
            if match["code"] or (numerals and sum(sign in _NUMERALS for sign in number) < _FEWEST_NUMERALS):
                continue
            if not _harmless(match, dated=dated):
                letters = match["address"] is not None
                hidden.update(start + at for at, sign in enumerate(number) if _reveals(sign, letters=letters))
                hidden |= {end - 1} if number[-1] in "Xx" else set()
    return hidden


def _digit(sign: str) -> str:
    return _NUMERALS.get(sign, sign)


def _reveals(sign: str, *, letters: bool) -> bool:
    """Whether this sign is one of those by which somebody is reached; of an address the letters are too."""
    plain = plain_sign(sign)
    if any(one.isdigit() or one in _NUMERALS for one in plain):
        return True
    return letters and plain.isascii() and plain.isalpha()


def _harmless(match: re.Match[str], *, dated: bool) -> bool:
    """A quantity, a span of figures or years, or a date where dates stand: no telephone is written like it."""
    number, before = match[0], match.string[max(0, match.start() - _BEFORE) : match.start()]
    if match["address"] or match["telephone"]:
        return False
    groups = re.findall(r"\d+", number)
    if len(groups) > 1 and all(map(_YEAR.fullmatch, groups)):
        return True
    if match["local"]:
        counted = dated or _MEASURES.match(match.string, match.end())
        return bool(counted) and not _ABOUT_CALLING.search(before)
    return bool(match["long"]) and _counts(match, number, before, dated=dated)


def _counts(match: re.Match[str], digits: str, before: str, *, dated: bool) -> bool:
    if dated and _DATE.fullmatch(digits):
        return True
    if len(digits) >= _TELEPHONE_DIGITS or digits.startswith("0"):
        return False
    return bool(_COUNTS.match(match.string, match.end())) and not _ABOUT_CALLING.search(before)
