import type { LocalPeer } from '@noctiluca/local-network/control';

/** A peer of an environment. Every command that takes or shows one does so by these. */
export interface EnvPeer {
  /** What it is called in what commands print: `nox-1`, `custom-1`. */
  readonly name: string;
  /** `<env>-<index>`: upstream's name of it. */
  readonly alias: string;
  readonly peerId: string;
  /** WebSocket multiaddr of one of `customFluenceEnv`. */
  readonly address?: string;
  /** One of the local network, when it is up. */
  readonly local?: LocalPeer;
}

/** Those of the local network, in the order in which they stand everywhere. */
export function localEnvPeers(peers: readonly LocalPeer[]): EnvPeer[] {
  return peers.map((local, index) => ({
    ...{ name: local.name, alias: `local-${index}`, peerId: local.peerId },
    local,
  }));
}

/** Those of `customFluenceEnv`, by their addresses. */
export function customEnvPeers(relays: readonly string[]): EnvPeer[] {
  return relays.map((address, index) => {
    const name = `custom-${index}`;
    return { name, alias: name, peerId: address.slice(address.lastIndexOf('/') + 1), address };
  });
}

/** The one that a user calls so: by its name, its alias or its peer id. */
export function calledSo(peers: readonly EnvPeer[], word: string): EnvPeer | undefined {
  return peers.find(({ name, alias, peerId }) => [name, alias, peerId].includes(word));
}

/** The names of some peers, for an error. */
export function namesOf(peers: readonly EnvPeer[]): string {
  return peers.map(({ name, alias }) => (name === alias ? name : `${name} (${alias})`)).join(', ');
}
