import type { LocalPeer } from '@noctiluca/local-network/control';
import type { TraceEntry } from '@noctiluca/particle';
import type { CliContext } from '../../context.js';
import { EXIT_CODES, interrupted } from '../../interrupt.js';
import { type CommandResult, progress } from '../../output/result.js';
import { entryText } from './entry-text.js';
import { Names } from './names.js';

/** A line of a stream of events that is longer is none of ours. */
const MAX_LINE = 1024 * 1024;

/** Prints what happens to a particle as it happens, on all peers, until the user ends it. With `json` an entry a line. */
export async function follow(
  context: CliContext,
  peers: readonly LocalPeer[],
  particleId: string,
  json: boolean,
): Promise<CommandResult> {
  const ending = new AbortController();
  const names = new Names(peers, undefined);
  const print = (peer: LocalPeer, entry: TraceEntry) =>
    context.process.stdout.write(
      json ? `${JSON.stringify({ peer: peer.name, ...entry })}\n` : `${lineOf(peer, entry, names)}\n`,
    );
  progress(context, `Following ${particleId}; Ctrl-C ends it.`);
  const ends = Promise.all(peers.map((peer) => followPeer(peer, particleId, print, ending.signal)));
  const signal = await Promise.race([interrupted(), ends.then(() => undefined)]);
  ending.abort();
  return { text: '', json: undefined, exitCode: signal === undefined ? 1 : EXIT_CODES[signal] };
}

function lineOf({ name }: LocalPeer, entry: TraceEntry, names: Names): string {
  const when = new Date(entry.atUs / 1000).toISOString().slice(11, 23);
  return `${when}  ${name}  ${entryText(entry, names)}`;
}

async function followPeer(
  peer: LocalPeer,
  particleId: string,
  heard: (peer: LocalPeer, entry: TraceEntry) => void,
  signal: AbortSignal,
): Promise<void> {
  try {
    const response = await fetch(`${peer.http}/api/trace/${encodeURIComponent(particleId)}`, {
      headers: { accept: 'text/event-stream' },
      signal,
    });
    if (!response.ok || response.body === null) return;
    for await (const entry of entriesOf(response.body)) heard(peer, entry);
  } catch {
    // it was ended, or the peer has gone: the others go on
  }
}

/** Entries in a stream of events. */
export async function* entriesOf(body: AsyncIterable<Uint8Array>): AsyncGenerator<TraceEntry> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const bytes of body) {
    const lines = (rest + decoder.decode(bytes, { stream: true })).split('\n');
    rest = lines.pop()!;
    for (const line of lines) if (line.startsWith('data: ')) yield JSON.parse(line.slice(6)) as TraceEntry;
    if (rest.length > MAX_LINE) return;
  }
}
