#!/bin/sh
# The reproducible build: compiles in a Debian trixie folder (root and debootstrap needed; rustc 1.85.1 with std for
# wasm32-wasip1), adds the interface sections, and writes artifacts and manifest.json in place.
#
#   TRIXIE_ROOT    folder to make and keep          (default: /var/tmp/noctiluca-trixie)
#   DEBIAN_MIRROR  mirror to take packages from     (default: http://deb.debian.org/debian)
#   CARGO_JOBS     parallel compiler jobs           (default: cargo's)
#
# In a debian:trixie container install the same packages and run build.sh and embed.mjs directly.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=${TRIXIE_ROOT:-/var/tmp/noctiluca-trixie}
mirror=${DEBIAN_MIRROR:-http://deb.debian.org/debian}

if [ ! -e "$root/.ready" ]; then
  debootstrap --variant=minbase --include=ca-certificates trixie "$root" "$mirror"
  cp /etc/resolv.conf "$root/etc/resolv.conf"
  chroot "$root" sh -c 'apt-get update -q && DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -q --no-install-recommends rustc cargo libstd-rust-dev-wasm32 lld'
  touch "$root/.ready"
fi
# private authorities of the host, if any
cp /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/ca-certificates.crt"

rm -rf "$root/src"
mkdir -p "$root/src"
(cd "$here" && tar cf - --exclude=target --exclude=.raw --exclude='*.wasm' .) | tar xf - -C "$root/src"
chroot "$root" env -i PATH=/usr/bin:/bin HOME=/root ${CARGO_JOBS:+CARGO_JOBS="$CARGO_JOBS"} sh /src/build.sh /src/.raw
rm -rf "$here/.raw"
cp -r "$root/src/.raw" "$here/.raw"
node "$here/embed.mjs"
