"""GitHub's Markdown to HTML, as proposals are written in it: alerts, footnotes, task lists, diagrams, raw HTML."""

import re
from collections.abc import Callable, Collection, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import OptionsDict
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.tasklists import tasklists_plugin

from specgen.render.markdown import TOC_TEXT, Heading, Rendered, draw_nothing, draw_pre, link_bare_urls, plain_text
from specgen.render.maths import formula
from specgen.render.sanitise import sanitised
from specgen.render.slug import slug

ALERT = re.compile(r"\s*\[!(note|tip|important|warning|caution)\]\s*\Z", re.I)
ALERTS = {"note": "note", "tip": "note", "important": "rationale", "warning": "warning", "caution": "warning"}
PICTURE = re.compile(r"<img\b[^>]*>", re.I)
SOURCE = re.compile(r"\ssrc\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.I)
TEXT = re.compile(r"\salt\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.I)
REMOTE = re.compile(r"(?:https?:)?//", re.I)
# Stands for a formula until the rest is made safe.
MARK = re.compile("\ue000(\\d+)\ue001")
Env = MutableMapping[str, Any]


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link leads. `title` is told on asking, `hint` stands beside it; `tone` is `good`, `moved` or `broken`."""

    url: str
    title: str = ""
    hint: str = ""
    tone: str = ""


@dataclass(slots=True)
class Context:
    """What one rendering needs and collects.

    `link` tells where a link leads, `picture` where a picture is (nothing: not in the repository). `marked` are lines
    (from 1) that something is said of: `places` gets the id of the block that each stands in. `used` are the ids of
    headings, with the last number that was put behind each.
    """

    link: Callable[[str], Target]
    picture: Callable[[str], str]
    marked: Collection[int] = ()
    used: dict[str, int] = field(default_factory=dict)
    headings: list[Heading] = field(default_factory=list)
    places: dict[int, str] = field(default_factory=dict)
    formulas: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A text as HTML that is safe to show, its headings, and the ids of the blocks with marked lines."""

    rendered: Rendered
    places: Mapping[int, str]


class GithubMarkdown:
    """A configured parser; a class because making one takes longer than most texts."""

    def __init__(self) -> None:
        """Set the dialect up."""
        parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
        parser.use(footnote_plugin).use(tasklists_plugin)
        parser.block.ruler.before("fence", "formula", formula_rule, {"alt": ["paragraph", "blockquote", "list"]})
        parser.core.ruler.push("dress", dress)
        for name, rule in RENDERERS.items():
            parser.add_render_rule(name, rule)
        self.parser = parser

    def render(self, text: str, context: Context) -> Drawn:
        """Return a text as HTML."""
        html = self.parser.render(text, {"context": context})
        safe = sanitised(html, context.picture)
        filled = MARK.sub(lambda mark: "".join(context.formulas[int(mark[1]) :][:1]), safe)
        return Drawn(Rendered(filled, tuple(context.headings)), context.places)


def formula_rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read what stands between lines of two dollars as a formula."""
    if state.is_code_block(start) or line_of(state, start) != "$$":
        return False
    last = next((line for line in range(start + 1, end) if line_of(state, line) == "$$"), None)
    if last is None:
        return False
    if not silent:
        token = state.push("formula", "", 0)
        token.content = state.getLines(start + 1, last, state.blkIndent, True)
        token.map = [start, last + 1]
        state.line = last + 1
    return True


def line_of(state: StateBlock, line: int) -> str:
    """Return a line without its blanks."""
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].strip()


def dress(state: StateCore) -> None:
    """Give headings their ids, links their targets, quotes that are alerts their look, and places to marked lines."""
    context: Context = state.env["context"]
    tokens = state.tokens
    for index, token in enumerate(tokens):
        if token.type == "inline" and token.children is not None:
            if "://" in token.content or "www." in token.content:
                token.children = link_bare_urls(token.children)
            if tokens[index - 1].type == "heading_open":
                name_heading(tokens[index - 1], token, context)
            token.children = lead(token.children, context)
        elif token.type == "blockquote_open":
            alert(tokens, index)
        elif token.type == "html_block":
            token.content = without_remote(token.content, context)
    for line in context.marked:
        place(tokens, line, context)


def name_heading(heading: Token, inline: Token, context: Context) -> None:
    """Give a heading GitHub's id, and note it for the table of contents."""
    children = inline.children or []
    wanted = slug(" ".join(plain_text(children).split()))
    name, number = wanted, context.used.get(wanted, 0)
    while name in context.used:
        number += 1
        name = f"{wanted}-{number}"
    context.used[wanted] = number
    context.used.setdefault(name, 0)
    heading.attrSet("id", name)
    html = "".join(TOC_TEXT.get(token.type, draw_nothing)(token) for token in children)
    context.headings.append(Heading(int(heading.tag[1]), name, html.strip()))


def lead(tokens: Sequence[Token], context: Context) -> list[Token]:
    """Return inline tokens with links to where they lead, each with its hint, and pictures that may be loaded."""
    result: list[Token] = []
    hints: list[Target] = []
    for token in tokens:
        if token.type == "link_open":
            hints.append(aim(token, context))
        elif token.type == "image" and not context.picture(str(token.attrGet("src") or "")):
            result.append(html_token(picture_link(str(token.attrGet("src") or ""), token.content)))
            continue
        elif token.type == "html_inline":
            token.content = without_remote(token.content, context)
        result.append(token)
        if token.type == "link_close" and hints:
            target = hints.pop()
            if target.hint:
                result.append(html_token(f' <small class="hint {target.tone}">{escape(target.hint)}</small>'))
    return result


def aim(token: Token, context: Context) -> Target:
    """Point a link where it leads."""
    target = context.link(str(token.attrGet("href") or ""))
    token.attrSet("href", target.url)
    if target.title:
        token.attrSet("title", target.title)
    if target.tone:
        token.attrSet("class", target.tone)
    return target


def html_token(html: str) -> Token:
    """Return a token of raw HTML."""
    return Token("html_inline", "", 0, content=html)


def without_remote(html: str, context: Context) -> str:
    """Return HTML with links in place of pictures that are not in the repository."""

    def shown(match: re.Match[str]) -> str:
        source, text = SOURCE.search(match[0]), TEXT.search(match[0])
        url = next(filter(None, source.groups()), "") if source else ""
        alt = next(filter(None, text.groups()), "") if text else ""
        return match[0] if context.picture(url) else picture_link(url, alt)

    return PICTURE.sub(shown, html) if "<img" in html.lower() else html


def picture_link(url: str, text: str) -> str:
    """Return a link to a picture of another site, which is not loaded unasked, or to one that is missing."""
    said = text or url
    if not REMOTE.match(url):
        return f'<small class="hint broken">picture: {escape(text)} ({escape(url)} is not there)</small>'
    return f'<a href="{escape(url)}">picture: {escape(said)}</a>'


def alert(tokens: Sequence[Token], index: int) -> None:
    """Make a box of a quote whose first line is `[!NOTE]` or the like."""
    if index + 2 >= len(tokens) or tokens[index + 1].type != "paragraph_open":
        return
    children = tokens[index + 2].children or []
    ends = next((at for at, token in enumerate(children) if token.type in ("softbreak", "hardbreak")), len(children))
    match = ALERT.match("".join(token.content for token in children[:ends]))
    if match is None:
        return
    kind = match[1].lower()
    tokens[index].tag = "aside"
    tokens[index].attrSet("class", ALERTS[kind])
    closing = next(at for at in range(index + 1, len(tokens)) if closes(tokens[at], tokens[index]))
    tokens[closing].tag = "aside"
    title = html_token(f'<p class="title">{kind.title()}</p>')
    tokens[index + 1].meta["before"] = title.content
    tokens[index + 2].children = children[ends + 1 :]


def closes(token: Token, opened: Token) -> bool:
    """Tell whether a token closes another one."""
    return token.type == "blockquote_close" and token.level == opened.level


def place(tokens: Sequence[Token], line: int, context: Context) -> None:
    """Give the innermost block with a line an id, and note it."""
    held = [token for token in tokens if token.map and token.nesting >= 0 and token.map[0] < line <= token.map[1]]
    block = next((token for token in reversed(held) if token.type not in ("inline", "html_block")), None)
    if block is not None:
        if not block.attrGet("id"):
            block.attrSet("id", f"line-{line}")
        context.places[line] = str(block.attrGet("id"))


def draw_paragraph(self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: Env) -> str:
    """Draw the start of a paragraph, and before it what an alert is called."""
    return str(tokens[index].meta.get("before", "")) + str(self.renderToken(tokens, index, options, env))


def draw_code(self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: Env) -> str:
    """Draw a code block; a diagram as its source, which needs no network to be read."""
    token = tokens[index]
    language = token.info.split()[0].lower() if token.info.strip() else ""
    known = token.attrGet("id")
    mark = f' id="{escape(str(known))}"' if known else ""
    if language == "mermaid":
        caption = "<figcaption>Diagram (Mermaid source)</figcaption>"
        return f'<figure class="diagram-source"{mark}>{caption}{draw_pre(token.content, "text")}</figure>\n'
    html = draw_pre(token.content, language)
    return html.replace("<pre", f"<pre{mark}", 1)


def draw_formula(self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: Env) -> str:
    """Draw the mark of a formula, which is filled in when the rest is safe."""
    context: Context = env["context"]
    context.formulas.append(formula(tokens[index].content, True))
    return f"<div>\ue000{len(context.formulas) - 1}\ue001</div>\n"


RENDERERS = {
    "paragraph_open": draw_paragraph,
    "fence": draw_code,
    "code_block": draw_code,
    "formula": draw_formula,
}
