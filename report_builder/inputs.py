"""What a person gives: the exports, and the files and options that go with them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from report_builder.demo import demo_files
from survey.questionnaire_file import load_questionnaire


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """What a person gives: the exports, and the files and options that go with them.

    Mappings, companies and waves: none, one for every export, or one each.
    """

    exports: tuple[Path, ...]
    questionnaire: Path | None = None
    mappings: tuple[Path, ...] = ()
    companies: tuple[str, ...] = ()
    waves: tuple[str, ...] = ()
    settings: Path | None = None
    headcount: Path | None = None
    previous: Path | None = None
    comments: Path | None = None
    dictionary: Path | None = None
    format: str | None = None
    languages: tuple[str, ...] = ()
    minimum_group: int | None = None
    state: Path | None = None

    @property
    def files(self) -> tuple[Path, ...]:
        """Every file given."""
        optional = (
            self.questionnaire,
            self.settings,
            self.headcount,
            self.previous,
            self.comments,
            self.dictionary,
        )
        return (*self.exports, *self.mappings, *(path for path in optional if path is not None))


@contextmanager
def demo_inputs(languages: tuple[str, ...], *, two_waves: bool = False) -> Iterator[Inputs]:
    """The files of the invented example, for as long as they are needed.

    Args:
        languages: of the report; () for those of the questionnaire.
        two_waves: whether the survey of the year before is among them.
    """
    exports = {"2025": "qualtrics_en_2025.csv"} if two_waves else {}
    exports["2026"] = "qualtrics_en.csv"
    with tempfile.TemporaryDirectory(prefix="build-report-demo-") as folder:
        place = Path(folder)
        for name, content in demo_files(load_questionnaire()).items():
            (place / name).write_bytes(content)
        yield Inputs(
            exports=tuple(place / name for name in exports.values()),
            waves=tuple(exports) if two_waves else (),
            settings=place / "settings.yml",
            headcount=place / "headcount.csv",
            languages=languages,
        )
