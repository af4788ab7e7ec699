#!/bin/bash
# eng/hot-methods.sh: writes src/Psutil.Tool/hot-methods.txt anew, the methods that psutil top and the start of the other commands run. The
# native compiler puts them beside each other, so that few pages of the executable are needed: the kernel maps 64 KB around each that is.
# Run it as root when much has changed. It needs Linux on x86-64, the .NET SDK with clang, gcc, nm (binutils) and tmux.
set -euo pipefail

root=$(dirname "$(dirname "$(realpath "$0")")")
list=$root/src/Psutil.Tool/hot-methods.txt
server=psutil-methods-$$
work=$(mktemp -d)
trap 'tmux -L "$server" kill-server 2>/dev/null || true; [ -z "$sleepers" ] || kill "$sleepers" 2>/dev/null || true; rm -rf "$work"' EXIT
sleepers=

gcc -O2 -Wall -o "$work/methods-run" "$root/eng/hot-methods/methods-run.c"
dotnet publish "$root/src/Psutil.Tool" -r linux-x64 -c Release --artifacts-path "$work/artifacts" -o "$work/publish" -p:RunAnalyzers=false >"$work/log" ||
    { cat "$work/log" >&2; exit 1; }
program=$(find "$work/artifacts/bin/Psutil.Tool" -path '*/native/Psutil.Tool' -type f)
object=$(find "$work/artifacts/obj/Psutil.Tool" -path '*/native/Psutil.Tool.o' -type f)

# Methods of the runtime that are written in C++ are not ours to order: only those of the compiler's object file are.
nm "$object" | awk '$2 == "T" { print $3 }' | sort -u >"$work/methods"
nm "$program.dbg" | awk 'NR == FNR { ours[$1]; next } tolower($2) == "t" && $3 in ours && !seen[$1]++ { print $1, $3 }' "$work/methods" - >"$work/symbols"

run() { "$work/methods-run" "$work/symbols" "$work/run" "$program" "$@" </dev/null >/dev/null 2>&1 || true; }

# As root, top reads 300 processes or more by BPF. These end with this script.
gcc -O2 -o "$work/sleepers" "$root/bench/scene/sleepers.c"
mkfifo "$work/hold"
"$work/sleepers" 400 <"$work/hold" >"$work/pids" &
sleepers=$!
exec 9>"$work/hold"
until [ -s "$work/pids" ]; do sleep 0.2; done

# top comes first: it is what stays in memory. Its keys come after what it does without any.
tmux -L "$server" -f /dev/null new-session -d -s top -x 120 -y 40 \
    "env HOME= XDG_CONFIG_HOME= LC_ALL=C.UTF-8 COLORTERM=truecolor $work/methods-run $work/symbols $work/run $program top -d 0.3"
sleep 20
for key in Down PageDown t t P M s Escape g Escape 1 2 3 4 5 6 8 1 a a a Enter Escape / x Enter Escape h Escape q; do
    tmux -L "$server" send-keys -t top "$key"
    sleep 1
done
run --version
run
run ps
run ps --json
for command in cpu mem disks net connections sensors users tree io procsmem cgroups; do run "$command"; done
run info 1
run dump --json
run top -b -n 1
run --help
run ps --help

awk '!seen[$0]++' "$work/run" >"$list"
echo "$(wc -l <"$list") methods" >&2
