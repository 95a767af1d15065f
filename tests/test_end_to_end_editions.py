"""Who keeps every edition of a site learns of nobody: the program run again and again."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from exported import saved
from program import TINY, command, invoke, surroundings

from report_builder.state_file import COUNTS_ALONE

HEADER = ("id", "name", "e-mail", "team", "role", "site", "TOG1", "TOG2", "TOG3", "TOG4")
OPTIONS = (TINY, "--language=en", "--output=site")

KILLED = """
import os, signal, sys
import report_builder.publish as publish
from report_builder.__main__ import main
publish.swap = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
main()
"""
"""The program, killed in the instant before the new site takes the place of the old one."""


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def people(team: str, numbers: Sequence[int], answers: str = "") -> list[list[str]]:
    """Invented people, who all answer otherwise, or all with these answers."""
    return [
        [
            f"R-{team}-{number:05}",
            f"Zoe Canary {number}",
            f"zoe{number}@canary.example",
            team,
            "Manager",
            "Nord",
            *(answers or (str(number // 4**place % 4 + 1) for place in range(4))),
        ]
        for number in numbers
    ]


SALES = people("Sales", range(100, 120))
FIRST = [*people("Marketing", range(20)), *SALES]
MORE = [*FIRST, *people("Marketing", range(20, 27), "5555")]


def exported(rows: Sequence[Sequence[str]], name: str = "export.csv") -> Path:
    return saved(Path(), [HEADER, *rows], name)


def publish(rows: Sequence[Sequence[str]], *options: str) -> tuple[int, str]:
    """The exit code of a build of these people, and what it says."""
    result = invoke(exported(rows), *OPTIONS, *options)
    return result.exit_code, result.stderr


def shown() -> int:
    """How many people the site is of."""
    report = json.loads(Path("site", "data", "report.json").read_text(encoding="utf-8"))
    return sum(group["n"] for group in report["groups"] if group["team"] and not group["segment"])


def state() -> Path:
    (found,) = Path().glob(".build-report-*.json")
    return found


def test_editions_tell_of_nobody_and_what_is_remembered_names_nobody() -> None:
    assert publish(FIRST)[0] == 0
    swapped = [*people("Marketing", range(17)), *people("Marketing", (90, 91, 92), "5544"), *SALES]
    for rows in (swapped, [*FIRST, *people("Marketing", [90])], FIRST[1:]):
        code, said = publish(rows)
        assert (code, shown()) == (0, 40)
        assert "the old site stays as it is" in said
        index = Path("site", "index.html")
        assert said.splitlines()[-1] == f"Not published. The old site is unchanged: {index}"
    told = publish(swapped, "--log-format", "json")[1].splitlines()
    assert [json.loads(line)["event"] for line in told[-2:]] == ["few-changed", "kept"]
    assert publish(swapped, "--strict")[0] == 5
    assert publish(MORE)[0] == 0
    assert shown() == 47
    _, said = publish(MORE[:-6])  # six fewer than now, but one more than at first
    assert "the old site stays as it is" in said
    assert publish(FIRST)[0] == 0  # as published before
    assert shown() == 40
    remembered = state().read_text(encoding="utf-8")
    assert len(json.loads(remembered)["editions"]) == 2
    for word in ("canary", "Zoe", "R-", "Nord", "gree", "ften"):
        assert word.casefold() not in remembered.casefold()


@pytest.mark.skipif(sys.platform == "win32", reason="nothing is killed so there")
def test_what_a_build_killed_at_the_last_moment_may_have_published_counts() -> None:
    assert publish(FIRST)[0] == 0
    killed = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-P", "-c", KILLED, str(exported(MORE)), *OPTIONS],
        env=surroundings(),
        capture_output=True,
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL
    assert shown() == 40
    code, said = publish([*MORE, *people("Marketing", [95])])
    assert (code, shown()) == (0, 40)
    assert "the old site stays as it is" in said
    assert publish(MORE)[0] == 0
    assert shown() == 47
    left = sorted(path.name for path in Path().iterdir())
    assert left == [state().name, "export.csv", "site"]


def test_of_two_builds_at_once_one_is_published_where_they_differ_by_a_few() -> None:
    exports = [
        exported(MORE, "seven.csv"),
        exported([*MORE, *people("Marketing", [95], "5554")], "eight.csv"),
    ]
    builds = [
        subprocess.Popen(  # noqa: S603 - our own words
            command(export, *OPTIONS),
            env=surroundings(),
            stderr=subprocess.PIPE,
            text=True,
        )
        for export in exports
    ]
    said = [build.communicate()[1] for build in builds]
    assert [build.returncode for build in builds] == [0, 0]
    assert sorted("the old site stays as it is" in each for each in said) == [False, True]
    (edition,) = json.loads(state().read_text(encoding="utf-8"))["editions"]
    (wave,) = edition["waves"]
    assert wave["people"]["|||"] == shown()


def test_what_an_earlier_version_remembered_is_heeded() -> None:
    assert publish(FIRST)[0] == 0
    (edition,) = json.loads(state().read_text(encoding="utf-8"))["editions"]
    (wave,) = edition["waves"]
    answers = {
        name: [table.get(str(point), 0) for point in range(5)]
        for name, table in wave["tables"].items()
        if name.startswith("TOG1|")
    }
    old = {"wave": wave["wave"], "people": wave["people"], "answers": answers}
    state().write_text(
        json.dumps({"schema": COUNTS_ALONE, "minimum_group": 5, "waves": [old]}), encoding="utf-8"
    )
    assert "the old site stays" in publish([*FIRST, *people("Marketing", [90])])[1]
    assert publish(MORE)[0] == 0
    assert shown() == 47
    assert "the old site stays" in publish(MORE[:-3])[1]


def test_an_edition_in_another_folder_is_no_other_survey() -> None:
    """Nor is one that is read otherwise there: without a segment, in another language."""
    late = exported([*FIRST, *people("Marketing", [90, 91, 92])], "late.csv")
    assert publish(FIRST)[0] == 0
    before = state().read_bytes()
    result = invoke(late, TINY, "--language=en", "--output=draft 2", "--minimum-group=6")
    assert result.exit_code == 5
    assert f"delete {state()} (of site)" in result.stderr
    assert not Path("draft 2").exists()
    assert state().read_bytes() == before
    for site, export in (("equipe", exported(FIRST)), ("draft 3", exported(MORE, "more.csv"))):
        assert invoke(export, TINY, "--language=fr", f"--output={site}").exit_code == 0
    assert len(list(Path().glob(".build-report-*.json"))) == 3


def test_another_survey_in_the_same_folder_is_published_beside_it() -> None:
    assert publish(FIRST)[0] == 0
    others = [
        *people("Marketing", range(150, 162), "4421"),
        *people("Marketing", range(162, 174), "3332"),
        *people("Sales", range(200, 211), "1341"),
        *people("Sales", range(211, 222), "2244"),
    ]
    result = invoke(exported(others, "other.csv"), TINY, "--language=en", "--output=other")
    assert result.exit_code == 0, result.stderr
