import { readFileSync } from 'node:fs';
import { findAvmWasm } from '../../src/instance/avm-module.js';
import { DECOMPRESS, VERIFY } from '../../src/signatures/hooked-functions.js';
import { readUleb, uleb } from '../../src/signatures/leb.js';

const HEADER_BYTES = 8;
const EXPORT_SECTION = 7;
const FUNCTION = 0;
const PAGE_BYTES = 65_536;
/** Places in a page that nothing else uses. */
const AT = { OUT: 0, KEY: 512, POINT: 1024, SIGNATURE: 1536, MESSAGE: 2048 };

export type Verify = (signature: Uint8Array, publicKey: Uint8Array, message: Uint8Array) => boolean;

/** What ed25519-dalek in avm.wasm says of a signature, AquaVM left aside. */
export async function stockVerify(): Promise<Verify> {
  const exported = { verify: VERIFY.index, decompress: DECOMPRESS.index };
  const { memory, verify, decompress } = await functionsOf(readFileSync(findAvmWasm()), exported);
  const page = memory.grow(1) * PAGE_BYTES;
  const put = (place: number, data: Uint8Array) => new Uint8Array(memory.buffer).set(data, page + place);
  const take = (place: number, length: number) =>
    new Uint8Array(memory.buffer).slice(page + place, page + place + length);

  return (signature, publicKey, message) => {
    put(AT.KEY, publicKey);
    decompress(page + AT.POINT, page + AT.KEY);
    if (take(AT.POINT, 1)[0] !== 1) return false;
    put(AT.KEY + 32, take(AT.POINT + 4, 160));
    put(AT.SIGNATURE, signature);
    put(AT.MESSAGE, message);
    verify(page + AT.OUT, page + AT.KEY, page + AT.MESSAGE, message.length, page + AT.SIGNATURE);
    return take(AT.OUT, 1)[0] === 0;
  };
}

async function functionsOf(wasm: Uint8Array, functions: Readonly<Record<string, number>>) {
  const module = await WebAssembly.compile(withExports(wasm, functions));
  const imports: WebAssembly.Imports = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    imports[from] = { ...imports[from], [name]: () => 0 };
  }
  const { exports } = await WebAssembly.instantiate(module, imports);
  return exports as unknown as {
    memory: WebAssembly.Memory;
    verify: (...at: number[]) => void;
    decompress: (...at: number[]) => void;
  };
}

/** The module with more of its functions exported. */
function withExports(wasm: Uint8Array, functions: Readonly<Record<string, number>>): Uint8Array<ArrayBuffer> {
  const added = Object.entries(functions).flatMap(([name, index]) => {
    return [...uleb(name.length), ...Buffer.from(name), FUNCTION, ...uleb(index)];
  });
  for (let at = HEADER_BYTES; ; ) {
    const [length, start] = readUleb(wasm, at + 1);
    if (wasm[at] !== EXPORT_SECTION) {
      at = start + length;
      continue;
    }
    const [count, first] = readUleb(wasm, start);
    const total = uleb(count + Object.keys(functions).length);
    const entries = Buffer.concat([
      Uint8Array.from(total),
      wasm.subarray(first, start + length),
      Uint8Array.from(added),
    ]);
    const head = Uint8Array.from([EXPORT_SECTION, ...uleb(entries.length)]);
    return Uint8Array.from(
      Buffer.concat([wasm.subarray(0, at), head, entries, wasm.subarray(start + length)]),
    );
  }
}
