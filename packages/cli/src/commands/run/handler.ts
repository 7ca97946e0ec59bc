import type { CallerOptions } from '../../client/caller.js';
import { ownerKey } from '../../client/default-key.js';
import { customRelay, resolveRelay } from '../../client/relay.js';
import { startAvm } from '../../client/start-avm.js';
import type { CliContext } from '../../context.js';
import { CliError } from '../../errors.js';
import { type CommandResult, jsonText, printing } from '../../output/result.js';
import { resolveEnv } from '../../project/env.js';
import { fluenceDir } from '../../project/fluence-dir.js';
import { loadProject } from '../../project/fluence-yaml.js';
import type { CompiledFunction } from './aqua-type.js';
import { bindArguments } from './bind-arguments.js';
import { callCompiled } from './call-compiled.js';
import { parseCall } from './call-text.js';
import { findFunction } from './find-function.js';
import type { RunFlags } from './options.js';
import { readData } from './read-data.js';
import { staysLocal } from './stays-local.js';

export const handler = printing(run);

async function run(context: CliContext, flags: RunFlags): Promise<CommandResult> {
  if (flags.particleId && flags.json) {
    throw new CliError(
      'BAD_ARGUMENT',
      '--particle-id prints a line before the result, --json one document: give one of them',
    );
  }
  const call = parseCall(flags.func);
  const data = await readData(context, flags);
  if (flags.printAir) return printed(await findFunction(context, flags, call.func));
  const avm = startAvm();
  try {
    const compiled = await findFunction(context, flags, call.func);
    const values = bindArguments(call, compiled.parameters, data);
    const options = await callerOptions(context, flags, compiled);
    const result = await callCompiled(compiled, values, flags.ttl, avm, options);
    return { text: typeof result === 'string' ? result : jsonText(result), json: result };
  } finally {
    await avm.pool.stop(AbortSignal.abort());
  }
}

function printed({ script }: CompiledFunction): CommandResult {
  return { text: script, json: { air: script } };
}

/** A call that never leaves the client needs no network, and none is looked for. */
async function callerOptions(
  context: CliContext,
  flags: RunFlags,
  { script }: CompiledFunction,
): Promise<CallerOptions> {
  const dir = fluenceDir(context);
  const { sk, dialTimeout: dialTimeoutMs, particleId: printParticleId } = flags;
  const relay = staysLocal(script) ? undefined : await relayOf(context, dir, flags);
  const seed = sk === undefined ? undefined : (await ownerKey(context, dir, sk)).seed;
  return { relay, seed, dialTimeoutMs, printParticleId };
}

/** An address is one in every environment; without it the environment says where to look. */
async function relayOf(context: CliContext, dir: string, { relay, env }: RunFlags): Promise<string> {
  if (relay?.startsWith('/') || (await resolveEnv(dir, env)) === 'local') return resolveRelay(dir, relay);
  return customRelay((await loadProject(context.cwd)).project.relays, relay);
}
