"""sums.py ADDRESS: what the store at mongodb://host:port/database holds, summed by pymongo and Python, as JSON.

{"sales": SUM, "rollups": {LEVEL: SUM}, "cells": {LEVEL: SUM}, "foreign": COUNT, "ids": COUNT}
with SUM {"sales": COUNT, "refunds": COUNT, "revenueMinor": INTEGER}; LEVEL second, minute, hour, day. `rollups` sums the documents'
own totals, `cells` what they are made of. Documents that salestop does not write are only counted.
Nothing is summed by the server: Python's integers have no end.
"""

import json
import sys

import pymongo
from pymongo.uri_parser import parse_uri

address = sys.argv[1]
client = pymongo.MongoClient(address, serverSelectionTimeoutMS=10_000, socketTimeoutMS=60_000)
database = client[parse_uri(address)["database"]]


def zero():
    return {"sales": 0, "refunds": 0, "revenueMinor": 0}


def add(total, sales, refunds, revenue):
    total["sales"] += sales
    total["refunds"] += refunds
    total["revenueMinor"] += revenue


def is_whole(number):
    return isinstance(number, int) and not isinstance(number, bool)


def is_sale(document):
    return (
        isinstance(document["_id"], str)
        and all(is_whole(document.get(field)) for field in ("amountMinor", "partition", "offset"))
        and all(isinstance(document.get(field), str) for field in ("product", "region", "currency"))
    )


def is_rollup(document):
    return (
        document.get("level") in ("second", "minute", "hour", "day")
        and all(is_whole(document.get(field)) for field in ("through", "sales", "refunds", "revenueMinor"))
        and isinstance(document.get("cells"), list)
    )


sums = {"sales": zero(), "rollups": {}, "cells": {}, "foreign": 0}
ids = set()
for sale in database["sales"].find(batch_size=5000):
    if not is_sale(sale):
        sums["foreign"] += 1
        continue
    ids.add(sale["_id"])
    add(sums["sales"], 1, 1 if sale["amountMinor"] < 0 else 0, sale["amountMinor"])
for rollup in database["rollups"].find(batch_size=500):
    if not is_rollup(rollup):
        sums["foreign"] += 1
        continue
    level = rollup["level"]
    add(sums["rollups"].setdefault(level, zero()), rollup["sales"], rollup["refunds"], rollup["revenueMinor"])
    for cell in rollup["cells"]:
        add(sums["cells"].setdefault(level, zero()), cell["sales"], cell["refunds"], cell["revenueMinor"])
sums["ids"] = len(ids)
print(json.dumps(sums))
