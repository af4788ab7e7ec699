#!/usr/bin/env bash
# Fuzzes all parsers for some hours: eng/fuzz.sh [HOURS], one if none is given.
set -euo pipefail
hours=${1:-1}
exec bash "$(dirname "$0")/hostile.sh" fuzz "$((hours * 3600))"
