import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { callParameters } from '../../src/repl/call-parameters.js';
import { completions } from '../../src/repl/completer.js';
import { parseLine } from '../../src/repl/parse-line.js';

const call = (func: string, args = '[]', module?: string, parameters?: string) => ({
  ...{ kind: 'call', module, func, args, parameters },
});

describe('a line of the REPL', () => {
  it.each([
    ['call greeting ["Bob"]', call('greeting', '["Bob"]')],
    ['  c  greeting["Bob"]', call('greeting', '["Bob"]')],
    ['call m greeting ["a b", [1]]', call('greeting', '["a b", [1]]', 'm')],
    ['call m', call('m')],
    ['call m [1]', call('m', '[1]')],
    ['call f "text"', call('f', '"text"')],
    ['call f ["]"] {"host_id": "x"}', call('f', '["]"]', undefined, '{"host_id": "x"}')],
    ['call f 5', call('f', '5')],
    ['envs', { kind: 'envs', module: undefined }],
    ['e m', { kind: 'envs', module: 'm' }],
    ['i', { kind: 'interface' }],
    ['exit', { kind: 'quit' }],
    ['', undefined],
    ['# why', undefined],
  ])('%j', (line, command) => {
    expect(parseLine(line, ['m'])).toEqual(command);
  });

  it.each(['cal f', 'call', 'call [1]', 'toString', 'call 1f'])('%j is none', (line) => {
    expect(() => parseLine(line, ['m'])).toThrow(expect.objectContaining({ code: 'BAD_ARGUMENT' }));
  });

  it('keeps arguments and parameters apart, whatever is in them', () => {
    fc.assert(
      fc.property(fc.array(fc.json()), fc.dictionary(fc.string(), fc.string()), (args, parameters) => {
        const [first, second] = [JSON.stringify(args), JSON.stringify(parameters)];
        expect(parseLine(`call f ${first} ${second}`, [])).toEqual(call('f', first, undefined, second));
      }),
    );
  });
});

describe('call parameters', () => {
  it('are all optional', () => {
    const { particle, hostId } = callParameters('{"init_peer_id": "me", "host_id": "there"}');
    expect(particle.initPeerId).toBe('me');
    expect(hostId).toBe('there');
  });

  it.each(['{"hostid": "x"}', '[', '{"ttl": "1"}'])('%s are none', (json) => {
    expect(() => callParameters(json)).toThrow(expect.objectContaining({ code: 'BAD_ARGUMENT' }));
  });
});

describe('completion', () => {
  const service = { modules: ['lib', 'main'], functions: ['greeting', 'get'] };
  it.each([
    ['ca', ['call'], 'ca'],
    ['call g', ['greeting', 'get'], 'g'],
    ['call m', ['main'], 'm'],
    ['c main gr', ['greeting'], 'gr'],
    ['call get g', [], 'g'],
    ['envs l', ['lib'], 'l'],
    ['stats ', [], ''],
  ])('of %j', (line, proposals, begun) => {
    expect(completions(line, service)).toEqual([proposals, begun]);
  });
});
