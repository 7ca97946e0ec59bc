import { messageOf } from '@noctiluca/common/thrown';
import { type JsonValue, parseJson } from '@noctiluca/marine/json';
import type { TriggerConfig } from '@noctiluca/spells';
import { DeploymentError } from '../errors.js';

// Fields of what comes from outside, each checked. All throw DeploymentError `INVALID`, which names the field.

const MAX_U32 = 4_294_967_295;

export type JsonObject = { readonly [key: string]: JsonValue };

export function triggerOf(value: JsonValue | undefined): TriggerConfig {
  const { clock, connections, blockchain } = objectOf(value, 'triggerConfig');
  const [times, peers, blocks] = [
    objectOf(clock, 'clock'),
    objectOf(connections, 'connections'),
    objectOf(blockchain, 'blockchain'),
  ];
  return {
    clock: {
      start_sec: numberOf(times.start_sec, 'clock.start_sec'),
      end_sec: numberOf(times.end_sec, 'clock.end_sec'),
      period_sec: numberOf(times.period_sec, 'clock.period_sec'),
    },
    connections: { connect: peers.connect === true, disconnect: peers.disconnect === true },
    blockchain: {
      start_block: numberOf(blocks.start_block, 'blockchain.start_block'),
      end_block: numberOf(blocks.end_block, 'blockchain.end_block'),
    },
  };
}

export function objectIn(what: string, json: string): JsonObject {
  return objectOf(parsed(what, json), what);
}

export function parsed(what: string, json: string): JsonValue {
  try {
    return parseJson(json);
  } catch (cause) {
    throw invalid(`${what} is no JSON: ${messageOf(cause)}`);
  }
}

export function objectOf(value: JsonValue | undefined, what: string): JsonObject {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonObject;
  throw invalid(`${what} must be an object`);
}

export function listOf(value: JsonValue | undefined, what: string): readonly JsonValue[] {
  if (Array.isArray(value)) return value;
  throw invalid(`${what} must be a list`);
}

export function textOf(value: JsonValue | undefined, what: string): string {
  if (typeof value === 'string') return value;
  throw invalid(`${what} must be a text`);
}

/** A u32, as all numbers of a trigger configuration are (spec/nox.md §5.1). */
function numberOf(value: JsonValue | undefined, what: string): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= MAX_U32) return value;
  throw invalid(`${what} must be a whole number from 0 to ${MAX_U32}`);
}

export function textsOf(value: JsonValue | undefined, what: string): Record<string, string> {
  const entries = Object.entries(objectOf(value, what));
  return Object.fromEntries(entries.map(([key, text]) => [key, textOf(text, `${what}.${key}`)]));
}

export function invalid(reason: string): DeploymentError {
  return new DeploymentError('INVALID', `Not for the deployer: ${reason}`);
}
