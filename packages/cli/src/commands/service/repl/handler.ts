import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { CliContext } from '../../../context.js';
import { findService, maybeProject, rootOf } from '../../../modules/find-service.js';
import { type CommandResult, type CommonFlags, printing, progress } from '../../../output/result.js';
import { readServiceSource } from '../../../project/service-yaml.js';
import { ReplService } from '../../../repl/repl-service.js';
import { serviceConfig } from '../../../repl/service-config.js';
import { buildModules } from '../../../rust/build-modules.js';
import type { BuildingFlags } from '../../../rust/build-services.js';
import { writeServiceConfig } from '../../../service-configs/write-service-configs.js';
import { converse } from './converse.js';

export interface ServiceReplFlags extends CommonFlags, BuildingFlags {
  readonly input: boolean;
}

const LEVELS = ['', 'error', 'warn', 'info', 'debug', 'trace'] as const;

export const handler = printing(serviceRepl);

async function serviceRepl(
  context: CliContext,
  flags: ServiceReplFlags,
  written: string,
): Promise<CommandResult> {
  const tmp = await mkdtemp(path.join(os.tmpdir(), 'fluence-repl-'));
  try {
    return await withService(context, flags, written, tmp);
  } finally {
    await rm(tmp, { recursive: true, force: true });
  }
}

async function withService(
  context: CliContext,
  flags: ServiceReplFlags,
  written: string,
  tmp: string,
): Promise<CommandResult> {
  const project = await maybeProject(context);
  const root = rootOf(context, project);
  const { name, get } = await findService(context, project, written);
  const source = await readServiceSource(get, root);
  await buildModules(context, root, source.modules, flags.marineBuildArgs ?? project?.marineBuildArgs);
  const entry = name === undefined ? {} : project!.services[name]!;
  if (project !== undefined)
    await writeServiceConfig({ name: name ?? source.name, source, entry }, project.rootDir);
  const config = await serviceConfig(source, entry, root, tmp);
  const service = await ReplService.start(config, ({ module, level, message }) =>
    progress(context, `[${module}] ${LEVELS[level]}: ${message}`),
  );
  try {
    return await converse(context, flags, service, path.join(root, '.fluence', 'cache', 'repl-history'));
  } finally {
    await service.close();
  }
}
