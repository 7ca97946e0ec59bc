import { countText } from '../../../output/step.js';

/** A process, and the peers that are in it. */
export interface PeersProcess {
  readonly pid: number;
  readonly rssBytes: number;
  readonly peers: readonly string[];
}

interface Peer {
  readonly name: string;
  readonly process?: { readonly pid: number; readonly rssBytes: number };
}

/** Peers share a process, and tell of all of its memory: it is counted once. */
export function processesOf(peers: readonly Peer[]): PeersProcess[] {
  const byPid = new Map<number, PeersProcess>();
  for (const { name, process } of peers) {
    if (process === undefined) continue;
    const { pid, rssBytes } = process;
    const known = byPid.get(pid);
    const more = known?.peers ?? [];
    byPid.set(pid, {
      pid,
      rssBytes: Math.max(rssBytes, known?.rssBytes ?? 0),
      peers: [...more, name],
    });
  }
  return [...byPid.values()];
}

/** Memory of the process of a peer, at the first of its peers. */
export function memoryOf(peer: string, processes: readonly PeersProcess[]): string {
  const process = processes.find(({ peers }) => peers.includes(peer));
  if (process === undefined) return '-';
  return process.peers[0] === peer ? mebibytes(process.rssBytes) : 'shared';
}

export function memoryText(processes: readonly PeersProcess[]): string {
  const bytes = processes.reduce((sum, { rssBytes }) => sum + rssBytes, 0);
  return `memory  ${mebibytes(bytes)} in ${countText(processes.length, 'process', 'processes')}`;
}

function mebibytes(bytes: number): string {
  return `${Math.round(bytes / 2 ** 20)} MiB`;
}
