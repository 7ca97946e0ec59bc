import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { envAddresses } from '../../client/env-addresses.js';
import type { CliContext } from '../../context.js';
import { CliError } from '../../errors.js';
import { type CommandResult, type CommonFlags, printing, progress } from '../../output/result.js';
import { PROJECT_FILE_NAMES } from '../../project/find-project.js';
import { loadProject } from '../../project/fluence-yaml.js';
import { writeRelays } from '../../project/relays-json.js';
import { readWorkers } from '../../project/workers-yaml.js';
import { writeWorkersAqua } from '../../project-aqua/write-workers-aqua.js';
import { type Template, templateFiles } from './templates.js';

export interface InitFlags extends CommonFlags {
  readonly input: boolean;
  readonly template: Template;
  readonly env?: string;
  readonly noxes?: string;
}

export const handler = printing(init);

async function init(context: CliContext, { template }: InitFlags, folder = '.'): Promise<CommandResult> {
  const root = path.resolve(context.cwd, folder);
  const files = await templateFiles(template);
  checkRoom(root, [...files.keys()]);
  await writeAll(root, files);
  await writeGenerated(context, root);
  const enter = root === context.cwd ? [] : [`  cd ${path.relative(context.cwd, root)}`];
  const steps = [...enter, '  fluence local up', ...NEXT[template]];
  return {
    text: [`Began a project in ${root}. Go on with`, '', ...steps].join('\n'),
    json: { folder: root, template, files: [...files.keys()].sort() },
  };
}

const APP = ['  fluence deploy', '  cd src/frontend', '  npm install', '  npm run dev'];
const NEXT: Readonly<Record<Template, readonly string[]>> = {
  minimal: ['  fluence run -f \'helloWorldRemote("Fluence")\''],
  quickstart: ['  fluence deploy', '  fluence run -f \'greetEverywhere("Fluence")\''],
  ts: APP,
  js: APP,
};

/** @throws CliError `PROJECT_EXISTS` */
function checkRoom(root: string, files: readonly string[]): void {
  const taken = [...PROJECT_FILE_NAMES, ...files].find((file) => existsSync(path.join(root, file)));
  if (taken === undefined) return;
  throw new CliError(
    'PROJECT_EXISTS',
    `There is ${path.join(root, taken)} already: name another folder, as in "fluence init my-project"`,
  );
}

/**
 * What the project's own Aqua imports, as upstream writes it: it compiles before anything is deployed; and the peers that the
 * local network will have, which apps import.
 */
async function writeGenerated(context: CliContext, root: string): Promise<void> {
  const { project } = await loadProject(root);
  const dir = path.join(root, '.fluence');
  const env = 'local';
  await writeWorkersAqua(dir, project, await readWorkers(dir, env), env);
  await writeRelays(project, await envAddresses(dir, env, project));
  const { writeServicesAqua } = await import('../../project-aqua/write-services-aqua.js');
  await writeServicesAqua(dir, project, (problem) => progress(context, `Warning: ${problem}`));
}

/** All of them, or none. */
async function writeAll(root: string, files: ReadonlyMap<string, Buffer>): Promise<void> {
  const written: string[] = [];
  try {
    for (const [name, content] of files) {
      const file = path.join(root, name);
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, content, { flag: 'wx' });
      written.push(file);
    }
  } catch (error) {
    await Promise.all(written.map((file) => rm(file, { force: true })));
    throw error;
  }
}
