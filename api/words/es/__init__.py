"""Spanish, as far as it is there: what is sent outside."""
