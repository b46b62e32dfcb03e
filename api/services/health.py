"""Is the storage there, and are its tables those of this version."""

from data.db import StorageUnavailable, reading, schema_is_current

READY = "ready"
NOT_MIGRATED = "not_migrated"


def storage_state() -> str:
    """``ready``, or in one word why not."""
    try:
        with reading(None):
            current = schema_is_current()
    except StorageUnavailable:
        return "away"
    return READY if current else NOT_MIGRATED
