"""Forms that somebody has begun and not sent in yet."""

from datetime import datetime

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from data.db import Base
from data.models.columns import Instant, identifier, one_of, reference


class Draft(Base):
    """An intake or an application, answer by answer, sealed. Nobody of the program sees it before it is sent in.

    Whoever has the code goes on with it; a link by mail does so once. Both are found by their SHA-256; the code lies
    sealed with the answers besides, so that a link leads to the same one. Every answer puts ``expires_at`` forward.
    """

    __tablename__ = "drafts"

    id: Mapped[str] = identifier()
    program_id: Mapped[str] = reference("programs.id", index=True)
    kind: Mapped[str] = mapped_column(one_of(("mentee", "mentor"), "kind"))
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    link_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    link_expires_at: Mapped[datetime | None] = mapped_column(Instant)
    key_id: Mapped[str] = mapped_column(String(40))
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    revision: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant, index=True)
