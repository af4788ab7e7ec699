#!/usr/bin/env bash
# Boots Debian's kernels in software emulation and runs two suites in each: the contract suite (tests/Psutil.ContractTests), and the live suite of what only another
# kernel can show (tests/Psutil.KernelTests). Needs root (apt's own calls), a Debian mirror and the programs that eng/test-everything.sh installs; no KVM.
#   run.sh [--results FOLDER] [--prepare | --prepared] MACHINE...
#   --results FOLDER  keeps the reports (TRX), one folder for each machine
#   --prepare         only fetches what the machines need and publishes the suites
#   --prepared        boots what --prepare made, and publishes nothing
# Machines: 5.10, 6.1, 6.12, 7 (x64), arm64 (6.12), 16k (6.12 on arm64, pages of 16 KB), numa (6.12, 80 CPUs on two nodes).
# CASES='*CgroupTests *CpuTests' limits the live suite to some classes, CONTRACT='*Bpf*' the contract suite, SUITES=live or SUITES=contract to one of both; LIMIT is the most seconds for one machine (900).
# METHODS='Psutil.ContractTests.CpuContractTests.Name ...' runs these tests alone; PSUTIL_TRAFFIC_BYTES is how much the tests of traffic send.
# Roots and kernels stay in $HOME/.cache/psutil-kernels; remove that folder to have newer ones. What cannot be fetched is skipped in words.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
repository=$(cd "$here/../.." && pwd)
cache=${PSUTIL_KERNEL_CACHE:-${HOME:?}/.cache/psutil-kernels}
published=$repository/artifacts/kernels
. "$here/fetch.sh"

# What a machine is: the kernel (Debian suite, architecture, packages as patterns), the processors (total, cores), boot arguments, QEMU's arguments.
describe() {
    architecture=amd64 cpus=4 cores=2 sockets=1 nodes=1 topology=sockets=1,cores=2,threads=2 memory=2048 boot=psi=0 page=4096 devices=() only=''
    # Of AMD's, QEMU 7.2 does not say which CPUs share a core.
    cpu=max,vendor=GenuineIntel
    case $1 in
        5.10)  debian=bullseye packages=('linux-image-5.10[-.0-9]*-amd64') boot=psi=1 ;;
        6.1)   debian=bookworm packages=('linux-image-6.1[-.0-9]*-amd64') boot=psi=1 ;;
        # Two sockets on two nodes, each with a core of two CPUs.
        6.12)  debian=trixie packages=('linux-image-6.12[.0-9]*+deb13-amd64') sockets=2 nodes=2 topology=sockets=2,cores=1,threads=2
               devices=(-object memory-backend-ram,id=m0,size=1G -object memory-backend-ram,id=m1,size=1G
                        -numa node,nodeid=0,memdev=m0,cpus=0-1 -numa node,nodeid=1,memdev=m1,cpus=2-3) ;;
        7)     debian=trixie-backports packages=('linux-binary-7[.0-9]*+deb13-amd64' 'linux-modules-7[.0-9]*+deb13-amd64') boot=psi=1 ;;
        arm64) debian=trixie packages=('linux-image-6.12[.0-9]*+deb13-cloud-arm64')
               architecture=arm64 cpus=2 cores=2 topology=sockets=1,cores=2,threads=1 ;;
        16k)   debian=trixie packages=('linux-image-6.12[.0-9]*+deb13-arm64-16k')
               architecture=arm64 cpus=2 cores=2 topology=sockets=1,cores=2,threads=1 page=16384 boot=psi=1 ;;
        # Two nodes of 40 CPUs: more than one word of a CPU mask. Emulated, everything crawls: the live suite's cases on CPUs alone.
        numa)  debian=trixie packages=('linux-image-6.12[.0-9]*+deb13-amd64') cpus=80 cores=40 sockets=2 nodes=2 topology=sockets=2,cores=20,threads=2 memory=4096 only='*CpuTests *TopologyTests'
               devices=(-object memory-backend-ram,id=m0,size=2G -object memory-backend-ram,id=m1,size=2G
                        -numa node,nodeid=0,memdev=m0,cpus=0-39 -numa node,nodeid=1,memdev=m1,cpus=40-79) ;;
        *) echo "There is no machine '$1': 5.10, 6.1, 6.12, 7, arm64, 16k, numa." >&2; exit 2 ;;
    esac
    # neoverse-n1: with the vector registers (SVE) that QEMU 7.2 gives 'max', .NET 10 crashes.
    [ "$architecture" = amd64 ] || cpu=neoverse-n1
}

# The runtime's and the project's name of an architecture.
runtime_of() { [ "$1" = amd64 ] && echo linux-x64 || echo linux-arm64; }

# Publishes both suites with their runtime, apart from every other build.
publish() {
    local runtime project
    runtime=$(runtime_of "$1")
    for project in Psutil.ContractTests Psutil.KernelTests; do
        dotnet publish "$repository/tests/$project" -c Release -r "$runtime" --self-contained -o "$published/$runtime" --artifacts-path "$published/build-$runtime" \
            -nologo -v quiet || return 1
    done
}

# The disk with the suites, below a copy of the files that they read.
make_payload() {
    local folder=$work/payload
    mkdir -p "$folder"
    (cd "$repository" && cp --parents Psutil.slnx README.md docs/*.md tests/Psutil.ContractTests/*.cs src/Psutil/README.md src/Psutil/PublicAPI.*.txt "$folder")
    cp -r "$published/$(runtime_of "$architecture")" "$folder/suites"
    cp "$here/guest.sh" "$folder/"
    # The sender of the tests of traffic, for the machines that this one's compiler can make programs for.
    if [ "$architecture" = amd64 ] && [ "$(uname -m)" = x86_64 ] && command -v gcc >/dev/null; then
        gcc -static -O1 -o "$folder/suites/traffic" "$repository/tests/Psutil.LinuxTests/Network/Traffic/Programs/traffic.c" || true
    fi
    printf '%s\n' "MACHINE='$1'" "LIMIT=${LIMIT:-900}" "CPUS=$cpus" "CORES=$cores" "SOCKETS=$sockets" "NODES=$nodes" "PAGE=$page" "SUITES='${only:+live}'" "CASES='$only'" >"$folder/settings"
    printf '%s\n' "SUITES=\${SUITES:-'${SUITES:-contract live}'}" "CASES=\${CASES:-'${CASES:-}'}" "CONTRACT='${CONTRACT:-}' METHODS='${METHODS:-}'" "export PSUTIL_TRAFFIC_BYTES='${PSUTIL_TRAFFIC_BYTES:-}'" >>"$folder/settings"
    make_disk "$folder" "$work/payload.ext4" 64
}

# The first root: loads what the disks need, mounts them and goes over to the second.
make_initrd() {
    local folder=$work/initrd
    mkdir -p "$folder"/{bin,proc,sys,dev,new}
    cp "$cache/root-$architecture-$root_key.busybox" "$folder/bin/busybox"
    cp -r "$kernel/first" "$folder/modules"
    cp "$here/init" "$folder/init"
    chmod +x "$folder/init" "$folder/bin/busybox"
    (cd "$folder" && find . | cpio --quiet -o -H newc | gzip -1) >"$work/initrd.gz"
}

boot() {
    local emulator console arguments=()
    case $architecture in
        # One thread emulates all CPUs: with one for each, QEMU 7.2 now and then runs code that another CPU is patching just then.
        amd64) emulator=(qemu-system-x86_64 -accel tcg,thread=single) console=ttyS0 ;;
        arm64) emulator=(qemu-system-aarch64 -machine virt -accel tcg,thread=multi) console=ttyAMA0 ;;
    esac
    truncate -s 64M "$work/results.tar"
    truncate -s 64M "$work/nvme"
    arguments=(-cpu "$cpu" -smp "$cpus,$topology" -m "$memory" -nographic -no-reboot -nodefaults -serial stdio
        -kernel "$kernel/vmlinuz" -initrd "$work/initrd.gz" -append "console=$console quiet panic=-1 random.trust_cpu=on $boot"
        -drive "file=$cache/root-$architecture-$root_key.ext4,format=raw,if=virtio,snapshot=on" -drive "file=$kernel/modules.ext4,format=raw,if=virtio,snapshot=on"
        -drive "file=$work/payload.ext4,format=raw,if=virtio,snapshot=on" -drive "file=$work/results.tar,format=raw,if=virtio"
        -drive "file=$work/nvme,format=raw,if=none,id=nvme" -device nvme,serial=psutil,drive=nvme -device virtio-rng-pci "${devices[@]}")
    TMPDIR=$work timeout "${LIMIT:-900}" nice -n "${NICENESS:-10}" "${emulator[@]}" "${arguments[@]}" </dev/null 2>&1 | sed -u 's/\r$//' >"$work/console"
}

# Says why a machine does not run here; whoever counts the tests reads it, too.
skip() {
    echo "$1: skipped: $2"
    [ -z "$results" ] || echo "kernel $1: $2" >"$results/$1.skipped"
}

run_machine() {
    local missing kernel work status=0 program
    describe "$1"
    if [ "$(id -u)" -ne 0 ]; then skip "$1" "not root"; return; fi
    for program in "qemu-system-$([ "$architecture" = amd64 ] && echo x86_64 || echo aarch64)" mmdebstrap mke2fs depmod cpio; do
        if ! command -v "$program" >/dev/null; then skip "$1" "$program is not installed"; return; fi
    done
    kernel=$cache/kernel-$1
    exec 9>"$cache/lock"
    flock 9
    if ! missing=$({ fetch_root "$architecture" && fetch_kernel "$debian" "$architecture" "$kernel" "${packages[@]}"; } 2>&1); then
        skip "$1" "$(tail -n 1 <<<"$missing")"
        return
    fi
    exec 9>&-
    if [ "$stage" != prepared ] && ! publish "$architecture"; then
        echo "$1: the suites could not be published" >&2
        return 1
    fi
    [ "$stage" != prepare ] || return 0

    work=$(mktemp -d "$cache/work.XXXXXX")
    # shellcheck disable=SC2064 # the folder of now
    trap "rm -rf '$work'" EXIT
    make_payload "$1"
    make_initrd
    boot || status=$?
    mkdir "$work/results"
    tar -C "$work/results" -xf "$work/results.tar" 2>/dev/null || true
    grep -a '^kernel ' "$work/console" || true
    if [ ! -e "$work/results/done" ]; then
        echo "$1: the machine did not come to its end (QEMU ended with $status); the last lines of its console:" >&2
        tail -n 40 "$work/console" >&2
        echo "the machine did not come to its end" >"$work/results/machine.failed"
        status=1
    elif [ "$(cat "$work/results/done")" != 0 ]; then
        grep -a -A 15 '\[FAIL\]' "$work/console" | cut -c 1-400 || true
        if compgen -G "$work/results/*.failed" >/dev/null; then
            tail -n 60 "$work/console" | cut -c 1-400 >&2
        fi
        status=1
    fi
    if [ -n "$results" ]; then
        mkdir -p "$results/kernel-$1"
        cp "$work"/results/*.trx "$work"/results/*.failed "$results/kernel-$1/" 2>/dev/null || true
        cp "$work/console" "$results/kernel-$1/"
    fi
    return "$status"
}

usage() {
    echo "usage: run.sh [--results FOLDER] [--prepare | --prepared] MACHINE..." >&2
    exit 2
}

results='' stage=''
while [[ ${1:-} == --* ]]; do
    case $1 in
        --results) results=$(realpath -m "$2"); mkdir -p "$results"; shift 2 ;;
        --prepare | --prepared) stage=${1#--}; shift ;;
        *) usage ;;
    esac
done
[ $# -gt 0 ] || usage
mkdir -p "$cache"
find "$cache" -maxdepth 1 -name 'work.*' -mmin +300 -exec rm -rf {} + # of runs that were killed
worst=0
for name; do
    (run_machine "$name") || worst=1
done
exit "$worst"
