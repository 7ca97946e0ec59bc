/** Types of values as the compiler writes them in a function's definition (`@fluencelabs/interfaces`). */
export type AquaType =
  | { readonly tag: 'nil' | 'topType' | 'bottomType' }
  | { readonly tag: 'scalar'; readonly name: string }
  | { readonly tag: 'option' | 'array'; readonly type: AquaType }
  | { readonly tag: 'struct'; readonly name: string; readonly fields: AquaFields }
  | { readonly tag: 'labeledProduct'; readonly fields: AquaFields }
  | { readonly tag: 'unlabeledProduct'; readonly items: readonly AquaType[] }
  | { readonly tag: 'arrow' };

export type AquaFields = Readonly<Record<string, AquaType>>;

/** What an exported function takes and gives; the order of the parameters is that of their declaration. */
export interface Signature {
  readonly parameters: AquaFields;
  readonly results: readonly AquaType[];
}

/** An exported function as the cache keeps it: plain data. */
export interface CompiledFunction extends Signature {
  /** AIR that asks `getDataSrv` for each parameter by its name and hands the results to `callbackSrv.response`. */
  readonly script: string;
}

/** A type in Aqua's notation: `?string`, `[]u8`, a record by its name. */
export function typeText(type: AquaType): string {
  switch (type.tag) {
    case 'scalar':
    case 'struct':
      return type.name;
    case 'option':
      return `?${typeText(type.type)}`;
    case 'array':
      return `[]${typeText(type.type)}`;
    case 'labeledProduct':
      return `{${Object.entries(type.fields)
        .map(([name, field]) => `${name}: ${typeText(field)}`)
        .join(', ')}}`;
    case 'unlabeledProduct':
      return `(${type.items.map(typeText).join(', ')})`;
    default:
      return OTHERS[type.tag];
  }
}

const OTHERS = { nil: 'nil', topType: 'any', bottomType: 'nothing', arrow: 'a function' } as const;
