#!/bin/sh
# Take the README's picture of the real scorecard (needs Chromium); run by `make picture`.
set -eu
cd "$(dirname "$0")/.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
thuocdo score examples/bac-giang --plan xix --as-of 2026-11-23 --format html --output "$folder/page.html"
chromium --headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking \
  --disable-component-update --disable-sync --user-data-dir="$folder/profile" --hide-scrollbars \
  --window-size=1000,1180 --screenshot=docs/images/scorecard.png "file://$folder/page.html" 2>/dev/null
