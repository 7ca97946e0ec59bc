import type { ServiceModule, ServiceSource } from './service-yaml.js';

/**
 * What module.yaml of version 0 said of how a module runs (spec/fluence-cli.md §2.4). A worker's definition names modules and
 * nothing else since the spell 0.7.5: on peers modules get the folders and binaries that the peer gives all of them.
 */
const DROPPED: Readonly<Record<string, string>> = {
  volumes: 'peers give modules /tmp and the particle vault alone',
  preopenedFiles: 'peers give modules /tmp and the particle vault alone',
  envs: 'peers set no variables of modules',
  mountedBinaries: "a peer's effectors are those that it allows by their CIDs",
  maxHeapSize: 'totalMemoryLimit of the service bounds the memory',
};

/** Of these, what no command honours. */
const NOWHERE = 'maxHeapSize';

/** A sentence for each setting of a service's modules that a deployment does not honour. */
export function droppedSettings({ name, modules }: ServiceSource): string[] {
  return modules.flatMap((module) =>
    Object.entries(DROPPED)
      .filter(([key]) => isSet(module.content[key]) || isSet(module.overrides[key]))
      .map(([key, why]) => sentence(name, module, key, why)),
  );
}

function sentence(
  service: string,
  { key, name, content, file }: ServiceModule,
  setting: string,
  why: string,
): string {
  const where = isSet(content[setting]) ? file : `service.yaml of "${service}", module "${key}",`;
  const who = setting === NOWHERE ? 'nothing here honours' : '"service repl" honours and deployments do not';
  return `${where} has "${setting}" for "${name}", which ${who}: ${why}`;
}

/** An empty list or record says nothing. */
function isSet(value: unknown): boolean {
  if (value === undefined || value === null) return false;
  return typeof value !== 'object' || Object.keys(value).length > 0;
}
