"""What tells every process which mentors have changed since it last looked."""

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from data.db import Base, InProgram
from data.models.columns import ID_LENGTH


class PoolHead(Base):
    """A program's counter: raised by every transaction that changes what matching knows of a mentor.

    Its row stays locked until that transaction commits, so that versions are given out in the order of the commits.
    """

    __tablename__ = "pool_heads"

    program_id: Mapped[str] = mapped_column(String(ID_LENGTH), ForeignKey("programs.id"), primary_key=True)
    version: Mapped[int]


class PoolChange(InProgram, Base):
    """The version at which a mentor last changed; kept when the mentor is gone, which is a change as well."""

    __tablename__ = "pool_changes"
    __table_args__ = (Index("ix_pool_changes_since", "program_id", "version"),)

    mentor_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    program_id: Mapped[str] = mapped_column(String(ID_LENGTH), ForeignKey("programs.id"))
    version: Mapped[int]
