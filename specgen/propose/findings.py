"""From a proposal to what is wrong with it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from specgen.check.engine import Choice, chosen
from specgen.check.fixes import apply_fixes
from specgen.check.rule import name_of
from specgen.check.suppress import apply, read_suppressions
from specgen.diagnostic import Diagnostic
from specgen.model.source import SourceFile
from specgen.msc.lint import lint
from specgen.msc.registry import RULES
from specgen.msc.rule import Case
from specgen.msc.text import read_proposal

# What is said of the comments that silence a rule.
ABOUT_COMMENTS = frozenset({"suppression-reason", "suppression-used"})
# A fix can make room for another one; no text needs more rounds than this.
MOST_ROUNDS = 8


def look_over(file: SourceFile, case: Case, choice: Choice) -> list[Diagnostic]:
    """Return what the chosen rules find in a proposal, in the order of its lines, without what comments silence."""
    rules = chosen(RULES, choice)
    found = lint(case, rules, choice.severities)
    ran = frozenset(map(name_of, rules)) | (ABOUT_COMMENTS if not choice.select else frozenset())
    return sorted(apply(found, read_suppressions([file]), ran), key=order)


def order(diagnostic: Diagnostic) -> tuple[int, int, str, str]:
    """Return what the findings in one file are sorted by."""
    place = diagnostic.location
    return place.line or 0, place.offset or 0, diagnostic.rule, diagnostic.message


def mended(file: SourceFile, case: Case, choice: Choice) -> tuple[SourceFile, Case]:
    """Return a proposal after all changes that a machine can make; what is not UTF-8 stays as it is."""
    for _ in range(MOST_ROUNDS):
        fixes = [each.fix for each in look_over(file, case, choice) if each.fix]
        if not fixes or "\ufffd" in file.text():
            break
        text = apply_fixes({file.path: file.text()}, fixes)[file.path]
        file = SourceFile(file.path, text.encode())
        case = replace(case, proposal=read_proposal(file))
    return file, case


def renamed(found: Sequence[Diagnostic], names: Mapping[str, str]) -> list[Diagnostic]:
    """Return findings with their files called as the user calls them."""
    return [
        replace(each, location=replace(each.location, path=names.get(each.location.path, each.location.path)))
        for each in found
    ]
