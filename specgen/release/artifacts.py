"""The files of a release: archives of its sites, API bundles, data package, checksums. Same input, same bytes."""

import gzip
import hashlib
import io
import json
import tarfile
from calendar import timegm
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from specgen.model.artifact import Artifact
from specgen.release.versions import Version

SUMS = "SHA256SUMS"
DATA = "sas-emoji.json"


def archive(files: Iterable[Artifact], folder: str, day: str) -> bytes:
    """Return a compressed archive: files by path below `folder`, of nobody, as of midnight of a day."""
    seconds = timegm(date.fromisoformat(day).timetuple())
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.PAX_FORMAT) as tar:
        for file in sorted(files, key=lambda each: each.path):
            entry = tarfile.TarInfo(f"{folder}/{file.path}")
            entry.size, entry.mode, entry.mtime = len(file.content), 0o644, seconds
            tar.addfile(entry, io.BytesIO(file.content))
    return gzip.compress(buffer.getvalue(), compresslevel=9, mtime=0)


def bundles(site: Iterable[Artifact]) -> tuple[Artifact, ...]:
    """Return the API bundles of a site, each as one file named after its API."""
    return tuple(
        Artifact(f"{file.path.split('/')[0]}.json", file.content)
        for file in site
        if file.path.endswith("/api.json") and file.path.count("/") == 1
    )


def package_name(repository: str) -> str:
    """Return the name of the data package: `@owner/spec` for a repository of that owner."""
    parts = repository.removesuffix("/").split("/")
    return f"@{parts[-2]}/spec" if len(parts) > 2 else "spec"


def described(name: str, version: Version, about: tuple[str, str]) -> dict[str, object]:
    """Return what the data package says of itself. `about` is the specification's title and its repository."""
    title, repository = about
    return {
        "name": name,
        "version": f"{version.number}.0",
        "description": f"Data of the {title}",
        "license": "Apache-2.0",
        **({"repository": {"type": "git", "url": f"git+{repository}.git"}} if repository else {}),
        "files": [DATA],
        "exports": {f"./{DATA}": f"./{DATA}"},
    }


def package(description: Mapping[str, object], contents: Mapping[str, bytes]) -> tuple[Artifact, ...]:
    """Return the files of the data package."""
    text = json.dumps(description, indent=2, ensure_ascii=False) + "\n"
    return (Artifact("package.json", text.encode()), *(Artifact(path, data) for path, data in contents.items()))


def package_file(name: str, version: Version) -> str:
    """Return what npm calls the archive of a package."""
    return f"{name.lstrip('@').replace('/', '-')}-{version.number}.0.tgz"


def summed(files: Sequence[Artifact]) -> tuple[Artifact, ...]:
    """Return files with one more that lists their checksums, as `sha256sum --check` reads it."""
    ordered = sorted(files, key=lambda each: each.path)
    lines = (f"{hashlib.sha256(file.content).hexdigest()}  {file.path}\n" for file in ordered)
    return (*ordered, Artifact(SUMS, "".join(lines).encode()))
