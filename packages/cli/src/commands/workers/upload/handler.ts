import type { CliContext } from '../../../context.js';
import { type CommandResult, type CommonFlags, printing, progress } from '../../../output/result.js';
import { requireNoProblems } from '../../../project/problems.js';
import { buildServices } from '../../../rust/build-services.js';
import { projectCompiler } from '../../../spells/project-compiler.js';
import { resolveTriggers } from '../../../workers/clocks.js';
import { dealIdOf } from '../../../workers/deal-id.js';
import { chosenEntries } from '../../../workers/entries.js';
import { resolveHosts } from '../../../workers/hosts.js';
import type { SessionFlags } from '../../../workers/session.js';
import { createUploader } from '../../../workers/target/uploader.js';
import { wantedWorkers } from '../../../workers/wanted-worker.js';
import { withWorkers } from '../../../workers/with-targets.js';
import { splitNames } from '../names.js';

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

function workersUpload(
  context: CliContext,
  flags: WorkersUploadFlags,
  ...written: string[]
): Promise<CommandResult> {
  return withWorkers(context, flags, async ({ project, problems, around, recorded, deployer, session }) => {
    const entries = chosenEntries(project, splitNames(written), ['hosts']);
    const names = entries.map(({ name }) => name);
    requireNoProblems(project.file, problems, names);
    const services = entries.flatMap((entry) => entry.services);
    if (flags.build) await buildServices(context, project, services, flags);
    const compiler = projectCompiler(context.cwd, project, flags.import);
    const wanted = await wantedWorkers(project, entries, compiler);
    const nowSec = Math.floor(Date.now() / 1000);
    const { client } = await session.open();
    const uploader = createUploader(client, (line) => progress(context, line));
    const uploaded = await uploader.uploaded(
      entries.map((entry, index) => ({
        wanted: wanted[index]!,
        dealId: dealIdOf(entry, deployer, recorded),
        hosts: resolveHosts(entry.peerIds ?? [], around),
        triggers: resolveTriggers(wanted[index]!.spells, {}, nowSec),
      })),
    );
    const list = uploaded.map(({ name, definition, hosts, dummy_deal_id }) => ({
      ...{ name, definition, hosts, dummy_deal_id },
    }));
    return { text: JSON.stringify(list, null, 2), json: list };
  });
}
