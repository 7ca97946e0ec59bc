import { ParticleError } from '../../src/errors.js';

/** The code of the `ParticleError` that `run` throws; any other outcome is passed on. */
export function errorCode(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof ParticleError) return error.code;
    throw error;
  }
  return 'no error';
}
