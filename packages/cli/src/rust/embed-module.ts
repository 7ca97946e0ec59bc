import { randomUUID } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { EmbedError, embed } from '@noctiluca/marine/embed';
import { CliError } from '../errors.js';

/**
 * Gives what cargo left the sections that a Marine runtime asks for, in place, as upstream's `marine build` does.
 * @throws CliError `RUST_FAILED` for a wasm that is not there, or has nothing of marine-rs-sdk
 */
export async function embedModule(name: string, wasm: string): Promise<void> {
  const raw = await readFile(wasm).catch((cause: unknown) => {
    const what = `cargo built no ${wasm}: "${name}" in module.yaml must be the name of its [[bin]] in Cargo.toml`;
    throw new CliError('RUST_FAILED', what, { cause });
  });
  const whole = embedded(name, raw);
  if (Buffer.compare(raw, whole) === 0) return;
  // cargo has the same file under another name: this one is replaced, not changed
  const draft = `${wasm}.${randomUUID()}`;
  await writeFile(draft, whole);
  await rename(draft, wasm);
}

function embedded(name: string, raw: Uint8Array): Uint8Array {
  try {
    return embed(raw);
  } catch (cause) {
    if (!(cause instanceof EmbedError)) throw cause;
    throw new CliError('RUST_FAILED', `Module "${name}": ${cause.message}`, { cause });
  }
}
