#!/bin/bash
# bench/top.sh PSUTIL [COUNT [SECONDS]]: what psutil top costs beside htop, btop and procps' top, all at once on the same machine:
# the same interval (1 s), the same terminal (120x40, in tmux), the same COUNT sleeping processes (1000), for SECONDS (60).
# PSUTIL is the native executable: dotnet publish src/Psutil.Tool -r linux-x64 -c Release
# CPU is user and system time of all processes on the terminal, in percent of one CPU; PSS is theirs at the end; bytes is what they wrote
# to the terminal. A peer that is not installed is left out.
set -euo pipefail

psutil=$(realpath "$1")
count=${2:-1000}
seconds=${3:-60}
here=$(dirname "$(realpath "$0")")
work=$(mktemp -d)
server=psutil-bench-$$
sleepers=

finish() {
    tmux -L "$server" kill-server 2>/dev/null || true
    [ -n "$sleepers" ] && kill "$sleepers" 2>/dev/null || true
    rm -rf "$work"
}
trap finish EXIT

# They sleep until they are all there, and end with their parent.
gcc -O2 -o "$work/sleepers" "$here/scene/sleepers.c"
mkfifo "$work/hold"
"$work/sleepers" "$count" <"$work/hold" >"$work/pids" &
sleepers=$!
exec 9>"$work/hold"
until [ -s "$work/pids" ]; do sleep 0.2; done

mkdir -p "$work/btop"
echo 'update_ms = 1000' >"$work/btop/btop.conf"
names=(psutil)
commands=("$psutil top -d 1")
for peer in htop btop top; do
    command -v "$peer" >/dev/null || { echo "$peer is not installed" >&2; continue; }
    names+=("$peer")
    case $peer in
    htop) commands+=('htop -d 10') ;;
    top) commands+=('top -d 1') ;;
    btop) commands+=('btop') ;;
    esac
done

# One window for each, which must all be looked at: a window in the background is drawn into, too.
declare -A tty
for index in "${!names[@]}"; do
    name=${names[$index]}
    tmux -L "$server" -f /dev/null new-session -d -s "$name" -x 120 -y 40 \
        "env HOME= XDG_CONFIG_HOME=$work LC_ALL=C.UTF-8 COLORTERM=truecolor ${commands[$index]}"
    tty[$name]=$(tmux -L "$server" display-message -p -t "$name" '#{pane_tty}')
done

pids_of() { ps -t "${tty[$1]#/dev/}" -o pid= ; }

# User and system time, in ticks. The name may hold blanks: what follows the last bracket is counted.
ticks_of() {
    local sum=0 pid stat
    for pid in $(pids_of "$1"); do
        stat=$(sed 's/.*) //' "/proc/$pid/stat") || continue
        # shellcheck disable=SC2086
        set -- $stat
        sum=$((sum + ${12} + ${13}))
    done
    echo "$sum"
}

pss_of() {
    local sum=0 pid kb
    for pid in $(pids_of "$1"); do
        kb=$(awk '/^Pss:/ { print $2 }' "/proc/$pid/smaps_rollup")
        sum=$((sum + kb))
    done
    echo "$sum"
}

written_of() {
    local sum=0 pid bytes
    for pid in $(pids_of "$1"); do
        bytes=$(awk '/^wchar:/ { print $2 }' "/proc/$pid/io")
        sum=$((sum + bytes))
    done
    echo "$sum"
}

sleep 10
declare -A before wrote
for name in "${names[@]}"; do
    before[$name]=$(ticks_of "$name")
    wrote[$name]=$(written_of "$name")
done
start=$(date +%s%N)
sleep "$seconds"
hertz=$(getconf CLK_TCK)
total=$(ls -d /proc/[0-9]* | wc -l)
printf '%d processes, %d s, %d CPUs, Linux %s\n\n| program | CPU | PSS | bytes/s |\n|---|---|---|---|\n' "$total" "$seconds" "$(nproc)" "$(uname -r)"
for name in "${names[@]}"; do
    ticks=$(($(ticks_of "$name") - before[$name]))
    bytes=$(($(written_of "$name") - wrote[$name]))
    elapsed=$(($(date +%s%N) - start))
    awk -v name="$name" -v ticks="$ticks" -v hertz="$hertz" -v ns="$elapsed" -v kb="$(pss_of "$name")" -v bytes="$bytes" \
        'BEGIN { s = ns / 1e9; printf "| %s | %.2f %% | %.1f MB | %d |\n", name, 100 * ticks / hertz / s, kb / 1024, bytes / s }'
done
