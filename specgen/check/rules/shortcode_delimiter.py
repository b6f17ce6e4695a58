"""A box, a mark of a version or an included text is written with `<` and `>`.

Why:
    What such a shortcode makes is put in after Markdown was read, so that Markdown in it is shown as it is written.
Bad:
    {{< added-in v="1.2" >}}
Good:
    {{% added-in v="1.2" %}}
"""

from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.blocks import texts
from specgen.check.texts.calls import BOXES, MARKS, calls
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.WARNING
INCLUDES = ("cs-module", "rver-fragment")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each shortcode with Markdown in it that is put in too late, where that is not the custom of the tree."""
    for names in (BOXES, MARKS, INCLUDES):
        found = [(text, call) for text in texts(subject) for call in calls(text.text) if call.name in names]
        late = [(text, call) for text, call in found if call.marks == "<>"]
        for text, call in late if len(late) * 2 < len(found) else ():
            yield Finding(text.at(call.start), f"`{call.name}` needs `{{{{%` and `%}}}}`: its output is Markdown")
