/** A service a peer should have. */
export interface DesiredService {
  /** Name in fluence.yaml, and the service's alias. */
  readonly alias: string;
  readonly blueprintId: string;
  /** In link order, the facade last. */
  readonly modules: readonly DesiredModule[];
}

export interface DesiredModule {
  readonly name: string;
  /** CID of the wasm. */
  readonly hash: string;
  readonly wasm: Uint8Array;
}

/** A service a peer has. */
export interface ObservedService {
  readonly id: string;
  readonly blueprintId: string;
  readonly type: string;
  readonly ownerId: string;
  readonly aliases: readonly string[];
}

/**
 * What to do about one service of one peer.
 *
 * - `keep`: the alias names a service of the wanted blueprint;
 * - `create`: the alias names nothing;
 * - `adopt`: a service of that blueprint, made by the deployer and left without an alias by an interrupted deployment, gets the alias;
 * - `update`: the alias names a service of another blueprint, which is replaced;
 * - `conflict`: the alias names a spell, which is left alone.
 */
export type Step =
  | { readonly action: 'keep'; readonly alias: string; readonly serviceId: string }
  | { readonly action: 'create'; readonly service: DesiredService; readonly alias: string }
  | {
      readonly action: 'adopt';
      readonly alias: string;
      readonly serviceId: string;
      /** Service the alias names now, removed afterwards. */
      readonly replaces?: string;
    }
  | {
      readonly action: 'update';
      readonly service: DesiredService;
      readonly alias: string;
      readonly replaces: string;
    }
  | { readonly action: 'conflict'; readonly alias: string; readonly serviceId: string };

/**
 * Steps that bring one peer from what it has to what is wanted, one for each wanted service, in order. Pure.
 * Services that nobody asked for stay.
 * @param deployerPeerId peer whose unnamed services may be adopted
 */
export function plan(
  desired: readonly DesiredService[],
  observed: readonly ObservedService[],
  deployerPeerId: string,
): readonly Step[] {
  const adopted = new Set<string>();
  return desired.map((service): Step => {
    const { alias, blueprintId } = service;
    const current = observed.find(({ aliases }) => aliases.includes(alias));
    if (current?.type === 'spell') return { action: 'conflict', alias, serviceId: current.id };
    if (current?.blueprintId === blueprintId) return { action: 'keep', alias, serviceId: current.id };

    const orphan = observed.find(
      (candidate) => isOrphanOf(candidate, blueprintId, deployerPeerId) && !adopted.has(candidate.id),
    );
    if (orphan) {
      adopted.add(orphan.id);
      return { action: 'adopt', alias, serviceId: orphan.id, ...(current ? { replaces: current.id } : {}) };
    }
    return current
      ? { action: 'update', service, alias, replaces: current.id }
      : { action: 'create', service, alias };
  });
}

function isOrphanOf(service: ObservedService, blueprintId: string, deployerPeerId: string): boolean {
  return (
    service.aliases.length === 0 && service.blueprintId === blueprintId && service.ownerId === deployerPeerId
  );
}
