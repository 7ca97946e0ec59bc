import type { ClientPeer } from '@noctiluca/client';
import { CliError } from '../errors.js';
import * as scripts from '../generated/deploy/deploy.js';
import type { DesiredModule, ObservedService } from './plan.js';

/** One peer as the deployer sees it: every method is one compiled Aqua script of `aqua/deploy`. */
export interface DeployTarget {
  readonly peerId: string;
  observe(): Promise<ObservedService[]>;
  addModule(module: DesiredModule): Promise<string>;
  addBlueprint(name: string, moduleHashes: readonly string[]): Promise<string>;
  createService(blueprintId: string): Promise<string>;
  addAlias(alias: string, serviceId: string): Promise<void>;
  removeService(serviceId: string): Promise<void>;
}

/** Time a script may take, and the one that uploads a module: js-client needs seconds for each megabyte. */
const SCRIPT_TTL_MS = 15_000;
const UPLOAD_TTL_MS = 120_000;

/** A peer reached through the client's relay. Methods throw CliError `DEPLOY_FAILED` with the peer's own words. */
export function remoteTarget(client: ClientPeer, peerId: string): DeployTarget {
  const config = { ttl: SCRIPT_TTL_MS };
  const value = async (
    step: string,
    outcome: Promise<{ success: boolean; error: string; value: string }>,
  ): Promise<string> => {
    const { success, error, value: result } = await outcome;
    if (success) return result;
    throw new CliError('DEPLOY_FAILED', `${step} failed on ${peerId}: ${error}`);
  };
  return {
    peerId,
    async observe() {
      const { success, error, services, blueprints } = await scripts.observe(client, peerId, config);
      if (!success) throw new CliError('DEPLOY_FAILED', `Listing services failed on ${peerId}: ${error}`);
      const names = new Map(blueprints.map(({ id, name }) => [id, name]));
      return services.map(({ id, blueprint_id, service_type, owner_id, aliases }) => ({
        id,
        blueprintId: blueprint_id,
        blueprintName: names.get(blueprint_id) ?? '',
        type: service_type,
        ownerId: owner_id,
        aliases,
      }));
    },
    addModule: ({ name, wasm }) =>
      value(
        `Adding module "${name}"`,
        scripts.addModule(client, peerId, name, Buffer.from(wasm).toString('base64'), { ttl: UPLOAD_TTL_MS }),
      ),
    addBlueprint: (name, hashes) =>
      value(`Adding blueprint "${name}"`, scripts.addBlueprint(client, peerId, name, [...hashes], config)),
    createService: (blueprintId) =>
      value('Creating the service', scripts.createService(client, peerId, blueprintId, config)),
    async addAlias(alias, serviceId) {
      await value(`Adding alias "${alias}"`, scripts.addAlias(client, peerId, alias, serviceId, config));
    },
    async removeService(serviceId) {
      await value(`Removing service ${serviceId}`, scripts.removeService(client, peerId, serviceId, config));
    },
  };
}
