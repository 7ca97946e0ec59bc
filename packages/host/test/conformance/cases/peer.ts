import { createHash } from 'node:crypto';
import { base58btc } from 'multiformats/bases/base58';
import { expect } from 'vitest';
import { REMOTE_ADDRESS, REMOTE_PEER } from '../../utils/test-host.js';
import { asManagement, type ConformanceCase, PROTECTED } from '../case.js';

const UNKNOWN_PEER = '12D3KooWANqfCDrV79MZdMnMqTvDdqSAPSxdgFY1L6DCq2DVGB4D';
const NO_PEER = `Error: Error deserializing field 'peer': expected PeerId, got "nobody"`;
const KEY = base58btc.baseEncode(createHash('sha256').update('key').digest());
const items = ['a', 'b', 'c', 'd'].map((item) => base58btc.baseEncode(Buffer.from(item)));
const near = (target: string) =>
  [...items].sort((left, right) => Buffer.compare(distance(left, target), distance(right, target)));

function distance(item: string, target: string): Buffer {
  const [a, b] = [item, target].map((key) => createHash('sha256').update(base58btc.baseDecode(key)).digest());
  return Buffer.from((a ?? Buffer.alloc(0)).map((byte, at) => byte ^ (b?.[at] ?? 0)));
}

export const cases: readonly ConformanceCase[] = [
  {
    fn: 'peer.timestamp_ms',
    result: { check: (ms) => expect(Math.abs(Date.now() - Number(ms))).toBeLessThan(60_000) },
  },
  {
    fn: 'peer.timestamp_sec',
    result: { check: (sec) => expect(Math.abs(Date.now() / 1000 - Number(sec))).toBeLessThan(60) },
  },
  { fn: 'peer.is_connected', args: [REMOTE_PEER], result: true },
  { fn: 'peer.is_connected', args: [UNKNOWN_PEER], result: false },
  { fn: 'peer.is_connected', args: ['nobody'], error: NO_PEER },
  { fn: 'peer.connect', args: [REMOTE_PEER, [REMOTE_ADDRESS]], how: asManagement, result: true },
  { fn: 'peer.connect', args: [REMOTE_PEER], how: asManagement, result: true },
  { fn: 'peer.connect', args: [UNKNOWN_PEER, [[REMOTE_ADDRESS]]], how: asManagement, result: false },
  { fn: 'peer.connect', args: [REMOTE_PEER, []], error: PROTECTED },
  {
    fn: 'peer.connect',
    why: 'arguments are read before access is checked',
    args: ['nobody'],
    error: NO_PEER,
  },
  {
    fn: 'peer.get_contact',
    args: [REMOTE_PEER],
    result: { peer_id: REMOTE_PEER, addresses: [REMOTE_ADDRESS] },
  },
  { fn: 'peer.get_contact', args: [UNKNOWN_PEER], result: '' },
  { fn: 'peer.get_contact', args: [], error: "Error: Field 'peer' is missing from args to call_service" },
  { fn: 'peer.timeout', args: [0, 'done'], result: 'done' },
  { fn: 'peer.timeout', args: ['1'], result: '' },
  {
    fn: 'peer.timeout',
    args: ['soon'],
    error: `Error: Error deserializing field 'duration_ms': expected u64 or a decimal string of one, got "soon"`,
  },
  {
    fn: 'peer.timeout',
    why: 'the particle ends first (spec/nox.md §9.2 no. 12)',
    args: [3_600_000, 'never'],
    how: ({ particleBy, stranger }) => ({ particle: particleBy(stranger, 1) }),
    error: /^peer\.timeout of 3600000 ms was cut off: particle /,
  },
  {
    fn: 'peer.identify',
    result: {
      external_addresses: ['/ip4/127.0.0.1/tcp/7771'],
      node_version: '0.1.0',
      air_version: '0.62.0',
      spell_version: '0.7.5',
      allowed_binaries: [],
      vm_info: null,
    },
  },
  { fn: 'kad.neighborhood', args: [KEY], result: [REMOTE_PEER] },
  { fn: 'kad.neighborhood', args: [KEY, [], [0]], result: [] },
  {
    fn: 'kad.neighborhood',
    why: 'a peer id is a multihash',
    args: [REMOTE_PEER, true],
    result: [REMOTE_PEER],
  },
  { fn: 'kad.neighborhood', args: [KEY, true], error: 'Error: Invalid multihash' },
  {
    fn: 'kad.neighborhood',
    args: [base58btc.baseEncode(new Uint8Array(65).fill(1))],
    error: 'Error: Invalid multihash: a digest has at most 64 bytes, got 65',
  },
  {
    fn: 'kad.neigh_with_addrs',
    args: [KEY, false, 5],
    result: [{ peer_id: REMOTE_PEER, addresses: [REMOTE_ADDRESS] }],
  },
  { fn: 'kad.neigh_with_addrs', args: ['0'], error: /^Error: decode base58 failed: / },
  { fn: 'kad.merge', args: [KEY, items.slice(0, 3), items.slice(1)], result: near(KEY) },
  { fn: 'kad.merge', args: [KEY, items, [], [2]], result: near(KEY).slice(0, 2) },
  {
    fn: 'kad.merge',
    args: [KEY, 'a', []],
    error: `Error: Error deserializing field 'left': expected []string, got "a"`,
  },
];

/** Functions that take anything and never fail. */
export const infallible = ['peer.timestamp_ms', 'peer.timestamp_sec', 'peer.identify'];
