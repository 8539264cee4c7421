"""Words that the shell completes: the themes of a codebook and the rules of cleaning."""

import typer


def complete_theme(context: typer.Context, incomplete: str) -> list[str]:
    """Return the ids of the themes that begin so: of the codebook that --themes names, or of the shipped one."""
    from toolkit.errors import ToolkitError
    from toolkit.labels import load_codebook

    try:
        ids = load_codebook(context.params.get("themes")).ids
    except ToolkitError:
        return []
    return [name for name in ids if name.startswith(incomplete)]


def complete_rule(incomplete: str) -> list[str]:
    """Return the ids of the rules of cleaning that begin so."""
    from toolkit.cleaning.catalogue import RULES

    return [rule.id for rule in RULES if rule.id.startswith(incomplete)]
