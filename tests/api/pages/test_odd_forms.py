"""Whatever is sent to a question is taken, or said to be wrong, and never an error of ours."""

from api.pages.answers import questions
from api.services.kinds import Kind
from tests.api.pages.filled_in import FilledIn
from tests.making import Making
from tests.visiting import Visitor

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
