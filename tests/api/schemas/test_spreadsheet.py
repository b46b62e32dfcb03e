from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.schemas.profiles import MenteeByCoordinator, MentorByCoordinator
from api.schemas.spreadsheet import Role, columns, read_row, write_row
from api.schemas.spreadsheet.cells import neutralised, restored
from api.services import vocabulary

LEAST = {
    "identity.preferred_name": "Sam",
    "identity.email": "sam@example.org",
    "availability.time_zone": "America/Chicago",
}


def body_of(cells: dict[str, str], role: Role = "mentee") -> dict[str, Any]:
    body, errors = read_row(role, LEAST | cells)
    assert errors == []
    assert body is not None
    return body


def test_a_row_is_the_same_person_as_a_post() -> None:
    body = body_of(
        {
            "consents": "matching:paper:2026-11-01;research:phone",
            "identity.contact.email_ok": "TRUE",
            "recovery_stage.since": "2026-03-01",
            "interests": "hiking; own:Sourdough",
            "support.hours_per_week": "1.5",
            "availability.weekly": "tue 18:00-20:00;Sun 22:00-24:00",
            "availability.time_off": "2026-12-20/2027-01-03",
            "preferences.must": "gender=woman|nonbinary;languages=es",
            "preferences.matters": "none",
            "goals": "",
        }
    )
    assert body == MenteeByCoordinator().load(
        {
            "consents": [
                {"purpose": "matching", "how": "paper", "given_on": "2026-11-01"},
                {"purpose": "research", "how": "phone"},
            ],
            "identity": {"preferred_name": "Sam", "email": "sam@example.org", "contact": {"email_ok": True}},
            "recovery_stage": {"since": "2026-03-01"},
            "interests": ["hiking", "own:sourdough"],
            "support": {"hours_per_week": 1.5},
            "availability": {
                "time_zone": "America/Chicago",
                "weekly": [
                    {"day": "tue", "from": "18:00", "to": "20:00"},
                    {"day": "sun", "from": "22:00", "to": "24:00"},
                ],
                "time_off": [{"from": "2026-12-20", "to": "2027-01-03"}],
            },
            "preferences": {
                "must": [
                    {"about": "gender", "any_of": ["woman", "nonbinary"]},
                    {"about": "languages", "any_of": ["es"]},
                ],
                "matters": [],
            },
        }
    )


@pytest.mark.parametrize(
    ("role", "column", "cell"),
    [
        ("mentee", "status", "matched"),
        ("mentee", "waiting_since", "11/02/2026"),
        ("mentee", "consents", "matching"),
        ("mentee", "consents", "matching:paper:1 Nov"),
        ("mentee", "identity.email", "sam"),
        ("mentee", "identity.contact.email_ok", "yes"),
        ("mentee", "interests", "hiking;golfing"),
        ("mentee", "interests", "hiking, cooking"),
        ("mentee", "support.hours_per_week", "1,5"),
        ("mentee", "availability.time_zone", "Chicago"),
        ("mentee", "availability.weekly", "tue 6pm-8pm"),
        ("mentee", "availability.weekly", "tue 22:00-02:00"),
        ("mentee", "availability.time_off", "2026-12-20"),
        ("mentee", "preferences.must", "woman"),
        ("mentee", "preferences.must", "gender=woman|us-il"),
        ("mentee", "languages", "none"),
        ("mentee", "capacity", "1"),
        ("mentor", "capacity", "many"),
        ("mentor", "capacity", "51"),
        ("mentor", "training.expires_on", "soon"),
        ("mentor", "story_approved", "1"),
        ("mentor", "right_now", "ok"),
    ],
)
def test_a_wrong_cell_is_named_by_its_column(role: Role, column: str, cell: str) -> None:
    body, errors = read_row(role, LEAST | {column: cell})
    assert body is None
    assert [name for name, _ in errors] == [column]


def test_the_entry_of_a_list_is_counted_from_one() -> None:
    assert read_row("mentee", LEAST | {"goals": "housing;golf"})[1] == [
        ("goals", "Entry 2: This is not one of the answers to choose from.")
    ]


def test_a_person_who_cannot_be_reached_is_told_once() -> None:
    assert [name for name, _ in read_row("mentor", LEAST | {"identity.email": ""})[1]] == ["identity.email"]


@given(st.text(st.sampled_from("=+-@＝＋－＠ \t\r\n\0'\"“”a1") | st.characters(), max_size=20))
def test_a_neutralised_cell_is_never_a_formula_and_comes_back_as_it_was(text: str) -> None:
    cell = neutralised(text)
    # Whatever a spreadsheet drops before it, an apostrophe of ours comes first.
    if text.strip(" \"'“”")[:1] in tuple("=+-@\t\r\n\0＝＋－＠"):
        assert cell == "'" + text
    assert restored(cell) == text


@pytest.mark.parametrize(
    "name", ["=1+1", "+1 555", "-x", "@x", "＝1", "'=x", "''=x", '"=x', "“ -x", "''x", "'tis", "x=1"]
)
def test_a_name_that_looks_like_a_formula_is_harmless_in_the_file_and_kept(name: str) -> None:
    cell = write_row("mentee", {"identity": {"preferred_name": name}}, [])["identity.preferred_name"]
    assert (cell == "'" + name) is (name not in ("''x", "'tis", "x=1"))
    assert body_of({"identity.preferred_name": cell})["identity"]["preferred_name"] == name


def test_what_somebody_said_online_travels_too() -> None:
    consent = {"purpose": "matching", "how": "online", "given_on": date(2026, 1, 1)}
    assert body_of({"consents": "matching:online:2026-01-01"})["consents"] == [consent]


def _codes(*topics: str) -> st.SearchStrategy[list[str]]:
    every = [code for topic in topics for code in vocabulary.ordered(topic)]
    return st.lists(st.sampled_from(every), max_size=5)


def _one(topic: str) -> st.SearchStrategy[str]:
    return st.sampled_from(vocabulary.ordered(topic))


DAYS = st.dates(date(2000, 1, 1), date(2026, 1, 1)).map(str)
WORDS = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S"]), min_size=1, max_size=30)
QUARTERS = st.integers(0, 95).map(lambda quarter: f"{quarter // 4:02}:{quarter % 4 * 15:02}")
WINDOWS = st.builds(
    lambda day, start, end: {"day": day, "from": min(start, end), "to": max(start, end) if start != end else "24:00"},
    st.sampled_from(["mon", "sun"]),
    QUARTERS,
    QUARTERS,
)
TIME_OFF = st.builds(
    lambda first, days: {"from": str(first), "to": str(first + timedelta(days))},
    st.dates(date(2026, 1, 1), date(2030, 1, 1)),
    st.integers(0, 30),
)
MUSTS = st.sampled_from(["gender", "languages", "pathways"]).flatmap(
    lambda topic: st.fixed_dictionaries(
        {"about": st.just(topic), "any_of": st.lists(_one(topic), min_size=1, max_size=3)}
    )
)
OWN = st.text(st.characters(codec="utf-8", categories=["L", "N"]), min_size=1, max_size=9).map(
    lambda word: f"own:{word}"
)


def _people() -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {
            "identity": st.fixed_dictionaries(
                {"preferred_name": WORDS, "email": st.just("sam@example.org")},
                optional={
                    "phone": st.just("+1 312 555-0100"),
                    "contact": st.fixed_dictionaries({"channel": st.just("text"), "text_ok": st.booleans()}),
                },
            ),
            "availability": st.fixed_dictionaries(
                {"time_zone": st.just("Asia/Tokyo")},
                optional={"weekly": st.lists(WINDOWS, max_size=4), "time_off": st.lists(TIME_OFF, max_size=2)},
            ),
        },
        optional={
            "external_id": WORDS,
            "recovery_stage": st.fixed_dictionaries(
                {"stage": _one("stage"), "since": DAYS, "experiences": _codes("experiences")}
            ),
            "interests": st.lists(_one("interests") | OWN, max_size=5),
            "languages": _codes("languages").filter(bool),
            "support": st.fixed_dictionaries({"hours_per_week": st.sampled_from([0.5, 1, 2.25, 10])}),
            "preferences": st.fixed_dictionaries({"must": st.lists(MUSTS, max_size=3)}),
            "may_tell": st.lists(st.sampled_from(["goals", "interests"]), max_size=2),
            "about": st.builds("{}\n{}".format, WORDS, WORDS),
            "consents": st.just([{"purpose": "matching", "how": "paper", "given_on": "2026-01-01"}]),
        },
    )


@pytest.mark.parametrize(("role", "schema"), [("mentee", MenteeByCoordinator), ("mentor", MentorByCoordinator)])
@settings(deadline=None)
@given(data=st.data())
def test_whoever_is_written_into_a_row_is_read_from_it(role: Role, schema: Any, data: st.DataObject) -> None:
    body = schema().load(data.draw(_people()))
    cells = write_row(role, body, body.get("consents", []))
    assert tuple(cells) == columns(role)
    assert read_row(role, cells) == (body, [])


def test_the_columns_are_those_of_the_template() -> None:
    assert len(columns("mentee")) == 35
    assert len(columns("mentor")) == 41
    assert columns("mentee")[:4] == ("external_id", "status", "waiting_since", "consents")
    assert columns("mentor")[-4:] == ("story_approved", "may_tell", "keep_apart_words", "about")
