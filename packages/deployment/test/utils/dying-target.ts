import type { DeployTarget } from '../../src/target/target.js';

export interface DyingTarget extends DeployTarget {
  /** Things it was told to do and did. */
  readonly done: string[];
}

/** A target that is gone after so many things it did; one more it does without an answer. */
export function dyingTarget(target: DeployTarget, survived: number): DyingTarget {
  const done: string[] = [];
  const guard = async <T>(what: string, run: () => Promise<T>): Promise<T> => {
    if (done.length > survived) throw new Error('the peer is gone');
    const result = await run();
    done.push(what);
    if (done.length > survived) throw new Error('the peer is gone');
    return result;
  };
  return {
    done,
    peerId: target.peerId,
    observe: (aliases) => target.observe(aliases),
    record: (name, record) => guard(`record ${name}`, () => target.record(name, record)),
    installService: (service) => guard(`install ${service.alias}`, () => target.installService(service)),
    replaceService: (id, service, keep) =>
      guard(`replace ${service.alias}`, () => target.replaceService(id, service, keep)),
    configureService: (id, service) =>
      guard(`configure ${service.alias}`, () => target.configureService(id, service)),
    installSpell: (spell) => guard(`install ${spell.alias}`, () => target.installSpell(spell)),
    updateSpell: (id, update) => guard('update spell', () => target.updateSpell(id, update)),
    remove: (kind, id) => guard(`remove ${kind}`, () => target.remove(kind, id)),
    call: (alias, name, args) =>
      guard(`call ${alias}.${name} ${args[0]}`, () => target.call(alias, name, args)),
  };
}
