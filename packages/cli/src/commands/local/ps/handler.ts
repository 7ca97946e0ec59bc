import { type LocalPeer, readLocalState } from '@noctiluca/local-network/control';
import { chainKitOf } from '../../../chain/chain-package.js';
import type { CliContext } from '../../../context.js';
import { type CommandResult, type CommonFlags, printing } from '../../../output/result.js';
import { table } from '../../../output/table.js';
import { fluenceDir } from '../../../project/fluence-dir.js';
import { chainText, observeChain } from './observe-chain.js';

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
  const rows = peers.map(({ name, peerId, state: status, services, process: facts, http }) => [
    name,
    peerId,
    status,
    services === undefined ? '-' : String(services),
    facts === undefined ? '-' : `${facts.uptimeSec} s`,
    facts === undefined ? '-' : `${Math.round(facts.rssBytes / 2 ** 20)} MiB`,
    http,
  ]);
  const { pid, startedAt, ipfs, explorer } = state;
  const parts = [
    `ipfs  ${ipfs.multiaddr}`,
    ...(explorer ? [`explorer  ${explorer}`] : []),
    ...(chain ? [chainText(chain)] : []),
  ];
  return {
    text: `${table(['peer', 'peer id', 'state', 'services', 'uptime', 'memory', 'http'], rows)}\n\n${parts.join('\n')}`,
    json: { pid, startedAt, ipfs, ...(explorer && { explorer }), ...(chain && { chain }), peers },
  };
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
