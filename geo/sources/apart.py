"""Read files of strangers in a process apart, with limits of time and memory.

A file that crashes it, hangs it or fills its memory costs one sentence. One process serves a whole pile and
is started anew after a failure; it gets ready while the caller prepares.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from geo.errors import InputError
from geo.model.notes import Note
from geo.settings import IntakeSettings
from geo.sources.reader_process import FailedError, ReaderProcess, waiting

log = logging.getLogger(__name__)

MODULE: Final = "geo.sources.reading"


class Apart:
    """Reads files of one kind, one after the other, in a process apart; given by `reading_apart`."""

    def __init__(self, kind: str, module: str) -> None:
        self._kind, self._module = kind, module
        self._process: ReaderProcess | None = waiting(module).take()

    def read_all(
        self, files: Sequence[Path], limits: IntakeSettings, *, called: str = "", **options: Any
    ) -> list[Any]:
        """Read every file of a pile, and return what each reader returned.

        Parameters
        ----------
        limits : seconds and megabytes for one file
        called : what a file is called that fails to be read, where that is not its own name
        **options : of the reader, the same for all files

        Raises
        ------
        InputError : of the file that was refused; of several, how many, which, and why the first
        """
        read = self.read_each(files, limits, called=called, **options)
        faults = [(Path(file).name, one) for file, one in zip(files, read, strict=True) if _is_fault(one)]
        if len(faults) == 1:
            raise faults[0][1]
        if faults:
            names = ", ".join(name for name, _ in faults)
            first = _as_note(faults[0][1])
            raise InputError("source-several-refused", file=names, count=len(faults), first=first)
        return read

    def read_each(
        self, files: Sequence[Path], limits: IntakeSettings, *, called: str = "", **options: Any
    ) -> list[Any]:
        """Read every file of a pile, and return what each reader returned, or the InputError that refuses it.

        Parameters as `read_all` has them.
        """
        out: list[Any] = []
        told = False
        for file in files:
            told = told and self._process is not None
            try:
                out.append(self._read(Path(file), limits, None if told else options))
            except FailedError as failure:
                fault = _refusal(failure.how, called or Path(file).name, limits)
                fault.__cause__ = failure
                out.append(fault)
            except InputError as fault:
                out.append(fault)
            told = True
        return out

    def _read(self, file: Path, limits: IntakeSettings, options: dict[str, Any] | None) -> Any:
        """Read one file; options where the process was not told them before."""
        process = self._process = self._process or waiting(self._module).take()
        try:
            if options is not None:
                process.send(("shared", limits.reader_mb, options), limits)
            process.send((self._kind, file, None), limits)
            told = process.answer(limits.reader_s, limits.reader_mb)
        except FailedError:
            process.end()
            self._process = None
            raise
        if "read" in told:
            return told["read"]
        if "refused" in told:
            raise told["refused"]
        if "broke" in told:
            log.error("the reader of %s broke: %s", self._kind, told["broke"])
        raise FailedError("full" if "full" in told else "broke")

    def close(self) -> None:
        """Let the process wait for the next pile."""
        if self._process is not None:
            waiting(self._module).put(self._process)
            self._process = None


@contextmanager
def reading_apart(kind: str, *, module: str = MODULE) -> Iterator[Apart]:
    """Give a reader of a kind of file (see `geo.sources.reading.READERS`) in a process apart.

    Parameters
    ----------
    module : what the process runs, where it is other than `geo.sources.reading`
    """
    apart = Apart(kind, module)
    try:
        yield apart
    finally:
        apart.close()


def _is_fault(read: Any) -> bool:
    return isinstance(read, InputError)


def _refusal(how: str, name: str, limits: IntakeSettings) -> InputError:
    """Say what became of the process: slow, full, died or broke."""
    limit = {"slow": round(limits.reader_s), "full": round(limits.reader_mb)}
    return InputError(f"source-reader-{how}", file=name, **({"limit": limit[how]} if how in limit else {}))


def _as_note(fault: InputError) -> Note:
    args = dict(fault.args_)
    if "rule" in args:
        args["rule"] = Note(str(args["rule"]), args.pop("rule_args", {}))  # type: ignore[arg-type]
    return Note(fault.key, args)
