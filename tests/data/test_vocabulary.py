"""The coded answers: complete in both languages, unique, and in words that do nobody down."""

import re
from importlib.resources import files
from pathlib import Path

import pytest

from data.vocabulary import LANGUAGES, TOPICS, VocabularyError, load, read

# As in the design's vocabulary page. Interests, regions and languages have more than these.
DESIGN = {
    "stage": "exploring early sustained stable",
    "experiences": (
        "alcohol opioids stimulants cannabis sedatives hallucinogens nicotine other_substances"
        " gambling gaming eating internet other_behaviours depression bipolar postpartum"
        " anxiety panic ocd social_anxiety trauma grief domestic_violence psychosis adhd autism personality"
        " suicidal_thoughts self_harm overdose loved_one_in_recovery"
    ),
    "pathways": (
        "twelve_step smart_recovery recovery_dharma lifering women_for_sobriety celebrate_recovery faith_based"
        " wellbriety medication therapy inpatient recovery_housing harm_reduction moderation online_groups"
        " self_directed other_pathway"
    ),
    "goals": (
        "staying_well cravings coping_skills building_routine housing work school family parenting relationships"
        " social_life making_friends legal money health sleep exercise grief_support leaving_treatment finding_groups"
        " giving_back"
    ),
    "interests": "hiking cooking music",
    "shared": (
        "parent single_parent caregiver veteran first_responder health_worker student older_adult lgbtq immigrant"
        " refugee rural indigenous black hispanic_latino asian pacific_islander mena white multiracial justice_involved"
        " homelessness foster_care disabled deaf_hoh chronic_illness neurodivergent faith_christian faith_muslim"
        " faith_jewish faith_buddhist faith_hindu faith_other not_religious"
    ),
    "gender": "woman man nonbinary another",
    "age_band": "18-24 25-34 35-44 45-54 55-64 65+",
    "region": "us-il us-dc us-pr us-gu us-vi us-as us-mp ca-on ca-qc ca-nu",
    "languages": "en es ase pl so fr zh vi tl ar",
    "formats": "in_person video phone text group",
    "styles": (
        "listening practical_tips accountability doing_things_together sharing_stories faith_conversations gentle_pace"
        " direct_honesty"
    ),
}
MAY_HAVE_MORE = {"interests", "region", "languages"}
FAMILIES = {
    "substances": "alcohol opioids stimulants cannabis sedatives hallucinogens nicotine other_substances",
    "behaviours": "gambling gaming eating internet other_behaviours",
    "mood": "depression bipolar postpartum",
    "anxiety": "anxiety panic ocd social_anxiety",
    "trauma": "trauma grief domestic_violence",
    "mind": "psychosis adhd autism personality",
    "crisis": "suicidal_thoughts self_harm overdose",
    "near": "loved_one_in_recovery",
}
NEVER_SAID = re.compile(
    r"\b(addict|clean|dirty|abus|fail|reject|graduat|relaps)\w*|\b(adict|limpi|suci|recaíd|fracas)\w*", re.I
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the data files, to spoil."""
    for topic in TOPICS:
        name = f"{topic}.toml"
        (tmp_path / name).write_text(files("data.vocabulary").joinpath(name).read_text("utf-8"), "utf-8")
    return tmp_path


def add(folder: Path, topic: str, entry: str) -> None:
    """One line more at the end of the entries."""
    path = folder / f"{topic}.toml"
    path.write_text(path.read_text("utf-8").rstrip().removesuffix("]") + f"  {entry},\n]\n", "utf-8")


def test_the_topics_are_those_of_the_matcher() -> None:
    assert tuple(load().matcher.topics) == TOPICS == tuple(DESIGN)


@pytest.mark.parametrize("topic", TOPICS)
def test_every_code_of_the_design_is_there_and_in_its_order(topic: str) -> None:
    designed = DESIGN[topic].split()
    codes = load().matcher.topics[topic]
    if topic in MAY_HAVE_MORE:
        assert set(designed) <= set(codes)
    else:
        assert codes == tuple(designed)


def test_each_experience_has_the_family_of_the_design() -> None:
    assert load().matcher.families == {code: family for family, codes in FAMILIES.items() for code in codes.split()}


def test_lists_that_have_more_are_of_a_sensible_length() -> None:
    topics = load().matcher.topics
    assert 55 <= len(topics["interests"]) <= 70
    assert sum(code.startswith("us-") for code in topics["region"]) == 50 + 1 + 5
    assert sum(code.startswith("ca-") for code in topics["region"]) == 10 + 3
    assert len(topics["languages"]) == 183 + 1
    assert all(len(code) == 2 for code in topics["languages"] if code != "ase")


def test_codes_are_unique_over_all_topics() -> None:
    codes = [code for topic in load().matcher.topics.values() for code in topic]
    assert len(codes) == len(set(codes)) == len(load().labels("en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_words_in_both_languages(language: str) -> None:
    vocabulary = load()
    labels = vocabulary.labels(language)
    for topic, entries in vocabulary.entries(language).items():
        assert [entry["code"] for entry in entries] == list(vocabulary.matcher.topics[topic])
        assert len({entry["label"] for entry in entries}) == len(entries)
        for entry in entries:
            label = entry["label"]
            assert label and label == label.strip() and not label.endswith(".")
            assert label[0].upper() == label[0]
            assert label[1:] == labels[str(entry["code"])][1:]
            assert entry["hint"] is None or entry["hint"].endswith((".", "?"))


def test_a_hint_is_there_in_both_languages_or_in_neither() -> None:
    hinted = {
        language: {entry["code"] for entries in load().entries(language).values() for entry in entries if entry["hint"]}
        for language in LANGUAGES
    }
    assert hinted["en"] == hinted["es"] >= {"medication", "trauma", "suicidal_thoughts", "overdose", "justice_involved"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_group_has_a_heading_and_is_used(language: str) -> None:
    vocabulary = load()
    for topic, entries in vocabulary.entries(language).items():
        headings = vocabulary.groups(language).get(topic, {})
        assert list(headings) == list(dict.fromkeys(entry["group"] for entry in entries if entry["group"]))


def test_medication_is_a_way_like_any_other() -> None:
    hints = {language: {e["code"]: e["hint"] for e in load().entries(language)["pathways"]} for language in LANGUAGES}
    assert "a way like any other" in str(hints["en"]["medication"])
    assert "un camino como cualquier otro" in str(hints["es"]["medication"])


@pytest.mark.parametrize("topic", TOPICS)
def test_no_word_that_does_people_down(topic: str) -> None:
    text = files("data.vocabulary").joinpath(f"{topic}.toml").read_text("utf-8")
    assert not [word.group() for word in NEVER_SAID.finditer(text)]


@pytest.mark.parametrize("topic", TOPICS)
def test_a_new_code_is_one_line(folder: Path, topic: str) -> None:
    groups = load().groups("en").get(topic)
    group = f'group = "{next(iter(groups))}", ' if groups else ""
    add(folder, topic, f'{{ code = "brand_new", {group}en = "brand new", es = "nuevo" }}')
    vocabulary = read(folder)
    assert vocabulary.matcher.topics[topic][-1] == "brand_new"
    assert vocabulary.entries("es")[topic][-1]["label"] == "Nuevo"


@pytest.mark.parametrize("topic", ["gender", "styles"])
def test_a_code_that_is_there_twice_is_refused_by_file_and_code(folder: Path, topic: str) -> None:
    add(folder, topic, '{ code = "nonbinary", en = "again", es = "otra vez" }')
    with pytest.raises(VocabularyError, match=rf"{topic}\.toml.*'nonbinary'.*gender\.toml"):
        read(folder)


@pytest.mark.parametrize(
    ("entry", "what"),
    [
        ('{ code = "humming", group = "music", en = "humming" }', "'humming' has no es"),
        ('{ code = "humming", group = "music", en = " ", es = "tararear" }', "'humming' has no en"),
        (
            '{ code = "humming", group = "music", en = "humming", es = "tararear", hint_en = "Hm." }',
            "'humming' has no hint_es",
        ),
        (
            '{ code = "humming", group = "music", en = "humming", es = "tararear", colour = "red" }',
            "'humming' .*: colour",
        ),
        ('{ code = "humming", group = "noise", en = "humming", es = "tararear" }', "'humming' .*'noise'"),
        ('{ code = "humming", en = "humming", es = "tararear" }', "'humming' .*None"),
        (
            '{ code = "humming", group = "music", en = "humming", es = "tararear", retired = "yes" }',
            "'humming' is neither",
        ),
        ('{ code = "loud;humming", group = "music", en = "humming", es = "tararear" }', "'loud;humming'"),
        ('{ group = "music", en = "humming", es = "tararear" }', "not a code: None"),
        ('"humming"', "lists of"),
        ("{ code = ", "line"),
    ],
)
def test_a_wrong_entry_is_refused_by_file_and_code(folder: Path, entry: str, what: str) -> None:
    add(folder, "interests", entry)
    with pytest.raises(VocabularyError, match=rf"^interests\.toml: .*{what}"):
        read(folder)


def test_a_retired_code_is_accepted_and_read_but_not_offered(folder: Path) -> None:
    add(folder, "formats", '{ code = "telegram", en = "by telegram", es = "por telegrama", retired = true }')
    vocabulary = read(folder)
    assert "telegram" in vocabulary.matcher.topics["formats"]
    assert "telegram" in vocabulary.codes("formats")
    assert vocabulary.labels("es")["telegram"] == "por telegrama"
    assert "telegram" not in [entry["code"] for entry in vocabulary.entries("en")["formats"]]
