import { messageOf } from '@noctiluca/common/thrown';
import type { LocalPeer } from '@noctiluca/local-network/control';
import type { TraceEntry } from '@noctiluca/particle';
import { entryText, Names } from '@noctiluca/replay/trace';
import type { CliContext } from '../../context.js';
import { CliError } from '../../errors.js';
import { EXIT_CODES, interrupted } from '../../interrupt.js';
import { type CommandResult, progress } from '../../output/result.js';

/** A line of a stream of events that is longer is none of ours. */
const MAX_LINE = 1024 * 1024;

/**
 * Prints what happens to a particle as it happens, on all peers, until the user ends it. With `json` an entry a line.
 * @throws CliError `PEER_UNKNOWN` when no peer tells anything any more
 */
export async function follow(
  context: CliContext,
  peers: readonly LocalPeer[],
  particleId: string,
  json: boolean,
): Promise<CommandResult> {
  const ending = new AbortController();
  const print = printer(context, peers, json);
  progress(context, `Following ${particleId}; Ctrl-C ends it.`);
  const ends = peers.map(async (peer) => {
    const why = await followPeer(peer, particleId, print, ending.signal);
    if (!ending.signal.aborted) progress(context, `${peer.name} tells no more: ${why}`);
  });
  const signal = await Promise.race([interrupted(), Promise.all(ends).then(() => undefined)]);
  ending.abort();
  if (signal !== undefined) return { text: '', json: undefined, exitCode: EXIT_CODES[signal] };
  throw new CliError('PEER_UNKNOWN', 'No peer of the local network tells anything (any more)');
}

type Heard = (peer: LocalPeer, entry: TraceEntry) => void;

function printer({ process }: CliContext, peers: readonly LocalPeer[], json: boolean): Heard {
  let names = new Names(peers, undefined);
  return (peer, entry) => {
    if (entry.kind === 'arrived') names = new Names(peers, entry.initPeerId);
    const line = json ? JSON.stringify({ peer: peer.name, ...entry }) : lineOf(peer, entry, names);
    process.stdout.write(`${line}\n`);
  };
}

function lineOf({ name }: LocalPeer, entry: TraceEntry, names: Names): string {
  const when = new Date(entry.atUs / 1000).toISOString().slice(11, 23);
  return `${when}  ${name}  ${entryText(entry, names)}`;
}

/** Never rejects. @returns why it is over */
async function followPeer(
  peer: LocalPeer,
  particleId: string,
  heard: Heard,
  signal: AbortSignal,
): Promise<string> {
  try {
    const response = await fetch(`${peer.http}/api/trace/${encodeURIComponent(particleId)}`, {
      headers: { accept: 'text/event-stream' },
      signal,
    });
    if (!response.ok || response.body === null) return `it answers ${response.status}`;
    for await (const entry of entriesOf(response.body)) heard(peer, entry);
    return 'it ended the stream';
  } catch (error) {
    return messageOf(error);
  }
}

/** Entries in a stream of events. @throws RangeError, SyntaxError for what is none */
export async function* entriesOf(body: AsyncIterable<Uint8Array>): AsyncGenerator<TraceEntry> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const bytes of body) {
    const lines = (rest + decoder.decode(bytes, { stream: true })).split('\n');
    rest = lines.pop()!;
    for (const line of lines) if (line.startsWith('data: ')) yield JSON.parse(line.slice(6)) as TraceEntry;
    if (rest.length > MAX_LINE) throw new RangeError(`a line has more than ${MAX_LINE} characters`);
  }
}
