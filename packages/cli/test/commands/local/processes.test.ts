import { describe, expect, it } from 'vitest';
import { memoryOf, memoryText, processesOf } from '../../../src/commands/local/ps/processes.js';

const MIB = 2 ** 20;

describe('memory of peers', () => {
  it('that share a process is counted once', () => {
    const peers = ['nox-0', 'nox-1', 'nox-2'].map((name, index) => ({
      name,
      process: { pid: index < 2 ? 10 : 20, rssBytes: (100 + index) * MIB },
    }));
    const processes = processesOf(peers);
    expect(processes).toEqual([
      { pid: 10, rssBytes: 101 * MIB, peers: ['nox-0', 'nox-1'] },
      { pid: 20, rssBytes: 102 * MIB, peers: ['nox-2'] },
    ]);
    expect(peers.map(({ name }) => memoryOf(name, processes))).toEqual(['101 MiB', 'shared', '102 MiB']);
    expect(memoryText(processes)).toBe('memory  203 MiB in 2 processes');
  });

  it('of a peer that does not answer is not known', () => {
    const processes = processesOf([{ name: 'nox-0' }]);
    expect(memoryOf('nox-0', processes)).toBe('-');
    expect(memoryText(processes)).toBe('memory  0 MiB in 0 processes');
  });
});
