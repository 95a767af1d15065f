"""An export and what is known of it; mappings that do not fit are told file by file."""

from __future__ import annotations

from pathlib import Path

import pytest
from exported import saved, table, tiny

from survey.errors import MappingError
from survey.mapping_file import load_mapping
from survey.readers import read_export
from survey.recognition import recognise
from survey.source import Misfits, Source, file_names


def misfits(mapping: Path, *exports: Path) -> Misfits:
    found = Misfits()
    for path in exports:
        export = read_export(path)
        with found.gathered(export):
            load_mapping(mapping, export, tiny())
    return found


def mapping(folder: Path, text: str) -> Path:
    path = folder / "mapping.yml"
    path.write_text(text)
    return path


def test_a_mapping_that_fits_some_exports_only_is_told_for_each_of_the_others(
    tmp_path: Path,
) -> None:
    header = ["team", "role", "site", "Plan", "TOG2", "TOG3", "TOG4"]
    fits = saved(tmp_path, [header, *table()[1:]], "wave1.csv")
    other, third = (saved(tmp_path, table(), name) for name in ("wave2.csv", "wave3.csv"))
    with pytest.raises(MappingError) as caught:
        misfits(mapping(tmp_path, "items:\n  TOG1: Plan\n"), fits, other, third).raise_any()
    told = caught.value.problem.replace(f"{tmp_path}/", "").splitlines()
    assert told == [
        f'{name}: mapping.yml, line 2, items.TOG1: the export has no column "Plan"'
        for name in ("wave2.csv", "wave3.csv")
    ]
    assert "give each export its own: --mapping" in caught.value.fix


def test_a_mistake_of_the_mapping_itself_is_told_once(tmp_path: Path) -> None:
    exports = [saved(tmp_path, table(), name) for name in ("a.csv", "b.csv")]
    with pytest.raises(MappingError) as caught:
        misfits(mapping(tmp_path, "items:\n  TOG9: team\n"), *exports).raise_any()
    assert caught.value.problem.startswith(f"{tmp_path / 'mapping.yml'}, line 2, items.TOG9")
    assert "build-report map EXPORT` lists them" in caught.value.fix


def test_mappings_that_fit_raise_nothing(tmp_path: Path) -> None:
    exports = [saved(tmp_path, table(), name) for name in ("a.csv", "b.csv")]
    misfits(mapping(tmp_path, "items:\n  TOG1: TOG1\n"), *exports).raise_any()


def test_files_of_one_name_are_named_with_their_folder(tmp_path: Path) -> None:
    folders = [tmp_path / name for name in ("acme", "beta")]
    for folder in folders:
        folder.mkdir()
    paths = [saved(folder, table(), "wave1.csv") for folder in folders]
    paths.append(saved(tmp_path, table(), "wave2.csv"))
    exports = [read_export(path) for path in paths]
    sources = [Source(export, recognise(export, tiny())) for export in exports]
    assert file_names(sources) == (str(paths[0]), str(paths[1]), "wave2.csv")
