import { identity } from './air.mjs';
import { measureLoad, TTL_MS } from './rounds.mjs';
import { contactOf } from './stage.mjs';

/** Particles under way that a paced loader never exceeds. */
const MOST_UNDER_WAY = 256;

/**
 * One round of the least a particle of `op.identity` can cost on this stack, CPU milliseconds: the same network sending
 * the frame back, two bare invocations of AquaVM, one signature check.
 *
 * The echo is measured twice. Left alone it serves ten times as many frames as a peer and so many of them share a
 * system call and an encryption; at the peer's own rate it pays for these as the peer does. The sum is of the latter.
 *
 * @param perSecond rate at which the peer was served in this round
 */
export async function measureFloor({ bare, echo, loader, times }, { perSecond, concurrency, dataBytes }) {
  const script = identity(bare.host, bare.client);
  const count = times.bareCount;
  const invocationsMs = await bare.ask('invocations', { script, result: '"x"', count });
  const signatureMs = await bare.ask('signatures', { script, count });
  const echoed = (load) =>
    measureLoad({
      loader,
      measured: echo,
      load: { to: contactOf(echo), script, ttl: TTL_MS, dataBytes, ...load },
      warmUpMs: times.warmUpMs,
      countMs: times.countMs / 2,
    });
  const { cpuMs: echoMs } = await echoed({ concurrency: MOST_UNDER_WAY, rate: perSecond });
  const { cpuMs: busyEchoMs, perSecond: busyPerSecond } = await echoed({ concurrency });
  const othersMs = invocationsMs + signatureMs;
  return {
    echoMs,
    busyEchoMs,
    busyPerSecond,
    invocationsMs,
    signatureMs,
    sumMs: echoMs + othersMs,
    busySumMs: busyEchoMs + othersMs,
  };
}
