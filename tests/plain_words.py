"""Whether a text is kind and plain: no word that hurts, no endless sentence, and readable at about 12 years.

``flaws`` judges one text, ``is_hard`` a collection of them: a reading formula means little for a line or two.
Texts may hold tags of HTML and values to be filled in; neither is read.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

MOST_WORDS = 25
# Flesch-Kincaid grade (Kincaid et al. 1975): the seventh grade is read at 12 to 13.
HARDEST_GRADE = 7.0
# Szigriszt-Pazos (1993) on the INFLESZ scale (Barrio-Cantalejo et al. 2008), where 65 to 80 is "quite easy".
LEAST_EASE = 65.0

# Words that hurt or promise, as regular expressions for whole words.
_BANNED: Mapping[str, Sequence[str]] = {
    "en": (
        r"addict\w*",
        r"alcoholics?",
        r"junkies?",
        r"drunks?",
        r"clean",
        r"dirty",
        r"abus\w+",
        r"fail\w*",
        r"reject\w*",
        r"graduat\w*",
        r"relaps\w*",
        r"committed suicide",
        r"compatib\w+",
        r"likely to succeed",
    ),
    "es": (
        r"adict\w*",
        r"adicci\w*",
        r"drogadic\w*",
        r"drogodepend\w*",
        r"toxicóman\w*",
        r"alcohólic[oa]s?",
        r"borrach[oa]s?",
        r"limpi[oa]s?",
        r"suci[oa]s?",
        r"abus\w+",
        r"fracas\w*",
        r"falló|fallar\w*|fallad[oa]s?|fallid[oa]s?",
        r"rechaz\w*",
        r"recaíd\w*|recaer\w*|recay\w*",
        r"gradu(?:ó|ar\w*|ad[oa]s?)",
        r"cometió suicidio",
        r"compatib\w+",
    ),
}
_HURTS = {language: re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE) for language, words in _BANNED.items()}

_TAG = re.compile(r"<[^<>]+>")
_VALUE = re.compile(r"\{\{.*?\}\}|\{[^{}]*\}|%\(\w+\)[sd]|%[sd]", re.DOTALL)
# A list after a colon is no part of the sentence before it.
_ENDS = re.compile(r"[.!?…:](?=[\s\"”’)]|$)|\n")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_SYLLABLES = {
    "en": re.compile(r"[aeiouy]+"),
    # Weak vowels go with the strong one beside them; an accent on a weak one makes it strong.
    "es": re.compile(r"[iuü]?[aeoáéóíú][iu]?(?![aeoáéóíú])|[iuü]?[aeoáéóíú]|[iuü]+"),
}


def flaws(text: str, language: str) -> list[str]:
    """What is wrong with a text, in words for whoever wrote it; empty when nothing is."""
    return words_that_hurt(text, language) + endless_sentences(text)


def words_that_hurt(text: str, language: str) -> list[str]:
    return [f"“{found.group()}” hurts or promises: {text!r}" for found in _HURTS[language].finditer(_told(text))]


def endless_sentences(text: str) -> list[str]:
    counts = [(sentence, len(_WORD.findall(sentence))) for sentence in sentences(text)]
    return [f"{count} words in one sentence: {sentence!r}" for sentence, count in counts if count > MOST_WORDS]


def is_hard(texts: Iterable[str], language: str) -> str | None:
    """What the formula says of them where that is beyond the bound; None when they are easy enough."""
    level = reading_level(texts, language)
    if language == "es":
        return f"INFLESZ {level:.1f}, at least {LEAST_EASE}" if level < LEAST_EASE else None
    return f"Flesch-Kincaid grade {level:.1f}, at most {HARDEST_GRADE}" if level > HARDEST_GRADE else None


def reading_level(texts: Iterable[str], language: str) -> float:
    """English: Flesch-Kincaid's grade, lower is easier. Spanish: Szigriszt-Pazos's ease, higher is easier."""
    found = [_WORD.findall(sentence) for text in texts for sentence in sentences(text)]
    words = [word for sentence in found for word in sentence]
    in_a_sentence = len(words) / len(found)
    in_a_word = sum(syllables(word, language) for word in words) / len(words)
    if language == "es":
        return 206.835 - 62.3 * in_a_word - in_a_sentence
    return 0.39 * in_a_sentence + 11.8 * in_a_word - 15.59


def sentences(text: str) -> list[str]:
    """Those with a word in them; a line that ends ends a sentence."""
    return [part.strip() for part in _ENDS.split(_told(text)) if _WORD.search(part)]


def syllables(word: str, language: str) -> int:
    """Near enough for a formula; a number counts as one."""
    lower = word.lower()
    if language == "en" and len(lower) > 3 and re.search(r"[^aeiouyl]e$|[^aeiouytd]ed$|[^aeiouyscxz]es$", lower):
        lower = re.sub(r"e[ds]?$", "", lower)
    if language == "es":
        lower = re.sub(r"([gq])u(?=[eiéí])", r"\1", re.sub(r"y$", "i", lower))
    return max(1, len(_SYLLABLES[language].findall(lower)))


def _told(text: str) -> str:
    """A value is read as one short word."""
    return _VALUE.sub("it", _TAG.sub("", text))
