#!/usr/bin/env bash
# Makes everything of a release up to the push, in artifacts/release, and says what would be pushed. It pushes nothing.
# (PSUTIL_RELEASE is another folder for it. PSUTIL_REPOSITORY_URL is where the sources are, if git has no remote "origin" that says it.)
#   eng/release.sh VERSION              all that can be built on this system: on linux-x64 with a cross compiler also the command for linux-arm64
#   eng/release.sh VERSION --only-tool  the command for this system alone: what each system of the release workflow does
#   eng/release.sh VERSION --complete   the rest, beside the commands that other systems built; it fails if one is missing
# The commands for other systems are built there. What was not built is named, and nothing else takes its name.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

version=${1:-}
mode=${2:-}
if ! [[ $version =~ ^[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?$ ]] || ! [[ $mode =~ ^(|--only-tool|--complete)$ ]]; then
    sed -n '2,7s/^# \{0,1\}//p' "$0" >&2
    exit 2
fi

libraries=(Psutil Psutil.AspNetCore Psutil.Diagnostics Psutil.Recording Psutil.Testing)
systems=(linux-x64 linux-arm64 linux-musl-x64 linux-musl-arm64 win-x64 win-arm64 osx-arm64)
release=${PSUTIL_RELEASE:-$PWD/artifacts/release}
build=$release-build
# Deterministic packages and archives: the same commit gives the same bytes.
export CI=true
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
export SOURCE_DATE_EPOCH

here=$(dotnet --info | sed -n 's/^ *RID: *//p' | head -1)
case $here in *-musl-*) ;; linux-* | win-* | osx-*) ;; *) here=linux-${here##*-} ;; esac
# What the native executables are compiled for, and the words before a program of it that run it here. (Below, an array that may be empty
# stands in the long form that macOS's bash 3.2 needs.)
target=$here
emulator=()

remarks=()
if [ -n "$(git status --porcelain)" ]; then
    remarks+=("The working tree has changes that no commit has.")
fi
if ! grep --quiet --fixed-strings "## [$version]" CHANGELOG.md; then
    remarks+=("CHANGELOG.md has no section for $version: the notes are those of what is not released yet.")
fi
if ! git rev-parse --quiet --verify "refs/tags/v$version" >/dev/null; then
    remarks+=("There is no tag v$version.")
fi
repository=${PSUTIL_REPOSITORY_URL:-$(git remote get-url origin 2>/dev/null || true)}
if [ -z "$repository" ]; then
    remarks+=("git has no remote 'origin': the packages name no repository, and debuggers find no sources. PSUTIL_REPOSITORY_URL=https://... names it.")
fi

mkdir -p "$release" "$build"
[ "$mode" = --complete ] || find "$release" -mindepth 1 -delete

pack() {
    dotnet pack "$@" --configuration Release --artifacts-path "$build/dotnet" --output "$release" --verbosity quiet "-p:Version=$version" \
        "-p:SourceRepositoryUrl=${PSUTIL_REPOSITORY_URL:-}"
}

# The command for one system: a package, and an archive with the manual pages, the completions and the systemd units. The command itself writes them, so it has run.
make_tool() {
    echo "The command for $target"
    pack src/Psutil.Tool --runtime "$target"
    local folder=psutil-$version-$target
    local tree=$build/$folder
    rm -rf "$tree"
    dotnet publish src/Psutil.Tool --configuration Release --runtime "$target" --artifacts-path "$build/dotnet" --output "$tree" --verbosity quiet \
        "-p:Version=$version" -p:CopyOutputSymbolsToPublishDirectory=false
    rm -f "$tree"/*.pdb "$tree"/*.dbg
    mkdir -p "$tree/man" "$tree/completion"
    ${emulator[@]+"${emulator[@]}"} "$tree/psutil" man --directory "$tree/man"
    local shell
    for shell in bash zsh fish pwsh; do
        ${emulator[@]+"${emulator[@]}"} "$tree/psutil" completion "$shell" >"$tree/completion/psutil.$shell"
    done
    cp LICENSE CHANGELOG.md "$tree/"
    cp src/Psutil.Tool/README.md "$tree/README.md"
    case $target in
        win-*) (cd "$build" && 7z a -bd -bso0 "$release/$folder.zip" "$folder") ;;
        linux-*)
            cp -r deploy/systemd "$tree/systemd"
            # The base of the image has glibc.
            [[ $target == *-musl-* ]] || cp deploy/container/Dockerfile "$tree/"
            archive "$folder"
            make_deb "$tree"
            ;;
        *) archive "$folder" ;;
    esac
}

archive() {
    # macOS's own tar has no order; a runner there has GNU's beside it.
    "$(command -v gtar || echo tar)" --create --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" --directory "$build" "$1" |
        gzip --no-name --best >"$release/$1.tar.gz"
}

make_deb() {
    case $target in linux-x64) local architecture=amd64 ;; linux-arm64) local architecture=arm64 ;; *) return ;; esac
    if ! command -v dpkg-deb >/dev/null; then
        remarks+=("No Debian package: dpkg-deb is not here.")
        return
    fi
    local root=$build/deb
    rm -rf "$root"
    install -D --mode 755 --target-directory "$root/usr/bin" "$1/psutil" "$1/psutil-serve"
    install -D --mode 644 --target-directory "$root/usr/share/man/man1" "$1"/man/*.1
    find "$root/usr/share/man" -name '*.1' -exec gzip --no-name --best {} +
    install -D --mode 644 "$1/completion/psutil.bash" "$root/usr/share/bash-completion/completions/psutil"
    install -D --mode 644 "$1/completion/psutil.zsh" "$root/usr/share/zsh/vendor-completions/_psutil"
    install -D --mode 644 "$1/completion/psutil.fish" "$root/usr/share/fish/vendor_completions.d/psutil.fish"
    # Not enabled: who installs a command has asked neither for a server nor for a recorder.
    install -D --mode 644 --target-directory "$root/usr/lib/systemd/system" deploy/systemd/psutil-serve.service deploy/systemd/psutil-record.service
    install -D --mode 644 deploy/systemd/psutil.sysusers.conf "$root/usr/lib/sysusers.d/psutil.conf"
    install -D --mode 644 LICENSE "$root/usr/share/doc/psutil-dotnet/copyright"
    gzip --no-name --best --stdout CHANGELOG.md >"$root/usr/share/doc/psutil-dotnet/changelog.gz"
    chmod 644 "$root/usr/share/doc/psutil-dotnet/changelog.gz"
    mkdir -p "$root/DEBIAN"
    cat >"$root/DEBIAN/control" <<END
Package: psutil-dotnet
Version: ${version//-/\~}
Architecture: $architecture
Maintainer: The Psutil for .NET authors <psutil-dotnet@localhost>
Installed-Size: $(du --summarize --apparent-size --block-size=1024 "$root/usr" | cut --fields 1)
Depends: libc6 (>= $(glibc_of "$1/psutil" "$1/psutil-serve"))
Recommends: libssl3t64 | libssl3
Section: admin
Priority: optional
Description: processes, CPU, memory, disks, network and sensors at a glance
 The psutil command shows what ps, top, ss, df, free and pstree show, for people
 and as JSON and CSV; psutil serve is a live page and metrics over HTTP.
END
    find "$root" -print0 | xargs --null touch --no-dereference --date="@$SOURCE_DATE_EPOCH"
    dpkg-deb --root-owner-group --build "$root" "$release/psutil-dotnet_${version//-/\~}_$architecture.deb" >/dev/null
}

# The oldest glibc that has all symbols of some programs, which depends on the system that linked them.
glibc_of() { grep --text --only-matching --no-filename 'GLIBC_2\.[0-9]*' "$@" | sed 's/GLIBC_//' | sort --unique --version-sort | tail -1; }

# Debian's cross compiler and an emulator for programs are enough for the other processor.
make_tool_for_arm64() {
    [ "$here" = linux-x64 ] || return 0
    local program
    for program in clang aarch64-linux-gnu-gcc qemu-aarch64; do
        if ! command -v "$program" >/dev/null; then
            remarks+=("No command for linux-arm64: $program is not installed (clang, gcc-aarch64-linux-gnu, libc6-dev-arm64-cross and qemu-user make it here).")
            return
        fi
    done
    target=linux-arm64
    emulator=(qemu-aarch64 -L /usr/aarch64-linux-gnu)
    make_tool
}

make_libraries() {
    echo "The libraries, and the package of the command that leads to the others"
    dotnet tool restore >/dev/null
    local library
    for library in "${libraries[@]}" Psutil.Tool; do
        dotnet CycloneDX "src/$library/$library.csproj" --output "$build" --filename "$library.cdx.json" --output-format Json --exclude-dev \
            --set-name "$library" --set-version "$version" --set-type Library >"$build/$library.cdx.log" || { cat "$build/$library.cdx.log" >&2; exit 1; }
        cp "$build/$library.cdx.json" "$release/$library-$version.cdx.json"
        pack "src/$library" "-p:BillOfMaterialsFolder=$build"
    done
    awk -v heading="## [$version]" '
        index($0, heading) == 1 || (!found && index($0, "## [Unreleased]") == 1) { if (index($0, heading) == 1) { text = ""; found = 1 } inside = 1; next }
        /^## \[/ { inside = 0 }
        inside { text = text $0 "\n" }
        END { printf "%s", text }' CHANGELOG.md >"$release/notes.md"
}

case $mode in
    --only-tool) make_tool ;;
    --complete) make_libraries ;;
    *)
        make_libraries
        make_tool
        make_tool_for_arm64
        ;;
esac

missing=()
for system in "${systems[@]}"; do
    [ -e "$release/Psutil.Tool.$system.$version.nupkg" ] || missing+=("$system")
done
(cd "$release" && rm -f SHA256SUMS && sha256sum -- *.nupkg *.snupkg *.tar.gz *.zip *.deb 2>/dev/null >SHA256SUMS || true)

echo
echo "Would be pushed to nuget.org:"
find "$release" -name '*.nupkg' -o -name '*.snupkg' | sed 's|.*/|  |' | sort
echo "Would be attached to the release:"
find "$release" -type f -not -name '*.nupkg' -not -name '*.snupkg' | sed 's|.*/|  |' | sort
for system in ${missing[@]+"${missing[@]}"}; do
    echo "Not built here: Psutil.Tool for $system"
done
for remark in ${remarks[@]+"${remarks[@]}"}; do
    echo "Before a release: $remark"
done
if [ "$mode" = --complete ] && [ ${#missing[@]} -gt 0 ]; then
    echo "The release is not complete." >&2
    exit 1
fi
