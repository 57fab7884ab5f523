"""The error tree. Every error that musnad raises on purpose is one of these.

    MusnadError
    ├── PageError            a page can't become an article
    │   ├── EmptyPage        nothing was given, or nothing is left after decoding
    │   ├── NotText          the bytes are no text (an image, an archive, an executable …)
    │   ├── PageTooLarge     more bytes than `MAX_PAGE_BYTES`
    │   ├── NoArticle        the page is readable but holds no main text
    │   └── NotArabic        the page is in another language
    ├── FetchError           an address can't be fetched, or may not be
    ├── ModelError           the model files are missing or don't fit together
    ├── RecordError          a stored record can't be read back
    ├── CorpusError          an annotated file is at fault; says file and line
    ├── AnnotationError      an annotation tool's project can't be read back; says file and place
    ├── SourceError          an archive or table of articles can't be read; says file and place
    ├── RunnerError          working processes or machines can't be started or reached
    ├── LakeError            a folder of Parquet files can't be read or written; says which file
    ├── LedgerError          a ledger can't do what was asked
    │   ├── NotALedger       the file or database is none of ours, or of a later version
    │   ├── LedgerBusy       somebody else is writing, for longer than we wait
    │   ├── LedgerFull       no room is left on the disk; nothing of the article was kept
    │   └── NoSuchRecord     no record has this id
    ├── ProofError           a ledger or a proof does not hold; says which record and why
    ├── ExportError          records can't be written in the form that was asked for
    └── MissingExtra         an optional library is needed; gives the install line

Each message says what came, what was expected and what to do.
"""

from __future__ import annotations


class MusnadError(Exception):
    """Base of all errors that musnad raises on purpose."""


class PageError(MusnadError):
    """A page can't become an article."""


class EmptyPage(PageError):  # noqa: N818 - named for what was found
    """Nothing was given, or nothing is left after decoding."""


class NotText(PageError):  # noqa: N818
    """The bytes are no text."""


class PageTooLarge(PageError):  # noqa: N818
    """More bytes than the limit."""


class NoArticle(PageError):  # noqa: N818
    """The page is readable but holds no main text."""


class NotArabic(PageError):  # noqa: N818
    """The page is in another language."""


class FetchError(MusnadError):
    """An address can't be fetched, or may not be.

    Attributes:
        status: what the server answered, if that was the trouble.
        retry_after: seconds that it asks us to wait.
    """

    def __init__(
        self, message: str, *, status: int | None = None, retry_after: float | None = None
    ) -> None:
        super().__init__(message)
        self.status = status
        self.retry_after = retry_after


class ModelError(MusnadError):
    """The model files are missing or don't fit together."""


class RecordError(MusnadError):
    """A stored record can't be read back."""


class CorpusError(MusnadError):
    """An annotated file is at fault; the message says file and line."""


class AnnotationError(MusnadError):
    """A project of an annotation tool can't be read back; the message says file and place."""


class SourceError(MusnadError):
    """An archive or table of articles can't be read; the message says file and place."""


class RunnerError(MusnadError):
    """Working processes or machines can't be started or reached."""


class LakeError(MusnadError):
    """A folder of Parquet files can't be read or written; the message says which file."""


class LedgerError(MusnadError):
    """A ledger can't do what was asked."""


class NotALedger(LedgerError):  # noqa: N818
    """The file or database is none of ours, or of a later version."""


class LedgerBusy(LedgerError):  # noqa: N818
    """Somebody else is writing, for longer than we wait."""


class LedgerFull(LedgerError):  # noqa: N818
    """No room is left on the disk; nothing of the article was kept."""


class NoSuchRecord(LedgerError):  # noqa: N818
    """No record has this id."""


class ProofError(MusnadError):
    """A ledger or a proof does not hold; the message says which record and why."""


class ExportError(MusnadError):
    """Records can't be written in the form that was asked for."""


class MissingExtra(MusnadError):  # noqa: N818
    """An optional library is needed; the message gives the install line."""

    def __init__(self, library: str, extra: str) -> None:
        super().__init__(
            f"{library} is not installed. It comes with an extra: pip install 'musnad[{extra}]'"
        )
