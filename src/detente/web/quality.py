"""How good the reading is, as measured on articles read by hand: figures written into ``resources/web/quality.tsv`` by ``evals.docs``."""

from __future__ import annotations

from detente import resources

TABLE = "web/quality.tsv"


def measured() -> tuple[dict[str, str], ...]:
    """A row a layer: ``what``, ``check`` and ``tune`` (F1 on articles apart and on those misses were read in), ``people``."""
    return resources.rows(TABLE)
