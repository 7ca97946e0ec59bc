import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { ServiceDescription } from '@noctiluca/lifecycle';
import type { LocalPeer } from '@noctiluca/local-network';
import type { TraceEntry } from '@noctiluca/particle';

/** Milliseconds between two looks. */
const POLL_MS = 20;

type HasHttp = Pick<LocalPeer, 'http'>;

async function get(peer: HasHttp, path: string): Promise<Response> {
  const response = await fetch(`${peer.http}${path}`);
  if (!response.ok) throw new Error(`GET ${path} answered ${response.status}: ${await response.text()}`);
  return response;
}

/**
 * Value of a metric as `/metrics` shows it: the sum of the series that carry these labels, 0 when there is none yet.
 * @throws Error when the peer has no such metric
 */
export async function metric(
  peer: HasHttp,
  name: string,
  labels: Readonly<Record<string, string>> = {},
): Promise<number> {
  const text = await (await get(peer, '/metrics')).text();
  const base = name.replace(/_(sum|count|total)$/, '');
  if (!text.includes(`# TYPE ${name} `) && !text.includes(`# TYPE ${base} `))
    throw new Error(`no metric ${name}`);
  const wanted = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
  return text
    .split('\n')
    .filter((line) => line.startsWith(`${name} `) || line.startsWith(`${name}{`))
    .filter((line) => wanted.every((label) => line.includes(label)))
    .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' ') + 1)), 0);
}

/** Sum of a metric over peers. */
export async function metricOfAll(
  peers: readonly HasHttp[],
  name: string,
  labels?: Readonly<Record<string, string>>,
): Promise<number> {
  const values = await Promise.all(peers.map((peer) => metric(peer, name, labels)));
  return values.reduce((sum, value) => sum + value, 0);
}

/** What happened to a particle on a peer, oldest first. */
export async function traceOf(peer: HasHttp, particleId: string): Promise<TraceEntry[]> {
  const response = await get(peer, `/api/trace/${encodeURIComponent(particleId)}`);
  return (await response.json()) as TraceEntry[];
}

/** Everything a peer still remembers, frames without an id included. */
export async function wholeTrace(peer: HasHttp): Promise<TraceEntry[]> {
  return (await (await get(peer, '/api/trace')).json()) as TraceEntry[];
}

/** Resolves when the peer has tried each of its system services once. */
export async function untilDeployed(peer: HasHttp): Promise<void> {
  for (;;) {
    const { children = [] } = (await (await get(peer, '/api/describe')).json()) as ServiceDescription;
    if (children.find(({ name }) => name === 'system-services')?.details?.settled === true) return;
    await delay(POLL_MS);
  }
}

/** Lines of a peer's log, parsed. */
export async function logLines(file: string): Promise<Record<string, unknown>[]> {
  const text = await readFile(file, 'utf8');
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}
