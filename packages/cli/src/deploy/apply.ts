import { CliError } from '../errors.js';
import type { DesiredService, Step } from './plan.js';
import type { DeployTarget } from './target.js';

/** What became of one step. */
export interface StepResult {
  readonly alias: string;
  readonly action: Step['action'];
  readonly serviceId: string;
}

/**
 * Takes the steps in order. Each is safe to repeat after an interruption at any point: the alias moves before the old
 * service goes, and a service created but not yet named is adopted by the next plan.
 * @throws CliError `DEPLOY_FAILED` at the first step that fails; later ones are not taken
 */
export async function apply(steps: readonly Step[], target: DeployTarget): Promise<StepResult[]> {
  const results: StepResult[] = [];
  for (const step of steps)
    results.push({ alias: step.alias, action: step.action, serviceId: await take(step, target) });
  return results;
}

async function take(step: Step, target: DeployTarget): Promise<string> {
  switch (step.action) {
    case 'keep':
      return step.serviceId;
    case 'discard':
      await target.removeService(step.serviceId);
      return step.serviceId;
    case 'conflict':
      throw new CliError(
        'DEPLOY_FAILED',
        `Alias "${step.alias}" on ${target.peerId} names the spell ${step.serviceId}; remove the spell or rename the service`,
      );
    case 'adopt':
      await target.addAlias(step.alias, step.serviceId);
      if (step.replaces) await target.removeService(step.replaces);
      return step.serviceId;
    case 'create':
      return install(step.service, target);
    case 'update': {
      const serviceId = await install(step.service, target);
      await target.removeService(step.replaces);
      return serviceId;
    }
  }
}

async function install(service: DesiredService, target: DeployTarget): Promise<string> {
  const hashes: string[] = [];
  for (const module of service.modules) hashes.push(await target.addModule(module));
  const blueprintId = await target.addBlueprint(service.alias, hashes);
  if (blueprintId !== service.blueprintId) {
    throw new CliError(
      'DEPLOY_FAILED',
      `${target.peerId} computed blueprint ${blueprintId} for "${service.alias}", expected ${service.blueprintId}: it changed a module`,
    );
  }
  const serviceId = await target.createService(blueprintId);
  await target.addAlias(service.alias, serviceId);
  return serviceId;
}
