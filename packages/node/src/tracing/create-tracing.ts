import type { ParsedConfig } from '../config/schema.js';
import { createOtlpExporter, createStreamExporter } from './exporters.js';
import { createSpanTrace, type SpanTrace, type SpanTraceComponents } from './span-trace.js';

/**
 * The trace of a peer as `[tracing]` says; undefined when it is disabled: the ring alone does.
 */
export function createTracing(
  settings: ParsedConfig['tracing'],
  peer: { readonly peerId: string; readonly name: string },
  components: Omit<SpanTraceComponents, 'exporter'>,
): SpanTrace | undefined {
  const { type, endpoint, sample_ratio: sampleRatio } = settings;
  if (type === 'disabled') return undefined;
  const exporter =
    type === 'stdout' ? createStreamExporter(process.stdout) : createOtlpExporter({ endpoint, ...peer });
  return createSpanTrace({ peerId: peer.peerId, sampleRatio }, { ...components, exporter });
}
