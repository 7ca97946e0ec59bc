import type { FunctionCall, FunctionOutcome } from '@noctiluca/host';
import { isArray, type JsonValue } from './json.js';
import { refusalOf } from './upstream-signatures.js';

/** Functions that are ours, of services that nox has (spec/mixed-network.md no. 2). */
const OURS = new Set([
  ...['spell.update', 'spell.info', 'srv.replace'],
  ...['dist.remove_module', 'dist.remove_blueprint'],
]);
/** Services that are ours. */
const OUR_SERVICES = new Set(['deployment', 'system-services']);
/** Functions of our registry that nox's has not (spec/mixed-network.md no. 4). */
const OF_OUR_REGISTRY = new Set([
  ...[
    'get_host_record_bytes',
    'plan_replication',
    'confirm_replication',
    'set_record_signatures',
    'set_clock_skew',
  ],
]);

/**
 * What nox 0.28.2 was recorded to answer where one of ours would do something else; undefined where both do the same.
 * Texts are those of spec/mixed-network.md, with the echo of Rust values.
 */
export function recordedAnswer(call: FunctionCall): FunctionOutcome | undefined {
  const { serviceId, functionName, args } = call;
  if (OUR_SERVICES.has(serviceId) || OURS.has(`${serviceId}.${functionName}`))
    return failed(`Service with id '${serviceId}' not found (function ${functionName})`);
  if (serviceId === 'registry') return ofRegistry(functionName, args);
  if (`${serviceId}.${functionName}` === 'worker.create' && !hasHexUnits(args[1]))
    return failed(
      converted("Error deserializing field 'cu_ids': expected Vec<CUID>", 'SerdeJson { field: "cu_ids" }'),
    );
  return undefined;
}

function ofRegistry(functionName: string, args: readonly JsonValue[]): FunctionOutcome | undefined {
  if (OF_OUR_REGISTRY.has(functionName)) {
    const echo = `Engine(MarineError(MissingFunctionError("${functionName}")))`;
    return failed(converted(`function with name \`${functionName}\` is missing`, echo));
  }
  const error = refusalOf(functionName, args);
  if (error === undefined) return undefined;
  const rest = functionName === 'republish_records' ? { updated: 0 } : {};
  return { kind: 'ok', json: JSON.stringify({ success: false, error, ...rest }) };
}

function hasHexUnits(units: JsonValue | undefined): boolean {
  return isArray(units) && units.every((unit) => typeof unit === 'string' && /^[0-9a-f]{64}$/.test(unit));
}

const converted = (display: string, debug: string) => `Error: ${display}\n${debug}`;

const failed = (text: string): FunctionOutcome => ({ kind: 'error', json: JSON.stringify(text) });
