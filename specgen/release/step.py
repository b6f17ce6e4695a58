"""One step of a release: what it reads and writes, how it is checked, what to do, and how it is undone."""

from dataclasses import dataclass

from specgen.model.checkout import FileChange
from specgen.release.versions import Version


@dataclass(frozen=True, slots=True)
class Edit:
    """Make files what they are to be."""

    changes: tuple[FileChange, ...]


@dataclass(frozen=True, slots=True)
class Stage:
    """Put files into the index."""

    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """Commit the index."""

    message: str


@dataclass(frozen=True, slots=True)
class Mark:
    """Tag the last commit."""

    name: str
    message: str


Action = Edit | Stage | Record | Mark | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step. Without an action it is done by people; `done` tells that nothing is left to do."""

    name: str
    title: str
    reads: str = ""
    writes: str = ""
    check: str = ""
    undo: str = ""
    action: Action = None
    done: bool = False


def first(version: Version) -> tuple[Step, ...]:
    """Return what people do before a release is cut."""
    return (
        Step(
            name="wording",
            title="specgen changelog lint --fix, and commit what it changes",
            reads="the news fragments",
            writes="the news fragments",
            check="specgen changelog lint",
            undo="git revert HEAD",
        ),
        Step(
            name="check",
            title=f"specgen release check {version}",
            reads="the specification, its history, and the last release",
            writes="nothing",
            check="exit code 0",
            undo="nothing to undo",
        ),
    )


def by_hand(version: Version) -> tuple[Step, ...]:
    """Return what people do after the tag is made."""
    return (
        Step(
            name="push",
            title="push the branch and the tag",
            reads=f"tag {version}",
            writes="the shared repository",
            check="the pipeline is green",
            undo=f"git push --delete origin {version}",
        ),
        Step(
            name="artifacts",
            title="specgen release artifacts -o release; attach the files to a draft with specgen release notes",
            reads=f"tag {version}",
            writes="release/",
            check="sha256sum --check SHA256SUMS",
            undo="delete the draft",
        ),
        Step(
            name="publish",
            title="publish the draft, the data package, and the announcement (specgen release post)",
            reads="release/",
            writes="the world",
            check="the version picker shows the release",
            undo="a package's version can never be used again",
        ),
        Step(
            name="reopen",
            title="specgen release reopen --commit, and push",
            reads="the settings",
            writes="the settings",
            check="specgen build says unstable, and the changelog is empty",
            undo="git revert HEAD",
        ),
    )
