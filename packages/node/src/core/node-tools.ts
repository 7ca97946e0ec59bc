import { createTraceRing, type TraceRing } from '@noctiluca/aquamarine';
import type { Logger } from '@noctiluca/lifecycle';
import type { Registry } from 'prom-client';
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
  /** Undefined: spans go nowhere. */
  readonly tracing: ReturnType<typeof createTracing>;
}

/** Log, metrics and traces of one peer. */
export function createTools(config: NodeConfig, options: NodeOptions): NodeTools {
  const { settings, keyPair, name } = config;
  const logger = options.logger ?? createLogger({ level: settings.noctiluca.log_level, name });
  const registry = createNodeRegistry(config);
  const inner = createTraceRing();
  const whoami = { peerId: keyPair.peerId, name };
  const tracing = createTracing(settings.tracing, whoami, { inner, logger, registry });
  return { logger, registry, tracing, trace: tracing ?? inner };
}
