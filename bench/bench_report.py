"""The example report in both languages, against a bare `mkdocs build` of the same folders.

Ours is the whole program: reading, counting, statistics, drawings, pages, both sites, publishing.
The peer is MkDocs alone, once a language, on the folders that ours has written. They run in turn;
the CPU time of all processes counts, and the median ratio of the pairs. The sites are compared
before a time is shown. Then: where the rest goes, in a process of its own.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

LIMIT = 5.0
"""Times the CPU of the peer."""

ROUNDS = 7
FEWEST_PAGES = 10
EXAMPLE = Path(__file__).parent.parent / "examples" / "meridian"
OPTIONS = ("--settings", "settings.yml", "--headcount", "headcount.csv", "--quiet")
PROGRAM = (sys.executable, "-c", "from report_builder.cli import main; main()")
LANGUAGES = ("en", "fr")


def main() -> None:
    """Prints the ratio and the parts; fails above the limit."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        shares = _parts(place)
        ratio = _ratio(place)
    whole = sum(shares.values())
    for name, seconds in shares.items():
        print(f"  {name:<38}{1000 * seconds:6.0f} ms {100 * seconds / whole:4.0f} %")
    if ratio > LIMIT:
        sys.exit(f"above the limit of {LIMIT} x")


def _ratio(place: Path) -> float:
    pairs = [(_bare(place), _ours(place)) for _ in range(ROUNDS)]
    _compare(place)
    ratio = median(ours / peer for peer, ours in pairs)
    peer, ours = (median(times) for times in zip(*pairs, strict=True))
    print(
        f"report in {len(LANGUAGES)} languages {ours:.2f} s CPU, bare mkdocs build {peer:.2f} s: "
        f"{ratio:.2f} x (limit {LIMIT} x)"
    )
    return ratio


def _ours(place: Path) -> float:
    options = [*OPTIONS, "--output", str(place / "site")]
    return _cpu(*PROGRAM, str(EXAMPLE / "qualtrics_en.csv"), *options)


def _bare(place: Path) -> float:
    mkdocs = (sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file")
    return sum(_cpu(*mkdocs, f"{place}/{code}/mkdocs.yml") for code in LANGUAGES)


def _compare(place: Path) -> None:
    """The same pages came out of both, word for word."""
    for code in LANGUAGES:
        ours, bare = place / "site" / code, place / code / "site"
        pages = sorted(path.relative_to(ours) for path in ours.rglob("*.html"))
        assert len(pages) > FEWEST_PAGES, "the report has lost its pages"
        for page in pages:
            assert (ours / page).read_bytes() == (bare / page).read_bytes(), page


def _cpu(*command: str) -> float:
    """CPU seconds of a process, its own children included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "0"}
    subprocess.run(command, cwd=EXAMPLE, env=environment, check=True)  # noqa: S603 - our own words
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _parts(place: Path) -> dict[str, float]:
    """CPU seconds by part, each the median of three processes; leaves the project in `place`."""
    runs = []
    for number in range(3):
        project = place / str(number) if number else place
        command = [sys.executable, __file__, str(project)]
        told = subprocess.run(command, cwd=EXAMPLE, stdout=subprocess.PIPE, check=True)  # noqa: S603
        runs.append(json.loads(told.stdout))
    return {name: median(run[name] for run in runs) for name in runs[0]}


def measure(project: Path) -> dict[str, float]:
    """One report in this process, part by part, its project written to that folder."""
    clock = _Clock()
    with clock.part("imports"):
        from report_builder.downloads import data_files  # noqa: PLC0415 - measured
        from report_builder.inputs import Inputs  # noqa: PLC0415 - measured
        from report_builder.language import language  # noqa: PLC0415 - measured
        from report_builder.pages.drawn import draw_charts  # noqa: PLC0415 - measured
        from report_builder.pages.edition import Voice, edition, write_pages  # noqa: PLC0415 - measured
        from report_builder.pipeline import prepare, understand  # noqa: PLC0415 - measured
        from report_builder.project import write_project  # noqa: PLC0415 - measured
        from report_builder.publish import replacing  # noqa: PLC0415 - measured
        from report_builder.site import build  # noqa: PLC0415 - measured

    export, settings, headcount = map(Path, ("qualtrics_en.csv", "settings.yml", "headcount.csv"))
    inputs = Inputs(exports=(export,), settings=settings, headcount=headcount)
    with clock.part("reading and counting"):
        understand(inputs)
    with clock.part("release and statistics"):
        report = prepare(inputs)
    clock.seconds["release and statistics"] -= clock.seconds["reading and counting"]
    words = [language(code) for code in LANGUAGES]
    with clock.part("drawings"):
        charts = [draw_charts(report, each) for each in words]
    with clock.part("pages"):
        for drawn, each in zip(charts, words, strict=True):
            write_pages(Voice(report, each), drawn)
    assert all(charts)
    with clock.part("data files"):
        files = data_files(report)
    editions = [edition(report, code, downloads=tuple(files)) for code in LANGUAGES]
    with clock.part("project"):
        write_project(editions, project)
    with replacing(project / "published") as site:
        with clock.part("mkdocs, both languages"):
            build(project, site, strict=True)
        clock.start("publishing")
    clock.stop("publishing")
    return clock.seconds


class _Clock:
    """CPU seconds by part, of this process and of those it has waited for."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        self.start(name)
        yield
        self.stop(name)

    def start(self, name: str) -> None:
        self.seconds[name] = -self._now()

    def stop(self, name: str) -> None:
        self.seconds[name] += self._now()

    def _now(self) -> float:
        children = resource.getrusage(resource.RUSAGE_CHILDREN)
        return time.process_time() + children.ru_utime + children.ru_stime


if __name__ == "__main__":
    if sys.argv[1:]:
        print(json.dumps(measure(Path(sys.argv[1]))))
    else:
        main()
