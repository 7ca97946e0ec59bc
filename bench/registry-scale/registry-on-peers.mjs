import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileModuleSync, createService } from '@noctiluca/marine';

const WASM = new URL('../../services/registry/registry.wasm', import.meta.url);

/** The registry service of `services/registry` on simulated peers; one comes up when its peer is first written to. */
export function createRegistries() {
  const module = compileModuleSync(readFileSync(WASM));
  const root = mkdtempSync(join(tmpdir(), 'noctiluca-registry-scale-'));
  const open = new Map();

  function start({ peerId }) {
    const folder = join(root, peerId);
    mkdirSync(folder, { recursive: true });
    const config = { name: 'registry', mappedDirs: { '/storage': folder } };
    return createService({ serviceId: 'registry', modules: [{ config, wasm: module }] });
  }

  /** What the host tells the service: who calls, and that time and weights are the host's own. */
  function parameters(host, init, args, now, timeAt, weightAt) {
    const origin = (serviceId, functionName) => [{ peerPk: host.peerId, serviceId, functionName, lens: '' }];
    const weights = Array.from({ length: 64 }, () => origin('trust-graph', 'get_weight')[0]);
    return {
      particle: {
        id: 'p',
        initPeerId: init.peerId,
        timestamp: now * 1000,
        ttl: 60_000,
        script: '',
        signature: new Uint8Array(),
        token: '',
      },
      serviceId: 'registry',
      serviceCreatorPeerId: host.peerId,
      hostId: host.peerId,
      workerId: host.peerId,
      tetraplets: Array.from({ length: args.length }, (_, i) =>
        i === timeAt ? origin('peer', 'timestamp_sec') : i === weightAt ? weights : [],
      ),
    };
  }

  return {
    has: (peer) => open.has(peer.peerId),
    get size() {
      return open.size;
    },
    call(host, init, name, args, { now, timeAt = -1, weightAt = -1 }) {
      let service = open.get(host.peerId);
      if (service === undefined) {
        service = start(host);
        open.set(host.peerId, service);
      }
      return JSON.parse(
        service.callJson(name, JSON.stringify(args), parameters(host, init, args, now, timeAt, weightAt)),
      );
    },
    clear() {
      for (const service of open.values()) service.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}
