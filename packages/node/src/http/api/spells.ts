import type { SpellView } from '@noctiluca/spells';
import { z } from 'zod';
import { MAX_SHOWN_ERRORS, MAX_SHOWN_VALUES, SHOWN_VALUE_CHARS } from '../../constants.js';
import type { ListedParts } from '../components.js';
import { endpoint, refusal } from '../endpoint.js';
import { PAGE_QUERY, pageOf, pageOn } from './page.js';
import { SCOPE, SCOPE_QUERY, type Scoped, scopedServices, scopeName, scopeNamed } from './scopes.js';

const triggerSchema = z.strictObject({
  clock: z.strictObject({ start_sec: z.int(), end_sec: z.int(), period_sec: z.int() }),
  connections: z.strictObject({ connect: z.boolean(), disconnect: z.boolean() }),
  blockchain: z.strictObject({ start_block: z.int(), end_block: z.int() }),
});

const errorSchema = z.strictObject({ code: z.number(), instruction: z.string(), message: z.string() });

const spellSchema = z.strictObject({
  key: z.string(),
  scope: SCOPE,
  spellId: z.string(),
  aliases: z.array(z.string()),
  ownerId: z.string(),
  version: z.int(),
  scriptCid: z.string(),
  trigger: triggerSchema,
  nextRunMs: z.number().nullable().meta({ description: 'By its clock; null for never.' }),
  lastRunMs: z.number().nullable().meta({ description: 'When its last run began; null before the first.' }),
  isRunning: z.boolean(),
  runs: z.int(),
  lastError: errorSchema
    .extend({ particleId: z.string() })
    .nullable()
    .meta({ description: 'The last that is stored; null when none is.' }),
});

const spellDetailSchema = spellSchema.extend({
  script: z.string(),
  logs: z.array(z.strictObject({ timestamp: z.number(), message: z.string() })),
  errors: z.array(
    z.strictObject({ particleId: z.string(), errors: z.array(errorSchema.extend({ peerId: z.string() })) }),
  ),
  values: z
    .array(z.strictObject({ key: z.string(), value: z.union([z.string(), z.number()]) }))
    .meta({ description: `The first ${MAX_SHOWN_VALUES} keys, lists left out; long texts are cut.` }),
});

const shownError = ({ error_code, instruction, message }: ErrorText) => ({
  ...{ code: error_code, instruction: cut(instruction), message: cut(message) },
});
type ErrorText = { error_code: number; instruction: string; message: string };

function shown({ key, scope, record }: Scoped, spell: SpellView) {
  const last = spell.lastError();
  return {
    key,
    scope: scopeName(scope),
    spellId: spell.spellId,
    aliases: record.aliases,
    ownerId: record.ownerId,
    version: spell.version,
    scriptCid: spell.scriptCid,
    trigger: spell.triggerConfig,
    nextRunMs: spell.nextRunMs ?? null,
    lastRunMs: spell.lastRunMs ?? null,
    isRunning: spell.isRunning,
    runs: spell.runs,
    lastError: last === undefined ? null : { particleId: last.particleId, ...shownError(last.error) },
  };
}

const isSpell = ({ record }: Scoped) => record.serviceType === 'spell';

export const spells = endpoint({
  path: '/api/spells',
  summary: 'Spells of the host and its workers.',
  query: PAGE_QUERY.extend(SCOPE_QUERY.shape),
  answer: pageOf(spellSchema),
  isServed: ({ parts }) => parts !== undefined,
  handle({ query }, { components }) {
    const { host, spells } = components.parts!;
    const all = scopedServices(host, query.scope).filter(isSpell);
    const page = pageOn(
      all,
      ({ key }) => key,
      query,
      (each) => {
        const spell = spells.get(each.scope, each.record.serviceId);
        return spell === undefined ? [] : [shown(each, spell)];
      },
    );
    return { ...page, items: page.items.flat() };
  },
});

export const spell = endpoint({
  path: '/api/spells/:spell',
  summary: 'A spell: its script, log, errors and what it keeps.',
  parts: { spell: 'Its id or an alias.' },
  query: SCOPE_QUERY,
  answer: spellDetailSchema,
  refusals: { 404: 'There is no such spell in that scope.' },
  isServed: ({ parts }) => parts !== undefined,
  handle({ query, path }, { components }) {
    const scope = scopeNamed(query.scope);
    const found = detailOf(path('spell'), scope, components.parts!);
    return found ?? refusal(404, `No such spell on ${scopeName(scope)}`);
  },
});

function detailOf(idOrAlias: string, scope: Scoped['scope'], { host, spells }: ListedParts) {
  const spell = spells.get(scope, idOrAlias);
  const record = spell && host.services.resolve(scope, spell.spellId);
  if (spell === undefined || record === undefined) return undefined;
  return {
    ...shown({ key: `${scopeName(scope)}/${spell.spellId}`, scope, record }, spell),
    script: spell.script,
    logs: spell.logs().map(({ timestamp, message }) => ({ timestamp, message: cut(message) })),
    errors: spell.errors().map(({ particle_id, errors }) => ({
      particleId: particle_id,
      errors: errors
        .slice(-MAX_SHOWN_ERRORS)
        .map(({ last_error }) => ({ ...shownError(last_error), peerId: last_error.peer_id })),
    })),
    values: valuesOf(spell),
  };
}

function valuesOf(spell: SpellView) {
  const values: { key: string; value: string | number }[] = [];
  for (const [key, value] of spell.values()) {
    if (values.length >= MAX_SHOWN_VALUES) break;
    values.push({ key, value: typeof value === 'string' ? cut(value) : value });
  }
  return values;
}

const cut = (text: string) =>
  text.length <= SHOWN_VALUE_CHARS ? text : `${text.slice(0, SHOWN_VALUE_CHARS - 1)}…`;
