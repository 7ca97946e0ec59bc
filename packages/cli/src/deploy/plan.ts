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
  /** Name of its blueprint, which the deployer sets to the alias; empty when the blueprint is unknown. */
  readonly blueprintName: string;
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
 * - `conflict`: the alias names a spell, which is left alone;
 * - `discard`: a former service of that name, made by the deployer, lost its alias before an interrupted update removed it.
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
  | { readonly action: 'conflict'; readonly alias: string; readonly serviceId: string }
  | { readonly action: 'discard'; readonly alias: string; readonly serviceId: string };

/**
 * Steps that bring one peer from what it has to what is wanted: one for each wanted service in order, then what an
 * interrupted deployment left behind. Pure. Services that nobody asked for stay.
 * @param deployerPeerId peer whose unnamed services may be adopted or discarded
 */
export function plan(
  desired: readonly DesiredService[],
  observed: readonly ObservedService[],
  deployerPeerId: string,
): readonly Step[] {
  const unnamed = observed.filter(
    ({ aliases, ownerId }) => aliases.length === 0 && ownerId === deployerPeerId,
  );
  const adopted = new Set<string>();
  const steps = desired.map((service): Step => {
    const { alias, blueprintId } = service;
    const current = observed.find(({ aliases }) => aliases.includes(alias));
    if (current?.type === 'spell') return { action: 'conflict', alias, serviceId: current.id };
    if (current?.blueprintId === blueprintId) return { action: 'keep', alias, serviceId: current.id };

    const ready = unnamed.find((each) => each.blueprintId === blueprintId && !adopted.has(each.id));
    if (ready) {
      adopted.add(ready.id);
      return { action: 'adopt', alias, serviceId: ready.id, ...(current ? { replaces: current.id } : {}) };
    }
    return current
      ? { action: 'update', service, alias, replaces: current.id }
      : { action: 'create', service, alias };
  });
  const names = new Set(desired.map(({ alias }) => alias));
  const leftovers = unnamed.filter(({ id, blueprintName }) => names.has(blueprintName) && !adopted.has(id));
  return [...steps, ...leftovers.map(({ id, blueprintName }) => discard(blueprintName, id))];
}

function discard(alias: string, serviceId: string): Step {
  return { action: 'discard', alias, serviceId };
}
