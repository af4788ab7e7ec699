#!/usr/bin/env bash
# Rewrites a library's PublicAPI.Unshipped.txt from its code: what is public and not yet shipped. Read the diff: it is the API review.
set -euo pipefail
project=${1:-src/Psutil}
shipped=$project/PublicAPI.Shipped.txt
unshipped=$project/PublicAPI.Unshipped.txt
[ -f "$shipped" ] || printf '#nullable enable\n' > "$shipped"
printf '#nullable enable\n' > "$unshipped"
dotnet build "$project" --no-incremental -p:TreatWarningsAsErrors=false -clp:NoSummary 2>&1 |
  sed -nE "s/.*(error|warning) RS0016: Symbol '(.*)' is not part of the declared public API.*/\2/p" |
  LC_ALL=C sort -u >> "$unshipped"
wc -l "$unshipped"
