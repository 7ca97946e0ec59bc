import { parsePeerArguments, peerHelp } from './config/arguments.js';
import { configJsonSchemaText } from './config/json-schema.js';
import { loadConfig } from './config/load.js';
import { printConfig } from './config/print.js';
import { STOP_MARGIN_MS } from './constants.js';
import { createNode } from './create-node.js';
import { createLogger } from './logger.js';
import { onStopSignals } from './stop-signals.js';
import { NODE_VERSION } from './version.js';

/**
 * The `noctiluca` binary: one peer until SIGINT or SIGTERM; a second signal ends the process at once, with 130 or 143.
 * @returns the exit code
 * @throws NodeError, LifecycleError, StopError for the binary to print; the exit code is then 1
 */
export async function main(argv: readonly string[]): Promise<number> {
  const flags = parsePeerArguments(argv);
  const text = flags.help
    ? peerHelp()
    : flags.version
      ? `${NODE_VERSION}\n`
      : flags.printConfigSchema
        ? configJsonSchemaText()
        : undefined;
  if (text !== undefined) {
    process.stdout.write(text);
    return 0;
  }
  const { config, warnings } = await loadConfig({ files: flags.configFiles, arguments: flags.layer });
  const { noctiluca, print_config: isPrintOnly } = config.settings;
  const log = createLogger({ level: noctiluca.log_level, name: config.name });
  for (const warning of [...flags.warnings, ...warnings]) log.warn({}, warning);
  if (isPrintOnly) {
    process.stdout.write(printConfig(config));
    return 0;
  }

  const node = createNode(config, { logger: log });
  const life = new AbortController();
  const signals = onStopSignals(process, (code) => process.exit(code));
  const started = node.start(life.signal).then(() => 'started' as const);
  const up = (await Promise.race([started, signals.asked])) === 'started';
  if (up) {
    log.info(
      { peerId: node.peerId, listen: node.parts.network.listenAddresses(), http: node.httpUrl },
      'Peer is up',
    );
    log.info({ signal: await signals.asked }, 'Stopping; a second signal ends at once');
  }
  // Aborting a running peer's life would cut off what stopping drains; a start is only given up that way.
  if (!up) life.abort();
  await node.stop(AbortSignal.timeout(2 * noctiluca.grace_period + STOP_MARGIN_MS));
  signals.forget();
  return 0;
}
