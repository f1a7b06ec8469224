"""Ends: where the words said stop, at the next clause of the narrator or of another speaker."""

from __future__ import annotations

from mahdar.extract.statements.claim import Claim
from mahdar.extract.statements.scene import COMMAS, DASHES, Scene
from mahdar.extract.statements.wordshapes import finite
from mahdar.language.lexicon import Role

PHRASAL = frozenset({"preposition", "deed", "object", "stance", "noun"})
_ALEF, _MEEM = "\N{ARABIC LETTER ALEF}", "\N{ARABIC LETTER MEEM}"
_DERIVED = frozenset({"\N{ARABIC LETTER TEH}", "\N{ARABIC LETTER SEEN}", "\N{ARABIC LETTER NOON}"})
"""What stands behind the م of a derived participle (متناسيا، مستغلا); a place goes on otherwise (مبلغا)."""


def stop_of(scene: Scene, claim: Claim, begin: int, end: int, onsets: frozenset[int]) -> int:
    """The token behind the content: the next statement's clause, the narrator's own words, or the sentence's end."""
    index, apart = begin, _in_relative(scene, claim)
    while index < end:
        quote = scene.quotes.get(index)
        if quote is not None and quote.close > index and quote.closed:
            index = min(quote.close, end)
            continue
        if index > begin and index in onsets and index > claim.first:
            return index
        comma = scene.folded[index] in COMMAS and index + 1 < end
        if comma and (_narrates(scene, index + 1, end) or (index > begin and _of_another(scene, index + 1, apart))):
            return index
        if index > begin + 2 and scene.folded[index] in scene.lexicon.thereby and scene.conjunction_form(index):
            return index
        if index > begin + 2 and scene.lexicon.phrase("self", scene.folded, index, end):
            return index
        phrasal = claim.frame in PHRASAL and index >= claim.reach
        if phrasal and index > begin and _phrase_over(scene, claim.frame, begin, index, end):
            return index
        if phrasal and index > begin + 1 and (_ends_phrase(scene, index, end) or _happened(scene, begin, index)):
            return index
        if scene.folded[index] in DASHES and scene.folded[index - 1] in DASHES:
            return index - 1
        index += 1
    return end


def _in_relative(scene: Scene, claim: Claim) -> bool:
    """Whether a cue stands in a relative clause that a comma opens (الرئيس، الذي أعلن كذا، …)."""
    at = claim.first - 1
    return at > 0 and scene.has(at, Role.RELATIVE) and scene.folded[at - 1] in COMMAS


def _of_another(scene: Scene, index: int, apart: bool) -> bool:
    """Whether what stands behind a comma is another verb's: its أن, or all that follows a relative clause."""
    if scene.conjunction_form(index):
        return False
    return scene.has(index, Role.THAT) or (apart and not scene.has(index, Role.RELATIVE))


def _ends_phrase(scene: Scene, index: int, end: int) -> bool:
    """Whether words that open the narrator's frame stand here."""
    if scene.lexicon.phrase("not_narrator", scene.folded, index, end):
        return False
    return bool(scene.lexicon.phrase("phrase_end", scene.folded, index, end))


def _happened(scene: Scene, begin: int, index: int) -> bool:
    """Whether و and a past of narration open another clause (دعا إلى وقف القتال وجاء رد الحركة)."""
    form = scene.folded[index]
    past = form[0] == _WAW and len(form) > _SHORT and form[1] not in PRESENT and scene.has(index, Role.VERB)
    if not past or form in scene.lexicon.roles or any(scene.has(i, Role.RELATIVE) for i in range(begin, index)):
        return False  # وقع opens with its own و
    return not scene.has(index, Role.AUXILIARY | Role.ADVERB | Role.CONNECTOR | Role.DEED | Role.PREPOSITION)


PRESENT = ("\N{ARABIC LETTER YEH}", "\N{ARABIC LETTER TEH}")
"""Letters that open a present tense in the third person."""
_WAW, _SHORT = "\N{ARABIC LETTER WAW}", 3
"""And; letters of the shortest past with it."""


def _phrase_over(scene: Scene, frame: str, begin: int, index: int, end: int) -> bool:
    """Whether words taken as a phrase end here: a comma before a new clause or adjunct, بعد before a deed."""
    if scene.folded[index] in scene.lexicon.after and frame != "deed":
        return index + 1 < end and scene.has(index + 1, Role.DEED | Role.NEVER_SOURCE)
    if scene.folded[index] not in COMMAS or index + 1 >= end:
        return False
    if scene.lexicon.phrase("goes_on", scene.folded, index + 1, end):
        return False
    word = scene.words[index + 1]
    if scene.conjunction_form(index + 1) and scene.folded[index + 1][1:] in scene.folded[begin:index]:
        return False  # في درعا، وفي ريف دمشق: the same preposition once more
    if word.roles & (Role.PREPOSITION | Role.NEGATION | Role.CONNECTOR | Role.VERB | Role.NEVER_SOURCE | Role.THAT):
        return True
    return finite(word) and word.noun is None


def _narrates(scene: Scene, index: int, end: int) -> bool:
    """Whether the narrator takes over behind a comma: an opener of his, a pluperfect, an adverb of manner."""
    phrase = scene.lexicon.phrase
    if phrase("not_narrator", scene.folded, index, end):
        return False
    if phrase("narrator", scene.folded, index, end) or phrase("self", scene.folded, index, end):
        return True
    return (scene.has(index, Role.AUXILIARY) and scene.conjunction_form(index)) or _adverbial(scene, index)


def _adverbial(scene: Scene, index: int) -> bool:
    """Whether an unknown word in the accusative stands behind the comma (متناسيا، ضاربا، وصولا)."""
    form, word = scene.folded[index], scene.words[index]
    if not form.endswith(_ALEF) or len(form) < 5 or word.noun is not None or index in scene.covered or word.roles:
        return False
    follows = index + 1 < len(scene.folded) and scene.has(index + 1, Role.PREPOSITION)
    manner = form[0] == _MEEM and (form[1] in _DERIVED or form[2] == _ALEF)
    return manner or form[1] == _ALEF or follows
