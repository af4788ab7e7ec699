#!/usr/bin/env bash
# The long runs of tests/Psutil.HostileTests (docs/hostile-world.md). Each prints its numbers; the exit code is 0 if all was well.
#   eng/hostile.sh fuzz SECONDS [PART_OF_A_TARGETS_NAME] [FOLDER]   with FOLDER, writes the distilled corpus to it
#   eng/hostile.sh roots SECONDS [SEED]
#   eng/hostile.sh soak SECONDS
#   eng/hostile.sh storm COUNT
#   eng/hostile.sh size processes|sockets|maps COUNT
#   eng/hostile.sh leaks [PART_OF_A_CALLS_NAME]
set -euo pipefail
cd "$(dirname "$0")/.."
if [ $# -eq 0 ]; then
    sed -n 's/^#   //p' "$0" >&2
    exit 2
fi
dotnet build tests/Psutil.HostileTests -clp:ErrorsOnly --nologo
exec tests/Psutil.HostileTests/bin/Debug/net10.0/Psutil.HostileTests --run "$@"
