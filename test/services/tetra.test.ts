import { createService } from '@noctiluca/marine';
import { describe, expect, it } from 'vitest';
import { type CallText, callInMarineJs, PARAMETERS, serviceConfig, sortedKeys } from './services.js';

const service = createService(serviceConfig('tetra'));
const runtimes: [string, CallText][] = [
  ['here', (name, args) => service.callJson(name, args, PARAMETERS)],
  ['in marine-js', await callInMarineJs('tetra')],
];

const LEAST = `{"byte":0,"double":0,"int":-2147483648,"long":-9223372036854775808,"quad":0,"short":-32768,"small":-128,"word":0}`;
const GREATEST = `{"byte":255,"double":4294967295,"int":2147483647,"long":9223372036854775807,"quad":18446744073709551615,"short":32767,"small":127,"word":65535}`;
const TETRAPLETS = `[[{"function_name":"fn","lens":".$.x","peer_pk":"a","service_id":"srv"}],[],[{"function_name":"f2","lens":"","peer_pk":"b","service_id":"s2"},{"function_name":"","lens":".$.[0]","peer_pk":"c","service_id":""}]]`;
const CALL_PARAMETERS = `{"host_id":"host","particle":{"id":"particle-1","init_peer_id":"init-peer","script":"(null)","signature":[1,2,255],"timestamp":1700000000000,"token":"token-1","ttl":7000},"service_creator_peer_id":"creator","service_id":"service-1","tetraplets":${TETRAPLETS},"worker_id":"worker"}`;
const NOTE = '{"stamps":[18446744073709551615,0],"text":"ю\\u0000"}';
const ROW = `{"blobs":[[0,255],[],[1]],"cells":[[-9223372036854775808,9223372036854775807],[],[0]],"flags":[true,false],"note":${NOTE}}`;
const EMPTY_ROW = '{"blobs":[],"cells":[],"flags":[],"note":{"stamps":[],"text":""}}';
const TABLES = `[{"columns":["a",""],"name":"t","rows":[${ROW},${EMPTY_ROW},${ROW}]},{"columns":[],"name":"","rows":[]}]`;

describe.each(runtimes)('tetra %s', (_where, call) => {
  const sorted = (name: string, args: string) => sortedKeys(call(name, args));

  it.each(['call_parameters', 'call_parameters_below'])('%s: the call parameters as given', (name) => {
    expect(sorted(name, '[]')).toBe(CALL_PARAMETERS);
  });

  it('hands over one list of tetraplets per argument', () => {
    expect(sorted('tetraplets', '["x",[1,2],3]')).toBe(TETRAPLETS);
  });

  it('carries the ends of every integer type in records, both ways', () => {
    expect(sorted('limits', '[]')).toBe(`{"greatest":${GREATEST},"least":${LEAST}}`);
    expect(call('are_limits', `[{"least":${LEAST},"greatest":${GREATEST}}]`)).toBe('true');
    expect(call('are_limits', `[{"least":${LEAST},"greatest":${LEAST}}]`)).toBe('false');
    expect(sorted('echo_integers', `[[${LEAST},${GREATEST}]]`)).toBe(`[${LEAST},${GREATEST}]`);
  });

  it.each(['-9223372036854775808', '9223372036854775807'])('carries the i64 %s alone', (number) => {
    expect(call('echo_i64', `[${number}]`)).toBe(number);
  });

  it('carries u64 alone up to 2^63 - 1 and refuses what lies above', () => {
    expect(call('echo_u64', '[9223372036854775807]')).toBe('9223372036854775807');
    expect(() => call('echo_u64', '[9223372036854775808]')).toThrow('failed to cast');
    expect(() => call('echo_u64', '[18446744073709551616]')).toThrow();
    expect(() => call('echo_u64', '[-1]')).toThrow();
  });

  it.each(['echo_bytes', 'relay_bytes'])('%s: every byte value, none, and many', (name) => {
    const all = JSON.stringify(Array.from({ length: 256 }, (_, i) => i));
    expect(call(name, `[${all}]`)).toBe(all);
    expect(call(name, '[[]]')).toBe('[]');
    const many = JSON.stringify(Array.from({ length: 100_000 }, (_, i) => (i * 7) % 256));
    expect(call(name, `[${many}]`)).toBe(many);
    expect(() => call(name, '[[256]]')).toThrow();
  });

  it.each(['echo_tables', 'relay_tables'])('%s: lists of records with nested lists', (name) => {
    expect(sorted(name, `[${TABLES}]`)).toBe(TABLES);
    expect(call(name, '[[]]')).toBe('[]');
  });
});

describe('tetra', () => {
  it('has the record keys in the order of their declaration here', () => {
    expect(service.callJson('limits', '[]')).toMatch(/^\{"least":\{"small":-128,"short":/);
  });
});
