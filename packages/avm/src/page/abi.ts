import type { RunParameters } from '../run/run-parameters.js';
import type { Block, Guest } from './guest.js';

/** Sizes of the two records (spec/marine-abi.md §7.2, §7.3). */
const PARAMETERS_BYTES = 70;
const BLOCK_BYTES = 8;

/** Writes `RunParameters`, its parts first, as the Marine runtime does. @returns where it lies @throws as `Guest.putText` */
export function putParameters(guest: Guest, parameters: RunParameters): number {
  const texts: [number, Block][] = [
    [0, guest.putText(parameters.init_peer_id)],
    [8, guest.putText(parameters.current_peer_id)],
    [29, guest.putBytes(parameters.secret_key_bytes)],
    [37, guest.putText(parameters.particle_id)],
  ];
  const [at] = guest.putBytes(new Uint8Array(PARAMETERS_BYTES));
  const { view } = guest;
  for (const [offset, [pointer, length]] of texts) {
    view.setUint32(at + offset, pointer, true);
    view.setUint32(at + offset + 4, length, true);
  }
  view.setBigUint64(at + 16, parameters.timestamp, true);
  view.setUint32(at + 24, parameters.ttl, true);
  view.setUint8(at + 28, parameters.key_format);
  view.setBigUint64(at + 45, parameters.air_size_limit, true);
  view.setBigUint64(at + 53, parameters.particle_size_limit, true);
  view.setBigUint64(at + 61, parameters.call_result_size_limit, true);
  view.setUint8(at + 69, parameters.hard_limit_enabled ? 1 : 0);
  return at;
}

/** The `InterpreterOutcome` that lies there, as `readOutcome` takes it. @throws RangeError, TypeError for one that is none */
export function liftOutcome(guest: Guest, at: number): Record<string, unknown> {
  const { view } = guest;
  const block = (offset: number): Block => [
    view.getUint32(at + offset, true),
    view.getUint32(at + offset + 4, true),
  ];
  const flag = (offset: number) => view.getUint8(at + offset) !== 0;
  const [peers, count] = block(24);
  return {
    ret_code: view.getBigInt64(at, true),
    error_message: guest.text(...block(8)),
    data: guest.bytes(...block(16)),
    next_peer_pks: Array.from({ length: bounded(count, guest) }, (_, i) =>
      guest.text(...block(peers - at + BLOCK_BYTES * i)),
    ),
    call_requests: guest.bytes(...block(32)),
    air_size_limit_exceeded: flag(40),
    particle_size_limit_exceeded: flag(41),
    call_result_size_limit_exceeded: flag(42),
  };
}

/** A list that fits the memory. @throws RangeError */
function bounded(count: number, guest: Guest): number {
  if (count * BLOCK_BYTES <= guest.sizeBytes) return count;
  throw new RangeError(`a list of ${count} texts is larger than the memory`);
}
