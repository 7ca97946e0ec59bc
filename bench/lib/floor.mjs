import { identity } from './air.mjs';
import { measureLoad, TTL_MS } from './rounds.mjs';
import { contactOf } from './stage.mjs';

/**
 * One round of the least a particle of `op.identity` can cost on this stack: the same network sending the frame back,
 * two bare invocations of AquaVM, one signature check. CPU milliseconds.
 */
export async function measureFloor(
  { bare, echo, loader },
  { concurrency, dataBytes, warmUpMs, countMs, count },
) {
  const script = identity(bare.host, bare.client);
  const invocationsMs = await bare.ask('invocations', { script, result: '"x"', count });
  const signatureMs = await bare.ask('signatures', { script, count });
  const load = { to: contactOf(echo), script, ttl: TTL_MS, concurrency, dataBytes };
  const echoed = await measureLoad({ loader, measured: echo, load, warmUpMs, countMs });
  return {
    echoed,
    echoMs: echoed.cpuMs,
    invocationsMs,
    signatureMs,
    sumMs: echoed.cpuMs + invocationsMs + signatureMs,
  };
}
