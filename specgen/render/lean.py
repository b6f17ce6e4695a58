"""Leaves out of a page's HTML what the HTML standard lets one leave out (13.1.2.4, optional tags; 13.1.2.3, quotes)."""

import re

# A paragraph's end before what ends it anyway; a list item's or cell's end before the next one or the end of all.
BLOCK = "p|ul|ol|dl|pre|table|h[1-6]|div|aside|section|details|blockquote"
PARAGRAPH = re.compile(rf"</p>(?=\s*<(?:{BLOCK})\b|\s*</(?:li|dd|td|th|aside|div|blockquote|section|details)>)")
ITEM = re.compile(r"</li>(?=\s*(?:<li\b|</[uo]l>))")
CELL = re.compile(
    r"</t[dh]>(?=\s*(?:<t[dhr]\b|</(?:tr|thead|tbody|table)>))|</tr>(?=\s*(?:<tr\b|</(?:thead|tbody|table)>))|</thead>(?=\s*<tbody\b)|</tbody>(?=\s*</table>)"
)
QUOTED = re.compile(r' (id|class|href|align|style)="([\w/:.#%-]+)"(?=[ >])')
GAPS = re.compile(r"\n\s*\n+|\n(?=<(?:tr|td|p|li|dt|dd|ul)\b)")
PRE = re.compile(r"(<pre\b.*?</pre>)", re.S)


def lean(html: str) -> str:
    """Return HTML that means the same with fewer bytes; what stands in `<pre>` stays as it is."""
    parts = PRE.split(html)
    parts[::2] = [thin(part) for part in parts[::2]]
    return "".join(parts)


def thin(html: str) -> str:
    """Return HTML without optional end tags, quotes and empty lines."""
    html = PARAGRAPH.sub("", html)
    html = ITEM.sub("", html)
    html = CELL.sub("", html)
    html = QUOTED.sub(r" \1=\2", html)
    html = html.replace("&gt;", ">")
    return GAPS.sub(lambda gap: "\n" if len(gap[0]) > 1 else "", html)
