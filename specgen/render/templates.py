"""The templates of the site, as texts that were read elsewhere. They draw; everything is computed before."""

from collections.abc import Mapping
from dataclasses import dataclass

from jinja2 import DictLoader, Environment, StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment

from specgen.errors import SpecgenError
from specgen.memory import key_of


@dataclass(frozen=True, slots=True)
class Templates:
    """Templates by name, ready to draw. `key` stands for all their texts."""

    environment: Environment
    key: bytes

    def draw(self, name: str, view: object) -> str:
        """Return a template drawn with a view (a mapping). Raises `SpecgenError` for a tree's own wrong template."""
        try:
            return self.environment.get_template(name).render(view)
        except TemplateError as error:
            if not isinstance(self.environment, SandboxedEnvironment):
                raise
            raise SpecgenError(f"the tree's template for `{name}` cannot be drawn: {error}") from error


def templates_of(texts: Mapping[str, str], trusted: bool) -> Templates:
    """Return templates made of texts by name; those of somebody else's tree run in Jinja's sandbox."""
    kind = Environment if trusted else SandboxedEnvironment
    environment = kind(
        loader=DictLoader(dict(texts)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    return Templates(environment, templates_key(texts, trusted))


def templates_key(texts: Mapping[str, str], trusted: bool) -> bytes:
    """Return what stands for some templates, and for whether they are trusted."""
    return key_of((str(trusted), *(part for item in sorted(texts.items()) for part in item)))
