import type { JsonValue } from '@noctiluca/marine/json';
import { isContentCid } from '@noctiluca/store/cid';
import { MAX_ITEMS } from '../limits.js';
import {
  invalid,
  type JsonObject,
  listOf,
  objectIn,
  objectOf,
  parsed,
  textOf,
  textsOf,
  triggerOf,
} from '../remote/fields.js';
import type { RequestedModule, RequestedService, RequestedSpell, WorkerRequest } from './request.js';
import { mayBeAlias } from './reserved.js';

/** spec/nox.md §3.9 */
const CU_ID = /^[0-9a-f]{64}$/i;

/** What a peer reads of a request, each field checked. @throws DeploymentError `INVALID` */
export function decodeRequest(json: string): WorkerRequest {
  const request = objectIn('request', json);
  const text = (field: string) => textOf(request[field], `request.${field}`);
  const services = itemsOf(request.services, 'request.services').map(serviceOf);
  const spells = itemsOf(request.spells, 'request.spells').map(spellOf);
  requireDistinct([...services, ...spells].map(({ alias }) => alias));
  return {
    name: text('name'),
    dealId: text('dealId'),
    cuIds: itemsOf(request.cuIds, 'request.cuIds').map(cuIdOf),
    prune: request.prune === true,
    definition: text('definition'),
    workerSpell: cidIn(request.workerSpell, 'request.workerSpell'),
    clocks: text('clocks'),
    services,
    spells,
  };
}

function itemsOf(value: JsonValue | undefined, what: string): readonly JsonValue[] {
  const items = listOf(value, what);
  if (items.length <= MAX_ITEMS) return items;
  throw invalid(`${what} has ${items.length} entries, ${MAX_ITEMS} at most`);
}

function serviceOf(value: JsonValue): RequestedService {
  const service = objectOf(value, 'service');
  return {
    alias: aliasOf(service),
    blueprintId: textOf(service.blueprintId, 'service.blueprintId'),
    modules: itemsOf(service.modules, 'service.modules').map(moduleOf),
  };
}

function moduleOf(value: JsonValue): RequestedModule {
  const { name, cid, file } = objectOf(value, 'module');
  return {
    name: textOf(name, 'module.name'),
    cid: cidIn(cid, 'module.cid'),
    file: cidIn(file, 'module.file'),
  };
}

function spellOf(value: JsonValue): RequestedSpell {
  const spell = objectOf(value, 'spell');
  return {
    alias: aliasOf(spell),
    script: cidIn(spell.script, 'spell.script'),
    triggerConfig: triggerOf(spell.triggerConfig),
    kv: jsonsOf(spell.kv, 'spell.kv'),
  };
}

function aliasOf({ alias }: JsonObject): string {
  const text = textOf(alias, 'alias');
  if (mayBeAlias(text)) return text;
  throw invalid(`"${text.slice(0, 80)}" is reserved, or no name for a service or spell`);
}

function cuIdOf(value: JsonValue): string {
  const id = textOf(value, 'request.cuIds');
  if (CU_ID.test(id)) return id;
  throw invalid('request.cuIds must be 64 hexadecimal digits each');
}

/** It names a file that is fetched. */
function cidIn(value: JsonValue | undefined, what: string): string {
  const cid = textOf(value, what);
  if (isContentCid(cid)) return cid;
  throw invalid(`${what} must be a CID, version 1, in lower-case base32`);
}

/** Texts, each of which is JSON. */
function jsonsOf(value: JsonValue | undefined, what: string): Record<string, string> {
  const texts = textsOf(value, what);
  for (const [key, text] of Object.entries(texts)) parsed(`${what}.${key.slice(0, 80)}`, text);
  return texts;
}

/** One name for two things would have each deployment replace the one by the other. */
function requireDistinct(aliases: readonly string[]): void {
  const twice = aliases.find((alias, at) => aliases.indexOf(alias) !== at);
  if (twice !== undefined) throw invalid(`"${twice.slice(0, 80)}" is wanted twice`);
}
