/** Flags shared by every command, for stricli. */
export const commonFlags = {
  json: { kind: 'boolean', brief: 'Print one JSON document', default: false },
  input: {
    kind: 'boolean',
    brief: 'Accepted for scripts: nothing here ever asks',
    default: true,
    withNegated: true,
  },
} as const;
