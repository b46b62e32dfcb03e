"""The examples of the document are what is really sent and answered."""

import json
from typing import Any

import pytest
from flask import Flask

from api.rest.openapi.examples import as_shown
from tests.api.rest.openapi.telling import tell_all
from tests.conformance import Conformance

# Answers far too long to be read as an example.
TOO_LONG = {"get_vocabulary", "get_openapi"}
# Its 202 takes more people than a story has; its 201 is of the same shape.
TOO_MANY = {"ask_for_plan"}


def test_every_example_is_answered_as_it_is_written(app: Flask, document: dict[str, Any]) -> None:
    for name, written, told in tell_all(app, document):
        assert told == written, f"{name}: {json.dumps(told, indent=2, ensure_ascii=False)}"


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_every_example_is_what_its_schema_says(app: Flask, document: dict[str, Any]) -> None:
    conformance = Conformance(document)
    found: dict[str, list[str]] = {}
    for operation, described in conformance.operations.items():
        for where, media_type in _media_types(described):
            for name, example in media_type.get("examples", {}).items():
                flaws = conformance.flaws_of(media_type["schema"], example["value"])
                found |= {f"{operation}, {where}, {name}": flaws} if flaws else {}
    assert found == {}


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_every_body_and_every_answer_has_an_example(document: dict[str, Any]) -> None:
    bare = {
        operation
        for operation, described in Conformance(document).operations.items()
        for where, media_type in _media_types(described)
        if where < "400" or where == "body"
        if not media_type.get("examples")
    }
    assert bare == TOO_LONG | TOO_MANY


def test_an_id_is_shown_as_an_id_and_the_same_one_the_same_way() -> None:
    shown = as_shown({"id": "=create_mentee.id", "of": ["=create_mentee.id", "=create_mentor.id"], "name": "Sam"})
    assert shown["id"] == shown["of"][0] != shown["of"][1]
    assert len(shown["id"]) == 32
    assert shown["name"] == "Sam"


def _media_types(described: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    body = [("body", each) for each in described.get("requestBody", {}).get("content", {}).values()]
    answers = [
        (status, each)
        for status, answer in described["responses"].items()
        for each in answer.get("content", {}).values()
    ]
    return [*body, *answers]
