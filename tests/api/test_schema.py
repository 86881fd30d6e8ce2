"""The description of the interface: kept, complete, and readable without a script or an outside address."""

import re

import pytest
import yaml
from django.urls import get_resolver
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiYamlRenderer
from rest_framework.serializers import ChoiceField, ModelSerializer

from performance.content.json import dump_content, from_plain
from performance.content.model import ProjectContent, StatementContent
from performance.management.typescript import type_of, typescript_of
from tests.api.conftest import Program
from tests.factories import a_department, a_unit, a_user, full_content

VERBS = ("get", "post", "put", "patch", "delete")
CHINESE = re.compile("[\u4e00-\u9fff]")


@pytest.fixture(scope="module")
def schema():
    with GENERATOR_STATS.silence():
        return SchemaGenerator().get_schema(public=True)


def operations(schema):
    for address, path in schema["paths"].items():
        for verb in VERBS:
            if verb in path:
                yield address, verb, path[verb]


def test_the_kept_description_is_that_of_the_interface(schema, golden):
    golden("../../docs/openapi.yaml", OpenApiYamlRenderer().render(schema, None, {}).decode())


def test_the_kept_types_are_those_of_the_interface(schema, golden):
    types = typescript_of(schema)
    golden("../../docs/examples/interface.d.ts", types)
    assert {
        one.partition('"')[2].partition('"')[0] for one in types.splitlines() if one.startswith('  "')
    } == {f"{verb.upper()} {address}" for address, verb, _ in operations(schema)}


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ({"type": ["string", "null"], "format": "decimal"}, "string | null"),
        ({"type": "integer", "nullable": True}, "number | null"),
        ({"type": "array", "items": {"$ref": "#/components/schemas/Unit"}}, "Array<Unit>"),
        ({"allOf": [{"$ref": "#/components/schemas/StateEnum"}], "readOnly": True}, "StateEnum"),
        ({"oneOf": [{"enum": ["", "一上"]}, {"const": 1}]}, '"" | "一上" | 1'),
        ({"type": "string", "format": "binary"}, "Blob"),
        ({"type": "object", "additionalProperties": {"type": "boolean"}}, "Record<string, boolean>"),
        (
            {"type": "object", "properties": {"a-b": {"readOnly": True}}, "required": ["a-b"]},
            '{\n  readonly "a-b": unknown;\n}',
        ),
    ],
)
def test_a_schema_is_said_as_a_type(said, wanted):
    assert type_of(said) == wanted


def test_nothing_had_to_be_guessed():
    GENERATOR_STATS.reset()
    SchemaGenerator().get_schema(public=True)
    assert not GENERATOR_STATS


def test_a_choice_that_may_be_blank_is_said_to_be():
    """What is only read loses that on its way from the model."""
    views = {view for view in map(view_of, routes_of_the_interface()) if view}
    serializers = {view.serializer_class for view in views if getattr(view, "serializer_class", None)}
    lost = [
        (kind.__name__, name)
        for kind in serializers
        if issubclass(kind, ModelSerializer)
        for name, field in kind().fields.items()
        if isinstance(field, ChoiceField) and not field.allow_blank and _may_be_blank(kind.Meta.model, name)
    ]
    assert len(serializers) > 20
    assert lost == []


def routes_of_the_interface():
    (interface,) = (
        pattern for pattern in get_resolver().url_patterns if getattr(pattern, "app_name", "") == "api"
    )
    return interface.url_patterns


def view_of(route):
    return getattr(route.callback, "view_class", None) or getattr(route.callback, "cls", None)


def _may_be_blank(model, name):
    return name in {field.name for field in model._meta.fields if field.blank and not field.null}


def test_every_address_is_described(schema):
    assert len(schema["paths"]) == len(routes_of_the_interface())


def test_every_operation_says_in_chinese_what_it_does_and_which_answers_may_come(schema):
    for address, verb, operation in operations(schema):
        assert CHINESE.search(operation["summary"]), address
        assert CHINESE.search(operation["description"]), address
        statuses = {"401", "403", "404", "429"} | ({"409", "412", "413", "415"} if verb != "get" else set())
        assert statuses <= set(operation["responses"]), (verb, address)
        needs_version = any(parameter["name"] == "If-Match" for parameter in operation.get("parameters", ()))
        assert needs_version == ("428" in operation["responses"]), (verb, address)


def test_the_shape_of_contents_lets_every_field_through(schema, db):
    department = a_department()
    a_unit(department)
    plain = yaml.safe_load(dump_content(full_content(department)))
    shape = schema["components"]["schemas"]
    for plain_content, kind in ((plain, StatementContent), (plain["projects"][0], ProjectContent)):
        assert set(plain_content) == set(shape[kind.__name__]["properties"])
    assert from_plain(plain)
    assert re.fullmatch(shape["ProjectContent"]["properties"]["budget"]["oneOf"][0]["pattern"], "12.345678")


def test_the_page_shows_every_operation_without_a_script(client, schema, db):
    client.force_login(a_user())
    page = client.get("/api/").text
    assert re.findall(r"<script[^>]*>", page) == [
        '<script src="/static/performance/search.js" type="module">'
    ]
    for address, verb, _ in operations(schema):
        assert f"{verb.upper()} {address}" in page
    targets = set(re.findall(r'href="#([^"]+)"', page))
    assert targets <= set(re.findall(r'id="([^"]+)"', page))


def test_strangers_read_no_description(client, db):
    assert client.get("/api/").status_code == 302
    assert client.get("/api/v1/schema/").status_code == 401
    assert Program(client, a_user()).get("schema/").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("accepted", ["", "application/yaml", "application/vnd.oai.openapi"])
def test_what_is_wrong_with_asking_for_the_description_is_said_in_json(client, accepted):
    heading = {"accept": accepted} if accepted else {}
    assert client.get("/api/v1/schema/", headers=heading).json()["detail"]
    client.force_login(a_user())
    answer = client.put("/api/v1/schema/", headers=heading)
    assert (answer.status_code, answer["Content-Type"]) == (405, "application/json")
    assert answer.json()["detail"]
