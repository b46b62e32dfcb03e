"""Secrets that are stored as hashes only: tokens, links, codes, cookies."""

import hashlib


def hash_of(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
