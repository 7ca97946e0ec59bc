import { z } from 'zod';
import type { HealthCheck } from '../../health.js';
import { endpoint } from '../endpoint.js';

export const VERDICTS = ['Ok', 'Warn', 'Fail'] as const;

/** `Warn` is ours: nox has none, and a reader of its answers takes all but `Ok` for a failure. */
export function verdictOn({ ok, isWarning = false }: HealthCheck): (typeof VERDICTS)[number] {
  if (ok) return 'Ok';
  return isWarning ? 'Warn' : 'Fail';
}

export const peerId = endpoint({
  path: '/peer_id',
  summary: 'Id of this peer.',
  answer: z.strictObject({ peer_id: z.string() }),
  handle: (_asked, { components }) => ({ peer_id: components.peerId }),
});

export const versions = endpoint({
  path: '/versions',
  summary: 'Versions of this peer and of what it runs; empty for what it does not have.',
  answer: z.record(z.string(), z.string()),
  handle: (_asked, { components }) => components.versions,
});

export const config = endpoint({
  path: '/config',
  summary: 'The resolved configuration without secrets, TOML.',
  answer: 'text/plain',
  isServed: (components) => components.config !== undefined,
  handle: ({ c }, { components }) => c.text(components.config!()),
});

export const health = endpoint({
  path: '/health',
  summary: 'Checks of this peer: 200 when all is well, 429 when some warn or fail, 503 when all do.',
  answer: z.array(z.record(z.string(), z.enum(VERDICTS))),
  alsoWith: [429, 503],
  isServed: (components) => components.health !== undefined,
  async handle({ c }, { components }) {
    const checks = await components.health!();
    return c.json(
      checks.map((check) => ({ [check.name]: verdictOn(check) })),
      healthStatus(checks),
    );
  },
});

export const metrics = endpoint({
  path: '/metrics',
  summary: 'Metrics for Prometheus: reference/metrics.md.',
  answer: 'application/openmetrics-text',
  isServed: (components) => components.metrics !== undefined,
  async handle({ c }, { components }) {
    const { metrics, contentType } = components.metrics!;
    return c.body(await metrics.call(components.metrics), 200, { 'content-type': contentType });
  },
});

/** 200 when all is well, 429 when some checks warn or fail, 503 when all do (spec/nox.md §7.5). */
function healthStatus(checks: readonly HealthCheck[]): 200 | 429 | 503 {
  const failing = checks.filter(({ ok }) => !ok).length;
  if (failing === 0) return 200;
  return failing === checks.length ? 503 : 429;
}
