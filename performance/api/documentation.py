"""接口说明: the schema as one page of ours, without any script or outside address."""

import json
from functools import cache
from itertools import groupby

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator

VERBS = ("get", "post", "put", "patch", "delete")


@login_required
@require_safe
def api_page(request):
    return render(request, "performance/api/documentation.html", described_interface())


@cache
def described_interface():
    """What does not change as long as the process runs."""
    schema = SchemaGenerator().get_schema(public=True)
    operations = [
        _operation(verb, address, path[verb])
        for address, path in schema["paths"].items()
        for verb in VERBS
        if verb in path
    ]
    by_noun = sorted(operations, key=lambda operation: operation["noun"])
    nouns = [
        {"name": name, "id": f"noun-{number}", "operations": list(found)}
        for number, (name, found) in enumerate(groupby(by_noun, lambda operation: operation["noun"]), 1)
    ]
    shapes = [
        {"name": name, "json": json.dumps(shape, ensure_ascii=False, indent=2)}
        for name, shape in schema["components"]["schemas"].items()
    ]
    return {"info": schema["info"], "nouns": nouns, "shapes": shapes}


def _operation(verb, address, operation):
    return {
        "verb": verb.upper(),
        "address": address,
        "noun": operation["tags"][0],
        "summary": operation["summary"],
        "description": operation["description"].removeprefix(f"{operation['summary']}。"),
        "parameters": [
            {**parameter, "location": parameter["in"], "type": parameter["schema"].get("type", "")}
            for parameter in operation.get("parameters", ())
        ],
        "sent": _shape(operation.get("requestBody", {})),
        "example": _example(operation.get("requestBody", {})),
        "answers": [
            {"status": status, "description": answer["description"], "shape": _shape(answer)}
            for status, answer in operation["responses"].items()
        ],
    }


def _shape(body):
    """The name of the component that a body is, or is a list of."""
    for media in body.get("content", {}).values():
        schema = media.get("schema", {})
        named = schema.get("$ref") or schema.get("items", {}).get("$ref", "")
        return named.rpartition("/")[2]
    return ""


def _example(body):
    for media in body.get("content", {}).values():
        for example in media.get("examples", {}).values():
            return json.dumps(example["value"], ensure_ascii=False, indent=2)
    return ""
