import { createTraceRing, Recordings, type TraceRing } from '@noctiluca/aquamarine';
import type { Logger } from '@noctiluca/lifecycle';
import type { Registry } from 'prom-client';
import { recordingsInit } from '../config/inits.js';
import type { NodeConfig } from '../config/node-config.js';
import { createLogger } from '../logger.js';
import { createNodeRegistry } from '../metrics.js';
import type { NodeOptions } from '../node.js';
import { createTracing } from '../tracing/create-tracing.js';

/** What every part tells of itself with. */
export interface NodeTools {
  readonly logger: Logger;
  readonly registry: Registry;
  readonly trace: TraceRing;
  /** Undefined: particles are not recorded. */
  readonly recordings: Recordings | undefined;
  /** Undefined: spans go nowhere. */
  readonly tracing: ReturnType<typeof createTracing>;
}

/** Log, metrics, traces and recordings of one peer. */
export function createTools(config: NodeConfig, options: NodeOptions): NodeTools {
  const { settings, keyPair, name } = config;
  const logger = options.logger ?? createLogger({ level: settings.noctiluca.log_level, name });
  const registry = createNodeRegistry(config);
  const inner = createTraceRing();
  const whoami = { peerId: keyPair.peerId, name };
  const tracing = createTracing(settings.tracing, whoami, { inner, logger, registry });
  const recorded = recordingsInit(settings);
  const recordings = recorded && new Recordings(recorded);
  return { logger, registry, tracing, trace: tracing ?? inner, recordings };
}
