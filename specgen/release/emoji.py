"""Merges the translations of the emoji of short authentication strings into their table."""

import json
from collections.abc import Sequence
from typing import Any

from specgen.errors import SpecgenError
from specgen.model.source import SourceFile

# The folder beside the table with a file for each language, and the one that only holds the English words.
FOLDER = "sas-emoji-v1-i18n"
ENGLISH = "base"


def merge(table: SourceFile, translations: Sequence[SourceFile]) -> bytes:
    """Return the table with every row's description in all languages, by language; None where one has no word."""
    rows = read(table)
    words = {name_of(file): read(file) for file in translations if file.path.endswith(".json")}
    words.pop(ENGLISH, None)
    if not isinstance(rows, list) or not all(isinstance(row, dict) and "description" in row for row in rows):
        raise SpecgenError(f"`{table.path}` is not a list of objects with a description")
    wrong = sorted(name for name, value in words.items() if not isinstance(value, dict))
    if wrong:
        raise SpecgenError(f"the translations `{wrong[0]}.json` are not an object of descriptions and words")
    languages = sorted(words)
    for row in rows:
        row["translated_descriptions"] = {name: words[name].get(row["description"]) for name in languages}
    return json.dumps(rows, indent=4, ensure_ascii=False).encode()


def name_of(file: SourceFile) -> str:
    """Return a file's name without folder and ending."""
    return file.path.rpartition("/")[2].removesuffix(".json")


def read(file: SourceFile) -> Any:
    """Return what a JSON file says. Raises `SpecgenError` where it is none."""
    try:
        return json.loads(file.data)
    except ValueError as error:
        raise SpecgenError(f"`{file.path}` is not valid JSON: {error}") from error
