import type { CliContext } from '../../context.js';
import { CliError } from '../../errors.js';
import { progress } from '../../output/result.js';
import { loadProject } from '../../project/fluence-yaml.js';
import type { FluenceProject } from '../../project/project.js';

/** npm's rule for names, scoped or not, then a version, tag or URL. Nothing that a shell or npm's options would understand. */
const PACKAGE = /^(?<name>(?:@[a-z\d~][a-z\d._~-]*\/)?[a-z\d~][a-z\d._~-]*)(?:@[\w.^~*+:/@#=-]+)?$/;

/** @throws CliError `NO_PROJECT`, `PROJECT_INVALID` */
export async function projectOf(context: CliContext): Promise<FluenceProject> {
  const { project, warnings } = await loadProject(context.cwd);
  for (const warning of warnings) progress(context, `Warning: ${warning}`);
  return project;
}

/** The name in `name` or `name@version`. @throws CliError `BAD_ARGUMENT` */
export function packageName(text: string): string {
  const name = PACKAGE.exec(text)?.groups?.name;
  if (name !== undefined) return name;
  throw new CliError('BAD_ARGUMENT', `"${text}" is no npm package: expected name or name@version`);
}
