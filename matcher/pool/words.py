"""What mentors wrote about themselves, as counts of words; compared by TF-IDF, fitted again only after a change."""

from collections import Counter
from collections.abc import Callable
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matcher.pool.codes import Rows


class Words:
    """``counts``: for each mentor the numbers of their words and how often each comes; None for nothing written."""

    def __init__(self) -> None:
        self._number: dict[str, int] = {}
        self._counts: list[bytes | None] = []
        self._fitted: _Fitted | None = None

    @cached_property
    def _analyze(self) -> Callable[[str], list[str]]:
        # Importing scikit-learn takes about two seconds: only where somebody wrote something.
        from sklearn.feature_extraction.text import CountVectorizer

        analyze: Callable[[str], list[str]] = CountVectorizer(stop_words="english").build_analyzer()
        return analyze

    def write(self, row: int, text: str | None) -> None:
        if row == len(self._counts):
            self._counts.append(None)
        before, written = self._counts[row], (text or "").strip()
        self._counts[row] = self._counted(written) if written else None
        if before != self._counts[row]:
            self.changed()

    def changed(self) -> None:
        """Who is active has changed, or what they wrote."""
        self._fitted = None

    def move(self, origin: int, target: int) -> None:
        self._counts[target] = self._counts[origin]
        self.changed()

    def drop_last(self) -> None:
        if self._counts.pop() is not None:
            self.changed()

    def wrote(self, row: int) -> bool:
        return self._counts[row] is not None

    def cosines(self, text: str, active: Callable[[], Rows]) -> NDArray[np.float64]:
        """By row; NaN for who wrote nothing or is not active."""
        if self._fitted is None:
            self._fitted = self._fit(active())
        found = self._fitted.cosines(Counter(self._analyze(text)) if self._fitted.terms else Counter())
        # Of those who came and went since then nobody wrote anything.
        rows = len(self._counts)
        return np.concatenate([found[:rows], np.full(max(0, rows - len(found)), np.nan)])

    def _counted(self, written: str) -> bytes:
        found = Counter(self._analyze(written))
        numbers = [(self._number.setdefault(word, len(self._number)), times) for word, times in sorted(found.items())]
        return np.array(numbers, np.uint32).tobytes()

    def _fit(self, active: Rows) -> "_Fitted":
        rows = [int(row) for row in active if self._counts[row] is not None]
        said = np.zeros(len(self._counts), np.bool_)
        said[rows] = True
        counts = [np.frombuffer(self._counts[row] or b"", np.uint32).reshape(-1, 2) for row in rows]
        return _Fitted(said, rows, counts, self._number)


class _Fitted:
    """The vectors of all who wrote, by word: for one mentee only the words that they wrote are looked at."""

    def __init__(
        self, said: NDArray[np.bool_], rows: list[int], counts: list[NDArray[np.uint32]], number: dict[str, int]
    ) -> None:
        self._said = said
        used = np.unique(np.concatenate([each[:, 0] for each in counts])) if counts else np.zeros(0, np.uint32)
        word_of = {each: word for word, each in number.items()}
        # In the order of the words themselves, so that no history shows in the last digit of a sum.
        self.terms = {word: place for place, word in enumerate(sorted(word_of[int(each)] for each in used))}
        if self.terms:
            self._rows = np.array(rows, np.intp)
            self._fit(counts, np.array([self.terms.get(word, 0) for word in number], np.intp))

    def _fit(self, counts: list[NDArray[np.uint32]], place: Rows) -> None:
        from scipy.sparse import csr_array
        from sklearn.feature_extraction.text import TfidfTransformer

        ends = np.cumsum([0, *(len(each) for each in counts)])
        flat = np.concatenate(counts)
        table = csr_array((flat[:, 1].astype(np.float64), place[flat[:, 0]], ends), (len(counts), len(self.terms)))
        table.sort_indices()
        weigh: Any = TfidfTransformer(sublinear_tf=True)
        self._by_word = weigh.fit_transform(table).tocsc()
        self._idf: NDArray[np.float64] = weigh.idf_

    def cosines(self, words: Counter[str]) -> NDArray[np.float64]:
        found = np.where(self._said, 0.0, np.nan)
        wanted = sorted((self.terms[word], times) for word, times in words.items() if word in self.terms)
        if not wanted:
            return found
        for place, weight in self._weights(wanted):
            span = slice(self._by_word.indptr[place], self._by_word.indptr[place + 1])
            found[self._rows[self._by_word.indices[span]]] += self._by_word.data[span] * weight
        return np.minimum(1.0, found)

    def _weights(self, wanted: list[tuple[int, int]]) -> list[tuple[int, float]]:
        """To the last digit what the transformer makes of one row, which it takes half a millisecond to look at."""
        places, times = (np.array(column) for column in zip(*wanted, strict=True))
        weights = (np.log(times.astype(np.float64)) + 1.0) * self._idf[places]
        length = np.sqrt(np.add.accumulate(weights * weights)[-1])
        return list(zip(places.tolist(), (weights / length).tolist(), strict=True))
