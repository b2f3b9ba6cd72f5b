"""The policy gap of two sides towards a third: how much more of what the one does to it is hostile.

With p_X(T) the share of hostile acts among all one-sided acts of X towards T, the gap of A and B is G = logit p_B(T) - logit p_A(T): 0 where both are as
hostile, above 0 where B is the more hostile. Acts are those that took place; an act that several documents tell of counts once (``resolve.acts``); what the two do
together, a meeting or a joint drill, is not one-sided and left out. Hostile are PLOVER's two quad classes of conflict.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.analyse.cameo import mutual, quad_of
from detente.analyse.kept import found_once
from detente.analyse.uncertainty import Interval, log_odds_gap
from detente.resolve.acts import same_acts

if TYPE_CHECKING:
    from detente.analyse.view import View
    from detente.model.findings import Sourced
    from detente.model.reading import Event

MINIMUM_ACTS = 5
"""A gap is claimed from this many acts of each side on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conduct:
    """What a side did to another by itself: each act by its first report, hostile and not, oldest first."""

    hostile: tuple[Sourced[Event], ...] = ()
    friendly: tuple[Sourced[Event], ...] = ()

    @property
    def acts(self) -> int:
        """How many acts."""
        return len(self.hostile) + len(self.friendly)


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyGap:
    """Two sides' conduct towards a third; ``gap`` is ``None`` where one of them has too few acts."""

    left: Conduct
    right: Conduct
    gap: Interval | None


@found_once
def conducts(view: View) -> dict[tuple[str, str], Conduct]:
    """One-sided acts that took place, by the side that acted and the side acted on."""
    events = [s for s in view.events() if s.note.status == "actual" and s.note.recipients and not mutual(s.note)]
    found: dict[tuple[str, str], tuple[list[Sourced[Event]], list[Sourced[Event]]]] = {}
    for act in same_acts(events):
        event = act[0].note
        hostile = quad_of(event.type).endswith("conflict")
        for pair in sorted({(a.side, r.side) for a in event.actors for r in event.recipients if a.side and r.side}):
            if pair[0] != pair[1]:
                found.setdefault(pair, ([], []))[0 if hostile else 1].append(act[0])
    return {pair: Conduct(hostile=tuple(bad), friendly=tuple(good)) for pair, (bad, good) in sorted(found.items())}


def policy_gap(left: Conduct, right: Conduct, *, minimum_acts: int = MINIMUM_ACTS) -> PolicyGap:
    """Compares the conduct of two sides towards the same third."""
    enough = min(left.acts, right.acts) >= minimum_acts
    cells = (len(left.hostile), len(left.friendly)), (len(right.hostile), len(right.friendly))
    return PolicyGap(left=left, right=right, gap=log_odds_gap(*cells) if enough else None)
