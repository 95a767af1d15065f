"""The same answers give the same bytes, in whatever surroundings a job builds them."""

from __future__ import annotations

import csv
import os
import random
import shutil
import subprocess
from pathlib import Path

import pytest
from program import TINY, run, survey, tree

Site = dict[str, bytes]

C_ASCII = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
FRENCH = {"LC_ALL": "fr_FR.UTF-8", "LANG": "fr_FR.UTF-8"}
TURKISH = {"LC_ALL": "tr_TR.UTF-8", "LANGUAGE": "tr"}
"""Where an i in capitals is no I."""

# hash seed, time zone, language of the system, folder of the job, user, order of the rows, mask of
# rights, SOURCE_DATE_EPOCH: each row differs from every other in most of them.
ENVIRONMENTS = [
    ("0", "UTC", {"LC_ALL": "C.UTF-8"}, "job", "root", None, "022", None),
    ("1", "Pacific/Kiritimati", C_ASCII, "a job, élsewhere", "zoé", 1, "077", "0"),
    ("2", "America/Adak", FRENCH, "deep/er/still", "runner", 2, "002", "8589934592"),
    ("random", "Asia/Kathmandu", TURKISH, "job", "nobody", 3, "027", "1767225600"),
    ("4294967295", "Europe/Paris", C_ASCII, "a job, élsewhere", "runner", None, "022", None),
    ("random", "America/Adak", {}, "deep/er/still", "zoé", 1, "077", "8589934592"),
    ("1", "UTC", FRENCH, "ジョブ", "nobody", 2, "002", "0"),
    ("2", "Pacific/Kiritimati", TURKISH, "ジョブ", "root", 3, "027", None),
]


def other_user() -> tuple[str, ...]:
    """What gives a process another number of its user, where the system lets it."""
    words = ("unshare", "--user", "--map-user=4711")
    if not shutil.which("unshare"):
        return ()
    tried = subprocess.run([*words, "true"], capture_output=True, check=False)  # noqa: S603
    return words if tried.returncode == 0 else ()


def shuffled(export: Path, order: int | None, place: Path) -> Path:
    """The export with its rows in another order."""
    with export.open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    if order is not None:
        random.Random(order).shuffle(rows)  # noqa: S311 - an order, not a secret
    copy = place / export.name
    with copy.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, *rows])
    return copy


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site as it is built here."""
    folder = tmp_path_factory.mktemp("here")
    assert run(survey(folder, 9, 8), TINY, "-o", folder / "site").returncode == 0
    return tree(folder / "site")


@pytest.mark.skipif(os.name != "posix", reason="time zones, rights and users of POSIX")
@pytest.mark.parametrize(
    ("seed", "zone", "language", "folder", "user", "order", "mask", "epoch"), ENVIRONMENTS
)
def test_a_build_gives_the_same_bytes_in_every_environment(  # noqa: PLR0913, PLR0917 - the point of it
    tmp_path: Path,
    site: Site,
    seed: str,
    zone: str,
    language: dict[str, str],
    folder: str,
    user: str,
    order: int | None,
    mask: str,
    epoch: str | None,
) -> None:
    place, home = tmp_path / folder, tmp_path / "home" / user
    place.mkdir(parents=True)
    home.mkdir(parents=True)
    export = shuffled(survey(tmp_path, 9, 8), order, place)
    told = run(
        export.name,
        TINY,
        "--output=public",
        cwd=place,
        env={
            "PYTHONHASHSEED": seed,
            "TZ": zone,
            "USER": user,
            "LOGNAME": user,
            "HOME": str(home),
            "SOURCE_DATE_EPOCH": epoch,
            **language,
        },
        around=(*(other_user() if user != "root" else ()), "sh", "-c", f'umask {mask}; "$@"', "sh"),
    )
    assert told.returncode == 0, told.stderr
    other = tree(place / "public")
    assert sorted(other) == sorted(site)
    assert [name for name in site if other[name] != site[name]] == []
