"""The text of a news fragment in the house form: one line, proposals with links, a full stop."""

import re

PROPOSAL = "https://github.com/matrix-org/matrix-spec-proposals/pull/"
BULLET = re.compile(r"[-*+]\s+")
# What is not prose: code, links, and addresses.
FIXED = re.compile(r"(`+[^`]*`+|!?\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])|<[^>\s]+>|https?://\S+)")
MENTION = re.compile(r"(\b(?:[Aa]s )?[Pp]er )?(?<![\w.-])MSC ?([0-9]+)\b")
ENDED = re.compile(r"[.!?…][)\"'”’*_]*\Z")
ONLY_LINK = re.compile(r"\[[^\]]*\]\([^)\s]*\)\Z")


def house_form(text: str) -> str:
    """Return a text as it belongs into a fragment, without the line end: only its form changes, never its words."""
    line = BULLET.sub("", " ".join(text.split()), count=1) if BULLET.match(text.strip()) else " ".join(text.split())
    linked = link_proposals(line)
    return linked if not linked or ENDED.search(linked) or ONLY_LINK.match(linked) else f"{linked}."


def link_proposals(text: str) -> str:
    """Return a text whose bare `MSC1234` lead to their pull requests; code and links stay as they are."""
    parts = FIXED.split(text)
    return "".join(part if index % 2 else MENTION.sub(linked_mention, part) for index, part in enumerate(parts))


def linked_mention(found: re.Match[str]) -> str:
    """Return a mention with its link; `per` is always `as per`."""
    before = found[1] or ""
    start = "" if not before else "As per " if before[0].isupper() else "as per "
    return f"{start}[MSC{found[2]}]({PROPOSAL}{found[2]})"
