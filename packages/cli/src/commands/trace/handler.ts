import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type LocalPeer, readLocalState } from '@noctiluca/local-network/control';
import type { ParticleSummary } from '@noctiluca/particle';
import type { RecordingFile } from '@noctiluca/replay';
import type { CliContext } from '../../context.js';
import { CliError } from '../../errors.js';
import { type CommandResult, type CommonFlags, printing } from '../../output/result.js';
import { fluenceDir } from '../../project/fluence-dir.js';
import { askAll, collect } from './collect.js';
import { follow } from './follow.js';
import { type Listed, listText } from './list-text.js';
import { replay } from './replay.js';
import { treeText } from './tree-text.js';

export interface TraceFlags extends CommonFlags {
  readonly input: boolean;
  readonly follow: boolean;
  readonly replay: boolean;
  readonly spells: boolean;
  readonly aqua?: string;
  readonly export?: string;
  readonly whatIf?: readonly string[];
}

/** What can be done with one particle, and not with a list. */
const WITH_ONE = { follow: '--follow', replay: '--replay', whatIf: '--what-if', export: '--export' } as const;

export const handler = printing(trace);

async function trace(context: CliContext, flags: TraceFlags, what?: string): Promise<CommandResult> {
  if (flags.aqua !== undefined && !flags.replay)
    throw new CliError('BAD_ARGUMENT', '--aqua goes with --replay');
  if (what === undefined) {
    requireNoneOf(flags);
    return list(await localPeers(context), flags);
  }
  const file = path.resolve(context.cwd, what);
  if (existsSync(file) && !flags.follow) return show(context, await read(file), flags);
  const peers = await localPeers(context);
  if (flags.follow) return follow(context, peers, what, flags.json);
  const withRecordings = flags.replay || flags.export !== undefined || flags.whatIf !== undefined;
  return show(context, await collect(peers, what, withRecordings), flags);
}

/** @throws CliError `BAD_ARGUMENT` */
function requireNoneOf(flags: Partial<Record<keyof typeof WITH_ONE, unknown>>): void {
  for (const [name, written] of Object.entries(WITH_ONE)) {
    const value = flags[name as keyof typeof WITH_ONE];
    if (value !== undefined && value !== false)
      throw new CliError('BAD_ARGUMENT', `${written} needs a particle: give its id`);
  }
}

async function localPeers(context: CliContext): Promise<readonly LocalPeer[]> {
  const state = await readLocalState(fluenceDir(context));
  if (state !== undefined) return state.peers;
  throw new CliError('NO_LOCAL_NETWORK', 'No local network is up. Start one with "fluence local up".');
}

async function read(file: string): Promise<RecordingFile> {
  const { readRecordingFile } = await import('@noctiluca/replay');
  return readRecordingFile(await readFile(file, 'utf8'));
}

async function list(peers: readonly LocalPeer[], flags: TraceFlags): Promise<CommandResult> {
  const from = `/api/particles${flags.spells ? '?spells=true' : ''}`;
  const answers = await askAll<ParticleSummary[]>(peers, from);
  const particles = peers
    .flatMap(({ name }, i) => (answers[i] ?? []).map((summary): Listed => ({ peer: name, ...summary })))
    .sort((a, b) => b.fromUs - a.fromUs);
  return { text: (view) => listText(particles, view), json: particles };
}

function show(context: CliContext, file: RecordingFile, flags: TraceFlags): Promise<CommandResult> {
  if (flags.export !== undefined) return exportTo(context, file, flags.export);
  if (flags.replay || flags.whatIf !== undefined)
    return replay(context, file, { changes: flags.whatIf ?? [], aqua: flags.aqua });
  return Promise.resolve({ text: treeText(file), json: file });
}

/** Values of a particle are its author's and his peers' affair: nobody else's on this machine. */
async function exportTo(context: CliContext, file: RecordingFile, to: string): Promise<CommandResult> {
  await writeFile(path.resolve(context.cwd, to), `${JSON.stringify(file)}\n`, { mode: 0o600 });
  const steps = (file.recording?.peers ?? []).reduce((sum, peer) => sum + peer.steps.length, 0);
  const what = steps === 0 ? 'its trace; no peer recorded it' : `its trace and ${steps} steps`;
  const text = `Wrote ${to}: ${what}. It holds the particle's values, and no key.\nOpen it with: fluence trace ${to} --replay`;
  return { text, json: { file: to, steps } };
}
