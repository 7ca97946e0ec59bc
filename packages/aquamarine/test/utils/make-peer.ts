import type { LogCall, Logger } from '@noctiluca/lifecycle';
import { createParticle, generateKeyPair, type KeyPair, type Particle } from '@noctiluca/particle';
import { FakeClock } from '@noctiluca/testing';
import { Registry } from 'prom-client';
import {
  type AquamarineInit,
  createAquamarine,
  createTraceRing,
  type ParticleVerifier,
  type WorkerKeys,
} from '../../src/index.js';
import { ScriptedAvm, ScriptedHost, ScriptedNetwork } from './scripted-parts.js';

export interface LogLine {
  readonly level: string;
  readonly fields: Record<string, unknown>;
  readonly message: string;
}

export function recordingLogger(lines: LogLine[]): Logger {
  const at =
    (level: string): LogCall =>
    (fields, message) =>
      lines.push({ level, fields: { ...fields }, message });
  const logger: Logger = {
    trace: at('trace'),
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    child: () => logger,
  };
  return logger;
}

/** An aquamarine between scripted neighbours, on a clock that the test moves. */
export async function makePeer(
  init: Partial<AquamarineInit> = {},
  workers?: WorkerKeys,
  verify?: ParticleVerifier,
  { start = true, avm = new ScriptedAvm() } = {},
) {
  const clock = new FakeClock();
  const keyPair: KeyPair = init.keyPair ?? generateKeyPair();
  const client = generateKeyPair();
  const [host, network] = [new ScriptedHost(), new ScriptedNetwork()];
  const registry = new Registry();
  const logs: LogLine[] = [];
  const trace = createTraceRing({ nowMs: clock.nowMs });
  host.local.set(keyPair.peerId, { kind: 'host' });
  const aquamarine = createAquamarine(
    { keyPair, ...init },
    {
      avm,
      host,
      network,
      registry,
      clock,
      trace,
      logger: recordingLogger(logs),
      ...(workers && { workers }),
      ...(verify && { verify }),
    },
  );
  if (start) await aquamarine.start(new AbortController().signal);

  return {
    aquamarine,
    avm,
    host,
    network,
    clock,
    keyPair,
    client,
    registry,
    trace,
    logs,
    particle(parts: Partial<Pick<Particle, 'id' | 'ttl' | 'script' | 'timestamp' | 'data'>> = {}): Particle {
      const { id = 'particle', ttl = 1_000, script = '(null)', timestamp = clock.nowMs(), data } = parts;
      const made = createParticle({ id, ttl, script, timestampMs: timestamp, keyPair: client });
      return data === undefined ? made : { ...made, data };
    },
    ingest: (particle: Particle) =>
      aquamarine.ingest({ particle, from: client.peerId, bytes: particle.data.length }),
    /** Reasons of everything dropped, oldest first. */
    dropped: () =>
      trace.trace().flatMap((entry) => (entry.kind === 'dropped' ? [`${entry.stage} ${entry.reason}`] : [])),
    /** Value of one series, 0 when it is not there. */
    async metric(name: string, labels: Record<string, string> = {}): Promise<number> {
      const found = await registry.getSingleMetric(name)?.get();
      const series = found?.values.filter((value) =>
        Object.entries(labels).every(([label, expected]) => value.labels[label] === expected),
      );
      return series?.reduce((sum, { value }) => sum + value, 0) ?? 0;
    },
    /** What is under way or held; the trace stays when all is over. */
    facts() {
      const { traceBytes: _, ...facts } = aquamarine.describe?.() ?? {};
      return facts;
    },
  };
}

export const NOTHING = {
  actors: 0,
  mailbox: 0,
  queuedBytes: 0,
  dataBytes: 0,
  tombstones: 0,
  isActorTableFull: false,
  isMemoryFull: false,
  oldestWaitMs: 0,
  accounts: 0,
  waiting: 0,
  underWay: 0,
  kept: 0,
};
