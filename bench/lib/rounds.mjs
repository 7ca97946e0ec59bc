import { contactOf } from './stage.mjs';
import { spreadOf } from './stats.mjs';

/** Particle ttl of every scenario but the one with many alive, ms; the prototype was measured with the same. */
export const TTL_MS = 8000;

/**
 * One round: load on a process until it runs evenly, then a counted time. `cpuMs` is what the process spent per
 * particle, all its threads included.
 */
export async function measureLoad({ loader, measured, load, warmUpMs, countMs }) {
  await loader.ask('begin', load);
  await new Promise((resolve) => setTimeout(resolve, warmUpMs));
  const before = await measured.usage();
  const counted = await loader.ask('count', { ms: countMs });
  const after = await measured.usage();
  const { lost, failures } = await loader.ask('end');
  return { ...counted, lost, failures, cpuMs: (after.cpuMs - before.cpuMs) / counted.particles };
}

/** So many particles through a process, uncounted. @returns size of the last frame that came back */
export async function settle(loader, target, script, particles, ttl = TTL_MS) {
  const load = { to: contactOf(target), script, ttl, concurrency: 64, total: Math.ceil(particles) };
  await loader.ask('begin', load);
  await loader.ask('reach');
  return loader.ask('end');
}

/** Several rounds of one scenario as one row of figures. */
export function summarize(rounds) {
  return {
    perSecond: spreadOf(rounds, ({ perSecond }) => perSecond),
    p50: spreadOf(rounds, ({ p50 }) => p50),
    p99: spreadOf(rounds, ({ p99 }) => p99),
    cpuMs: spreadOf(rounds, ({ cpuMs }) => cpuMs),
    loaderCpu: spreadOf(rounds, ({ loaderCpu }) => loaderCpu),
    particles: rounds.reduce((sum, { particles }) => sum + particles, 0),
    lost: rounds.reduce((sum, { lost }) => sum + lost, 0),
    failures: rounds.flatMap(({ failures }) => failures),
  };
}
