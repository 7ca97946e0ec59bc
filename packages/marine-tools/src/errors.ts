/** What can be wrong with a module that is to be given its interface. */
export type EmbedErrorCode =
  | 'NOT_WASM'
  | 'SECTION_MALFORMED'
  | 'GENERATED_SECTION_MALFORMED'
  | 'INTERFACE_UNSUPPORTED'
  | 'SDK_VERSION_MISSING';

/** Thrown by everything under `@noctiluca/marine-tools`. Compare `code`. */
export class EmbedError extends Error {
  override readonly name = 'EmbedError';
  readonly code: EmbedErrorCode;

  constructor(code: EmbedErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
