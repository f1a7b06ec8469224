"""The cast of one document: everybody named in it, one actor for all the forms of a name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from mahdar.model import Actor, Introduction, SourcePhrase, Span
from mahdar.resolve.member import Member
from mahdar.resolve.names import bears, name_words, slug_of
from mahdar.resolve.offices import holders, named_so, sides_of, state_of, title_words, titles_on
from mahdar.world import World

_PREFIX = {
    "person": "person", "organization": "org", "state": "state", "group": "group", "media": "media",
    "anonymous": "group", "document": "org", "unknown": "org",
}  # fmt: skip
_KINDS = {"org": "organization", "place": "state"}
_BODIES = ("organization", "group", "state", "media")


class Cast:
    """Finds the actor of a source phrase, or enters a new one."""

    def __init__(self, world: World, published: date | None, introductions: Iterable[Introduction]) -> None:
        self.world, self.published = world, published
        self.members: dict[str, Member] = {}
        self.named: dict[str, list[Span]] = {}
        self.joint: list[SourcePhrase] = []
        self.bodies: list[SourcePhrase] = []
        phrases = [introduction.phrase for introduction in introductions]
        for phrase in sorted(phrases, key=_by_family):
            self._introduce(phrase)

    def _introduce(self, phrase: SourcePhrase) -> None:
        """Enter a person who is named anywhere in the text; note where others are named, alone or side by side."""
        for part in phrase.joint or (phrase,):
            if part.kind == "person" and part.name is not None:
                (self._person(part) or self._new(part)).add(part, speaks=False)
            elif part.known:
                self.named.setdefault(self._known_id(part), []).append(part.span)
                self.bodies.append(part)
        if phrase.joint:
            self.joint.append(phrase)

    def actor(self, phrase: SourcePhrase) -> Member:
        """The actor that a phrase names; a new one where nobody in the cast fits."""
        member = self._find(phrase) or self._new(phrase)
        member.add(phrase)
        return member

    def side(self, entity_id: str, phrase: SourcePhrase) -> Member | None:
        """A known state or body that the text does not name here, only points to (بلاده)."""
        if entity_id not in self.world.entities:
            return None
        member = self.members.get(entity_id) or self._enter(entity_id)
        member.mentions.append(phrase.span)
        member.spoke.append(phrase.span.start)
        return member

    def _find(self, phrase: SourcePhrase) -> Member | None:
        """The member that a phrase names, by what is known, by name, by office, by title."""
        if len(phrase.joint) > 1:
            return self._together(phrase)
        if phrase.name is not None and phrase.kind in ("person", "unknown"):
            named = self._person(phrase)
            if named is not None or phrase.kind == "person":
                return named
        if phrase.document:
            return self._issuer(phrase)
        if phrase.known:
            found = self._by_id(phrase)
            if found is not None:
                return found
        return self._by_words(phrase) or self._taken_up(phrase)

    def _together(self, phrase: SourcePhrase) -> Member:
        """Several who speak as one: an actor of their own, made of theirs."""
        parts = [self.actor(part) for part in phrase.joint]
        ids = tuple(dict.fromkeys(part.id for part in parts))
        slug = slug_of(sorted(i.split("/", 1)[1] for i in ids))
        member = self.members.setdefault(f"group/{slug}", Member(f"group/{slug}", "group", False))
        member.parts, member.number = ids, "d" if len(ids) == 2 else "p"
        return member

    def _taken_up(self, phrase: SourcePhrase) -> Member | None:
        """Whom words without a name take up: الرجل a person, الدول الثلاث as many as were named side by side."""
        position = phrase.span.start
        if phrase.he:
            agree = (None, phrase.gender or "m")
            people = [m for m in self.members.values() if m.kind == "person" and m.gender in agree]
            people = [m for m in people if self._of_side(m, phrase)]
            spoke = {m.id: -1 if phrase.latter else m.spoke_before(position) for m in people}
            return max(people, key=lambda m: (spoke[m.id], m.last_before(position)), default=None)
        if phrase.count > 1 and not phrase.known:
            before = [j for j in self.joint if j.span.start < position and len(j.joint) == phrase.count]
            return self._together(before[-1]) if before else None
        return None

    def _of_side(self, member: Member, phrase: SourcePhrase) -> bool:
        """Whether somebody is of the side that an adjective behind a general noun names (المسؤول الأممي)."""
        described = phrase.words - {phrase.head}
        if not described or described <= member.words:
            return True
        entity = self.world.entities.get(member.id)
        return entity is not None and described <= sides_of(self.world, entity, self.published)

    def _person(self, phrase: SourcePhrase) -> Member | None:
        """The person of this name: in the cast by id or by a like spelling, else known to the world pack."""
        words = name_words(phrase.name or "")
        given = self._by_given_name(words, phrase)
        if given is not None:
            return given
        ids = [i for i in phrase.known if i.startswith("person/") and self._bears(i, words, phrase)]
        present = next((i for i in ids if i in self.members), None)
        if present is not None:
            return self.members[present]
        if len(words) == 1 or not ids:
            named = self._like(words, phrase.span.start)
            if named is not None:
                return named
        return self._enter(max(ids, key=lambda i: self._fit(i, phrase))) if ids else None

    def _bears(self, person: str, words: Sequence[str], phrase: SourcePhrase) -> bool:
        """Whether a known person may be meant by a name that the text gives in more words than the pack."""
        if phrase.role in ("name", "alias") or (phrase.role == "family" and len(words) == 1):
            return True
        entity = self.world.entities.get(person)
        forms = (entity.names, entity.aliases) if entity is not None else ()
        return bears(words, [n for form in forms for n in form.get("ar", ())])

    def _like(self, words: Sequence[str], position: int) -> Member | None:
        """The person in the cast, named last before a place, whose name is like the words."""
        people = [m for m in self.members.values() if m.kind == "person"]
        found = [m for m in people if m.may_be_called(words)] if words else []
        return max(found, key=lambda m: m.last_before(position), default=None)

    def _by_given_name(self, words: Sequence[str], phrase: SourcePhrase) -> Member | None:
        """Who bears a name that begins with a single word, under the same title (الملك عبدالله، الجنرال كيم)."""
        if len(words) != 1 or phrase.title is None:
            return None
        title = phrase.words - set(words)
        people = [m for m in self.members.values() if m.kind == "person" and title and title <= m.words]
        found = [m for m in people if m.begins_with(words[0])]
        return max(found, key=lambda m: m.last_before(phrase.span.start), default=None)

    def _fit(self, person: str, phrase: SourcePhrase) -> int:
        """How well the offices that a person holds on the day fit the title in the phrase."""
        entity = self.world.entities.get(person)
        if entity is None:
            return 0
        words = title_words(entity, self.published)
        return 2 * bool(words) + len(words & phrase.words)

    def _known_id(self, phrase: SourcePhrase) -> str:
        """The id of a known phrase: a capital stands for its state."""
        return next((i for i in phrase.known if i.startswith("state/")), phrase.known[0])

    def _by_id(self, phrase: SourcePhrase) -> Member | None:
        """The member that the world pack knows under this phrase: itself, or the holder of the office."""
        if phrase.role == "title" or phrase.known[0].startswith("person/"):
            return self._holder(phrase)
        first = self._known_id(phrase) if phrase.known[0].startswith("place/") else phrase.known[0]
        if first not in self.world.entities or first.startswith("place/"):
            return None
        return self.members.get(first) or self._enter(first)

    def _holder(self, phrase: SourcePhrase) -> Member | None:
        """Who holds the office that the phrase names: on the day, in the cast before others; else by title words."""
        serving = holders(self.world, phrase.known, phrase.text, self.published)
        fitting = [i for i in phrase.known if (i in serving) != phrase.former] or list(phrase.known)
        present = [self.members[i] for i in fitting if i in self.members]
        if present:
            return max(present, key=lambda m: m.last_before(phrase.span.start))
        by_words = self._by_words(phrase)
        if by_words is not None:
            return by_words
        sure = len(serving) == 1 and self.published is not None and not phrase.former
        return self._enter(serving[0]) if sure else None

    def _issuer(self, phrase: SourcePhrase) -> Member | None:
        """Whoever issued a document: the body it names, whoever issued the last one, the last body that spoke."""
        for known in phrase.known:
            if known in self.world.entities and not known.startswith("place/"):
                return self.members.get(known) or self._enter(known)
        if phrase.issuer is not None:
            return self.actor(phrase.issuer)
        owner = self._like(name_words(phrase.text)[1:2], phrase.span.start)
        if owner is not None:
            return owner
        if len(phrase.words) > 2 or phrase.loose:
            return self._by_words(phrase)
        position = phrase.span.start
        spoken = [m for m in self.members.values() if any(s < position for s in m.spoke)]
        latest = sorted(spoken, key=lambda m: max(s for s in m.spoke if s < position), reverse=True)
        ranked = sorted(latest, key=lambda m: not m.issuer)
        return next((m for m in ranked if m.issuer or m.kind in _BODIES), None)

    def latest_person(self, position: int, gender: str) -> Member | None:
        """The person named last before a place whose gender a verb shows."""
        people = [m for m in self.members.values() if m.kind == "person" and m.gender == gender]
        latest = max(people, key=lambda m: m.last_before(position), default=None)
        return latest if latest is not None and latest.last_before(position) >= 0 else None

    def _by_words(self, phrase: SourcePhrase) -> Member | None:
        """The latest member whose own words cover the phrase (المتحدث باسم الجيش after متحدث باسم جيش …)."""
        fitting = [m for m in self.members.values() if phrase.words and self._covers(m, phrase)]
        found = max(fitting, key=lambda m: m.last_before(phrase.span.start), default=None)
        return found or self._counterpart(phrase) or self._body(phrase)

    def _counterpart(self, phrase: SourcePhrase) -> Member | None:
        """Whoever was called another's counterpart from the same state (نظيره السويدي، الوزير السويدي)."""
        described = phrase.words - {phrase.head}
        if phrase.kind != "person" or phrase.number != "s" or len(phrase.words) != 2:
            return None
        others = [m for m in self.members.values() if m.kind == "person"]
        if not any(phrase.head in m.words for m in others):
            return None
        found = [m for m in others if m.counterpart and described <= m.words]
        return max(found, key=lambda m: m.last_before(phrase.span.start), default=None)

    def _covers(self, member: Member, phrase: SourcePhrase) -> bool:
        """Whether a member's own words, and those of the offices it holds, are all the words of a phrase."""
        kinds = {member.kind, phrase.kind}
        if len(kinds) > 1 and not kinds <= {"person", "anonymous"} and phrase.kind != "unknown":
            return False
        if phrase.words <= member.words and (phrase.head in member.heads or phrase.head in member.words):
            return True
        entity = self.world.entities.get(member.id) if member.kind == "person" and member.known else None
        if entity is None:
            return False
        words = member.words | title_words(entity, self.published)
        return phrase.words <= words and phrase.head in words

    def _body(self, phrase: SourcePhrase) -> Member | None:
        """The known body named last before a phrase whose words its name holds (المرصد السوري, الحركة)."""
        if phrase.kind not in _BODIES:
            return None
        named = (b for b in self.bodies if b.span.start < phrase.span.start and not b.known[0].startswith("place/"))
        fitting = [b for b in named if self._fits_body(b, phrase)]
        if fitting:
            return self._by_id(max(fitting, key=lambda b: self._heard(b, phrase.span.start)))
        return self._spoken_for(phrase)

    def _spoken_for(self, phrase: SourcePhrase) -> Member | None:
        """The body that the latest speaker speaks for, where a phrase is the noun of its name (الجماعة, الحزب)."""
        position = phrase.span.start
        spoke = [m for m in self.members.values() if m.kind == "person" and m.spoke_before(position) >= 0]
        latest = max(spoke, key=lambda m: m.spoke_before(position), default=None)
        entity = self.world.entities.get(latest.id) if latest is not None else None
        side = state_of(self.world, entity, self.published) if entity is not None else None
        body = self.world.entities.get(side or "")
        if body is None or not named_so(body, phrase.head, phrase.words):
            return None
        return self.members.get(body.id) or self._enter(body.id)

    def _heard(self, body: SourcePhrase, position: int) -> tuple[int, int]:
        """Where a body spoke last before a place in the text, and where it was named: who spoke comes first."""
        member = self.members.get(self._known_id(body))
        return (member.spoke_before(position) if member is not None else -1), body.span.start

    def _fits_body(self, body: SourcePhrase, phrase: SourcePhrase) -> bool:
        """Whether the words of a phrase are those of a body as it was named, or of a longer name that it has."""
        if phrase.words <= body.words and (phrase.head in body.words or phrase.head == body.head):
            return True
        entity = self.world.entities.get(self._known_id(body))
        return entity is not None and named_so(entity, phrase.head, phrase.words)

    def _enter(self, entity_id: str) -> Member:
        """Enter someone whom the world pack has."""
        entity = self.world.entities[entity_id]
        member = Member(entity_id, _KINDS.get(entity.kind, entity.kind), True, gender=entity.gender)
        member.names += [n for names in (entity.names, entity.aliases, entity.family) for n in names.get("ar", ())]
        self.members[entity_id] = member
        return member

    def _new(self, phrase: SourcePhrase) -> Member:
        """Enter someone whom the world pack does not have; the id comes from the folded name."""
        slug = slug_of(name_words(phrase.name or phrase.text))
        entity_id = f"{_PREFIX.get(phrase.kind, 'org')}/{slug}"
        return self.members.setdefault(entity_id, Member(entity_id, phrase.kind, False))

    def actors(self, used: set[str]) -> tuple[Actor, ...]:
        """The actors that statements speak of, in the order of entry."""
        return tuple(self._actor(m) for m in self.members.values() if m.id in used)

    def _actor(self, member: Member) -> Actor:
        """One member as the model has it, with every place where the document names it."""
        entity = self.world.entities.get(member.id) if member.known else None
        forms = dict(member.forms)
        if entity is not None:
            names = tuple((lang, forms_[0]) for lang, forms_ in entity.names.items() if forms_)
            for group in (entity.aliases, entity.family, entity.metonyms):
                forms |= dict.fromkeys(group.get("ar", ()))
            forms |= dict.fromkeys(titles_on(entity, self.published))
        else:
            names = (("ar", max(member.names, key=len, default=None) or next(iter(member.forms), member.id)),)
        mentions = {*member.mentions, *self.named.get(member.id, ())}
        represents = entity.represents if entity is not None else None
        return Actor(
            member.id, member.kind, names, tuple(forms), member.known, tuple(sorted(mentions)), represents
        )  # fmt: skip


def _by_family(phrase: SourcePhrase) -> bool:
    """Sorts full names before family names alone: رياض سلامة tells who سلامة is, wherever it stands."""
    return phrase.name is not None and len(name_words(phrase.name)) == 1
