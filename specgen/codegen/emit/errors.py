"""Writes the exceptions: one class for each error code."""

from collections.abc import Iterator

from specgen.codegen.emit.module import Module, documentation
from specgen.codegen.ir import BOOL, INT, STR, Declaration, ErrorCode, Field, Scalar, Text, Type
from specgen.codegen.names import pascal
from specgen.codegen.prose import wrapped
from specgen.codegen.python import STEP, WIDTH, docstring, indented, literal

READERS: dict[Type, str] = {STR: "text", INT: "number", BOOL: "flag"}
AT_MOST = 8
REEXPORTED = (("failures", "MatrixError"), ("failures", "TransportError"), ("codec", "DecodeError"))
# What every exception reads by itself, and what its members must not be called.
PROVIDED = frozenset({"retry_after_ms"})
TAKEN = frozenset({"args", "body", "code", "documented", "errcode", "error", "flag", "headers", "number", "operation"})
TAKEN |= {"retry_after", "status", "text"}


def class_name(code: str) -> str:
    """Return the class of an error code: `M_LIMIT_EXCEEDED` → `MLimitExceeded`."""
    return "M" + pascal(code.removeprefix("M_"))


def write_errors(module: Module, errors: tuple[ErrorCode, ...], records: tuple[Declaration, ...]) -> None:
    """Add the exceptions and the table by code."""
    base = module.runtime("failures", "APIError")
    for room, name in REEXPORTED:
        module.runtime(room, name)
    module.runtime("failures", "UndocumentedError")
    module.runtime("codec", "JsonObject")
    module.runtime("uia", "UIARequired")
    for error in errors:
        module.add(exception(module, error, base))
    names = [class_name(error.code) for error in errors]
    module.add(
        [
            f"CLASSES: dict[str, type[{base}]] = {{",
            *(f"{STEP}{name}.code: {name}," for name in names),
            "}",
        ]
        if names
        else [f"CLASSES: dict[str, type[{base}]] = {{}}"]
    )
    own = [module.names.names[each.key] for each in records]
    known = sorted({*own, *names, base, "UIARequired", "UndocumentedError", *(name for _, name in REEXPORTED)})
    module.add(
        [
            "__all__ = [",
            *(f"{STEP}{literal(name)}," for name in sorted(known, key=lambda name: (name.upper() != name, name))),
            "]",
        ]
    )
    module.add(
        [
            f"def class_of(status: int, body: JsonObject) -> type[{base}]:",
            f'{STEP}"""Return the exception for an answer that is an error."""',
            f'{STEP}if status == 401 and "flows" in body:',
            f"{STEP}{STEP}return UIARequired",
            f'{STEP}code = body.get("errcode")',
            f"{STEP}known = CLASSES.get(code) if isinstance(code, str) else None",
            f"{STEP}return UndocumentedError if known is None else known",
        ]
    )


def exception(module: Module, error: ErrorCode, base: str) -> list[str]:
    """Return the lines of an exception."""
    lines = [f"class {class_name(error.code)}({base}):"]
    prose = error.text or f"The server answered `{error.code}`."
    lines += indented(documentation(Text(prose=prose), 1, after=used(error)))
    lines += ["", f"{STEP}code = {literal(error.code)}"]
    for each in (each for each in error.members if each.name not in PROVIDED):
        lines += ["", *indented(reader(module, each))]
    return lines


def used(error: ErrorCode) -> Iterator[str]:
    """Yield which operations document a code, with their statuses."""
    statuses = sorted({status for _, status in error.uses})
    if not statuses:
        return
    names = list(dict.fromkeys(name for name, _ in error.uses))
    more = f" and {len(names) - AT_MOST} more" if len(names) > AT_MOST else ""
    text = f"Documented as {', '.join(map(str, statuses))} for {', '.join(names[:AT_MOST])}{more}."
    yield from wrapped(text, WIDTH - 4)


def reader(module: Module, field: Field) -> list[str]:
    """Return the property that reads a member of an error's body."""
    known = READERS.get(field.type)
    type_ = module.type(field.type if known else Scalar("Any"))
    result = f"{type_} | None" if known else type_
    read = f"self.{known}({literal(field.wire)})" if known else f"self.body.get({literal(field.wire)})"
    prose = documentation(field.text, 2) or docstring(f"Return `{field.wire}` as the server said it.")
    name = f"{field.name}_" if field.name in TAKEN else field.name
    return ["@property", f"def {name}(self) -> {result}:", *indented(prose), f"{STEP}return {read}"]
