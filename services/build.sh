#!/bin/sh
# Compiles every module of this workspace to wasm32-wasip1 and leaves the raw files in $1 (default: .raw).
# The toolchain must ship std for that target: Debian trixie's packages (build-in-trixie.sh), or rustup with the target
# added. Only the first gives the committed bytes.
set -eu
cd "$(dirname "$0")"
out=${1:-.raw}
target=wasm32-wasip1
CARGO_HOME=${CARGO_HOME:-$HOME/.cargo}
export CARGO_HOME CARGO_INCREMENTAL=0

# Debian's compiler has no rust-lld of its own
if [ -z "${CARGO_TARGET_WASM32_WASIP1_LINKER:-}" ] &&
  ! ls "$(rustc --print sysroot)"/lib/rustlib/*/bin/rust-lld >/dev/null 2>&1; then
  export CARGO_TARGET_WASM32_WASIP1_LINKER=wasm-ld
fi

# Same bytes whatever the checkout and cache folders are called: the last match wins, and dependencies lie in a folder
# that names their registry.
cargo fetch --locked --target $target
flags="--remap-path-prefix=$CARGO_HOME=/cargo --remap-path-prefix=$PWD=/src"
for registry in "$CARGO_HOME"/registry/src/*; do flags="$flags --remap-path-prefix=$registry=/crates"; done
export CARGO_TARGET_WASM32_WASIP1_RUSTFLAGS="$flags"

# redb asks for `wasi_ext` (positioned reads and writes of the standard library); no other crate may use such a feature
export RUSTC_BOOTSTRAP=redb
cargo build --locked --release --target $target ${CARGO_JOBS:+-j"$CARGO_JOBS"}
rm -rf "$out"
mkdir -p "$out"
cp "${CARGO_TARGET_DIR:-target}"/$target/release/*.wasm "$out"/
rustc -vV > "$out/rustc.txt"
