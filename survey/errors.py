"""What can be wrong with what a person gave us, one class per mistake.

Each error says the problem (file, sheet, row, column, value, how many), the next thing to do,
and carries a slug that is an anchor in docs/messages.md.
"""

from __future__ import annotations

from typing import ClassVar


class SurveyError(Exception):
    """A mistake a person can mend: what is wrong, and what to do next."""

    slug: ClassVar[str] = "error"
    exit_code: ClassVar[int] = 3

    def __init__(self, problem: str, fix: str) -> None:
        super().__init__(f"{problem}\n  Fix: {fix}\n  More: docs/messages.md#{self.slug}")
        self.problem = problem
        self.fix = fix


class FileMissingError(SurveyError):
    """A file that was named is not there, or cannot be opened."""

    slug = "file-missing"


class FileEmptyError(SurveyError):
    """A file holds nothing, or no header row."""

    slug = "file-empty"


class FileKindError(SurveyError):
    """A file is not what its use needs: HTML, binary, a workbook with a password."""

    slug = "file-kind"


class FileDamagedError(SurveyError):
    """A file is truncated, corrupt, or its rows do not hold together."""

    slug = "file-damaged"


class FormatError(SurveyError):
    """A file is not what `--format` says it is."""

    slug = "format"


class DictionaryError(SurveyError):
    """A survey's definition (.qsf, .lss) cannot be read, or is that of another survey."""

    slug = "dictionary"


class ExtraError(SurveyError):
    """A kind of file that needs a package which is not installed."""

    slug = "extra"


def with_extra(extra: str) -> str:
    """How to install the program with an extra, by what it was installed with.

    >>> with_extra("spss").partition(";")[0]
    "pipx install --force 'alignment-report[spss]'"
    """
    name = f"'alignment-report[{extra}]'"
    return f"pipx install --force {name}; in an environment of your own: pip install {name}"


class HeaderError(SurveyError):
    """The header row is missing, too long, or names a column twice."""

    slug = "header"


class NoResponsesError(SurveyError):
    """No response is left: none was there, or all were tests or previews."""

    slug = "no-responses"


class ExportTwiceError(SurveyError):
    """Two of the exports given are the same file: their answers would count twice."""

    slug = "export-twice"


class ContradictionError(SurveyError):
    """The company or wave given for a file is not what its rows say."""

    slug = "contradiction"


class WaveError(SurveyError):
    """Some exports say of which wave they are, others do not."""

    slug = "wave"


class TeamColumnError(SurveyError):
    """No column says which team a respondent belongs to."""

    slug = "team-column"


class TeamValueError(SurveyError):
    """A team value is not known, or only one of the two teams answered."""

    slug = "team-value"


class ItemColumnError(SurveyError):
    """Items without a column, or two columns for one item."""

    slug = "item-column"


class UnknownAnswerError(SurveyError):
    """Answers that are on no scale of the questionnaire."""

    slug = "unknown-answer"


class ScaleError(SurveyError):
    """Answers are bare numbers, and nothing says which end of the scale is which."""

    slug = "scale"


class YamlError(SurveyError):
    """A YAML file cannot be read safely: syntax, tags, duplicate keys, size, depth."""

    slug = "yaml"


class QuestionnaireError(SurveyError):
    """A questionnaire has mistakes; all of them are listed."""

    slug = "questionnaire"


class MappingError(SurveyError):
    """A mapping file has mistakes, or names columns that are not in the export."""

    slug = "mapping"


class SettingsError(SurveyError):
    """A settings file has mistakes; all of them are listed."""

    slug = "settings"


class LeversError(SurveyError):
    """A levers file has mistakes; all of them are listed."""

    slug = "levers"


class HeadcountError(SurveyError):
    """A head-count file has mistakes, or counts fewer people than answered."""

    slug = "headcount"


class PreviousReportError(SurveyError):
    """The report of an earlier survey is no report.json of ours, or does not compare."""

    slug = "previous-report"


class DeckTemplateError(SurveyError):
    """A template for slides is no presentation, or has no layout with a title."""

    slug = "deck-template"


class CommentReviewError(SurveyError):
    """A review of comments has mistakes, or makes people say what they did not write."""

    slug = "comment-review"


class MemoryShortError(SurveyError):
    """The machine has too little memory for what was given."""

    slug = "memory"


class OutputPlaceError(SurveyError):
    """The output folder cannot be replaced, or is not ours to replace."""

    slug = "output-place"
    exit_code = 4


class ConfidentialityError(SurveyError):
    """Nothing, or not what was asked, can be published without pointing at people."""

    slug = "confidentiality"
    exit_code = 5


class FewChangedError(ConfidentialityError):
    """A rebuild would tell, beside the earlier edition, of a few people."""

    slug = "few-changed"


class StrictError(SurveyError):
    """Warnings, under `--strict`."""

    slug = "strict"
    exit_code = 6


class SiteBuilderError(SurveyError):
    """The site engine failed; its last words are quoted."""

    slug = "site-builder"
    exit_code = 7


class BrowserError(SurveyError):
    """A PDF is asked for, and no browser is there to print it, or the browser failed."""

    slug = "browser"
    exit_code = 7
