import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { CARGO_TOML } from './cargo-root.js';

/** What a workspace's builds depend on besides crates. */
const WORKSPACE_FILES = [
  ...[CARGO_TOML, 'Cargo.lock', 'rust-toolchain', 'rust-toolchain.toml'],
  ...['.cargo/config', '.cargo/config.toml'],
];

/**
 * Files that a build read: those that cargo tells of beside the wasm, and the `Cargo.toml` of each of their crates.
 * @param wasm as cargo left it, absolute; `<name>.d` is beside it
 */
export async function sourcesOf(wasm: string, crate: string, workspace: string): Promise<string[]> {
  const text = await readFile(wasm.replace(/\.wasm$/, '.d'), 'utf8').catch(() => '');
  const sources = dependencies(text);
  const crates = sources.map(manifestOf).filter((file) => file !== undefined);
  const ofWorkspace = WORKSPACE_FILES.map((file) => path.join(workspace, file));
  return [...new Set([...sources, ...crates, path.join(crate, CARGO_TOML), ...ofWorkspace])];
}

/** `target: source source\ with\ space`, as make has it. */
export function dependencies(text: string): string[] {
  const [line = ''] = text.split('\n');
  const list = line.slice(line.indexOf(': ') + 2);
  return (list.match(/(?:\\ |[^ ])+/g) ?? []).map((file) => file.replaceAll('\\ ', ' '));
}

function manifestOf(source: string): string | undefined {
  for (let folder = path.dirname(source); folder !== path.dirname(folder); folder = path.dirname(folder)) {
    const file = path.join(folder, CARGO_TOML);
    if (existsSync(file)) return file;
  }
  return undefined;
}
