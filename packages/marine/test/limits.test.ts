import { describe, expect, it } from 'vitest';
import { MAX_ARGUMENTS, MAX_BLOCK_BYTES, MAX_LOG_BYTES, MAX_VALUE_DEPTH } from '../src/constants.js';
import { argumentsFromJson } from '../src/conversion/from-json.js';
import { createLogFunction, type LogLine } from '../src/host-api/logging.js';
import { parseItSection } from '../src/it/parse-section.js';
import type { ItTypeDefinition } from '../src/it/types.js';
import type { JsonValue } from '../src/json/value.js';
import { GuestMemory } from '../src/memory/guest-memory.js';

describe('a log line', () => {
  it('is cut, and says so', () => {
    const memory = new GuestMemory();
    const linear = new WebAssembly.Memory({ initial: 2 });
    new Uint8Array(linear.buffer).fill('x'.charCodeAt(0));
    memory.attach(linear);
    const lines: LogLine[] = [];
    const log = createLogFunction(memory, -1, (line) => lines.push(line));
    log(3, 0, 0, MAX_LOG_BYTES);
    log(3, 0, 0, MAX_LOG_BYTES + 1);
    const whole = 'x'.repeat(MAX_LOG_BYTES);
    expect(lines.map(({ message }) => message)).toEqual([whole, `${whole}…`]);
  });
});

describe('a value', () => {
  const types: ItTypeDefinition[] = [
    {
      kind: 'record',
      name: 'R',
      fields: [{ name: 'r', type: { kind: 'array', element: { kind: 'record', index: 0 } } }],
    },
  ];
  /** Records inside lists inside records, so deep. */
  const nested = (levels: number): JsonValue =>
    Array.from({ length: levels }).reduce<JsonValue>((inner, _, i) => (i % 2 ? { r: inner } : [inner]), {
      r: [],
    });
  const convert = (levels: number) =>
    argumentsFromJson(
      [nested(levels)],
      {
        kind: 'function',
        arguments: [
          {
            name: 'a',
            type:
              levels % 2
                ? { kind: 'array', element: { kind: 'record', index: 0 } }
                : { kind: 'record', index: 0 },
          },
        ],
        results: [],
      },
      types,
    );

  it('is taken down to so many levels, and refused below', () => {
    expect(convert(MAX_VALUE_DEPTH - 2)).toHaveLength(1);
    expect(() => convert(MAX_VALUE_DEPTH + 2)).toThrow(expect.objectContaining({ code: 'LIMIT' }));
  });
});

describe('a function', () => {
  /** A version, and one function type with so many arguments without names. */
  const section = (count: number) => {
    const version = [0x05, 0x06, ...Buffer.from('0.27.0')];
    const counted = [(count & 0x7f) | 0x80, count >> 7];
    return Uint8Array.from([
      ...version,
      0x00,
      1,
      0x00,
      ...counted,
      ...Array(count).fill([0, 0x04]).flat(),
      0,
    ]);
  };

  it('has so many arguments, and not one more', () => {
    expect(parseItSection(section(MAX_ARGUMENTS)).types).toMatchObject([
      { arguments: { length: MAX_ARGUMENTS } },
    ]);
    expect(() => parseItSection(section(MAX_ARGUMENTS + 1))).toThrow(
      `more than ${MAX_ARGUMENTS} arguments or results`,
    );
  });
});

describe('a block asked of a module', () => {
  it('fits the i32 that `allocate` takes', () => {
    const memory = new GuestMemory();
    memory.admitBlock(MAX_BLOCK_BYTES);
    expect(() => memory.admitBlock(MAX_BLOCK_BYTES + 1)).toThrow(expect.objectContaining({ code: 'LIMIT' }));
  });
});
