import { describe, expect, it } from 'vitest';
import { GuestMemory } from '../../src/memory/guest-memory.js';
import { withHostCall } from '../../src/wasi/host-call.js';

const BADF = 8;

describe('a write to a descriptor that no module has', () => {
  const memory = new GuestMemory();
  memory.attach(new WebAssembly.Memory({ initial: 1 }));

  it('is the host’s to answer, with the module’s memory', () => {
    const asked: unknown[] = [];
    const write = withHostCall(
      () => BADF,
      (descriptor, at, bytes) => {
        asked.push([descriptor, at, bytes.length]);
        return 0;
      },
      memory,
    );
    expect(write(-16, -1, 0, 0)).toBe(0);
    expect(asked).toStrictEqual([[-16, 2 ** 32 - 1, 65_536]]);
  });

  it('is WASI’s when the host has no answer, as those to other descriptors are', () => {
    const write = withHostCall(
      (descriptor) => Number(descriptor) + 100,
      (descriptor) => (descriptor < 0 ? undefined : 0),
      memory,
    );
    expect(write(-1, 0, 0, 0)).toBe(99);
    expect(write(1, 0, 0, 0)).toBe(101);
  });
});
