"""Every error Detente raises.

``DetenteError``
├── ``SkipItem``            one input cannot be read; it becomes a ``Failure`` row and the rest goes on
│   ├── ``Unreadable``      (also ``OSError``) the file cannot be opened or read
│   ├── ``Undecodable``     (also ``ValueError``) its bytes are no text of any known encoding, or binary
│   ├── ``Empty``           (also ``ValueError``) it holds no text
│   ├── ``TooLarge``        (also ``ValueError``) it is over a size limit
│   ├── ``TooSlow``         (also ``TimeoutError``) it took longer than its time limit
│   ├── ``Changed``         (also ``OSError``) it changed while it was read
│   └── ``Malformed``       (also ``ValueError``) its format is broken
├── ``AbortRun``            the whole run stops; what was committed stays
│   ├── ``ProjectMissing``  (also ``FileNotFoundError``) there is no project where one was named
│   ├── ``ProjectExists``   (also ``FileExistsError``) there is one already
│   ├── ``RecordBroken``    (also ``RuntimeError``) the store fails its own checks
│   ├── ``DiskFull``        (also ``OSError``) nothing more can be written
│   └── ``NotWritable``     (also ``PermissionError``) the record or its folder may not be written
├── ``UnknownPlugin``       (also ``LookupError``) no step of that name
├── ``UnknownId``           (also ``LookupError``) no note, document or edition of that id
└── ``BadSetting``          (also ``ValueError``) a setting's value is off

Each keeps its values as attributes and says the cure in its text.
"""

from __future__ import annotations


class DetenteError(Exception):
    """The root of all errors of Detente.

    Attributes:
        what: what went wrong, in a clause.
        cure: what the user can do about it, in a clause.
    """

    def __init__(self, what: str, *, cure: str = "") -> None:
        super().__init__(f"{what}; {cure}" if cure else what)
        self.what = what
        self.cure = cure


class SkipItem(DetenteError):
    """One input cannot be read; it becomes a failure and the rest goes on.

    Attributes:
        origin: the path or address of the input.
    """

    def __init__(self, what: str, *, origin: str = "", cure: str = "") -> None:
        super().__init__(f"{origin}: {what}" if origin else what, cure=cure)
        self.what = what
        self.origin = origin


class Unreadable(SkipItem, OSError):
    """The file cannot be opened or read."""


class Undecodable(SkipItem, ValueError):
    """The bytes are no text of any known encoding, or are binary."""


class Empty(SkipItem, ValueError):
    """The input holds no text."""


class TooLarge(SkipItem, ValueError):
    """The input is over a size limit."""


class TooSlow(SkipItem, TimeoutError):
    """The input took longer than its time limit."""


class Changed(SkipItem, OSError):
    """The file changed while it was read."""


class Malformed(SkipItem, ValueError):
    """The input's format is broken."""


class AbortRun(DetenteError):
    """The whole run stops; what was committed stays."""


class ProjectMissing(AbortRun, FileNotFoundError):
    """There is no project where one was named."""


class ProjectExists(AbortRun, FileExistsError):
    """There is a project already where a new one was to be made."""


class RecordBroken(AbortRun, RuntimeError):
    """The store fails its own checks."""


class DiskFull(AbortRun, OSError):
    """Nothing more can be written."""


class NotWritable(AbortRun, PermissionError):
    """The record or its folder may not be written."""


class UnknownPlugin(DetenteError, LookupError):
    """No step of that name is known."""


class UnknownId(DetenteError, LookupError):
    """No note, document or edition has that id."""


class BadSetting(DetenteError, ValueError):
    """A setting's value is off."""
