import { type JsonValue, printJson } from '@noctiluca/marine/json';
import type { TriggerConfig } from '@noctiluca/spells';
import type { DesiredService, DesiredSpell } from '../desired.js';
import type { ModuleDistro } from '../distro.js';
import type { InitRecord, ItemRecord, PackageRecord } from '../journal.js';
import type { SpellUpdate } from '../target/target.js';
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
} from './fields.js';

// What crosses between a deployer and a remote peer, as JSON texts. What a peer reads is checked field by field: it ends
// up in its store.

/** A service without the bytes of its modules, which are uploaded before. */
export function encodeService({ alias, blueprintId, modules }: DesiredService): string {
  return printJson({ alias, blueprintId, modules: modules.map(({ name, cid }) => ({ name, cid })) });
}

/** @throws DeploymentError `INVALID` */
export function decodeService(json: string): DesiredService {
  const service = objectIn('service', json);
  const modules = listOf(service.modules, 'service.modules').map((each): ModuleDistro => {
    const module = objectOf(each, 'service.modules');
    const [name, cid] = [textOf(module.name, 'module.name'), textOf(module.cid, 'module.cid')];
    const load = () =>
      Promise.reject(invalid(`module ${name} (${cid}) is not on this peer: upload it first`));
    return { name, cid, load };
  });
  const alias = textOf(service.alias, 'service.alias');
  const blueprintId = textOf(service.blueprintId, 'service.blueprintId');
  return { alias, blueprintId, modules, binaries: {}, onUpdate: 'keep' };
}

export function encodeSpell({ alias, script, triggerConfig, kv }: DesiredSpell): string {
  return printJson({ alias, script, triggerConfig: triggerJson(triggerConfig), kv });
}

/** @throws DeploymentError `INVALID` */
export function decodeSpell(json: string): DesiredSpell {
  const spell = objectIn('spell', json);
  return {
    alias: textOf(spell.alias, 'spell.alias'),
    script: textOf(spell.script, 'spell.script'),
    scriptDigest: '',
    triggerConfig: triggerOf(spell.triggerConfig),
    kv: textsOf(spell.kv, 'spell.kv'),
  };
}

export function encodeSpellUpdate({ script, triggerConfig, kv }: SpellUpdate): string {
  return printJson({
    ...(script === undefined ? {} : { script }),
    ...(triggerConfig === undefined ? {} : { triggerConfig: triggerJson(triggerConfig) }),
    ...(kv === undefined ? {} : { kv }),
  });
}

/** @throws DeploymentError `INVALID` */
export function decodeSpellUpdate(json: string): SpellUpdate {
  const { script, triggerConfig, kv } = objectIn('update', json);
  return {
    ...(script === undefined ? {} : { script: textOf(script, 'update.script') }),
    ...(triggerConfig === undefined ? {} : { triggerConfig: triggerOf(triggerConfig) }),
    ...(kv === undefined ? {} : { kv: textsOf(kv, 'update.kv') }),
  };
}

/** @throws DeploymentError `INVALID` */
export function decodeRecord(json: string): PackageRecord {
  const record = objectIn('record', json);
  const items = Object.entries(objectOf(record.items, 'record.items'));
  return {
    version: textOf(record.version, 'record.version'),
    dependsOn: listOf(record.dependsOn, 'record.dependsOn').map((name) => textOf(name, 'record.dependsOn')),
    items: Object.fromEntries(items.map(([alias, item]) => [alias, itemOf(objectOf(item, alias))])),
    ...(record.init === undefined ? {} : { init: initOf(objectOf(record.init, 'record.init')) }),
  };
}

/** The array in a JSON text. @throws DeploymentError `INVALID` */
export function decodeList(json: string): readonly JsonValue[] {
  return listOf(parsed('list', json), 'list');
}

/** @throws DeploymentError `INVALID` */
export function kindOf(text: string): ItemRecord['kind'] {
  if (text === 'service' || text === 'spell') return text;
  throw invalid(`kind must be "service" or "spell", got "${text.slice(0, 40)}"`);
}

const PENDING = ['install', 'update', 'reinstall', 'remove'] as const;

function itemOf({ kind, id, kv, kvCid, pending, migrating }: JsonObject): ItemRecord {
  const action = PENDING.find((each) => each === pending);
  if (pending !== undefined && action === undefined) throw invalid('item.pending is no step');
  return {
    kind: kindOf(textOf(kind, 'item.kind')),
    id: textOf(id, 'item.id'),
    ...(kv === undefined ? {} : { kv: { ...textsOf(kv, 'item.kv') } }),
    ...(kvCid === undefined ? {} : { kvCid: textOf(kvCid, 'item.kvCid') }),
    ...(action === undefined ? {} : { pending: action }),
    ...(migrating === undefined ? {} : { migrating: migrating === true }),
  };
}

function initOf({ digest, fixed, done, complete, life }: JsonObject): InitRecord {
  return {
    digest: textOf(digest, 'init.digest'),
    fixed: textOf(fixed, 'init.fixed'),
    done: listOf(done, 'init.done').map((id) => textOf(id, 'init.done')),
    complete: complete === true,
    life: textOf(life, 'init.life'),
  };
}

function triggerJson({ clock, connections, blockchain }: TriggerConfig): JsonValue {
  return { clock: { ...clock }, connections: { ...connections }, blockchain: { ...blockchain } };
}
