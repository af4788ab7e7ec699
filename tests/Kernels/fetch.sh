# Fetches from a Debian mirror what the machines of run.sh are made of, once, into $cache: no package is installed, and apt's own lists stay as they are.
# What fails says why in its last line.

# What is in the root beside what these packages need; a change makes a new root.
root_packages=base-files,base-passwd,bash,coreutils,dash,util-linux,util-linux-extra,mount,procps,iproute2,kmod,busybox-static,e2fsprogs,mdadm,dmsetup,i2c-tools,libc-bin,libstdc++6,zlib1g,grep,sed,findutils,systemd
root_key=$(printf '%s' "$root_packages" | sha256sum | cut -c 1-8)

# The mirror of this machine's own sources where it is a Debian, else $DEBIAN_MIRROR.
mirror() {
    local own
    own=$(. /etc/os-release && [ "$ID" = debian ] && cat /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null |
        sed -nE 's/^(URIs:|deb)( \[[^]]*\])? *(https?:[^ ]*\/debian\/?)( .*)?$/\3/p' | head -n 1) || true
    own=${DEBIAN_MIRROR:-$own}
    [ -n "$own" ] || { echo "no Debian mirror is known: set DEBIAN_MIRROR"; return 1; }
    echo "$own"
}

# make_disk FOLDER IMAGE SPARE: an ext4 image of the folder with so many free MB.
make_disk() { mke2fs -q -t ext4 -d "$1" "$2.new" "$(($(du -sm "$1" | cut -f 1) * 11 / 10 + $3))M" >/dev/null && mv "$2.new" "$2"; }

# Packages are unpacked, not configured, which is the same on every architecture and enough here.
fetch_root() {
    local architecture=$1 image=$cache/root-$1-$root_key.ext4 uri work folder log
    [ ! -e "$image" ] || return 0
    uri=$(mirror) || { echo "$uri"; return 1; }
    work=$(mktemp -d "$cache/work.XXXXXX") folder=$work/root log=$work/log
    if ! mmdebstrap --quiet --variant=extract --arch="$architecture" --include="$root_packages" --aptopt='APT::Install-Recommends "false"' \
        --aptopt='Acquire::Retries "3"' --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' \
        --dpkgopt='path-exclude=/usr/share/locale/*' bookworm "$folder" "$uri" >"$log" 2>&1; then
        tail -n 3 "$log"
        rm -rf "$work"
        echo "a Debian root for $architecture could not be fetched"
        return 1
    fi
    cp "$folder/usr/share/base-passwd/passwd.master" "$folder/etc/passwd"
    cp "$folder/usr/share/base-passwd/group.master" "$folder/etc/group"
    printf '%s: files\n' passwd group shadow hosts >"$folder/etc/nsswitch.conf"
    mkdir -p "$folder"/{work,lib/modules,mnt}
    cp "$(find "$folder" -path '*bin/busybox' | head -n 1)" "${image%.ext4}.busybox"
    make_disk "$folder" "$image" 256
    rm -rf "$work"
    [ -e "$image" ]
}

# fetch_kernel DEBIAN ARCHITECTURE FOLDER PATTERN...: the newest packages that match, as vmlinuz, modules.ext4 and first/ (the modules that the disks need, in order).
fetch_kernel() {
    local debian=$1 architecture=$2 folder=$3 uri work pattern package count=0 modules version file
    shift 3
    [ ! -e "$folder/modules.ext4" ] || return 0
    uri=$(mirror) || { echo "$uri"; return 1; }
    work=$(mktemp -d "$cache/work.XXXXXX")
    mkdir -p "$work"/{lists/partial,cache/archives/partial,unpacked} "$folder/first"
    : >"$work/status"
    echo "deb [arch=$architecture signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $uri $debian main" >"$work/sources.list"
    cat >"$work/apt.conf" <<END
APT::Architecture "$architecture";
APT::Architectures { "$architecture"; };
APT::Sandbox::User "root";
Acquire::Retries "3";
Dir::Etc::SourceList "$work/sources.list";
Dir::Etc::SourceParts "/dev/null";
Dir::State "$work";
Dir::State::Lists "$work/lists";
Dir::State::status "$work/status";
Dir::Cache "$work/cache";
END
    APT_CONFIG=$work/apt.conf apt-get -qq update || true # One file that is late is no matter: the package may be in another.
    for pattern; do
        package=$(APT_CONFIG=$work/apt.conf apt-cache pkgnames | grep -xE "${pattern//+/\\+}" | sort -V | tail -n 1) || true
        if [ -z "$package" ] || ! (cd "$work" && APT_CONFIG=$work/apt.conf apt-get -qq download "$package"); then
            rm -rf "$work"
            echo "Debian's $debian has no package $pattern, or it could not be fetched"
            return 1
        fi
        dpkg-deb -x "$work/${package}"_*.deb "$work/unpacked"
    done
    modules=$(dirname "$(find "$work/unpacked" -type d -path '*/lib/modules/*/kernel' -prune | head -n 1)")
    version=$(basename "$modules")
    mkdir -p "$work/unpacked/lib/modules"
    [ -e "$work/unpacked/lib/modules/$version" ] || mv "$modules" "$work/unpacked/lib/modules/"
    # The lists of what is built in may come in another package, and there below another folder.
    find "$work/unpacked" -type d -path "*/lib/modules/$version" ! -path "$work/unpacked/lib/*" -exec cp -rn {}/. "$work/unpacked/lib/modules/$version/" \;
    find "$work/unpacked" -name 'vmlinuz*' -type f -exec cp {} "$folder/vmlinuz" \;
    depmod -b "$work/unpacked" "$version"
    for pattern in virtio_pci virtio_blk virtio_rng ext4; do
        modprobe -d "$work/unpacked" -S "$version" --show-depends "$pattern" 2>/dev/null || true
    done | sed -n 's/^insmod \([^ ]*\) *$/\1/p' | awk '!seen[$0]++' | while read -r file; do
        count=$((count + 1))
        case $file in
            *.xz) xz -dc "$file" ;;
            *.zst) zstd -qdc "$file" ;;
            *) cat "$file" ;;
        esac >"$folder/first/$(printf %02d "$count").ko"
    done
    echo "$version" >"$folder/version"
    make_disk "$work/unpacked/lib/modules" "$folder/modules.ext4" 16
    rm -rf "$work"
    [ -e "$folder/modules.ext4" ]
}
