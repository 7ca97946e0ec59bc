/// <reference lib="dom" />
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { MarineService } from '@fluencelabs/marine-js/MarineService';
import { type CallParameters, defaultCallParameters, type LogMessage } from '@fluencelabs/marine-js/types';
import { beforeAll, describe, expect, it } from 'vitest';

// marine-js is upstream's own runtime compiled to wasm: what it accepts, a nox peer accepts.

const module = (path: string) =>
  new Uint8Array(readFileSync(new URL(`../../services/greeter/${path}`, import.meta.url)));
const parcel = {
  label: 'a',
  fragile: true,
  floor: -3,
  room: 65535,
  weight: 0.25,
  scale: 1.5,
  balance: Number.MIN_SAFE_INTEGER,
  serial: Number.MAX_SAFE_INTEGER,
  body: [0, 1, 255],
  tags: ['x', ''],
  route: [[1, 2], [], [4294967295]],
  sender: { name: 'Ada', language: 'en' },
  copies: [{ name: 'Grace', language: 'de' }],
};

describe('the greeter in marine-js', () => {
  let service: MarineService;
  const logs: LogMessage[] = [];
  const call = (
    name: string,
    args: Parameters<MarineService['call']>[1],
    parameters = defaultCallParameters,
  ) => service.call(name, args, parameters);

  beforeAll(async () => {
    const wasm = createRequire(import.meta.url).resolve('@fluencelabs/marine-js/marine-js.wasm');
    const config = {
      logger_enabled: true,
      logging_mask: 2147483647,
      wasi: { envs: { WASM_LOG: 'info' }, preopened_files: new Set<string>(), mapped_dirs: new Map() },
    };
    service = new MarineService(
      await WebAssembly.compile(readFileSync(wasm)),
      'greeter-1',
      (message) => logs.push(message),
      { modules_config: ['phrasebook', 'greeter'].map((import_name) => ({ import_name, config })) },
      { phrasebook: module('phrasebook/phrasebook.wasm'), greeter: module('greeter.wasm') },
    );
    await service.init();
  });

  it('greets, through the linked phrasebook, and logs it', () => {
    expect(call('greeting', ['Мир'])).toBe('Hi, Мир');
    expect(logs.map(({ message }) => message).join()).toContain('greeting Мир');
  });

  it('counts the guests it greeted and no others', () => {
    const before = Number(call('greeted', []));
    call('greeting', ['one']);
    expect(call('greet', [{ name: 'two', language: 'fr' }])).toEqual({
      success: true,
      error: '',
      text: 'Salut, two',
    });
    expect(call('greet', [{ name: 'Worf', language: 'tlh' }])).toMatchObject({
      success: false,
      error: expect.stringContaining("'tlh'"),
    });
    expect(call('greeted', [])).toBe(before + 2);
    expect(call('describe', [])).toMatchObject({ name: 'greeter', greeted: before + 2 });
  });

  it('greets a list in its order', () => {
    const guests = ['ja', 'xx', 'uk'].map((language) => ({ name: 'Ada', language }));
    expect(call('greet_all', [guests])).toMatchObject([
      { success: true, text: 'Adaさん、こんにちは' },
      { success: false, text: '' },
      { success: true, text: 'Привіт, Ada' },
    ]);
    expect(call('greet_all', [[]])).toEqual([]);
  });

  it('describes itself with lists and bytes', () => {
    expect(call('describe', [])).toMatchObject({
      languages: ['de', 'en', 'fr', 'ja', 'la', 'uk'],
      picture: [...Buffer.from('P4\n8 8\n'), 0x3c, 0x42, 0xa5, 0x81, 0xa5, 0x99, 0x42, 0x3c],
    });
  });

  it('returns a list of records of every kind as it came', () => {
    expect(call('echo', [[parcel, { ...parcel, body: [], tags: [], route: [], copies: [] }]])).toEqual([
      parcel,
      { ...parcel, body: [], tags: [], route: [], copies: [] },
    ]);
  });

  it('tells who calls', () => {
    const particle = {
      ...defaultCallParameters.particle,
      id: 'p-1',
      init_peer_id: 'peer-a',
      timestamp: 123,
      ttl: 7,
    };
    const tetraplet = { peer_pk: 'peer-b', service_id: 'srv', function_name: 'fn', lens: '.$.x' };
    const parameters: CallParameters = {
      ...defaultCallParameters,
      particle,
      service_id: 'greeter-1',
      host_id: 'host',
      worker_id: 'worker',
      service_creator_peer_id: 'creator',
      tetraplets: [[tetraplet]],
    };
    expect(call('who_calls', ['note'], parameters)).toEqual({
      init_peer_id: 'peer-a',
      particle_id: 'p-1',
      timestamp: 123,
      ttl: 7,
      service_id: 'greeter-1',
      service_creator: 'creator',
      host_id: 'host',
      worker_id: 'worker',
      origins: [[{ peer_id: 'peer-b', service_id: 'srv', function_name: 'fn', lens: '.$.x' }]],
    });
  });

  it('fails when told to, and stays up', () => {
    expect(() => call('refuse', ['no'])).toThrow();
    expect(call('greeting', ['again'])).toBe('Hi, again');
  });
});
