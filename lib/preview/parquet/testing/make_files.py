"""Writes the Parquet files of the tests, and beside each what pyarrow reads from it.

    python -m venv venv && venv/bin/pip install pyarrow==26.0.1 pandas==3.1.1 polars==2.1.0 duckdb==2.0.1
    venv/bin/python lib/preview/parquet/testing/make_files.py

Run it again only to add files: their bytes differ by the version of the writer, and the tests hold for those that are here.
"""

import datetime as dt
import decimal
import json
import pathlib
import uuid

import duckdb
import numpy
import polars
import pyarrow as pa
import pyarrow.parquet as pq

here = pathlib.Path(__file__).parent
D = decimal.Decimal
utc = dt.timezone.utc


def types() -> pa.Table:
    return pa.table(
        {
            "bool": pa.array([True, False, None]),
            "int8": pa.array([-128, 127, None], pa.int8()),
            "uint32": pa.array([0, 4294967295, None], pa.uint32()),
            "int64": pa.array([-9223372036854775808, 9007199254740993, None], pa.int64()),
            "uint64": pa.array([0, 18446744073709551615, None], pa.uint64()),
            "float16": pa.array([0.5, -65504.0, None], pa.float16()),
            "float": pa.array([0.1, 3.4e38, None], pa.float32()),
            "double": pa.array([0.1, float("nan"), None], pa.float64()),
            "string": pa.array(["Zürich", "", None]),
            "dictionary": pa.array(["a", "b", None]).dictionary_encode(),
            "binary": pa.array([b"\x00\xff", b"plain", None], pa.binary()),
            "date": pa.array([dt.date(1582, 10, 15), dt.date(9999, 12, 31), None]),
            "time": pa.array([dt.time(23, 59, 59, 999999), dt.time(0, 0), None], pa.time64("us")),
            "stamp": pa.array([1, -1, None], pa.timestamp("ns")),
            "stamp_utc": pa.array(
                [dt.datetime(2024, 2, 29, 12, 0, 0, 250000, utc), dt.datetime(1969, 12, 31, 23, 59, 59, 0, utc), None],
                pa.timestamp("us", "UTC"),
            ),
            "decimal": pa.array([D("-0.01"), D("12345678901234567890123456.78"), None], pa.decimal128(38, 2)),
            "uuid": pa.array([uuid.UUID(int=1).bytes, uuid.UUID(int=2**128 - 1).bytes, None], pa.uuid()),
            "nothing": pa.array([None, None, None], pa.null()),
        }
    )


def nested() -> pa.Table:
    return pa.table(
        {
            "id": pa.array([1, 2, 3, 4]),
            "list": pa.array([[1, 2], [], None, [None, 9007199254740993]], pa.list_(pa.int64())),
            "lists": pa.array([[["a"], []], None, [None], [["b", "c"]]], pa.list_(pa.list_(pa.string()))),
            "struct": pa.array(
                [{"x": 1, "y": "one"}, None, {"x": None, "y": "three"}, {"x": 4, "y": None}],
                pa.struct([("x", pa.int32()), ("y", pa.string())]),
            ),
            "map": pa.array([[("k", 1)], [], None, [("a", 1), ("b", None)]], pa.map_(pa.string(), pa.int32())),
            "structs": pa.array(
                [[{"when": dt.date(2024, 1, 1)}], [], None, [{"when": None}]],
                pa.list_(pa.struct([("when", pa.date32())])),
            ),
        }
    )


def many(rows: int) -> pa.Table:
    return pa.table(
        {
            "n": pa.array(range(rows)),
            "half": pa.array([n / 2 if n % 3 else None for n in range(rows)]),
            "word": pa.array([f"word {n % 7}" for n in range(rows)]),
            "flag": pa.array([n % 2 == 0 for n in range(rows)]),
            "parts": pa.array([list(range(n % 4)) for n in range(rows)]),
        }
    )


def cell(value, kind) -> "str | None":
    """What the grid is to show, by Python's own types."""
    if value is None:
        return None
    if pa.types.is_nested(kind):
        return json.dumps(plain(value, kind), ensure_ascii=False, separators=(",", ":"))
    if isinstance(value, bool):
        return str(value).lower()
    if pa.types.is_timestamp(kind):
        return stamp(value, kind)
    if isinstance(value, float):
        if value != value:
            return "NaN"
        text = repr(value) if not pa.types.is_float32(kind) else str(numpy.float32(value))
        return text.removesuffix(".0")
    if isinstance(value, dt.time):
        return value.isoformat().rstrip("0") if value.microsecond else value.isoformat()
    if isinstance(value, bytes):
        return f"0x{value.hex()}" if b"\0" in value else value.decode()
    return str(value)


def stamp(value, kind) -> str:
    text = value.strftime("%Y-%m-%d %H:%M:%S")
    nanos = getattr(value, "nanosecond", 0) + value.microsecond * 1000
    return text + (f".{nanos:09d}".rstrip("0") if nanos else "") + ("Z" if kind.tz else "")


def plain(value, kind):
    if value is None:
        return None
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        return [plain(one, kind.value_type) for one in value]
    if pa.types.is_map(kind):
        return {key: plain(one, kind.item_type) for key, one in value}
    if pa.types.is_struct(kind):
        return {field.name: plain(value[field.name], field.type) for field in kind}
    if isinstance(value, int) and not isinstance(value, bool):
        return value if abs(value) < 2**53 else str(value)
    return value if isinstance(value, (str, bool)) else str(value)


def tell(name: str, shown: int = 100) -> None:
    """Beside the file: what pyarrow reads from it."""
    table = pq.read_table(here / f"{name}.parquet")
    columns = []
    for field in table.schema:
        values = table.column(field.name).slice(0, shown)
        columns.append({"name": field.name, "cells": [cell(value, field.type) for value in values.to_pylist()]})
    told = {"total": table.num_rows, "columns": columns}
    (here / f"{name}.json").write_text(json.dumps(told, ensure_ascii=False) + "\n")


def write(name: str, table: pa.Table, **options) -> None:
    pq.write_table(table, here / f"{name}.parquet", **options)
    tell(name)


write("types", types())
write("types-v2", types(), data_page_version="2.0", version="2.6", use_dictionary=False)
write("nested", nested())
write("nested-v2", nested(), data_page_version="2.0")
for codec in ["none", "snappy", "gzip", "brotli", "zstd", "lz4"]:
    write(f"codec-{codec}", many(120), compression=codec)
# Pages of a few rows, and row groups of fewer than are shown.
write("small-pages", many(300), data_page_size=64, write_batch_size=8, dictionary_pagesize_limit=64)
write("small-groups", many(130), row_group_size=7)
write("no-rows", types().slice(0, 0))
write(
    "encodings",
    pa.table({"n": pa.array(range(150)), "text": pa.array([f"row {n}" for n in range(150)]), "x": pa.array([n / 8 for n in range(150)])}),
    use_dictionary=False,
    column_encoding={"n": "DELTA_BINARY_PACKED", "text": "DELTA_BYTE_ARRAY", "x": "BYTE_STREAM_SPLIT"},
)
write("int96", pa.table({"stamp": pa.array([1, -1, None], pa.timestamp("ns"))}), use_deprecated_int96_timestamps=True)

# One value that unpacks to more than a page may, in some kilobytes; beside it a column that is read all the same.
bomb = pa.table({"id": pa.array([1]), "bomb": pa.array(["a" * 100_000_000])})
pq.write_table(bomb, here / "bomb.parquet", compression="zstd", write_statistics=False)

polars.from_arrow(many(150)).write_parquet(here / "polars.parquet")
tell("polars")
source = many(150)
duckdb.sql("copy source to '%s' (format parquet)" % (here / "duckdb.parquet"))
tell("duckdb")
