"""TPC-H's line items at scale 1 as sales: brand as product, the customer's nation as region, the ship date as time, and
extendedprice × (1 − discount) as amount. A ship date has no time of day; one is made from the line's key. In order of time, and
with ids in that order, as a producer would send them.

tpch.py make FILE.parquet                makes them
tpch.py csv FILE.parquet EVERY OUT.csv   writes every so manieth as CSV, and prints how many
"""

import os
import subprocess
import sys
import tempfile

import duckdb

SALES = """
    COPY (
      SELECT l_shipdate + to_seconds((l_orderkey * 40503 + l_linenumber * 7919) % 86400) AS time,
        CAST(round(l_extendedprice * (1 - l_discount) * 100) AS BIGINT) AS cents, p_brand AS product, n_name AS region
      FROM '{0}/lineitem.parquet' JOIN '{0}/orders.parquet' ON l_orderkey = o_orderkey
        JOIN '{0}/customer.parquet' ON o_custkey = c_custkey JOIN '{0}/nation.parquet' ON c_nationkey = n_nationkey
        JOIN '{0}/part.parquet' ON l_partkey = p_partkey
      ORDER BY time, l_orderkey, l_linenumber
    ) TO '{1}' (FORMAT parquet, COMPRESSION zstd)
"""

CSV = """
    COPY (
      SELECT 'tpch-' || lpad(CAST(file_row_number AS VARCHAR), 9, '0') AS id, strftime(time, '%Y-%m-%dT%H:%M:%SZ') AS time,
        (cents // 100) || '.' || lpad(CAST(cents % 100 AS VARCHAR), 2, '0') AS amount, product, region
      FROM read_parquet('{0}', file_row_number = true) WHERE file_row_number % {1} = 0 ORDER BY file_row_number
    ) TO '{2}' (FORMAT csv, HEADER)
"""


def make(file):
    with tempfile.TemporaryDirectory(dir=os.path.dirname(file)) as folder:
        generator = os.path.join(os.path.dirname(sys.executable), "tpchgen-cli")
        tables = "lineitem,orders,customer,nation,part"
        subprocess.run([generator, "parquet", "-s", "1", "-T", tables, "-o", folder], check=True, stdout=sys.stderr)
        database(folder).execute(SALES.format(folder, file + ".new"))
    os.rename(file + ".new", file)


def csv(file, every, out):
    print(database(os.path.dirname(file)).execute(CSV.format(file, int(every), out)).fetchone()[0])


def database(folder):
    connection = duckdb.connect()
    connection.execute(f"SET threads = 2; SET memory_limit = '2GB'; SET temp_directory = '{folder}/spill'")
    return connection


if __name__ == "__main__":
    {"make": make, "csv": csv}[sys.argv[1]](*sys.argv[2:])
