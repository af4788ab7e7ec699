#!/usr/bin/env bash
# Fetches the 32-bit libraries of the Wine that is installed (Debian's libwine:i386, 95 MB) into a folder: with them the tests see 32-bit Windows processes, too.
# Installs nothing, and leaves apt's own lists and architectures alone.
# usage: fetch-32-bit-wine.sh FOLDER, then PSUTIL_WINE_I386=FOLDER dotnet test
set -euo pipefail
folder=$1
version=$(dpkg-query --show --showformat='${Version}' libwine)
if [ -f "$folder/$version" ]; then
    exit 0
fi

state=$(mktemp -d)
trap 'rm -rf "$state"' EXIT
mkdir -p "$state/lists/partial" "$state/cache/archives/partial" "$folder"
cp /var/lib/dpkg/status "$state/status"
cat >"$state/apt.conf" <<END
APT::Architectures { "$(dpkg --print-architecture)"; "i386"; };
APT::Sandbox::User "root";
Acquire::Retries "3";
Dir::State "$state";
Dir::State::Lists "$state/lists";
Dir::State::status "$state/status";
Dir::Cache "$state/cache";
END
export APT_CONFIG=$state/apt.conf
apt-get -qq update || true # One list that is out of order is no matter: the package may be in another.
cd "$state"
apt-get -qq download "libwine:i386=$version"
dpkg-deb --fsys-tarfile libwine_*_i386.deb | tar -x -C "$folder" --strip-components=5 ./usr/lib/i386-linux-gnu/wine/i386-windows
touch "$folder/$version"
