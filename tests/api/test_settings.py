"""What of the environment is a setting, and what is said of one that can't be used."""

import pytest

from api.settings import BadSetting, Settings

GIVEN = {"ALONGSIDE_KEYS": "read elsewhere", "ALONGSIDE_SECRET_KEY": "a secret of the tests, used for nothing else"}


@pytest.mark.parametrize(("text", "proxies"), [(None, 0), ("", 0), ("0", 0), ("1", 1), ("12", 12)])
def test_the_number_of_proxies(text: str | None, proxies: int) -> None:
    given = {} if text is None else {"ALONGSIDE_PROXIES": text}
    assert Settings.from_env(GIVEN | given).proxies == proxies


@pytest.mark.parametrize("text", ["-1", "+1", " 1", "1.0", "one", "100", "٣", "1\n"])
def test_a_number_that_is_none_is_one_clear_line(text: str) -> None:
    with pytest.raises(BadSetting) as refused:
        Settings.from_env(GIVEN | {"ALONGSIDE_PROXIES": text})
    assert str(refused.value) == "ALONGSIDE_PROXIES has to be a number, 0 to 99."


def test_what_has_no_default_is_named() -> None:
    with pytest.raises(BadSetting, match="Set ALONGSIDE_KEYS and ALONGSIDE_SECRET_KEY"):
        Settings.from_env({"ALONGSIDE_PROXIES": "1"})
