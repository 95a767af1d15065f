"""The templates for unattended builds do what they say, as far as a machine without a service can."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, TypeAlias

import pytest
import yaml
from program import ROOT, TINY, surroundings, tree
from program import survey as tiny_survey

Yaml: TypeAlias = Any  # a template as it is read: what is in it is what is tested

CI = ROOT / "docs" / "how-to" / "ci"
PAGE = (CI.parent / "ci.md").read_text(encoding="utf-8")
TEMPLATES = ("github-actions.yml", "gitlab-ci.yml", "cron.sh")
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="the templates are for POSIX shells")


def template(name: str) -> Yaml:
    return yaml.safe_load((CI / name).read_text(encoding="utf-8"))


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A repository as the templates want it, and an export beside it; the program is installed."""
    repository, survey, bin_ = tmp_path / "repository", tmp_path / "survey", tmp_path / "bin"
    for folder in (repository, survey, bin_):
        folder.mkdir()
    (repository / "settings.yml").write_text("client: Invented\n")
    (repository / "headcount.csv").write_text("team,headcount\nMarketing,20\nSales,20\n")
    tiny_survey(survey)
    program = bin_ / "build-report"
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m report_builder "$@"\n')
    program.chmod(0o755)
    return tmp_path


def run(place: Path, *command: str, env: dict[str, str]) -> str:
    """What a command says in the repository; it must succeed."""
    told = subprocess.run(  # noqa: S603 - the commands of our own templates
        command,
        cwd=place / "repository",
        env=surroundings(
            env
            | {
                "PATH": f"{place / 'bin'}{os.pathsep}{os.environ['PATH']}",
                "BUILD_REPORT_QUESTIONNAIRE": TINY.partition("=")[2],
            }
        ),
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    return told.stdout + told.stderr


def is_a_report(site: Path) -> bool:
    return {"index.html", "en/index.html", "fr/index.html", "data/report.json"} <= {*tree(site)}


@pytest.mark.parametrize(
    ("name", "schema"),
    [
        ("github-actions.yml", ["vendor.github-workflows"]),
        ("gitlab-ci.yml", ["vendor.gitlab-ci", "--data-transform", "gitlab-ci"]),
    ],
)
def test_a_template_is_what_its_service_publishes_a_schema_of(name: str, schema: list[str]) -> None:
    words = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", *schema, str(CI / name)]
    told = subprocess.run(words, capture_output=True, text=True, check=False)  # noqa: S603
    assert told.returncode == 0, told.stdout


@POSIX
def test_the_steps_for_github_build_a_report(place: Path) -> None:
    job = template("github-actions.yml")["jobs"]["report"]
    env = job["env"] | {"SURVEY_FOLDER": str(place / "survey")}
    steps = [step["run"] for step in job["steps"] if "run" in step and "pip" not in step["run"]]
    assert len(steps) == 2
    for step in steps:
        run(place, "bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step, env=env)
    (kept,) = [step["with"]["path"] for step in job["steps"] if "upload" in step.get("uses", "")]
    assert is_a_report(place / "repository" / kept)


@POSIX
def test_the_script_for_gitlab_builds_a_report(place: Path) -> None:
    job = template("gitlab-ci.yml")["report"]
    env = job["variables"] | {"SURVEY_FOLDER": str(place / "survey")}
    run(place, "sh", "-e", "-c", "\n".join(job["script"]), env=env)
    (kept,) = job["artifacts"]["paths"]
    assert is_a_report(place / "repository" / kept)


@POSIX
def test_the_script_for_cron_builds_a_report_when_the_export_is_newer(place: Path) -> None:
    repository, site = place / "repository", place / "www"
    shutil.copy(CI / "cron.sh", repository)
    (repository / "venv").mkdir()
    (place / "bin").rename(repository / "venv" / "bin")
    env = {"SURVEY_FOLDER": str(place / "survey"), "SITE": str(site)}
    said = run(place, str(repository / "cron.sh"), env=env)
    assert '"event": "published"' in said.splitlines()[-1]
    assert is_a_report(site)
    assert run(place, str(repository / "cron.sh"), env=env) == ""
    export = place / "survey" / "export.csv"
    later = (site / "index.html").stat().st_mtime + 10
    os.utime(export, (later, later))
    assert run(place, str(repository / "cron.sh"), env=env) == said


@pytest.mark.parametrize("text", [PAGE, *((CI / name).read_text("utf-8") for name in TEMPLATES)])
def test_what_is_installed_is_pinned_by_hashes_and_nothing_else_is_asked_for(text: str) -> None:
    commands = re.findall(r"-m pip install (?:--quiet )?(.*)", text)
    assert commands == [
        "--require-hashes --requirement build-report/requirements/run.lock",
        "--no-deps --no-build-isolation ./build-report",
    ]
    assert re.findall(r"\w+://\S+|index-url|find-links", text) == []


def test_a_template_never_keeps_an_export() -> None:
    kept = [*template("gitlab-ci.yml")["report"]["artifacts"]["paths"]]
    steps = template("github-actions.yml")["jobs"]["report"]["steps"]
    kept += [step["with"]["path"] for step in steps if "upload" in step.get("uses", "")]
    assert kept == ["public", "public"]
    assert all("cache" not in str(step.get("uses")) for step in steps)


def test_the_page_names_every_template() -> None:
    assert [name for name in TEMPLATES if f"](ci/{name})" not in PAGE] == []
