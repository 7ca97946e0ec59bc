// What browsers load by address, beside dist/browser/instance.js: avm.wasm.gz, and avm-worker.js with all it needs in one file.

import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { rolldown } from 'rolldown';
import { forBrowsers } from '../../../scripts/browser/for-browsers.mjs';

const at = (file) => fileURLToPath(new URL(`../${file}`, import.meta.url));
/** Sections that only tools read: a tenth of the file. */
const LEFT_OUT = ['name', 'producers'];

await Promise.all([writeAvm(), writeWorker()]);

async function writeAvm() {
  const entry = createRequire(import.meta.url).resolve('@fluencelabs/avm');
  const wasm = await readFile(join(dirname(entry), 'avm.wasm'));
  await writeFile(
    at('dist/browser/avm.wasm.gz'),
    await promisify(gzip)(without(LEFT_OUT, wasm), { level: 9 }),
  );
}

async function writeWorker() {
  const bundle = await rolldown({ input: at('src/worker/worker-entry.ts'), ...forBrowsers() });
  await bundle.write({
    file: at('dist/browser/avm-worker.js'),
    format: 'esm',
    codeSplitting: false,
    minify: true,
  });
  await bundle.close();
}

/** The module without custom sections of these names. */
function without(names, wasm) {
  const kept = [wasm.subarray(0, 8)];
  for (let at = 8; at < wasm.length; ) {
    const [size, start] = varint(wasm, at + 1);
    const end = start + size;
    if (wasm[at] !== 0 || !names.includes(nameAt(wasm, start))) kept.push(wasm.subarray(at, end));
    at = end;
  }
  return Buffer.concat(kept);
}

function nameAt(wasm, at) {
  const [length, start] = varint(wasm, at);
  return wasm.toString('utf8', start, start + length);
}

function varint(bytes, at) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return [value, at];
  }
}
