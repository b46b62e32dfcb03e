"""What needs no sign-in: help first, and the vocabulary of the forms."""

from typing import Any

from api.auth import program_of_asker, public
from api.language import asked_language
from api.rest.blueprint import Blueprint
from api.rest.described import LANGUAGE
from api.schemas.open_to_all import HelpItems, VocabularyTopics
from api.schemas.queries import HelpQuery
from api.services import help as help_lines
from api.services import vocabulary

blueprint = Blueprint("open", "What needs no sign-in")


@blueprint.route("/help", methods=["GET"])
@public
@blueprint.arguments(HelpQuery, location="query")
@blueprint.response(200, HelpItems)
@blueprint.doc(security=[{}, {"bearer": []}])
def get_help(query: dict[str, Any]) -> dict[str, Any]:
    """Crisis help: the national lines always, the program's own line after them when it is known."""
    language = asked_language(vocabulary.LANGUAGES)
    return {"items": help_lines.lines(language, query.get("program"), program_of_asker())}


@blueprint.route("/vocabulary", methods=["GET"])
@public
@blueprint.response(200, VocabularyTopics, headers=LANGUAGE)
def get_vocabulary() -> Any:
    """The coded answers with their labels, by ``Accept-Language``; retired codes are left out."""
    language = asked_language(vocabulary.LANGUAGES)
    return vocabulary.entries(language), 200, {"Content-Language": language, "Vary": "Accept-Language"}
