import { createReadStream, type Stats } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { localPaths } from '@noctiluca/local-network/control';
import type { CliContext } from '../../../context.js';
import { CliError } from '../../../errors.js';
import { EXIT_CODES, interrupted } from '../../../interrupt.js';
import { type CommandResult, type CommonFlags, printing, progress, textOf } from '../../../output/result.js';
import { LineBuffer } from '../../../output/terminal/line-buffer.js';
import type { View } from '../../../output/terminal/view.js';
import { fluenceDir } from '../../../project/fluence-dir.js';
import { lineText, mergedText } from './merged.js';

export interface LogsFlags extends CommonFlags {
  readonly input: boolean;
  readonly follow: boolean;
  readonly tail?: number;
  readonly flags?: string;
}

const FOLLOW_MS = 200;

export const handler = printing(logs);

async function logs(context: CliContext, flags: LogsFlags, ...names: string[]): Promise<CommandResult> {
  const dir = fluenceDir(context);
  const peers = await peersWithLogs(dir, names);
  const entries = await Promise.all(
    peers.map(async (name) => ({ name, lines: await lastLines(dir, name, flags.tail) })),
  );
  const nameWidth = Math.max(0, ...peers.map(({ length }) => length));
  const result = { text: (view: View) => mergedText(entries, nameWidth, view), json: entries };
  if (!flags.follow) return result;
  const print = (text: string) => text === '' || context.process.stdout.write(`${text}\n`);
  print(flags.json ? entries.flatMap(({ lines }) => lines).join('\n') : textOf(context, result));
  const follower = (name: string) => (line: string) =>
    print(
      flags.json ? line : textOf(context, { text: (view) => lineText(name.padEnd(nameWidth), line, view) }),
    );
  const signal = await Promise.race([
    interrupted(),
    ...peers.map((name) => follow(localPaths(dir).peerLog(name), follower(name))),
  ]);
  progress(context, 'Interrupted. The peers go on.');
  return { text: '', json: undefined, exitCode: EXIT_CODES[signal] };
}

async function peersWithLogs(dir: string, wanted: readonly string[]): Promise<string[]> {
  const known = await readdir(localPaths(dir).local, { withFileTypes: true }).catch(() => []);
  const names = known
    .filter((entry) => entry.isDirectory() && entry.name !== path.basename(localPaths(dir).chain))
    .map((entry) => entry.name)
    .sort();
  const unknown = wanted.filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    const have =
      names.length > 0 ? `there are ${names.join(', ')}` : 'no local network has run in this project yet';
    throw new CliError('PEER_UNKNOWN', `No peer ${unknown.join(', ')}: ${have}`);
  }
  return wanted.length > 0 ? [...wanted] : names;
}

async function lastLines(dir: string, name: string, count: number | undefined): Promise<string[]> {
  const text = await readFile(localPaths(dir).peerLog(name), 'utf8').catch(() => '');
  const lines = text.split('\n').filter(Boolean);
  return count === undefined ? lines : lines.slice(Math.max(0, lines.length - count));
}

/** Hands on each line that is added to a file, until the process ends. */
async function follow(file: string, onLine: (line: string) => void): Promise<never> {
  const lines = new LineBuffer((line) => line !== '' && onLine(line));
  let offset = (await stat(file).catch(() => undefined))?.size ?? 0;
  for (;;) {
    await delay(FOLLOW_MS);
    const now: Stats | undefined = await stat(file).catch(() => undefined);
    if (now === undefined || now.size === offset) continue;
    if (now.size < offset) offset = 0;
    const added = { start: offset, end: now.size - 1, encoding: 'utf8' } as const;
    for await (const chunk of createReadStream(path.resolve(file), added)) lines.add(String(chunk));
    offset = now.size;
  }
}
