"""The version that pools of mentors follow, whom a run showed, and plans."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

DOCUMENT = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")
RUNS = sa.table("runs", sa.column("id"), sa.column("shown", DOCUMENT), sa.column("mentor_ids", DOCUMENT))
AT_ONCE = 500


def upgrade() -> None:
    op.create_table(
        "pool_heads",
        sa.Column("program_id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_pool_heads_program_id_programs")),
        sa.PrimaryKeyConstraint("program_id", name=op.f("pk_pool_heads")),
    )
    op.execute("INSERT INTO pool_heads (program_id, version) SELECT id, 0 FROM programs")
    op.create_table(
        "pool_changes",
        sa.Column("mentor_id", sa.String(length=32), nullable=False),
        sa.Column("program_id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_pool_changes_program_id_programs")),
        sa.PrimaryKeyConstraint("mentor_id", name=op.f("pk_pool_changes")),
    )
    op.create_index("ix_pool_changes_since", "pool_changes", ["program_id", "version"], unique=False)
    _create_plans()
    op.add_column("runs", sa.Column("mentor_ids", DOCUMENT, server_default=sa.text("'[]'"), nullable=False))
    _fill_in_whom_runs_showed()
    op.create_index("ix_runs_newest", "runs", ["program_id", "generated_at"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_runs_newest", table_name="runs")
    op.drop_column("runs", "mentor_ids")
    op.drop_table("plans")
    op.drop_table("pool_changes")
    op.drop_table("pool_heads")


def _create_plans() -> None:
    states = ("running", "done", "cancelled", "to_be_run_again")
    op.create_table(
        "plans",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column(
            "state",
            sa.Enum(*states, name="state", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("progress", sa.Float(), nullable=False),
        sa.Column("asked", DOCUMENT, nullable=False),
        sa.Column("found", DOCUMENT, nullable=True),
        sa.Column("weights_version", sa.Integer(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.String(length=32), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("alive_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancel_asked", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("program_id", sa.String(length=32), nullable=False),
        sa.CheckConstraint("progress BETWEEN 0 AND 1", name=op.f("ck_plans_progress_in_range")),
        sa.ForeignKeyConstraint(["created_by"], ["accounts.id"], name=op.f("fk_plans_created_by_accounts")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_plans_program_id_programs")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plans")),
    )
    op.create_index(op.f("ix_plans_program_id"), "plans", ["program_id"], unique=False)
    op.create_index("ix_plans_newest", "plans", ["program_id", "created_at"], unique=False)
    op.create_index("ix_plans_by_state", "plans", ["state", "alive_at"], unique=False)


def _fill_in_whom_runs_showed() -> None:
    """Some at a time: a program may have shown very many lists."""
    connection = op.get_bind()
    change = (
        sa.update(RUNS).where(RUNS.c.id == sa.bindparam("of_run")).values(mentor_ids=sa.bindparam("shown_to", DOCUMENT))
    )
    last = ""
    while True:
        some = sa.select(RUNS.c.id, RUNS.c.shown).where(RUNS.c.id > last).order_by(RUNS.c.id).limit(AT_ONCE)
        found = connection.execute(some).all()
        if not found:
            return
        connection.execute(change, [{"of_run": row.id, "shown_to": _whom_it_showed(row.shown)} for row in found])
        last = found[-1].id


def _whom_it_showed(shown: dict) -> list[str]:
    return [each["mentor_id"] for each in shown["suggestions"]]
