"""The two kinds of people, for the faces, which may not read ``data`` themselves."""

from data.store.people import Kind as Kind
