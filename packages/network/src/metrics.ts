import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Names of spec/nox.md §7.6 (prom-client wants the counters' `_total` written out); the last seven are ours. */
export function createMetrics(registry: Registry = new Registry()) {
  const registers = [registry];
  return {
    contactResolve: new Counter({
      name: 'connectivity_contact_resolve_total',
      help: 'Contact resolutions by outcome',
      labelNames: ['action'],
      registers,
    }),
    sendSuccess: new Counter({
      name: 'connectivity_particle_send_success_total',
      help: 'Particles written to a peer',
      labelNames: ['particle_type'],
      registers,
    }),
    sendFailure: new Counter({
      name: 'connectivity_particle_send_failure_total',
      help: 'Particles that could not be written to a peer',
      labelNames: ['particle_type', 'status'],
      registers,
    }),
    bootstrapConnected: new Counter({
      name: 'connectivity_bootstrap_connected_total',
      help: 'Connections made to bootstrap nodes',
      registers,
    }),
    bootstrapDisconnected: new Counter({
      name: 'connectivity_bootstrap_disconnected_total',
      help: 'Bootstrap nodes lost',
      registers,
    }),
    receivedParticles: new Counter({
      name: 'connection_pool_received_particles_total',
      help: 'Particles received and decoded',
      labelNames: ['particle_type'],
      registers,
    }),
    particleSizes: new Histogram({
      name: 'connection_pool_particle_sizes',
      help: 'Size of received frames, bytes',
      labelNames: ['particle_type'],
      buckets: [1e3, 4e3, 16e3, 64e3, 256e3, 1e6, 4e6, 16e6, 64e6],
      registers,
    }),
    connectedPeers: new Gauge({
      name: 'connection_pool_connected_peers',
      help: 'Peers connected now',
      registers,
    }),
    queueSize: new Gauge({
      name: 'connection_pool_particle_queue_size',
      help: 'Particles taken and not yet settled by the handler',
      registers,
    }),
    heldStreams: new Gauge({
      name: 'connection_pool_held_streams',
      help: 'Inbound streams not read because the queue is full',
      registers,
    }),
    heldStreamsTotal: new Counter({
      name: 'connection_pool_streams_held_total',
      help: 'Inbound streams that had to wait for room in the queue',
      registers,
    }),
    droppedFrames: new Counter({
      name: 'connection_pool_dropped_frames_total',
      help: 'Inbound frames refused, by reason',
      labelNames: ['reason'],
      registers,
    }),
    refusedConnections: new Counter({
      name: 'connection_pool_refused_connections_total',
      help: 'Connections that were not taken, by the bound they met',
      labelNames: ['reason'],
      registers,
    }),
    missingInternals: new Gauge({
      name: 'libp2p_missing_internals',
      help: '1 for a part of libp2p that a patch of this peer needs and did not find',
      labelNames: ['internal'],
      registers,
    }),
    notices: new Counter({
      name: 'connectivity_notices_total',
      help: 'Notices of what became of particles, sent and received, by outcome',
      labelNames: ['outcome'],
      registers,
    }),
    foreignPeers: new Counter({
      name: 'connection_pool_foreign_peers_total',
      help: 'Peers identified that do not speak the particle protocol',
      registers,
    }),
  };
}

export type NetworkMetrics = ReturnType<typeof createMetrics>;
