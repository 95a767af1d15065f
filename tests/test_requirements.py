"""An audit of dependencies says how much it knows, and no more."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LOCK = "click==8.2.1 \\\n    --hash=sha256:1\nMarkup_Safe==3.0 ; sys_platform == 'x' \\\n    --hash=sha256:2\n"
NOTHING: Mapping[str, object] = {"vulns": []}
FLAW = {"vulns": [{"id": "PYSEC-1"}, {"id": "PYSEC-2"}]}


def audit(tmp_path: Path, found: str, lock: str = LOCK) -> tuple[str, int]:
    path = tmp_path / "some.lock"
    path.write_text(lock, encoding="utf-8")
    done = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, ROOT / "requirements" / "audited.py", path],
        input=found,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stderr == ""
    return done.stdout.strip(), done.returncode


def told(**packages: Mapping[str, object]) -> str:
    entries = [{"name": name, **entry} for name, entry in packages.items()]
    return json.dumps({"dependencies": entries})


def test_all_that_is_locked_was_asked_about_and_nothing_is_known(tmp_path: Path) -> None:
    found = told(click=NOTHING, markup_safe=NOTHING)
    said = "2 of 2 packages audited; no vulnerability is known of any"
    assert audit(tmp_path, found) == (said, 0)


def test_what_is_known_is_named(tmp_path: Path) -> None:
    said, code = audit(tmp_path, told(click=FLAW))
    assert said.startswith("1 of 2 packages audited; known vulnerabilities:")
    assert "click: PYSEC-1, PYSEC-2" in said
    assert code == 1


@pytest.mark.parametrize(
    ("found", "audited"),
    [
        ("", 0),  # it ended before it said anything
        ("{}", 0),
        (told(click={"skip_reason": "not found"}, markup_safe={"skip_reason": "not found"}), 0),
        (told(click=NOTHING, markup_safe={"skip_reason": "not found"}), 1),
        (told(click=NOTHING), 1),
        (told(other=NOTHING, click=NOTHING), 1),
    ],
)
def test_what_was_not_asked_about_is_never_called_safe(
    tmp_path: Path, found: str, audited: int
) -> None:
    said, code = audit(tmp_path, found)
    assert said.startswith(f"{audited} of 2 packages audited; nothing can be said of the others")
    assert "no vulnerability" not in said
    assert code == 2


def test_an_empty_lock_is_not_safe_either(tmp_path: Path) -> None:
    assert audit(tmp_path, told(click=NOTHING), "")[1] == 2


def test_all_locks_name_the_same_versions_each_with_its_hashes() -> None:
    found: dict[str, set[str]] = {}
    for path in sorted((ROOT / "requirements").glob("*.lock")):
        text = path.read_text(encoding="utf-8")
        assert "://" not in text
        for entry in re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)[1:]:
            assert "--hash=sha256:" in entry
            if path.name != "supply.lock":  # an environment of its own
                found.setdefault(path.name, set()).add(entry.split()[0])
    assert found["run.lock"] <= found["test.lock"]
    assert found["shipped.lock"] <= found["test.lock"]
