"""The pool that this process holds, and one built afresh."""

from api.services import pairs, pools, vocabulary
from api.services.acts import Act
from data.db import reading
from data.store import people
from data.store.people import Kind
from matcher.people import Program
from matcher.pool import Pool
from tests.making import Making


def held(make: Making, act: Act | None = None) -> Program:
    """Brought up to date, as objects."""
    with make.app.app_context(), reading(make.program_id), pools.up_to_date(act or make.act()) as pool:
        return pool.program()


def afresh(make: Making) -> Pool:
    with make.app.app_context(), reading(make.program_id):
        program = pairs.program_as_known(make.act(), people.everyone(Kind.MENTOR))
        return Pool.of(program, vocabulary.for_matching())
