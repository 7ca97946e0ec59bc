import { type LocalPeer, readLocalState } from '@noctiluca/local-network/control';
import { chainKitOf } from '../../../chain/chain-package.js';
import type { CliContext } from '../../../context.js';
import { type CommandResult, type CommonFlags, printing } from '../../../output/result.js';
import { table } from '../../../output/table.js';
import type { View } from '../../../output/terminal/view.js';
import { fluenceDir } from '../../../project/fluence-dir.js';
import { chainText, observeChain } from './observe-chain.js';
import { memoryOf, memoryText, type PeersProcess, processesOf } from './processes.js';

export interface PsFlags extends CommonFlags {
  readonly flags?: string;
  readonly input: boolean;
}

/** Milliseconds a peer may take to answer. */
const ANSWER_MS = 2000;

export const handler = printing(ps);

async function ps(context: CliContext, _flags: PsFlags): Promise<CommandResult> {
  const state = await readLocalState(fluenceDir(context));
  if (state === undefined)
    return { text: 'No local network is up. Start one with "fluence local up".', json: { peers: [] } };
  const [peers, chain] = await Promise.all([
    Promise.all(state.peers.map(observe)),
    state.chain && observeChain(await chainKitOf(context.cwd), state.chain),
  ]);
  const processes = processesOf(peers);
  const { pid, startedAt, ipfs, explorer } = state;
  const facts = { pid, startedAt, ipfs, ...(explorer && { explorer }) };
  return {
    text: (view) => {
      const parts = [peersTable(peers, processes, view), '', memoryText(processes)];
      const places = [`ipfs    ${ipfs.multiaddr}`, ...(explorer ? [`explorer  ${explorer}`] : [])];
      return [...parts, ...places, ...(chain ? [chainText(chain, view)] : [])].join('\n');
    },
    json: { ...facts, ...(chain && { chain }), peers, processes },
  };
}

const STATE = {
  title: 'state',
  meaning: (state: string) => (state === 'running' ? 'good' : state === 'unreachable' ? 'bad' : 'warn'),
} as const;

function peersTable(peers: readonly ObservedPeer[], processes: readonly PeersProcess[], view: View): string {
  const rows = peers.map(({ name, peerId, state, services, process: facts, http }) => [
    name,
    peerId,
    state,
    services === undefined ? '-' : String(services),
    facts === undefined ? '-' : `${facts.uptimeSec} s`,
    memoryOf(name, processes),
    http,
  ]);
  return table(['peer', 'peer id', STATE, 'services', 'uptime', 'memory', 'http'], rows, view);
}

/** What `/api/describe` of a peer tells, as far as it is shown here. */
interface PeerDescription {
  readonly state: string;
  readonly process: { readonly pid: number; readonly uptimeSec: number; readonly rssBytes: number };
  readonly children?: readonly {
    readonly name: string;
    readonly details?: { readonly servicesUp?: number };
  }[];
}

interface ObservedPeer extends LocalPeer {
  readonly state: string;
  readonly services?: number;
  readonly process?: PeerDescription['process'];
}

/** What a peer says of itself over HTTP; `unreachable` when it says nothing. */
async function observe(peer: LocalPeer): Promise<ObservedPeer> {
  try {
    const response = await fetch(`${peer.http}/api/describe`, { signal: AbortSignal.timeout(ANSWER_MS) });
    const { state, process, children } = (await response.json()) as PeerDescription;
    const services = children?.find(({ name }) => name === 'host')?.details?.servicesUp ?? 0;
    return { ...peer, state, process, services };
  } catch {
    return { ...peer, state: 'unreachable' };
  }
}
