"""What the check knows of shortcodes is what the site can show."""

from specgen.check.texts.calls import BOXES, MARKS, PARAMETERS, calls
from specgen.render import calls as rendered
from specgen.render.shortcodes import names


def test_every_shortcode_has_its_parameters() -> None:
    assert set(PARAMETERS) == set(names())
    assert set(BOXES) == set(rendered.BOXES)
    assert set(MARKS) == set(rendered.MARKS)


def test_a_call_is_read_as_the_renderer_reads_it() -> None:
    text = 'a {{% event event="m.x" title=`A "b"` %}} {{< relref "b" >}} {{% /boxes/note %}} {{%/* x */%}}'
    found = calls(text)
    theirs = [rendered.read_call(match) for match in rendered.CALL.finditer(rendered.COMMENT.sub("", text))]
    assert [(call.name, call.closing) for call in found] == [(call.name, call.closing) for call in theirs]
    assert [tuple(argument.value for argument in call.arguments) for call in found] == [
        tuple(call.arguments.values()) for call in theirs
    ]
