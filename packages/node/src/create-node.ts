import type { WorkerDeployments } from '@noctiluca/deployment/peer';
import { type CompositeService, createCompositeService } from '@noctiluca/lifecycle';
import { addChain } from './capabilities/chain/add-chain.js';
import { addDecider } from './capabilities/decider/add-decider.js';
import { BlockSignal } from './capabilities/decider/block-signal.js';
import { peerIpfs } from './capabilities/ipfs/peer-ipfs.js';
import { addSpells } from './capabilities/spells/add-spells.js';
import { addSystemServices } from './capabilities/system-services/add-system-services.js';
import { planSystemServices } from './capabilities/system-services/plan-system-services.js';
import { addWorkerDeployments } from './capabilities/worker-deployments/add-worker-deployments.js';
import { httpAccess } from './config/inits.js';
import type { NodeConfig } from './config/node-config.js';
import { printConfig } from './config/print.js';
import { SPAN_EXPORT_TIMEOUT_MS } from './constants.js';
import { createCore, type PeerCore } from './core/create-core.js';
import { createTools, type NodeTools } from './core/node-tools.js';
import { isDiskFull } from './disk-space.js';
import { healthOf } from './health.js';
import { History } from './http/history/history.js';
import { interpretationTimes } from './http/history/latency.js';
import { findPage } from './http/page/find-page.js';
import { createHttpServer, type HttpServer } from './http/server.js';
import { workerFacts } from './http/worker-facts.js';
import { countClosedConnections } from './metrics.js';
import type { Node, NodeOptions, NodeParts } from './node.js';
import { VERSIONS } from './version.js';

/**
 * Composes a peer; every part is built here, by name and in order, each of those before it. A capability adds itself in a
 * line. Reads no file and opens no port: `start` does.
 * @throws LifecycleError when a rule for `replace` or `extra` is broken
 */
export function createNode(config: NodeConfig, options: NodeOptions = {}): Node {
  const tools = createTools(config, options);
  const plan = planSystemServices(config, options);
  const core = createCore(config, options, tools, plan);
  const chain = addChain(core);
  const blocks = new BlockSignal(chain);
  const spells = addSpells(core, blocks);
  const decider = addDecider(core, { chain, spells, blocks });
  const systemServices = addSystemServices(core, plan, { spells, decider });
  const deployments = addWorkerDeployments(core, spells, peerIpfs(config));
  core.extendHost({ builtins: options.builtins ?? [] });

  const { store, blobs, avm, network, host, aquamarine, clock } = core;
  network.onParticle((inbound) => aquamarine.ingest(inbound), aquamarine.shares);
  // It tells of the whole, itself among the parts: the one look at what comes after.
  const describe = () => composite.describe();
  const http = options.replace?.http ?? createHttp(core, { spells, systemServices, deployments, describe });
  const parts: NodeParts = { store, blobs, avm, network, host, aquamarine, spells, systemServices, http };
  const composite = createCompositeService({
    name: config.name,
    services: [...Object.values(parts), ...[clock ?? [], chain ?? [], decider ?? []].flat()],
    extra: options.extra ?? [],
    logger: tools.logger,
  });
  return nodeOf(config, parts, composite, tools);
}

interface Told extends Pick<NodeParts, 'spells' | 'systemServices'>, Pick<CompositeService, 'describe'> {
  readonly deployments: WorkerDeployments;
}

function createHttp(core: PeerCore, { spells, systemServices, deployments, describe }: Told): HttpServer {
  const { config, registry, network, host, aquamarine, clock } = core;
  const { settings, directories } = config;
  const disks = [directories.persistent, directories.ephemeral];
  const isFull = () => isDiskFull(disks, settings.noctiluca.disk_reserve);
  const health = async () => healthOf(describe(), { isDiskFull: await isFull() });
  return createHttpServer(config.http, {
    peerId: config.keyPair.peerId,
    versions: VERSIONS,
    metrics: settings.metrics_enabled ? registry : undefined,
    health: settings.health_check_enabled ? health : undefined,
    config: () => printConfig(config),
    describe: () => ({ ...describe(), process: processFacts() }),
    traces: aquamarine.traces,
    recording: aquamarine.recording,
    worker: (query) => workerFacts(query, { host, spells }),
    deployment: (dealId) => deployments.observe(dealId),
    parts: { host, spells, network, systemServices, aquamarine },
    page: () => findPage([import.meta.url]),
    history: new History({ describe, times: () => interpretationTimes(registry), logger: core.logger }),
    clock,
    access: httpAccess(settings),
    onConnectionClosed: countClosedConnections(registry),
  });
}

function nodeOf(
  { keyPair }: NodeConfig,
  parts: NodeParts,
  composite: CompositeService,
  { tracing }: NodeTools,
): Node {
  return {
    name: composite.name,
    peerId: keyPair.peerId,
    parts,
    get httpUrl() {
      return parts.http.url;
    },
    get state() {
      return composite.state;
    },
    start: (signal) => composite.start(signal),
    async stop(signal) {
      try {
        await composite.stop(signal);
      } finally {
        // Last, because every part records until it is down.
        await tracing?.stop(signal ?? AbortSignal.timeout(SPAN_EXPORT_TIMEOUT_MS));
      }
    },
    describe: () => composite.describe(),
  };
}

/** Facts about the process a peer runs in, for `/api/describe`. */
function processFacts() {
  return { pid: process.pid, uptimeSec: Math.round(process.uptime()), rssBytes: process.memoryUsage.rss() };
}
