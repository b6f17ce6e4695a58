"""Hosts, repositories and pages that were given up."""

import re

# What was given up, and what took its place. Links to a version that is only there (`r0.6.1`) stay right.
RETIRED = {
    r"https?://(?:www\.)?matrix\.org/docs/spec(?!/[\w-]+/r?\d)": "https://spec.matrix.org",
    r"https?://(?:www\.)?matrix\.org/speculator": "https://spec.matrix.org",
    r"https?://github\.com/matrix-org/matrix-doc(?![\w-])": "matrix-org/matrix-spec or -proposals",
    r"https?://(?:www\.)?riot\.im": "https://element.io",
    r"https?://(?:www\.)?iana\.com": "https://www.iana.org",
    r"https?://(?:www\.)?whispersystems\.org": "https://signal.org",
    r"https?://git\.io": "where it redirects to",
}
PATTERN = re.compile("|".join(f"({pattern})" for pattern in RETIRED))


def retired(url: str) -> tuple[str, str] | None:
    """Return the part of a URL that was given up and what took its place; None for a URL that is still right."""
    match = PATTERN.match(url)
    return (match[0], tuple(RETIRED.values())[match.lastindex - 1]) if match and match.lastindex else None
