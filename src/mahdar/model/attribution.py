"""What the statement rules hand to resolution: an attribution whose source is still only words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from mahdar.model.findings import Act, Cue, Quoted
from mahdar.model.span import Evidence, Span

Reach = Literal["clause", "sentence", "text"]
Link = Literal["same", "subject", "antecedent", "owner", "parties", "headline"]


@dataclass(frozen=True, slots=True)
class SourcePhrase:
    """The words that name a source.

    `known` holds the ids that the world pack gives to names inside (the person's first), `role` how it knows
    the first of them; `name` and `title` are the personal name and what stands before or behind it; `words`
    are the folded stems of the phrase, for comparing phrases; `gender` is None where the words do not tell.
    `number` is s, d or p; `count` how many are meant where that is told; `bases` are shorter forms of it: its
    pieces between commas, and without what only describes it (مصدر مقرب for مصدر مقرب من الوفد); `joint` its
    parts where several are named side by side; `own` tells that a pronoun of the speaker stands on it (بلاده),
    `issuer` who issued a document as its own words tell, `former` that the office was held before (الأسبق),
    `he` that the words only take a person up again (الرجل), `latter` the one named last (الأخير),
    `loose` that a document speaks for itself (استطلاع),
    `counterpart` that somebody holds another's title elsewhere (نظيره السويدي).
    """

    span: Span
    text: str
    kind: str
    head: str
    words: frozenset[str]
    known: tuple[str, ...] = ()
    role: str = ""
    name: str | None = None
    title: str | None = None
    gender: str | None = None
    plural: bool = False
    document: bool = False
    spokesman: bool = False
    number: str = "s"
    count: int = 0
    bases: tuple[str, ...] = ()
    joint: tuple[SourcePhrase, ...] = ()
    own: bool = False
    issuer: SourcePhrase | None = None
    former: bool = False
    he: bool = False
    latter: bool = False
    loose: bool = False
    counterpart: bool = False


@dataclass(frozen=True, slots=True)
class Attribution:
    """A statement whose actor is not yet known.

    Without a `source`, `link` says where it is to be sought and `anchor` the words that grammar points to.
    `gender` and `number` are those of the cue, empty where it has none. `reach` is how far off the anchor stands:
    whoever spoke in its clause, its sentence or at all comes before it. `goes_on` tells that the verb itself says that
    its subject was speaking already (أضاف). `medium` is where it was said and
    `addressee` the outlet it was said to.
    """

    cue: Cue
    act: Act
    rule: str
    content: Evidence
    quoted: Quoted
    sentence: int
    source: SourcePhrase | None = None
    anchor: SourcePhrase | None = None
    reach: Reach = "clause"
    relay: SourcePhrase | None = None
    link: Link = "same"
    gender: str = ""
    number: str = ""
    negated: bool = False
    goes_on: bool = False
    backwards: bool = False
    performed: Act | None = None
    medium: str | None = None
    addressee: SourcePhrase | None = None


@dataclass(frozen=True, slots=True)
class Introduction:
    """A title and a name that stand together anywhere in the document (وزير الخارجية سيرغي لافروف)."""

    phrase: SourcePhrase
    position: int
