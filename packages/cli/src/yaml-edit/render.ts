import { Document, isCollection, visit } from 'yaml';
import type { Style } from './style.js';

const OPTIONS = {
  lineWidth: 0,
  flowCollectionPadding: true,
  doubleQuotedMinMultiLineLength: Number.POSITIVE_INFINITY,
} as const;

/** A pair as it stands in a block, in lines without their ends. */
export function blockPair(key: string, value: unknown, style: Style): string[] {
  const text = documentOf({ [key]: value }).toString({ ...OPTIONS, ...style });
  return text.replace(/\n$/, '').split('\n');
}

/** A pair as it stands between braces. */
export function flowPair(key: string, value: unknown): string {
  const document = documentOf({ [key]: value });
  if (isCollection(document.contents)) document.contents.flow = true;
  return document.toString(OPTIONS).trim().slice(1, -1).trim();
}

/** What stands after a key's colon in a block: the rest of its line, and lines below. */
export function blockValue(value: unknown, style: Style): string[] {
  const [first, ...rest] = blockPair('k', value, style);
  return [first!.slice(2), ...rest];
}

/** What stands after a key's colon between braces. */
export function flowValue(value: unknown): string {
  return flowPair('k', value).slice(2).trim();
}

/** Text of several lines stands on one: `yaml` 2.9 counts a block's indentation wrong where it is not two spaces. */
function documentOf(value: unknown): Document {
  const document = new Document(value, { aliasDuplicateObjects: false, schema: 'core' });
  visit(document, {
    Scalar(_key, node) {
      if (typeof node.value === 'string' && node.value.includes('\n')) node.type = 'QUOTE_DOUBLE';
    },
  });
  return document;
}
