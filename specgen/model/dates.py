"""Dates as people write them. Months are named here, not by the machine's language."""

import re

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


def long_date(date: str, padded: bool = False) -> str:
    """Return `2026-07-08…` as `July 8, 2026` (padded: `July 08, 2026`), or nothing for what is no date."""
    match = DAY.match(date)
    if match is None or not 1 <= int(match[2]) <= len(MONTHS):
        return ""
    day = match[3] if padded else str(int(match[3]))
    return f"{MONTHS[int(match[2]) - 1]} {day}, {match[1]}"
