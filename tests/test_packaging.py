"""What is shipped: the wheel alone, in a fresh environment, builds a report from another folder."""

from __future__ import annotations

import re
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

import report_builder

ROOT = Path(__file__).parent.parent
PACKAGES = ("survey", "report_builder", "site_templates")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def run(*command: str | Path, cwd: Path = ROOT) -> str:
    """What a program prints; it must succeed."""
    told = subprocess.run(  # noqa: S603 - the commands are ours
        command, cwd=cwd, capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stdout + told.stderr
    return told.stdout


def pins(lock: str) -> dict[str, set[str]]:
    """The versions of each distribution in a lock: one, or one per range of Python versions."""
    found: dict[str, set[str]] = {}
    text = (ROOT / "requirements" / f"{lock}.lock").read_text(encoding="utf-8")
    for name, version in re.findall(r"^([a-z0-9.-]+)==(\S+)", text, re.MULTILINE):
        found.setdefault(name, set()).add(version)
    return found


def named(requirements: list[str | dict[str, str]]) -> set[str]:
    """The distributions that requirements name, as a lock writes them."""
    texts = [text for text in requirements if isinstance(text, str)]
    return {re.split(r"[<>=!~ ;\[]", text)[0].lower().replace("_", "-") for text in texts}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, built by way of the source archive, as a release is."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", folder)
    (archive,) = folder.glob("*.tar.gz")
    pip = (sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation")
    run(*pip, "-w", folder, archive)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def scripts(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of a fresh environment that holds the wheel.

    What the wheel depends on is lent by a path line, so that nothing is fetched. Path lines found
    there count no further: the checkout, installed for work by one, stays out of sight.
    """
    home = tmp_path_factory.mktemp("fresh")
    venv.create(home, with_pip=False, symlinks=sys.platform != "win32")
    paths = sysconfig.get_paths(vars={"base": str(home), "platbase": str(home)})
    python = Path(paths["scripts"]) / "python"
    run(sys.executable, "-m", "pip", "--python", python, "install", "-q", "--no-deps", wheel)
    lent = Path(paths["purelib"]) / "lent.pth"
    lent.write_text(sysconfig.get_paths()["purelib"], encoding="utf-8")
    return Path(paths["scripts"])


def test_the_wheel_holds_the_packages_whole_and_nothing_else(wheel: Path) -> None:
    held = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    ours = run("git", "ls-files", "--cached", "--others", "--exclude-standard", *PACKAGES)
    assert held == set(ours.split())


def test_the_packages_come_from_the_wheel(scripts: Path, tmp_path: Path) -> None:
    for package in PACKAGES:
        code = f"import {package}; print({package}.__file__)"
        assert Path(run(scripts / "python", "-c", code, cwd=tmp_path)).is_relative_to(
            scripts.parent
        )


def test_the_installed_program_says_its_version(scripts: Path, tmp_path: Path) -> None:
    assert report_builder.__version__ in run(scripts / "build-report", "--version", cwd=tmp_path)


def test_the_installed_program_builds_a_report_from_another_folder(
    scripts: Path, tmp_path: Path
) -> None:
    run(scripts / "build-report", "demo", "-o", "out", cwd=tmp_path)
    for page in ("index.html", "en/index.html", "fr/index.html", "data/report.json"):
        assert (tmp_path / "out" / page).is_file(), page


def test_the_locks_hold_every_dependency_in_one_version_a_python() -> None:
    to_run, to_test = pins("run"), pins("test")
    assert named(PROJECT["project"]["dependencies"]) <= set(to_run)
    for group in ("build", "test", "types", "docs"):
        assert named(PROJECT["dependency-groups"][group]) <= set(to_test)
    assert {name: to_test.get(name) for name in to_run} == to_run
