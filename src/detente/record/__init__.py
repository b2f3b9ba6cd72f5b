"""The record: documents, readings and their notes in one store. The only package that knows SQL.

``open_project`` gives a ``Record``; its ``view`` reads, its ``writer`` adds. No SQLAlchemy object leaves this package.
"""

from detente.record.changes import Change, changes
from detente.record.doctor import Finding, check, sound
from detente.record.filters import Filters
from detente.record.gathered import CarriageRow, ReportRow
from detente.record.gathering import Gathered
from detente.record.listed import DocumentRow, Hit, RunRow
from detente.record.lists import EditionRow
from detente.record.merges import Merge
from detente.record.searching import Found
from detente.record.selection import Selection
from detente.record.store import Record, open_project
from detente.record.verdicts import Verdict
from detente.record.verification import verify
from detente.record.view import View
from detente.record.writer import Added, Writer

__all__ = [
    "Added",
    "CarriageRow",
    "Change",
    "DocumentRow",
    "EditionRow",
    "Filters",
    "Finding",
    "Found",
    "Gathered",
    "Hit",
    "Merge",
    "Record",
    "ReportRow",
    "RunRow",
    "Selection",
    "Verdict",
    "View",
    "Writer",
    "changes",
    "check",
    "open_project",
    "sound",
    "verify",
]
