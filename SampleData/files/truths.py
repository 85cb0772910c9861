#!/usr/bin/env python3
"""Works out what the sample files hold, with nothing of salestop: a function for each recipe states in code which sale
a row is. `truths.py` prints the truths, `--write` writes them beside the files, and `--check` ends with 1 where a truth
is not what its file holds.
"""

import csv
import io
import json
import sys
from collections import Counter, defaultdict
from datetime import datetime, timezone
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from pathlib import Path
from zoneinfo import ZoneInfo

HERE = Path(__file__).parent
CENT = Decimal("0.01")


class Rejected(Exception):
    """A row that should be a sale and cannot be one; its text is salestop's code for the reason."""


# The rules. Each takes a row and returns its sale as (time, amount, product, region), or None for a row to leave out.


def shopify_orders(row, order):
    """`order` is the first row of the same order: later rows leave its cells blank."""
    of_order = lambda column: row[column] or order[column]
    if of_order("Financial Status") in ("pending", "voided", "expired", "refunded"):
        return None
    same_currency(of_order("Currency"), "USD")
    amount = number(row["Lineitem quantity"]) * number(row["Lineitem price"])
    time = moment(of_order("Created at"), "%Y-%m-%d %H:%M:%S %z")
    return time, amount, row["Lineitem name"], of_order("Shipping Country") or "(none)"


def square_items(row):
    if row["Event Type"] not in ("Payment", "Refund"):
        return None
    time = moment(row["Date"] + " " + row["Time"], "%Y-%m-%d %H:%M:%S", "America/New_York")
    return time, number(row["Net Sales"]), row["Item"] or "(none)", row["Location"] or "(none)"


def stripe_charges(row):
    if row["Status"] not in ("Paid", "Refunded"):
        return None
    same_currency(row["Currency"], "EUR")
    amount = number(row["Amount"]) - number(row["Amount Refunded"] or "0")
    time = moment(row["Created date (UTC)"], "%Y-%m-%d %H:%M:%S", "UTC")
    return time, amount, row["Description"] or "(none)", "(none)"


def stripe_balance(row):
    kept = ("charge", "charge_failure", "partial_capture_reversal", "refund", "refund_failure")
    if row["reporting_category"] not in kept:
        return None
    same_currency(row["currency"], "EUR")
    time = moment(row["created_utc"], "%Y-%m-%d %H:%M:%S", "UTC")
    return time, number(row["gross"]), row["description"] or "(none)", "(none)"


def woocommerce_orders(row):
    if row["Status"] in ("pending", "failed", "cancelled", "trash", "checkout-draft"):
        return None
    product = row["Product(s)"] or "(none)"
    if row["Items sold"] in ("1", "-1"):
        product = product.removeprefix("-").removeprefix("1× ")
    time = moment(row["Date"], "%Y-%m-%d %H:%M:%S", "Europe/London")
    return time, number(row["Net Sales"]), product, "(none)"


def paypal_activity(row):
    gross = number(row["Gross"])
    received = gross > 0 and row["Type"].endswith("Payment")
    given_back = gross < 0 and row["Type"] in ("Payment Refund", "Payment Reversal")
    if row["Status"] != "Completed" or not (received or given_back):
        return None
    same_currency(row["Currency"], "USD")
    offset = {"PDT": "-0700", "PST": "-0800"}[row["TimeZone"]]
    time = moment(f"{row['Date']} {row['Time']} {offset}", "%m/%d/%Y %H:%M:%S %z")
    return time, gross, row["Item Title"] or "(none)", row["Country"] or "(none)"


def etsy_items(row):
    same_currency(row["Currency"], "USD")
    amount = number(row["Item Total"]) - number(row["Discount Amount"] or "0")
    return moment(row["Sale Date"], "%m/%d/%y", "UTC"), amount, row["Item Name"], row["Ship Country"] or "(none)"


def ebay_orders(row, record):
    """`record` is the first row of the same sales record: the items of an order leave its country blank."""
    if not any(list(row.values())[3:]):
        # The lines at the end have too few cells to be rows.
        raise Rejected("not_a_sale")
    if not row["Item Number"]:
        return None
    amount = number(row["Quantity"]) * number(row["Sold For"])
    region = row["Ship To Country"] or record["Ship To Country"] or "(none)"
    return moment(row["Sale Date"], "%b-%d-%y", "UTC"), amount, row["Item Title"], region


def amazon_orders(row):
    if row["type"] not in ("Order", "Refund"):
        return None
    text = row["date/time"].replace("PDT", "-0700").replace("PST", "-0800")
    time = moment(text, "%b %d, %Y %I:%M:%S %p %z")
    return time, number(row["product sales"]), row["description"], row["marketplace"] or "(none)"


def shopify_order_json(item, order):
    if order["financial_status"] in ("pending", "voided", "expired", "refunded"):
        return None
    same_currency(order["currency"], "GBP")
    amount = item["quantity"] * number(item["price"])
    region = (order["shipping_address"] or {}).get("country_code") or "(none)"
    return moment(order["created_at"], "%Y-%m-%dT%H:%M:%S%z"), amount, item["title"], region


def square_json(payment):
    if payment["status"] != "COMPLETED":
        return None
    money = payment["amount_money"]
    same_currency(money["currency"], "USD")
    cents = number(money["amount"]) - payment.get("refunded_money", {"amount": 0})["amount"]
    time = moment(payment["created_at"], "%Y-%m-%dT%H:%M:%S.%f%z")
    return time, cents / 100, payment.get("note") or "(none)", payment["location_id"]


def stripe_json(charge):
    if charge["status"] != "succeeded" or not charge["captured"]:
        return None
    same_currency(charge["currency"], "USD")
    cents = number(charge["amount"]) - charge["amount_refunded"]
    if charge["created"] is None:
        raise Rejected("missing_field")
    time = datetime.fromtimestamp(charge["created"], timezone.utc)
    region = charge["billing_details"]["address"]["country"] or "(none)"
    return time, cents / 100, charge["description"] or "(none)", region


def superstore(row):
    amount = number(row["Sales"]).quantize(CENT, ROUND_HALF_UP)
    return moment(row["Order Date"], "%m/%d/%Y", "UTC"), amount, row["Product Name"], row["Region"]


def online_retail(row):
    if number(row["UnitPrice"]) <= 0 or row["InvoiceNo"].startswith("A"):
        return None
    amount = number(row["Quantity"]) * number(row["UnitPrice"])
    time = moment(row["InvoiceDate"], "%m/%d/%Y %H:%M", "Europe/London")
    return time, amount, row["Description"], row["Country"]


def till(row):
    if row["Artikel"] == "Tagesabschluss":
        return None
    german = lambda text: number(text.replace(".", "").replace(",", "."))
    amount = german(row["Menge"]) * german(row["Preis EUR"]) - german(row["Rabatt EUR"] or "0")
    time = moment(row["Zeitpunkt"], "%d.%m.%Y %H:%M", "Europe/Berlin")
    return time, amount, row["Artikel"], "Laden"


def number(value):
    """A cell as an exact number: $ and grouping may be there."""
    text = "" if value is None else str(value).replace("$", "").replace(",", "").strip()
    if text.lower() in ("", "n/a", "--"):
        raise Rejected("missing_field")
    try:
        return Decimal(text)
    except InvalidOperation:
        raise Rejected("wrong_type") from None


def moment(text, form, zone=None):
    """A cell as a moment in UTC; `zone` is for forms without an offset."""
    if not text:
        raise Rejected("missing_field")
    try:
        local = datetime.strptime(text, form)
    except ValueError:
        raise Rejected("bad_time") from None
    return (local.replace(tzinfo=ZoneInfo(zone)) if zone else local).astimezone(timezone.utc)


def same_currency(code, wanted):
    if code.upper() != wanted:
        raise Rejected("currency")


def table(name, delimiter=",", encoding="utf-8-sig", begins=None):
    """The rows of a CSV file, blank ones aside. `begins` is the header's first name where other lines stand before it.
    A row that is too short has blanks at its end; in place of one that is too long comes None.
    """
    text = (HERE / name).read_bytes().decode(encoding)
    lines = [cells for cells in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if any(cells)]
    while begins and lines[0][0] != begins:
        del lines[0]
    header = lines.pop(0)
    for cells in lines:
        cells += [""] * (len(header) - len(cells))
        yield dict(zip(header, cells)) if len(cells) == len(header) else None


def with_first(rows, key):
    """Each row with the first row that has the same `key`."""
    first = {}
    return [(row, first.setdefault(row[key], row)) for row in rows]


def objects(name):
    """The objects of a file: a list, or one after the other."""
    text, decoder, found = (HERE / name).read_text(encoding="utf-8").strip(), json.JSONDecoder(), []
    while text:
        value, end = decoder.raw_decode(text)
        found += value if isinstance(value, list) else [value]
        text = text[end:].lstrip()
    return found


def truth(recipe, currency, rule, rows, zone=None):
    """What the file of a recipe holds. `zone` is that of times without one: a flag to open the file with."""
    sales, left_out, rejected, count = [], 0, Counter(), 0
    for row in rows:
        count += 1
        try:
            if row is None:
                raise Rejected("not_a_sale")
            sale = rule(*row) if isinstance(row, tuple) else rule(row)
            if sale is None:
                left_out += 1
                continue
            if sale[1] != sale[1].quantize(CENT):
                raise Rejected("amount_precision")
            sales.append(sale)
        except Rejected as problem:
            rejected[str(problem)] += 1
    products, regions = defaultdict(Decimal), defaultdict(Decimal)
    for _, amount, product, region in sales:
        products[product] += amount
        regions[region] += amount
    top = sorted(products.items(), key=lambda entry: (-entry[1], entry[0]))[:3]
    times = sorted(time.strftime("%Y-%m-%dT%H:%M:%SZ") for time, *_ in sales)
    return {
        "recipe": recipe,
        "options": {"currency": currency} | ({"time-zone": zone} if zone else {}),
        "rows": count,
        "sales": len(sales),
        "refunds": sum(amount < 0 for _, amount, *_ in sales),
        "leftOut": left_out,
        "rejected": dict(sorted(rejected.items())),
        "currency": currency,
        "total": str(sum(amount for _, amount, *_ in sales).quantize(CENT)),
        "byProduct": {product: str(amount.quantize(CENT)) for product, amount in top},
        "byRegion": {region: str(amount.quantize(CENT)) for region, amount in sorted(regions.items())},
        "first": times[0],
        "last": times[-1],
    }


def truths():
    """The truth of each file."""
    shopify = with_first(table("shopify-orders.csv"), "Name")
    ebay = with_first(table("ebay-orders.csv", begins="Sales Record Number"), "Sales Record Number")
    amazon = table("amazon-orders.csv", begins="date/time")
    items = [(item, order) for order in objects("shopify-order-json.ndjson") for item in order["line_items"]]
    return [
        truth("shopify-orders", "USD", shopify_orders, shopify),
        truth("square-items", "USD", square_items, table("square-items.csv"), "America/New_York"),
        truth("stripe-charges", "EUR", stripe_charges, table("stripe-charges.csv")),
        truth("stripe-balance", "EUR", stripe_balance, table("stripe-balance.csv")),
        truth("woocommerce-orders", "GBP", woocommerce_orders, table("woocommerce-orders.csv"), "Europe/London"),
        truth("paypal-activity", "USD", paypal_activity, table("paypal-activity.csv")),
        truth("etsy-items", "USD", etsy_items, table("etsy-items.csv"), "UTC"),
        truth("ebay-orders", "USD", ebay_orders, ebay, "UTC"),
        truth("amazon-orders", "USD", amazon_orders, amazon),
        truth("shopify-order-json", "GBP", shopify_order_json, items),
        truth("square-json", "USD", square_json, objects("square-json.json")),
        truth("stripe-json", "USD", stripe_json, objects("stripe-json.json")),
        truth("superstore", "USD", superstore, table("superstore.csv", encoding="windows-1252"), "UTC"),
        truth("online-retail", "GBP", online_retail, table("online-retail.csv"), "Europe/London"),
        truth("till", "EUR", till, table("till.csv", delimiter=";"), "Europe/Berlin"),
    ]


def main(arguments):
    differences = 0
    for entry in truths():
        path = HERE / f"{entry['recipe']}.truth.json"
        text = json.dumps(entry, indent=2, ensure_ascii=False) + "\n"
        if "--write" in arguments:
            path.write_text(text, encoding="utf-8")
        elif "--check" not in arguments:
            print(text, end="")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            print(f"{path.name} is not what the sample file holds", file=sys.stderr)
            differences += 1
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
