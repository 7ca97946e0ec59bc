import { DeploymentError } from '../errors.js';
import { inOrder, reversed } from '../order.js';
import type { Plan } from '../plan/step.js';
import type { DeployTarget } from '../target/target.js';
import { type ApplyContext, applyPackage, type PackageReport } from './apply-package.js';

/**
 * Takes every package of a plan once: what leaves first, users before what they use; then what is wanted, each package
 * after those it depends on, independent ones side by side. A package whose dependency failed is not begun. Never rejects.
 * @returns a report for each package of the plan, in the order they ended
 */
export async function apply(
  plan: Plan,
  target: DeployTarget,
  context: ApplyContext,
): Promise<PackageReport[]> {
  const reports: PackageReport[] = [];
  const byName = new Map(plan.packages.map((each) => [each.name, each]));
  const run = async (name: string, failed: readonly string[]): Promise<boolean> => {
    const report =
      failed.length > 0 ? blocked(name, failed) : await applyPackage(byName.get(name)!, target, context);
    reports.push(report);
    return report.error === undefined;
  };
  const leaving = plan.packages.filter(({ change }) => change === 'remove');
  await inOrder(reversed(leaving), run);
  await inOrder(
    plan.packages.filter(({ change }) => change === 'deploy'),
    run,
  );
  return reports;
}

function blocked(name: string, failed: readonly string[]): PackageReport {
  const error = new DeploymentError(
    'STEP_FAILED',
    `Package '${name}' was not begun: ${failed.join(', ')} failed`,
    { package: name },
  );
  return { name, steps: [], warnings: [], error };
}
