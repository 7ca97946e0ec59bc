import { ByteWriter } from './byte-writer.js';
import { EmbedError } from './errors.js';
import {
  INDEXED_CODES,
  type ItDefinition,
  type ItField,
  type ItInstruction,
  type ItSection,
  type ItType,
  PLAIN_CODES,
  SCALAR_CODES,
  TYPED_CODES,
} from './model.js';

/** Readers take a list's length as one raw byte, writers as LEB128: they agree up to here (spec/marine-abi.md §1.2). */
const MAX_LIST_LENGTH = 127;
/** A string's length is one byte. */
const MAX_STRING_BYTES = 255;

/**
 * Writes the content of an `interface-types` section: version, types, imports, adapters, exports, implementations;
 * empty ones are left out (spec/marine-abi.md §1.2).
 * @throws EmbedError `INTERFACE_UNSUPPORTED` for a name above 255 bytes, a list above 127 entries, an empty record
 */
export function encodeInterfaceTypes(section: ItSection): Uint8Array {
  const out = new ByteWriter().byte(0x05);
  writeString(out, section.version);
  writeItems(out, 0x00, section.types, writeDefinition);
  writeItems(out, 0x01, section.imports, (to, item) => {
    writeString(to, item.namespace);
    writeString(to, item.name);
    to.uleb(item.type);
  });
  writeItems(out, 0x02, section.adapters, (to, item) => {
    to.uleb(item.type);
    writeList(to, item.instructions, 'instructions of an adapter', writeInstruction);
  });
  writeItems(out, 0x03, section.exports, (to, item) => {
    writeString(to, item.name);
    to.uleb(item.type);
  });
  writeItems(out, 0x04, section.implementations, (to, item) => to.uleb(item.coreType).uleb(item.adapterType));
  return out.finish();
}

type Write<T> = (to: ByteWriter, item: T) => void;

function writeItems<T>(to: ByteWriter, tag: number, items: readonly T[], write: Write<T>): void {
  if (items.length === 0) return;
  to.byte(tag).uleb(items.length);
  for (const item of items) write(to, item);
}

function writeList<T>(to: ByteWriter, items: readonly T[], what: string, write: Write<T>): void {
  if (items.length > MAX_LIST_LENGTH) {
    throw unsupported(`${items.length} ${what}: the format holds at most ${MAX_LIST_LENGTH}`);
  }
  to.byte(items.length);
  for (const item of items) write(to, item);
}

function writeString(to: ByteWriter, text: string): void {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length > MAX_STRING_BYTES) {
    throw unsupported(
      `the name '${text.slice(0, 40)}…' has ${bytes.length} bytes, at most ${MAX_STRING_BYTES} fit`,
    );
  }
  to.byte(bytes.length).bytes(bytes);
}

function writeDefinition(to: ByteWriter, definition: ItDefinition): void {
  if (definition.kind === 'function') {
    to.byte(0x00);
    writeList(to, definition.args, 'arguments of a function', writeField);
    writeList(to, definition.results, 'results of a function', writeType);
    return;
  }
  if (definition.fields.length === 0) {
    throw unsupported(`record '${definition.name}' has no fields: runtimes refuse such a record`);
  }
  to.byte(0x01);
  writeString(to, definition.name);
  writeList(to, definition.fields, `fields of record '${definition.name}'`, writeField);
}

function writeField(to: ByteWriter, field: ItField): void {
  writeString(to, field.name);
  writeType(to, field.type);
}

function writeType(to: ByteWriter, type: ItType): void {
  switch (type.kind) {
    case 'array':
      to.byte(0x36);
      writeType(to, type.element);
      return;
    case 'record':
      to.byte(0x0e).uleb(type.typeIndex);
      return;
    case 'bytes':
      to.byte(0x3c);
      return;
    default:
      to.byte(SCALAR_CODES[type.kind]);
  }
}

function writeInstruction(to: ByteWriter, instruction: ItInstruction): void {
  if ('value' in instruction) {
    to.byte(INDEXED_CODES[instruction.op]).uleb(instruction.value);
  } else if ('type' in instruction) {
    to.byte(TYPED_CODES[instruction.op]);
    writeType(to, instruction.type);
  } else {
    to.byte(PLAIN_CODES[instruction.op]);
  }
}

function unsupported(why: string): EmbedError {
  return new EmbedError('INTERFACE_UNSUPPORTED', `the interface cannot be written: ${why}`);
}
