"""Which answer a statement gives to a question of the world pack: by its words, turned round by a negation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from mahdar.language.clitics import Clitics
from mahdar.language.forms import phrase_forms
from mahdar.model import Statement
from mahdar.model.minutes import Told
from mahdar.text import tokenize
from mahdar.world.entity import Question, Reply

REACH = 4
"""Words before an answer among which a negation still bears on it: «لا يمكن القول إن العملية انتهت»."""

Wordings = dict[str, list[tuple[tuple[str, ...], Reply]]]


@dataclass(frozen=True, slots=True, eq=False)
class Asking:
    """A question made ready for one language: its wordings by first word, longest first."""

    id: str
    topics: frozenset[str]
    tracks: frozenset[str]
    wordings: Wordings
    negations: frozenset[str]

    def answer(self, told: Told[Statement]) -> str | None:
        """The answer that the content of a statement gives, None where it gives none or is not asked."""
        statement = told.finding
        if statement.negated or (self.topics and not self.topics & set(statement.topics)):
            return None
        if self.tracks and not self.tracks & set(told.tracks):
            return None
        return self.given(told.words, denied=statement.act in ("deny", "reject"))

    def given(self, words: str, *, denied: bool = False) -> str | None:
        """The first answer in some words; `denied` where the act itself denies them."""
        found = _first(self, words)
        if found is None:
            return None
        reply, negated = found
        return reply.opposite if denied != negated else reply.id

    def first(self, words: str) -> tuple[Reply, bool] | None:
        """The first answer that stands in some words, and whether they negate it."""
        folded = tokenize(words).folded
        for index, word in enumerate(folded):
            for rest, reply in self.wordings.get(word, ()):
                if tuple(folded[index + 1 : index + 1 + len(rest)]) == rest:
                    return reply, self._negated(folded, index)
        return None

    def _negated(self, folded: list[str], index: int) -> bool:
        """Whether a negation stands before a word in its own clause."""
        for at in range(index - 1, max(-1, index - 1 - REACH), -1):
            if not folded[at][0].isalnum():
                return False
            if folded[at] in self.negations:
                return True
        return False


@lru_cache(maxsize=1 << 16)
def _first(asking: Asking, words: str) -> tuple[Reply, bool] | None:
    """What `Asking.first` gives, remembered: settling a track asks again of every statement on it."""
    return asking.first(words)


def prepare_questions(
    questions: Iterable[Question], clitics: Clitics, negations: frozenset[str], language: str = "ar"
) -> tuple[Asking, ...]:
    """The questions with their words in one language, found behind conjunctions and prepositions.

    `negations` are folded words.
    """
    return tuple(
        Asking(q.id, frozenset(q.topics), frozenset(q.tracks), _wordings(q, clitics, language), negations)
        for q in questions
    )


def _wordings(question: Question, clitics: Clitics, language: str) -> Wordings:
    """The words of all answers by their first written form, the longest first."""
    found: Wordings = {}
    for first, rest, reply in sorted(_forms(question, clitics, language), key=lambda form: -len(form[1])):
        found.setdefault(first, []).append((rest, reply))
    return found


def _forms(question: Question, clitics: Clitics, language: str) -> Iterator[tuple[str, tuple[str, ...], Reply]]:
    for reply in question.replies:
        for words in reply.words.get(language, ()):
            for form in phrase_forms(words, clitics):
                yield form.form, form.rest, reply
