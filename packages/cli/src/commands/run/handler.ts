import type { CallerOptions, OnParticle } from '../../client/caller.js';
import { startAvm } from '../../client/start-avm.js';
import type { CliContext } from '../../context.js';
import { CliError } from '../../errors.js';
import { type CommandResult, jsonText, printing } from '../../output/result.js';
import { fluenceDir } from '../../project/fluence-dir.js';
import { withAquaLogs } from './aqua-logs.js';
import type { CompiledFunction } from './aqua-type.js';
import { bindArguments } from './bind-arguments.js';
import { callCompiled } from './call-compiled.js';
import type { CallPlace } from './call-error.js';
import { type CallProject, callProject } from './call-project.js';
import { parseCall } from './call-text.js';
import { findFunction } from './find-function.js';
import type { RunFlags } from './options.js';
import { readData } from './read-data.js';
import { staysLocal } from './stays-local.js';
import { withTrace } from './with-trace.js';

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
  if (flags.printAir || flags.printBeautifiedAir) return printScript(context, flags, call.func);
  const avm = startAvm();
  const project = await callProject(context);
  const compiled = await findFunction(context, flags, project, call.func);
  const values = bindArguments(call, compiled.parameters, data);
  const options = await callerOptions(context, flags, project, compiled);
  const place = placeOf(context, options);
  const calling = (onParticle?: OnParticle) =>
    callCompiled(compiled, values, flags.ttl, avm, options, place, onParticle);
  const traced = () => (flags.trace ? withTrace(context, place, calling) : calling());
  const result = await withAquaLogs(context, flags, traced);
  return { text: typeof result === 'string' ? result : jsonText(result), json: result };
}

async function printScript(context: CliContext, flags: RunFlags, func: string): Promise<CommandResult> {
  if (flags.printAir && flags.printBeautifiedAir)
    throw new CliError('BAD_ARGUMENT', '--print-air and --print-beautified-air exclude each other');
  const { script } = await findFunction(context, flags, await callProject(context), func);
  if (flags.printAir) return { text: script, json: { air: script } };
  const { beautify } = await import('../../air/beautify.js');
  const text = beautify(script);
  return { text, json: { air: script, text } };
}

/** A call that never leaves the client needs no network, and none is looked for. */
async function callerOptions(
  context: CliContext,
  flags: RunFlags,
  project: CallProject | undefined,
  { script }: CompiledFunction,
): Promise<CallerOptions> {
  const relay = staysLocal(script) ? undefined : await relayOf(context, flags, project);
  const { dialTimeout: dialTimeoutMs, particleId: printParticleId } = flags;
  return {
    relay,
    seed: await seedOf(context, flags.sk ?? project?.defaultSecretKeyName),
    dialTimeoutMs,
    printParticleId,
  };
}

function placeOf(context: CliContext, { relay }: CallerOptions): CallPlace {
  const localPeers = async () => {
    const { readLocalState } = await import('@noctiluca/local-network/control');
    return (await readLocalState(fluenceDir(context)))?.peers ?? [];
  };
  return { relay, localPeers };
}

// What follows is loaded where it is needed: AquaVM starts meanwhile.

async function relayOf(context: CliContext, flags: RunFlags, project: CallProject | undefined) {
  const { callRelay } = await import('./call-relay.js');
  return callRelay(fluenceDir(context), project, flags);
}

async function seedOf(context: CliContext, sk: string | undefined): Promise<Uint8Array | undefined> {
  if (sk === undefined) return undefined;
  const { ownerKey } = await import('../../client/default-key.js');
  return (await ownerKey(context, fluenceDir(context), sk)).seed;
}
