"""The two kinds of people, and which permission each act on them asks for."""

from api.policy import Permission
from data.store.people import Kind as Kind

CREATE = {Kind.MENTEE: Permission.MENTEE_CREATE, Kind.MENTOR: Permission.MENTOR_CREATE}
READ = {Kind.MENTEE: Permission.MENTEE_READ, Kind.MENTOR: Permission.MENTOR_READ}
EDIT = {Kind.MENTEE: Permission.MENTEE_EDIT, Kind.MENTOR: Permission.MENTOR_EDIT}
INVITE = {Kind.MENTEE: Permission.MENTEE_INVITE, Kind.MENTOR: Permission.MENTOR_INVITE}
MOVE = {Kind.MENTEE: Permission.MENTEE_MOVE, Kind.MENTOR: Permission.MENTOR_MOVE}
