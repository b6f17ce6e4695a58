"""What rendering remembers from one build to the next, and what its keys are made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from specgen.memory import Latest, key_of
from specgen.render.links import Links
from specgen.render.pieces import Pieces


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page as it is written, and the pieces of its text with what they were all made with."""

    content: bytes
    pieces: Pieces
    made_with: bytes


@dataclass(frozen=True, slots=True)
class RenderMemory:
    """What is remembered: the drawing of each call of a shortcode, each page, what is searched of it, each API bundle.

    `answers` is where the links in them lead.
    """

    blocks: Latest[str] = field(default_factory=Latest)
    pages: Latest[Drawn] = field(default_factory=Latest)
    bundles: Latest[str] = field(default_factory=Latest)
    sections: Latest[str] = field(default_factory=Latest)
    answers: dict[tuple[str, str], str] = field(default_factory=dict)

    def check(self, links: Links) -> None:
        """Forget what was drawn if a link in it leads elsewhere now."""
        if any(links.find(*question) != answer for question, answer in self.answers.items()):
            self.blocks.known.clear()
            self.pages.known.clear()
            self.answers.clear()

    def take(self, other: "RenderMemory") -> None:
        """Take over what another process has drawn."""
        self.blocks.take(other.blocks)
        self.pages.take(other.pages)
        self.sections.take(other.sections)
        self.answers.update(other.answers)


@dataclass(frozen=True, slots=True)
class Ground:
    """What keys are made of: what Markdown is read with, what all texts are made with, what all pages have in common.

    `prints` has a key for each document.
    """

    markdown: bytes
    texts: bytes
    pages: bytes
    prints: Mapping[str, bytes]
    memory: RenderMemory

    def block_key(self, sources: tuple[str, ...] | None) -> bytes | None:
        """Return the key of a block made of some documents; None for what is not remembered."""
        if sources is None or any(source not in self.prints for source in sources):
            return None
        return key_of((self.texts, *(part for source in sources for part in (source, self.prints[source]))))
