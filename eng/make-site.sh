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
for library in Psutil.AspNetCore Psutil.Recording Psutil.Testing; do
    dotnet build "src/$library" --configuration Release --artifacts-path "$site/build" --output "$site/assemblies" --verbosity quiet -p:UseSharedCompilation=false
done
# A page for each command, from its help, and the tables of which system has what, from the attributes.
dotnet build src/Psutil.Tool --configuration Release --artifacts-path "$site/build" --verbosity quiet -p:UseSharedCompilation=false
psutil=$site/build/bin/Psutil.Tool/release/Psutil.Tool.dll
rm -rf "$site/commands" "$site/systems"
mkdir -p "$site/commands" "$site/systems" "$site/man"
dotnet "$psutil" man --directory "$site/man"
for page in "$site"/man/psutil*.1; do
    command=$(basename "$page" .1 | sed 's/^psutil-\{0,1\}//')
    {
        echo "# psutil $command"
        echo
        echo '```text'
        # shellcheck disable=SC2086 # the page of all has no word
        COLUMNS=100 dotnet "$psutil" $command --help
        echo '```'
    } >"$site/commands/psutil${command:+-$command}.md"
    echo "- name: psutil $command
  href: psutil${command:+-$command}.md" >>"$site/commands/toc.yml"
done
dotnet run eng/WriteSystemTables.cs -- "$site/assemblies/Psutil.dll" "$site/systems/index.md"

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
