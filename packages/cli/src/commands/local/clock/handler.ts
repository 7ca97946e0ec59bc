import { type LocalPeer, readLocalState } from '@noctiluca/local-network/control';
import { formatDuration, parseDuration } from '@noctiluca/node/units';
import { chainKitOf } from '../../../chain/chain-package.js';
import type { CliContext } from '../../../context.js';
import { CliError } from '../../../errors.js';
import { type CommandResult, type CommonFlags, printing, progress } from '../../../output/result.js';
import { table } from '../../../output/table.js';
import { fluenceDir } from '../../../project/fluence-dir.js';
import { type ChainClock, chainClock } from './chain-clock.js';
import type { ClockFacts } from './clock-facts.js';

export interface ClockFlags extends CommonFlags {
  readonly input: boolean;
}

/** Milliseconds a peer may take to tell the time. */
const ANSWER_MS = 2000;
/** Virtual time of the first step, real time that a step should take, and between two reports of progress; milliseconds. */
const FIRST_STEP_MS = 60_000;
const STEP_MS = 1000;
const PROGRESS_MS = 2000;

export const show = printing(showClocks);
export const advance = printing(advanceClocks);

async function showClocks(context: CliContext): Promise<CommandResult> {
  const { peers, chain } = await runningNetwork(context);
  const clocks = await Promise.all(peers.map(clockOf));
  return shown(peers, clocks, await chain?.facts());
}

async function advanceClocks(
  context: CliContext,
  { json }: ClockFlags,
  ...words: string[]
): Promise<CommandResult> {
  const ms = durationOf(words.join(' '));
  const { peers, chain } = await runningNetwork(context);
  const report = json ? () => {} : (text: string) => progress(context, text);
  const clocks = await Promise.all(peers.map(clockOf));
  // One that was behind, for it came later or had not all of an earlier advance, catches up.
  const ofChain = await chain?.facts();
  const goalMs = Math.max(...[...clocks, ofChain ?? []].flat().map(({ offsetMs }) => offsetMs)) + ms;
  if (ofChain) await chain?.advance(goalMs - ofChain.offsetMs);
  const ways = peers.map((peer, index) => advanceOne(peer, goalMs - clocks[index]!.offsetMs, report));
  const advanced = await Promise.all(ways);
  return shown(peers, advanced, await chain?.facts());
}

function durationOf(text: string): number {
  const ms = parseDuration(text);
  if (ms !== undefined && ms > 0) return ms;
  throw new CliError(
    'BAD_ARGUMENT',
    `"${text}" is not a duration above zero; write it like 90s, 10m or "1h 30m"`,
  );
}

interface RunningNetwork {
  readonly peers: readonly LocalPeer[];
  readonly chain: ChainClock | undefined;
}

async function runningNetwork(context: CliContext): Promise<RunningNetwork> {
  const state = await readLocalState(fluenceDir(context));
  if (state !== undefined) {
    const chain = state.chain && chainClock(await chainKitOf(context.cwd), state.chain);
    return { peers: state.peers, chain };
  }
  throw new CliError('NO_LOCAL_NETWORK', 'No local network is up. Start one with "fluence local up"');
}

async function clockOf(peer: LocalPeer): Promise<ClockFacts> {
  return answerOf(peer, fetch(`${peer.http}/api/clock`, { signal: AbortSignal.timeout(ANSWER_MS) }));
}

/** In steps, since spells that run on the way take their time: no request lasts long, and it shows how far it is. */
async function advanceOne(peer: LocalPeer, ms: number, report: (text: string) => void): Promise<ClockFacts> {
  let stepMs = FIRST_STEP_MS;
  let reportedAt = performance.now();
  for (let leftMs = ms; ; ) {
    const startedAt = performance.now();
    const facts = await advanceBy(peer, Math.min(stepMs, leftMs));
    leftMs -= stepMs;
    if (leftMs <= 0) return facts;
    const tookMs = performance.now() - startedAt;
    if (tookMs < STEP_MS / 2) stepMs *= 2;
    else if (tookMs > STEP_MS * 2) stepMs = Math.max(1000, stepMs / 2);
    if (performance.now() - reportedAt < PROGRESS_MS) continue;
    reportedAt = performance.now();
    report(`${peer.name}: ${facts.now}`);
  }
}

function advanceBy(peer: LocalPeer, ms: number): Promise<ClockFacts> {
  const request = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ seconds: ms / 1000 }),
  };
  return answerOf(peer, fetch(`${peer.http}/api/clock/advance`, request));
}

async function answerOf(peer: LocalPeer, asked: Promise<Response>): Promise<ClockFacts> {
  let response: Response;
  try {
    response = await asked;
  } catch (cause) {
    const reason = `Peer ${peer.name} does not answer at ${peer.http}; see "fluence local ps" and "fluence local logs ${peer.name}"`;
    throw new CliError('NO_LOCAL_NETWORK', reason, { cause });
  }
  if (response.ok) return (await response.json()) as ClockFacts;
  const text = await response.text();
  if (response.status === 405) {
    const reason = `Peer ${peer.name} goes by the real time (noctiluca.virtual_clock is off), so it cannot be advanced`;
    throw new CliError('BAD_ARGUMENT', reason);
  }
  throw new CliError('BAD_ARGUMENT', `Peer ${peer.name} refused: ${errorIn(text)}`);
}

function errorIn(text: string): string {
  try {
    const { error } = JSON.parse(text) as { error?: unknown };
    return typeof error === 'string' ? error : text;
  } catch {
    return text;
  }
}

function shown(
  peers: readonly LocalPeer[],
  clocks: readonly ClockFacts[],
  chain: ClockFacts | undefined,
): CommandResult {
  const named = peers.map(({ name }, index) => [name, clocks[index]!] as const);
  const rows = [...named, ...(chain ? [['chain', chain] as const] : [])].map(([name, facts]) => [
    name,
    facts.now,
    facts.virtual ? formatDuration(Math.round(facts.offsetMs / 1000) * 1000) : 'real time',
  ]);
  const of = peers.map(({ name, peerId }, index) => ({ name, peerId, ...clocks[index]! }));
  return {
    text: (view) => table(['peer', 'time', 'ahead'], rows, view),
    json: { peers: of, ...(chain && { chain }) },
  };
}
