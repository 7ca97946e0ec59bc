/** Type name as Marine prints it: `string`, `u32`, `[]u8`, `[]Record` (spec/marine-abi.md §6.4). */
export type TypeName = string;

/** Interface of a module or a service: what `srv.get_interface` answers, key for key (spec/marine-abi.md §6.4). */
export interface ServiceInterface {
  readonly function_signatures: readonly {
    readonly name: string;
    readonly arguments: readonly (readonly [name: string, type: TypeName])[];
    /** 0 or 1 entry. */
    readonly output_types: readonly TypeName[];
  }[];
  readonly record_types: readonly {
    readonly name: string;
    readonly id: number;
    readonly fields: readonly { readonly name: string; readonly ty: TypeName }[];
  }[];
}
