/** Frames of yamux as far as a particle needs them: https://github.com/hashicorp/yamux/blob/master/spec.md */
export const HEADER_BYTES = 12;
/** Credit both sides start with; the first data may fill it without waiting for an answer. */
export const INITIAL_WINDOW = 256 * 1024;

export const FrameType = { data: 0, windowUpdate: 1 } as const;
export type FrameType = (typeof FrameType)[keyof typeof FrameType];

export const SYN = 1;
export const ACK = 2;
export const FIN = 4;
export const RST = 8;

export interface Header {
  readonly type: number;
  readonly flags: number;
  readonly id: number;
  readonly length: number;
}

export function readHeader(bytes: Uint8Array, at: number): Header {
  return {
    type: bytes[at + 1]!,
    flags: (bytes[at + 2]! << 8) | bytes[at + 3]!,
    id: readUint32(bytes, at + 4),
    length: readUint32(bytes, at + 8),
  };
}

export function writeHeader(type: FrameType, flags: number, id: number, length: number): Uint8Array {
  const bytes = new Uint8Array(HEADER_BYTES);
  bytes[1] = type;
  bytes[3] = flags;
  writeUint32(bytes, 4, id);
  writeUint32(bytes, 8, length);
  return bytes;
}

function readUint32(bytes: Uint8Array, at: number): number {
  return ((bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!) >>> 0;
}

function writeUint32(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value >>> 24;
  bytes[at + 1] = value >>> 16;
  bytes[at + 2] = value >>> 8;
  bytes[at + 3] = value;
}
