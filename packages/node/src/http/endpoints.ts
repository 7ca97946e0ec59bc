import { aliases } from './api/aliases.js';
import { advance, clock } from './api/clock.js';
import { deployment, deployments } from './api/deployments.js';
import { history } from './api/history.js';
import { ledger } from './api/ledger.js';
import { blueprints, modules } from './api/modules.js';
import { connections, kademlia } from './api/network.js';
import { describe, peer } from './api/peer.js';
import { recording } from './api/recordings.js';
import { service, services } from './api/services.js';
import { spell, spells } from './api/spells.js';
import { particles, trace, traceOfParticle } from './api/trace.js';
import { config, health, metrics, peerId, versions } from './api/upstream.js';
import { worker, workers } from './api/workers.js';
import type { Endpoint } from './endpoint.js';

/** All endpoints of a peer: nox's paths and answers (spec/nox.md §7.5), ours under `/api`. */
export const ENDPOINTS: readonly Endpoint[] = [
  ...[peerId, versions, config, health, metrics],
  ...[peer, describe, clock, advance],
  ...[particles, trace, traceOfParticle, recording],
  ...[services, service, aliases, modules, blueprints, workers, worker, spells, spell],
  ...[connections, kademlia, deployments, deployment, ledger, history],
];
