"""Finding statements: every cue of a page, its source phrase and its content."""

from __future__ import annotations

from mahdar.extract.statements.according import read_according, read_as_told
from mahdar.extract.statements.backquotes import read_backquote
from mahdar.extract.statements.called import call_speaker
from mahdar.extract.statements.claim import Claim
from mahdar.extract.statements.contents import fill_contents
from mahdar.extract.statements.documents import read_document
from mahdar.extract.statements.headlines import read_headline
from mahdar.extract.statements.nominal import read_noun
from mahdar.extract.statements.relays import read_relay
from mahdar.extract.statements.scene import Scene
from mahdar.extract.statements.verbs import read_verb
from mahdar.language.lexicon import Role


def find_claims(scene: Scene) -> list[Claim]:
    """The attributions of a page in the order of their cues, each with its content."""
    claims: list[Claim] = []
    for begin, end in scene.page.sentences:
        claims += _in_sentence(scene, begin, end)
    claims = [c for c in claims if not _empty(c) and not _doubled(scene, c, claims)]
    fill_contents(scene, claims)
    return [
        c
        for c in claims
        if c.content
        and not _inside_cue(c)
        and not _stays_unnamed(scene, c)
        and not _bare_that(scene, c)
        and not _points_back(scene, c)
    ]


def _doubled(scene: Scene, claim: Claim, claims: list[Claim]) -> bool:
    """Whether another claim tells the same words better: a relay's own speaker, a headline's verb behind its colon."""
    for other in claims:
        if other is claim or other.sentence != claim.sentence:
            continue
        if _medium_of(scene, claim, other) or _told_by_participle(scene, claim, other):
            return True
        if _medium_of(scene, other, claim):
            continue
        if _said_by_main(other, claim):
            continue
        if _says_once(claim, other) or _by_hand(scene, claim, other) or _said_by_main(claim, other):
            return True
        if other.frame == "relay" and claim.frame != "relay" and other.begin == claim.begin:
            return True
        if ".nominal-by" in claim.rule and other.begin == claim.begin and ".nominal-by" not in other.rule:
            return True
        speaks = ("person", "media", "anonymous", "group")
        told = claim.source is not None and claim.source.kind in speaks  # رويترز: فلان يعلن: both speak
        if claim.frame == "colon" and not told and other.source is not None and other.source.first == claim.begin:
            return other.rule.split(".")[2] == "subject-verb"
        if claim.frame == "colon" and other.begin == claim.begin and other.source == claim.source:
            return True
    return False


def _medium_of(scene: Scene, claim: Claim, other: Claim) -> bool:
    """Whether a noun cue is only what a verb's words stand in (وأضاف في تصريحات من كذا أن)."""
    inside = claim.first > 0 and scene.folded[claim.first - 1] in scene.lexicon.within
    return inside and ".nominal-" in claim.rule and other.first < claim.first and other.begin == claim.begin


def _told_by_participle(scene: Scene, claim: Claim, other: Claim) -> bool:
    """Whether the words that a verb seems to lead to are those of its participle (علقت على كذا، واصفة ذلك بأنه)."""
    inside = claim.first < other.first < claim.begin and claim.begin - 3 <= other.begin <= claim.begin
    by_hand = scene.folded[other.first] in scene.lexicon.by_hand
    return inside and ".participle." in other.rule and ".participle." not in claim.rule and not by_hand


_MARKS = 2
"""Tokens that a subordinator and a quotation mark take before the first word said."""


def _by_hand(scene: Scene, claim: Claim, other: Claim) -> bool:
    """Whether a claim is the قائلا of another verb that leads to the same words (وتابع قائلا: …)."""
    same = abs(claim.begin - other.begin) <= _MARKS and not claim.backwards and not other.backwards
    return (
        same
        and ".participle." in claim.rule
        and other.first < claim.first
        and scene.folded[claim.first] in scene.lexicon.by_hand
    )


def _says_once(claim: Claim, other: Claim) -> bool:
    """Whether two cues lead to the same first word: the nearer has it (احتجت، فرد: …)."""
    if claim.begin != other.begin or claim.backwards or other.backwards or claim.frame not in ("that", "quote"):
        return False
    if (".participle." in claim.rule) != (".participle." in other.rule):
        return False  # ردت الوزارة نافية أن: which of the two speaks is not decided here
    return claim.first < other.first and (claim.source is None or ".elided." in other.rule)


def _bare_that(scene: Scene, claim: Claim) -> bool:
    """أعلن عن ذلك: what was said stands elsewhere."""
    after = claim.start + 1
    joined = (p.stem for p in scene.words[claim.start].parts if p.preposition)
    pointing = any(scene.lexicon.roles.get(stem, 0) & Role.DEMONSTRATIVE for stem in joined)  # صرح بذلك
    if not (pointing or scene.has(claim.start, Role.DEMONSTRATIVE)):
        return False
    timed = claim.frame not in _SPOKEN and scene.folded[min(after, claim.end)] in scene.lexicon.after  # ذلك قبل القمة
    return claim.end - claim.start < 2 or scene.has(after, Role.PREPOSITION) or timed


_SPOKEN = frozenset({"that", "quote", "colon"})
"""Frames of words that are spoken out."""


def _said_by_main(claim: Claim, other: Claim) -> bool:
    """Whether a verb without a subject describes where the words of an earlier one stand (قال في مقابلة، بثت أمس:)."""
    same = claim.begin == other.begin and other.first < claim.first and other.source is not None
    only = (
        (".elided." in claim.rule or claim.source == other.source)
        and claim.frame in ("quote", "that")
        and not claim.coordinated
    )
    return same and only and (claim.gender, other.gender) == ("f", "m")


def _points_back(scene: Scene, claim: Claim) -> bool:
    """جاء ذلك في كلمة، وفق بيان: how the words before came about, which says nothing of its own."""
    start = claim.start
    return claim.backwards and bool(scene.lexicon.phrase("points_back", scene.folded, start, claim.end))


def _stays_unnamed(scene: Scene, claim: Claim) -> bool:
    """طلب عدم الكشف عن اسمه: how a source stays unnamed, which says nothing."""
    words = range(claim.start, min(claim.end, claim.start + 6))
    return claim.act in ("call", "reject") and any(scene.folded[i] in scene.lexicon.anonymity for i in words)


def _in_sentence(scene: Scene, begin: int, end: int) -> list[Claim]:
    """The attributions whose cues stand in one sentence."""
    found: list[Claim] = []
    headline = read_headline(scene, begin, end) if _opens_line(scene, begin) else None
    if headline is not None:
        found.append(headline)
    if scene.lexicon.phrase("read_also", scene.folded, begin, end) and _link(scene, begin, end):
        return found
    words = scene.words
    for index in range(begin, end):
        if words[index].active and index not in scene.covered and not _taken(found, index):
            claim = _at(scene, index, begin, end)
            if claim is not None and not _told_before(found, claim):
                found.append(claim)
                call_speaker(scene, claim)
    return found


def _link(scene: Scene, begin: int, end: int) -> bool:
    """Whether a line that opens like a link is one: a colon stands near its head."""
    return any(scene.folded[i] == ":" for i in range(begin, min(end, begin + _LINKED)))


_LINKED = 4
"""Tokens up to the colon of a link (اقرأ أيضا:)."""


def _told_before(found: list[Claim], claim: Claim) -> bool:
    """Whether a cue is the verbal noun that an earlier cue took for its words (أكد رفضه); one with its holder tells."""
    if not found or ".nominal-noun" in claim.rule:
        return False
    last = found[-1]
    if last.frame == "deed" and last.begin == claim.first and ".verb-subject." in claim.rule:
        return True
    return (
        last.frame in ("deed", "stance")
        and last.begin in (claim.first, claim.begin)
        and last.source is not None
        and last.source.last == claim.first
    )


def _opens_line(scene: Scene, begin: int) -> bool:
    """Whether a sentence opens its paragraph, or a new point of the headline (… كحزب.. رئيس البلاد: …)."""
    return begin == 0 or scene.folded[begin - 1] == "\n" or scene.page.tokens.starts[begin] < scene.body_start


def _taken(found: list[Claim], index: int) -> bool:
    """Whether an earlier cue has used this token already (قوله behind نقلت)."""
    return any(_uses(claim, index) for claim in found)


def _uses(claim: Claim, index: int) -> bool:
    """Whether a claim's cue, source or relay holds a token."""
    if claim.first <= index < claim.last or _in_source(claim, index):
        return True
    return claim.frame in ("relay", "according") and claim.onset <= index < claim.begin


def _in_source(claim: Claim, index: int) -> bool:
    """Whether a token belongs to the words that name a claim's source."""
    return claim.source is not None and claim.source.first <= index < claim.source.last


def _at(scene: Scene, index: int, begin: int, end: int) -> Claim | None:
    """The attribution of the cue at a token, if it is one."""
    form = scene.folded[index]
    if _stays_out(scene, index, end):
        return None
    relay = read_relay(scene, index, end)
    if relay is not None:
        return relay
    document = read_document(scene, index, end)
    if document is not None:
        return document
    if form in scene.lexicon.appears and index + 1 < end and scene.folded[index + 1] in scene.lexicon.within:
        return None  # ما ورد في وسائل الإعلام: it appeared, nobody answered
    word = scene.words[index]
    if form in scene.lexicon.according_starts:
        found = read_according(scene, index, begin, end)
        if found is not None:
            return found
    if not word.cues:
        return None
    backquote = read_backquote(scene, index, begin, end)
    if backquote is not None:
        return backquote
    as_told = read_as_told(scene, index, begin, end)
    if as_told is not None:
        return as_told
    return read_verb(scene, index, begin, end) or read_noun(scene, index, begin, end)


def _stays_out(scene: Scene, index: int, end: int) -> bool:
    """Whether a token tells how a source stays unnamed (طلب عدم ذكر اسمه)."""
    if scene.lexicon.phrase("nameless", scene.folded, index, end):
        return True
    return index + 1 < end and scene.folded[index + 1] in scene.lexicon.anonymity


def _empty(claim: Claim) -> bool:
    """Whether a claim has nothing to stand on."""
    return not claim.backwards and not claim.content and claim.begin <= claim.first


def _inside_cue(claim: Claim) -> bool:
    """A content that lies before its own cue belongs to a backwards claim only."""
    return not claim.backwards and claim.content[0][0] < claim.first and claim.rule.split(".")[2] not in _EARLIER


_EARLIER = frozenset({"quote-first", "relative"})
"""Rules whose content stands before the cue."""
