"""Which new passwords are taken: long enough, hard enough to guess, and no other rule."""

import unicodedata
from types import SimpleNamespace

import pytest

from api.services import passwords
from api.services.refusals import InvalidAnswer

PROGRAM = SimpleNamespace(name="Harbor Recovery Network", slug="harbor")
KNOWN = passwords.known_of("casey.jones@harbor.example.org", [PROGRAM])

GUESSED_FIRST = [
    "passwordpassword", "passwordpasswordpassword", "password12345678", "Password1234567!", "P@ssw0rdP@ssw0rd",
    "123456789012345", "111111111111111", "123123123123123", "abcdefghijklmnop", "aaaaaaaaaaaaaaa",
    "qwertyuiopasdfgh", "qwertyqwertyqwerty", "1q2w3e4r5t6y7u8i", "1qaz2wsx3edc4rfv", "zaq12wsxcde34rfv",
    "iloveyouiloveyou", "letmeinletmeinletmein", "changemechangeme", "administrator123", "welcomewelcome1",
    "sunshinesunshine", "footballfootball", "january2026january", "Summer2026Summer2026", " " * 20, "😀" * 256,
    unicodedata.normalize("NFKD", "ｐａｓｓｗｏｒｄｐａｓｓｗｏｒｄ"), "ｐａｓｓｗｏｒｄｐａｓｓｗｏｒｄ",
]  # fmt: skip
GUESSED_BY_WHO_KNOWS_THEM = [
    "casey.jones@harbor.example.org", "CASEY.JONES@HARBOR.EXAMPLE.ORG!", "casey.jones@harbor", "caseyjones1234567",
    "casey.harbor.2026!", "jonescaseyharbor", "Harbor Recovery Network", "harborrecoverynetwork",
    "Harbor Recovery 2026", "harborharbor2026!", "alongsideharbor1", "AlongsideAlongside", "one day at a time 1",
    "onedayatatime123", "Just for today!!", "keepcomingback77",
]  # fmt: skip
TAKEN = [
    "correct horse battery staple", "lantern gravel mosaic otter plum", "walrus cabinet sorry tuesday",
    "tender apricot window", "made up for the tests", "recovery is possible, said the walrus",
    "xFzZ0iJudINBeCqgNQUV", "7f3c19a0be52d846", "849302716655019", "žluťoučký kůň pěl", "пять слов ни о чём вообще",
    "!)@*#&%^$({}]:;<", "🐈🎻🌵🚀🧀🪁🥝🦉🧵🎲🛶🪴🍋🧊🔭", "lantern gravel otter " * 3, "x9$Lq2v!Tr0pW-k7" * 4,
    "walrus cabinet sorry tuesday " + "a" * 900,
]  # fmt: skip


@pytest.mark.parametrize("password", GUESSED_FIRST + GUESSED_BY_WHO_KNOWS_THEM)
def test_one_that_is_easy_to_guess_is_refused(password: str) -> None:
    with pytest.raises(InvalidAnswer) as refused:
        passwords.hash_new(password, KNOWN)
    assert refused.value.errors == {"password": [passwords.GUESSABLE]}


@pytest.mark.parametrize("password", TAKEN)
def test_whatever_is_hard_to_guess_is_taken_without_rules_of_composition(password: str) -> None:
    passwords.check_new(password, KNOWN)


@pytest.mark.parametrize(("password", "long_enough"), [
    ("lantern mosaic", False),
    ("lantern mosaics", True),
    ("😀🎻🌵🚀🧀🪁🥝🦉🧵🎲🛶🪴🍋🧊", False),
    ("oﬃce trout ﬁve", True),  # two ligatures: 14 as typed, 17 characters as hashed
    ("e\u0301" * 14, False),  # 28 as typed, 14 characters as hashed
])  # fmt: skip
def test_fifteen_characters_are_counted_as_they_are_hashed(password: str, long_enough: bool) -> None:
    assert passwords.is_long_enough(password) is long_enough


def test_nothing_of_a_long_password_is_left_out_of_its_hash() -> None:
    password = "walrus cabinet sorry tuesday " * 35
    stored = passwords.hash_new(password, KNOWN)
    assert passwords.is_right(stored, password)
    assert not passwords.is_right(stored, password[:-1])
    assert passwords.is_right(stored, unicodedata.normalize("NFKD", password))


def test_what_is_made_up_for_the_sample_would_be_taken_from_anybody() -> None:
    for _ in range(20):
        passwords.check_new(passwords.new_password(), KNOWN)
