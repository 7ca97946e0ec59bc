import { Counter, collectDefaultMetrics, Gauge, type OpenMetricsContentType, Registry } from 'prom-client';
import type { NodeConfig } from './config/node-config.js';
import { VERSIONS } from './version.js';

/** Of the process, hence shared by the peers in it: prom-client's collectors watch the process for good. */
let processRegistry: Registry | undefined;

/**
 * The registry of one peer: OpenMetrics text as nox answers (spec/nox.md §7.5), the metrics of the process, and what
 * runs here (`nox_build_info`, `nox_network_info`; an Info metric is a gauge of 1 whose labels are the facts).
 */
export function createNodeRegistry(config: Pick<NodeConfig, 'networkId' | 'settings'>): Registry {
  const openMetrics = new Registry<OpenMetricsContentType>();
  openMetrics.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
  // The type binds a registry to one content type, although every metric registers with either.
  const registry = openMetrics as unknown as Registry;
  shareProcessMetrics(registry);
  const { settings } = config;
  addInfo(registry, 'nox_build_info', 'Versions of this peer', {
    node_version: VERSIONS.node,
    air_version: VERSIONS.avm,
    spell_version: VERSIONS.spell,
  });
  addInfo(registry, 'nox_network_info', 'How this peer is reached', {
    tcp_port: String(settings.tcp_port),
    websocket_port: String(settings.websocket_port),
    listen_ip: settings.listen_ip,
    network_type: config.networkId,
    bootstrap_nodes: settings.bootstrap_nodes.join(','),
    external_address: settings.external_address ?? '',
    external_multiaddresses: settings.external_multiaddresses.join(','),
  });
  return registry;
}

/** @returns counts an HTTP connection that gave way to another */
export function countClosedConnections(registry: Registry): () => void {
  const closed = new Counter({
    name: 'http_connections_gave_way_total',
    help: 'HTTP connections closed because an address, or all together, had too many',
    registers: [registry],
  });
  return () => closed.inc();
}

function shareProcessMetrics(registry: Registry): void {
  if (processRegistry === undefined) {
    processRegistry = new Registry();
    collectDefaultMetrics({ register: processRegistry });
  }
  for (const { name } of processRegistry.getMetricsAsArray()) {
    const metric = processRegistry.getSingleMetric(name);
    if (metric) registry.registerMetric(metric);
  }
}

function addInfo(registry: Registry, name: string, help: string, labels: Record<string, string>): void {
  new Gauge({ name, help, labelNames: Object.keys(labels), registers: [registry] }).set(labels, 1);
}
