import { parsePeerArguments, peerHelp } from './config/arguments.js';
import { loadConfig } from './config/load.js';
import { createNode } from './create-node.js';
import { createLogger } from './logger.js';
import { NODE_VERSION } from './version.js';

/** Beyond the drain's own limits: the process ends by then whatever happens. */
const STOP_MS = 20_000;

/** The `noctiluca` binary: one peer until SIGINT or SIGTERM. @returns the exit code */
export async function main(argv: readonly string[]): Promise<number> {
  const flags = parsePeerArguments(argv);
  if (flags.help) {
    process.stdout.write(peerHelp());
    return 0;
  }
  if (flags.version) {
    process.stdout.write(`${NODE_VERSION}\n`);
    return 0;
  }
  const { config, warnings } = await loadConfig({ files: flags.configFiles, arguments: flags.layer });
  const log = createLogger({ level: config.settings.noctiluca.log_level, name: config.name });
  for (const warning of warnings) log.warn({}, warning);

  const node = createNode(config, { logger: log });
  const life = new AbortController();
  const asked = new Promise<NodeJS.Signals>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, resolve);
  });
  const started = node.start(life.signal).then(() => 'started' as const);
  const up = (await Promise.race([started, asked])) === 'started';
  if (up) {
    log.info(
      { peerId: node.peerId, listen: node.parts.network.listenAddresses(), http: node.httpUrl },
      'Peer is up',
    );
    log.info({ signal: await asked }, 'Stopping');
  }
  // Aborting a running peer's life would cut off what stopping drains; a start is only given up that way.
  if (!up) life.abort();
  await node.stop(AbortSignal.timeout(STOP_MS));
  return 0;
}
