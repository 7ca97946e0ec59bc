import { CliError } from '../../errors.js';

/** @throws CliError `BAD_ARGUMENT`: upstream asks, and nothing here does */
export function requiredService({ service }: { readonly service?: string }): string {
  if (service !== undefined) return service;
  throw new CliError('BAD_ARGUMENT', 'Which service? Name it with --service, or its folder');
}
