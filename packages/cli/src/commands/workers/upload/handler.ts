import type { CliContext } from '../../../context.js';
import { type CommandResult, type CommonFlags, printing, progress } from '../../../output/result.js';
import { fluenceDir } from '../../../project/fluence-dir.js';
import { loadProject } from '../../../project/fluence-yaml.js';
import { readWorkers } from '../../../project/workers-yaml.js';
import { projectCompiler } from '../../../spells/project-compiler.js';
import { resolveTriggers } from '../../../workers/definition.js';
import { placementsOf } from '../../../workers/deploy-hosts.js';
import { desiredWorkers } from '../../../workers/desired.js';
import { resolveHosts } from '../../../workers/hosts.js';
import { lazySession, type SessionFlags, surroundings } from '../../../workers/session.js';
import { createUploader } from '../../../workers/upload.js';
import { hostNames } from '../names.js';

export interface WorkersUploadFlags extends CommonFlags, SessionFlags {
  readonly input: boolean;
  readonly build: boolean;
  readonly tracing: boolean;
  readonly particleId: boolean;
  readonly offAquaLogs: boolean;
  readonly import?: readonly string[];
  readonly marineBuildArgs?: string;
}

export const handler = printing(workersUpload);

async function workersUpload(
  context: CliContext,
  flags: WorkersUploadFlags,
  ...written: string[]
): Promise<CommandResult> {
  const { project, warnings } = await loadProject(context.cwd);
  for (const warning of warnings) progress(context, `Warning: ${warning}`);
  const dir = fluenceDir(context);
  const names = hostNames(project, written);
  const around = await surroundings(dir, project, flags.env);
  const hosts = new Map(names.map((name) => [name, resolveHosts(project.hosts[name]!.peerIds, around)]));
  const compiler = projectCompiler(context.cwd, project, flags.import);
  const desired = await desiredWorkers(project, names, compiler);
  const session = await lazySession(context, dir, project, around, flags);
  try {
    const record = await readWorkers(dir, around.env);
    const nowSec = Math.floor(Date.now() / 1000);
    const placements = placementsOf(project, desired, hosts, record, around, session);
    const { client } = await session.open();
    const uploader = createUploader(client, (line) => progress(context, line));
    const uploaded = await uploader.upload(
      placements.map((placement) => ({
        ...placement,
        triggers: resolveTriggers(placement.desired.spells, {}, nowSec),
      })),
    );
    const list = uploaded.map(({ name, definition, hosts, dummy_deal_id }) => ({
      ...{ name, definition, hosts, dummy_deal_id },
    }));
    return { text: JSON.stringify(list, null, 2), json: list };
  } finally {
    await session.close();
  }
}
