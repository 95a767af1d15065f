"""How many packages an audit looked at, and which of them are known to be vulnerable.

Reads what `pip-audit --format json` says. That ends with 0 and "No known vulnerabilities found"
also where it could ask about nothing at all: so what was asked is counted, of what is shipped.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

CLEAN, VULNERABLE, UNKNOWN = 0, 1, 2
"""Exit codes: nothing is known of any, something is known, some could not be asked about."""

NAMED = 5
"""Of those not asked about, so many are named."""

_LOCKED = re.compile(r"^([A-Za-z0-9._-]+)==", re.MULTILINE)


class Audit(NamedTuple):
    """What an audit found, in words, and its exit code."""

    said: str
    code: int


def audited(found: Mapping[str, object], locked: str) -> Audit:
    """What pip-audit found of the packages of a lock file."""
    shipped = {_normal(name) for name in _LOCKED.findall(locked)}
    told = found.get("dependencies")
    entries = [entry for entry in told if isinstance(entry, dict)] if isinstance(told, list) else []
    asked = {_normal(str(entry["name"])): entry["vulns"] for entry in entries if "vulns" in entry}
    known = [
        f"{name}: {', '.join(str(each.get('id')) for each in vulns)}"
        for name, vulns in sorted(asked.items())
        if vulns
    ]
    rest = sorted(shipped - asked.keys())
    counted = f"{len(shipped) - len(rest)} of {len(shipped)} packages audited"
    if known:
        return Audit(f"{counted}; known vulnerabilities:\n  " + "\n  ".join(known), VULNERABLE)
    if rest or not shipped:
        named = [*rest[:NAMED], *(["…"] if len(rest) > NAMED else [])]
        said = f"{counted}; nothing can be said of the others: {', '.join(named)}"
        return Audit(said, UNKNOWN)
    return Audit(f"{counted}; no vulnerability is known of any", CLEAN)


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def main() -> None:
    """Say what the audit on the standard input says of the lock file named."""
    text = sys.stdin.read()
    found = json.loads(text) if text.strip() else {}
    audit = audited(found, Path(sys.argv[1]).read_text(encoding="utf-8"))
    sys.stdout.write(f"{audit.said}\n")
    sys.exit(audit.code)


if __name__ == "__main__":
    main()
