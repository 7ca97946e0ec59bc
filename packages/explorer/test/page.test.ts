import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { PAGE_FOLDER, singleFile } from '../dist/index.js';

const MAX_BYTES = 100 * 1024;
const files = readdirSync(PAGE_FOLDER, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map(({ parentPath, name }) => path.join(parentPath, name));
const isAvm = (file: string) => path.basename(file).startsWith('avm.wasm');
const single = readFileSync(singleFile(), 'utf8');

describe('the built page', () => {
  it('is small, AquaVM left out', () => {
    const bytes = files
      .filter((file) => !isAvm(file) && file !== singleFile())
      .map((file) => brotliCompressSync(readFileSync(file)).length);
    expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(MAX_BYTES);
  });

  it('has AquaVM beside it, for the first replay', () => {
    const [avm, ...more] = files.filter(isAvm);
    expect(more).toEqual([]);
    expect([...readFileSync(avm!).subarray(0, 2)]).toEqual([0x1f, 0x8b]);
    const html = readFileSync(path.join(PAGE_FOLDER, 'index.html'), 'utf8');
    expect(html).not.toContain('avm');
    expect(html).not.toContain('open-replay');
  });

  it('lets only its own script run, and asks only its own origin', () => {
    const html = readFileSync(path.join(PAGE_FOLDER, 'index.html'), 'utf8');
    expect(html).toContain("default-src 'none'");
    expect(html).toContain("connect-src 'self'");
    expect(html).not.toMatch(/unsafe-inline|'unsafe-eval'|https?:/);
  });

  it('is one file as well, that asks nobody', () => {
    expect(single).toContain("script-src 'sha256-");
    expect(single).toContain('connect-src data:');
    expect(single).not.toMatch(/<(script|link|img)[^>]*(src|href)="(?!data:)/);
  });
});
