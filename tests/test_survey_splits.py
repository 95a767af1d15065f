"""However an export is cut into files, and whatever their formats, the tally is the same."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import openpyxl
from exported import bytes_saved, tiny
from hypothesis import given, settings
from hypothesis import strategies as st
from surveys import same

from survey.engines.pandas_engine import Counted, count
from survey.intake import cleaned_batches
from survey.readers import read_export
from survey.recognition import recognise
from survey.source import Source
from survey.tally import Tally

Row = Sequence[str]

EN = ("Team", "role", "site", "company", "wave", "TOG1", "TOG2", "TOG3", "TOG4", "Note")
ITEMS = {item.id: item.wording["fr"] for item in tiny().items}
FR = ("Équipe", "Fonction", "Site", "Entreprise", "Vague", *ITEMS.values(), "Note")
WORDS = {
    "Sales": "Ventes",
    "Both": "Les deux",
    "Manager": "Encadrement",
    "Contributor": "Collaborateur",
    "1": "Pas du tout d'accord",
    "3": "Ni d'accord ni pas d'accord",
    "5": "Tout à fait d'accord",
    "I can't say": "Je ne peux pas dire",
}


def comma(header: Row, rows: Sequence[Row], separator: str = ",") -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows([header, *rows])
    return text.getvalue().encode()


def french(header: Row, rows: Sequence[Row]) -> bytes:
    """As Excel saves it in France."""
    names = [dict(zip(EN, FR, strict=True))[name] for name in header]
    said = [[WORDS.get(cell, cell) for cell in row] for row in rows]
    return comma(names, said, ";").decode().encode("cp1252")


def tabs(header: Row, rows: Sequence[Row]) -> bytes:
    return comma(header, rows, "\t").decode().encode("utf-16")


def google(header: Row, rows: Sequence[Row]) -> bytes:
    """Statements as rows of a grid, and a first column that is never read."""
    names = [f"Agree?  [{ITEMS[name]}]" if name in ITEMS else name for name in header]
    stamped = [[f"2026-10-02 09:{place:02}", *row] for place, row in enumerate(rows)]
    return comma(["Horodateur", *names], stamped)


def workbook(header: Row, rows: Sequence[Row]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in [header, *rows]:
        sheet.append([int(cell) if cell.isdecimal() else cell or None for cell in row])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


Write = Callable[[Row, Sequence[Row]], bytes]
FORMS: dict[str, Write] = {
    "comma.csv": comma,
    "french.csv": french,
    "tabs.tsv": tabs,
    "google.csv": google,
    "book.xlsx": workbook,
}

answers = st.lists(st.sampled_from(["1", "3", "5", "I can't say"]), min_size=4, max_size=4)
respondents = st.builds(
    lambda about, given, skipped: [
        *about,
        *("" if place == skipped else answer for place, answer in enumerate(given)),
    ],
    st.tuples(
        st.sampled_from(["Marketing", "Sales", "Both"]),
        st.sampled_from(["Manager", "Contributor", ""]),
        st.sampled_from(["Nord", "Évreux", ""]),
        st.sampled_from(["Acme", "Bêta", ""]),
        st.sampled_from(["2025", "2026", ""]),
    ),
    answers,
    st.integers(0, 7),  # 4 and more: none is skipped
)
ONE_EACH = [[team, "", "", "", "", "3", "3", "3", "3"] for team in ("Marketing", "Sales")]


def file_of(folder: Path, name: str, rows: Sequence[Row], asked: set[str] | None = None) -> Source:
    """A file of these rows.

    With `asked`, a company or wave that all have is given for the file instead of by a column,
    and columns that are blank are left out when somebody of another file fills them: `asked`.
    Not that of the wave: a file that says no wave beside others that do is refused.
    """
    columns = dict(zip(EN, zip(*rows, strict=True), strict=True))
    one = {key: cells[0] for key, cells in columns.items() if len(set(cells)) == 1}
    given = {key: one[key] for key in ("company", "wave") if asked and one.get(key)}
    kept = [
        key
        for key in EN
        if key not in given and not (one.get(key) == "" and key in (asked or ()) and key != "wave")
    ]
    cut = [[row[EN.index(key)] for key in kept] for row in rows]
    export = read_export(bytes_saved(folder, FORMS[name.partition("-")[2]](kept, cut), name))
    return Source(export, recognise(export, tiny()), **given)


def counted(sources: Sequence[Source]) -> Counted:
    return count(cleaned_batches(sources, tiny()), tiny())


def in_order(found: Tally) -> Tally:
    """The same with the segments by name: files name theirs in the order they have them."""
    cells = found.cells
    order = sorted(range(len(cells.columns)), key=lambda place: cells.columns[place])
    moved = replace(
        cells,
        columns=tuple(cells.columns[place] for place in order),
        labels=tuple(cells.labels[place] for place in order),
        codes=cells.codes[:, order],
    )
    return replace(found, cells=moved.written([{}] * len(order)))


@settings(max_examples=20, deadline=None)
@given(rows=st.lists(respondents, min_size=1, max_size=12), data=st.data())
def test_an_export_cut_into_files_of_any_form_gives_the_tally_of_the_whole(
    rows: list[list[str]], data: st.DataObject
) -> None:
    everybody = [[*row, str(place)] for place, row in enumerate([*ONE_EACH, *rows])]
    names = st.sampled_from([f"{part}-{form}" for part in range(3) for form in FORMS])
    places = data.draw(st.lists(names, min_size=len(everybody), max_size=len(everybody)))
    asked = {
        name for name, cells in zip(EN, zip(*everybody, strict=True), strict=True) if any(cells)
    }
    with tempfile.TemporaryDirectory() as folder:
        whole = counted([file_of(Path(folder), "whole-comma.csv", everybody)])
        cut = [
            file_of(
                Path(folder),
                name,
                [row for row, place in zip(everybody, places, strict=True) if place == name],
                asked if data.draw(st.booleans()) else None,
            )
            for name in dict.fromkeys(places)
        ]
        found = counted(cut)
    assert same(in_order(found.tally), in_order(whole.tally))
    assert (found.read, found.removed) == (whole.read, whole.removed)
