"""Finding the meetings of a page: one for each distinct round or session on a track."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from mahdar.extract.meetings.candidates import Candidate, Desk, candidates
from mahdar.extract.meetings.days import Calendar
from mahdar.extract.meetings.joining import Gathering, join
from mahdar.extract.meetings.sightings import Sighting, find_sightings, is_barrier
from mahdar.extract.meetings.signs import read_signs
from mahdar.extract.meetings.tracks import TrackTable
from mahdar.extract.meetings.venue import Venue
from mahdar.extract.names import Mention
from mahdar.extract.places import PlaceTable
from mahdar.language.meetingwords import MeetingWords
from mahdar.model import (
    Document,
    Evidence,
    Meeting,
    Participant,
    RawOffset,
    Refusal,
    Span,
    Statement,
    TimeExpression,
)
from mahdar.text import Page

BESIDE = 3
"""Tokens between a word of hosting and whoever hosts (تستضيف العاصمة الكازاخية أستانا …)."""

NEAR = 8
"""Tokens before a meeting noun in which its verb still belongs to the words shown as evidence."""


def find_meetings(
    page: Page,
    document: Document,
    mentions: Mapping[int, Mention],
    times: Sequence[TimeExpression],
    statements: Sequence[Statement],
    words: MeetingWords,
    tracks: TrackTable,
    places: PlaceTable,
) -> Iterator[Meeting | Refusal]:
    """The meetings of a page in reading order, each on the track that the words round it point to.

    What is told like a meeting and belongs to no track, or to people who make none, is refused with the reason.
    """
    folded = page.tokens.folded
    if (words.heads.isdisjoint(folded) and tracks.named_rounds.keys().isdisjoint(folded)) or _is_sport(page, words):
        return
    sightings = find_sightings(page, words, tracks.named_rounds)
    if not sightings:
        return
    title_end = page.tokens.at(document.body_start) if document.title else 0
    signs = read_signs(page, mentions, tracks, words, title_end)
    calendar = Calendar.of(page, times, statements, words)
    desk = Desk(page, document.published, mentions, signs, calendar, places, tracks, words, title_end)
    made = list(candidates(sightings, desk))
    found = join(c for c in made if isinstance(c, Candidate))
    for number, gathering in enumerate(found, start=1):
        yield _meeting(f"m{number}", gathering, desk, statements)
    yield from _refusals(made, found, desk)


def _refusals(made: Sequence[Candidate | Sighting], found: Sequence[Gathering], desk: Desk) -> Iterator[Refusal]:
    """What is told like a meeting of talks and is none of ours: of no track, or between others."""
    joined = {id(member.sighting) for gathering in found for member in gathering.members}
    name = f"{desk.words.language}.meeting.refused"
    for each in made:
        sighting = each if isinstance(each, Sighting) else each.sighting
        reason = _reason(each) if id(sighting) not in joined else ""
        if reason:
            yield Refusal(desk.page.tokens.span(sighting.first, sighting.last - 1), "meeting", reason, name)


def _reason(each: Candidate | Sighting) -> str:
    """Why something that looks like a meeting is not one, empty where it does not look so or is one."""
    if isinstance(each, Sighting):
        told = each.kind == "summit" or each.joined or (each.kind == "round" and each.number is not None)
        named = each.count == "one" and not each.beside and told
        return "no-track" if named else ""
    others = each.weight.strangers > 0 and each.weight.parties < 2
    if not each.seed and others and each.active and each.when.told:
        return "between-others"
    numbered = each.sighting.kind == "round" and each.sighting.number is not None
    return "track-not-sure" if not each.seed and numbered else ""


def _is_sport(page: Page, words: MeetingWords) -> bool:
    """Whether a page reports sport, where rounds and summits are games."""
    return len(words.lists["sport"].intersection(page.tokens.folded)) >= words.sport_floor


def _meeting(key: str, gathering: Gathering, desk: Desk, statements: Sequence[Statement]) -> Meeting:
    """A gathering as a finding."""
    told, track = gathering.told, desk.table.tracks[gathering.track]
    span = _evidence(told, desk.page)
    venue = gathering.venue
    return Meeting(
        key, track.id, gathering.number if track.numbered else None, told.sighting.kind,
        gathering.when.earliest, gathering.when.latest,
        venue.place if venue else None, venue.name if venue else None,
        gathering.status or "held", Evidence((span,)), f"{desk.words.language}.meeting.{told.rule}",
        host=_host(told, venue, desk),
        participants=_participants(gathering, desk), according_to=_teller(span, statements),
    )  # fmt: skip


def _host(told: Candidate, venue: Venue | None, desk: Desk) -> str | None:
    """The state that receives those who meet: behind the word of hosting, or right before it.

    A venue that no such word stands beside tells no host, nor does a word of hosting in another clause.
    """
    folded, hosting, sighting = desk.page.tokens.folded, desk.words.lists["hosting"], told.sighting
    for at in range(sighting.begin, sighting.end):
        if folded[at] not in hosting or _another_clause(at, sighting, desk):
            continue
        sides = [s for s in desk.signs.sides if any(i.startswith("state/") for i in s.ids)]
        behind = [s for s in sides if at < s.first <= at + BESIDE and not s.venue]
        before = [s for s in sides if s.last == at and not s.venue]
        for side in (*behind, *before):
            return next(i for i in side.ids if i.startswith("state/"))
        if venue is not None and at < venue.first <= at + BESIDE:
            return desk.places.states.get(venue.place)
    return None


def _another_clause(at: int, sighting: Sighting, desk: Desk) -> bool:
    """Whether a barrier stands between a word and the meeting noun."""
    low, high = sorted((at, sighting.first))
    return any(is_barrier(desk.page.tokens.folded, i, desk.words) for i in range(low + 1, high))


def _evidence(told: Candidate, page: Page) -> Span:
    """The words that tell most: the noun with its verb, its days and its place, inside one sentence."""
    sighting = told.sighting
    steering = ("hold", "begin", "continue", "end", "cancel", "plan")
    verbs = [
        f.at for f in sighting.clues
        if f.at < sighting.first and f.distance <= NEAR and f.clue.sense in steering
    ]  # fmt: skip
    first = [sighting.first, *verbs]
    last = [sighting.last]
    for part in (told.when, told.venue):
        if part is not None and part.first >= 0:
            first.append(part.first)
            last.append(part.last)
    begin, end = max(min(first), sighting.begin), min(max(last), sighting.end)
    return Span(page.tokens.inner_start(begin, 0), RawOffset(page.tokens.ends[end - 1]))


def _participants(gathering: Gathering, desk: Desk) -> tuple[Participant, ...]:
    """The sides of the track that the sentences of the meeting name, with their parts in the talks."""
    ranges = {(m.sighting.begin, m.sighting.end) for m in gathering.members if m.seed}
    found: dict[str, None] = {}
    for side in desk.signs.sides:
        if not side.venue and any(begin <= side.first < end for begin, end in ranges):
            found.update(dict.fromkeys(side.ids))
    roles = desk.table.roles
    return tuple(Participant(s, roles[gathering.track, s]) for s in found if (gathering.track, s) in roles)


def _teller(span: Span, statements: Sequence[Statement]) -> str | None:
    """The statement inside which a meeting is told, the narrowest of several."""
    holding = [s for s in statements if any(piece.covers(span) for piece in s.content.spans)]
    return min(holding, key=lambda s: s.content.end - s.content.start).id if holding else None
