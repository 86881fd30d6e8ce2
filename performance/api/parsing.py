"""JSON that says one thing only: a repeated key or a number that is none is refused."""

import json

from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser


class StrictJSONParser(BaseParser):
    media_type = "application/json"

    def parse(self, stream, media_type=None, parser_context=None):
        try:
            return json.loads(
                stream.read().decode(), object_pairs_hook=_unique_keys, parse_constant=_no_constant
            )
        except (ValueError, RecursionError) as fault:
            raise ParseError(f"不是有效的 JSON：{fault}") from fault


def _unique_keys(pairs):
    plain = dict(pairs)
    if len(plain) != len(pairs):
        raise ValueError("同一对象中有重复的键。")
    return plain


def _no_constant(name):
    raise ValueError(f"不接受 {name}。")
