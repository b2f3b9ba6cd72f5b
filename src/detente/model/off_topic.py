"""Documents kept and not read because they are on no dispute: the step that said so, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from collections.abc import Sequence

Lack = Literal["no-side", "no-matter", "too-little"]
GATE = "gate.v1"
REASONS: dict[Lack, str] = {
    "no-side": "off topic: no state, body or office holder is named",
    "no-matter": "off topic: no word of sanctions, arms, diplomacy or rule",
    "too-little": "off topic: too few words of sanctions, arms, diplomacy or rule for its length",
}


def gate_step(lack: Lack) -> str:
    """The name of the step as it stands in the reading of a document that the gate left unread."""
    return f"{GATE}+{lack}"


def off_topic(steps: Sequence[str]) -> str:
    """Why a document with these steps was left unread by the gate; "" where it was not."""
    lacks = {gate_step(lack): REASONS[lack] for lack in get_args(Lack)}
    return next((lacks[step] for step in steps if step in lacks), "")
