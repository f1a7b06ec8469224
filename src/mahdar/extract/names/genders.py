"""Genders: which gender a verb shows for a known name, as far as the name or the world pack tells."""

from __future__ import annotations

from mahdar.language.lexicon import Lexicon
from mahdar.text import fold
from mahdar.world import World

_TEH = "\N{ARABIC LETTER TEH MARBUTA}"


def genders_of(world: World, lexicon: Lexicon) -> dict[str, str | None]:
    """`m` or `f` for every entity whose name tells, None where a verb may show either."""
    return {entity.id: _gender(entity.id, entity.kind, entity.gender, _name(entity.names, lexicon), lexicon)
            for entity in world.entities.values()}  # fmt: skip


def _name(names: object, lexicon: Lexicon) -> str:
    """The first folded word of the usual name in the lexicon's language."""
    forms = names.get(lexicon.language, ())  # type: ignore[attr-defined]
    return fold(forms[0]).split()[0] if forms else ""


def _gender(entity_id: str, kind: str, gender: str | None, name: str, lexicon: Lexicon) -> str | None:
    """The gender of one entity."""
    if kind == "person":
        return gender or "m"
    if name in lexicon.masculine:
        return "m"
    bare = name.removeprefix(lexicon.clitics.article)
    if name in lexicon.feminine or bare in lexicon.feminine or bare.endswith(_TEH):
        return "f"
    if kind in ("state", "place"):
        return "f"
    return "m" if bare in lexicon.masculine else None
