/** The one error class of each package: anything else that is thrown is a defect. */
const TYPED = new Set([
  'ParticleError',
  'AvmError',
  'MarineError',
  'EmbedError',
  'JsonError',
  'HostError',
  'StoreError',
  'NetworkError',
]);

/** The code of a package's own error. @throws whatever else it is */
export function codeOf(error) {
  if (error instanceof Error && TYPED.has(error.name) && typeof error.code === 'string') return error.code;
  throw error;
}
