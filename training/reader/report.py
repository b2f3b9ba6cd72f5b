"""What is measured of a trained reader: by layer, by style, its chances against what came true, and its learning curve."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from detente.extract.learned.joining import Limits
from detente.model.reading import LAYERS
from evals.actors import scorer
from training.reader.tune import ALONE, ASK, counts, figures

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from detente.model.reading import Layer
    from training.reader.tune import Case, Chosen

FIGURES = Path(__file__).with_name("figures.json")
BINS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


def measured(tested: Sequence[Case], chosen: Mapping[Layer, Chosen]) -> dict[str, Any]:
    """The figures of a reader on held-out texts, as they stand in figures.json."""
    score = scorer()
    styles: dict[str, list[Case]] = defaultdict(list)
    for case in tested:
        styles[case.style].append(case)
    return {
        "texts": len(tested),
        "disputes": len({case.dispute for case in tested}),
        "layers": {
            layer: {"joined": row.both, "reader": row.reader, "grammar": row.grammar} for layer, row in chosen.items()
        },
        "styles": {
            style: {layer: figures(*counts(score, some, layer, chosen[layer].limits))[2] for layer in LAYERS}
            | {"texts": len(some)}
            for style, some in sorted(styles.items())
        },
        "calibration": {layer: _calibration(score, tested, layer) for layer in LAYERS},
    }


def _calibration(score: Any, tested: Sequence[Case], layer: Layer) -> list[tuple[float, float, int]]:
    """For each band of weights its upper end, the share of notes that are right, and how many there are."""
    sums = [counts(score, tested, layer, Limits({"": low}, {"": ALONE}, ask=ASK[layer])) for low in (0.1, *BINS[:-1])]
    sums.append((0, 0, 0))
    bands = []
    for upper, here, above in zip(BINS, sums[:-1], sums[1:], strict=True):
        found = here[2] - above[2]
        if found > 0:
            bands.append((upper, round(max(0, here[0] - above[0]) / found, 3), found))
    return bands


def keep(name: str, value: Any) -> None:
    """Writes one part of figures.json."""
    known = json.loads(FIGURES.read_text()) if FIGURES.exists() else {}
    known[name] = value
    FIGURES.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n")
