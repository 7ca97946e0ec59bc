// What peers that change things until they are killed have in common; `churning-peer.ts` asks them. Every change is
// announced, made and then acknowledged, each message in the pipe before the next step.
import path from 'node:path';
import { checkConfig, createLogger, createNode, resolveConfig } from '@noctiluca/node';
import { keyPairFromSeed } from '@noctiluca/particle';

/** Always the same peer, on free ports, with its files in a folder. */
export async function startPeer(dir, noctiluca = {}, { settings: others = {}, options = {} } = {}) {
  const { settings } = checkConfig({
    listen_ip: '127.0.0.1',
    tcp_port: 0,
    websocket_port: 0,
    http_port: 0,
    allow_local_addresses: true,
    base_dir: dir,
    system_services: { enable: 'none' },
    noctiluca,
    ...others,
  });
  const keyPair = keyPairFromSeed(new Uint8Array(32));
  const config = await resolveConfig(settings, { name: 'peer', keyPair });
  const logger = createLogger({ level: 'warn', name: 'peer', file: path.join(dir, 'nox.log') });
  const node = createNode(config, { logger, ...options });
  await node.start(new AbortController().signal);
  return { node, directories: config.directories };
}

/** Resolves when the message is in the pipe: what was said before a kill is heard. */
const say = (message) =>
  new Promise((sent, failed) => process.send(message, (error) => (error ? failed(error) : sent())));

const complain = (error) => say({ failed: String(error?.stack ?? error) });

/**
 * Makes one change after the other, for ever.
 * @param lane whose changes they are
 * @param changes what makes a change, by its verb
 * @param next the next change
 * @param follow told each change that was made, with its result
 */
export async function churn(lane, { changes, next, follow }) {
  for (;;) {
    const change = next();
    await say({ lane, begun: change });
    const result = await changes[change.verb](change);
    follow(change, result);
    await say({ lane, done: { ...change, result } });
  }
}

/** Lets work go on by itself; the test hears when it fails. */
export function goOn(work) {
  work.catch(complain);
}

/** Answers requests until the peer is killed or told to stop. */
export async function serve(node, requests) {
  const all = {
    ...requests,
    async stop() {
      await node.stop(AbortSignal.timeout(20_000));
      process.disconnect();
    },
  };
  process.on('message', async ({ request, argument }) => {
    try {
      const answer = await all[request](argument);
      if (process.connected) await say({ answer });
    } catch (error) {
      await complain(error);
    }
  });
  process.once('disconnect', () => process.exit(0));
  await say({ ready: true });
}
