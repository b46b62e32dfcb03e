"""Whatever is sent to a question is taken, or said to be wrong, and never an error of ours."""

from api.pages.answers import questions
from api.services.kinds import Kind
from tests.api.pages.filled_in import FilledIn
from tests.making import Making
from tests.visiting import Visitor, coordinator, person

ODD = ("nan", "1e999", "\x00", "x" * 3000, "=", "mon 1")


def test_odd_values_of_every_input_are_refused_kindly(make: Making) -> None:
    visitor = Visitor(make.app)
    visitor.get("/apply/harbor")
    visitor.post("/apply/harbor/adult", adult="true")
    for question in questions.of(Kind.MENTOR):
        path = f"/apply/harbor/{question.key}"
        names = FilledIn(visitor.get(path)).names - {"adult"}
        for odd in ODD:
            fields = {name: [odd, odd] for name in names}
            response = visitor.client.post(path, data={**visitor.hidden, **fields, "shown": [odd, *question.paths]})
            assert response.status_code in (303, 422), (question.key, odd)
        assert visitor.client.get(path).status_code == 200, question.key
    for page in ("check", "list", "later"):
        visitor.get(f"/apply/harbor/{page}")


def test_rows_with_numbers_that_no_form_of_ours_has_are_left_out(make: Making) -> None:
    """Python calls a raised two a digit and reads no number of 5,000 digits."""
    visitor = coordinator(make)
    path = f"/mentees/{make.mentee()}/edit"
    for place in ("\u00b2", "9" * 5000, "-1", "1e3", ""):
        visitor.get(path)
        assert visitor.post(path, **{f"availability.weekly.{place}.day": "mon"}).startswith("/mentees/"), place


def test_a_form_of_more_fields_than_any_of_ours_is_refused_and_a_copied_day_does_not_grow_without_end(
    make: Making,
) -> None:
    visitor = person(make, Kind.MENTOR, make.mentor())
    visitor.get("/my-week")
    assert "more fields" in visitor.post("/my-week", 413, when=["x"] * 2001)
    rows = {f"weekly.{place}.{key}": value for place in range(300) for key, value in (("day", "mon"), ("to", "9"))}
    assert visitor.post("/my-week", 200, do="copy:mon", **rows).count('.day"') < 800
