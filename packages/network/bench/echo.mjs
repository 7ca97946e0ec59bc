// Echo of 2.3 KB particles between two processes: frames per second, and CPU of the server per frame (one in, one out).
// "plain" is libp2p as its README composes it; "network" is this package, without and with its fast path. All in one run.
//
//   npx tsc -b && node bench/echo.mjs [frames=4000] [in flight=64] [tcp|ws] [server[:client] …]
import '../dist/polyfill.js';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import {
  createParticle,
  decodePayload,
  encodeFrame,
  FrameReader,
  generateKeyPair,
  PARTICLE_PROTOCOL,
} from '@noctiluca/particle';

const [frames = '4000', inFlight = '64', transport = 'tcp', ...pairs] = process.argv.slice(2);

/** A peer of either kind behind one shape: `send` to a peer, `received` for what comes. */
const kinds = {
  plain: startPlain,
  network: () => startNetwork(true),
  'network-slow': () => startNetwork(false),
};

async function startNetwork(fastPath) {
  const { createNetwork } = await import('../dist/index.js');
  const network = createNetwork({ keyPair: generateKeyPair(), allowLocalAddresses: true, fastPath });
  const peer = {
    addresses: () => network.listenAddresses(),
    connect: (contact) => network.connect(contact),
    send: (peerId, particle) => network.send({ peerId, addresses: [] }, particle),
    received: async () => {},
  };
  network.onParticle(({ particle, from }) => peer.received(particle, from));
  await network.start(new AbortController().signal);
  return peer;
}

async function startPlain() {
  const { createLibp2p } = await import('libp2p');
  const [{ tcp }, { webSockets }, { noise }, { yamux }, { identify }, { ping }] = await Promise.all(
    ['tcp', 'websockets', 'noise', 'yamux', 'identify', 'ping'].map((name) => import(`@libp2p/${name}`)),
  );
  const { multiaddr } = await import('@multiformats/multiaddr');
  const libp2p = await createLibp2p({
    addresses: { listen: ['/ip4/127.0.0.1/tcp/0', '/ip4/127.0.0.1/tcp/0/ws'] },
    transports: [tcp(), webSockets()],
    connectionEncrypters: [noise()],
    streamMuxers: [yamux()],
    services: { identify: identify(), ping: ping() },
  });
  const peer = {
    addresses: () => libp2p.getMultiaddrs().map(String),
    connect: (contact) => libp2p.dial(contact.addresses.map((address) => multiaddr(address))),
    send: async (peerId, particle) => {
      const connection = libp2p.getConnections().find(({ remotePeer }) => remotePeer.toString() === peerId);
      const stream = await connection.newStream(PARTICLE_PROTOCOL, { maxOutboundStreams: 4096 });
      stream.send(encodeFrame(particle));
      await stream.close();
    },
    received: async () => {},
  };
  const onStream = async (stream, connection) => {
    const reader = new FrameReader();
    for await (const chunk of stream) {
      for (const payload of reader.push(chunk.subarray())) {
        const message = decodePayload(payload);
        void peer.received(message.particle, connection.remotePeer.toString());
      }
    }
    await stream.close();
  };
  await libp2p.handle(PARTICLE_PROTOCOL, onStream, { maxInboundStreams: 4096, maxOutboundStreams: 4096 });
  return peer;
}

async function serve(kind) {
  const peer = await kinds[kind]();
  peer.received = (particle, from) => peer.send(from, particle);
  process.on('message', (message) => {
    if (message === 'usage') process.send({ usage: process.cpuUsage(), rss: process.memoryUsage.rss() });
    else process.exit();
  });
  process.send({ addresses: peer.addresses() });
}

async function load(kind, addresses) {
  const peer = await kinds[kind]();
  const chosen = addresses.filter((address) => address.includes('/ws') === (transport === 'ws'));
  const peerId = chosen[0].split('/p2p/')[1];
  await peer.connect({ peerId, addresses: chosen });
  const particle = createParticle({
    script: '(seq (null) (null))'.repeat(50),
    ttl: 7000,
    timestampMs: Date.now(),
    keyPair: generateKeyPair(),
  });
  const message = { ...particle, data: new Uint8Array(1100).fill(1) };
  const times = new Map();
  const latencies = [];
  const run = (count) =>
    new Promise((resolve, reject) => {
      let sent = 0;
      let back = 0;
      const next = () => {
        if (sent === count) return;
        const id = `${particle.id}-${sent++}`;
        times.set(id, performance.now());
        peer.send(peerId, { ...message, id }).catch(reject);
      };
      peer.received = async ({ id }) => {
        latencies.push(performance.now() - times.get(id));
        times.delete(id);
        if (++back === count) resolve();
        else next();
      };
      for (let i = 0; i < Number(inFlight); i++) next();
    });
  await run(Math.min(1500, Number(frames)));
  latencies.length = 0;
  process.send('measure');
  await once(process, 'message');
  const started = performance.now();
  await run(Number(frames));
  const seconds = (performance.now() - started) / 1000;
  latencies.sort((a, b) => a - b);
  process.send({
    seconds,
    p50: latencies[latencies.length >> 1],
    p99: latencies[Math.floor(latencies.length * 0.99)],
  });
}

function child(role, kind, argument) {
  const self = fileURLToPath(import.meta.url);
  const env = { ...process.env, ROLE: role, KIND: kind, ARGUMENT: JSON.stringify(argument ?? null) };
  const profile =
    role === 'server' && process.env.PROFILE ? ['--cpu-prof', `--cpu-prof-dir=${process.env.PROFILE}`] : [];
  return fork(self, process.argv.slice(2), { env, execArgv: profile });
}

async function measure(serverKind, clientKind) {
  const server = child('server', serverKind);
  const [{ addresses }] = await once(server, 'message');
  const client = child('client', clientKind, addresses);
  const usage = async () => {
    server.send('usage');
    return (await once(server, 'message'))[0];
  };
  await once(client, 'message');
  const before = await usage();
  client.send('go');
  const [{ seconds, p50, p99 }] = await once(client, 'message');
  const after = await usage();
  const cpuMs = (after.usage.user + after.usage.system - before.usage.user - before.usage.system) / 1000;
  server.send('end');
  client.kill();
  await once(server, 'exit');
  return {
    'frames/s': Math.round(frames / seconds),
    'server CPU ms/frame': +(cpuMs / frames).toFixed(3),
    'p50 ms': +p50.toFixed(1),
    'p99 ms': +p99.toFixed(1),
    'server RSS MB': Math.round(after.rss / 1e6),
  };
}

if (process.env.ROLE === 'server') await serve(process.env.KIND);
else if (process.env.ROLE === 'client') {
  await load(process.env.KIND, JSON.parse(process.env.ARGUMENT));
} else {
  const chosen =
    pairs.length > 0 ? pairs : ['plain:plain', 'network-slow:plain', 'network:plain', 'network:network'];
  const results = {};
  for (const pair of chosen) {
    const [server, client = 'plain'] = pair.split(':');
    results[`${server} (client ${client})`] = await measure(server, client);
  }
  console.table(results);
  const costs = Object.values(results).map((result) => result['server CPU ms/frame']);
  console.log(`server CPU, first : last = ${(costs[0] / costs.at(-1)).toFixed(2)} : 1`);
}
