import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { INTERFACE_TYPES_SECTION, readSections } from '@noctiluca/marine-tools';
import type { TempFolder } from '@noctiluca/testing';

const GREETING = fileURLToPath(new URL('../../../marine/test/fixtures/greeting.wasm', import.meta.url));
const TARGET = 'wasm32-wasip1';

/** What cargo leaves of a module, before it is one of Marine. */
export function rawWasm(): Uint8Array {
  const whole = readFileSync(GREETING);
  const kept = readSections(whole).filter(({ name }) => name !== INTERFACE_TYPES_SECTION);
  return Buffer.concat([whole.subarray(0, 8), ...kept.map(({ raw }) => raw)]);
}

/**
 * A `cargo` and a `rustc` in a folder of their own, which build the same wasm of whatever they are given, and fail where a
 * source says "broken". What cargo is asked is in `cargo.log`.
 * @returns the environment that finds them
 */
export function fakeRust(folder: TempFolder, { hasTarget = true } = {}): Record<string, string> {
  const bin = folder.at('rust/bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(folder.at('rust/raw.wasm'), rawWasm());
  const libraries = folder.at('rust/lib/rustlib');
  mkdirSync(`${libraries}/host/bin`, { recursive: true });
  if (hasTarget) mkdirSync(`${libraries}/${TARGET}/lib`, { recursive: true });
  script(`${bin}/rustc`, `echo ${folder.at('rust')}`);
  script(`${bin}/cargo`, cargo(folder));
  return { PATH: `${bin}:/usr/bin:/bin`, HOME: folder.at('home') };
}

/** The environment of a machine without Rust. */
export const NO_RUST = { PATH: '/usr/bin:/bin' };

/** Builds each `-p` of the workspace that it is called in, whose crate is in a folder of that name. */
function cargo(folder: TempFolder): string {
  return `
[ "$1" = --version ] && exit 0
echo "$PWD $* LINKER=$CARGO_TARGET_WASM32_WASIP1_LINKER" >> ${folder.at('cargo.log')}
shift
packages=""
profile=debug
while [ $# -gt 0 ]; do
  case "$1" in
    -p) packages="$packages $2"; shift ;;
    --target-dir) target=$2; shift ;;
    --release|-r) profile=release ;;
    --profile) profile=$2; shift ;;
  esac
  shift
done
out=$target/${TARGET}/$profile
mkdir -p $out
for package in $packages; do
  main=$(find "$PWD" -path "*/$package/src/main.rs" | head -n 1)
  if grep -q broken "$main"; then echo "error[E0425]: cannot find value \\\`broken\\\`" >&2; exit 101; fi
  cp ${folder.at('rust/raw.wasm')} $out/$package.wasm
  echo "$out/$package.wasm: $main" > $out/$package.d
done`;
}

function script(file: string, body: string): void {
  writeFileSync(file, `#!/bin/sh\n${body}\n`);
  chmodSync(file, 0o755);
}
