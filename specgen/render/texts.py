"""Author's texts as HTML: descriptions with their shortcodes, links and notes of versions (INPUT 8.3)."""

from dataclasses import dataclass, field

from markupsafe import Markup, escape

from specgen.render.calls import expand_description
from specgen.render.links import Links
from specgen.render.markdown import Markdown

NO_TEXT = Markup("")


@dataclass(slots=True)
class Texts:
    """Renders descriptions; a class because each text is rendered once, however often it is shown."""

    markdown: Markdown
    links: Links
    done: dict[tuple[str, str], str] = field(default_factory=dict)

    def block(self, text: str | None, section: str) -> Markup:
        """Return a description as HTML blocks; a single paragraph stays one."""
        if not text:
            return NO_TEXT
        key = (section, text)
        if key not in self.done:
            source = expand_description(text) if "{{" in text else text
            rendered = self.markdown.render(source, lambda target: self.links.resolve(target, section))
            self.done[key] = rendered.html.strip()
        return Markup(self.done[key])

    def inline(self, text: str | None, section: str) -> Markup:
        """Return a description without the paragraph around it, if it is a single one."""
        return Markup(unwrapped(str(self.block(text, section))))


def unwrapped(html: str) -> str:
    """Return HTML without the `<p>` around it, if that is all there is."""
    if html.startswith("<p>") and html.endswith("</p>") and html.count("<p>") == 1:
        return html[3:-4]
    return html


def led(lead: str, html: str) -> str:
    """Return HTML with `lead` at the start of its first paragraph."""
    return f"<p>{lead}{html[3:]}" if html.startswith("<p>") else f"{lead}{html}"


def added(version: str | None) -> str:
    """Return the paragraph that says since when something is there."""
    return f"<p><b>Added in <code>v{escape(version)}</code></b></p>" if version else ""


def changed(version: str, html: str) -> str:
    """Return the paragraph that says what a version changed."""
    mark = f"<b>Changed in <code>v{escape(version)}</code>:</b> "
    return led(mark, html) if html.startswith("<p>") else f"<p>{mark}{html}</p>"


def with_code(text: str) -> Markup:
    """Return a text with what stands between backticks in code style."""
    return Markup("").join(code(part) if index % 2 else part for index, part in enumerate(text.split("`")))


def code(text: str) -> Markup:
    """Return a text in code style."""
    return Markup("<code>{}</code>").format(text)
