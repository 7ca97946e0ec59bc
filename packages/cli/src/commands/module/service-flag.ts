/** `--service` of commands that change one. */
export const serviceFlag = {
  kind: 'parsed',
  parse: String,
  brief: 'Service to change: its name in fluence.yaml, or its folder',
  optional: true,
  placeholder: 'name',
} as const;
