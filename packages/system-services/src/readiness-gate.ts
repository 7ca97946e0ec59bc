import type { ServiceGate } from '@noctiluca/host';

/** The gate before the aliases of system services: the deployer closes it while it works on them. */
export class ReadinessGate implements ServiceGate {
  readonly #closed = new Map<string, { readonly opened: Promise<void>; readonly open: () => void }>();
  readonly #reasons = new Map<string, string>();

  opened(alias: string): Promise<void> | undefined {
    return this.#closed.get(alias)?.opened;
  }

  reason(alias: string): string | undefined {
    return this.#reasons.get(alias);
  }

  /** Calls wait from now on. */
  close(aliases: readonly string[]): void {
    for (const alias of aliases) {
      if (this.#closed.has(alias)) continue;
      let open = () => {};
      const opened = new Promise<void>((resolve) => {
        open = resolve;
      });
      this.#closed.set(alias, { opened, open });
    }
  }

  /** Calls go on. @param reason what those that find nothing under the alias are told; undefined: all is well */
  open(aliases: readonly string[], reason: string | undefined): void {
    for (const alias of aliases) {
      if (reason === undefined) this.#reasons.delete(alias);
      else this.#reasons.set(alias, reason);
      const closed = this.#closed.get(alias);
      this.#closed.delete(alias);
      closed?.open();
    }
  }
}
