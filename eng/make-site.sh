#!/usr/bin/env bash
# Makes the site of the documentation in artifacts/site/html: the guides in docs/ and the reference from the XML comments.
#   eng/make-site.sh
# What docfx warns about (a dead link, a reference to nothing) is an error.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

site=artifacts/site
rm -rf "$site/api" "$site/html"
# Built apart from every other build, which may run meanwhile. AspNetCore brings Diagnostics and the library.
for library in Psutil.AspNetCore Psutil.Testing; do
    dotnet build "src/$library" --configuration Release --artifacts-path "$site/build" --output "$site/assemblies" --verbosity quiet -p:UseSharedCompilation=false
done
dotnet tool restore
log=$(mktemp)
trap 'rm -f "$log"' EXIT
status=0
dotnet docfx docfx.json >"$log" 2>&1 || status=$?
cat "$log"
# docfx takes a parameter that is documented beside <inheritdoc/> for a second one. The compiler asks for it.
if [ "$status" -ne 0 ] || grep --extended-regexp 'warning|error [A-Z]' "$log" | grep --invert-match --quiet --extended-regexp 'Duplicate parameter|warning\(s\)|with warning'; then
    echo "The site has faults: see the warnings above." >&2
    exit 1
fi
cp "$site/html/README.html" "$site/html/index.html"
