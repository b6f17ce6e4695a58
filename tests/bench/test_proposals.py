"""Speed of looking over proposals, as a ratio to parsing their Markdown and nothing else."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from specgen.check.engine import Choice
from specgen.model.source import SourceFile
from specgen.msc.rule import Case
from specgen.msc.text import read_proposal
from specgen.propose.findings import look_over

pytestmark = [pytest.mark.bench, pytest.mark.corpus]
RUNS = 5
# Measured 1.3 to 1.6; a rule that walks all tokens again would cost about 0.2.
MOST = 2.5


def least(work: Callable[[], object]) -> float:
    """Return the least processor time of several runs in milliseconds."""
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return 1000 * min(times)


def test_looking_over_costs_little_more_than_parsing(shared: Path) -> None:
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    paths = sorted((shared / "corpus/proposals").glob("*.md"))
    files = [SourceFile(f"proposals/{path.name}", path.read_bytes()) for path in paths]

    def parse(file: SourceFile) -> None:
        parser.parse(file.text())

    def lint(file: SourceFile) -> None:
        look_over(file, Case(proposal=read_proposal(file)), Choice())

    parsing = {file.path: least(lambda file=file: parse(file)) for file in files}
    looking = {file.path: least(lambda file=file: lint(file)) for file in files}
    longest = max(files, key=lambda file: len(file.data)).path
    print(f"\nparsed in {sum(parsing.values()) / len(files):.1f} ms each, {parsing[longest]:.1f} the longest")
    print(f"looked over in {sum(looking.values()) / len(files):.1f} ms each, {looking[longest]:.1f} the longest")
    assert sum(looking.values()) / sum(parsing.values()) < MOST
    assert looking[longest] / parsing[longest] < MOST
