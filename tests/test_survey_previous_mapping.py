"""An earlier mapping: what was reviewed once is carried over to the next export."""

from __future__ import annotations

from pathlib import Path

import pytest
from drafts import draft, loaded, repeated
from exported import HEADER, answered

from survey.errors import MappingError

FIRST = """
source: {header: x}
team: {column: Unit, values: {Dev: marketing, PM: sales, jo@example.org: other}}
company: {column: Firm, values: {Acme SA: Acme}}
wave: {column: When}
segments:
  role: {column: Function, values: {Boss: manager}}
  place:
    column: Where
    label: {en: Place, fr: Lieu}
    values: {HQ: {en: North, fr: Nord}, unknown: }
  gone: Nowhere
items:
  TOG1: plan
  TOG2: {column: share, confirm: true}
  TOG3: {column: argue, already_keyed: true}
  TOG4: E
scales:
  agreement: {numbers: 5 to 1, meh: 3}
ignored: {F: x}
"""
SECOND = [
    ["Unit", "Firm", "When", "Function", "Where", "share", "argue", "plan"],
    *repeated([["Dev", "Acme SA", "2026", "Boss", "HQ", "1", "5", "meh"]]),
    *repeated([["PM", "Acme", "2026", "Manager", "unknown", "1", "5", "2"]]),
]


def test_what_was_reviewed_once_is_carried_over(tmp_path: Path) -> None:
    text = draft(tmp_path, SECOND, FIRST)
    assert 'TOG1: "plan"   # column H, by its previous mapping (first.yml)\n' in text
    assert 'TOG3: {column: "argue", already_keyed: true}   # column G, by its previous' in text
    assert "# TOG2: no column found" in text
    assert "# TOG4: no column found" in text
    assert "example.org" not in text
    found = loaded(tmp_path, text, SECOND)
    assert found.team.answers["dev"] == "marketing"
    assert found.company
    assert found.company.answers == {"acme sa": "Acme"}
    assert found.wave
    assert [entry.id for entry in found.segments] == ["role", "place"]
    assert found.segments[0].answers["boss"] == "manager"
    assert found.segments[1].answers == {"hq": "North", "unknown": None}
    assert dict(found.segments[1].label) == {"en": "Place", "fr": "Lieu"}
    assert found.scales["agreement"]["meh"] == 3
    assert found.scales["agreement"]["5"] == 1


def test_a_letter_is_carried_over_to_the_same_header_only(tmp_path: Path) -> None:
    header = ["team", "TOG1", "TOG2", "TOG3", "promise"]
    rows = [header, ["Sales", *"1234"]]
    first = draft(tmp_path, rows)
    digest = next(line for line in first.splitlines() if line.startswith("  header: "))
    same = draft(tmp_path, rows, f"source:\n{digest}\nitems: {{TOG4: E}}")
    assert 'TOG4: "promise"   # column E, by its previous mapping (first.yml)' in same
    for source in ("source: {header: other}", "source: {tool: x}", "source: a note", "wave:"):
        assert "# TOG4: no column" in draft(tmp_path, rows, f"{source}\nitems: {{TOG4: E}}")


def test_a_header_stands_before_what_an_earlier_mapping_said(tmp_path: Path) -> None:
    rows = [["team", "TOG1", "TOG2", "TOG3", "other"], ["Sales", *"1234"]]
    text = draft(tmp_path, rows, "team: other\nitems: {TOG1: other, TOG4: TOG2}")
    assert 'TOG1: "TOG1"   # column B, by its code' in text
    assert "# TOG4: no column found" in text
    assert 'column: "team"   # column A, by its code' in text


def test_an_earlier_mapping_stands_before_a_guess_by_answers(tmp_path: Path) -> None:
    header = ["A team", "Now", "TOG1", "TOG2", "TOG3"]
    rows = [header, ["Sales", "Dev", *"123"], ["Marketing", "PM", *"123"]]
    assert 'column: "A team"   # column A, by its values' in draft(tmp_path, rows)
    text = draft(tmp_path, rows, "team: {column: Now, values: {Dev: sales, PM: marketing}}")
    assert 'column: "Now"   # column B, by its previous mapping (first.yml)' in text


def test_an_earlier_mapping_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(MappingError, match="itms"):
        draft(tmp_path, [HEADER, answered("Sales")], "itms: {TOG1: x}")
