#!/bin/bash
# Process 1 of a machine of run.sh: runs the suites, puts their reports and how they ended onto the last disk (as a tar archive), and turns the machine off.
export PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root TERM=dumb LANG=C.UTF-8 DOTNET_CLI_TELEMETRY_OPTOUT=1
mount -t proc proc /proc
mount -t sysfs sys /sys
mkdir -p /dev/pts /dev/shm
mount -t devpts pts /dev/pts
for folder in /dev/shm /run /tmp; do mount -t tmpfs -o mode=1777 tmpfs $folder; done
mount -t cgroup2 cgroup /sys/fs/cgroup
ip link set lo up
: >/run/utmp
echo kernel-machine >/proc/sys/kernel/hostname
. /work/settings
export PSUTIL_MACHINE_NAME=$MACHINE PSUTIL_MACHINE_CPUS=$CPUS PSUTIL_MACHINE_CORES=$CORES PSUTIL_MACHINE_SOCKETS=$SOCKETS PSUTIL_MACHINE_NODES=$NODES PSUTIL_MACHINE_PAGE=$PAGE
mkdir /tmp/results
cd /work/suites || exit

worst=0
run() {
    local suite=$1 program=$2 began=$SECONDS status
    shift 2
    # In a session of its own: in that of process 1, an orphan that ends while a test has stopped a child has the kernel hang up the whole group.
    setsid timeout -k 10 "${LIMIT}" "./$program" -noColor -noLogo -result-trx "/tmp/results/$suite.trx" "$@" 2>&1 | tee /tmp/output
    status=${PIPESTATUS[0]}
    [ "$status" -eq 0 ] || worst=1
    [ -s "/tmp/results/$suite.trx" ] || echo "the suite '$suite' ended with exit code $status and left no report" >"/tmp/results/$suite.failed"
    # The console's line that says it in short.
    echo "kernel $(uname -r) $(uname -m), $suite: $(grep -a 'Total:' /tmp/output | tail -n 1 | sed 's/^ *[^ ]* *//') (exit code $status, $((SECONDS - began)) s)"
}

echo "kernel $(uname -r) $(uname -m): booted in $(cut -d ' ' -f 1 /proc/uptime) s"
if [ -n "$METHODS" ]; then
    for program in Psutil.ContractTests Psutil.KernelTests; do
        named=()
        for method in $METHODS; do [[ $method != "$program".* ]] || named+=(-method "$method"); done
        [ ${#named[@]} -eq 0 ] || run "$program" "$program" "${named[@]}"
    done
    SUITES=
fi
for suite in $SUITES; do
    case $suite in
        contract) run contract Psutil.ContractTests ${CONTRACT:+-class "$CONTRACT"} ;;
        live)
            # Written for machines with several nodes, and not yet seen on the older kernels and on ARM.
            left_out=()
            [ "$NODES" -gt 1 ] || left_out=(-class- '*TopologyTests' -class- '*CgroupUseTests')
            if [ -n "$CASES" ]; then
                named=()
                set -f # The patterns are not for the shell.
                for case in $CASES; do named+=(-class "$case"); done
                set +f
                run live Psutil.KernelTests "${named[@]}"
            else
                run live Psutil.KernelTests -class- '*FirstCgroupTests' "${left_out[@]}"
                run live-last Psutil.KernelTests -class '*FirstCgroupTests'
            fi
            ;;
    esac
done
echo $worst >/tmp/results/done
tar -C /tmp/results -cf /dev/vdd .
sync
echo o >/proc/sysrq-trigger
sleep 60
