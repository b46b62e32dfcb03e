"""How alike what two people wrote of themselves is: what scikit-learn's own vectorizer makes of it."""

from itertools import compress

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfVectorizer

from matcher.pool.words import Words

WORDS = ["garden", "music", "night", "shift", "running", "sourdough", "quiet", "dogs", "river"]
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=30).map(" ".join)


@given(written=st.lists(texts | st.none(), min_size=1, max_size=8), asked=texts)
def test_words_are_as_alike_as_scikit_learn_says(written: list[str | None], asked: str) -> None:
    words = Words()
    for row, text in enumerate(written):
        words.write(row, text)
    found = words.cosines(asked, lambda: np.arange(len(written)))
    wrote = [text is not None for text in written]
    assert np.isnan(found).tolist() == [not each for each in wrote]
    if any(wrote):
        vectorizer = TfidfVectorizer(stop_words="english", sublinear_tf=True)
        of_mentors = vectorizer.fit_transform(compress(written, wrote))
        expected = (of_mentors @ vectorizer.transform([asked]).T).toarray()[:, 0]
        assert np.allclose(found[wrote], expected, rtol=0, atol=1e-15)
