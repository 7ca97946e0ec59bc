import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, openSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const PEER = fileURLToPath(new URL('../../packages/node/bin/noctiluca.js', import.meta.url));
const ASKER = fileURLToPath(new URL('./asker.mjs', import.meta.url));
const [TCP_PORT, WS_PORT, HTTP_PORT] = [7771, 9991, 18080];
const PATIENCE_MS = 90_000;

/** A peer and a client of it in each namespace; the client answers what it is asked by messages between processes. */
export function createPeers(namespaces, folder) {
  const peers = namespaces.all.map((namespace, index) => ({ ...namespace, index, child: undefined }));
  const others = (index) =>
    peers
      .filter((peer) => peer.index !== index)
      .map(({ address }) => `"/ip4/${address}/tcp/${TCP_PORT}"`)
      .join(', ');
  const config = ({ name, address, index }) =>
    [
      ...[`listen_ip = "0.0.0.0"`, `tcp_port = ${TCP_PORT}`, `websocket_port = ${WS_PORT}`],
      ...[`http_port = ${HTTP_PORT}`, `external_address = "${address}"`, 'allow_local_addresses = true'],
      `base_dir = "${path.join(folder, name)}"`,
      `bootstrap_nodes = [${others(index)}]`,
      ...['[root_key_pair]', `path = "${path.join(folder, name, 'key')}"`, 'generate_on_absence = true'],
      ...['[system_services]', 'enable = ["trust-graph", "registry"]'],
    ].join('\n');

  async function start(peer) {
    mkdirSync(path.join(folder, peer.name), { recursive: true });
    const file = path.join(folder, peer.name, 'config.toml');
    writeFileSync(file, config(peer));
    const log = openSync(path.join(folder, peer.name, 'log'), 'a');
    const args = ['netns', 'exec', peer.name, process.execPath, PEER, '--config', file];
    peer.child = spawn('ip', args, { stdio: ['ignore', log, log] });
    peer.asker = spawn('ip', ['netns', 'exec', peer.name, process.execPath, ASKER], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    await untilTrue(`${peer.name} is up`, async () => (await ask(peer, { what: 'describe' })).isReady);
  }

  async function ask(peer, question) {
    const id = `${Math.random()}`;
    peer.asker.send({ id, httpPort: HTTP_PORT, wsPort: WS_PORT, ...question });
    for (;;) {
      const [answer] = await once(peer.asker, 'message', { signal: AbortSignal.timeout(PATIENCE_MS) });
      if (answer.id === id) return answer;
    }
  }

  async function end(peer, signal) {
    const { child, asker } = peer;
    peer.child = undefined;
    const ended = [child, asker].map((each) => once(each, 'exit'));
    child.kill(signal);
    asker.kill();
    await Promise.all(ended);
  }

  const up = () => peers.filter(({ child }) => child !== undefined);

  return {
    up,
    ask,
    start,
    isTogether: (a, b) => namespaces.isTogether(a.index, b.index),
    async startAll() {
      await Promise.all(peers.map(start));
      await this.untilAcquainted();
    },
    kill: (peer) => end(peer, 'SIGKILL'),
    async stopAll() {
      await Promise.all(up().map((peer) => end(peer, 'SIGTERM')));
    },
    /** Each is connected to all others that are up. */
    async untilAcquainted() {
      for (const peer of up())
        await untilTrue(
          `${peer.name} knows the others`,
          async () => (await ask(peer, { what: 'describe' })).connectedPeers >= up().length - 1,
        );
    },
  };
}

async function untilTrue(what, isTrue) {
  const until = Date.now() + PATIENCE_MS;
  while (!(await isTrue())) {
    if (Date.now() > until) throw new Error(`It is not so after ${PATIENCE_MS} ms that ${what}.`);
    await delay(200);
  }
}
