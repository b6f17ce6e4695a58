"""Each rule for proposals: what it finds and where, what it leaves alone, how it mends."""

from dataclasses import dataclass, replace

import pytest

from specgen.check.engine import Choice
from specgen.diagnostic import Diagnostic, Severity
from specgen.model.source import SourceFile
from specgen.msc.lint import name_of
from specgen.msc.registry import RULES
from specgen.msc.rule import Case
from specgen.msc.template import digests
from specgen.msc.text import read_proposal
from specgen.propose.findings import look_over, mended

PATH = "proposals/4321-room-bans.md"
PULL = "https://github.com/matrix-org/matrix-spec-proposals/pull"
SPEC = "https://spec.matrix.org"
LONG = "word " * 30
OTHER = "A template says in a sentence of some length what to write there."
IDS = {
    "v1.2": {"/a/": frozenset({"old"})},
    "v1.3": {"/a/": frozenset({"new"})},
    "unstable": {"/a/": frozenset({"next"})},
}
KNOWN = {
    "accepted": frozenset({1, 2}),
    "missing": frozenset({"proposals/images/no.png", "proposals/no.md", "no.png"}),
    "ids": IDS,
    "newest": "v1.3",
    "template": digests([OTHER]),
    "neighbours": frozenset({"4322-taken.md", "4321-room-bans.md"}),
}


@dataclass(frozen=True)
class Bad:
    """A text, the lines that the rule finds, what is left after mending, and how bad it is there."""

    text: str
    lines: tuple[int, ...]
    mended: str | None = None
    severity: Severity | None = None
    path: str = PATH


E, INFO = Severity.ERROR, Severity.INFO
CASES: dict[str, tuple[list[Bad], list[str]]] = {
    "msc-file-name": (
        [
            Bad("", (1,), path="proposals/XXXX-room-bans.md"),
            Bad("", (1,), path="proposals/0000-room-bans.md"),
            Bad("", (1,), path="4321-Room-bans.md"),
            Bad("", (1,), path="proposals/4321 room bans.md"),
            Bad("", (1,), path="proposals/4321.md"),
        ],
        [""],
    ),
    "msc-number-unique": (
        [Bad("", (1,), path="proposals/4322-room-bans.md")],
        [""],
    ),
    "msc-encoding": (
        [Bad("a\nb\ufffd\n", (2,)), Bad("\0", (1,))],
        ["ä\n"],
    ),
    "msc-title-form": (
        [
            Bad("# Bans\n", (1,), None, E),
            Bad("# MSC 4321 - Bans\n", (1,), None, E),
            Bad("Text.\n\n# MSC4321: Bans\n", (3,), None, E),
            Bad("# Bans\n", (1,), None, INFO, "proposals/1234-x.md"),
        ],
        ["# MSC4321: Bans\n", "<!-- note -->\n\nMSC4321: Bans\n===\n", "## None\n"],
    ),
    "msc-title-number": (
        [Bad("# MSC4322: Bans\n", (1,)), Bad("# MSC1: Bans\n", (1,), None, E, "proposals/1234-x.md")],
        ["# MSC4321: Bans\n", "# MSC4321: As MSC1\n", "# Bans\n"],
    ),
    "msc-title-once": (
        [
            Bad("## Proposal\n", (1,), None, E),
            Bad("# MSC4321: A\n\n# B\n\nC\n=\n", (3, 5), None, E),
            Bad("no heading\n", (1,), None, INFO, "proposals/0812-x.md"),
        ],
        ["# MSC4321: A\n\n## B\n\n```\n# comment\n```\n"],
    ),
    "msc-title-ending": (
        [Bad("# MSC4321: Bans.\n", (1,)), Bad("# MSC4321: [WIP] Bans\n", (1,))],
        ["# MSC4321: Bans\n", "# MSC4321: And so on...\n"],
    ),
    "msc-template-text": (
        [
            Bad(f"# A\n\n*{OTHER}*\n", (3,)),
            Bad("# A\n\nOwn words. A template says in a\nsentence of some *length* what to write there. More.\n", (3,)),
        ],
        ["# A\n\nOwn words of the same length, which say what is meant here.\n"],
    ),
    "msc-placeholder": (
        [
            Bad("TODO: this.\n\n`org.matrix.mscXXXX.x` and MSCXXXX\n", (1, 3, 3)),
            Bad("What about guests? TBD\n", (1,)),
        ],
        ["A TODOs list, `TODO`, xmscxxxxx\n", "```\n// TODO\n```\n"],
    ),
    "msc-introduction": (
        [Bad("# MSC4321: A\n\n## Proposal\n\nText.\n", (1,))],
        [
            "# MSC4321: A\n\nWhy.\n\n## Proposal\n",
            "# MSC4321: A\n\n## Introduction\n\nWhy.\n\n## Proposal\n",
            "# MSC4321: A\n",
        ],
    ),
    "msc-security-section": (
        [Bad("# A\n", (1,), None, E), Bad("# A\n\nSecurity is fine.\n", (1,), None, INFO, "proposals/3999-x.md")],
        ["## Security considerations\n", "### Privacy and security\n", "**Security**\n\n# Security Considerations\n"],
    ),
    "msc-usual-sections": (
        [Bad("# A\n\n## Proposal\n\n## Tradeoffs\n\n## Alternatives considered\n", (1,), None, INFO)],
        ["# A\n\n## Proposed change\n\n## Issues\n\n## Alternatives\n\n## Unstable prefixes\n\n## Dependencies\n"],
    ),
    "msc-section-empty": (
        [Bad("# A\n\n## B\n\n## C\n\n<!-- nothing -->\n", (3, 5)), Bad("# A\n\n### B\n## C\nx\n", (3,))],
        ["# A\n\n## B\n\n### C\n\nText.\n\n## D\n\n```\ncode\n```\n"],
    ),
    "msc-heading-level": (
        [Bad("# A\n\n### B\n", (3,))],
        ["# A\n\n## B\n\n### C\n\n## D\n", "# A\n\n> ### quoted\n"],
    ),
    "msc-heading-unique": (
        [Bad("# A\n\n## B\n\n## C\n\n## B\n", (7,))],
        ["# A\n\n## B\n\n### X\n\n## C\n\n### X\n"],
    ),
    "msc-anchor": (
        [Bad("# A b\n\n[x](#ab)\n\n[y]: #nowhere\n", (3, 5))],
        [
            "# A `b.c` [d](https://x.example) & e_f\n\n[x](#a-bc-d--e_f)\n",
            '<a name="here"></a>\n\n[x](#here) [y](#top) [z](#) [w](#user-content-here)\n',
            "# Same\n\n# Same\n\n[x](#same-1) [y](#Same)\n",
            "`[x](#code)`\n\n```\n[x](#code)\n```\n",
        ],
    ),
    "msc-reference-defined": (
        [Bad("A [b][c] d.\n", (1,))],
        ["A [b][c], [c], [C][], [x] and `[a][b]`.\n\n[c]: https://x.example\n", "m[0][1] [\\[][ ]\n", "\\[a][b]\n"],
    ),
    "msc-footnote-defined": (
        [Bad("A[^1] b[^2].\n\n[^1]: Yes.\n", (1,)), Bad("A[^a] b[^b].\n\n[^a]: Yes.\n", (1,))],
        ["A[^1].\n\n[^1]: Yes.\n", "Matches [^a-z/]+ and [^x].\n", "`[^1]`\n"],
    ),
    "msc-link-number": (
        [
            Bad(f"[MSC3903]({PULL}/3930)\n", (1,)),
            Bad("[`MSC1`][x]\n\n[x]: https://github.com/matrix-org/matrix-doc/issues/2\n", (1,)),
            Bad("[MSC2](0003-x.md)\n", (1,)),
        ],
        [
            f"[MSC3903]({PULL}/3903#issuecomment-1) [as MSC1 says]({PULL}/2) [MSC1](https://x.example/2)\n",
            "[MSC1](https://github.com/matrix-org/matrix-spec/pull/2)\n",
        ],
    ),
    "msc-link-file": (
        [Bad("[x](no.md#y) <a href='no.md'>z</a>\n", (1, 1))],
        ["[x](yes.md) ![y](images/no.png) [z](../../no.md) [w](mailto:no.md)\n"],
    ),
    "msc-picture-file": (
        [Bad("![x](images/no.png)\n\n<img src='/proposals/images/no.png'>\n\n![y][z]\n\n[z]: /no.png\n", (1, 3, 5))],
        ["![x](images/yes.png) ![y](https://x.example/no.png) [z](images/no.png)\n"],
    ),
    "msc-spec-anchor": (
        [
            Bad(f"[x]({SPEC}/v1.2/a/#new)\n\n<{SPEC}/v1.3/b/>\n\n{SPEC}/unstable/a#old\n", (1, 3, 5)),
            Bad(f"[x]({SPEC}/v1.3/a/#old)\n", (1,), None, E),
            Bad(f"[x]({SPEC}/latest/a/#old)\n", (1,), None, Severity.WARNING),
        ],
        [
            f"[x]({SPEC}/v1.2/a/#old) [y]({SPEC}/v1.1/a/#any) [z]({SPEC}/v1.3/a)\n",
            f"[w]({SPEC}/latest/a/#new) {SPEC}/proposals\n",
        ],
    ),
    "msc-spec-version": (
        [
            Bad(f"[x]({SPEC}/latest/a/#new)\n", (1,), f"[x]({SPEC}/v1.3/a/#new)\n"),
            Bad(f"[x]({SPEC}/unstable/a/#new)\n", (1,), f"[x]({SPEC}/v1.3/a/#new)\n"),
            Bad(f"[x]({SPEC}/latest/a/#gone)\n", (1,), f"[x]({SPEC}/latest/a/#gone)\n"),
        ],
        [f"[x]({SPEC}/unstable/a/#next) [y]({SPEC}/v1.2/a/#x)\n"],
    ),
    "msc-legacy-host": (
        [
            Bad(
                "https://github.com/matrix-org/matrix-doc/pull/1 [x](https://github.com/matrix-org/matrix-doc/issues/2)\n",
                (1, 1),
                f"{PULL}/1 [x](https://github.com/matrix-org/matrix-doc/issues/2)\n",
            ),
            Bad("https://matrix.org/docs/spec/client_server/r0.6.1#x\n", (1,)),
        ],
        ["https://matrix.org/docs/guides https://github.com/matrix-org/matrix-docs\n"],
    ),
    "msc-mention-linked": (
        [
            Bad("As MSC1234 and MSC1234 say.\n", (1,), f"As [MSC1234]({PULL}/1234) and MSC1234 say.\n"),
            Bad(
                "# MSC4321: After MSC5\n\nAs MSC1235 says.\n",
                (3,),
                f"# MSC4321: After MSC5\n\nAs [MSC1235]({PULL}/1235) says.\n",
            ),
        ],
        [
            f"As [MSC1234]({PULL}/1234) says, MSC1234.\n",
            "MSC4321 itself, `MSC1234`, org.matrix.MSC1234, [see MSC1234](https://x.example)\n",
            f"MSC1234 is {PULL}/1234\n",
        ],
    ),
    "msc-blob-link": (
        [Bad("https://github.com/matrix-org/matrix-spec-proposals/blob/main/proposals/2674-x.md\n", (1,))],
        ["https://github.com/matrix-org/matrix-spec-proposals/blob/main/proposals/2674-x.md#y\n"],
    ),
    "msc-link-encrypted": (
        [Bad("[x](http://www.rfc-editor.org/rfc/rfc1)\n", (1,))],
        [
            "http://localhost:8008 http://a.example/ http://example.com/ `http://x.org` http://www.w3.org/ns http://127.0.0.1\n"
        ],
    ),
    "msc-dependency-accepted": (
        [Bad("MSC3\n\n## Dependencies\n\nMSC1, MSC222.\n", (5,))],
        ["## Dependencies\n\nMSC2 and MSC4321.\n\n## More\n\nMSC333\n"],
    ),
    "msc-picture-text": (
        [Bad("![](x.png)\n\n<img src='y.png'>\n", (1, 3))],
        ["![Text](x.png) <img alt='' src='y.png'>\n"],
    ),
    "msc-table-cells": (
        [Bad("| a | b |\n|---|---|\n| 1 | `x|y` |\n| 1 | 2 | 3\n", (3, 4))],
        ["| a | b |\n|---|---|\n| 1 | `x\\|y` |\n| 1 |\n1 | 2\n", "> | a |\n> |---|\n> | 1 |\n"],
    ),
    "msc-fence-language": ([Bad("```\nx\n```\n", (1,))], ["```text\nx\n```\n\n    indented\n"]),
    "msc-json-brackets": (
        [
            Bad('```json\n{"a": [1, 2}\n```\n', (1,)),
            Bad("```json5\n{\n```\n", (1,)),
            Bad('```json\n{"a": "b}\n```\n', (1,)),
        ],
        ['```json\n{"a": 1, // it\'s\n ..., "b": "}" /* [ */\n}\n```\n', '```json\n"a": {}\n```\n', "```\n{\n```\n"],
    ),
    "msc-line-length": (
        [
            Bad(f"{LONG.strip()}\n", (1,), f"{'word ' * 23}word\n{'word ' * 5}word\n"),
            Bad(f"- {LONG.strip()}\n  short\n", (1,), f"- {'word ' * 22}word\n  {'word ' * 6}word short\n"),
            Bad(f"> {LONG.strip()}\n", (1,), f"> {'word ' * 22}word\n> {'word ' * 6}word\n"),
            Bad(f"1. {'word ' * 22}- {'word ' * 8}end\n", (1,), f"1. {'word ' * 21}word - word\n   {'word ' * 7}end\n"),
            Bad(f"[^1]: {LONG.strip()}\n", (1,), f"[^1]: {'word ' * 22}word\n    {'word ' * 6}word\n"),
        ],
        [
            f"[{'x' * 40}](https://x.example/{'y' * 100})\n",
            f"| {LONG} |\n|---|\n\n# {LONG}\n\n```\n{LONG}\n```\n",
            f"{'x' * 200}\n",
            f"`{LONG}`\n",
        ],
    ),
    "msc-trailing-space": (
        [Bad("a \nb  \nc\t\n   \nd  \n", (1, 3, 4, 5), "a\nb  \nc\n\nd\n")],
        ["a  \nb\n\n```\ncode  \n```\n"],
    ),
    "msc-line-ends": (
        [Bad("a\r\nb\r\n", (1,), "a\nb\n"), Bad("a", (1,), "a\n")],
        ["a\nb\n", ""],
    ),
    "msc-tab": ([Bad("- a\n\t- b\n", (2,), "- a\n    - b\n")], ["```\n\tcode\n```\n`a\tb`\n"]),
}


def found(rule: str, text: str, path: str = PATH) -> tuple[list[Diagnostic], SourceFile]:
    file = SourceFile(path, text.encode())
    case = Case(proposal=read_proposal(file), **KNOWN)
    choice = Choice(select=(rule,))
    return look_over(file, case, choice), mended(file, case, choice)[0]


@pytest.mark.parametrize(
    ("rule", "bad"),
    [(rule, bad) for rule, (bads, _) in CASES.items() for bad in bads],
    ids=lambda value: str(value)[:40],
)
def test_what_a_rule_finds(rule: str, bad: Bad) -> None:
    diagnostics, after = found(rule, bad.text, bad.path)
    assert tuple(each.location.line for each in diagnostics) == bad.lines
    if bad.severity:
        assert {each.severity for each in diagnostics} == {bad.severity}
    assert after.data.decode() == (bad.text if bad.mended is None else bad.mended)


@pytest.mark.parametrize(
    ("rule", "good"),
    [(rule, good) for rule, (_, goods) in CASES.items() for good in goods],
    ids=lambda value: str(value)[:40],
)
def test_what_a_rule_leaves_alone(rule: str, good: str) -> None:
    diagnostics, after = found(rule, good)
    assert diagnostics == []
    assert after.data.decode() == good


def test_each_rule_is_tried_and_has_its_page() -> None:
    assert [name_of(rule) for rule in RULES] == sorted(map(name_of, RULES), key=[name_of(rule) for rule in RULES].index)
    assert set(CASES) == {name_of(rule) for rule in RULES}
    for rule in RULES:
        page = rule.__doc__ or ""
        assert all(f"\n{part}:" in page for part in ("Why", "Bad", "Good")), name_of(rule)


def test_a_template_is_passed_over() -> None:
    file = SourceFile("proposals/0000-proposal-template.md", b"no title, TODO \n")
    assert look_over(file, Case(proposal=read_proposal(file)), Choice()) == []


def test_a_draft_has_to_have_the_form_of_today() -> None:
    file = SourceFile("proposals/1234-old.md", b"# Old\n")
    case = Case(proposal=read_proposal(file))
    rules = Choice(select=("msc-security-section",))
    assert [each.severity for each in look_over(file, case, rules)] == [INFO]
    assert [each.severity for each in look_over(file, replace(case, draft=True), rules)] == [E]


def test_comments_silence_rules() -> None:
    text = (
        "# MSC4321: A <!-- specgen: ignore[msc-security-section] because it is a test -->\n\n"
        "<!-- specgen: ignore[msc-placeholder] because it is quoted -->\nTODO\n\n"
        "<!-- specgen: ignore[msc-anchor] because nothing -->\n"
    )
    file = SourceFile(PATH, text.encode())
    rules = [each.rule for each in look_over(file, Case(proposal=read_proposal(file)), Choice())]
    assert "msc-security-section" not in rules
    assert "msc-placeholder" not in rules
    assert rules.count("suppression-used") == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "\0",
        "[" * 5000,
        "`" * 3001,
        "> " * 400 + "x",
        "[a](" * 2000,
        "![" * 3000,
        "<" * 5000,
        "|" * 3000,
        "\r\r\r",
        "# ",
        "\ue000\ue000 `x` %s %d",
        "- " * 200,
        "a.a." * 3000,
        "*_" * 4000,
        "https://" * 2000,
        "<!--" * 3000,
    ],
    ids=lambda text: text[:6],
)
def test_no_text_is_too_much(text: str) -> None:
    file = SourceFile(PATH, text.encode())
    look_over(file, Case(proposal=read_proposal(file), **KNOWN), Choice())
    heading = SourceFile(PATH, f"# {text}\n".encode())
    look_over(heading, Case(proposal=read_proposal(heading), **KNOWN), Choice())
