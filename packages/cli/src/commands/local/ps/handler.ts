import { type LocalPeer, readLocalState } from '@noctiluca/local-network';
import type { CliContext } from '../../../context.js';
import { type CommandResult, type CommonFlags, printing } from '../../../output/result.js';
import { table } from '../../../output/table.js';
import { fluenceDir } from '../../../project/fluence-dir.js';

export interface PsFlags extends CommonFlags {
  readonly input: boolean;
}

/** Milliseconds a peer may take to answer. */
const ANSWER_MS = 2000;

export const handler = printing(ps);

async function ps(context: CliContext, _flags: PsFlags): Promise<CommandResult> {
  const state = await readLocalState(fluenceDir(context));
  if (state === undefined)
    return { text: 'No local network is up. Start one with "fluence local up".', json: { peers: [] } };
  const peers = await Promise.all(state.peers.map(observe));
  const rows = peers.map(({ name, peerId, state: status, services, uptimeSec, http }) => [
    name,
    peerId,
    status,
    services === undefined ? '-' : String(services),
    uptimeSec === undefined ? '-' : `${uptimeSec} s`,
    http,
  ]);
  return {
    text: table(['peer', 'peer id', 'state', 'services', 'uptime', 'http'], rows),
    json: { pid: state.pid, startedAt: state.startedAt, peers },
  };
}

interface ObservedPeer extends LocalPeer {
  readonly state: string;
  readonly services?: number;
  readonly uptimeSec?: number;
  readonly rssBytes?: number;
}

/** What a peer says of itself over HTTP; `unreachable` when it says nothing. */
async function observe(peer: LocalPeer): Promise<ObservedPeer> {
  try {
    const response = await fetch(`${peer.http}/api/describe`, { signal: AbortSignal.timeout(ANSWER_MS) });
    const { state, services, uptimeSec, rssBytes } = (await response.json()) as ObservedPeer & {
      services?: number;
    };
    return {
      ...peer,
      state,
      ...(services === undefined ? {} : { services }),
      uptimeSec: uptimeSec ?? 0,
      rssBytes: rssBytes ?? 0,
    };
  } catch {
    return { ...peer, state: 'unreachable' };
  }
}
