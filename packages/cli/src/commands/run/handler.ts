import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { CallCompilationResult } from '@fluencelabs/aqua-api';
import { connect } from '../../client/connect.js';
import { readNamedKey } from '../../client/keys.js';
import { resolveRelay } from '../../client/relay.js';
import type { CliContext } from '../../context.js';
import { CliError } from '../../errors.js';
import { type CommandResult, printing, progress } from '../../output/result.js';
import { fluenceDir } from '../../project/fluence-dir.js';
import { compileCall } from './compile-call.js';
import type { RunFlags } from './options.js';

export const handler = printing(run);

type CallArguments = Readonly<Record<string, unknown>>;

async function run(context: CliContext, flags: RunFlags): Promise<CommandResult> {
  const data = await callArguments(context, flags);
  const compiled = await compileCall(context, flags, data);
  if (flags.printAir) progress(context, compiled.functionCall.script);
  const dir = fluenceDir(context);
  const relay = await resolveRelay(dir, flags.relay);
  const key = flags.sk === undefined ? undefined : await readNamedKey(dir, flags.sk);
  const client = await connect({
    relay,
    ttlMs: flags.ttl,
    dialTimeoutMs: flags.dialTimeout,
    ...(key ? { seed: key.seed } : {}),
  });
  try {
    const result = await call(client.peer, compiled, data, flags.ttl);
    return { text: flags.quiet ? '' : shown(result), json: result };
  } finally {
    await client.close();
  }
}

async function call(
  peer: import('@fluencelabs/js-client').ClientPeer,
  compiled: CallCompilationResult,
  data: CallArguments,
  ttl: number,
): Promise<unknown> {
  const { callAquaFunction } = await import('@fluencelabs/js-client');
  const { funcDef, script } = compiled.functionCall;
  const { codomain } = funcDef.arrow;
  const isVoid = codomain.tag === 'nil' || codomain.items.length === 0;
  try {
    const args = data as Parameters<typeof callAquaFunction>[0]['args'];
    const result = await callAquaFunction({ script, peer, args, config: { ttl }, fireAndForget: isVoid });
    if (isVoid) return null;
    // A call answers the list of its results; one result stands for itself.
    return Array.isArray(result) && result.length === 1 ? result[0] : result;
  } catch (cause) {
    throw callError(cause, ttl);
  }
}

/** js-client rejects with objects of several shapes: the aqua error, or its own text about the particle's end. */
function callError(cause: unknown, ttl: number): CliError {
  const message =
    typeof cause === 'object' && cause !== null && 'message' in cause ? String(cause.message) : String(cause);
  if (/expired/i.test(message)) {
    return new CliError(
      'CALL_TIMEOUT',
      `No answer within ${ttl} ms. Is every peer of the call up, and its service deployed? The peers' traces tell: GET <http>/api/trace/<particle id>`,
      { cause },
    );
  }
  return new CliError('CALL_FAILED', `The call failed: ${message}`, { cause });
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
