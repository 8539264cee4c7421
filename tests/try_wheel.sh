#!/bin/sh
# The wheel works in an empty folder: sh tests/try_wheel.sh WHEEL
set -eu
wheel=$(realpath "$1")
folder=$(mktemp -d)
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check "$wheel"
venv/bin/kechuang digest --output out --format html --format xlsx >/dev/null
venv/bin/kechuang themes --check
test -s out/digest.md && test -s out/digest.json && test -s out/paragraphs.jsonl && test -s out/digest.html && test -s out/digest.xlsx
rm -rf "$folder"
