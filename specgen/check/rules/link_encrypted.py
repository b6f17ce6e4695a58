"""A link uses plain HTTP although the host speaks HTTPS.

Why:
    Whoever listens on the way can read and change the page.
Bad:
    [RFC 2119](http://www.ietf.org/rfc/rfc2119.txt)
Good:
    [RFC 2119](https://www.ietf.org/rfc/rfc2119.txt)
"""

import re
from collections.abc import Iterator

from specgen.check.rule import Finding
from specgen.check.texts.retired import retired
from specgen.check.texts.targets import urls
from specgen.diagnostic import Severity
from specgen.model.subject import Subject

SEVERITY = Severity.INFO
GRAIN = "file"
KNOWN = (
    r"matrix\.org|github\.com|gitlab\.com|github\.io|ietf\.org|rfc-editor\.org|iana\.org|wikipedia\.org|unicode\.org|"
    r"mozilla\.org|google\.com|whatwg\.org|openid\.net|semver\.org|json\.org|json-schema\.org|apache\.org|iso\.org|"
    r"swagger\.io|openapis\.org|w3c\.github\.io|mit\.edu|nist\.gov|python\.org|golang\.org|cr\.yp\.to"
)
HOST = re.compile(rf"http://((?:[\w-]+\.)*(?:{KNOWN}))(?=[/?#]|$)")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield each plain URL of a host that is known to speak HTTPS."""
    for url in urls(subject):
        if (match := HOST.match(url.url)) and not retired(url.url):
            yield Finding(url.text.at(url.offset), f"`{match[1]}` speaks HTTPS: write `https://`")
