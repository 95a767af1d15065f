"""Write the example again: the same invented answers, to the byte.

Run it from anywhere, with the package installed: python examples/meridian/make_example.py
"""

from __future__ import annotations

from pathlib import Path

from report_builder.demo import demo_files
from survey.questionnaire_file import load_questionnaire

if __name__ == "__main__":
    for name, content in demo_files(load_questionnaire()).items():
        (Path(__file__).parent / name).write_bytes(content)
