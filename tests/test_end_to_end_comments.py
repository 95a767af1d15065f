"""From an export to a site: words by themselves, comments only as a person released them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from html import unescape
from pathlib import Path

import pytest
from exported import HEADER, answered, saved
from program import assert_helpful, forget_log, invoke, tree
from weights import MERIDIAN

QUESTIONNAIRE = Path(__file__).parent / "exports" / "questionnaire.yml"
MORE = ("Name", "E-mail", "IP Address", "OPN1")
HOSTILE = "<img src=x onerror=alert(1)> **b** [x](javascript:a) {{ 7*7 }}"
CANARIES = (
    *("canary.person@example.org", "203.0.113.77", "06 98 76 54 32", "Zéphyrine", "Quintarelli"),
    *("zephyrine", "FR76 3000 6000 0112 3456 7890 189", "@canary_handle", "intranet.example.com"),
)
OPTIONAL = """
optional:
  - id: OPN1
    kind: open
    wording: {en: What to keep?, fr: Que garder ?}
"""


def comment(team: str, place: int) -> str:
    """Everybody of a team writes of its own subject; some give themselves away."""
    own = "the campaign" if team == "Marketing" else "the quarter target"
    if place < len(CANARIES):
        return f"Keep {own}, ask {CANARIES[place]} of us"
    if place == len(CANARIES):
        return f"{HOSTILE} for {own}"
    if place < 15:
        return f"We like {own} number {'abcdefgh'[place % 8]} most"
    return "We like the meetings" if place < 20 else ""


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    yield
    forget_log()


@pytest.fixture
def export(tmp_path: Path) -> Path:
    rows = [
        [
            *answered(team, "3245"[at % 4] * 4),
            *(("Zéphyrine Quintarelli", "canary.person@example.org") if at == 0 else ("", "")),
            "203.0.113.77",
            comment(team, at),
        ]
        for team in ("Marketing", "Sales")
        for at in range(26)
    ]
    (tmp_path / "asked.yml").write_text(QUESTIONNAIRE.read_text("utf-8") + OPTIONAL, "utf-8")
    return saved(tmp_path, [[*HEADER, *MORE], *rows])


def built(export: Path, *options: str | Path) -> dict[str, bytes]:
    site = export.parent / "site"
    result = invoke(
        "build", export, "-q", export.parent / "asked.yml", "--quiet", "-o", site, *options
    )
    assert result.exit_code == 0, result.output
    return tree(site)


def review(export: Path, *options: str | Path) -> list[list[str]]:
    result = invoke("comments", export, "-q", export.parent / "asked.yml", *options)
    assert result.exit_code == 0, result.output
    return [*csv.reader(io.StringIO(result.stdout.removeprefix("\ufeff")))]


def decided(folder: Path, lines: Sequence[Sequence[str]], keep: str = "yes") -> Path:
    """The file as French Excel saves it, all of it decided."""
    text = io.StringIO(newline="")
    decisions = [[key, keep, *rest] for key, _, *rest in lines[1:]]
    csv.writer(text, delimiter=";").writerows([lines[0], *decisions])
    path = folder / "review.csv"
    path.write_bytes(text.getvalue().encode("utf-8-sig"))
    return path


def canaries(files: dict[str, bytes]) -> dict[str, list[str]]:
    """What points at somebody, by the file it stands in; escaped text unescaped."""
    found = {}
    for name, content in files.items():
        text = content.decode("utf-8", "replace")
        read = f"{text}\n{unescape(text)}".casefold()
        told = [canary for canary in CANARIES if canary.casefold() in read]
        if told:
            found[name] = told
    return found


def test_words_are_shown_without_any_comment(export: Path) -> None:
    files = built(export)
    document = json.loads(files["data/report.json"])
    people = {row["word"]: row["people"] for row in document["words"]}
    assert people["campaign"] == [15, 0]
    assert people["quarter"] == [0, 15]
    assert document["comments"] == []
    assert b"blockquote" not in files["en/voices.html"]
    assert canaries(files) == {}


def test_reviewed_comments_are_shown_with_nothing_that_points_at_anybody(export: Path) -> None:
    lines = review(export)
    assert lines[0] == ["key", "keep", "team", "question", "text"]
    assert len(lines) == 41
    assert canaries({"review": "\n".join(row[4] for row in lines).encode()}) == {}
    files = built(export, "--comments", decided(export.parent, lines))
    document = json.loads(files["data/report.json"])
    assert [row["group"] for row in document["comments"]] == ["marketing"] * 20 + ["sales"] * 20
    assert canaries(files) == {}
    page = files["en/voices.html"].decode()
    assert f"{HOSTILE} for the campaign" in unescape(page)
    assert "<img src=x" not in page
    assert b"like the campaign number" not in files["en/search/search_index.json"]


def test_what_was_not_kept_is_nowhere(export: Path) -> None:
    files = built(export, "--comments", decided(export.parent, review(export), keep="no"))
    assert not any(b"like the campaign number" in content for content in files.values())
    assert json.loads(files["data/report.json"])["comments"] == []


def test_a_review_is_carried_over_when_written_again(export: Path) -> None:
    path = decided(export.parent, review(export))
    again = review(export, "--comments", path)
    assert {row[1] for row in again[1:]} == {"yes"}


def test_words_off_means_that_nothing_is_read(export: Path) -> None:
    (export.parent / "settings.yml").write_text("words: false\n")
    files = built(export, "-s", export.parent / "settings.yml")
    assert "en/voices.html" not in files
    checked = invoke(
        "check", export, "-q", export.parent / "asked.yml", "-s", export.parent / "settings.yml"
    )
    assert "Comments" not in checked.stdout
    assert "4 never looked at: H I J K" in checked.stdout


def test_words_off_beside_reviewed_comments_shows_the_comments_alone(export: Path) -> None:
    settings = export.parent / "settings.yml"
    settings.write_text("words: false\n")
    reviewed = decided(export.parent, review(export))
    document = json.loads(built(export, "-s", settings, "--comments", reviewed)["data/report.json"])
    assert document["words"] == []
    assert len(document["comments"]) == 40


def test_what_was_reviewed_of_an_earlier_wave_is_no_line_of_no_comment(export: Path) -> None:
    header, *rows = csv.reader(export.read_text("utf-8").splitlines())
    path = decided(export.parent, review(export))
    later = [[*row[:-1], "" if place % 2 else "Something new"] for place, row in enumerate(rows)]
    now = saved(export.parent, [header, *later], "now.csv")
    result = invoke(
        *("check", export, now, "-q", export.parent / "asked.yml", "--comments", path),
        *("--wave", "2025", "--wave", "2026"),
    )
    assert "comments wait for a yes or no in review.csv" in result.stdout
    assert "of no comment in the export" not in result.stdout


def test_check_tells_of_comments_and_names_and_of_a_review_gone_stale(export: Path) -> None:
    path = decided(export.parent, review(export))
    text = path.read_text("utf-8-sig")
    path.write_text(f"{text}c000000000000;yes;;;Gone.\n", "utf-8-sig")
    result = invoke("check", export, "-q", export.parent / "asked.yml", "--comments", path)
    assert 'OPN1: column K, "OPN1", by code' in result.stdout
    assert "H I: looked at only to take them out of comments" in result.stdout
    assert "1 line is of no comment in the export" in result.stdout
    strict = invoke(
        *("build", export, "-q", export.parent / "asked.yml", "--comments", path, "--strict"),
        *("-o", export.parent / "site"),
    )
    assert strict.exit_code == 6


def test_it_is_told_by_check_and_by_a_build_why_there_is_no_voices_page(export: Path) -> None:
    header, *rows = csv.reader(export.read_text("utf-8").splitlines())
    silent = saved(export.parent, [header, *([*row[:-1], ""] for row in rows)], "silent.csv")
    told = "OPN1: there is no Voices page. No word may be shown: it takes 10 people"
    given = (silent, "-q", export.parent / "asked.yml")
    assert told in " ".join(invoke("check", *given).stdout.split())
    built = invoke("build", *given, "-o", export.parent / "site")
    assert f"Note: {told}" in built.stderr
    assert "no Voices page" not in invoke("check", export, *given[1:]).stdout


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("google_forms_fr.csv", "\ufeffclé;garder;équipe;question;texte"),
        ("qualtrics_en.csv", "\ufeffkey,keep,team,question,text"),
    ],
)
def test_a_review_is_written_in_the_language_of_the_export(name: str, header: str) -> None:
    written = invoke("comments", MERIDIAN / name).stdout
    assert written.splitlines()[0] == header


def test_a_review_of_numbers_is_written_in_the_first_language_of_the_report(export: Path) -> None:
    assert review(export)[0] == ["key", "keep", "team", "question", "text"]


def test_mistakes_of_a_review_are_told_with_help(export: Path, tmp_path: Path) -> None:
    lines = review(export)
    lines[1][4] += " and I hate it"
    path = decided(export.parent, lines)
    result = invoke("build", export, "-q", export.parent / "asked.yml", "--comments", path)
    assert result.exit_code == 3
    assert_helpful(result.stderr)
    assert "did not write" in result.stderr
    missing = invoke("build", export, "--comments", tmp_path / "none.csv")
    assert missing.exit_code == 3


def test_the_review_is_written_to_a_new_file_only(export: Path, tmp_path: Path) -> None:
    target = tmp_path / "new.csv"
    words = ("comments", export, "-q", export.parent / "asked.yml", "-o", target)
    result = invoke(*words)
    assert result.exit_code == 0
    assert "Say yes or no in it, then give it with --comments." in result.stderr
    assert target.read_bytes().startswith(b"\xef\xbb\xbfkey,keep,team,question,text\r\n")
    assert invoke(*words).exit_code == 4
