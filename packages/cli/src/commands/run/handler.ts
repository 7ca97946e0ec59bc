import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { connect } from '../../client/connect.js';
import { ownerKey } from '../../client/default-key.js';
import { customRelay, resolveRelay } from '../../client/relay.js';
import type { CliContext } from '../../context.js';
import { CliError } from '../../errors.js';
import { type CommandResult, printing } from '../../output/result.js';
import { resolveEnv } from '../../project/env.js';
import { fluenceDir } from '../../project/fluence-dir.js';
import { loadProject } from '../../project/fluence-yaml.js';
import { type CallArguments, callCompiled } from './call-compiled.js';
import { compileCall } from './compile-call.js';
import type { RunFlags } from './options.js';

export const handler = printing(run);

async function run(context: CliContext, flags: RunFlags): Promise<CommandResult> {
  if (flags.particleId && flags.json) {
    throw new CliError(
      'BAD_ARGUMENT',
      '--particle-id prints a line before the result, --json one document: give one of them',
    );
  }
  const data = await callArguments(context, flags);
  const compiled = await compileCall(context, flags, data);
  if (flags.printAir) return { text: compiled.script, json: { air: compiled.script } };
  const dir = fluenceDir(context);
  const relay = await relayOf(context, dir, flags);
  const key = flags.sk === undefined ? undefined : await ownerKey(context, dir, flags.sk);
  const client = await connect({
    relay,
    ttlMs: flags.ttl,
    dialTimeoutMs: flags.dialTimeout,
    printParticleId: flags.particleId,
    ...(key ? { seed: key.seed } : {}),
  });
  try {
    const result = await callCompiled(client.peer, compiled, data, flags.ttl);
    return { text: shown(result), json: result };
  } finally {
    await client.close();
  }
}

/** An address is one in every environment; without it the environment says where to look. */
async function relayOf(context: CliContext, dir: string, { relay, env }: RunFlags): Promise<string> {
  if (relay?.startsWith('/') || (await resolveEnv(dir, env)) === 'local') return resolveRelay(dir, relay);
  return customRelay((await loadProject(context.cwd)).project.relays, relay);
}

async function callArguments(context: CliContext, flags: RunFlags): Promise<CallArguments> {
  if (flags.data !== undefined && flags.dataPath !== undefined) {
    throw new CliError('BAD_ARGUMENT', '--data and --data-path exclude each other');
  }
  if (flags.data !== undefined) return parseArguments(flags.data, '--data');
  if (flags.dataPath === undefined) return {};
  const file = path.resolve(context.cwd, flags.dataPath);
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new CliError('BAD_ARGUMENT', `Cannot read --data-path ${file}`, { cause });
  });
  return parseArguments(text, file);
}

function parseArguments(text: string, origin: string): CallArguments {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new CliError(
      'BAD_ARGUMENT',
      `${origin} is not JSON: ${cause instanceof Error ? cause.message : cause}`,
      { cause },
    );
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as CallArguments;
  throw new CliError('BAD_ARGUMENT', `${origin} must be a JSON object: {"argument": value}`);
}

function shown(result: unknown): string {
  return typeof result === 'string' ? result : JSON.stringify(result, null, 2);
}
