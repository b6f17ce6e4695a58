"""The templates of the site, as texts that were read elsewhere. They draw; everything is computed before."""

from collections.abc import Mapping
from dataclasses import dataclass

from jinja2 import DictLoader, Environment, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment


@dataclass(frozen=True, slots=True)
class Templates:
    """Templates by name, ready to draw."""

    environment: Environment

    def draw(self, name: str, view: object) -> str:
        """Return a template drawn with a view (a mapping)."""
        return self.environment.get_template(name).render(view)


def templates_of(texts: Mapping[str, str], trusted: bool) -> Templates:
    """Return templates made of texts by name; those of somebody else's tree run in Jinja's sandbox."""
    kind = Environment if trusted else SandboxedEnvironment
    return Templates(
        kind(
            loader=DictLoader(dict(texts)),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
    )
