"""What facts mean: the table of judgements. Clients call, servers answer; of two servers the caller is the client."""

from collections.abc import Iterator
from dataclasses import dataclass

from specgen.model.change import Impact

BREAKING = Impact.BREAKING
PERHAPS = Impact.POTENTIALLY_BREAKING
FINE = Impact.COMPATIBLE
WORDS = Impact.DOCUMENTATION
View = tuple[Impact, Impact]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a kind of fact means for clients and for servers that follow the older version, and why."""

    name: str
    client: Impact
    server: Impact
    doc: str


@dataclass(frozen=True, slots=True)
class Pair:
    """What a fact means in requests and in responses: for (clients, servers), and why."""

    name: str
    request: View
    asked: str
    response: View
    answered: str


# What can be said of values in either direction. Clients write requests, servers write responses: so what narrows
# a request breaks clients, and what narrows a response breaks servers.
PAIRS = (
    Pair(
        "required-property-added",
        (BREAKING, FINE),
        "Older clients do not send a property that servers may now insist on.",
        (FINE, BREAKING),
        "Older servers do not send a property that clients may now rely on.",
    ),
    Pair(
        "optional-property-added",
        (FINE, FINE),
        "Clients may send more. A server that does not know the property ignores it.",
        (FINE, FINE),
        "Servers may send more. A client that does not know the property ignores it.",
    ),
    Pair(
        "required-property-removed",
        (PERHAPS, BREAKING),
        "Older servers insist on a property that clients no longer send; what older clients send has no effect.",
        (BREAKING, FINE),
        "Older clients rely on a property that servers no longer send.",
    ),
    Pair(
        "optional-property-removed",
        (PERHAPS, FINE),
        "What older clients ask for with the property no longer happens.",
        (PERHAPS, FINE),
        "Older clients may use a property that servers no longer send.",
    ),
    Pair(
        "property-became-required",
        (BREAKING, FINE),
        "Older clients may leave out a property that servers now insist on.",
        (FINE, BREAKING),
        "Older servers may leave out a property that clients now rely on.",
    ),
    Pair(
        "property-became-optional",
        (FINE, BREAKING),
        "Older servers insist on a property that clients may now leave out.",
        (BREAKING, FINE),
        "Older clients rely on a property that servers may now leave out.",
    ),
    Pair(
        "pattern-property-added",
        (FINE, FINE),
        "There are new properties whose names match a pattern.",
        (FINE, FINE),
        "There are new properties whose names match a pattern.",
    ),
    Pair(
        "pattern-property-removed",
        (PERHAPS, FINE),
        "Properties whose names match a pattern no longer mean anything.",
        (PERHAPS, FINE),
        "Older clients may use properties that servers no longer send.",
    ),
    Pair(
        "other-properties-closed",
        (BREAKING, FINE),
        "Older clients may send properties that are not named and now not allowed.",
        (FINE, BREAKING),
        "Older servers may send properties that are not named and now not allowed.",
    ),
    Pair(
        "other-properties-opened",
        (FINE, BREAKING),
        "Older servers refuse properties that are not named; clients may now send them.",
        (BREAKING, FINE),
        "Older clients refuse properties that are not named; servers may now send them.",
    ),
    Pair(
        "keys-added",
        (PERHAPS, FINE),
        "Older clients may use other names in a map than those that are now described.",
        (FINE, PERHAPS),
        "Older servers may use other names in a map than those that are now described.",
    ),
    Pair(
        "keys-removed",
        (FINE, PERHAPS),
        "Clients may use other names in a map than those that older servers know.",
        (PERHAPS, FINE),
        "Servers may use other names in a map than those that older clients know.",
    ),
    Pair(
        "keys-changed",
        (PERHAPS, PERHAPS),
        "The names of properties in a map are described in another way.",
        (PERHAPS, PERHAPS),
        "The names of properties in a map are described in another way.",
    ),
    Pair(
        "schema-added",
        (PERHAPS, FINE),
        "Anything could be sent; older clients may send what the schema does not allow.",
        (FINE, PERHAPS),
        "Anything could be answered; older servers may answer what the schema does not allow.",
    ),
    Pair(
        "schema-removed",
        (FINE, PERHAPS),
        "Anything may be sent; older servers expect what the schema allowed.",
        (PERHAPS, FINE),
        "Anything may be answered; older clients expect what the schema allowed.",
    ),
    Pair(
        "choice-added",
        (PERHAPS, FINE),
        "Any value of a type could be sent; now it has to be one of several kinds.",
        (FINE, PERHAPS),
        "Any value of a type could be answered; now it has to be one of several kinds.",
    ),
    Pair(
        "choice-removed",
        (FINE, PERHAPS),
        "Any value of a type may be sent; older servers know several kinds of it.",
        (PERHAPS, FINE),
        "Any value of a type may be answered; older clients know several kinds of it.",
    ),
    Pair(
        "type-narrowed",
        (BREAKING, FINE),
        "Older clients may send a type that is no longer allowed.",
        (FINE, BREAKING),
        "Older servers may send a type that is no longer allowed.",
    ),
    Pair(
        "type-widened",
        (FINE, BREAKING),
        "Clients may send a type that older servers do not expect.",
        (BREAKING, FINE),
        "Servers may send a type that older clients do not expect.",
    ),
    Pair(
        "type-changed",
        (BREAKING, BREAKING),
        "Old and new type have values that the other has not.",
        (BREAKING, BREAKING),
        "Old and new type have values that the other has not.",
    ),
    Pair(
        "alternative-added",
        (FINE, PERHAPS),
        "Clients may send another kind of value, which older servers do not know.",
        (PERHAPS, FINE),
        "Servers may send another kind of value, which older clients do not know.",
    ),
    Pair(
        "alternative-removed",
        (BREAKING, FINE),
        "Older clients may send a kind of value that is no longer allowed.",
        (FINE, BREAKING),
        "Older servers may send a kind of value that is no longer allowed.",
    ),
    Pair(
        "enum-value-added",
        (FINE, PERHAPS),
        "Clients may send a value that older servers do not know.",
        (PERHAPS, FINE),
        "Servers may send a value that older clients do not know.",
    ),
    Pair(
        "enum-value-removed",
        (BREAKING, FINE),
        "Older clients may send a value that is no longer allowed.",
        (FINE, BREAKING),
        "Older servers may send a value that is no longer allowed.",
    ),
    Pair(
        "enum-added",
        (BREAKING, FINE),
        "Older clients may send a value that is not in the new list of allowed ones.",
        (FINE, BREAKING),
        "Older servers may send a value that is not in the new list of allowed ones.",
    ),
    Pair(
        "enum-removed",
        (FINE, PERHAPS),
        "Clients may send values that were not in the list that older servers know.",
        (PERHAPS, FINE),
        "Servers may send values that were not in the list that older clients know.",
    ),
    Pair(
        "format-added",
        (PERHAPS, FINE),
        "Older clients may send texts of another format. Formats say in general what was meant all along.",
        (FINE, PERHAPS),
        "Older servers may send texts of another format. Formats say in general what was meant all along.",
    ),
    Pair(
        "format-removed",
        (FINE, PERHAPS),
        "Clients may send texts that older servers cannot read.",
        (PERHAPS, FINE),
        "Servers may send texts that older clients cannot read.",
    ),
    Pair(
        "format-changed",
        (PERHAPS, PERHAPS),
        "Texts of the old and of the new format may differ.",
        (PERHAPS, PERHAPS),
        "Texts of the old and of the new format may differ.",
    ),
    Pair(
        "pattern-added",
        (PERHAPS, FINE),
        "Older clients may send texts that do not match.",
        (FINE, PERHAPS),
        "Older servers may send texts that do not match.",
    ),
    Pair(
        "pattern-removed",
        (FINE, PERHAPS),
        "Clients may send texts that older servers refuse.",
        (PERHAPS, FINE),
        "Servers may send texts that older clients refuse.",
    ),
    Pair(
        "pattern-changed",
        (PERHAPS, PERHAPS),
        "Texts may match one of the patterns and not the other.",
        (PERHAPS, PERHAPS),
        "Texts may match one of the patterns and not the other.",
    ),
    Pair(
        "range-narrowed",
        (BREAKING, FINE),
        "Older clients may send a number beyond the new minimum or maximum.",
        (FINE, BREAKING),
        "Older servers may send a number beyond the new minimum or maximum.",
    ),
    Pair(
        "range-widened",
        (FINE, PERHAPS),
        "Clients may send a number beyond the minimum or maximum that older servers know.",
        (PERHAPS, FINE),
        "Servers may send a number beyond the minimum or maximum that older clients know.",
    ),
    Pair(
        "size-narrowed",
        (BREAKING, FINE),
        "Older clients may send a text, list or object that is longer or shorter than now allowed.",
        (FINE, BREAKING),
        "Older servers may send a text, list or object that is longer or shorter than now allowed.",
    ),
    Pair(
        "size-widened",
        (FINE, PERHAPS),
        "Clients may send a text, list or object longer or shorter than older servers know.",
        (PERHAPS, FINE),
        "Servers may send a text, list or object longer or shorter than older clients know.",
    ),
    Pair(
        "condition-added",
        (PERHAPS, FINE),
        "Older clients may send what does not fit the new condition.",
        (FINE, PERHAPS),
        "Older servers may send what does not fit the new condition.",
    ),
    Pair(
        "condition-removed",
        (FINE, PERHAPS),
        "Clients may send what does not fit the condition that older servers know.",
        (PERHAPS, FINE),
        "Servers may send what does not fit the condition that older clients know.",
    ),
    Pair(
        "condition-changed",
        (PERHAPS, PERHAPS),
        "A value may fit one of the conditions and not the other.",
        (PERHAPS, PERHAPS),
        "A value may fit one of the conditions and not the other.",
    ),
    Pair(
        "use-limited",
        (PERHAPS, FINE),
        "The value now only travels one way; older clients may send it the other way.",
        (FINE, PERHAPS),
        "The value now only travels one way; older servers may send it the other way.",
    ),
    Pair(
        "use-unlimited",
        (FINE, PERHAPS),
        "The value now travels both ways; older servers do not expect that.",
        (PERHAPS, FINE),
        "The value now travels both ways; older clients do not expect that.",
    ),
    Pair(
        "default-added",
        (FINE, FINE),
        "What it means to leave the value out is now said.",
        (FINE, FINE),
        "What it means to leave the value out is now said.",
    ),
    Pair(
        "default-removed",
        (PERHAPS, FINE),
        "Older clients may leave the value out and count on the default.",
        (FINE, PERHAPS),
        "Older servers may leave the value out and count on the default.",
    ),
    Pair(
        "default-changed",
        (PERHAPS, PERHAPS),
        "To leave the value out means something else to those who follow another version.",
        (PERHAPS, PERHAPS),
        "To leave the value out means something else to those who follow another version.",
    ),
    Pair(
        "value-deprecated",
        (FINE, FINE),
        "It still works, and may be removed later.",
        (FINE, FINE),
        "It is still sent, and may be removed later.",
    ),
    Pair(
        "value-restored",
        (FINE, FINE),
        "It is no longer deprecated.",
        (FINE, FINE),
        "It is no longer deprecated.",
    ),
    Pair(
        "body-added",
        (FINE, FINE),
        "A body may be sent where there was none.",
        (FINE, PERHAPS),
        "Clients may rely on a body that older servers do not send.",
    ),
    Pair(
        "body-removed",
        (PERHAPS, FINE),
        "What older clients ask for in the body no longer happens.",
        (BREAKING, FINE),
        "Older clients rely on a body that servers no longer send.",
    ),
    Pair(
        "media-type-added",
        (FINE, PERHAPS),
        "Clients may send content that older servers cannot read.",
        (PERHAPS, FINE),
        "Servers may send content that older clients cannot read.",
    ),
    Pair(
        "media-type-removed",
        (BREAKING, FINE),
        "Older clients may send content that servers no longer read.",
        (PERHAPS, BREAKING),
        "Older servers may send content that clients no longer read; older clients may ask for it in vain.",
    ),
)
# What is only in requests, only in responses, or in neither.
SINGLES = (
    Judgement(
        "operation-added", FINE, FINE, "There is something new to call. Nobody who follows the older version does."
    ),
    Judgement("operation-removed", BREAKING, FINE, "Older clients call what servers no longer answer."),
    Judgement("operation-path-widened", FINE, FINE, "What older clients call is still answered, and more is."),
    Judgement("operation-path-narrowed", PERHAPS, FINE, "Older clients may call a path that is no longer answered."),
    Judgement("operation-deprecated", FINE, FINE, "It still works, and may be removed later."),
    Judgement("operation-restored", FINE, FINE, "It is no longer deprecated."),
    Judgement("security-tightened", BREAKING, FINE, "Older clients do not authenticate where they now have to."),
    Judgement("security-optional", FINE, FINE, "Who authenticates is now known, or no longer; nobody has to."),
    Judgement("security-relaxed", FINE, BREAKING, "Older servers refuse calls without authentication, now allowed."),
    Judgement(
        "security-scheme-added", FINE, PERHAPS, "Clients may authenticate in a way that older servers do not know."
    ),
    Judgement("security-scheme-removed", BREAKING, FINE, "Older clients authenticate in a way that no longer works."),
    Judgement("request-required-parameter-added", BREAKING, FINE, "Older clients do not send what is now insisted on."),
    Judgement("request-optional-parameter-added", FINE, FINE, "Clients may send more. Older servers ignore it."),
    Judgement(
        "request-required-parameter-removed", PERHAPS, BREAKING, "Older servers insist on what clients no longer send."
    ),
    Judgement("request-optional-parameter-removed", PERHAPS, FINE, "What older clients ask for no longer happens."),
    Judgement(
        "request-parameter-became-required", BREAKING, FINE, "Older clients may leave out what is now insisted on."
    ),
    Judgement("request-parameter-became-optional", FINE, BREAKING, "Older servers insist on what may now be left out."),
    Judgement("request-style-changed", BREAKING, BREAKING, "Lists, objects or marks are written in another way."),
    Judgement("response-style-changed", BREAKING, BREAKING, "Lists, objects or marks are written in another way."),
    Judgement("response-required-header-added", FINE, BREAKING, "Older servers do not send what clients may rely on."),
    Judgement("response-optional-header-added", FINE, FINE, "Servers may send more. Older clients ignore it."),
    Judgement("response-required-header-removed", BREAKING, FINE, "Older clients rely on what servers no longer send."),
    Judgement("response-optional-header-removed", PERHAPS, FINE, "Older clients may use what servers no longer send."),
    Judgement(
        "response-header-became-required", FINE, BREAKING, "Older servers may leave out what clients now rely on."
    ),
    Judgement("response-header-became-optional", BREAKING, FINE, "Older clients rely on what may now be left out."),
    Judgement(
        "request-required-body-added", BREAKING, FINE, "Older clients send no body where servers now insist on one."
    ),
    Judgement(
        "request-required-body-removed", PERHAPS, BREAKING, "Older servers insist on a body that is no longer sent."
    ),
    Judgement(
        "request-body-became-required", BREAKING, FINE, "Older clients may send no body where servers insist on one."
    ),
    Judgement(
        "request-body-became-optional", FINE, BREAKING, "Older servers insist on a body that may now be left out."
    ),
    Judgement(
        "response-success-added", PERHAPS, FINE, "Servers may answer with a status that older clients do not expect."
    ),
    Judgement(
        "response-success-removed",
        PERHAPS,
        PERHAPS,
        "Older clients may wait for a status that servers no longer send; clients may not know that of older servers.",
    ),
    Judgement("response-error-added", FINE, FINE, "A way to fail is described. Clients have to expect others anyway."),
    Judgement("response-error-removed", FINE, FINE, "A way to fail is no longer described."),
    Judgement("event-added", FINE, FINE, "There is a new type of event. Those who do not know it ignore it."),
    Judgement("event-removed", PERHAPS, PERHAPS, "What older clients and servers send no longer means anything."),
    Judgement("definition-added", FINE, FINE, "Pages define something new."),
    Judgement("definition-removed", PERHAPS, PERHAPS, "Pages no longer define something that may still be sent."),
    Judgement("string-format-added", WORDS, WORDS, "A format of texts has a name and a definition."),
    Judgement(
        "string-format-removed", WORDS, WORDS, "A format of texts is no longer known. Facts tell where it was used."
    ),
    Judgement(
        "string-format-changed", WORDS, WORDS, "The definition of a format has another title or stands elsewhere."
    ),
    Judgement("anchor-added", WORDS, WORDS, "There is a new place that links can lead to."),
    Judgement("anchor-removed", WORDS, WORDS, "Links from elsewhere to this place no longer arrive."),
    Judgement("description-changed", WORDS, WORDS, "The words changed, not what travels."),
)
# Judgements of requests whose mirror in responses is missing or not its exact reverse, and why that is so.
WAIVERS = {
    "request-required-property-removed": "a client that sends too much loses an effect, a server nothing",
    "request-optional-property-removed": "to lose an effect and to lose an answer both concern the client",
    "request-pattern-property-removed": "to lose an effect and to lose an answer both concern the client",
    "request-required-parameter-removed": "as for properties",
    "request-optional-parameter-removed": "as for properties",
    "request-body-added": "clients rely on answers, servers do not rely on what is optional in a request",
    "request-body-removed": "to lose an effect and to lose an answer both concern the client",
    "request-media-type-removed": "clients can ask for a kind of answer, servers cannot ask for a kind of request",
    "request-required-body-added": "a response has no required body: it has one or not",
    "request-required-body-removed": "a response has no required body: it has one or not",
    "request-body-became-required": "a response has no required body: it has one or not",
    "request-body-became-optional": "a response has no required body: it has one or not",
}


def expanded(pairs: tuple[Pair, ...]) -> Iterator[Judgement]:
    """Yield the judgements of pairs: in requests, in responses, and in content that is sent and received alike."""
    for pair in pairs:
        yield Judgement(f"request-{pair.name}", *pair.request, pair.asked)
        yield Judgement(f"response-{pair.name}", *pair.response, pair.answered)
        both = [max(views) for views in zip(pair.request, pair.response, strict=True)]
        words = (
            pair.asked
            if pair.asked == pair.answered
            else f"Who sends it: {pair.asked} Who receives it: {pair.answered}"
        )
        yield Judgement(f"content-{pair.name}", both[0], both[1], words)


JUDGEMENTS = {
    judgement.name: judgement for judgement in sorted((*expanded(PAIRS), *SINGLES), key=lambda each: each.name)
}
