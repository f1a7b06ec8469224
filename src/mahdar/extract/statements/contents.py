"""Contents: how far the words said reach, piece by piece, and how much of them stands in quotation marks."""

from __future__ import annotations

from mahdar.extract.statements.claim import Claim
from mahdar.extract.statements.ends import PHRASAL, PRESENT, stop_of
from mahdar.extract.statements.scene import COMMAS, DASHES, QUOTES, Scene
from mahdar.language.lexicon import Role
from mahdar.text import Quotation

_WORDED = 12
"""Tokens from which a quoted line is speech; shorter ones are crossheads."""
_SCARE = 4
"""Tokens up to which a quotation that the sentence runs on behind is a word held at a distance."""


def fill_contents(scene: Scene, claims: list[Claim]) -> None:
    """Give every attribution its pieces of content; claims come in text order."""
    onsets = frozenset(c.onset for c in claims if _bars(c))
    clauses = frozenset(c.first - 1 for c in claims if c.link == "antecedent" and scene.has(c.first - 1, Role.RELATIVE))
    for claim in claims:
        if claim.content:
            claim.quoted = _quoted(scene, claim)
        elif claim.backwards:
            _fill_backwards(scene, claim, claims)
        else:
            _fill_forwards(scene, claim, onsets, clauses)
    _quoted_paragraphs(scene, claims)


def _quoted_paragraphs(scene: Scene, claims: list[Claim]) -> None:
    """Give a sentence that is all quotation, with no cue of its own, to whoever was being quoted before it."""
    said = sorted((c for c in claims if c.content), key=lambda c: c.start)
    for number, (begin, end) in enumerate(scene.page.sentences):
        quote = scene.quotes.get(begin)
        if quote is None or quote.close < end - 1 or end - begin < _WORDED or number == 0:
            continue
        if any(c.start < end and begin < c.end for c in said):
            continue
        before = [c for c in said if c.sentence in (number - 1, number - 2) and c.end <= begin and c.quoted == "full"]
        if before:
            before[-1].content += pieces(scene, begin + 1, quote.close, 0)
            before[-1].sentence = number


def _bars(claim: Claim) -> bool:
    """Whether the words of an earlier statement stop where this one begins."""
    if claim.source is None and claim.link == "same" and claim.after_comma:
        return True
    if claim.link == "owner" and claim.cue_cut and claim.rule.endswith("that"):
        return True  # بقولها إن
    return claim.coordinated or claim.backwards or claim.link in ("subject", "by") or claim.frame == "relay"


def _fill_forwards(scene: Scene, claim: Claim, onsets: frozenset[int], clauses: frozenset[int]) -> None:
    """The content from its first word to the end of the clause, the quotation or the sentence."""
    begin, end = claim.begin, _sentence_end(scene, claim.sentence)
    if claim.frame == "colon":
        end = _line_end(scene, end)
    quote = _leading_quote(scene, begin)
    if quote is not None and (quote.close >= end or _is_whole(scene, quote, end, onsets)):
        claim.content = pieces(scene, quote.open + 1 if begin > quote.open else begin, quote.close, claim.cut)
        claim.quoted = "full"
        _run_on(scene, claim, quote, end)
        return
    stop = stop_of(scene, claim, begin, end, onsets)
    if claim.frame in PHRASAL:
        stop = next((c for c in range(begin + 2, stop) if c in clauses), stop)
    claim.content = pieces(scene, begin, stop, claim.cut)
    claim.quoted = _quoted(scene, claim)


def _run_on(scene: Scene, claim: Claim, quote: Quotation, end: int) -> None:
    """A quotation that the narrator breaks goes on behind him: “…”، قال فلان، “…”."""
    after = quote.close + 1
    if after < end and scene.folded[after] in ".…" and after + 1 in scene.quotes:
        following = scene.quotes[after + 1]
        claim.content += pieces(scene, following.open + 1, following.close, 0)


def _line_end(scene: Scene, end: int) -> int:
    """The end of the line: what a headline says runs on over its points (لا عودة.. والمسار باق)."""
    while end < len(scene.folded) and scene.folded[end] != "\n":
        end += 1
    return end


def _sentence_end(scene: Scene, sentence: int) -> int:
    """The token behind a sentence."""
    sentences = scene.page.sentences
    return sentences[min(sentence, len(sentences) - 1)][1]


def _leading_quote(scene: Scene, begin: int) -> Quotation | None:
    """The quotation that opens right before the content, at it, or before its أن."""
    for at in (begin - 1, begin, begin - 2):
        if at in scene.quotes and (at >= begin - 1 or scene.has(begin - 1, Role.THAT)):
            return scene.quotes[at]
    return None


def _is_whole(scene: Scene, quote: Quotation, end: int, onsets: frozenset[int]) -> bool:
    """Whether a leading quotation is all of the content, the sentence not running on behind it."""
    after = quote.close + 1
    if not quote.closed or after >= end or scene.folded[after] in COMMAS or scene.folded[after] in ".":
        return True
    if scene.folded[after] in scene.lexicon.clitics.conjunctions and after + 1 in scene.quotes:
        return False  # أن “…” و“…” من خلال كذا
    if after in onsets or scene.lexicon.phrase("narrator", scene.folded, after, end) or scene.has(after, Role.RELATIVE):
        return True
    return quote.close - quote.open - 1 > _SCARE + 2


def _fill_backwards(scene: Scene, claim: Claim, claims: list[Claim]) -> None:
    """بحسب فلان: the words before it in the sentence, or behind it where it opens the sentence."""
    begin, end = scene.page.sentences[min(claim.sentence, len(scene.page.sentences) - 1)]
    told = next((c for c in claims if c.content and _straddles(c, claim)), None)
    if told is not None:
        claim.content, claim.quoted = list(told.content), told.quoted
        return
    lead = begin
    while lead < claim.onset and (scene.folded[lead] in COMMAS or scene.has(lead, Role.CONNECTOR)):
        lead += 1
    if claim.onset - lead > 2 and not _forward(scene, claim):
        same = [c for c in claims if c is not claim and c.sentence == claim.sentence and c.first < claim.first]
        barrier = max((c.end for c in same if c.backwards and c.content), default=begin)
        start = _main_clause(scene, begin, claim.onset) if barrier == begin else barrier
        start = _last_clause(scene, claim, same) or start
        claim.content = pieces(scene, start, claim.onset, _leading_clitic(scene, start))
        claim.content += _rest(scene, claim, claims, end)
        claim.quoted = _quoted(scene, claim)
        return
    before = claim.onset - lead
    start = _resumed(scene, claim.begin, end) or scene.skip_marks(claim.begin, end)
    while start < end and scene.folded[start] in scene.lexicon.resumptive:
        start += 1
    others = frozenset(c.onset for c in claims if c.sentence == claim.sentence and c.onset > start and _bars(c))
    stop = stop_of(scene, claim, start, end, others)
    opening = pieces(scene, lead, claim.onset, _leading_clitic(scene, lead)) if 0 < before <= 2 else []
    claim.content = opening + pieces(scene, start, stop, 0)
    claim.quoted = _quoted(scene, claim)


def _last_clause(scene: Scene, claim: Claim, same: list[Claim]) -> int | None:
    """Where a clause of its own opens behind another's words (أفادت وكالة أن …، كما جرح العشرات وفق الوزارة).

    The other's words then end before it.
    """
    told = next((c for c in reversed(same) if c.content and not c.backwards and c.end <= claim.onset), None)
    if told is None or told.source is None or claim.source is None or claim.source.kind == "media":
        return None
    commas = (i for i in range(claim.onset - 2, told.start, -1) if scene.folded[i] in COMMAS)
    comma = next(commas, None)
    if told.end not in (claim.onset, comma):
        return None
    apart = comma is not None and scene.lexicon.phrase("apart", scene.folded, comma + 1, claim.onset)
    if comma is None or not apart or scene.has(comma + 1 + apart, Role.PRONOMINAL | Role.THAT):
        return None
    told.content = [(first, cut, min(last, comma)) for first, cut, last in told.content if first < comma]
    return comma + 1 + apart


def _rest(scene: Scene, claim: Claim, claims: list[Claim], end: int) -> list[tuple[int, int, int]]:
    """What the clause goes on with behind a بحسب in its midst (باتت القوات، بحسب المرصد، تسيطر على كذا): a verb."""
    start = scene.skip_marks(claim.begin, end)
    if start >= end or claim.onset == claim.first or start == claim.begin or scene.conjunction_form(start):
        return []
    word = scene.words[start]
    goes_on = word.roles & Role.VERB and scene.folded[start][0] in PRESENT
    if not goes_on or any(c.first == start for c in claims):
        return []
    others = frozenset(c.onset for c in claims if c.sentence == claim.sentence and c.onset > start and _bars(c))
    return pieces(scene, start, stop_of(scene, claim, start, end, others), 0)


def _straddles(other: Claim, claim: Claim) -> bool:
    """Whether another's cue stands before a بحسب and its words behind it (قال فلان بحسب كذا إن)."""
    return other.sentence == claim.sentence and other.first < claim.first < claim.last <= other.start


def _resumed(scene: Scene, begin: int, end: int) -> int | None:
    """The token of فقد or فإن behind a comma, where the sentence goes on (وفقا لتقرير نشرته صحيفة، فقد …)."""
    for at in range(begin, min(end, begin + _AFAR)):
        if scene.folded[at] in COMMAS and at + 1 < end and _resumes(scene, at + 1):
            return at + 1
    return None


def _resumes(scene: Scene, index: int) -> bool:
    """Whether a word picks a sentence up again: one of the list with ف."""
    form = scene.folded[index]
    return form in scene.lexicon.resumptive and form[0] == _FEH


_AFAR = 24
"""Tokens that may describe a source before its sentence is picked up again."""
_FEH = "\N{ARABIC LETTER FEH}"


def _forward(scene: Scene, claim: Claim) -> bool:
    """Whether a connector right before the attribution turns it to what follows (…، لكن بحسب فلان، …)."""
    at = claim.first
    tables = (scene.lexicon.phrases["according"], scene.lexicon.phrases["according_to"])
    joined = scene.conjunction_form(at) and not any(scene.folded[at] in table for table in tables)
    return (joined or (at > 0 and scene.has(at - 1, Role.CONNECTOR))) and claim.rule.endswith("source")


def _main_clause(scene: Scene, begin: int, stop: int) -> int:
    """Where the main clause begins behind an adverbial opening (بعد أشهر من التوتر، …)."""
    begin = _behind_dateline(scene, begin, stop)
    bare = scene.lexicon.word(scene.folded[begin][1:] or scene.folded[begin])
    if not (scene.has(begin, Role.PREPOSITION) or bare.roles & Role.PREPOSITION) or begin in scene.covered:
        return begin
    comma = next((i for i in range(begin, stop) if scene.folded[i] in COMMAS), None)
    return comma + 1 if comma is not None and stop - comma > 5 else begin


def _behind_dateline(scene: Scene, begin: int, stop: int) -> int:
    """The token behind a dateline that a bracketed outlet and a dash close (عمّان، الأردن (كذا) — …)."""
    for index in range(begin + 1, min(stop, begin + _DATELINE)):
        if scene.folded[index] in DASHES and scene.folded[index - 1] == ")":
            while index < stop and scene.folded[index] in DASHES:
                index += 1
            return index
    return begin


_DATELINE = 14
"""Tokens of the longest dateline."""


def _leading_clitic(scene: Scene, begin: int) -> int:
    """One letter where a conjunction opens the sentence and the verb behind it is plain narration."""
    if begin >= len(scene.folded):
        return 0
    form = scene.folded[begin]
    word = scene.words[begin]
    inner = scene.lexicon.word(form[1:] or form)
    whole = any(not part.conjunction for part, _ in word.cues) or bool(word.roles & Role.VERB)
    whole = whole and not (inner.cues or inner.roles & Role.VERB)
    known = whole or (word.noun is not None and not word.noun.part.conjunction)
    return (
        1
        if form[0] in scene.lexicon.clitics.conjunctions and len(form) > 3 and not known and begin not in scene.covered
        else 0
    )


def pieces(scene: Scene, begin: int, stop: int, cut: int) -> list[tuple[int, int, int]]:
    """The content from `begin` to `stop` as pieces without marks at their edges, parted at sentence ends."""
    pieces: list[tuple[int, int, int]] = []
    at = begin
    while at < stop:
        close = at
        while close < stop and scene.folded[close] not in ".\n؟!…":
            close += 1
        first, last = _trim(scene, at, close)
        if any(scene.is_word(i) for i in range(first, last)):
            pieces.append((first, cut if first == begin else 0, last))
        at = close + 1
    return pieces


def _trim(scene: Scene, first: int, last: int) -> tuple[int, int]:
    """Leave out commas and colons at both edges, and quotation marks that have no partner inside."""
    while first < last and (
        scene.folded[first] in COMMAS or scene.folded[first] == ":" or _stray(scene, first, first, last)
    ):
        first += 1
    while first < last and (
        scene.folded[last - 1] in COMMAS or scene.folded[last - 1] in ":-–—" or _stray(scene, last - 1, first, last)
    ):
        last -= 1
    return first, last


def _stray(scene: Scene, index: int, first: int, last: int) -> bool:
    """Whether a quotation mark stands here whose partner lies outside the piece."""
    if scene.folded[index] not in QUOTES:
        return False
    if index in scene.quotes:
        quote = scene.quotes[index]
        return not (quote.closed and quote.close < last)
    opened = scene.closes.get(index)
    return opened is None or opened < first


def _quoted(scene: Scene, claim: Claim) -> str:
    """How much of the content stands inside quotation marks: none, partial or full."""
    if not claim.content:
        return "none"
    first, last = claim.content[0][0], claim.content[-1][2]
    near = scene.quotes_near(first, last)
    if any(q.open <= first and last <= q.close for q in near):
        return "full"
    inner = [q for q in near if q.open < last and q.close > first]
    if not inner:
        return "none"
    if len(inner) == 1 and inner[0].open <= first + (claim.cut > 0) and inner[0].close >= last - 1:
        return "full"
    return "partial"
