"""The company: everybody whom a meeting or a pledge names, so that no id in a reading leads nowhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from mahdar.extract.names import Mention
from mahdar.model import Actor, Meeting, Pledge, RawOffset, Span
from mahdar.text import Page
from mahdar.world import Entity, World


def with_company(
    actors: tuple[Actor, ...],
    meetings: Iterable[Meeting],
    pledges: Iterable[Pledge],
    world: World,
    page: Page,
    mentions: Mapping[int, Mention],
    language: str,
) -> tuple[Actor, ...]:
    """The actors, and behind them those of the world whom meetings and pledges name besides."""
    there = {actor.id for actor in actors}
    wanted = dict.fromkeys(id for id in _named(meetings, pledges) if id not in there and id in world.entities)
    spans = _spans(page, mentions, wanted)
    return actors + tuple(_actor(world.entities[id], spans[id], language) for id in wanted)


def _named(meetings: Iterable[Meeting], pledges: Iterable[Pledge]) -> Iterator[str]:
    """Every id that meetings and pledges name, in their order."""
    for meeting in meetings:
        yield from (participant.actor for participant in meeting.participants)
        yield from [meeting.host] if meeting.host else []
    for pledge in pledges:
        yield from (*pledge.by, *pledge.to, *pledge.broken_by)


def _spans(page: Page, mentions: Mapping[int, Mention], wanted: Iterable[str]) -> dict[str, list[Span]]:
    """Where the page names each of them."""
    found: dict[str, list[Span]] = defaultdict(list)
    for mention in mentions.values():
        span = Span(page.tokens.inner_start(mention.first, mention.cut), RawOffset(page.tokens.ends[mention.last - 1]))
        for id in mention.ids:
            found[id].append(span)
    return defaultdict(list, {id: found[id] for id in wanted})


def _actor(entity: Entity, spans: list[Span], language: str) -> Actor:
    """Somebody of the world as an actor of the document."""
    names = tuple((code, forms[0]) for code, forms in entity.names.items() if forms)
    groups = (entity.aliases, entity.family, entity.metonyms)
    aliases = dict.fromkeys(form for group in groups for form in group.get(language, ()))
    return Actor(entity.id, entity.kind, names, tuple(aliases), True, tuple(spans), entity.represents)
