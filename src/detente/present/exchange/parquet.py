"""Parquet files: a file a table, typed."""

from __future__ import annotations

import io
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from detente.errors import BadSetting

if TYPE_CHECKING:
    from detente.present.exchange.frames import Frame


def parquet(frame: Frame) -> bytes:
    """The bytes of a Parquet file.

    Raises:
        BadSetting: if pyarrow is not installed.
    """
    if find_spec("pyarrow") is None:
        raise BadSetting("Parquet needs pyarrow", cure="pip install 'detente[arrow]'")
    import pyarrow as pa
    from pyarrow import parquet as files

    kinds: dict[str, Any] = {
        "string": pa.string(), "integer": pa.int64(), "number": pa.float64(), "date": pa.date32(),
    }  # fmt: skip
    schema = pa.schema(
        [pa.field(c.name, kinds[c.type], metadata={"description": c.description}) for c in frame.columns]
    )
    columns = [
        pa.array([_whole(row[place]) for row in frame.rows], type=kinds[column.type])
        for place, column in enumerate(frame.columns)
    ]
    out = io.BytesIO()
    files.write_table(pa.Table.from_arrays(columns, schema=schema), out, compression="zstd")
    return out.getvalue()


def _whole(cell: Any) -> Any:
    """Text that UTF-8 can hold: half a surrogate pair becomes a question mark."""
    return cell.encode("utf-8", "replace").decode("utf-8") if isinstance(cell, str) else cell
