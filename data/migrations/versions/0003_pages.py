"""Sessions of browsers, sign-ins by mail, and forms that were begun."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

SECRETS_BEFORE, SECRETS = ("invitation", "reset"), ("invitation", "reset", "sign_in")
MAILS_BEFORE, MAILS = ("reset",), ("reset", "sign_in", "draft")


def upgrade() -> None:
    op.create_table(
        "browser_sessions",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("membership_id", sa.String(length=32), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["membership_id"], ["memberships.id"], name=op.f("fk_browser_sessions_membership_id_memberships")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_browser_sessions")),
        sa.UniqueConstraint("hash", name=op.f("uq_browser_sessions_hash")),
    )
    op.create_index(op.f("ix_browser_sessions_membership_id"), "browser_sessions", ["membership_id"], unique=False)
    op.create_index(op.f("ix_browser_sessions_expires_at"), "browser_sessions", ["expires_at"], unique=False)
    op.create_table(
        "drafts",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("program_id", sa.String(length=32), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("mentee", "mentor", name="kind", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("link_hash", sa.String(length=64), nullable=True),
        sa.Column("link_expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("key_id", sa.String(length=40), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_drafts_program_id_programs")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drafts")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_drafts_code_hash")),
        sa.UniqueConstraint("link_hash", name=op.f("uq_drafts_link_hash")),
    )
    op.create_index(op.f("ix_drafts_program_id"), "drafts", ["program_id"], unique=False)
    op.create_index(op.f("ix_drafts_expires_at"), "drafts", ["expires_at"], unique=False)
    op.add_column("memberships", sa.Column("signed_in_at", sa.DateTime(timezone=True), nullable=True))
    op.execute(
        "UPDATE memberships SET signed_in_at ="
        " (SELECT MIN(tokens.created_at) FROM tokens WHERE tokens.membership_id = memberships.id)"
    )
    _allow("address_messages", MAILS)
    with op.batch_alter_table("one_time_secrets") as secrets:
        secrets.add_column(sa.Column("browser", sa.String(length=64), nullable=True))
    _allow("one_time_secrets", SECRETS)
    with op.batch_alter_table("one_time_secrets") as secrets:
        secrets.create_check_constraint(
            op.f("ck_one_time_secrets_a_sign_in_has_a_browser"), "(purpose = 'sign_in') = (browser IS NOT NULL)"
        )


def downgrade() -> None:
    op.execute("DELETE FROM one_time_secrets WHERE purpose = 'sign_in'")
    op.execute("DELETE FROM address_messages WHERE purpose <> 'reset'")
    with op.batch_alter_table("one_time_secrets") as secrets:
        secrets.drop_constraint(op.f("ck_one_time_secrets_a_sign_in_has_a_browser"), type_="check")
    _allow("one_time_secrets", SECRETS_BEFORE)
    with op.batch_alter_table("one_time_secrets") as secrets:
        secrets.drop_column("browser")
    _allow("address_messages", MAILS_BEFORE)
    op.drop_column("memberships", "signed_in_at")
    op.drop_table("drafts")
    op.drop_table("browser_sessions")


def _allow(table: str, purposes: tuple[str, ...]) -> None:
    words = ", ".join(f"'{each}'" for each in purposes)
    with op.batch_alter_table(table) as altered:
        altered.drop_constraint(op.f(f"ck_{table}_purpose"), type_="check")
        altered.create_check_constraint(op.f(f"ck_{table}_purpose"), f"purpose IN ({words})")
