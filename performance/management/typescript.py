"""The description of the interface as types of TypeScript: what each operation is asked with, and what it answers."""

import json
import re
from collections.abc import Iterator

HEAD = """// 接口的类型，由 manage.py write_api_types 从 docs/openapi.yaml 的同一份说明生成，请勿手工修改。
// 金额等十进制数是字符串，以免四舍五入；文件是 Blob。
"""
VERBS = ("get", "post", "put", "patch", "delete")
PLAIN = {"integer": "number", "number": "number", "string": "string", "boolean": "boolean", "null": "null"}
NAME = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]*\Z")


def typescript_of(schema: dict) -> str:
    """All types and operations of an OpenAPI document, in its order."""
    types = schema["components"]["schemas"].items()
    return "\n".join((HEAD, *(_declared(name, declared) for name, declared in types), *_operations(schema)))


def _declared(name: str, schema: dict) -> str:
    return f"{_comment(schema)}export type {name} = {type_of(schema)};\n"


def type_of(said: dict) -> str:
    """The type that a schema describes; what it does not say can be anything."""
    if "$ref" in said:
        plain = said["$ref"].rpartition("/")[2]
    elif "enum" in said or "const" in said:
        plain = " | ".join(
            json.dumps(word, ensure_ascii=False) for word in said.get("enum") or [said["const"]]
        )
    elif found := next((said[word] for word in ("oneOf", "anyOf") if word in said), None):
        plain = " | ".join(dict.fromkeys(map(type_of, found)))
    elif "allOf" in said:
        plain = " & ".join(map(type_of, said["allOf"]))
    else:
        kinds = said.get("type", "")
        plain = " | ".join(_of_kind(kind, said) for kind in (kinds if isinstance(kinds, list) else [kinds]))
    return f"{plain} | null" if said.get("nullable") and "null" not in plain.split(" | ") else plain


def _of_kind(kind: str, schema: dict) -> str:
    if kind == "array":
        return f"Array<{type_of(schema.get('items', {}))}>"
    if kind == "object" or (not kind and "properties" in schema):
        return _object(schema)
    if schema.get("format") == "binary":
        return "Blob"
    return PLAIN.get(kind, "unknown")


def _object(schema: dict) -> str:
    fields, more = schema.get("properties", {}), schema.get("additionalProperties")
    lines = [
        f"{_comment(one)}{'readonly ' if one.get('readOnly') else ''}{_key(name)}"
        f"{'' if name in schema.get('required', ()) else '?'}: {type_of(one)};"
        for name, one in fields.items()
    ]
    if not fields:
        return f"Record<string, {type_of(more) if isinstance(more, dict) else 'unknown'}>"
    return "{\n" + _indented("\n".join(lines)) + "\n}"


def _operations(schema: dict) -> Iterator[str]:
    yield "/** 每个操作：条件、送出的内容、应答。键是方法和地址。 */\nexport interface Operations {"
    for address, path in schema["paths"].items():
        for verb in VERBS:
            if verb in path:
                yield _indented(_operation(verb, address, path[verb]))
    yield "}\n"


def _operation(verb: str, address: str, operation: dict) -> str:
    params = [one for one in operation.get("parameters", ()) if one["in"] == "query"]
    query = {
        "properties": {one["name"]: one["schema"] | {"title": one.get("description", "")} for one in params},
        "required": [one["name"] for one in params if one.get("required")],
    }
    parts = [f"query{'' if query['required'] else '?'}: {_object(query)};"] if params else []
    parts += [f"body: {_body(operation['requestBody'])};"] if "requestBody" in operation else []
    good = [_body(answer) for status, answer in operation["responses"].items() if status.startswith("2")]
    parts.append(f"answer: {' | '.join(dict.fromkeys(good))};")
    mark = {"title": operation["summary"], "deprecated": operation.get("deprecated", False)}
    return f'{_comment(mark)}"{verb.upper()} {address}": {{\n{_indented(chr(10).join(parts))}\n}};'


def _body(operation: dict) -> str:
    found = [type_of(media.get("schema", {})) for media in operation.get("content", {}).values()]
    return " | ".join(dict.fromkeys(found)) or "undefined"


def _key(name: str) -> str:
    return name if NAME.match(name) else json.dumps(name, ensure_ascii=False)


def _comment(schema: dict) -> str:
    words = " ".join((schema.get("title") or schema.get("description") or "").split()).replace("*/", "* /")
    marks = ["@deprecated"] if schema.get("deprecated") else []
    return f"/** {' '.join(filter(None, (words, *marks)))} */\n" if words or marks else ""


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.splitlines())
