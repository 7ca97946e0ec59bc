import type { JsonValue } from '@noctiluca/marine/json';
import {
  invalid,
  type JsonObject,
  listOf,
  objectIn,
  objectOf,
  textOf,
  textsOf,
  triggerOf,
} from '../remote/fields.js';
import { MAX_ITEMS } from './constants.js';
import type { RequestedModule, RequestedService, RequestedSpell, WorkerRequest } from './request.js';

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
    cuIds: itemsOf(request.cuIds, 'request.cuIds').map((id) => textOf(id, 'request.cuIds')),
    prune: request.prune === true,
    definition: text('definition'),
    workerSpell: text('workerSpell'),
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
    cid: textOf(cid, 'module.cid'),
    file: textOf(file, 'module.file'),
  };
}

function spellOf(value: JsonValue): RequestedSpell {
  const spell = objectOf(value, 'spell');
  return {
    alias: aliasOf(spell),
    script: textOf(spell.script, 'spell.script'),
    triggerConfig: triggerOf(spell.triggerConfig),
    kv: textsOf(spell.kv, 'spell.kv'),
  };
}

function aliasOf({ alias }: JsonObject): string {
  const text = textOf(alias, 'alias');
  if (text !== '') return text;
  throw invalid('alias must not be empty');
}

/** One name for two things would have each deployment replace the one by the other. */
function requireDistinct(aliases: readonly string[]): void {
  const twice = aliases.find((alias, at) => aliases.indexOf(alias) !== at);
  if (twice !== undefined) throw invalid(`"${twice.slice(0, 80)}" is wanted twice`);
}
