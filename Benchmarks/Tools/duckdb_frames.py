"""duckdb_frames.py FILE.parquet: what a dashboard would ask DuckDB for one frame, timed.

Reads questions on stdin, one JSON array a line, and answers each with one line: [{"seconds": [bucket, region, product, total],
"sales": n, "revenueMinor": n}, …]. A question is {"from": ms, "to": ms, "bucket": "1w", "regions": […], "excludedRegions": […],
"products": […], "excludedProducts": […]}. The table is in memory, names are enums, the statements are prepared, two threads.
The first line printed is DuckDB's version.
"""

import json
import re
import sys
import time

import duckdb

FIGURES = "count(*), count(*) FILTER (cents < 0), sum(cents)"
UNITS = {"s": "second", "m": "minute", "h": "hour", "d": "day", "w": "week", "M": "month", "y": "year"}


def condition(question):
    def names(column, field, word):
        if question[field]:
            listed = ", ".join("'" + name.replace("'", "''") + "'" for name in question[field])
            parts.append(f"{column} {word} ({listed})")

    parts = [f"time >= epoch_ms({question['from']})", f"time < epoch_ms({question['to']})"]
    names("region", "regions", "IN")
    names("region", "excludedRegions", "NOT IN")
    names("product", "products", "IN")
    names("product", "excludedProducts", "NOT IN")
    return " AND ".join(parts)


def bucket(text):
    count, unit = re.fullmatch(r"(\d+)(\w)", text).groups()
    if count == "1":
        return f"date_trunc('{UNITS[unit]}', time)"
    return f"time_bucket(INTERVAL '{count} {UNITS[unit]}', time)"


def statements(question):
    where = condition(question)
    yield f"SELECT {bucket(question['bucket'])} AS start, {FIGURES} FROM sales WHERE {where} GROUP BY start"
    yield f"SELECT region, {FIGURES} FROM sales WHERE {where} GROUP BY region"
    yield f"SELECT product, {FIGURES} FROM sales WHERE {where} GROUP BY product"
    yield f"SELECT {FIGURES} FROM sales WHERE {where}"


def main():
    database = duckdb.connect()
    database.execute("SET threads = 2")
    source = f"read_parquet('{sys.argv[1]}')"
    for column in ("region", "product"):
        database.execute(f"CREATE TYPE {column}_name AS ENUM (SELECT DISTINCT {column} FROM {source} ORDER BY 1)")
    database.execute(
        f"CREATE TABLE sales AS SELECT time, cents, CAST(region AS region_name) AS region,"
        f" CAST(product AS product_name) AS product FROM {source}"
    )
    print(duckdb.__version__, flush=True)
    for line in sys.stdin:
        answers = []
        for question in json.loads(line):
            seconds = []
            for number, statement in enumerate(statements(question)):
                database.execute(f"PREPARE q{number} AS {statement}")
                start = time.perf_counter()
                rows = database.execute(f"EXECUTE q{number}").fetchall()
                seconds.append(time.perf_counter() - start)
            answers.append({"seconds": seconds, "sales": rows[0][0], "revenueMinor": int(rows[0][2] or 0)})
        print(json.dumps(answers), flush=True)


main()
