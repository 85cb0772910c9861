"""validate.py SCHEMA: holds each line of stdin against a JSON Schema. Prints {"lines": COUNT, "valid": COUNT}; exit 1 where one is not.

Each line at fault is told on stderr, ten of them at most. Formats are checked as far as jsonschema knows them without other packages;
`date-time` has its pattern in the schema. Numbers are read as decimals, so that none loses a digit.
"""

import decimal
import json
import sys

import jsonschema

with open(sys.argv[1], encoding="utf-8") as file:
    schema = json.load(file)
kind = jsonschema.validators.validator_for(schema)
kind.check_schema(schema)
# A decimal is a number to JSON Schema; jsonschema has to be told.
numbers = kind.TYPE_CHECKER.redefine(
    "number", lambda _, value: isinstance(value, (int, float, decimal.Decimal)) and not isinstance(value, bool)
)
validator = jsonschema.validators.extend(kind, type_checker=numbers)(schema, format_checker=kind.FORMAT_CHECKER)

lines = valid = 0
for line in sys.stdin.buffer:
    lines += 1
    try:
        fault = next(validator.iter_errors(json.loads(line, parse_float=decimal.Decimal)), None)
        fault = fault and f"{fault.json_path}: {fault.message}"
    except ValueError as error:
        fault = str(error)
    if fault is None:
        valid += 1
    elif lines - valid <= 10:
        print(f"line {lines}: {fault}", file=sys.stderr)
print(json.dumps({"lines": lines, "valid": valid}))
sys.exit(0 if valid == lines and lines > 0 else 1)
