"""Fixes: changes that a machine can make, applied to the texts of files."""

from collections.abc import Iterable, Mapping

from specgen.diagnostic import Fix


def apply_fixes(texts: Mapping[str, str], fixes: Iterable[Fix]) -> dict[str, str]:
    """Return the texts that change. Of fixes that overlap, the first one is made; run again for the others."""
    by_path: dict[str, list[Fix]] = {}
    for fix in sorted(set(fixes), key=lambda fix: (fix.path, fix.start, fix.end, fix.text)):
        by_path.setdefault(fix.path, []).append(fix)
    return {path: fixed(texts[path], listed) for path, listed in by_path.items() if path in texts}


def fixed(text: str, fixes: list[Fix]) -> str:
    """Return a text with its fixes made."""
    parts: list[str] = []
    end, last = 0, -1
    for fix in fixes:
        if fix.start >= end and fix.start != last:
            parts.extend((text[end : fix.start], fix.text))
            end, last = fix.end, fix.start
    return "".join((*parts, text[end:]))
