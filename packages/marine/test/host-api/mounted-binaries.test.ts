import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { DirectoryQuota } from '../../src/directory-quota.js';
import { binaryEnvironment, runBinary } from '../../src/host-api/run-binary.js';
import { CallClock } from '../../src/limits/call-clock.js';
import { createService } from '../../src/service/service.js';
import { marineModule, memoryTools } from '../utils/small-modules.js';
import { op } from '../utils/wasm-writer.js';

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const ARRAY_AT = 512;

/** `run(n)` calls the mounted binary `tool` with the first n of its arguments and answers the record's place. */
function tool(
  args: string[],
  path = '/bin/sh',
  mappedDirs: Record<string, string> = {},
  clock?: CallClock,
  directoryQuotas: readonly DirectoryQuota[] = [],
) {
  const bytes = args.map((arg) => new TextEncoder().encode(arg));
  const table = new DataView(new ArrayBuffer(8 * args.length));
  let at = ARRAY_AT + table.byteLength;
  for (const [i, { length }] of bytes.entries()) {
    table.setUint32(8 * i, at, true);
    table.setUint32(8 * i + 4, length, true);
    at += length;
  }
  const wasm = marineModule({
    hostImports: [{ namespace: 'host', name: 'tool', parameters: ['i32', 'i32'] }],
    functions: [
      {
        name: 'run',
        arguments: ['s32', 's32'],
        result: 'u32',
        body: [...op.localGet(0), ...op.localGet(1), ...op.call(0), ...op.globalGet(2)],
      },
      ...memoryTools(),
    ],
    extra: { data: [{ offset: ARRAY_AT, bytes: Buffer.concat([new Uint8Array(table.buffer), ...bytes]) }] },
  });
  const config = { name: 'm', mountedBinaries: { tool: path }, mappedDirs };
  const service = createService(
    { serviceId: 'sid', directoryQuotas, modules: [{ config, wasm }] },
    clock ? { clock } : {},
  );
  const dump = (pointer: number, length: number): Uint8Array =>
    length === 0 ? new Uint8Array(0) : (service.callValues('dump', [pointer, length]) as Uint8Array);
  return (pointer = ARRAY_AT, count = args.length) => {
    const record = new DataView(
      dump(service.callValues('run', [pointer, count]) as number, 28).slice().buffer,
    );
    const field = (offset: number): Uint8Array =>
      dump(record.getUint32(offset, true), record.getUint32(offset + 4, true));
    const pointers = [12, 20].map((offset) => record.getUint32(offset, true));
    return {
      code: record.getInt32(0, true),
      error: text(field(4)),
      stdout: text(field(12)),
      stderr: text(field(20)),
      pointers,
    };
  };
}

describe('a mounted binary', () => {
  it('gets exactly its arguments, no shell between, and answers code and outputs', () => {
    expect(tool(['-c', 'echo "$1"; echo oops >&2; exit 3', 'x', '$HOME; `ls`'])()).toMatchObject({
      code: 3,
      error: '',
      stdout: '$HOME; `ls`\n',
      stderr: 'oops\n',
    });
    expect(tool([], '/bin/true')()).toMatchObject({ code: 0, error: '', pointers: [0, 0] });
  });

  it('that is killed or not there has the codes of upstream', () => {
    expect(tool(['-c', 'kill -9 $$'])()).toMatchObject({ code: 100_000, error: '' });
    expect(tool([], '/no/such/tool')()).toMatchObject({
      code: 100_001,
      error: expect.stringContaining('ENOENT'),
    });
  });

  it('is not run with arguments that are none', () => {
    expect(tool([])(-1, 4)).toMatchObject({ code: 100_003 });
    expect(tool(['xxxxxxxxxxxxxxxx'])(ARRAY_AT + 8, 1)).toMatchObject({ code: 100_004 });
    expect(tool([])(ARRAY_AT, 100_000)).toMatchObject({
      code: 100_003,
      error: expect.stringContaining('passing arguments'),
    });
  });

  it('has nothing on stdin', () => {
    expect(tool([], '/bin/cat')()).toMatchObject({ code: 0, stdout: '' });
  });

  it.each([
    { of: 'all' as const, where: '.' },
    { of: 'each' as const, where: 'one' },
  ])('is not run while its directories hold more than they may ($of)', ({ of, where }) => {
    const path = realpathSync(mkdtempSync(join(tmpdir(), 'quota-')));
    onTestFinished(() => rmSync(path, { recursive: true, force: true }));
    const folder = join(path, where);
    mkdirSync(folder, { recursive: true });
    const quota = { name: 'storage', path, maxBytes: 1_000, maxEntries: 10, of };
    const fill = ['-c', 'head -c 600 /dev/zero > "$0/$(date +%N)"', folder];
    const run = tool(fill, '/bin/sh', { '/storage': path }, undefined, [quota]);
    expect([run().code, run().code]).toEqual([0, 0]);
    expect(run()).toMatchObject({
      code: 100_001,
      error: 'not run: storage holds more than its quota; remove something first',
    });
    expect(readdirSync(folder)).toHaveLength(2);
    for (const name of readdirSync(folder)) rmSync(join(folder, name));
    expect(run().code).toBe(0);
  });

  it('ends with the deadline of the call', () => {
    const clock = new CallClock();
    const run = tool(['-c', 'while :; do :; done'], '/bin/sh', {}, clock);
    clock.begin(100);
    expect(() => run()).toThrow(expect.objectContaining({ code: 'CALL_DEADLINE' }));
  });
});

describe('limits of a run', () => {
  const sh = (script: string, init: Parameters<typeof runBinary>[3], remaining = 60_000) =>
    runBinary('/bin/sh', ['-c', script], remaining, init);

  it('time and output end it with a reason', () => {
    expect(sh('while :; do :; done', { timeLimitMs: 50 })).toMatchObject({
      retCode: 100_000,
      error: 'killed: it ran for more than 50 ms',
    });
    expect(sh('while :; do :; done', {}, 40).error).toContain('40 ms');
    const loud = sh('while :; do echo aaaaaaaaaaaaaaaaaaaaaaaaaa; done', { maxOutputBytes: 1000 });
    expect([loud.retCode, loud.error, loud.stdout.length]).toEqual([
      100_000,
      'killed: it wrote more than 1000 bytes',
      1000,
    ]);
  });

  it('the environment is what programs need, not what the peer keeps secret', () => {
    const env = binaryEnvironment({
      PATH: '/bin',
      FLUENCE_ROOT_KEY: 'secret',
      https_proxy: 'p',
      LC_ALL: 'C',
    });
    expect(env).toEqual({ PATH: '/bin', https_proxy: 'p', LC_ALL: 'C' });
    expect(text(sh('echo "$A-$FLUENCE_ROOT_KEY"', { env: { A: '1' } }).stdout)).toBe('1-\n');
  });
});
