"""Reads Markdown files with front matter: pages, and the texts that pages include (INPUT 1.1, 2)."""

import posixpath
from dataclasses import replace

from specgen.diagnostic import Diagnostic, Severity
from specgen.load.nodes import parse
from specgen.location import Location
from specgen.model.node import Node
from specgen.model.page import Inclusion, Page
from specgen.model.source import SourceFile

FENCE = "---"


def split_front_matter(file: SourceFile) -> tuple[Node, str, int, tuple[Diagnostic, ...]]:
    """Return front matter, body, the body's first line (from 1), and what is wrong with the front matter."""
    text = file.text().replace("\r\n", "\n")
    if not text.startswith(FENCE + "\n"):
        return Node(None, file.path), text, 1, ()
    head, fence, body = text[len(FENCE) :].partition(f"\n{FENCE}\n")
    if not fence and text.endswith(f"\n{FENCE}"):
        head, fence, body = text[len(FENCE) : -len(FENCE) - 1], FENCE, ""
    if not fence:
        where = Location(file.path, line=1)
        return (
            Node(None, file.path),
            text,
            1,
            (Diagnostic(where, "front-matter-closed", Severity.ERROR, "front matter is not closed by `---`"),),
        )
    value, found = parse(SourceFile(file.path, head.encode()))
    return Node(value, file.path), body, head.count("\n") + 3, found


def wrong_bytes(file: SourceFile) -> tuple[Diagnostic, ...]:
    """Return what is wrong with the encoding of a text: its first byte that is not UTF-8."""
    try:
        file.data.decode("utf-8")
    except UnicodeDecodeError as trouble:
        where = Location(file.path, offset=len(file.data[: trouble.start].decode("utf-8-sig")))
        message = f"byte 0x{file.data[trouble.start]:02x} is not UTF-8"
        return (Diagnostic(where, "file-encoding", Severity.ERROR, message),)
    return ()


def url_of(path: str) -> str:
    """Return the URL of a content file, given by its path below the content folder."""
    name = path.removesuffix(".md")
    folder, _, last = name.rpartition("/")
    if last in ("_index", "index"):
        name = folder
    return f"/{name}/" if name else "/"


def read_page(file: SourceFile, path: str) -> tuple[Page, tuple[Diagnostic, ...]]:
    """Return a page. `path` is that of the file below the content folder."""
    front, body, first_line, found = split_front_matter(file)
    found = (*wrong_bytes(file), *found)
    title = front.get("title").text() or ""
    version = front.get("version").value
    weight = front.get("weight").value
    return (
        Page(
            url=url_of(path),
            title=title,
            link_title=front.get("linkTitle").text() or title,
            body=body,
            layout=front.get("layout").text() or "",
            weight=weight if isinstance(weight, int) else None,
            date=front.get("date").text() or "",
            description=front.get("description").text() or "",
            version=str(version) if isinstance(version, int) and not isinstance(version, bool) else None,
            commit=front.get("params").get("commit").text() or "",
            outputs=front.get("outputs").strings(),
            first_line=first_line,
            location=Location(file.path),
        ),
        found,
    )


def read_inclusion(kind: str, file: SourceFile, path: str, is_page: bool) -> tuple[Inclusion, tuple[Diagnostic, ...]]:
    """Return a module or fragment. `is_page`: in this tree it was a page of its own."""
    page, found = read_page(file, path)
    name = posixpath.basename(path).removesuffix(".md")
    inclusion = Inclusion(
        kind=kind,
        name=name,
        body=page.body,
        title=page.title,
        weight=page.weight,
        date=page.date,
        first_line=page.first_line,
        location=page.location,
    )
    return (replace(inclusion, old_url=page.url) if is_page else inclusion), found
