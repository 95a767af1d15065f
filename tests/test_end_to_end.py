"""From exports to a published site, as a client gets it: whole, repeatable, and safe to show."""

from __future__ import annotations

import csv
import html
import io
import json
import random
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from program import (
    EXAMPLE,
    EXAMPLE_OPTIONS,
    MERIDIAN,
    ROOT,
    command,
    entries,
    run,
    surroundings,
    tree,
)

from report_builder.demo import meridian
from report_builder.downloads import report_json
from report_builder.inputs import Inputs
from report_builder.pipeline import prepare

Json: TypeAlias = Any  # JSON as it is read: what is in it is what is tested
Site: TypeAlias = dict[str, bytes]

FIGURES = {
    "value",
    "difference",
    "low",
    "high",
    "favourable",
    "cliffs_delta",
    "p_adjusted",
    "base",
    "bases",
    "counts",
}
UNREAD = {
    "StartDate", "EndDate", "IPAddress", "RecordedDate", "ResponseId", "RecipientEmail",
    "ExternalReference", "OPN1", "OPN2",
}  # fmt: skip
"""Columns of the example that are about a person, or hold a person's own words."""


def rows_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def build(place: Path, export: Path, **env: str) -> Site:
    """The example built in that folder."""
    place.mkdir()
    told = run(export, *EXAMPLE_OPTIONS, "-o", "out/site", cwd=place, env=env)
    assert told.returncode == 0, told.stderr
    return tree(place / "out" / "site")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site of the example, every file of it."""
    place = tmp_path_factory.mktemp("one") / "here"
    return build(place, EXAMPLE, PYTHONHASHSEED="0", TZ="Pacific/Kiritimati", LC_ALL="C.UTF-8")


@pytest.fixture(scope="module")
def report(site: Site) -> Json:
    return json.loads(site["data/report.json"])


# Same answers, same bytes


def test_the_same_answers_give_the_same_bytes_wherever_and_in_whatever_order(
    site: Site, tmp_path: Path
) -> None:
    rows = rows_of(EXAMPLE)
    head, answers = rows[:3], rows[3:]
    random.Random(20261123).shuffle(answers)  # noqa: S311 - an order, not a secret
    shuffled = tmp_path / "shuffled.csv"
    with shuffled.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([*head, *answers])
    assert rows_of(shuffled) != rows
    home = tmp_path / "home"
    home.mkdir()
    (home / "matplotlibrc").write_text("font.size: 30\nfigure.dpi: 33\nsvg.fonttype: path\n")
    other = build(
        tmp_path / "a folder, élsewhere",
        shuffled,
        PYTHONHASHSEED="1",
        TZ="America/Adak",
        LC_ALL="C",
        PYTHONUTF8="0",
        PYTHONCOERCECLOCALE="0",
        HOME=str(home),
        MATPLOTLIBRC=str(home),
        SOURCE_DATE_EPOCH="8589934592",
    )
    assert sorted(other) == sorted(site)
    assert [name for name in site if other[name] != site[name]] == []
    assert set(entries(home)) <= {
        ".cache",
        ".config",
        "matplotlibrc",
    }  # of matplotlib, which lists the fonts


def test_both_exports_of_the_example_give_the_same_figures() -> None:
    documents = []
    for name in ("qualtrics_en.csv", "google_forms_fr.csv"):
        inputs = Inputs(
            exports=(MERIDIAN / name,),
            settings=MERIDIAN / "settings.yml",
            headcount=MERIDIAN / "headcount.csv",
        )
        document = json.loads(report_json(prepare(inputs)))
        read = document["provenance"]["responses"]
        # Google Forms knows neither the author's own tests nor who did not finish; Qualtrics does.
        tests = [entry for entry in read["removed"] if entry["reason"] == "test"]
        read["read"] -= sum(entry["responses"] for entry in tests)
        read["removed"] = [entry for entry in read["removed"] if entry not in tests]
        read["flagged"] = [entry for entry in read["flagged"] if entry["reason"] != "unsubmitted"]
        documents.append(document)
    assert documents[0] == documents[1]


# Safe to publish


def personal() -> Iterator[str]:
    """What the example's export says of persons, and in persons' own words."""
    names, *_ = rows = rows_of(EXAMPLE)
    for row in rows[3:]:
        yield from (cell for name, cell in zip(names, row, strict=True) if name in UNREAD and cell)
        last, first = (row[names.index(f"Recipient{part}Name")] for part in ("Last", "First"))
        yield from (f"{first} {last}", f"{last}, {first}", f"{last} {first}")


def readable(content: bytes) -> str:
    """A file as any reader could see it: entities and escapes of every kind taken back."""
    text = html.unescape(content.decode("utf-8", errors="ignore"))
    return re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), text)


def test_no_personal_datum_is_in_any_byte_of_the_site(site: Site) -> None:
    canaries = sorted({datum for datum in personal() if len(datum) > 4})
    assert len(canaries) > 1000
    assert any("@example.org" in datum for datum in canaries)
    everything = "\n".join([*site, *map(readable, site.values())])
    assert "Meridian Industries" in everything
    assert [datum for datum in canaries if datum in everything] == []
    names = re.compile(rf"\b({'|'.join((*meridian.LAST_NAMES, *meridian.FIRST_NAMES))})\b")
    assert names.findall(everything) == []
    addresses = set(re.findall(r"\b[\w.-]+@[\w-]+\.[a-z]{2,}\b", everything))
    assert addresses == {"me@rsms.me"}  # in the licence of the font


def test_a_level_that_is_too_small_is_named_nowhere(site: Site) -> None:
    everything = "\n".join([*site, *map(readable, site.values())])
    assert "Marenza" in everything
    assert [level for level in ("Port Ellery", "Tolvec") if level in everything] == []


def figures(
    node: Json, groups: tuple[str, ...] = ()
) -> Iterator[tuple[str, Json, tuple[str, ...]]]:
    """Every figure below a node: its name, itself, and the groups it is said to rest on."""
    if isinstance(node, list):
        for entry in node:
            yield from figures(entry, groups)
    elif isinstance(node, dict):
        named = node.get("groups", node.get("group", groups))
        named = (named,) if isinstance(named, str) else tuple(named or ())
        for name, entry in node.items():
            if name in FIGURES and not isinstance(entry, dict):
                yield name, entry, named
            else:
                yield from figures(entry, named)


TABLES = ("estimates", "gaps", "alignment", "mirror", "recommendations")


def test_every_figure_names_the_groups_it_rests_on(report: Json) -> None:
    known = {group["id"] for group in report["groups"]}
    found = [figure for table in TABLES for figure in figures(report[table])]
    assert {name for name, _, _ in found} == FIGURES
    assert len(found) > 4300
    assert [figure for figure in found if not figure[2] or not set(figure[2]) <= known] == []


def test_nothing_rests_on_fewer_people_than_the_rule_allows(site: Site, report: Json) -> None:
    least, enough = report["rules"]["minimum_group"], report["rules"]["distribution_base"]
    assert min(group["n"] for group in report["groups"]) >= least
    for table in TABLES:
        for name, figure, _ in figures(report[table]):
            if name == "base":
                assert figure >= least
            if name == "bases":
                assert min(figure) >= least
            if name == "counts":
                assert all(sum(counts) >= enough for counts in figure or ())
    for name in (name for name in site if name.startswith("data/") and name.endswith(".csv")):
        for row in csv.DictReader(io.StringIO(site[name].decode("utf-8-sig"))):
            bases = re.findall(
                r"\d+",
                " ".join(
                    row.get(key) or "" for key in ("n", "base", "bases", "own_base", "outside_base")
                ),
            )
            assert all(int(base) >= least for base in bases), (name, row)


def test_what_is_not_shown_of_a_segment_is_nobody_or_enough_people(report: Json) -> None:
    sizes = {group["id"]: group["n"] for group in report["groups"]}
    shown: dict[tuple[str, str], int] = {}
    for group in report["groups"]:
        if group["segment"] and group["team"]:
            (segment,) = group["segment"]
            key = (group["team"], segment)
            shown[key] = shown.get(key, 0) + group["n"]
    assert {segment for _, segment in shown} == {"role", "site"}
    for (team, _), people in shown.items():
        hidden = sizes[team] - people
        assert hidden == 0 or hidden >= report["rules"]["minimum_group"]


def test_what_was_made_on_the_way_is_not_published(site: Site) -> None:
    assert not [
        name for name in site if name.endswith((".j2", ".yml", ".md", ".map")) or "/." in name
    ]
    everything = b"".join(site.values())
    assert str(ROOT).encode() not in everything
    assert b"/tmp" not in everything.replace(b"/tmpl", b"")


def test_the_languages_hold_the_same_pages(site: Site) -> None:
    pages = {
        language: {
            name.removeprefix(f"{language}/")
            for name in site
            if name.startswith(f"{language}/") and name.endswith(".html")
        }
        for language in ("en", "fr")
    }
    assert pages["en"] == pages["fr"]
    assert {
        "index.html",
        "gaps.html",
        "mirror.html",
        "segments.html",
        "actions.html",
        "method.html",
        "themes/hand-over-of-contacts.html",
    } <= pages["en"]


# Alone in the world


def cut_off() -> tuple[str, ...]:
    """What is put before a command so that it has no network; () where that cannot be."""
    for words in (("unshare", "--net"), ("unshare", "--map-root-user", "--net")):
        if not shutil.which(words[0]):
            continue
        tried = subprocess.run([*words, "true"], capture_output=True, check=False)  # noqa: S603
        if tried.returncode == 0:
            return words
    return ()


def test_a_build_needs_no_network(tmp_path: Path, site: Site) -> None:
    before = cut_off()
    if not before:
        pytest.skip("no right here to take the network away from a process (unshare --net)")
    out = tmp_path / "site"
    told = run(EXAMPLE, *EXAMPLE_OPTIONS, "-o", out, around=before)
    assert told.returncode == 0, told.stderr
    assert tree(out) == site


def test_two_builds_of_one_folder_do_not_mix(tmp_path: Path, site: Site) -> None:
    words = command(EXAMPLE, *EXAMPLE_OPTIONS, "-o", tmp_path / "site", "--quiet")
    both = [subprocess.Popen(words, env=surroundings(), stderr=subprocess.PIPE) for _ in range(2)]  # noqa: S603 - our own words
    assert [process.communicate()[1] for process in both] == [b"", b""]
    assert [process.returncode for process in both] == [0, 0]
    assert tree(tmp_path / "site") == site
    assert entries(tmp_path) == ["site"]
