"""The page's own wall: a Content-Security-Policy that lets it run and load what came with it.

It stands in the page itself, so that it holds wherever the site lies: on any server, and opened
from a folder. Should a text of others ever become an element or a script, the browser refuses it.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable

_CHARSET = re.compile(r"""<meta charset=["']?utf-8["']?\s*/?>""", re.IGNORECASE)
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="[^"]*">')
_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script", re.DOTALL | re.IGNORECASE)
# A script of a file, and what is no script but data.
_NOT_INLINE = re.compile(r"""\bsrc=|\btype=["']?application/json""", re.IGNORECASE)


def policy(
    scripts: Iterable[str] = (), styles: Iterable[str] = (), known: Iterable[str] = ()
) -> str:
    """The policy of a page that holds these scripts and style sheets, and no others.

    `known` are hashes of style sheets that a script of the theme puts in, as "sha256-…".

    Everything else comes from a file of the site. Nothing goes out: no request elsewhere, no form,
    no other address for the page's links. No attribute is a script or a style.

    >>> policy().split("; ")[:2]
    ["default-src 'none'", "script-src 'self'"]
    """
    theirs = "".join(f" '{digest}'" for digest in known)
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self'{_hashes(scripts)}",
            f"style-src 'self'{_hashes(styles)}{theirs}",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "worker-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def inline_scripts(page: str) -> tuple[str, ...]:
    """The scripts whose text stands in the page, in order; what is missed here will not run."""
    return tuple(text for head, text in _SCRIPT.findall(page) if not _NOT_INLINE.search(head))


def guarded(page: str, rules: str) -> str:
    """The page with its policy, before anything that the policy is about.

    Raises:
        ValueError: the page has no `<meta charset="utf-8">`, behind which it goes.

    >>> guarded('<head><meta charset="utf-8"><title>', "font-src data:")
    '<head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" \
content="font-src data:"><title>'
    """
    meta = f'<meta http-equiv="Content-Security-Policy" content="{rules}">'
    found = _CHARSET.search(page)
    if found is None:
        raise ValueError("the page does not say that it is UTF-8")
    return f"{page[: found.end()]}{meta}{page[found.end() :]}"


def unguarded(page: str) -> str:
    """The page without its policy, to be worked on; one without stays as it is.

    >>> unguarded(guarded('<meta charset="utf-8"><title>', "font-src data:"))
    '<meta charset="utf-8"><title>'
    """
    return _POLICY.sub("", page, count=1)


def _hashes(texts: Iterable[str]) -> str:
    digests = (hashlib.sha256(text.encode()).digest() for text in dict.fromkeys(texts))
    return "".join(f" 'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)
