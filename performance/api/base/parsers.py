"""Requests in JSON that says one thing only."""

from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser

from performance.content.strict_json import NotJson, strict_json


class StrictJSONParser(BaseParser):
    media_type = "application/json"

    def parse(self, stream, media_type=None, parser_context=None):
        try:
            return strict_json(stream.read().decode())
        except UnicodeDecodeError as fault:
            raise ParseError("不是有效的 JSON：内容不是 UTF-8 编码。") from fault
        except NotJson as fault:
            raise ParseError(str(fault)) from fault
