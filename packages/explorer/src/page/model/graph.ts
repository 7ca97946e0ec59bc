import type { Connection, Neighbour } from './answers.js';
import type { Peer } from './peer.js';

/** A peer of the network, or somebody who is connected to one. */
export interface GraphNode {
  readonly id: string;
  readonly name: string;
  /** Of this network; others are clients, or peers elsewhere. */
  readonly isPeer: boolean;
}

export interface GraphLink {
  readonly source: string;
  readonly target: string;
  /** `routing` for who is only in a routing table. */
  readonly kind: 'connection' | 'routing';
}

export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly links: readonly GraphLink[];
  /** Connected ones that are not drawn: there are too many. */
  readonly leftOut: number;
}

/** What one peer tells of others. */
export interface Around {
  readonly connections: readonly Connection[];
  readonly routing: readonly Neighbour[];
}

/** Clients that are drawn. */
const MAX_OTHERS = 60;

/** Each pair once; a connection says more than a place in a table. */
export function graphOf(peers: readonly Peer[], around: ReadonlyMap<string, Around>): Graph {
  const known = new Map(peers.map(({ peerId, name }) => [peerId, name]));
  const others = new Set<string>();
  const links = new Map<string, GraphLink>();
  const add = (source: string, target: string, kind: GraphLink['kind']) => {
    const key = [source, target].sort().join(' ');
    if (source !== target && !links.has(key)) links.set(key, { source, target, kind });
  };
  for (const { peerId, name } of peers) {
    for (const connection of around.get(name)?.connections ?? []) {
      if (!known.has(connection.peerId)) others.add(connection.peerId);
      add(peerId, connection.peerId, 'connection');
    }
  }
  for (const { peerId, name } of peers) {
    for (const neighbour of around.get(name)?.routing ?? [])
      if (known.has(neighbour.peerId)) add(peerId, neighbour.peerId, 'routing');
  }
  const shown = new Set([...others].slice(0, MAX_OTHERS));
  const isShown = (id: string) => known.has(id) || shown.has(id);
  return {
    nodes: [
      ...peers.map(({ peerId, name }) => ({ id: peerId, name, isPeer: true })),
      ...[...shown].map((id) => ({ id, name: `…${id.slice(-6)}`, isPeer: false })),
    ],
    links: [...links.values()].filter(({ source, target }) => isShown(source) && isShown(target)),
    leftOut: others.size - shown.size,
  };
}
