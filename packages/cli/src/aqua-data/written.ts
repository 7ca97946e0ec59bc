/** A value as Aqua has it. */
export interface Written {
  readonly type: string;
  readonly text: string;
  /** Definitions that the type needs, each a paragraph. */
  readonly definitions: readonly string[];
}

/** A record type that is known by its fields and not by the place it is found in. */
export interface CustomType {
  readonly name: string;
  readonly properties: readonly string[];
}

export interface DataOptions {
  /** Every number is an f64. */
  readonly f64: boolean;
  readonly types: readonly CustomType[];
}

export const INDENT = '    ';
/** Upstream's type of a value that is nothing: `null`, `{}`, `[]`. */
export const NOTHING: Written = { type: '?u8', text: 'nil', definitions: [] };
