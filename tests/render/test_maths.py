"""Formulas become MathML that keeps its TeX."""

import pytest

from specgen.render.maths import formula


@pytest.mark.parametrize(
    ("tex", "part"),
    [
        (r"a_1", "<msub><mi>a</mi><mn>1</mn></msub>"),
        (r"\begin{aligned}a&=b\\c&=d\end{aligned}", '<mtd columnalign="right"><mi>a</mi></mtd>'),
        (r"\text{``OLM\_ROOT\"}".replace(r"\"", '"'), "<mtext>“OLM_ROOT”</mtext>"),
        (r"\text{``\char`\\x02''}", "<mtext>“\\x02”</mtext>"),
        (r"\text{\char\"41}".replace(r"\"", '"'), "<mtext>A</mtext>"),
    ],
)
def test_formulas(tex: str, part: str) -> None:
    mathml = formula(tex, display=True)
    assert part in mathml
    assert mathml.startswith('<math xmlns="http://www.w3.org/1998/Math/MathML" display="block"><semantics>')
    assert '<annotation encoding="application/x-tex">' in mathml


@pytest.mark.parametrize("tex", [r"\frac{", "}", r"\begin{nonsense}", r"\left(", "^", "", "\\"])
def test_what_is_no_tex_does_no_harm(tex: str) -> None:
    assert formula(tex, display=False)
