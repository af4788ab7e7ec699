#!/usr/bin/env bash
# What counting the traffic of processes costs those that send and receive: the kernel's own time of the two programs, and pairs of runs with
# and without them. As root, on Linux 6.3 or later. The first argument is the command psutil, the second the number of pairs.
set -euo pipefail
psutil=${1:?the command psutil}
pairs=${2:-20}
size=16384
count=20000
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
meter=
statistics=$(cat /proc/sys/kernel/bpf_stats_enabled)
cleanup() {
  stop
  echo "$statistics" > /proc/sys/kernel/bpf_stats_enabled
  rm -rf "$folder"
}
trap cleanup EXIT

stop() {
  if [ -n "$meter" ]; then
    kill "$meter" && wait "$meter" 2> /dev/null || true
    meter=
  fi
}

# The statistics of a program are in the information about its descriptor.
infos() { grep -ls "^prog_jited" "/proc/$meter/fdinfo/"* 2> /dev/null || true; }

start() {
  "$psutil" net --by process --watch 3600 > /dev/null 2> "$folder/error" &
  meter=$!
  for ((attempt = 0; attempt < 600; attempt++)); do
    [ "$(infos | wc -l)" -ge 2 ] && return
    sleep 0.1
  done
  echo "the programs were not loaded: $(cat "$folder/error")" >&2
  exit 1
}

gcc -O2 -o "$folder/send" "$here/send.c"
start
echo 1 > /proc/sys/kernel/bpf_stats_enabled
"$folder/send" $size $count > /dev/null
for info in $(infos); do
  awk '$1 == "run_time_ns:" { time = $2 } $1 == "run_cnt:" { count = $2 }
    END { if (count > 0) printf "%.0f ns in each of %d calls\n", time / count, count }' "$info"
done
echo 0 > /proc/sys/kernel/bpf_stats_enabled
stop

for ((pair = 0; pair < pairs; pair++)); do
  without=$("$folder/send" $size $count)
  start
  with=$("$folder/send" $size $count)
  stop
  echo "$without $with"
done | tee "$folder/pairs" | awk '{ printf "%d ns without, %d with: %+.1f %%\n", $1, $2, ($2 / $1 - 1) * 100 }'
awk '{ print ($2 / $1 - 1) * 100 }' "$folder/pairs" | sort -n | awk '{ all[NR] = $1 }
  END { printf "median of the pairs: %+.1f %%\n", NR % 2 ? all[(NR + 1) / 2] : (all[NR / 2] + all[NR / 2 + 1]) / 2 }'
