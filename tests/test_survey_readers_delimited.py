"""Delimited text: encodings, separators, and rows that do not hold together."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from exported import answered, bytes_saved, saved, table
from hypothesis import given
from hypothesis import strategies as st

from survey.errors import FileDamagedError, FileEmptyError, HeaderError, SurveyError
from survey.readers import read_export
from survey.readers.delimited import open_delimited
from survey.readers.grid import BATCH_ROWS
from survey.readers.records import LONGEST_CELL, best_separator, records

HEAD = "team,TOG1,TOG2,TOG3\n"
ROW = "Sales,1,2,3\n"


def cells(path: Path) -> list[list[str]]:
    """Every cell of a file, below its header."""
    export = read_export(path)
    positions = [column.position for column in export.columns]
    return [
        [str(text) for text in row]
        for frame in export.read(positions)
        for row in frame.itertuples(index=False)
    ]


def refusal(folder: Path, content: bytes) -> str:
    with pytest.raises(SurveyError) as raised:
        read_export(bytes_saved(folder, content))
    return f"{type(raised.value).__name__} {raised.value}"


def test_every_cell_stays_text_as_it_stands(tmp_path: Path) -> None:
    rows = [["NA", "007", " 1.0 ", 'say "no"'], ["null", "", "a,b", "two\nlines"]]
    path = saved(tmp_path, [["name", "a", "b", "c"], *rows])
    assert cells(path) == rows


@pytest.mark.parametrize("texts", [["1.10", "007"], ["TRUE", "false"], ["1", "2"], ["1e3", "inf"]])
def test_a_column_of_numbers_alone_is_text_too(tmp_path: Path, texts: list[str]) -> None:
    export = read_export(saved(tmp_path, [["team", "TOG1"], *(["Sales", text] for text in texts)]))
    (frame,) = export.read([1])
    assert frame[1].tolist() == texts


def test_a_column_is_read_alone_and_in_the_order_asked_for(tmp_path: Path) -> None:
    export = read_export(saved(tmp_path, [["a", "b", "c"], ["x", "y", "z"]]))
    (frame,) = export.read([2, 0])
    assert [*frame] == [2, 0]
    assert frame.iloc[0].tolist() == ["z", "x"]


def test_rows_have_the_numbers_a_spreadsheet_shows(tmp_path: Path) -> None:
    content = b'name,a\n"two\nlines",1\n\nx,2\n\n'
    (frame,) = read_export(bytes_saved(tmp_path, content)).read([1])
    assert frame.index.tolist() == [2, 4]
    assert frame[1].tolist() == ["1", "2"]


def test_batches_follow_each_other(tmp_path: Path) -> None:
    rows = [[f"p{number}", "x"] for number in range(BATCH_ROWS + 2)]
    first, second = read_export(saved(tmp_path, [["name", "a"], *rows])).read([0])
    assert (len(first), len(second)) == (BATCH_ROWS, 2)
    assert second.index.tolist() == [BATCH_ROWS + 2, BATCH_ROWS + 3]
    assert second[0].tolist() == [f"p{BATCH_ROWS}", f"p{BATCH_ROWS + 1}"]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_separator_encoding_and_line_ends_change_no_cell(
    tmp_path: Path, separator: str, encoding: str, end: str
) -> None:
    rows = [["nom", "équipe", "réponse"], ["é", "Ventes", "d’accord"], ["Å", "Marketing", ""]]
    text = end.join(separator.join(row) for row in rows)
    assert cells(bytes_saved(tmp_path, text.encode(encoding))) == rows[1:]


def test_windows_1252_is_told(tmp_path: Path) -> None:
    export = read_export(bytes_saved(tmp_path, "nom,a\nÉmile,\x811\n".encode("cp1252", "ignore")))
    assert export.encoding == "cp1252"
    assert "Windows-1252" in export.warnings[0]


def test_bytes_that_mean_nothing_in_windows_1252_are_counted(tmp_path: Path) -> None:
    export = read_export(bytes_saved(tmp_path, b"nom,a\n\xc9mile,\x81\x8d\n"))
    assert "2 characters could not be read" in export.warnings[0]


def test_single_lines_in_another_encoding_are_named_and_the_rest_stays(tmp_path: Path) -> None:
    lines = [*("é,1",) * 5, '"two\nlines",2', "?,3", "é,4"]
    content = "nom,a\n{}\n".format("\n".join(lines)).encode().replace(b"?", b"\xe9")
    path = bytes_saved(tmp_path, content)
    export = read_export(path)
    assert export.encoding == "utf-8"
    assert export.warnings[0].endswith(": row 8.")
    assert cells(path)[6] == ["é", "3"]


def test_many_lines_in_another_encoding_are_counted(tmp_path: Path) -> None:
    content = ("nom,a\n" + "é,1\n" * 60 + "?,2\n" * 12).encode().replace(b"?", b"\xe9")
    assert "and 2 more." in read_export(bytes_saved(tmp_path, content)).warnings[0]


def test_nul_bytes_are_refused_by_row(tmp_path: Path) -> None:
    told = refusal(tmp_path, (HEAD + ROW + "Sales,\0,2,3\n").encode())
    assert "FileDamagedError" in told
    assert "row 3: NUL bytes" in told


def test_utf_16_that_breaks_off_is_refused(tmp_path: Path) -> None:
    assert "UTF-16" in refusal(tmp_path, (HEAD + ROW).encode("utf-16")[:-1])


@pytest.mark.parametrize("content", [b"\n\n \n", b"\xef\xbb\xbf", b"\xff\xfe", b"  \r\n"])
def test_nothing_but_blanks_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(FileEmptyError, match="no header"):
        read_export(bytes_saved(tmp_path, content))


def test_rows_of_other_widths_are_named(tmp_path: Path) -> None:
    told = refusal(tmp_path, (HEAD + ROW * 3 + "Sales,1\n" + ROW + "Sales,1,2,3,4\n").encode())
    assert "FileDamagedError" in told
    assert "row 5 has 2 fields" in told
    assert "row 7 has 5 fields" in told


def test_of_many_rows_of_other_widths_ten_are_named(tmp_path: Path) -> None:
    told = refusal(tmp_path, (HEAD + ROW * 20 + "Sales,1\n" * 12).encode())
    assert told.count("has 2 fields") == 10
    assert "and 2 more rows" in told


def test_a_row_cut_short_at_the_end_is_named(tmp_path: Path) -> None:
    assert "row 4 has 2 fields" in refusal(tmp_path, (HEAD + ROW * 2 + "Sales,1").encode())


def test_a_quote_never_closed_is_refused(tmp_path: Path) -> None:
    told = refusal(tmp_path, (HEAD + ROW * 2 + 'Sales,"1,2,3\n' + ROW).encode())
    assert "never closed" in told


def test_quotes_inside_unquoted_cells_are_letters(tmp_path: Path) -> None:
    path = bytes_saved(tmp_path, b'name,a\n5" pipe,1\nb,2\n6" pipe,3\n')
    assert cells(path) == [['5" pipe', "1"], ["b", "2"], ['6" pipe', "3"]]


def test_a_header_with_another_separator_is_refused(tmp_path: Path) -> None:
    told = refusal(tmp_path, (HEAD.replace(",", ";") + ROW * 5).encode())
    assert "HeaderError" in told
    assert "separator semicolon" in told


def test_a_title_above_the_header_is_told(tmp_path: Path) -> None:
    export = read_export(bytes_saved(tmp_path, ("Survey 2026\n\n" + HEAD + ROW * 3).encode()))
    assert export.header_rows == 3
    assert export.warnings == ("export.csv: row 1 was taken as a title; the header is row 3.",)


def test_a_first_row_wider_than_the_rest_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileDamagedError, match="row 1 has 4 fields"):
        read_export(bytes_saved(tmp_path, b"a,b,c,d\nx,y,z\nx,y,z\n"))


@pytest.mark.parametrize("content", [b'""\r\n', b'" "\n""\n'])
def test_rows_of_empty_cells_alone_are_no_table(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(FileEmptyError, match="no header row"):
        read_export(bytes_saved(tmp_path, content))


@pytest.mark.parametrize(
    "header", ['team,"TOG1\n:",a', ',"\n",team', f'team,"{"x" * 131_080}\n",a']
)
def test_line_ends_in_the_header_end_no_row(tmp_path: Path, header: str) -> None:
    path = bytes_saved(tmp_path, f"title,,\n{header}\nSales,1,\n".encode())
    (frame,) = open_delimited(path, path.read_bytes()).read([0, 1], 2)
    assert frame.to_numpy().tolist() == [["Sales", "1"]]
    assert frame.index.tolist() == [3]


def test_a_long_cell_is_told_and_cut(tmp_path: Path) -> None:
    long = "x" * (2 * LONGEST_CELL)
    path = saved(tmp_path, [["name", "a"], ["y", "1"], [long, "2"], ["z", "3"], [long, "4"]])
    warnings = read_export(path).warnings
    assert [warning[:17] for warning in warnings] == ["export.csv: row 3", "export.csv: row 5"]
    assert [len(row[0]) for row in cells(path)] == [1, LONGEST_CELL, 1, LONGEST_CELL]


def test_a_long_header_is_refused_in_few_words(tmp_path: Path) -> None:
    told = refusal(tmp_path, ("x" * 1_000_000 + ",b\n1,2\n").encode())
    assert "HeaderError" in told
    assert "too long" in told
    assert len(told) < 2000


def test_a_file_of_one_column_is_read(tmp_path: Path) -> None:
    assert cells(bytes_saved(tmp_path, b"name\na\n\nb\n")) == [["a"], ["b"]]


def test_the_separator_of_a_short_file_is_that_of_its_header() -> None:
    separator, head = best_separator("a;b;c\n1,5;2;3\n")
    assert separator == ";"
    assert head == (("a", "b", "c"), ("1,5", "2", "3"))


def test_an_empty_sample_has_a_separator_all_the_same() -> None:
    assert best_separator("") == (",", ())


@given(
    st.lists(
        st.lists(st.text('ab,;"\n é', max_size=5), min_size=2, max_size=4), min_size=1, max_size=6
    ),
    st.booleans(),
)
def test_records_are_counted_as_they_were_written(rows: list[list[str]], all_quoted: bool) -> None:
    text = io.StringIO(newline="")
    written = csv.writer(
        text,
        lineterminator="\n",
        quoting=csv.QUOTE_ALL if all_quoted else csv.QUOTE_MINIMAL,
    )
    written.writerows(rows)
    found = records(text.getvalue().encode(), ",")
    assert found.widths.tolist() == [len(row) for row in rows]
    assert not found.unclosed


def test_empty_lines_have_no_width_and_short_ones_do() -> None:
    assert records(b"a,b\n\n \nc\nd,e\n", ",").widths.tolist() == [2, 0, 0, 1, 2]
    assert records(b'a,"b"\n\nc\n', ",").widths.tolist() == [2, 0, 1]


def test_a_table_of_responses_opens_with_its_filled_rows(tmp_path: Path) -> None:
    path = saved(tmp_path, table(answered("Sales")))
    assert list(open_delimited(path, path.read_bytes()).filled) == [1, 2, 3, 4]


def test_many_titles_are_no_titles(tmp_path: Path) -> None:
    told = refusal(tmp_path, ("line\n" * 25 + (HEAD + ROW) * 20).encode())
    assert "row 1 has 1 fields" in told


@pytest.mark.parametrize("error", [FileDamagedError, HeaderError, FileEmptyError])
def test_each_refusal_has_a_place_in_the_messages(error: type[SurveyError]) -> None:
    assert error("problem", "fix").args[0].endswith(f"docs/messages.md#{error.slug}")
