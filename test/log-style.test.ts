import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const packagesDir = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', 'packages');
const LOG_CALL = /[lL]og(?:ger)?\.(?:trace|debug|info|warn|error)\(/g;
/** What takes the text out of an error, which leaves its stack and causes behind. */
const TEXT_OF_ERROR = /\b(?:messageOf|describeError|String)\(|\b\w*[eE]rr(?:or)?\.(?:message|stack)\b/;
/** A text as it is written, or one character. */
const TOKEN = /'(?:\\.|[^'\\])*'|`(?:\\.|[^`\\])*`|./gs;

interface LogCall {
  readonly where: string;
  /** Field by name, as its value is written. */
  readonly fields: readonly (readonly [name: string, value: string])[];
  /** What it may say, or how that begins, as far as it is written there. */
  readonly messages: readonly string[];
}

function callsIn(where: string, source: string): LogCall[] {
  return [...source.matchAll(LOG_CALL)].map((found) => {
    const [fields = '', message = ''] = partsOf(source.slice(found.index + found[0].length));
    const line = source.slice(0, found.index).split('\n').length;
    const messages =
      message === '' ? [''] : [...message.matchAll(/(?:^|[?:] )['`]([^'`$]*)/g)].map(([, text]) => text!);
    return { where: `${where}:${line}`, fields: fieldsOf(fields, source), messages };
  });
}

/** What stands between commas, up to the bracket that closes. */
function partsOf(text: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const [token] of text.matchAll(TOKEN)) {
    if ('([{'.includes(token)) depth++;
    if (')]}'.includes(token) && --depth < 0) break;
    if (token === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += token;
  }
  return parts.map((part) => part.trim()).filter(Boolean);
}

/** Also of an object that has a name, and of one that is spread into it. */
function fieldsOf(written: string, source: string): LogCall['fields'] {
  if (!written.startsWith('{'))
    return declaredAs(written, source).flatMap((value) => fieldsOf(value, source));
  return partsOf(written.slice(1)).flatMap((part) => {
    const [, spread] = /^\.\.\.(\w+)$/.exec(part) ?? [];
    if (spread !== undefined) return declaredAs(spread, source).flatMap((value) => fieldsOf(value, source));
    const [, name = part, value = name] = /^(\w+): (.*)$/s.exec(part) ?? [];
    const made = name === 'err' ? [] : declaredAs(value, source);
    return [[name, [value, ...made].join(' ')] as const];
  });
}

/** A name may stand for what was made in a line before. */
function declaredAs(name: string, source: string): string[] {
  if (!/^\w+$/.test(name)) return [];
  const declarations = source.matchAll(new RegExp(`\\bconst ${name} = ([^;]*);`, 'g'));
  return [...declarations].map(([, value]) => value!);
}

/** What is wrong with a call. */
function faultsOf({ where, fields, messages }: LogCall): string[] {
  const wrong = fields.filter(
    ([name, value]) => /^(?:error|message|msg)$/.test(name) || TEXT_OF_ERROR.test(value),
  );
  return [
    ...wrong.map(([name]) => `${where}: field '${name}' is to be 'err', the error itself`),
    ...messages.filter((text) => !/^[A-Z]/.test(text)).map((text) => `${where}: '${text}' begins small`),
  ];
}

const sources = readdirSync(packagesDir).flatMap((name) =>
  readdirSync(path.join(packagesDir, name, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => path.join(name, 'src', file)),
);
const calls = sources.flatMap((file) => callsIn(file, readFileSync(path.join(packagesDir, file), 'utf8')));

describe('what the packages log', () => {
  it('is found', () => {
    expect(calls.length).toBeGreaterThan(60);
    expect(calls.filter(({ fields }) => fields.some(([name]) => name === 'err')).length).toBeGreaterThan(20);
  });

  it('has errors under `err`, as they are, and messages that begin with a capital', () => {
    expect(calls.flatMap(faultsOf)).toEqual([]);
  });
});

describe('a call that is not as the others', () => {
  it.each([
    "log.warn({ error }, 'Failed')",
    "this.#log.error({ message: error.message }, 'Failed')",
    "logger.debug({ reason: messageOf(error) }, 'Failed')",
    "const reason = describeError(error); logger.warn({ reason }, 'Failed')",
    "const fields = { reason: String(error) }; components.logger.info({ ...fields, leftOut }, 'Failed')",
    "log.warn({ err: messageOf(error) }, 'Failed')",
    "log.warn({ err: error }, 'failed')",
    "log.warn({ err: error }, isOne ? 'Failed' : 'failed often')",
    'log.warn({ err: error }, `failed often`)',
    "log.warn('Failed')",
  ])('is told: %s', (text) => {
    expect(callsIn('here.ts', text).flatMap(faultsOf)).not.toEqual([]);
  });
});
