import { z } from 'zod';
import { DEAD_FLAGS, FLAGS, SWITCHES } from './arguments.js';
import { factsOf } from './fields.js';
import { configSchema } from './schema.js';
import { bare, defaultOf, fieldsOf, keysOf } from './schema-fields.js';

const INTRODUCTION = `# Configuration

Generated from the schema in \`packages/node/src/config/schema.ts\` by \`npm run docs\` in \`packages/node\`.

A peer reads, later wins: \`./Config.toml\` if there is one, the files in \`FLUENCE_CONFIG\` (comma separated), \`--config\`
files, the environment, flags. Tables are merged key by key, everything else is replaced.

- Environment: \`FLUENCE_<KEY>\`, two underscores between levels, for every key. Lists are separated by commas.
- Durations: \`"20s"\`, \`"1m 30s"\`, \`"500ms"\`; a bare number is seconds. Sizes: \`"64 MiB"\`, \`"2MB"\`; a bare number is bytes.
- A key that is unknown is left out with a warning that names the nearest one; a wrong value is an error.
- \`noctiluca --print-config\` prints what is in force, secrets masked; \`GET /config\` answers the same.
- Editors: \`config.schema.json\` beside this page (\`noctiluca --print-config-schema\`), for instance with
  \`#:schema ./config.schema.json\` in the first line of the file.
- Key files hold base64 of the 32-byte secret; base58 and 64-byte pairs are read too. New ones are readable by their owner only.
`;

/** The page `docs/reference/configuration.md`. */
export function configurationPage(): string {
  const keys = [...keysOf(configSchema)];
  const effective = keys.filter(({ path }) => !isInert(path));
  const inertOnes = keys.filter(
    ({ path, schema }) => factsOf(schema).inert !== undefined && !isInert(path.slice(0, -1)),
  );
  const rows = effective
    .filter(({ schema }) => !fieldsOf(schema))
    .map(({ path, schema }) => [
      code(path.join('.')),
      defaultText(schema),
      cell(factsOf(schema).description),
      code(
        `FLUENCE_${path.join('__').toUpperCase()}${bare(schema) instanceof z.ZodRecord ? '__<NAME>' : ''}`,
      ),
    ]);
  const inertRows = inertOnes.map(({ path, schema }) => [
    code(path.join('.')),
    cell(factsOf(schema).inert ?? ''),
  ]);
  const flagRows = [...FLAGS, ...SWITCHES].map(([name, letter, path, help]) => [
    code(`${letter ? `-${letter} ` : ''}--${name}`),
    code(path.join('.')),
    cell(help),
  ]);
  const deadRows = DEAD_FLAGS.map(([name, letter, instead]) => [
    code(`${letter ? `-${letter} ` : ''}--${name}`),
    cell(instead),
  ]);
  return [
    INTRODUCTION,
    `## Keys\n\n${table(['Key', 'Default', 'What', 'Environment'], rows)}`,
    `## Flags\n\n${table(['Flag', 'Sets', 'What'], flagRows)}`,
    '`-c --config` names a file and may be repeated; so may flags of lists. `--help`, `--version`,',
    '`--print-config` and `--print-config-schema` print and end.\n',
    `## Keys of upstream without effect\n\nTheir shape is checked; setting one gives one warning.\n\n${table(['Key', 'Why'], inertRows)}`,
    `## Flags of upstream without effect\n\n${table(['Flag', 'Instead'], deadRows)}`,
  ].join('\n');
}

/** Whether a key, or a table it is in, has no effect. */
function isInert(path: readonly string[]): boolean {
  let fields = fieldsOf(configSchema);
  for (const key of path) {
    const schema = fields?.[key];
    if (schema === undefined) return false;
    if (factsOf(schema).inert !== undefined) return true;
    fields = fieldsOf(schema);
  }
  return false;
}

function defaultText(schema: z.ZodType): string {
  const value = defaultOf(schema);
  return value === undefined ? '' : code(JSON.stringify(value));
}

const code = (text: string) => `\`${text.replaceAll('|', '\\|')}\``;
const cell = (text: string) => text.replaceAll('|', '\\|');

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return `${lines.join('\n')}\n`;
}
