"""Archives: which table in them is read, and what is refused; nothing is unpacked to disk."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from exported import EXPORTS, bytes_saved
from exports.write_binary import archive as zipped

from survey.errors import FileDamagedError, FileEmptyError, FileKindError
from survey.export import Export
from survey.readers import archive, read_export

CSV = b"team,TOG1\nSales,4\n"
BOOK = (EXPORTS / "workbook.xlsx").read_bytes()


def read(folder: Path, parts: Mapping[str, bytes]) -> Export:
    return read_export(bytes_saved(folder, zipped(parts), "export.zip"))


def test_the_only_table_of_an_archive_is_read_and_named(tmp_path: Path) -> None:
    export = read(tmp_path, {"read me.pdf": b"%PDF", "Survey (responses).csv": CSV})
    assert export.evidence.endswith('; read from "Survey (responses).csv" in the archive')
    assert (export.path.name, export.warnings) == ("export.zip", ())


def test_a_workbook_in_an_archive_is_read(tmp_path: Path) -> None:
    assert read(tmp_path, {"Excel/Survey.xlsx": BOOK}).sheet == "Responses"


def test_of_one_survey_in_several_formats_the_csv_is_read(tmp_path: Path) -> None:
    export = read(tmp_path, {"Excel/Survey.xlsx": BOOK, "CSV/survey.csv": CSV})
    assert (export.sheet, export.separator) == (None, ",")


def test_several_tables_are_listed_and_none_is_guessed(tmp_path: Path) -> None:
    parts = {f"wave {number}\x1b.csv": CSV for number in range(10)}
    with pytest.raises(FileKindError, match="10 tables") as raised:
        read(tmp_path, parts)
    assert r'"wave 0\x1b.csv"' in raised.value.problem
    assert "… and 2 more" in raised.value.problem
    with pytest.raises(FileKindError, match="2 tables"):
        read(tmp_path, {"a/Survey.csv": CSV, "b/Survey.csv": CSV})


def test_what_an_operating_system_adds_is_no_table(tmp_path: Path) -> None:
    parts = {"Survey.csv": CSV, "__MACOSX/._Survey.csv": b"\0", ".Survey.csv": b""}
    assert "Survey.csv" in read(tmp_path, parts).evidence


def test_an_archive_without_a_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileKindError, match="neither a workbook nor a table"):
        read(tmp_path, {"letter.docx": b"Dear all"})


def test_an_archive_within_an_archive_is_not_followed(tmp_path: Path) -> None:
    with pytest.raises(FileKindError, match="unpack it"):
        read(tmp_path, {"Survey.csv": zipped({"Survey.csv": CSV})})


def test_an_empty_table_in_an_archive_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileEmptyError):
        read(tmp_path, {"Survey.csv": b""})


def test_a_path_that_leads_out_of_the_archive_leads_nowhere(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    read(inner, {"../Survey.csv": CSV})
    assert [path.name for path in tmp_path.iterdir()] == ["inner"]


def test_a_part_with_a_password_is_told(tmp_path: Path) -> None:
    data = bytearray(zipped({"Survey.csv": CSV}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + place] |= 1
    with pytest.raises(FileKindError, match="password"):
        read_export(bytes_saved(tmp_path, bytes(data), "export.zip"))


def test_a_part_packed_in_a_rare_way_is_told(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_LZMA) as target:
        target.writestr("Survey.csv", CSV)
    with pytest.raises(FileKindError, match="packed in a way"):
        read_export(bytes_saved(tmp_path, buffer.getvalue(), "export.zip"))


def test_what_would_fill_the_memory_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "LARGEST_UNPACKED", len(CSV) - 1)
    with pytest.raises(FileKindError, match="too large"):
        read(tmp_path, {"Survey.csv": CSV})
    with pytest.raises(FileKindError, match="too large"):
        read_export(bytes_saved(tmp_path, gzip.compress(CSV), "export.csv.gz"))
    monkeypatch.setattr(archive, "MOST_PARTS", 2)
    with pytest.raises(FileKindError, match="more than 2 files"):
        read(tmp_path, {"a.csv": CSV, "b.txt": b"", "c.txt": b""})


def test_an_archive_cut_short_or_changed_is_refused(tmp_path: Path) -> None:
    data = zipped({"Survey.csv": CSV * 20})
    for spoilt in (data[:40], data[:50] + b"\0\0" + data[52:]):
        with pytest.raises(FileDamagedError):
            read_export(bytes_saved(tmp_path, spoilt, "export.zip"))


def test_gzip_is_read_in_all_its_members(tmp_path: Path) -> None:
    data = gzip.compress(CSV) + gzip.compress(b"Marketing,5\n")
    export = read_export(bytes_saved(tmp_path, data, "export.csv.gz"))
    (frame,) = export.read([0])
    assert frame[0].tolist() == ["Sales", "Marketing"]
    assert '"export.csv" in the archive' in export.evidence


def test_gzip_cut_short_or_changed_is_refused(tmp_path: Path) -> None:
    data = gzip.compress(CSV)
    with pytest.raises(FileDamagedError, match="breaks off"):
        read_export(bytes_saved(tmp_path, data[:-9], "export.csv.gz"))
    with pytest.raises(FileDamagedError, match="damaged"):
        read_export(bytes_saved(tmp_path, data[:-8] + b"\0" * 8, "export.csv.gz"))
