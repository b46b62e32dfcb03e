"""The first tables."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

DOCUMENT = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    op.create_table(
        "accounts",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("email_lookup", sa.String(length=64), nullable=False),
        sa.Column("key_id", sa.String(length=40), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("password_hash", sa.String(length=255), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts")),
        sa.UniqueConstraint("email_lookup", name=op.f("uq_accounts_email_lookup")),
    )
    op.create_table(
        "audit",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("chain", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.String(length=32), nullable=True),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("act", sa.String(length=60), nullable=False),
        sa.Column("subject_kind", sa.String(length=40), nullable=True),
        sa.Column("subject_id", sa.String(length=32), nullable=True),
        sa.Column("why", sa.String(length=60), nullable=True),
        sa.Column("request_id", sa.String(length=40), nullable=False),
        sa.Column("previous_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
        sa.UniqueConstraint("chain", "position", name=op.f("uq_audit_chain_position")),
    )
    op.create_index(op.f("ix_audit_actor_id"), "audit", ["actor_id"], unique=False)
    op.create_index(op.f("ix_audit_subject_id"), "audit", ["subject_id"], unique=False)

    op.create_table(
        "audit_heads",
        sa.Column("chain", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("chain", name=op.f("pk_audit_heads")),
    )
    op.create_table(
        "programs",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=True),
        sa.Column("time_zone", sa.String(length=64), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("minimum_months", sa.Integer(), nullable=False),
        sa.Column("training_required", sa.Boolean(), nullable=False),
        sa.Column("screening_required", sa.Boolean(), nullable=False),
        sa.Column("smallest_group", sa.Integer(), nullable=False),
        sa.Column("days_to_answer", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("days_to_answer BETWEEN 1 AND 365", name=op.f("ck_programs_days_to_answer_in_range")),
        sa.CheckConstraint("minimum_months BETWEEN 0 AND 600", name=op.f("ck_programs_minimum_months_in_range")),
        sa.CheckConstraint("smallest_group BETWEEN 2 AND 1000", name=op.f("ck_programs_smallest_group_in_range")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programs")),
        sa.UniqueConstraint("slug", name=op.f("uq_programs_slug")),
    )
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

    op.create_table(
        "mentees",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "new",
                "waiting",
                "on_hold",
                "matched",
                "ended",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("waiting_since", sa.Date(), nullable=False),
        sa.Column("matters", DOCUMENT, nullable=True),
        sa.Column("stage", sa.String(length=40), nullable=True),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("experiences", DOCUMENT, nullable=True),
        sa.Column("pathways", DOCUMENT, nullable=True),
        sa.Column("interests", DOCUMENT, nullable=True),
        sa.Column("shared", DOCUMENT, nullable=True),
        sa.Column("gender", sa.String(length=40), nullable=True),
        sa.Column("age_band", sa.String(length=40), nullable=True),
        sa.Column("region", sa.String(length=40), nullable=True),
        sa.Column("languages", DOCUMENT, nullable=False),
        sa.Column("goals", DOCUMENT, nullable=True),
        sa.Column("formats", DOCUMENT, nullable=True),
        sa.Column("styles", DOCUMENT, nullable=True),
        sa.Column("hours_per_week", sa.Float(), nullable=True),
        sa.Column("time_zone", sa.String(length=64), nullable=False),
        sa.Column("weekly", DOCUMENT, nullable=True),
        sa.Column("time_off", DOCUMENT, nullable=True),
        sa.Column("must", DOCUMENT, nullable=True),
        sa.Column("may_tell", DOCUMENT, nullable=True),
        sa.Column("external_id", sa.String(length=100), nullable=True),
        sa.Column("email_lookup", sa.String(length=64), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("program_id", sa.String(length=32), nullable=False),
        sa.CheckConstraint("hours_per_week BETWEEN 0.5 AND 10", name=op.f("ck_mentees_hours_in_range")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_mentees_program_id_programs")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mentees")),
        sa.UniqueConstraint("program_id", "external_id", name=op.f("uq_mentees_program_id_external_id")),
    )
    op.create_index(op.f("ix_mentees_email_lookup"), "mentees", ["email_lookup"], unique=False)
    op.create_index(op.f("ix_mentees_program_id"), "mentees", ["program_id"], unique=False)
    op.create_index("ix_mentees_waiting", "mentees", ["program_id", "status", "waiting_since", "id"], unique=False)

    op.create_table(
        "mentors",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "applied",
                "screening",
                "training",
                "active",
                "paused",
                "declined",
                "retired",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("not_comfortable_with", DOCUMENT, nullable=True),
        sa.Column("training_completed_on", sa.Date(), nullable=True),
        sa.Column("training_expires_on", sa.Date(), nullable=True),
        sa.Column("screening_checked_on", sa.Date(), nullable=True),
        sa.Column("screening_expires_on", sa.Date(), nullable=True),
        sa.Column("story_approved", sa.Boolean(), nullable=False),
        sa.Column("stage", sa.String(length=40), nullable=True),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("experiences", DOCUMENT, nullable=True),
        sa.Column("pathways", DOCUMENT, nullable=True),
        sa.Column("interests", DOCUMENT, nullable=True),
        sa.Column("shared", DOCUMENT, nullable=True),
        sa.Column("gender", sa.String(length=40), nullable=True),
        sa.Column("age_band", sa.String(length=40), nullable=True),
        sa.Column("region", sa.String(length=40), nullable=True),
        sa.Column("languages", DOCUMENT, nullable=False),
        sa.Column("goals", DOCUMENT, nullable=True),
        sa.Column("formats", DOCUMENT, nullable=True),
        sa.Column("styles", DOCUMENT, nullable=True),
        sa.Column("hours_per_week", sa.Float(), nullable=True),
        sa.Column("time_zone", sa.String(length=64), nullable=False),
        sa.Column("weekly", DOCUMENT, nullable=True),
        sa.Column("time_off", DOCUMENT, nullable=True),
        sa.Column("must", DOCUMENT, nullable=True),
        sa.Column("may_tell", DOCUMENT, nullable=True),
        sa.Column("external_id", sa.String(length=100), nullable=True),
        sa.Column("email_lookup", sa.String(length=64), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("program_id", sa.String(length=32), nullable=False),
        sa.CheckConstraint("capacity BETWEEN 0 AND 50", name=op.f("ck_mentors_capacity_in_range")),
        sa.CheckConstraint("hours_per_week BETWEEN 0.5 AND 10", name=op.f("ck_mentors_hours_in_range")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_mentors_program_id_programs")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mentors")),
        sa.UniqueConstraint("program_id", "external_id", name=op.f("uq_mentors_program_id_external_id")),
    )
    op.create_index(op.f("ix_mentors_email_lookup"), "mentors", ["email_lookup"], unique=False)
    op.create_index(op.f("ix_mentors_program_id"), "mentors", ["program_id"], unique=False)
    op.create_index("ix_mentors_status", "mentors", ["program_id", "status", "id"], unique=False)

    op.create_table(
        "one_time_secrets",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("account_id", sa.String(length=32), nullable=False),
        sa.Column(
            "purpose",
            sa.Enum("invitation", "reset", name="purpose", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_one_time_secrets_account_id_accounts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_one_time_secrets")),
        sa.UniqueConstraint("hash", name=op.f("uq_one_time_secrets_hash")),
    )
    op.create_index(op.f("ix_one_time_secrets_account_id"), "one_time_secrets", ["account_id"], unique=False)

    op.create_table(
        "sealed_identities",
        sa.Column("subject_id", sa.String(length=32), nullable=False),
        sa.Column("key_id", sa.String(length=40), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("program_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_sealed_identities_program_id_programs")),
        sa.PrimaryKeyConstraint("subject_id", name=op.f("pk_sealed_identities")),
    )
    op.create_index(op.f("ix_sealed_identities_program_id"), "sealed_identities", ["program_id"], unique=False)

    op.create_table(
        "weights_versions",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("program_id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("weights", DOCUMENT, nullable=False),
        sa.Column("evidence", DOCUMENT, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(["created_by"], ["accounts.id"], name=op.f("fk_weights_versions_created_by_accounts")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_weights_versions_program_id_programs")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_weights_versions")),
        sa.UniqueConstraint("program_id", "version", name=op.f("uq_weights_versions_program_id_version")),
    )
    op.create_index(op.f("ix_weights_versions_program_id"), "weights_versions", ["program_id"], unique=False)

    op.create_table(
        "kept_apart",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("mentee_id", sa.String(length=32), nullable=False),
        sa.Column("mentor_id", sa.String(length=32), nullable=False),
        sa.Column(
            "asked_by",
            sa.Enum(
                "coordinator", "mentee", "mentor", name="asked_by", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("created_by", sa.String(length=32), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("program_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["created_by"], ["accounts.id"], name=op.f("fk_kept_apart_created_by_accounts")),
        sa.ForeignKeyConstraint(["mentee_id"], ["mentees.id"], name=op.f("fk_kept_apart_mentee_id_mentees")),
        sa.ForeignKeyConstraint(["mentor_id"], ["mentors.id"], name=op.f("fk_kept_apart_mentor_id_mentors")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_kept_apart_program_id_programs")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_apart")),
        sa.UniqueConstraint("mentee_id", "mentor_id", name=op.f("uq_kept_apart_mentee_id_mentor_id")),
    )
    op.create_index(op.f("ix_kept_apart_mentor_id"), "kept_apart", ["mentor_id"], unique=False)
    op.create_index(op.f("ix_kept_apart_program_id"), "kept_apart", ["program_id"], unique=False)

    op.create_table(
        "memberships",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("account_id", sa.String(length=32), nullable=False),
        sa.Column("program_id", sa.String(length=32), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "administrator",
                "coordinator",
                "mentor",
                "mentee",
                "auditor",
                "referrer",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("mentee_id", sa.String(length=32), nullable=True),
        sa.Column("mentor_id", sa.String(length=32), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(role = 'mentee') = (mentee_id IS NOT NULL) AND (role = 'mentor') = (mentor_id IS NOT NULL)",
            name=op.f("ck_memberships_profile_fits_role"),
        ),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_memberships_account_id_accounts")),
        sa.ForeignKeyConstraint(["mentee_id"], ["mentees.id"], name=op.f("fk_memberships_mentee_id_mentees")),
        sa.ForeignKeyConstraint(["mentor_id"], ["mentors.id"], name=op.f("fk_memberships_mentor_id_mentors")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_memberships_program_id_programs")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_memberships")),
        sa.UniqueConstraint("account_id", "program_id", "role", name=op.f("uq_memberships_account_id_program_id_role")),
        sa.UniqueConstraint("mentee_id", name=op.f("uq_memberships_mentee_id")),
        sa.UniqueConstraint("mentor_id", name=op.f("uq_memberships_mentor_id")),
    )
    op.create_index(op.f("ix_memberships_account_id"), "memberships", ["account_id"], unique=False)
    op.create_index(op.f("ix_memberships_program_id"), "memberships", ["program_id"], unique=False)

    op.create_table(
        "runs",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("mentee_id", sa.String(length=32), nullable=False),
        sa.Column("generated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("weights_version", sa.Integer(), nullable=False),
        sa.Column("shown", DOCUMENT, nullable=False),
        sa.Column("asked_by", sa.String(length=32), nullable=True),
        sa.Column("program_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["asked_by"], ["accounts.id"], name=op.f("fk_runs_asked_by_accounts")),
        sa.ForeignKeyConstraint(["mentee_id"], ["mentees.id"], name=op.f("fk_runs_mentee_id_mentees")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_runs_program_id_programs")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_runs")),
    )
    op.create_index(op.f("ix_runs_mentee_id"), "runs", ["mentee_id"], unique=False)
    op.create_index(op.f("ix_runs_program_id"), "runs", ["program_id"], unique=False)

    op.create_table(
        "matches",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("mentee_id", sa.String(length=32), nullable=False),
        sa.Column("mentor_id", sa.String(length=32), nullable=False),
        sa.Column("seat", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "confirmed",
                "mentor_accepted",
                "mentee_accepted",
                "accepted",
                "introduced",
                "active",
                "paused",
                "closed",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("run_id", sa.String(length=32), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=False),
        sa.Column("common_ground", DOCUMENT, nullable=False),
        sa.Column("introduced_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "closed_by_action",
            sa.Enum(
                "accept",
                "decline",
                "withdraw",
                "lapse",
                "introduce",
                "start",
                "pause",
                "resume",
                "close",
                name="closed_by_action",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "end_reason",
            sa.Enum(
                "not_now",
                "times_changed",
                "lapsed",
                "prefer_someone_else",
                "know_each_other",
                "safety",
                "completed",
                "status_changed",
                "consent_revoked",
                name="end_reason",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("program_id", sa.String(length=32), nullable=False),
        sa.CheckConstraint("(state = 'closed') = (closed_at IS NOT NULL)", name=op.f("ck_matches_closed_has_a_moment")),
        sa.CheckConstraint("seat BETWEEN 1 AND 50", name=op.f("ck_matches_seat_in_range")),
        sa.ForeignKeyConstraint(["mentee_id"], ["mentees.id"], name=op.f("fk_matches_mentee_id_mentees")),
        sa.ForeignKeyConstraint(["mentor_id"], ["mentors.id"], name=op.f("fk_matches_mentor_id_mentors")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_matches_program_id_programs")),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name=op.f("fk_matches_run_id_runs")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matches")),
    )
    op.create_index("ix_matches_by_state", "matches", ["program_id", "state", "confirmed_at"], unique=False)
    op.create_index("ix_matches_of_mentee", "matches", ["mentee_id"], unique=False)
    op.create_index("ix_matches_of_mentor", "matches", ["mentor_id"], unique=False)
    op.create_index(op.f("ix_matches_program_id"), "matches", ["program_id"], unique=False)
    op.create_index(
        "uq_matches_open_mentee",
        "matches",
        ["mentee_id"],
        unique=True,
        sqlite_where=sa.text("state <> 'closed'"),
        postgresql_where=sa.text("state <> 'closed'"),
    )
    op.create_index(
        "uq_matches_open_seat",
        "matches",
        ["mentor_id", "seat"],
        unique=True,
        sqlite_where=sa.text("state <> 'closed'"),
        postgresql_where=sa.text("state <> 'closed'"),
    )

    op.create_table(
        "tokens",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("membership_id", sa.String(length=32), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["membership_id"], ["memberships.id"], name=op.f("fk_tokens_membership_id_memberships")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tokens")),
        sa.UniqueConstraint("hash", name=op.f("uq_tokens_hash")),
    )
    op.create_index(op.f("ix_tokens_membership_id"), "tokens", ["membership_id"], unique=False)

    op.create_table(
        "consents",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("mentee_id", sa.String(length=32), nullable=True),
        sa.Column("mentor_id", sa.String(length=32), nullable=True),
        sa.Column(
            "purpose",
            sa.Enum(
                "matching",
                "introduction",
                "referral_feedback",
                "messages",
                "research",
                name="purpose",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("text_version", sa.Integer(), nullable=False),
        sa.Column(
            "how",
            sa.Enum(
                "online",
                "phone",
                "in_person",
                "paper",
                name="how",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("match_id", sa.String(length=32), nullable=True),
        sa.Column("from_whom", sa.String(length=200), nullable=True),
        sa.Column("to_whom", sa.String(length=200), nullable=True),
        sa.Column("what", sa.String(length=400), nullable=True),
        sa.Column("what_for", sa.String(length=200), nullable=True),
        sa.Column("until", sa.String(length=200), nullable=True),
        sa.Column("how_to_revoke", sa.String(length=400), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=32), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_by", sa.String(length=32), nullable=True),
        sa.Column("program_id", sa.String(length=32), nullable=False),
        sa.CheckConstraint(
            "purpose <> 'introduction' OR (match_id IS NOT NULL AND from_whom IS NOT NULL AND to_whom IS NOT NULL AND what IS NOT NULL AND what_for IS NOT NULL AND until IS NOT NULL AND how_to_revoke IS NOT NULL)",
            name=op.f("ck_consents_introduction_is_complete"),
        ),
        sa.CheckConstraint("(mentee_id IS NULL) <> (mentor_id IS NULL)", name=op.f("ck_consents_one_person")),
        sa.ForeignKeyConstraint(["match_id"], ["matches.id"], name=op.f("fk_consents_match_id_matches")),
        sa.ForeignKeyConstraint(["mentee_id"], ["mentees.id"], name=op.f("fk_consents_mentee_id_mentees")),
        sa.ForeignKeyConstraint(["mentor_id"], ["mentors.id"], name=op.f("fk_consents_mentor_id_mentors")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_consents_program_id_programs")),
        sa.ForeignKeyConstraint(["recorded_by"], ["accounts.id"], name=op.f("fk_consents_recorded_by_accounts")),
        sa.ForeignKeyConstraint(["revoked_by"], ["accounts.id"], name=op.f("fk_consents_revoked_by_accounts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consents")),
    )
    op.create_index(op.f("ix_consents_match_id"), "consents", ["match_id"], unique=False)
    op.create_index("ix_consents_of_mentee", "consents", ["mentee_id", "purpose"], unique=False)
    op.create_index("ix_consents_of_mentor", "consents", ["mentor_id", "purpose"], unique=False)
    op.create_index(op.f("ix_consents_program_id"), "consents", ["program_id"], unique=False)

    op.create_table(
        "match_events",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("match_id", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "action",
            sa.Enum(
                "confirm",
                "accept",
                "decline",
                "withdraw",
                "lapse",
                "introduce",
                "start",
                "pause",
                "resume",
                "close",
                name="action",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "from_state",
            sa.Enum(
                "confirmed",
                "mentor_accepted",
                "mentee_accepted",
                "accepted",
                "introduced",
                "active",
                "paused",
                "closed",
                name="from_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "to_state",
            sa.Enum(
                "confirmed",
                "mentor_accepted",
                "mentee_accepted",
                "accepted",
                "introduced",
                "active",
                "paused",
                "closed",
                name="to_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "by",
            sa.Enum(
                "mentee",
                "mentor",
                "coordinator",
                "system",
                name="by",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("actor_id", sa.String(length=32), nullable=True),
        sa.Column(
            "for_party",
            sa.Enum("mentee", "mentor", name="for_party", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column(
            "heard",
            sa.Enum("phone", "in_person", "paper", name="heard", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column(
            "reason",
            sa.Enum(
                "not_now",
                "times_changed",
                "lapsed",
                "prefer_someone_else",
                "know_each_other",
                "safety",
                "completed",
                "status_changed",
                "consent_revoked",
                name="reason",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("program_id", sa.String(length=32), nullable=False),
        sa.CheckConstraint("(for_party IS NULL) = (heard IS NULL)", name=op.f("ck_match_events_heard_for_somebody")),
        sa.ForeignKeyConstraint(["actor_id"], ["accounts.id"], name=op.f("fk_match_events_actor_id_accounts")),
        sa.ForeignKeyConstraint(["match_id"], ["matches.id"], name=op.f("fk_match_events_match_id_matches")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_match_events_program_id_programs")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_match_events")),
        sa.UniqueConstraint("match_id", "position", name=op.f("uq_match_events_match_id_position")),
    )
    op.create_index(op.f("ix_match_events_program_id"), "match_events", ["program_id"], unique=False)

    op.create_table(
        "outbox",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("message_id", sa.String(length=32), nullable=False),
        sa.Column(
            "channel",
            sa.Enum("email", "task", name="channel", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("recipient_kind", sa.String(length=10), nullable=False),
        sa.Column("recipient_id", sa.String(length=32), nullable=False),
        sa.Column("notice", sa.String(length=40), nullable=False),
        sa.Column("match_id", sa.String(length=32), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_try_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("dead_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("program_id", sa.String(length=32), nullable=False),
        sa.CheckConstraint("recipient_kind IN ('mentee', 'mentor', 'account')", name=op.f("ck_outbox_recipient_kind")),
        sa.ForeignKeyConstraint(["match_id"], ["matches.id"], name=op.f("fk_outbox_match_id_matches")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_outbox_program_id_programs")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("message_id", name=op.f("uq_outbox_message_id")),
    )
    op.create_index("ix_outbox_due", "outbox", ["sent_at", "next_try_at"], unique=False)
    op.create_index(op.f("ix_outbox_match_id"), "outbox", ["match_id"], unique=False)
    op.create_index(op.f("ix_outbox_program_id"), "outbox", ["program_id"], unique=False)

    op.create_table(
        "sealed_notes",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("match_id", sa.String(length=32), nullable=False),
        sa.Column("event_id", sa.String(length=32), nullable=False),
        sa.Column("key_id", sa.String(length=40), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("written_by", sa.String(length=32), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("program_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["match_events.id"], name=op.f("fk_sealed_notes_event_id_match_events")),
        sa.ForeignKeyConstraint(["match_id"], ["matches.id"], name=op.f("fk_sealed_notes_match_id_matches")),
        sa.ForeignKeyConstraint(["program_id"], ["programs.id"], name=op.f("fk_sealed_notes_program_id_programs")),
        sa.ForeignKeyConstraint(["written_by"], ["accounts.id"], name=op.f("fk_sealed_notes_written_by_accounts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sealed_notes")),
    )
    op.create_index(op.f("ix_sealed_notes_match_id"), "sealed_notes", ["match_id"], unique=False)
    op.create_index(op.f("ix_sealed_notes_program_id"), "sealed_notes", ["program_id"], unique=False)
    heads = sa.table("audit_heads", sa.column("chain"), sa.column("position"), sa.column("hash"))
    op.bulk_insert(heads, [{"chain": "service", "position": 0, "hash": "0" * 64}])


def downgrade() -> None:
    op.drop_index(op.f("ix_sealed_notes_program_id"), table_name="sealed_notes")
    op.drop_index(op.f("ix_sealed_notes_match_id"), table_name="sealed_notes")

    op.drop_table("sealed_notes")
    op.drop_index(op.f("ix_outbox_program_id"), table_name="outbox")
    op.drop_index(op.f("ix_outbox_match_id"), table_name="outbox")
    op.drop_index("ix_outbox_due", table_name="outbox")

    op.drop_table("outbox")
    op.drop_index(op.f("ix_match_events_program_id"), table_name="match_events")

    op.drop_table("match_events")
    op.drop_index(op.f("ix_consents_program_id"), table_name="consents")
    op.drop_index("ix_consents_of_mentor", table_name="consents")
    op.drop_index("ix_consents_of_mentee", table_name="consents")
    op.drop_index(op.f("ix_consents_match_id"), table_name="consents")

    op.drop_table("consents")
    op.drop_index(op.f("ix_tokens_membership_id"), table_name="tokens")

    op.drop_table("tokens")
    op.drop_index(
        "uq_matches_open_seat",
        table_name="matches",
        sqlite_where=sa.text("state <> 'closed'"),
        postgresql_where=sa.text("state <> 'closed'"),
    )
    op.drop_index(
        "uq_matches_open_mentee",
        table_name="matches",
        sqlite_where=sa.text("state <> 'closed'"),
        postgresql_where=sa.text("state <> 'closed'"),
    )
    op.drop_index(op.f("ix_matches_program_id"), table_name="matches")
    op.drop_index("ix_matches_of_mentor", table_name="matches")
    op.drop_index("ix_matches_of_mentee", table_name="matches")
    op.drop_index("ix_matches_by_state", table_name="matches")

    op.drop_table("matches")
    op.drop_index(op.f("ix_runs_program_id"), table_name="runs")
    op.drop_index(op.f("ix_runs_mentee_id"), table_name="runs")

    op.drop_table("runs")
    op.drop_index(op.f("ix_memberships_program_id"), table_name="memberships")
    op.drop_index(op.f("ix_memberships_account_id"), table_name="memberships")

    op.drop_table("memberships")
    op.drop_index(op.f("ix_kept_apart_program_id"), table_name="kept_apart")
    op.drop_index(op.f("ix_kept_apart_mentor_id"), table_name="kept_apart")

    op.drop_table("kept_apart")
    op.drop_index(op.f("ix_weights_versions_program_id"), table_name="weights_versions")

    op.drop_table("weights_versions")
    op.drop_index(op.f("ix_sealed_identities_program_id"), table_name="sealed_identities")

    op.drop_table("sealed_identities")
    op.drop_index(op.f("ix_one_time_secrets_account_id"), table_name="one_time_secrets")

    op.drop_table("one_time_secrets")
    op.drop_index("ix_mentors_status", table_name="mentors")
    op.drop_index(op.f("ix_mentors_program_id"), table_name="mentors")
    op.drop_index(op.f("ix_mentors_email_lookup"), table_name="mentors")

    op.drop_table("mentors")
    op.drop_index("ix_mentees_waiting", table_name="mentees")
    op.drop_index(op.f("ix_mentees_program_id"), table_name="mentees")
    op.drop_index(op.f("ix_mentees_email_lookup"), table_name="mentees")

    op.drop_table("mentees")
    op.drop_index(op.f("ix_idempotency_keys_program_id"), table_name="idempotency_keys")
    op.drop_index(op.f("ix_idempotency_keys_created_at"), table_name="idempotency_keys")

    op.drop_table("idempotency_keys")
    op.drop_table("programs")
    op.drop_table("audit_heads")
    op.drop_index(op.f("ix_audit_subject_id"), table_name="audit")
    op.drop_index(op.f("ix_audit_actor_id"), table_name="audit")

    op.drop_table("audit")
    op.drop_table("accounts")
