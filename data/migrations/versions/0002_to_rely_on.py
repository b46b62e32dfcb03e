"""Retries, mail on its way, invitations of people, tries to sign in, and what time has brought already."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

FOR_ONE = " + ".join(
    f"(CASE WHEN {column} IS NULL THEN 0 ELSE 1 END)" for column in ("account_id", "mentee_id", "mentor_id")
)


def upgrade() -> None:
    # Nothing ever wrote to it.
    op.drop_table("idempotency_keys")
    op.create_table(
        "idempotency_keys",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("program_id", sa.String(length=32), nullable=False),
        sa.Column("asker", sa.String(length=64), nullable=False),
        sa.Column("method", sa.String(length=8), nullable=False),
        sa.Column("path", sa.String(length=300), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("body_digest", sa.String(length=64), nullable=False),
        sa.Column("subject_id", sa.String(length=64), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_idempotency_keys_program_id_programs")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_idempotency_keys")),
        sa.UniqueConstraint(
            "program_id",
            "asker",
            "method",
            "path",
            "key",
            name=op.f("uq_idempotency_keys_program_id_asker_method_path_key"),
        ),
    )
    op.create_index(op.f("ix_idempotency_keys_created_at"), "idempotency_keys", ["created_at"], unique=False)
    op.create_table(
        "address_messages",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column(
            "purpose",
            sa.Enum("reset", name="purpose", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("key_id", sa.String(length=40), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("message_id", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_try_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("dead_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failure", sa.String(length=40), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_address_messages")),
        sa.UniqueConstraint("message_id", name=op.f("uq_address_messages_message_id")),
    )
    op.create_index("ix_address_messages_due", "address_messages", ["sent_at", "next_try_at"], unique=False)
    op.create_table(
        "sign_in_tries",
        sa.Column("subject", sa.String(length=64), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("subject", name=op.f("pk_sign_in_tries")),
    )
    op.create_index(op.f("ix_sign_in_tries_last_at"), "sign_in_tries", ["last_at"], unique=False)

    op.add_column("matches", sa.Column("nudged_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("mentors", sa.Column("training_notice_for", sa.Date(), nullable=True))
    op.add_column("mentors", sa.Column("screening_notice_for", sa.Date(), nullable=True))
    with op.batch_alter_table("programs") as programs:
        programs.add_column(sa.Column("days_before_expiry", sa.Integer(), server_default="30", nullable=False))
        programs.create_check_constraint(
            op.f("ck_programs_days_before_expiry_in_range"), "days_before_expiry BETWEEN 1 AND 365"
        )
    with op.batch_alter_table("outbox") as outbox:
        outbox.add_column(sa.Column("done_at", sa.DateTime(timezone=True), nullable=True))
        outbox.add_column(sa.Column("done_by", sa.String(length=32), nullable=True))
        outbox.add_column(sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True))
        outbox.add_column(sa.Column("failure", sa.String(length=40), nullable=True))
        outbox.create_foreign_key(op.f("fk_outbox_done_by_accounts"), "accounts", ["done_by"], ["id"])
    with op.batch_alter_table("one_time_secrets") as secrets:
        secrets.alter_column("account_id", existing_type=sa.String(length=32), nullable=True)
        for column, table in (("mentee_id", "mentees"), ("mentor_id", "mentors"), ("program_id", "programs")):
            secrets.add_column(sa.Column(column, sa.String(length=32), nullable=True))
            secrets.create_foreign_key(op.f(f"fk_one_time_secrets_{column}_{table}"), table, [column], ["id"])
        secrets.add_column(sa.Column("email_lookup", sa.String(length=64), nullable=True))
        secrets.create_index(op.f("ix_one_time_secrets_mentee_id"), ["mentee_id"], unique=False)
        secrets.create_index(op.f("ix_one_time_secrets_mentor_id"), ["mentor_id"], unique=False)
        secrets.create_check_constraint(op.f("ck_one_time_secrets_for_one"), f"{FOR_ONE} = 1")
        secrets.create_check_constraint(
            op.f("ck_one_time_secrets_a_person_has_a_program"), "account_id IS NOT NULL OR program_id IS NOT NULL"
        )


def downgrade() -> None:
    # Before, only an account could have one.
    op.execute("DELETE FROM one_time_secrets WHERE account_id IS NULL")
    with op.batch_alter_table("one_time_secrets") as secrets:
        secrets.drop_constraint(op.f("ck_one_time_secrets_a_person_has_a_program"), type_="check")
        secrets.drop_constraint(op.f("ck_one_time_secrets_for_one"), type_="check")
        secrets.drop_index(op.f("ix_one_time_secrets_mentor_id"))
        secrets.drop_index(op.f("ix_one_time_secrets_mentee_id"))
        secrets.drop_column("email_lookup")
        for column, table in (("mentee_id", "mentees"), ("mentor_id", "mentors"), ("program_id", "programs")):
            secrets.drop_constraint(op.f(f"fk_one_time_secrets_{column}_{table}"), type_="foreignkey")
            secrets.drop_column(column)
        secrets.alter_column("account_id", existing_type=sa.String(length=32), nullable=False)
    with op.batch_alter_table("outbox") as outbox:
        outbox.drop_constraint(op.f("fk_outbox_done_by_accounts"), type_="foreignkey")
        for column in ("failure", "leased_until", "done_by", "done_at"):
            outbox.drop_column(column)
    with op.batch_alter_table("programs") as programs:
        programs.drop_constraint(op.f("ck_programs_days_before_expiry_in_range"), type_="check")
        programs.drop_column("days_before_expiry")
    op.drop_column("mentors", "screening_notice_for")
    op.drop_column("mentors", "training_notice_for")
    op.drop_column("matches", "nudged_at")
    op.drop_table("sign_in_tries")
    op.drop_table("address_messages")
    op.drop_table("idempotency_keys")
    op.create_table(
        "idempotency_keys",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("account_id", sa.String(length=32), nullable=False),
        sa.Column("program_id", sa.String(length=32), nullable=False),
        sa.Column("method", sa.String(length=8), nullable=False),
        sa.Column("path", sa.String(length=300), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("body_digest", sa.String(length=64), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("subject_kind", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_idempotency_keys_account_id_accounts")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_idempotency_keys_program_id_programs")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_idempotency_keys")),
        sa.UniqueConstraint(
            "account_id",
            "program_id",
            "method",
            "path",
            "key",
            name=op.f("uq_idempotency_keys_account_id_program_id_method_path_key"),
        ),
    )
    op.create_index(op.f("ix_idempotency_keys_created_at"), "idempotency_keys", ["created_at"], unique=False)
    op.create_index(op.f("ix_idempotency_keys_program_id"), "idempotency_keys", ["program_id"], unique=False)
