#!/bin/sh
# The main job on a real province: called by `make demo`, needs nothing but the installed command.
set -eu
cd "$(dirname "$0")/.."
PACK=examples/bac-giang
mkdir -p demo

say() { printf '\n\033[1m%s\033[0m\n' "$1"; }
# Exit code 1 means "done, and faults found": here the faults are what we came to see.
found() { "$@" || [ $? -eq 1 ]; }

say "1. Kiểm tra gói số liệu / Check the pack"
thuocdo plan check "$PACK"

say "2. Nghị quyết 2021-2025: vượt, đạt, không đạt / The last term, judged"
thuocdo score "$PACK" --term 2021-2025

say "3. Vì sao? / Why? One verdict explained"
thuocdo explain "$PACK" xix/1a

say "4. Kế hoạch 2030 có khớp không? / Do the next plan's numbers agree with each other?"
found thuocdo coherence "$PACK" --plan xx

say "5. Cái gì thay đổi vì số liệu mới? / What a later release changed"
thuocdo diff "$PACK" --term 2021-2025 --from 2024-12-31 --to 2025-03-25 | head -30

say "6. Soát số liệu trong một báo cáo / Check the figures of a report"
found thuocdo check examples/check/bao-cao-mau.md

say "7. Trang phiếu điểm / The scorecard as a page"
thuocdo score "$PACK" --format html --output demo/bac-giang.html
thuocdo score "$PACK" --format json --output demo/bac-giang.json
found thuocdo check examples/check/bao-cao-mau.md --format html --output demo/bao-cao-mau.html
thuocdo score "$PACK" --format xlsx --output demo/bac-giang.xlsx
