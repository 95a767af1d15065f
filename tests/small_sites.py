"""Sites of a few pages that all say one word, for what happens while they are published."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from program import ROOT

from report_builder.publish import MARKER, replacing

PAGES = 15
# Builds a site of pages that all say the same word; slowly enough to be shot at.
BUILDER = f"""
PAGES = {PAGES}
import sys, time
from pathlib import Path
from report_builder.publish import replacing
output, word, pause = Path(sys.argv[1]), sys.argv[2], float(sys.argv[3])
with replacing(output, patience=float(sys.argv[4])) as staging:
    print("building", flush=True)
    for page in range(PAGES):
        (staging / f"{{page}}.html").write_text(word)
        time.sleep(pause)
"""

# Begins a build whose engine, a process of its own, is still at work when the build is killed.
ORPHANING = """
import subprocess, sys, time
from pathlib import Path
from report_builder.publish import replacing
with replacing(Path(sys.argv[1])) as staging:
    subprocess.run([sys.executable, "-c", sys.argv[2], str(staging)], close_fds=False)
"""


def rightless() -> tuple[str, ...] | None:
    """What makes a process heed the rights of files: nothing for most, a wrapper for root."""
    if sys.platform == "win32" or os.geteuid():
        return () if sys.platform != "win32" else None
    words = ("setpriv", "--bounding-set=-dac_override,-dac_read_search")
    tried = shutil.which("setpriv") and subprocess.run([*words, "true"], check=False)  # noqa: S603
    return words if tried and tried.returncode == 0 else None


RIGHTLESS = rightless()
"""None where a process cannot be made to heed the rights of files."""


def build(output: Path, word: str, pages: int = PAGES) -> None:
    with replacing(output) as staging:
        (staging / "assets").mkdir()
        for page in range(pages):
            (staging / f"{page}.html").write_text(word)


def start(
    output: Path,
    word: str,
    pause: float,
    *,
    patience: float = 60,
    around: tuple[str, ...] = (),
) -> subprocess.Popen[str]:
    command = [*around, sys.executable, "-c", BUILDER, str(output), word, str(pause), str(patience)]
    return subprocess.Popen(  # noqa: S603 - our own words
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def words(output: Path, count: int = PAGES) -> set[str]:
    """What the pages of a site say: one word when it is whole."""
    pages = sorted(output.glob("*.html"))
    assert len(pages) == count
    assert (output / MARKER).is_file()
    return {page.read_text() for page in pages}


def beside(output: Path) -> list[str]:
    return sorted(path.name for path in output.parent.iterdir() if path != output)
