"""A site says nothing of the machine, the person and the place it was built by."""

from __future__ import annotations

import io
import shutil
import socket
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from program import MERIDIAN, run, tree

PERSON = "canary-person"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The example's site, built by a person with a name from files with a name in a place."""
    place = tmp_path_factory.mktemp("canary-place")
    for name in ("settings.yml", "headcount.csv"):
        shutil.copy(MERIDIAN / name, place / name)
    shutil.copy(MERIDIAN / "qualtrics_en.csv", place / "canary-export.csv")
    told = run(
        *("canary-export.csv", "--settings=settings.yml", "--headcount=headcount.csv", "--png"),
        cwd=place,
        env={
            "HOME": str(place / "canary-home"),
            "HOSTNAME": "canary-host",
            **dict.fromkeys(("USER", "LOGNAME", "USERNAME", "GIT_AUTHOR_NAME"), PERSON),
            "EMAIL": f"{PERSON}@canary.example",
        },
    )
    assert told.returncode == 0, told.stderr
    return tree(place / "site")


def parts(site: dict[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Every file of the site, and what is packed in one."""
    for name, content in site.items():
        yield name, content
        if zipfile.is_zipfile(io.BytesIO(content)):
            with zipfile.ZipFile(io.BytesIO(content)) as packed:
                yield from ((f"{name}/{part}", packed.read(part)) for part in packed.namelist())


def test_no_byte_names_the_person_the_place_or_the_files_it_was_built_from(
    site: dict[str, bytes],
) -> None:
    assert [name for name, content in parts(site) if b"canary" in content.lower()] == []
    assert [name for name in site if "canary" in name] == []


def test_no_byte_names_the_machine(site: dict[str, bytes]) -> None:
    paths = (str(Path.home()), str(Path(__file__).parent.parent), "site-packages", "/tmp/")  # noqa: S108 - looked for
    for word in (socket.gethostname(), *paths):
        if len(word) > len("/root") and word != "localhost":
            assert [name for name, content in parts(site) if word.encode() in content] == [], word
