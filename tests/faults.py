"""A disk whose n-th call fails: everything below one folder, for as long as a block lasts."""

from __future__ import annotations

import _pyio  # type: ignore[import-not-found]  # Python's own, without stubs
import ctypes
import errno
import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import ParamSpec, TypeVar

import pytest

P = ParamSpec("P")
R = TypeVar("R")

BY_NAME = ("open", "rename", "mkdir", "unlink", "rmdir", "scandir", "listdir", "chmod")
BY_HANDLE = ("write", "fsync", "truncate")


class FaultyDisk:
    """Fails the n-th call, from 0, that opens, writes or changes something below a folder.

    Python's own files are opened by its reference implementation for that time, whose every step is
    a call that can fail. `calls` names what was called, in order; `met` says whether one failed;
    without `exchanges` it is a disk that cannot exchange two folders.
    """

    def __init__(self, folder: Path, *, fail: int, code: int, exchanges: bool = True) -> None:
        self.calls: list[str] = []
        self.met = False
        self._folder, self._left, self._code = str(folder), fail, code
        self._handles: set[int] = set()
        self._exchanges = exchanges

    @contextmanager
    def used(self) -> Iterator[FaultyDisk]:
        """This disk, in the place of the machine's."""
        with pytest.MonkeyPatch.context() as patch:
            for name in BY_NAME:
                patch.setattr(os, name, self._failing(name, getattr(os, name), self._is_named))
            for name in BY_HANDLE:
                patch.setattr(os, name, self._failing(name, getattr(os, name), self._is_held))
            patch.setattr(io, "open", _pyio.open)
            patch.setattr(ctypes, "CDLL", lambda *_, **__: self)
            yield self

    def renameat2(self, *paths: object) -> int:
        """The system's exchange of two folders, which answers by a number."""
        if not self._exchanges:
            ctypes.set_errno(errno.EINVAL)
            return -1
        try:
            self._count("exchange")
        except OSError:
            ctypes.set_errno(self._code)
            return -1
        answer: int = LIBC.renameat2(*paths)
        return answer

    def _failing(
        self, name: str, call: Callable[P, R], concerns: Callable[..., bool]
    ) -> Callable[P, R]:
        def called(*arguments: P.args, **named: P.kwargs) -> R:
            concerned = concerns(*arguments, **named)
            if concerned:
                self._count(name)
            answer = call(*arguments, **named)
            if name == "open" and isinstance(answer, int):
                (self._handles.add if concerned else self._handles.discard)(answer)
            return answer

        return called

    def _count(self, name: str) -> None:
        self.calls.append(name)
        self._left -= 1
        if self._left == -1:
            self.met = True
            raise OSError(self._code, os.strerror(self._code))

    def _is_named(self, path: object = ".", *_: object, **named: object) -> bool:
        within = isinstance(path, (str, Path)) and str(path).startswith(self._folder)
        return within or path in self._handles or named.get("dir_fd") in self._handles

    def _is_held(self, handle: object, *_: object) -> bool:
        return handle in self._handles


LIBC = ctypes.CDLL(None, use_errno=True)
