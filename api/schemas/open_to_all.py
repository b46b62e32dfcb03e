"""What needs no sign-in: the help lines and the vocabulary, as they go out."""

from marshmallow import Schema, fields


class HelpLine(Schema):
    code = fields.String()
    name = fields.String()
    call = fields.String(allow_none=True)
    text = fields.String(allow_none=True)
    note = fields.String(allow_none=True)
    checked_on = fields.String(allow_none=True, metadata={"format": "date"})


class HelpItems(Schema):
    items = fields.List(fields.Nested(HelpLine))


class VocabularyEntry(Schema):
    code = fields.String()
    label = fields.String()
    hint = fields.String(allow_none=True)
    group = fields.String(allow_none=True)


def _entries() -> fields.List:
    return fields.List(fields.Nested(VocabularyEntry))


class VocabularyTopics(Schema):
    stage = _entries()
    experiences = _entries()
    pathways = _entries()
    goals = _entries()
    interests = _entries()
    shared = _entries()
    gender = _entries()
    age_band = _entries()
    region = _entries()
    languages = _entries()
    formats = _entries()
    styles = _entries()
