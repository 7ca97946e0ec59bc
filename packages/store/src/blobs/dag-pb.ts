/** A link of a file's root node to one chunk. */
export interface ChunkLink {
  /** The chunk's CID in its binary form. */
  cid: Uint8Array;
  sizeBytes: number;
}

/** UnixFS `DataType.File`. */
const UNIXFS_FILE = 2;

/**
 * A dag-pb node that is a UnixFS file of these chunks, one level deep (`spec/nox.md` §4.1). The layout is that of the
 * dag-pb and UnixFS specifications: links before data, link names empty but present, sizes unpacked.
 */
export function encodeFileNode(chunks: readonly ChunkLink[]): Uint8Array {
  const links = chunks.map(({ cid, sizeBytes }) =>
    lengthDelimited(
      2,
      Buffer.concat([lengthDelimited(1, cid), lengthDelimited(2, Buffer.of()), varintField(3, sizeBytes)]),
    ),
  );
  return Buffer.concat([...links, lengthDelimited(1, unixFsFile(chunks))]);
}

function unixFsFile(chunks: readonly ChunkLink[]): Uint8Array {
  const fileSize = chunks.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const blockSizes = chunks.map(({ sizeBytes }) => varintField(4, sizeBytes));
  return Buffer.concat([varintField(1, UNIXFS_FILE), varintField(3, fileSize), ...blockSizes]);
}

function varintField(field: number, value: number): Uint8Array {
  return Buffer.concat([varint(field << 3), varint(value)]);
}

function lengthDelimited(field: number, bytes: Uint8Array): Uint8Array {
  return Buffer.concat([varint((field << 3) | 2), varint(bytes.byteLength), bytes]);
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 0x7f) {
    bytes.push((rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  return Uint8Array.from([...bytes, rest]);
}
