"""`mahdar golden`: do the golden examples still hold?"""

from __future__ import annotations

from pathlib import Path

import click

from mahdar.pipeline import loaded
from mahdar.score.examples import load_examples, shipped_examples
from mahdar.score.golden import Verdict, accept, judge


@click.command("golden", help="Read the golden examples (those of the packs, or FILES) and say which do not hold.")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--accept", "accepted", is_flag=True, help="Write what is found now into the files, for review as a diff."
)
@click.option(
    "--packs", type=click.Path(path_type=Path), metavar="FOLDER", help="Your own additions to what Mahdar knows."
)
def golden_command(files: tuple[Path, ...], accepted: bool, packs: Path | None) -> int:
    """Print what does not hold; 0 where all does, 1 where not."""
    examples = [e for file in files for e in load_examples(file)] if files else shipped_examples()
    knowledge = loaded(packs)
    verdicts = [judge(example, knowledge) for example in examples]
    wrong = [verdict for verdict in verdicts if verdict.passed == (verdict.example.fails is not None)]
    for verdict in wrong:
        click.echo(_told(verdict))
    click.echo(f"{len(verdicts) - len(wrong)} of {len(verdicts)} examples hold")
    if accepted:
        for file in accept(verdicts):
            click.echo(f"rewritten: {file.name}")
    return 1 if wrong and not accepted else 0


def _told(verdict: Verdict) -> str:
    """What is wrong with an example."""
    if verdict.passed:
        return f"{verdict.example.file.name}:{verdict.example.first}: a known failure holds now; take its «:fails» out."
    return str(verdict)
