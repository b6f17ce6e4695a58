"""`specgen info`."""

import json

import click

from specgen.cli.trees import chosen_tree
from specgen.load.spec import load_spec
from specgen.load.told import counts, describe
from specgen.model.api import Api


@click.command("info")
@click.argument("tree", required=False)
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to write it."
)
def command(tree: str | None, form: str) -> None:
    r"""Say what a source tree holds: its layout, version, and how many of each thing.

    \b
      specgen info ../matrix-spec@v1.19
      specgen info --format json ../matrix-spec@v1.19 | jq .counts
    """
    source, sentence = chosen_tree(tree)
    if sentence:
        click.echo(sentence, err=True)
    loaded = load_spec(source)
    settings = loaded.spec.settings
    problems = describe(loaded.diagnostics, source)
    facts: dict[str, object] = {
        "tree": source.name,
        "layout": loaded.layout.name,
        "title": settings.title,
        "version": settings.version,
        "status": settings.status,
        "apis": api_counts(loaded.spec.apis),
        "counts": dict(counts(loaded)),
        "problems": list(problems),
    }
    click.echo(json.dumps(facts, indent=2) if form == "json" else as_text(facts))


def api_counts(apis: tuple[Api, ...]) -> dict[str, int]:
    """Return the number of operations of each API."""
    result: dict[str, int] = {}
    for api in apis:
        result[api.folder] = result.get(api.folder, 0) + len(api.operations)
    return result


def as_text(facts: dict[str, object]) -> str:
    """Return facts as lines of name and value; what is nested is indented."""
    lines = []
    for name, value in facts.items():
        if isinstance(value, dict):
            lines.append(f"{name}:")
            lines.extend(f"  {key}: {count}" for key, count in value.items())
        elif isinstance(value, list):
            lines.append(f"{name}: {len(value)}")
            lines.extend(f"  {item}" for item in value)
        else:
            lines.append(f"{name}: {value}")
    return "\n".join(lines)
