"""A panel from its export to its site: nothing of a small company, and of names what was agreed."""

from __future__ import annotations

import random
import re
from pathlib import Path

import panels
import pytest
from program import run, tree

NAMED = "companies: named\ninvented: true\nlanguages: [en, fr]\n"
UNNAMED = "invented: true\nlanguages: [en, fr]\n"
KIND = panels.Kind(small=2, level=3.6)


def built(folder: Path, settings: str, seed: int | None = None) -> dict[str, bytes]:
    """The site of twelve companies and two small ones; rows in an order of their own by the seed."""
    header, *rows = panels.export(panels.people(12, KIND)).splitlines(keepends=True)
    if seed is not None:
        random.Random(seed).shuffle(rows)  # noqa: S311 - an order, not a secret
    folder.mkdir()
    (folder / "panel.csv").write_text("".join([header, *rows]), encoding="utf-8")
    (folder / "settings.yml").write_text(settings, encoding="utf-8")
    done = run(folder / "panel.csv", f"--settings={folder / 'settings.yml'}", "-o", folder / "site")
    assert done.returncode == 0, done.stderr
    assert "A panel of 12 companies" in done.stderr
    assert "2 with fewer than 5 people in a team count nowhere" in done.stderr
    return tree(folder / "site")


@pytest.fixture(scope="module")
def unnamed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return built(tmp_path_factory.mktemp("panel") / "unnamed", UNNAMED)


def names(site: dict[str, bytes], *numbers: int) -> set[str]:
    """The files that hold a company's name, or are called by it."""
    wanted = [panels.name_of(number).encode().lower() for number in numbers]
    return {
        path
        for path, content in site.items()
        if any(name in path.encode().lower() + content.lower() for name in wanted)
    }


def test_a_company_with_a_small_team_is_in_no_byte_of_the_site(unnamed: dict[str, bytes]) -> None:
    assert names(unnamed, *range(14)) == set()
    assert "en/companies.html" in unnamed


def test_nor_is_it_where_the_others_are_named(tmp_path: Path) -> None:
    site = built(tmp_path / "named", NAMED)
    assert names(site, 12, 13) == set()
    assert {"en/companies.html", "fr/companies.html", "data/report.json"} <= names(site, 0)
    assert not any(re.search(r"[A-Z][a-z]+[0-9]{3}", path) for path in site)


def test_the_same_answers_in_another_order_give_the_same_bytes(
    tmp_path: Path, unnamed: dict[str, bytes]
) -> None:
    assert built(tmp_path / "shuffled", UNNAMED, seed=5) == unnamed
