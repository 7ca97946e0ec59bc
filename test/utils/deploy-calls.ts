import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { LocalPeer } from '@noctiluca/local-network';
import type { TraceEntry } from '@noctiluca/particle';
import { repository } from './command.js';
import { wholeTrace } from './observe.js';

/** Calls by the particle that made them, in order: `host worker create 0`. */
export interface DeployCalls {
  readonly client: readonly string[];
  readonly 'worker-spell': readonly string[];
  readonly sp: readonly string[];
}

/** What the real CLI and its installation spell called (workers-deploy-calls.txt). */
export function tracedDeployCalls(): DeployCalls {
  const file = path.join(repository, 'test', 'interop', 'workers-deploy-calls.txt');
  const lines = readFileSync(file, 'utf8').split('\n');
  const of = (particle: string) =>
    lines.filter((line) => line.startsWith(`${particle} `)).map((line) => line.slice(particle.length + 1));
  return { client: of('client'), 'worker-spell': of('worker-spell'), sp: of('sp') };
}

/**
 * What a deployment called on a peer, from the peer's trace: the particles that made the worker and its spell, the first run of
 * the worker spell, and the first run of the spell `sp`.
 */
export async function deployCallsOn(peer: LocalPeer): Promise<DeployCalls> {
  const trace = await wholeTrace(peer);
  const calls = trace.filter((entry) => entry.kind === 'called');
  const making = calls.find(
    ({ serviceId, functionName }) => serviceId === 'worker' && functionName === 'create',
  );
  const runs = [...new Set(calls.map(({ particleId }) => particleId))].filter((id) =>
    /^spell_.*_0$/.test(id),
  );
  const doing = (functionName: string) =>
    runs.find((id) => calls.some((call) => call.particleId === id && call.functionName === functionName));
  const installing = doing('make_blueprint');
  const sp = runs.find((id) =>
    calls.some(
      (call) => call.particleId === id && call.serviceId === 'sp' && call.functionName === 'store_log',
    ),
  );
  const of = (particleId: string | undefined) =>
    calls.filter((call) => call.particleId === particleId).map(line);
  const placing = calls.find(
    ({ particleId, scope, functionName }) =>
      !particleId.startsWith('spell_') && scope !== 'host' && functionName === 'install',
  );
  // Ours makes the worker with a particle before, upstream's command with the same: peers differ in how they take compute units.
  const before = making?.particleId === placing?.particleId ? undefined : making?.particleId;
  const client = of(placing?.particleId).flatMap((call) =>
    before !== undefined && call === 'host worker get_worker_id 0' ? of(before) : [call],
  );
  return { client, 'worker-spell': of(installing), sp: of(sp) };
}

function line(call: Extract<TraceEntry, { kind: 'called' }>): string {
  const { particleId, scope, serviceId, functionName, retCode } = call;
  const own = particleId.split('_')[1] === serviceId ? 'self' : serviceId;
  return `${scope === 'host' ? 'host' : 'worker'} ${own} ${functionName} ${retCode === 0 ? 0 : 1}`;
}
