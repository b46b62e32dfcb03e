"""What is sealed opens only as itself, in its own place, with its own key."""

import base64
import dataclasses

import pytest

from data.seal import BadKeys, CannotOpen, Keyring, Sealed, new_key

OLD, NEW = b"o" * 32, b"n" * 32
CONTENT = {"identity": {"preferred_name": "Zoë 🐢", "phone": None}, "about": ""}


def _setting(*keys: tuple[str, bytes]) -> str:
    return ",".join(f"{key_id}:{base64.b64encode(key).decode()}" for key_id, key in keys)


@pytest.fixture
def keyring() -> Keyring:
    return Keyring({"new": NEW, "old": OLD})


def test_what_was_sealed_opens_as_it_was(keyring: Keyring) -> None:
    assert keyring.open("someone", keyring.seal("someone", CONTENT)) == CONTENT


def test_the_same_words_never_seal_to_the_same_bytes(keyring: Keyring) -> None:
    assert keyring.seal("someone", CONTENT).value != keyring.seal("someone", CONTENT).value


def test_a_change_of_any_byte_is_noticed(keyring: Keyring) -> None:
    sealed = keyring.seal("someone", CONTENT)
    for place in range(len(sealed.value)):
        changed = bytearray(sealed.value)
        changed[place] ^= 1
        with pytest.raises(CannotOpen):
            keyring.open("someone", Sealed(sealed.key_id, bytes(changed)))


@pytest.mark.parametrize("length", [0, 1, 11, 12, 13, 27, 28])
def test_what_was_cut_off_does_not_open(keyring: Keyring, length: int) -> None:
    sealed = keyring.seal("someone", CONTENT)
    with pytest.raises(CannotOpen):
        keyring.open("someone", Sealed(sealed.key_id, sealed.value[:length]))


def test_what_is_moved_to_another_person_does_not_open(keyring: Keyring) -> None:
    sealed = keyring.seal("someone", CONTENT)
    with pytest.raises(CannotOpen):
        keyring.open("someone else", sealed)


def test_what_is_said_to_have_another_key_does_not_open(keyring: Keyring) -> None:
    sealed = keyring.seal("someone", CONTENT)
    with pytest.raises(CannotOpen):
        keyring.open("someone", dataclasses.replace(sealed, key_id="old"))


def test_the_same_key_under_another_id_does_not_open(keyring: Keyring) -> None:
    sealed = keyring.seal("someone", CONTENT)
    renamed = Keyring({"renamed": NEW})
    with pytest.raises(CannotOpen):
        renamed.open("someone", dataclasses.replace(sealed, key_id="renamed"))


def test_a_key_that_is_not_here_opens_nothing(keyring: Keyring) -> None:
    sealed = Keyring({"gone": b"g" * 32}).seal("someone", CONTENT)
    with pytest.raises(CannotOpen):
        keyring.open("someone", sealed)


def test_the_first_key_seals_and_all_open(keyring: Keyring) -> None:
    before = Keyring({"old": OLD}).seal("someone", CONTENT)
    assert keyring.seal("someone", CONTENT).key_id == "new"
    assert keyring.open("someone", before) == CONTENT


def test_a_setting_is_read_in_its_order_and_around_its_blanks() -> None:
    setting = " , ".join((_setting(("second", NEW)), _setting(("first", OLD)), ""))
    assert Keyring.from_setting(setting).seal("someone", {}).key_id == "second"


def test_a_new_key_fits_the_setting() -> None:
    assert Keyring.from_setting(f"fresh:{new_key()}").seal("someone", {}).key_id == "fresh"
    assert new_key() != new_key()


@pytest.mark.parametrize(
    "setting",
    [
        "",
        " , ,",
        "a",
        "a:",
        "a:not base64!",
        "a:äöü",
        base64.b64encode(NEW).decode(),
        _setting(("", NEW)),
        _setting(("a" * 41, NEW)),
        _setting(("a", NEW[:-1])),
        _setting(("a", NEW + b"n")),
        _setting(("a", NEW), ("a", OLD)),
        _setting(("a", NEW), ("b", b"")),
        _setting(("a", NEW)) + ";" + _setting(("b", OLD)),
    ],
)
def test_a_setting_that_is_not_clear_is_refused_without_telling_a_key(setting: str) -> None:
    with pytest.raises(BadKeys) as refused:
        Keyring.from_setting(setting)
    for key in (NEW, OLD):
        assert base64.b64encode(key).decode()[:8] not in str(refused.value)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("sam@example.org", "  Sam@EXAMPLE.org\n"),
        ("jos\u00e9@example.org", "jose\u0301@example.org"),
        ("stra\u00dfe@example.org", "STRASSE@example.org"),
    ],
)
def test_one_address_written_two_ways_has_one_lookup(keyring: Keyring, one: str, other: str) -> None:
    assert keyring.email_lookup(one) == keyring.email_lookup(other)


def test_lookups_differ_by_address_and_by_key(keyring: Keyring) -> None:
    assert keyring.email_lookup("sam@example.org") != keyring.email_lookup("sam2@example.org")
    assert keyring.email_lookup("sam@example.org") != Keyring({"old": OLD}).email_lookup("sam@example.org")


def test_lookups_hold_the_newest_first_and_the_old_ones_after_it(keyring: Keyring) -> None:
    assert keyring.email_lookups("sam@example.org") == [
        keyring.email_lookup("sam@example.org"),
        Keyring({"old": OLD}).email_lookup("sam@example.org"),
    ]


def test_a_mail_sent_before_the_keys_were_rotated_is_known_by_the_secret_it_carried(keyring: Keyring) -> None:
    before = Keyring({"old": OLD}).one_time_secret("a message")
    assert keyring.one_time_secrets("a message") == [keyring.one_time_secret("a message"), before]
    assert before != keyring.one_time_secret("a message") != keyring.one_time_secret("another message")


def test_a_keyed_hash_is_for_one_purpose_and_tells_its_parts_apart(keyring: Keyring) -> None:
    hashes = [keyring.keyed_hash(*parts) for parts in (("a", "b", "c"), ("a", "bc"), ("ab", "c"), ("x", "b", "c"))]
    assert len(set(hashes)) == 4
    assert keyring.keyed_hash("a", "b") != Keyring({"old": OLD}).keyed_hash("a", "b")
