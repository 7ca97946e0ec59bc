import type { ParticleRecording } from '@noctiluca/particle';
import type { AlteredRun, ReplayedStep, ReplaySession } from '@noctiluca/replay';
import { cut, Names } from '@noctiluca/replay/trace';
import { type AquaView, placeText } from './aqua-view.js';

const MAX_HEAD = 120;
/** Instructions of one step that are shown. */
const MAX_SHOWN = 40;
/** Kinds that say what a script does; the others hold them together. */
const TELLING = new Set(['call', 'ap', 'canon', 'fail', 'match', 'mismatch', 'fold', 'never']);

export interface ReplayTextOptions {
  /** A run that did not happen, whose peers have other ids. */
  readonly altered?: Pick<AlteredRun, 'named'>;
  /** Where calls come from in Aqua. */
  readonly view?: AquaView | undefined;
}

/** Each step of a replay: what it executed anew, what it learned, what it asked for. */
export function replayText(
  { particle, peers }: ParticleRecording,
  session: ReplaySession,
  { altered, view = new Map() }: ReplayTextOptions = {},
): string {
  const named = altered?.named ?? ((text: string) => text);
  const names = new Names(
    peers.map(({ peerId, name }) => ({ peerId: named(peerId), name: name ?? named(peerId) })),
    named(particle.initPeerId),
  );
  const say = (text: string) => names.in(named(text));
  const steps = session.all();
  const blocks = steps.map((step, i) => stepText(step, i, session, { say, view }));
  const equal = steps.filter(({ isEqual }) => isEqual).length;
  const verdict = altered ? [] : [`${equal} of ${steps.length} steps are equal to the recording.`];
  return [...blocks, ...verdict].join('\n\n');
}

interface Words {
  readonly say: (text: string) => string;
  readonly view: AquaView;
}

function stepText(replayed: ReplayedStep, i: number, session: ReplaySession, words: Words): string {
  const { say } = words;
  const { peer, step, isEqual, entered, learned } = replayed;
  const { retCode, errorMessage, nextPeerIds, calls } = step.outcome;
  const head = `Step ${i + 1} of ${session.size}, ${peer.name ?? say(peer.peerId)}${isEqual ? '' : '  ✗ not equal to the recording'}`;
  const news = newsOf(replayed, session, words);
  return [
    head,
    `  ${entered.length} instructions, ${replayed.news.length} of them the first time`,
    ...news,
    ...learned.map(
      ({ peerId, serviceId, functionName, value, isError }) =>
        `  learned ${isError ? '✗ ' : ''}${say(`${serviceId}.${functionName}`)} on ${say(peerId)} = ${cut(say(value), MAX_HEAD)}`,
    ),
    ...calls.map(
      ({ id, serviceId, functionName, args }) =>
        `  asks for call ${id}: ${cut(say(`${serviceId}.${functionName}(${args.slice(1, -1)})`), MAX_HEAD)}`,
    ),
    ...(nextPeerIds.length > 0 ? [`  goes to ${nextPeerIds.map(say).join(', ')}`] : []),
    ...(retCode === 0 ? [] : [`  ✗ AquaVM ${retCode}: ${cut(say(errorMessage), 4 * MAX_HEAD)}`]),
  ].join('\n');
}

function newsOf({ news }: ReplayedStep, { instructions }: ReplaySession, { say, view }: Words): string[] {
  const telling = news.flatMap((index) => {
    const { kind, head } = instructions[index]!;
    if (!TELLING.has(kind)) return [];
    const place = view.get(index);
    return [
      `    ${cut(say(head), MAX_HEAD)}`,
      ...(place ? [`      ${cut(placeText(place), MAX_HEAD)}`] : []),
    ];
  });
  const more = telling.length - MAX_SHOWN;
  return more > 0 ? [...telling.slice(0, MAX_SHOWN), `    … and ${more} more`] : telling;
}
