"""What rules find in one tree after the other. Imported in the process that runs them only."""

from collections.abc import Sequence

from specgen.check.engine import Choice, chosen
from specgen.check.registry import RULES
from specgen.check.rule import name_of
from specgen.diagnostic import Diagnostic
from specgen.errors import SpecgenError
from specgen.examine import examine_again
from specgen.examine.memory import Memory
from specgen.examine.subject import Since
from specgen.load.check_config import read_severities
from specgen.load.told import describe
from specgen.model.source import SourceFile, SourceTree


class Eyes:
    """Looks at trees, one after the other; a class because it remembers what it saw."""

    def __init__(self, theme: Sequence[SourceFile]) -> None:
        """Take the templates."""
        self.theme = theme
        self.memories: dict[bool, tuple[Choice, Memory]] = {}
        self.whole: tuple[Diagnostic, ...] = ()

    def see(self, tree: SourceTree, quick: bool) -> tuple[tuple[str, ...], str]:
        """Return what is wrong with a tree, or why that cannot be told.

        With `quick` only rules that look at one file at a time run; of the others that is told what they said last.
        """
        try:
            found = self.found(tree, quick)
        except SpecgenError as error:
            return (), str(error)
        if not quick:
            self.whole = found
            return describe(found, tree), ""
        again = {name_of(rule) for rule in chosen(RULES, Choice(quick=True))}
        return describe((*found, *(each for each in self.whole if each.rule not in again)), tree), ""

    def found(self, tree: SourceTree, quick: bool) -> tuple[Diagnostic, ...]:
        """Return what all rules find in a tree, or those that look at one file at a time."""
        choice = Choice(severities=read_severities(tree), quick=quick)
        known, memory = self.memories.get(quick, (choice, Memory()))
        result = examine_again(tree, self.theme, choice, Since(), memory if known == choice else Memory())
        self.memories[quick] = choice, result.memory
        return result.diagnostics
