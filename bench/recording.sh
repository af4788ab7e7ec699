#!/bin/bash
# bench/recording.sh PSUTIL [SECONDS [COUNT [DIRECTORY]]]: what psutil record costs beside atop, on the same machine at the same time,
# both every 5 seconds: for SECONDS (3600), with COUNT processes (850) of which one in twenty does something between two samples, and
# whatever else runs there. DIRECTORY keeps what both have written.
# PSUTIL is the native executable: dotnet publish src/Psutil.Tool -r linux-x64 -c Release
# One line a minute: seconds, processes, load, then of psutil and of atop the CPU seconds (user and system), RSS and PSS in KiB,
# descriptors, bytes written.
set -euo pipefail

psutil=$(realpath "$1")
seconds=${2:-3600}
count=${3:-850}
here=$(dirname "$(realpath "$0")")
keep=${4:-}
work=${keep:-$(mktemp -d)}
mkdir -p "$work"
pids=()

finish() {
    for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
    wait
    [ -n "$keep" ] || rm -rf "$work"
}
trap finish EXIT

gcc -O2 -o "$work/workers" "$here/scene/workers.c"
mkfifo "$work/hold"
"$work/workers" "$count" 100 <"$work/hold" >"$work/started" &
pids+=($!)
exec 9>"$work/hold"
until [ -s "$work/started" ]; do sleep 0.2; done

"$psutil" record --dir "$work/history" 9>&- 2>"$work/record.log" &
recorder=$!
pids+=("$recorder")
atop=
if command -v atop >/dev/null; then
    LC_ALL=C atop -w "$work/atop.raw" 5 9>&- >/dev/null 2>&1 &
    atop=$!
    pids+=("$atop")
fi

# User and system time in ticks, then RSS, PSS and descriptors. The name may hold blanks: what follows the last bracket is counted.
values_of() {
    local stat rest rss pss fds
    stat=$(<"/proc/$1/stat")
    rest=(${stat##*) })
    rss=$(awk '$1 == "Rss:" { print $2 }' "/proc/$1/smaps_rollup")
    pss=$(awk '$1 == "Pss:" { print $2 }' "/proc/$1/smaps_rollup")
    fds=("/proc/$1/fd/"*)
    awk -v ticks=$((rest[11] + rest[12])) -v rate="$(getconf CLK_TCK)" -v rest="$rss $pss ${#fds[@]}" \
        'BEGIN { printf "%.2f %s", ticks / rate, rest }'
}

start=$SECONDS
echo "seconds processes load | psutil: cpu rss pss fds bytes | atop: cpu rss pss fds bytes"
while :; do
    processes=(/proc/[0-9]*)
    read -r load _ </proc/loadavg
    line="$((SECONDS - start)) ${#processes[@]} $load | $(values_of "$recorder") $(du -sb "$work/history" | cut -f1)"
    [ -n "$atop" ] && line+=" | $(values_of "$atop") $(stat -c %s "$work/atop.raw" 2>/dev/null || echo 0)"
    echo "$line"
    ((SECONDS - start >= seconds)) && break
    sleep 60
done
