import type { ServiceFunction } from '../aqua/wrap-function.js';
import type { JSONValue } from '../json.js';

/** A script around the values that it asks its caller for. */
interface Template {
  /** One more than there are slots. */
  readonly texts: readonly string[];
  readonly slots: readonly Slot[];
}

interface Slot {
  readonly name: string;
  readonly variable: string;
}

const ASKS = /\(call %init_peer_id% \("getDataSrv" "([^"]*)"\) \[\] ([\w-]+)\)/g;
const FIRST_ON_A_PEER = /\((?:call|canon)\s+(\S+)/;
const RELAY = '-relay-';
/** A program calls few functions, each many times. */
const MAX_KNOWN = 256;
const known = new Map<string, Template | undefined>();

/**
 * A compiled script with its caller's values, and its relay, as literals in place of the calls that ask for them: what it does
 * first is then the relay's to do.
 * @returns nothing for a value that AIR has no literal of, or a script that begins elsewhere
 */
export function literalScript(
  script: string,
  args: { readonly [name: string]: JSONValue | ServiceFunction },
  relayPeerId: string,
): string | undefined {
  const template = templateOf(script);
  if (template === undefined) return undefined;
  const [first = '', ...texts] = template.texts;
  let filled = first;
  for (const [i, { name, variable }] of template.slots.entries()) {
    const text = literalOf(name === RELAY ? relayPeerId : Object.hasOwn(args, name) ? args[name] : undefined);
    if (text === undefined) return undefined;
    filled += `(ap ${text} ${variable})${texts[i]}`;
  }
  return filled;
}

function templateOf(script: string): Template | undefined {
  if (known.has(script)) return known.get(script);
  if (known.size >= MAX_KNOWN) known.clear();
  const template = parse(script);
  known.set(script, template);
  return template;
}

function parse(script: string): Template | undefined {
  const slots: Slot[] = [];
  const texts: string[] = [];
  let end = 0;
  for (const match of script.matchAll(ASKS)) {
    const [all, name = '', variable = ''] = match;
    slots.push({ name, variable });
    texts.push(script.slice(end, match.index));
    end = match.index + all.length;
  }
  texts.push(script.slice(end));
  const relay = slots.find(({ name }) => name === RELAY)?.variable;
  const [, firstPeer] = FIRST_ON_A_PEER.exec(texts.join('')) ?? [];
  return relay === undefined || firstPeer !== relay ? undefined : { texts, slots };
}

/** AIR has no escapes, and half a character no UTF-8. */
const NO_LITERAL = /["\p{Surrogate}]/u;
/** AquaVM's parser takes floats of few digits only, and none with an exponent. */
const FLOAT = /^-?\d+\.\d+$/;
const MAX_FLOAT_LENGTH = 10;

function literalOf(value: JSONValue | ServiceFunction | undefined): string | undefined {
  switch (typeof value) {
    case 'string':
      return NO_LITERAL.test(value) ? undefined : `"${value}"`;
    case 'boolean':
      return `${value}`;
    case 'number':
      return numberOf(value);
    default:
      return Array.isArray(value) && value.length === 0 ? '[]' : undefined;
  }
}

function numberOf(value: number): string | undefined {
  const text = `${value}`;
  if (Number.isSafeInteger(value)) return text;
  return FLOAT.test(text) && text.length <= MAX_FLOAT_LENGTH ? text : undefined;
}
