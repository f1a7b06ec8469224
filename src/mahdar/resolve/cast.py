"""The cast of one document: everybody who speaks in it, one actor for all the forms of a name."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from mahdar.model import Actor, Introduction, SourcePhrase, Span
from mahdar.resolve.spelling import same_name
from mahdar.text import fold
from mahdar.world import World

_PREFIX = {
    "person": "person", "organization": "org", "state": "state", "group": "group", "media": "media",
    "anonymous": "group", "document": "org", "unknown": "org",
}  # fmt: skip


@dataclass(slots=True)
class Member:
    """One actor of the cast while the document is being read."""

    id: str
    kind: str
    known: bool
    forms: dict[str, None] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    words: set[str] = field(default_factory=set)
    heads: set[str] = field(default_factory=set)
    mentions: list[Span] = field(default_factory=list)
    gender: str | None = None
    plural: bool = False
    issuer: bool = False
    titled: bool = False

    def add(self, phrase: SourcePhrase, *, mention: bool = True) -> None:
        """Take a phrase in as one more form of this actor."""
        for form in (phrase.text, phrase.name, phrase.title):
            if form:
                self.forms.setdefault(form.replace("_", " ").replace("#", "").strip(' "“”«»()'), None)
        if phrase.name:
            self.names.append(phrase.name)
        self.words |= phrase.words
        self.heads.add(phrase.head)
        self.titled |= phrase.title is not None
        self.plural |= phrase.plural
        self.gender = self.gender or phrase.gender
        if mention:
            self.mentions.append(phrase.span)


class Cast:
    """Finds the actor of a source phrase, or enters a new one."""

    def __init__(self, world: World, published: date | None, introductions: list[Introduction]) -> None:
        self.world, self.published = world, published
        self.members: dict[str, Member] = {}
        self.introductions = introductions
        for introduction in introductions:
            self._introduce(introduction.phrase)

    def _introduce(self, phrase: SourcePhrase) -> None:
        """Enter a person who is named with a title anywhere in the text."""
        member = self._named(phrase) or self._new(phrase)
        member.add(phrase, mention=False)

    def actor(self, phrase: SourcePhrase) -> Member:
        """The actor that a phrase names; a new one where nobody in the cast fits."""
        member = self._find(phrase) or self._new(phrase)
        member.add(phrase)
        return member

    def _find(self, phrase: SourcePhrase) -> Member | None:
        """The member that a phrase names, by what is known, by name, by office, by title."""
        if phrase.name is not None and phrase.kind in ("person", "unknown"):
            named = self._named(phrase)
            if named is not None or phrase.kind == "person":
                return named
        if phrase.document:
            return self._issuer(phrase)
        if phrase.known:
            found = self._by_id(phrase)
            if found is not None:
                return found
        return self._by_words(phrase)

    def _named(self, phrase: SourcePhrase) -> Member | None:
        """The member with this personal name: by id, by equal or like spelling of the family name."""
        person = self._choose([i for i in phrase.known if i.startswith("person/")], phrase)
        if person is not None:
            return self.members.get(person) or self._enter(person)
        words = _name_words(phrase.name or "")
        if not words:
            return None
        for member in reversed(self.members.values()):
            if member.kind == "person" and any(_like(words, _name_words(n)) for n in member.names):
                return member
        return None

    def _choose(self, ids: list[str], phrase: SourcePhrase) -> str | None:
        """Which of several bearers of a name is meant: one already in the cast, one in office, else the first."""
        if not ids:
            return None
        present = [i for i in ids if i in self.members]
        if present:
            return present[0]
        if len(ids) == 1:
            return ids[0]
        scored = sorted(ids, key=lambda i: (-self._fit(i, phrase), ids.index(i)))
        return scored[0]

    def _fit(self, person: str, phrase: SourcePhrase) -> int:
        """How well a person's offices fit the phrase and the day."""
        entity = self.world.entities.get(person)
        if entity is None:
            return 0
        score = 0
        day = self.published.isoformat() if self.published else None
        for office in entity.offices:
            serving = day is None or ((office.since or "0") <= day and (office.until or "9999") + "-99" >= day)
            words = {w for t in office.titles.get("ar", ()) for w in fold(t).split()}
            shared = len({fold(w) for w in (phrase.title or phrase.text).split()} & words)
            score = max(score, 2 * serving + shared)
        return score

    def _by_id(self, phrase: SourcePhrase) -> Member | None:
        """The member that the world pack knows under this phrase: itself, or the holder of the office."""
        ids = list(phrase.known)
        if phrase.role == "title" or ids[0].startswith("person/"):
            return self._holder(phrase, ids)
        first = ids[0].replace("place/", "state/", 1) if ids[0].startswith("place/") else ids[0]
        if first not in self.world.entities:
            return None
        return self.members.get(first) or self._enter(first)

    def _holder(self, phrase: SourcePhrase, ids: list[str]) -> Member | None:
        """Who holds the office that the phrase names: a holder in the cast, else by title words, else by date."""
        for person in ids:
            if person in self.members:
                return self.members[person]
        by_words = self._by_words(phrase)
        if by_words is not None:
            return by_words
        held = self.world.holder(phrase.text, self.published)
        return self._enter(held[0]) if len(held) == 1 else None

    def _issuer(self, phrase: SourcePhrase) -> Member | None:
        """Whoever issued a document: the body it names, else the last body or person that spoke."""
        for known in phrase.known:
            if known in self.world.entities:
                return self.members.get(known) or self._enter(known)
        spoken = [m for m in self.members.values() if m.mentions]
        latest = sorted(spoken, key=lambda m: m.mentions[-1].start)
        bodies = [m for m in latest if m.kind in ("organization", "group", "state")]
        if len(phrase.words) > 2:
            return self._by_words(phrase)
        return (bodies or latest or [None])[-1]  # type: ignore[list-item]

    def _by_words(self, phrase: SourcePhrase) -> Member | None:
        """The latest member whose own words cover the phrase (المتحدث باسم الجيش after متحدث باسم جيش …)."""
        if not phrase.words:
            return None
        for member in reversed(list(self.members.values())):
            same = member.kind == phrase.kind or {member.kind, phrase.kind} <= {"person", "anonymous"}
            if same and phrase.words <= member.words and (phrase.head in member.heads or phrase.head in member.words):
                return member
        return None

    def _enter(self, entity_id: str) -> Member:
        """Enter someone whom the world pack has."""
        entity = self.world.entities[entity_id]
        kind = {"org": "organization", "place": "state"}.get(entity.kind, entity.kind)
        member = Member(entity_id, kind, True, gender=getattr(entity, "gender", None))
        member.names += [n for names in (entity.names, entity.aliases, entity.family) for n in names.get("ar", ())]
        self.members[entity_id] = member
        return member

    def _new(self, phrase: SourcePhrase) -> Member:
        """Enter someone whom the world pack does not have; the id comes from the folded name."""
        slug = "-".join(fold(phrase.name or phrase.text).split())
        prefix = _PREFIX.get(phrase.kind, "org")
        entity_id = f"{prefix}/{slug.strip('#')}"
        if entity_id in self.members:
            return self.members[entity_id]
        member = Member(entity_id, phrase.kind, False)
        self.members[entity_id] = member
        return member

    def actors(self, used: set[str]) -> tuple[Actor, ...]:
        """The actors that statements speak of, in the order of entry."""
        return tuple(self._actor(m) for m in self.members.values() if m.id in used)

    def _actor(self, member: Member) -> Actor:
        """One member as the model has it."""
        entity = self.world.entities.get(member.id) if member.known else None
        forms = list(member.forms)
        if entity is not None:
            names = tuple((lang, forms_[0]) for lang, forms_ in entity.names.items() if forms_)
            forms += [n for n in entity.aliases.get("ar", ()) if n not in member.forms]
        else:
            full = max(member.names, key=len, default=None) or next(iter(member.forms), member.id)
            names = (("ar", full),)
        return Actor(
            member.id, member.kind, names, tuple(forms), member.known,
            tuple(sorted(set(member.mentions))), entity.represents if entity is not None else None,
        )  # fmt: skip


def _name_words(name: str) -> list[str]:
    """The words of a personal name, folded."""
    return [fold(w) for w in name.replace("-", " ").replace("#", " ").replace("_", " ").split() if w.strip("\"“”«»'")]


def _like(one: list[str], other: list[str]) -> bool:
    """Whether a name is another one or the end of it, in any spelling."""
    if not one or not other:
        return False
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    if len(short) == 1 and len(short[0]) < 3:
        return False
    return all(same_name(a, b) for a, b in zip(reversed(short), reversed(long), strict=False))
