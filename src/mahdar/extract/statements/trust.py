"""Trust: whether a word that looks like a cue attributes here, or only narrates."""

from __future__ import annotations

from mahdar.extract.statements.complements import Complement, find_complement
from mahdar.extract.statements.phrases import Phrase, read_phrase
from mahdar.extract.statements.scene import COMMAS, Scene
from mahdar.extract.statements.subjects import BOUNDARY
from mahdar.extract.statements.wordshapes import finite
from mahdar.language.clitics import Part
from mahdar.language.cues import CueForm
from mahdar.language.lexicon import Role


def doubtful(form: CueForm, source: Phrase, complement: Complement) -> bool:
    """Whether an everyday verb with an unknown subject takes neither a clause nor a quotation."""
    if source.kind != "unknown" or complement.frame in ("that", "quote"):
        return False
    if form.cue.addressee and complement.frame == "preposition":
        return True  # يرجع السبب إلى كذا
    return bool(complement.cut) or complement.frame != "preposition" or source.last - source.first > 2


def denied(scene: Scene, index: int, form: CueForm) -> bool:
    """Whether a negation makes nothing of the cue (لم يتفقوا على، لم تعلق); لا يستبعد أن still says something."""
    return negated(scene, index) and form.cue.strict and "that" not in form.cue.frames


def negated(scene: Scene, index: int) -> bool:
    """Whether a negation stands right before the cue; ما behind another word only points (وهو ما وصفه بأنه)."""
    if index == 0 or not scene.has(index - 1, Role.NEGATION):
        return False
    points = index > 1 and scene.is_word(index - 2) and not scene.has(index - 2, Role.THAT)
    return not (points and scene.lexicon.phrase("clause", scene.folded, index - 1, index))


def in_title(scene: Scene, index: int) -> bool:
    """Whether a token stands in the headline."""
    return scene.page.tokens.starts[index] < scene.body_start


def clausal(scene: Scene, index: int) -> bool:
    """Whether the small word at `index` opens a clause, so that a verb may stand behind it (عندما قال، كما أعلن)."""
    return scene.has(index, Role.CONNECTOR | Role.RELATIVE)


def at_once(scene: Scene, part: Part, form: CueForm, index: int, begin: int, end: int) -> bool:
    """Whether a verb that is first of all a preposition is proved a verb by what it takes (وبين أن، عبر فلان عن)."""
    if index > begin and finite(scene.words[index - 1]):
        return False  # وقالت عبر حسابها: the preposition
    if part.conjunction or index == begin:
        phrase = read_phrase(scene, index + 1, end)
        named = phrase is not None and phrase.kind not in ("unknown", "document") and phrase.last < end
        if phrase is not None and named and "that" in form.cue.frames and scene.has(phrase.last, Role.THAT):
            return True
    complement = find_complement(scene, form.cue, index + 1, end, sourced=False)
    if complement is None:
        return False
    if any(finite(scene.words[i], sure=False) and scene.conjunction(i) for i in range(index + 1, complement.first)):
        return False  # عبر الزمن وتحدث عن كذا
    if complement.frame == "that" and index > begin:
        return bool(part.conjunction) and scene.folded[index - 1] in COMMAS  # الفرق بين أن كذا وأن كذا
    reach = 2 if complement.frame == "that" else 12
    return complement.frame in ("that", "preposition") and not complement.cut and complement.first <= index + reach


def impersonal(scene: Scene, index: int, complement: Complement) -> bool:
    """ويذكر أن: nobody is named and nobody was speaking."""
    if index and scene.has(index - 1, Role.NEGATION):
        return False
    return scene.has(index, Role.IMPERSONAL) and complement.first <= index + 3


def trusted(form: CueForm, complement: Complement) -> bool:
    """A cue with an everyday meaning needs a clause, a quotation or its own preposition."""
    if not form.cue.strict:
        return True
    return complement.frame != "object" or bool(form.cue.frames & {"object"})


def accused(form: CueForm, subject: Phrase, complement: Complement) -> bool:
    """Whether a verb that cannot do without its object has none: then it is passive (اتهمت الحركة بتنفيذ هجمات)."""
    bare = complement.frame == "preposition" and complement.first <= subject.last + (0 if complement.cut else 1)
    return form.cue.objective and form.cue.act == "criticise" and bare and form.inflected.shape == "past"


def passive(index: int, form: CueForm, complement: Complement) -> bool:
    """Whether an accusing verb meets its charge at once, with nobody accused between: passive (هجوم اتهم بتنفيذه)."""
    charge = complement.frame == "preposition" and complement.first <= index + (1 if complement.cut else 2)
    accusing = form.cue.addressee and form.cue.objective and form.cue.act == "criticise"
    return accusing and charge and form.inflected.shape == "past" and not form.inflected.object


def misread(index: int, form: CueForm, complement: Complement) -> bool:
    """Whether وصف is followed by what only looks like ب: the thing described is missing (وصف بيرغن فلانا)."""
    joined = complement.cut > 0 and complement.first == index + 1
    return "as" in form.cue.frames and joined and not form.inflected.object


def satisfied(scene: Scene, index: int, form: CueForm) -> bool:
    """Whether a pronoun stands in the place of the words said (اجتماع دعت إليه موسكو، وهو ما رحبت به)."""
    after = index + 1
    if after >= len(scene.folded) or not scene.has(after, Role.PRONOMINAL):
        return False
    stems = [scene.folded[after].removesuffix(p) for p in scene.lexicon.clitics.pronouns if len(p) < 3]
    led = any(
        p[:2] == stem[:2] and abs(len(p) - len(stem)) < 2
        for p in (scene.lexicon.toward if "accord" in form.cue.frames else form.cue.prepositions)
        for stem in stems
        if len(stem) > 1
    )
    told = any(scene.has(i, Role.THAT) for i in range(after, min(len(scene.folded), after + 3)))
    taken_up = any(scene.folded[i] in scene.lexicon.takes_up for i in range(max(0, index - 3), index))
    return led and not told and not taken_up


def possible(scene: Scene, index: int) -> bool:
    """Whether it is only told what may or must be said (يمكن وصفه بأنه)."""
    return (
        index > 0
        and scene.folded[index - 1].lstrip("".join(scene.lexicon.clitics.conjunctions)) in scene.lexicon.modals
    )


def without(scene: Scene, index: int) -> bool:
    """Whether it is told what was not said (دون أن يسمي أحدا)."""
    return index > 1 and scene.has(index - 1, Role.THAT) and scene.folded[index - 2] in scene.lexicon.without


def dotted(scene: Scene, index: int, form: CueForm) -> bool:
    """Whether a past in ى is written with a dotted ي in a text that keeps them apart: a noun (تبني، نفي)."""
    if form.inflected.shape != "past" or form.inflected.form[-1] != _DOTTED or form.inflected.number != "s":
        return False
    return scene.page.tokens.raw(index)[-1] == _DOTTED and _CLOSED in scene.page.text


_DOTTED, _CLOSED = "\N{ARABIC LETTER YEH}", "\N{ARABIC LETTER ALEF MAKSURA}"


def subjunctive(scene: Scene, index: int, form: CueForm) -> bool:
    """Whether a present right behind أن is only wished or planned (على أمل أن تقبل); قبل أن يعلن happened."""
    if form.inflected.shape != "present" or index < 2 or not scene.has(index - 1, Role.THAT):
        return False
    bare = scene.folded[index - 1] in scene.lexicon.bare_that
    return bare and not scene.has(index - 2, Role.PREPOSITION)


def of_oneself(scene: Scene, index: int, part: Part, form: CueForm) -> bool:
    """Whether what reads as a past is the speaker's own present: أعتقد with its hamza, or أؤكد inside his quotation."""
    if all(other.inflected.person != 1 for _, other in scene.words[index].cues):
        return False
    joining = len(form.cue.lemma) >= _WITH_JOINING_ALEF
    if joining and scene.page.tokens.raw(index)[part.cut :][:1] == _HAMZA:
        return True
    return any(q.open < index < q.close and q.closed for q in scene.quotes_near(index, index)) and not (
        index + 1 in scene.covered or scene.words[min(index + 1, len(scene.words) - 1)].noun is not None
    )


_WITH_JOINING_ALEF = 5
"""Letters from which on a verb that opens with alef has no hamza in its past (اعتقد، استبعد; but أعلن)."""
_HAMZA = "\N{ARABIC LETTER ALEF WITH HAMZA ABOVE}"


def voiceless(scene: Scene, index: int, part: Part, form: CueForm) -> bool:
    """Whether a past is written with the damma of the passive (اتُهم، أُعلن): nobody is named as its subject."""
    return form.inflected.shape == "past" and _DAMMA in scene.page.tokens.raw(index)[part.cut : part.cut + _OPENING]


_DAMMA, _OPENING = "\N{ARABIC DAMMA}", 4
"""The vowel of the passive, and how many letters and vowels into a past it stands."""


def describes(scene: Scene, index: int, part: Part) -> bool:
    """Whether a verb without a conjunction follows a noun that it describes (فتوى تدين، تقارير تفيد)."""
    if part.conjunction or index == 0 or not scene.is_word(index - 1):
        return False
    return not scene.has(index - 1, BOUNDARY | Role.PREPOSITION | Role.NEGATION | Role.AUXILIARY)
