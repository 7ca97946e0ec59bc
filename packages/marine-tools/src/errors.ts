import { CodedError } from '@noctiluca/common/coded-error';

/** What can be wrong with a module that is to be given its interface. */
export type EmbedErrorCode =
  /** The bytes are no WebAssembly module. */
  | 'NOT_WASM'
  /** A section of the module cannot be read. */
  | 'SECTION_MALFORMED'
  /** What the SDK wrote of the interface cannot be read. */
  | 'GENERATED_SECTION_MALFORMED'
  /** The interface has what no Marine module can have. */
  | 'INTERFACE_UNSUPPORTED'
  /** The module was built without the SDK. */
  | 'SDK_VERSION_MISSING';

/** Thrown by everything under `@noctiluca/marine-tools`. Compare `code`. */
export class EmbedError extends CodedError<EmbedErrorCode> {
  override readonly name = 'EmbedError';
}
