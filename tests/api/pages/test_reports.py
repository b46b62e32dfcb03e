"""The reports as people read them: what the API tells, in sentences and small tables, and no more than it tells."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from flask import Flask

from api.pages.reports.standing_out import clear, overall
from data.db import reading
from data.store import audit
from data.store.people import Kind
from tests.conftest import answer
from tests.making import Making
from tests.reporting import looked_back_on
from tests.visiting import Visitor, administrator, coordinator, person

LOOKING_BACK = ("/reports/fairness", "/reports/drift")
FILES = ("/reports/fairness.csv", "/reports/drift.csv")
EVERY = ("/reports", *LOOKING_BACK, *FILES, "/reports/supply-gaps")
TOO_FEW = "so that nobody can be known by it"


def said(page: str) -> str:
    """The words of the main part, a space apart."""
    main = page.split('<main id="main"')[1].split("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def rows_of(page: str, caption: str) -> list[list[str]]:
    """Of each line the words that stand first in each cell."""
    table = page.split(f"<caption>{caption}</caption>")[1].split("</table>")[0].split("</thead>")[1]
    return [re.findall(r"<t[hd][^>]*>([^<]*?) ?<", line) for line in table.split("<tr")[1:]]


def test_the_index_tells_what_each_report_answers_and_leads_there_who_may_read_it(make: Making) -> None:
    for visit, with_gaps in ((coordinator, True), (administrator, False)):
        visitor = visit(make)
        page = visitor.get("/reports")
        assert '<li><a href="/reports" aria-current="page">Reports</a></li>' in page
        assert "Does one group wait longer than others" in said(page)
        assert ('href="/reports/supply-gaps"' in page) == with_gaps
        for path in LOOKING_BACK:
            assert f'href="{path}"' in page
            visitor.get(path)
        visitor.get("/reports/supply-gaps", 200 if with_gaps else 403)


def test_mentees_and_mentors_read_no_report(make: Making) -> None:
    for kind, person_id in ((Kind.MENTEE, make.mentee()), (Kind.MENTOR, make.mentor())):
        visitor = person(make, kind, person_id)
        for path in EVERY:
            visitor.get(path, 403)
        assert 'href="/reports"' not in visitor.get("/my-match")


def what_is_clear_is_said_first_and_against_whom(make: Making) -> None:
    page = said(coordinator(make).get("/reports/fairness"))
    rows = answer(make.client().get("/reports/fairness"), 200)["rows"]
    (row,) = (each for each in rows if (each["group"], each["measure"], each["clear"]) == ("es", "days_waited", True))
    weeks = round(row["value"] / 7)
    assert (
        f"People who know Spanish have waited longer than people who know English: half of them {weeks} weeks" in page
    )
    assert "Mentors who know Korean were on lists less often than mentors who know English: about 0 times each" in page
    assert page.index("People who know Spanish") < page.index("Everyone together")


def the_tables_have_the_numbers_of_the_api_and_a_line_for_nobody_else(make: Making) -> None:
    page = coordinator(make).get("/reports/fairness")
    rows = answer(make.client().get("/reports/fairness"), 200)["rows"]
    of = [each for each in rows if (each["topic"], each["population"]) == ("gender", "waiting")]
    waited = [each for each in of if each["measure"] == "days_waited"]
    by_gender = page.split("By gender")[1]
    found = rows_of(by_gender, "People who wait")
    assert [line[0] for line in found] == [each["label"] for each in waited] == ["woman", "man", "everyone else"]
    assert [line[1] for line in found] == [f"{round(each['value'] / 7)} weeks" for each in waited]
    assert all(f"about {each['people']}</span>" in by_gender for each in waited)
    assert "nonbinary" not in page


def what_rests_on_too_few_people_is_said_kindly(make: Making) -> None:
    page = said(coordinator(make).get("/reports/fairness"))
    assert "People who were introduced, People who wait or were introduced: too few to show, " + TOO_FEW in page
    assert "By region Too few to show, " + TOO_FEW in page


def who_was_never_on_a_list_is_told(make: Making) -> None:
    page = said(coordinator(make).get("/reports/fairness"))
    exposure = answer(make.client().get("/reports/fairness"), 200)["exposure"]
    never = f"{exposure['never_shown_share']:.0%}"
    assert (
        f"About {exposure['mentors']} mentors have a free place today. Of them, about {never} were on no list." in page
    )


def months_are_told_with_what_stands_out(make: Making) -> None:
    page = coordinator(make).get("/reports/drift")
    month = answer(make.client().get("/reports/drift"), 200)["rows"][-1]
    assert f"half of the mentors who were first on a list had a score of {month['first_score_p50']:.2f} or more" in page
    assert "the first on the list was chosen in about 100% of all choices" in page
    assert len(rows_of(page, "Mentors chosen from a list")) == 1
    assert page.count("11 other months: too few to show.") == 2
    assert "<svg" not in page


def a_file_is_the_one_that_programs_get(make: Making) -> None:
    for path in LOOKING_BACK:
        theirs = make.client().get(path, headers={"Accept": "text/csv"})
        ours = coordinator(make).client.get(f"{path}.csv")
        assert ours.data == theirs.data
        for header in ("Content-Type", "Content-Disposition", "Cache-Control", "X-Content-Type-Options"):
            assert ours.headers[header] == theirs.headers[header], header
        assert ours.headers["Cache-Control"] == "no-store"
        assert ours.headers["Content-Disposition"].startswith("attachment; ")
    assert "idioma" in coordinator(make, "es").get("/reports/fairness.csv")


# Making the program costs more than all that is read of it.
FACTS: tuple[Callable[[Making], None], ...] = (
    what_is_clear_is_said_first_and_against_whom,
    the_tables_have_the_numbers_of_the_api_and_a_line_for_nobody_else,
    what_rests_on_too_few_people_is_said_kindly,
    who_was_never_on_a_list_is_told,
    months_are_told_with_what_stands_out,
    a_file_is_the_one_that_programs_get,
)


def test_the_pages_tell_of_a_whole_program_what_the_api_tells(make: Making) -> None:
    looked_back_on(make, spanish=14, never_shown=13)
    for fact in FACTS:
        fact(make)


def test_of_how_evenly_mentors_are_shown_gini_is_not_told(app: Flask) -> None:
    exposure = {"mentors": 25, "gini": 0.73, "never_shown_share": 0.4}
    with app.test_request_context():
        told = overall({"rows": [], "exposure": exposure})
        hidden = overall({"rows": [], "exposure": exposure | {"never_shown_share": None}})
    assert told == ["About 25 mentors have a free place today. Of them, about 40% were on no list."]
    assert hidden == []


def test_six_differences_are_said_and_the_others_counted(app: Flask) -> None:
    best = {
        "population": "waiting", "topic": "region", "group": "us-il", "label": "Illinois", "measure": "days_waited",
        "value": 7.0, "ratio_from": 1.0, "ratio_to": 1.0, "clear": False,
    }  # fmt: skip
    far = [
        {**best, "label": f"State {low}", "value": 7.0 * low, "ratio_from": low, "ratio_to": 99, "clear": True}
        for low in range(2, 10)
    ]
    with app.test_request_context():
        said_first, more = clear([best, *far])
    assert more == 2
    assert [re.search(r"State (\d)", each)[1] for each in said_first] == ["9", "8", "7", "6", "5", "4"]  # type: ignore[index]
    assert said_first[0] == (
        "People in State 9 have waited longer than people in Illinois: half of them 9 weeks or more, "
        "in place of 1 week."
    )


@pytest.mark.parametrize("path", LOOKING_BACK)
def test_a_program_with_few_people_is_told_that_there_is_nothing_to_show_yet(make: Making, path: str) -> None:
    make.match()
    page = coordinator(make).get(path)
    assert TOO_FEW in page
    assert "<table" not in page
    assert ".csv" not in page
    assert "How to read this" in page


def test_every_look_is_written_down_and_no_look_at_the_index(make: Making) -> None:
    visitor = coordinator(make)
    for path in EVERY:
        visitor.get(path)
    with make.app.app_context(), reading(make.program_id):
        looks = [each.why for each in audit.entries(make.program_id) if each.act == "report_read"]
    assert looks == ["fairness", "drift", "fairness", "drift", "supply_gaps"]


def gaps(visitor: Visitor) -> str:
    return said(visitor.get("/reports/supply-gaps"))


def test_whom_to_look_for_is_said_with_what_all_of_them_open_together(make: Making) -> None:
    make.mentor()
    for language in ("vi", "vi", "ko"):
        make.mentee(languages=[language])
    page = gaps(coordinator(make))
    found: dict[str, Any] = answer(make.client().get("/reports/supply-gaps"), 200)
    assert "3 people wait who could be matched. 3 of them have no good choice: there are fewer than 3 mentors" in page
    assert [recruit["opens"] for recruit in found["recruits"]] == [2, 1]
    assert all(recruit["text"] in page for recruit in found["recruits"])
    assert all(each["text"] in page for each in found["in_the_way"])
    assert "Together they would be a choice for 3 people of the 3 who have no good one now." in page


def test_what_a_recruit_adds_is_said_where_it_is_less_than_whom_it_opens(make: Making) -> None:
    make.mentee(languages=["vi", "ko"])
    for language in ("vi", "vi", "ko"):
        make.mentee(languages=[language])
    page = gaps(coordinator(make))
    assert "would be a choice for two people. 1 of them is not helped by those above." in page
    assert page.count("helped by those above") == 1


def test_where_nobody_lacks_a_choice_nobody_is_looked_for(make: Making) -> None:
    visitor = coordinator(make)
    assert "Nobody waits now who could be matched." in gaps(visitor)
    make.mentee()
    for _ in range(3):
        make.mentor()
    page = gaps(visitor)
    assert "1 person waits, and has a good choice of mentors." in page
    assert "Who to look for" not in page
