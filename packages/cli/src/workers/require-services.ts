import type { FluenceProject } from '../project/project.js';

/**
 * Reading interfaces takes the Marine runtime, which a deployment that changes nothing does not need.
 * @throws CliError `PROJECT_INVALID` when the Aqua of the services could not be written
 */
export async function requireServices(project: FluenceProject): Promise<void> {
  if (Object.keys(project.services).length === 0) return;
  const { requireServicesAqua } = await import('../project-aqua/write-services-aqua.js');
  await requireServicesAqua(project);
}
