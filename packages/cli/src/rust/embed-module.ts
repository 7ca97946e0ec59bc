import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { EmbedError, embed } from '@noctiluca/marine-tools';
import { CliError } from '../errors.js';

/**
 * Gives what cargo left the sections that a Marine runtime asks for, as upstream's `marine build` does.
 * @param built what cargo left, absolute
 * @param taken where modules are taken from, absolute: the same file, or that of a build for release
 * @throws CliError `RUST_FAILED` for a wasm that is not there, or has nothing of marine-rs-sdk
 */
export async function embedModule(name: string, built: string, taken: string): Promise<void> {
  const raw = await readFile(built).catch((cause: unknown) => {
    const what = `cargo built no ${built}: "${name}" in module.yaml must be the name of its [[bin]] in Cargo.toml`;
    throw new CliError('RUST_FAILED', what, { cause });
  });
  const whole = embedded(name, raw);
  if (built === taken && Buffer.compare(raw, whole) === 0) return;
  // cargo has the same file under another name: this one is replaced, not changed
  const draft = `${taken}.${randomUUID()}`;
  await mkdir(path.dirname(taken), { recursive: true });
  await writeFile(draft, whole);
  await rename(draft, taken);
}

function embedded(name: string, raw: Uint8Array): Uint8Array {
  try {
    return embed(raw);
  } catch (cause) {
    if (!(cause instanceof EmbedError)) throw cause;
    throw new CliError('RUST_FAILED', `Module "${name}": ${cause.message}`, { cause });
  }
}
