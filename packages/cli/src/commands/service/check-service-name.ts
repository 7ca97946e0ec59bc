import { CliError } from '../../errors.js';
import { checkModuleName } from '../../modules/module-name.js';
import { nameRule, RESERVED_NAMES } from '../../project/name-rules.js';
import type { FluenceProject } from '../../project/project.js';
import { refuseVersion0 } from '../../project/version-0.js';

/** @throws CliError `BAD_ARGUMENT` for a name that Aqua, cargo or a worker does not take, `SERVICE_EXISTS`, `PROJECT_INVALID` */
export function checkServiceName(name: string, project: FluenceProject | undefined): void {
  const reserved = RESERVED_NAMES.has(name) ? 'is a name that workers keep for themselves' : undefined;
  const plain = /^[a-z]\w*$/.test(name)
    ? undefined
    : 'does not begin with a small letter, or has more in it than letters, digits and underscores';
  const why = plain ?? nameRule('services').why(name) ?? reserved;
  if (why !== undefined)
    throw new CliError('BAD_ARGUMENT', `"${name}" cannot be the name of a service: it ${why}`);
  checkModuleName(name);
  if (project !== undefined) refuseVersion0(project);
  if (project !== undefined && Object.hasOwn(project.services, name))
    throw new CliError(
      'SERVICE_EXISTS',
      `Service ${name} already exists in ${project.file}; choose another --name`,
    );
}
