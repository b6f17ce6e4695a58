"""How things are called in Python: words, and the identifiers made of them."""

import builtins
import keyword
import re
import unicodedata

WORD = re.compile(
    r"[0-9]*[A-Z]{2,}s(?![a-z])|[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|[0-9]+[A-Z]+(?![a-z])|\A[0-9]+[a-z]+|[0-9]+"
)
DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
BOUND = re.compile(r"[\W_]+")
PLURALS = (("ies", "y"), ("sses", "ss"), ("xes", "x"), ("ches", "ch"), ("ses", "se"), ("s", ""))
SINGULAR = frozenset(
    {"status", "address", "alias", "canonical_alias", "previous", "access", "ss", "us", "is", "heroes"}
)
# Words that annotations are made of: a member of that name would hide them.
TAKEN = frozenset(
    {"self", "cls", "str", "int", "float", "bool", "bytes", "list", "dict", "field", "extra", "raw", "tuple"}
)
# Modules beside those of event types.
EVENT_MODULES = frozenset({"contents", "models"})
# What records can do: a member of that name would be in its way.
METHODS = frozenset({"detach", "from_json", "to_json"})
# What a record or an exception must not be called, since modules import these by name.
RESERVED = frozenset({*dir(builtins), "Any", "Literal", "NewType", "Open", "Raw", "Record", "UnsetType", "JsonObject"})
RESERVED |= {"AbstractAsyncContextManager", "AbstractContextManager", "AsyncIterator", "Awaitable", "Callable"}
RESERVED |= {"ClassVar", "Iterator", "TypeAlias"}


def words(text: str) -> list[str]:
    """Return the words of an identifier or a title, in lower case: `getRoomV2` → get, room, v2."""
    found: list[str] = []
    for part in BOUND.split(unicodedata.normalize("NFKC", text.replace("'", ""))):
        for word in WORD.findall(part) if part.isascii() else (part,):
            if word.isdigit() and found and part and not part[0].isdigit():
                found[-1] += word
            else:
                found.append(word.lower())
    return found


def snake(text: str) -> str:
    """Return a name for a value: `roomId` → `room_id`, `from` → `from_`, `m.heroes` → `heroes`."""
    name = spelt("_".join(words(unprefixed(text)))) or "value"
    return f"{name}_" if keyword.iskeyword(name) or name in TAKEN else name


def member(text: str) -> str:
    """Return a name for a member of a record: `toJson` → `to_json_`."""
    name = snake(text)
    return f"{name}_" if name in METHODS else name


def verbatim(text: str) -> str:
    """Return a name that keeps more of how something is written: `m.x` → `m_x`, `userID` → `userID`; else empty."""
    name = re.sub(r"\W", "_", unicodedata.normalize("NFKC", text))
    usable = name.isidentifier() and name[0] != "_" and not keyword.iskeyword(name)
    return name if usable and name not in TAKEN | METHODS else ""


def argument(text: str) -> str:
    """Return a name for an argument, which hides nothing that matters: `field` stays `field`."""
    name = snake(text)
    plain = name.removesuffix("_")
    return plain if plain in TAKEN - {"self", "cls", "raw", "extra"} else name


def pascal(text: str) -> str:
    """Return a name for a class: `room_member` → `RoomMember`."""
    name = "".join(map(capital, words(spelt(unprefixed(text))))) or "Value"
    return f"{name}Value" if name in RESERVED or keyword.iskeyword(name) else name


def capital(word: str) -> str:
    """Return a word with its first letter in upper case: `3pid` → `3Pid`."""
    letters = word.lstrip("0123456789")
    return word[: len(word) - len(letters)] + letters[:1].upper() + letters[1:]


def unprefixed(text: str) -> str:
    """Return a name without the `m.` of what Matrix defines."""
    return text.removeprefix("m.")


def spelt(text: str) -> str:
    """Return a name whose first digit is a word: `3pid` → `threepid`."""
    return DIGITS[int(text[0])] + text[1:] if text[:1].isdecimal() else text


def singular(text: str) -> str:
    """Return the name of one of many: `devices` → `device`."""
    if words(text)[-1:] and words(text)[-1] in SINGULAR:
        return text
    for end, put in PLURALS:
        if text.endswith(end) and len(text) > len(end) + 1:
            return text[: -len(end)] + put
    return text


def title_of(folder: str) -> str:
    """Return the folder of an API in words: `client_server` → `Client Server`."""
    return " ".join(map(pascal, folder.split("_")))


def event_class(event_type: str) -> str:
    """Return the class name of an event's content: `m.room.member` → `RoomMember`."""
    return pascal(event_type.removeprefix("m."))


def event_module(event_type: str) -> str:
    """Return the module of an event type: `m.room.member` → `room_member`."""
    name = snake(event_type.removeprefix("m."))
    return f"{name}_event" if name in EVENT_MODULES else name
