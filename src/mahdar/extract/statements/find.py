"""Finding statements: every cue of a page, its source phrase and its content."""

from __future__ import annotations

from mahdar.extract.statements.according import read_according
from mahdar.extract.statements.claim import Claim
from mahdar.extract.statements.contents import fill_contents
from mahdar.extract.statements.headlines import read_headline
from mahdar.extract.statements.nominal import read_noun
from mahdar.extract.statements.relays import read_relay
from mahdar.extract.statements.scene import Scene
from mahdar.extract.statements.verbs import read_verb


def find_claims(scene: Scene) -> list[Claim]:
    """The attributions of a page in the order of their cues, each with its content."""
    claims: list[Claim] = []
    for begin, end in scene.page.sentences:
        claims += _in_sentence(scene, begin, end)
    claims = [c for c in claims if not _empty(c)]
    fill_contents(scene, claims)
    return [c for c in claims if c.content and not _inside_cue(c)]


def _in_sentence(scene: Scene, begin: int, end: int) -> list[Claim]:
    """The attributions whose cues stand in one sentence."""
    found: list[Claim] = []
    headline = read_headline(scene, begin, end) if _opens_line(scene, begin) else None
    if headline is not None:
        found.append(headline)
    index = begin
    while index < end:
        claim = _at(scene, index, begin, end) if not _taken(found, index) else None
        if claim is not None:
            found.append(claim)
        index += 1
    return found


def _opens_line(scene: Scene, begin: int) -> bool:
    """Whether a sentence opens its paragraph."""
    return begin == 0 or scene.folded[begin - 1] == "\n"


def _taken(found: list[Claim], index: int) -> bool:
    """Whether an earlier cue has used this token already (قوله behind نقلت)."""
    return any(
        c.first <= index < c.last or (c.frame in ("relay", "according") and c.onset <= index < c.begin) for c in found
    )


def _at(scene: Scene, index: int, begin: int, end: int) -> Claim | None:
    """The attribution of the cue at a token, if it is one."""
    if index in scene.covered:
        return None
    form = scene.folded[index]
    relay = read_relay(scene, index, end)
    if relay is not None:
        return relay
    word = scene.words[index]
    if form in scene.lexicon.according_starts:
        found = read_according(scene, index, begin, end)
        if found is not None:
            return found
    if not word.cues:
        return None
    return read_verb(scene, index, begin, end) or read_noun(scene, index, begin, end)


def _empty(claim: Claim) -> bool:
    """Whether a claim has nothing to stand on."""
    return not claim.backwards and claim.begin <= claim.first


def _inside_cue(claim: Claim) -> bool:
    """A content that lies before its own cue belongs to a backwards claim only."""
    return not claim.backwards and claim.content[0][0] < claim.first
