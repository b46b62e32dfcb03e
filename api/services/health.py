"""Is the storage there, and are its tables those of this version."""

from data.db import StorageUnavailable, reading, schema_revision

READY = "ready"
NOT_MIGRATED = "not_migrated"
CURRENT = "0001"


def storage_state() -> str:
    """``ready``, or in one word why not."""
    try:
        with reading(None):
            revision = schema_revision()
    except StorageUnavailable:
        return "away"
    return READY if revision == CURRENT else NOT_MIGRATED
