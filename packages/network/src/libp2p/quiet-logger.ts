import type { ComponentLogger, Logger as Libp2pLogger } from '@libp2p/interface';
import type { Logger } from '@noctiluca/lifecycle';

const ignore = (): void => {};

/**
 * libp2p's logger without its cost: it makes a scope and formats several lines for each stream (spec/feasibility.md).
 * Its errors, nearly all of them about a peer's misbehaviour, go to our log at trace level.
 */
export function quietLogger(log: Logger): ComponentLogger {
  const error = (format: string, ...args: unknown[]): void =>
    log.trace({ args: args.map(String).join(', ') }, format);
  const quiet: Libp2pLogger = Object.assign(ignore, {
    error,
    trace: ignore,
    enabled: false,
    newScope: () => quiet,
  });
  return { forComponent: () => quiet };
}
