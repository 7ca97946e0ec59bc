import type { ItRecordType, ItType } from '@noctiluca/marine';

/** Records of the spell service, as upstream declares them (npm `@fluencelabs/spell` 0.7.6, `spell_service.aqua`). */
const records: ItRecordType[] = [];

export const string: ItType = { kind: 'string' };
export const u32: ItType = { kind: 'u32' };
export const u64: ItType = { kind: 'u64' };
export const bool: ItType = { kind: 'bool' };
export const listOf = (element: ItType): ItType => ({ kind: 'array', element });

function record(name: string, fields: Readonly<Record<string, ItType>>): ItType {
  const index = records.length;
  const entries = Object.entries(fields).map(([field, type]) => ({ name: field, type }));
  records.push({ kind: 'record', name, fields: entries });
  return { kind: 'record', index };
}

const outcome = { success: bool, error: string };

export const LastError = record('LastError', {
  error_code: u32,
  instruction: string,
  message: string,
  peer_id: string,
});
export const LastErrorEntry = record('LastErrorEntry', { last_error: LastError, error_idx: u32 });
const ParticleErrors = record('ParticleErrors', { particle_id: string, errors: listOf(LastErrorEntry) });
export const AllErrorsResult = record('AllErrorsResult', {
  particle_errors: listOf(ParticleErrors),
  ...outcome,
});
const ClockConfig = record('ClockConfig', { start_sec: u32, end_sec: u32, period_sec: u32 });
const ConnectionPoolConfig = record('ConnectionPoolConfig', { connect: bool, disconnect: bool });
const BlockChainConfig = record('BlockChainConfig', { start_block: u32, end_block: u32 });
export const TriggerConfig = record('TriggerConfig', {
  clock: ClockConfig,
  connections: ConnectionPoolConfig,
  blockchain: BlockChainConfig,
});
export const TriggerConfigValue = record('TriggerConfigValue', { config: TriggerConfig, ...outcome });
const Log = record('Log', { timestamp: u64, message: string });
export const GetLogsResult = record('GetLogsResult', { logs: listOf(Log), ...outcome });
const MailboxMessage = record('MailboxMessage', { init_peer_id: string, timestamp: u64, message: string });
export const GetMailboxResult = record('GetMailboxResult', { messages: listOf(MailboxMessage), ...outcome });
export const PopMailboxResult = record('PopMailboxResult', {
  message: listOf(MailboxMessage),
  success: bool,
  absent: bool,
  error: string,
});
export const UnitValue = record('UnitValue', outcome);
export const BoolValue = record('BoolValue', { value: bool, ...outcome });
export const CIDv1Value = record('CIDv1Value', { value: string, ...outcome });
export const ScriptValue = record('ScriptValue', { value: string, ...outcome });
export const StringValue = record('StringValue', { value: string, ...outcome, absent: bool });
export const StringListValue = record('StringListValue', { value: listOf(string), ...outcome });
export const U32Value = record('U32Value', { value: u32, ...outcome, absent: bool });

/** The table that the types' indices point into. */
export const recordTypes: readonly ItRecordType[] = records;
