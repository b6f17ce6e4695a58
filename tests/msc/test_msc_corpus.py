"""The real proposals: what the reader of blocks and links sees is what a whole parser sees; lint, fixes and names."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from conftest import run
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from specgen.check.engine import Choice
from specgen.model.source import SourceFile
from specgen.msc.links import label_of
from specgen.msc.rule import Case
from specgen.msc.text import ProposalText, read_proposal
from specgen.propose.findings import look_over, mended
from specgen.render.github import Context, GithubMarkdown, Target

pytestmark = pytest.mark.corpus
FORM = ("msc-line-length", "msc-trailing-space", "msc-line-ends", "msc-tab")


@pytest.fixture(scope="module")
def proposals(shared: Path) -> list[SourceFile]:
    folder = shared / "corpus/proposals"
    return [SourceFile(f"proposals/{file.name}", file.read_bytes()) for file in sorted(folder.glob("*.md"))]


def targets(proposal: ProposalText, parser: MarkdownIt) -> Counter[str]:
    found: Counter[str] = Counter()
    for link in proposal.links:
        if link.kind in ("link", "image"):
            found[parser.normalizeLink(link.target)] += 1
        elif link.kind == "reference" and link.defined:
            found[proposal.definitions[label_of(link.target)]] += 1
    return found


def test_links_are_those_of_a_whole_parser(proposals: list[SourceFile]) -> None:
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    for file in proposals:
        theirs: Counter[str] = Counter()
        known: dict[str, dict[str, dict[str, str]]] = {}
        for token in parser.parse(file.text(), known):
            for child in token.children or ():
                if child.type == "image":
                    theirs[str(child.attrGet("src"))] += 1
                elif child.type == "link_open" and child.info != "auto":
                    theirs[str(child.attrGet("href"))] += 1
        notes = {entry["href"] for label, entry in known.get("references", {}).items() if label.startswith("^")}
        for target in notes:  # a footnote that is one address is a link's definition to this parser
            del theirs[target]
        assert targets(read_proposal(file), parser) == theirs, file.path


def test_ids_of_headings_are_those_of_the_page(proposals: list[SourceFile]) -> None:
    markdown = GithubMarkdown()
    for file in proposals:
        context = Context(link=Target, picture=lambda source: "")
        shown = markdown.render(file.text(), context).rendered.headings
        assert [each.id for each in read_proposal(file).headings] == [each.id for each in shown], file.path


def test_errors_are_few_and_real(shared: Path) -> None:
    """Each was looked at: wrong number, upper case, a second title, a heading that is called otherwise, no section."""
    folder = str(shared / "corpus/proposals")
    found = json.loads(run("msc", "lint", "--format", "json", "-q", folder, status=1).stdout)
    errors = Counter((Path(each["path"]).name[:4], each["rule"]) for each in found if each["severity"] == "error")
    assert errors == {
        ("1812", "msc-title-number"): 1,
        ("2858", "msc-file-name"): 1,
        ("4186", "msc-title-once"): 8,
        ("4268", "msc-anchor"): 1,
        ("4304", "msc-security-section"): 1,
    }


def test_mending_changes_no_meaning(proposals: list[SourceFile]) -> None:
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).use(footnote_plugin)
    choice = Choice(select=FORM)
    changed = 0
    for file in proposals:
        case = Case(proposal=read_proposal(file))
        after, then = mended(file, case, choice)
        assert [each for each in look_over(after, then, choice) if each.fix] == [], file.path
        before, now = (re.sub(r"\s+", " ", parser.render(each.text())) for each in (file, after))
        assert before == now, file.path
        changed += after.data != file.data
    assert changed > 10


def test_links_into_the_specification_are_followed(shared: Path, repository: Path) -> None:
    folder = str(shared / "corpus/proposals")
    arguments = ("--format", "json", "-q", "--select", "msc-spec-anchor", "--base", f"{repository}@unstable")
    found = json.loads(run("msc", "lint", *arguments, folder).stdout)
    assert [(Path(each["path"]).name[:4], each["message"]) for each in found] == [
        ("3582", "`/client-server-api/` of unstable has no id `mroommessagefeedback`")
    ]


def test_what_proposals_name_is_looked_up(shared: Path, repository: Path) -> None:
    file = next((shared / "corpus/proposals").glob("4284-*.md"))
    arguments = ("--base", str(repository), "--format", "json")
    names = json.loads(run("msc", "inventory", *arguments, str(file)).stdout)[0]["names"]
    known = {each["name"]: each for each in names if each["name"]}
    sign = known["/_matrix/policy/v1/sign"]
    assert (sign["methods"], sign["known"], sign["since"]) == (["POST"], True, "v1.18")
    assert sign["unstable"] == "/_matrix/policy/unstable/org.matrix.msc4284/sign"
    assert (known["m.room.policy"]["kind"], known["m.room.policy"]["unstable"]) == (
        "event type",
        "org.matrix.msc4284.policy",
    )
    assert known["M_FORBIDDEN"]["known"]
    assert known["M_SAFETY"] | {"line": 0} == {
        "kind": "error code",
        "name": "M_SAFETY",
        "methods": [],
        "known": False,
        "since": None,
        "since_or_earlier": False,
        "unstable": None,
        "suggested": "ORG.MATRIX.MSC4284_SAFETY",
        "line": 0,
    }


def test_releases_that_name_proposals(shared: Path, repository: Path) -> None:
    listed = json.loads(
        run("msc", "list", str(shared / "corpus/proposals"), "--spec", str(repository), "--format", "json").stdout
    )
    releases = {each["number"]: each["release"] for each in listed}
    assert releases[4284] == "v1.18"
    assert releases[1730] is None
