import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { wasmOf } from '../../src/page/wasm-response.js';

const WASM = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

/** A response in pieces of a byte. */
function response(bytes: Uint8Array, type: string): Response {
  const body = new ReadableStream({
    start(to) {
      for (const byte of bytes) to.enqueue(Uint8Array.of(byte));
      to.close();
    },
  });
  return new Response(body, { headers: { 'Content-Type': type } });
}

async function compiled(given: Response): Promise<boolean> {
  const taken = await wasmOf(given);
  expect(taken.headers.get('Content-Type')).toBe('application/wasm');
  return (await WebAssembly.compileStreaming(taken)) instanceof WebAssembly.Module;
}

describe('a response with a module', () => {
  it('is compiled as it is when the server knows what it is', async () => {
    const given = response(WASM, 'application/wasm');
    expect(await wasmOf(given)).toBe(given);
  });

  it('is unpacked when the server sends the packed file', async () => {
    const packed = gzipSync(WASM);
    expect(await compiled(new Response(packed, { headers: { 'Content-Type': 'application/gzip' } }))).toBe(
      true,
    );
  });

  it('is taken as it is when the server has unpacked the file on its way', async () => {
    expect(await compiled(response(WASM, 'application/gzip'))).toBe(true);
  });

  it('is refused when it holds something else', async () => {
    const page = response(new TextEncoder().encode('<!doctype html>'), 'text/html');
    await expect(compiled(page)).rejects.toThrow(WebAssembly.CompileError);
    await expect(compiled(new Response('', { headers: { 'Content-Type': 'text/html' } }))).rejects.toThrow();
  });
});
