import type { ArrowWithoutCallbacks, NonArrowSimpleType } from './types.js';

/** A value is not of the type that Aqua says; the text is js-client's. */
export class SchemaValidationError extends Error {
  readonly path: string[];

  constructor(
    path: string[],
    schema: NonArrowSimpleType | ArrowWithoutCallbacks,
    expected: string,
    provided: unknown,
  ) {
    super(
      `Aqua type mismatch. Path: ${path.join('.')}; Expected: ${expected}; Given: ${kindOf(provided)}; \nSchema: ${JSON.stringify(schema)}; \nTry recompiling rust services and aqua. Make sure you are using up-to-date versions of aqua libraries`,
    );
    this.path = path;
  }
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
