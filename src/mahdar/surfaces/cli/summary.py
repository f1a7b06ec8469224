"""What several readings say together: who speaks most, which rounds, which pledges, what was refused."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from mahdar.model import Meeting, Reading
from mahdar.pipeline import Tally
from mahdar.surfaces.cli.minutes import days_of, name_of
from mahdar.surfaces.cli.paint import Line

_SPEAKERS = 8
_REFUSALS = 6


def summary(readings: Sequence[Reading]) -> Iterator[Line]:
    """The dossier in a screenful."""
    tally = Tally()
    for reading in readings:
        tally.add(Tally.of(reading))
    yield ()
    yield (("head", f"The whole dossier: {tally.documents} reports"),)
    yield (
        ("faint", "  "),
        ("", ", ".join(f"{count} {kind}" for kind, count in tally.findings.items())),
    )
    yield from _reports(readings)
    yield from _speakers(readings)
    yield from _rounds(readings)
    yield from _pledges(readings)
    yield from _refusals(tally)


def _reports(readings: Sequence[Reading]) -> Iterator[Line]:
    ids = ", ".join(reading.document.id for reading in readings)
    yield (("faint", "  "), ("faint", ids))


def _speakers(readings: Sequence[Reading]) -> Iterator[Line]:
    """Who is heard most."""
    spoken: Counter[str] = Counter()
    names = {actor.id: name_of(dict(actor.names), actor.id) for r in readings for actor in r.actors}
    for reading in readings:
        spoken.update(actor for statement in reading.statements for actor in statement.actors)
    if spoken:
        yield ()
        yield (("head", "Who is heard most"),)
    for actor, count in spoken.most_common(_SPEAKERS):
        yield (("time", f"{count:>6} statements   "), ("source", names.get(actor, actor)), ("faint", f"   {actor}"))


def _rounds(readings: Sequence[Reading]) -> Iterator[Line]:
    """Each numbered round once, with what the reports tell of it."""
    rounds: dict[tuple[str, int], list[Meeting]] = defaultdict(list)
    for meeting in (m for reading in readings for m in reading.meetings):
        if meeting.number:
            rounds[meeting.track, meeting.number].append(meeting)
    if rounds:
        yield ()
        yield (("head", "Rounds"),)
    for (track, number), meetings in sorted(rounds.items()):
        tightest = max(meetings, key=lambda m: (bool(m.earliest) + bool(m.latest), -_length(m)))
        places = Counter(m.place_name for m in meetings if m.place_name)
        place = places.most_common(1)[0][0] if places else ""
        statuses = "/".join(dict.fromkeys(m.status for m in meetings))
        yield (
            ("source", f"  {f'{track} {number}':26}"), ("time", f"{days_of(tightest.earliest, tightest.latest):24} "),
            ("", f"{statuses:18}"), ("faint", f"{len(meetings):>3} reports   "), ("content", place),
        )  # fmt: skip


def _length(meeting: Meeting) -> int:
    """How many days the bounds of a meeting leave open."""
    return (meeting.latest - meeting.earliest).days if meeting.earliest and meeting.latest else 0


def _pledges(readings: Sequence[Reading]) -> Iterator[Line]:
    """What has become of the pledges."""
    statuses = Counter(pledge.status for reading in readings for pledge in reading.pledges)
    if statuses:
        yield ()
        yield (("head", "Pledges  "), ("", ", ".join(f"{count} {status}" for status, count in statuses.most_common())))


def _refusals(tally: Tally) -> Iterator[Line]:
    """What was seen and not decided."""
    if tally.refusals:
        yield ()
        yield (("head", "Seen and not decided"),)
    for reason, count in tally.refusals.most_common(_REFUSALS):
        yield (("bad", f"{count:>6} "), ("", reason))
