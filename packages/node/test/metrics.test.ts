import { Counter } from 'prom-client';
import { describe, expect, it } from 'vitest';
import { checkConfig } from '../src/config/parse.js';
import { createNodeRegistry } from '../src/metrics.js';
import { NODE_VERSION } from '../src/version.js';

const registryOf = (layer: Record<string, unknown> = {}) =>
  createNodeRegistry({ networkId: 'dar', settings: checkConfig(layer).settings });

describe('createNodeRegistry', () => {
  it('answers OpenMetrics, as nox does', async () => {
    const registry = registryOf();
    new Counter({ name: 'some_things_total', help: 'Things', registers: [registry] }).inc(3);
    const text = await registry.metrics();
    expect(registry.contentType).toBe('application/openmetrics-text; version=1.0.0; charset=utf-8');
    expect(text).toContain('# TYPE some_things counter\nsome_things_total 3\n');
    expect(text).not.toContain('_total_total');
    expect(text.endsWith('# EOF\n')).toBe(true);
  });

  it('says what runs here and how it is reached', async () => {
    const text = await registryOf({ tcp_port: 7771, external_address: 'a"b' }).metrics();
    expect(text).toMatch(
      new RegExp(`^nox_build_info{node_version="${NODE_VERSION}",air_version="0.62.0",.*} 1$`, 'm'),
    );
    expect(text).toContain('tcp_port="7771"');
    expect(text).toContain('external_address="a\\"b"');
  });

  it('gives every peer of a process the metrics of the process', async () => {
    for (const registry of [registryOf(), registryOf()]) {
      expect(await registry.metrics()).toMatch(/^process_resident_memory_bytes \d/m);
    }
  });
});
