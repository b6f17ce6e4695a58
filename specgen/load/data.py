"""Reads the small tables beside APIs and events: string formats, emoji, proposals."""

from specgen.model.node import Node
from specgen.model.proposal import Proposal, ProposalState
from specgen.model.spec import Emoji, StringFormat


def read_formats(root: Node) -> tuple[StringFormat, ...]:
    """Return the known string formats by name."""
    return tuple(
        StringFormat(name, node.get("title").text() or name, node.get("url").text() or "")
        for name, node in root.items()
    )


def read_emoji(root: Node) -> tuple[Emoji, ...]:
    """Return the table of emoji in the author's order."""
    return tuple(
        Emoji(
            whole(row.get("number").value),
            row.get("emoji").text() or "",
            row.get("description").text() or "",
            row.get("unicode").text() or "",
        )
        for row in root.elements()
    )


def whole(value: object) -> int:
    """Return a whole number; 0 for what is none."""
    return value if isinstance(value, int) else 0


def read_proposals(root: Node) -> tuple[ProposalState, ...]:
    """Return the states of the process with their proposals, as `proposals.json` lists them."""
    return tuple(
        ProposalState(
            state.get("label").text() or "",
            state.get("title").text() or "",
            tuple(map(read_proposal, state.get("proposals").elements())),
        )
        for state in root.elements()
    )


def read_proposal(node: Node) -> Proposal:
    """Return one proposal."""
    number = node.get("number").value
    return Proposal(
        number=number if isinstance(number, int) else 0,
        url=node.get("url").text() or "",
        title=node.get("title").text() or "",
        created=(node.get("created_at").text() or "")[:10],
        updated=(node.get("updated_at").text() or "")[:10],
        documentation=node.get("documentation").strings(),
        authors=node.get("authors").strings(),
        shepherd=node.get("shepherd").text(),
    )
