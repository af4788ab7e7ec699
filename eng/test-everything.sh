#!/usr/bin/env bash
# Installs what the tests compare the library with, runs the README's test command and two suites on two other kernels, and ends with one line:
#   N passed, N failed, N skipped
# The exit code is 0 only if the build succeeded, tests ran and none failed.
set -euo pipefail
cd "$(dirname "$0")/.."

export HOME=${HOME:-$(mktemp -d)}
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false

packages=(python3-psutil procps iproute2 util-linux gcc libc6-dev clang zlib1g-dev lsof strace tmux zsh fish wine wine64
    chromium prometheus prometheus-node-exporter victoria-metrics
    qemu-system-x86 qemu-system-arm mmdebstrap e2fsprogs kmod cpio xz-utils zstd)

install_packages() {
    local missing=() package
    for package in "${packages[@]}"; do
        [ "$(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null || true)" = installed ] || missing+=("$package")
    done
    if [ ${#missing[@]} -eq 0 ]; then
        return
    fi
    if [ "$(id -u)" -ne 0 ]; then
        echo "Not root: ${missing[*]} stay absent; the tests that need them are skipped." >&2
        return
    fi
    local log
    log=$(mktemp)
    echo "Installing ${missing[*]}"
    # The tests start a Prometheus of their own; RUNLEVEL=1 asks the packages not to start their services.
    if ! { apt-get -qq -o Acquire::Retries=3 update &&
           RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get -qq -y -o Acquire::Retries=3 install --no-install-recommends "${missing[@]}"; } >"$log" 2>&1 </dev/null; then
        cat "$log" >&2
        echo "These packages could not be installed; the tests that need them are skipped: ${missing[*]}" >&2
    fi
    rm -f "$log"
}

if command -v apt-get >/dev/null; then
    install_packages
fi

# 32-bit Windows processes are seen too where Wine's 32-bit libraries can be had.
if [ -z "${PSUTIL_WINE_I386:-}" ] && [ "$(id -u)" -eq 0 ] && command -v wine >/dev/null && command -v apt-get >/dev/null; then
    if bash eng/fetch-32-bit-wine.sh "$HOME/.cache/psutil-wine-i386" >/dev/null 2>&1 </dev/null; then
        export PSUTIL_WINE_I386=$HOME/.cache/psutil-wine-i386
    else
        echo "Wine's 32-bit libraries could not be fetched; the test that needs them is skipped." >&2
    fi
fi

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT

# Where the time goes: what is done after how many minutes.
done_after() { printf '  %3d:%02d  %s\n' $((SECONDS / 60)) $((SECONDS % 60)) "$1" >>"$results/phases"; }
done_after "the packages that the tests need"

# The analyzers are part of each build, and what they find is an error; the format is the formatter's alone.
if dotnet tool restore >"$results/format" 2>&1 </dev/null; then
    if ! dotnet csharpier check src tests bench samples >"$results/format" 2>&1 </dev/null; then
        cat "$results/format" >&2
        mkdir "$results/format-of-the-code"
        echo "some files are not formatted: dotnet csharpier format src tests bench samples" >"$results/format-of-the-code/it.failed"
    fi
else
    echo "the format of the code: the formatter could not be restored" >"$results/format.skipped"
fi
done_after "the format of the code"

# What the virtual machines need is fetched and published while the tests run.
kernels=(5.10 arm64)
nice -n 10 bash tests/Kernels/run.sh --prepare "${kernels[@]}" >"$results/preparation" 2>&1 </dev/null &
preparation=$!

# MSBuild takes properties from the environment: this asks every test project for a report, and leaves the command as a user types it.
export TestingPlatformCommandLineArguments="--report-trx --results-directory $results"
export PSUTIL_HOSTILE_NUMBERS=$results/numbers
status=0
dotnet test </dev/null || status=$?
done_after "the build and the suites"

# 30,000 processes would slow the suites above. Its report must not overwrite the one above.
TestingPlatformCommandLineArguments+=" --report-trx-filename Psutil.HostileTests-30000.trx"
PSUTIL_HOSTILE_PROCESSES=30000 dotnet test --project tests/Psutil.HostileTests --no-build --filter-method '*ManyProcesses*' </dev/null || status=$?
unset TestingPlatformCommandLineArguments
done_after "30,000 processes"

# Emulation keeps one core busy for each machine, and the tests in it measure time: not beside the tests above.
wait "$preparation" || cat "$results/preparation" >&2
machines=()
for kernel in "${kernels[@]}"; do
    NICENESS=0 bash tests/Kernels/run.sh --results "$results" --prepared "$kernel" </dev/null &
    machines+=($!)
done
for index in "${!machines[@]}"; do
    if ! wait "${machines[index]}"; then
        [ "$status" -ne 0 ] || status=2
        folder=$results/kernel-${kernels[index]}
        compgen -G "$folder/*" >/dev/null || { mkdir -p "$folder"; echo "it ended without a report" >"$folder/machine.failed"; }
    fi
done
done_after "the other kernels"

# Twelve suites at once load a machine as no user does. A few tests that failed there are run once more with nothing beside them; what passes
# then is named at the end, so that its cause is looked for.
most_failed=5
if [ "$status" -eq 2 ]; then
    dotnet run eng/SummarizeTests.cs -- "$results" --failed >"$results/failed-methods" </dev/null
    if [ "$(wc -l <"$results/failed-methods")" -le "$most_failed" ]; then
        mkdir "$results/alone"
        number=0
        while read -r machine project method; do
            number=$((number + 1))
            if [ "$machine" = here ]; then
                # The report of the 30,000 processes has that number in its name.
                [[ $project != *-30000 ]] || export PSUTIL_HOSTILE_PROCESSES=30000
                timeout --kill-after=10s 10m dotnet test --project "tests/${project%-30000}" --no-build --filter-method "$method" \
                    --report-trx --report-trx-filename "$number.trx" --results-directory "$results/alone" </dev/null || true
                unset PSUTIL_HOSTILE_PROCESSES
            else
                METHODS=$method NICENESS=0 bash tests/Kernels/run.sh --results "$results/alone/$number" --prepared "${machine#kernel-}" </dev/null || true
            fi
        done <"$results/failed-methods"
        done_after "the tests that had failed, alone"
    fi
fi

echo "Done after:"
cat "$results/phases"
echo "Numbers of the hostile tests:"
cat "$PSUTIL_HOSTILE_NUMBERS" || true
dotnet run eng/SummarizeTests.cs -- "$results" "$status" </dev/null
