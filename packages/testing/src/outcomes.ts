/** What a host answers a call with (`FunctionOutcome` of `@noctiluca/host`). */
interface Outcome {
  readonly kind: string;
  readonly json?: string;
}

/**
 * The value a call answers; an empty text when it answers none.
 * @param parse of JSON. @default JSON.parse
 * @throws Error when it failed
 */
export function resultOf<T = unknown>(
  { kind, json = '""', ...outcome }: Outcome,
  parse: (json: string) => T = JSON.parse,
): T {
  if (kind === 'ok' || kind === 'empty') return parse(json);
  throw new Error(`no result: ${JSON.stringify({ kind, json, ...outcome })}`);
}

/** The error text of a call. @throws Error when it did not fail */
export function errorOf(outcome: Outcome): string {
  if (outcome.kind !== 'error') throw new Error(`no error: ${JSON.stringify(outcome)}`);
  return JSON.parse(outcome.json!);
}
