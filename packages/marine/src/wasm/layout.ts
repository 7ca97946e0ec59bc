/** Core value types that adapters handle; `other` stands for vectors and references. */
export type CoreType = 'i32' | 'i64' | 'f32' | 'f64' | 'other';

/** Signature of a core function. */
export interface CoreSignature {
  readonly parameters: readonly CoreType[];
  readonly results: readonly CoreType[];
}

export interface CoreImport {
  readonly namespace: string;
  readonly name: string;
  readonly kind: 'function' | 'table' | 'memory' | 'global' | 'tag';
  /** Present for functions. */
  readonly signature?: CoreSignature;
}

export interface CoreExport {
  readonly name: string;
  readonly kind: 'function' | 'table' | 'memory' | 'global' | 'tag';
  /** Present for functions. */
  readonly signature?: CoreSignature;
}

export interface CustomSection {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What the runtime needs to know of a WebAssembly module besides its code. */
export interface WasmLayout {
  readonly imports: readonly CoreImport[];
  readonly exports: readonly CoreExport[];
  readonly customSections: readonly CustomSection[];
  /** Pages that memories start with, elements that tables start with. */
  readonly memoryPages: number;
  readonly tableElements: number;
}
