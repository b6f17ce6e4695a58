"""Turns a text with shortcodes into Markdown, with a mark where a drawn block belongs (INPUT 4.5)."""

import re
from dataclasses import dataclass, field

from specgen.diagnostic import Diagnostic, Severity
from specgen.location import Location
from specgen.memory import key_of
from specgen.model.page import Inclusion
from specgen.render.calls import BOXES, CALL, COMMENT, Call, box, read_call
from specgen.render.remembered import Ground
from specgen.render.shortcodes import BLOCKS, INCLUDES, WORDS, Block, Scope
from specgen.render.templates import Templates

DEEPEST = 8
MARK = re.compile("<!--\ue000([0-9a-f]{40})-->")


def known_name(name: str) -> str:
    """Return the name of a shortcode; the changelogs of v1.1 to v1.4 had their own for what others now do."""
    if not name.startswith("changelog/") or name in BLOCKS or name in INCLUDES:
        return name
    return "changelog/changes" if "change" in name.removeprefix("changelog/changelog") else "changelog/changelogs"


def old_id(text: Inclusion) -> str:
    """Return the id of the place where a text stands that was a page of its own."""
    return f"{text.kind}-{text.name}"


@dataclass(slots=True)
class Expander:
    """Expands the shortcodes of one page; a class because it collects blocks (by their marks) and diagnostics."""

    scope: Scope
    templates: Templates
    ground: Ground
    blocks: dict[str, str] = field(default_factory=dict)
    found: list[Diagnostic] = field(default_factory=list)

    def expand(self, text: str, origin: Location, first_line: int = 1, depth: int = 0) -> str:
        """Return a text as Markdown. `origin` is its file; `first_line` is where it starts there."""

        def replace(match: re.Match[str]) -> str:
            call = read_call(match)
            where = Location(origin.path, origin.pointer, None if origin.pointer else first_line + call.line - 1)
            try:
                return self.answer(call, where, depth)
            except LookupError as error:
                self.report(where, "shortcode-argument", str(error.args[0]))
                return ""

        return CALL.sub(replace, COMMENT.sub("", text))

    def answer(self, call: Call, where: Location, depth: int) -> str:
        """Return what a call stands for. Raises `LookupError` with a sentence."""
        name = known_name(call.name)
        if name in BOXES:
            return box(call)
        if call.closing:
            return ""
        if name in WORDS:
            return WORDS[name](call, self.scope)
        if name in INCLUDES:
            return self.include(call, where, depth)
        if name in BLOCKS:
            return self.block(call, BLOCKS[name](call, self.scope))
        self.report(where, "shortcode-known", f"there is no shortcode `{name}`")
        return ""

    def block(self, call: Call, block: Block) -> str:
        """Return the mark of a drawn block: a known drawing if what it is made of is the same."""
        key = self.ground.block_key(block.sources)
        if key is None:
            html = self.draw(call, block)
        else:
            name = f"{self.scope.drawing.section} {call.name} {sorted(call.arguments.items())}"
            html = self.ground.memory.blocks.of(name, key, lambda: self.draw(call, block))
        mark = key_of((html,)).hex()
        self.blocks[mark] = html
        return f"\n\n<!--\ue000{mark}-->\n\n"

    def draw(self, call: Call, block: Block) -> str:
        """Return a block as HTML."""
        opened = not self.scope.library.spec.settings.collapsed
        return self.templates.draw(f"shortcodes/{known_name(call.name)}.html", {**block.view(), "opened": opened})

    def include(self, call: Call, where: Location, depth: int) -> str:
        """Return the texts that a call includes, themselves expanded."""
        if depth > DEEPEST:
            raise LookupError(f"`{call.name}` includes itself")
        before = self.scope.module
        texts = INCLUDES[call.name](call, self.scope)
        parts = []
        for text in texts:
            self.scope.included[text.location.path] = None
            mark = f'<a id="{old_id(text)}"></a>\n\n' if text.old_url else ""
            parts.append(mark + self.expand(text.body, text.location, text.first_line, depth + 1))
        self.scope.module = before
        return "\n\n".join(parts) if len(parts) > 1 else parts[0] if parts else ""

    def fill(self, html: str) -> str:
        """Return HTML with the drawn blocks in place of their marks."""
        return MARK.sub(lambda match: self.blocks.get(match[1], ""), html)

    def report(self, where: Location, rule: str, message: str) -> None:
        """Remember a diagnostic."""
        self.found.append(Diagnostic(where, rule, Severity.ERROR, message))
