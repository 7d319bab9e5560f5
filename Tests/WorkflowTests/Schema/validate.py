"""Validates instances by a JSON Schema: lines {"name", "instance"} on standard input, a line "name<TAB>fault" for each that is not valid."""

import json
import sys

import jsonschema

with open(sys.argv[1], encoding="utf-8") as file:
    schema = json.load(file)
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
for line in sys.stdin:
    case = json.loads(line)
    fault = next(validator.iter_errors(case["instance"]), None)
    print(case["name"], "valid" if fault is None else f"{fault.json_path}: {fault.message}"[:200].replace("\n", " "), sep="\t")
