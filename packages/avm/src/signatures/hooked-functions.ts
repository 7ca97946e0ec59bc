/**
 * What is hooked in avm.wasm 0.62.0: functions of ed25519-dalek 2 and curve25519-dalek 4 by their indices, found by the
 * name section of that binary. They hold for no other: nothing is touched unless the whole SHA-256 is this one.
 */
export const HOOKED_SHA256 = '4a9f248d19582a4c0c638a3e4485d092dbf707dd7ad766f5320698b082010eba';

/** A function of the module: its index, and how many parameters it takes, all i32; none returns anything. */
export interface HookedFunction {
  readonly index: number;
  readonly parameters: number;
  /** Asks the host; an errno other than 0 has the stock code run. */
  readonly ask: number;
  /** Tells the host what the stock code made of it. */
  readonly tell?: number;
}

/** `VerifyingKey::from(&ExpandedSecretKey)`: (out, expanded); the seed is 32 bytes before `expanded`. */
export const PUBLIC_KEY: HookedFunction = { index: 3439, parameters: 2, ask: -16 };
/** `SigningKey::try_sign`: (out, key, message, length). */
export const SIGN: HookedFunction = { index: 222, parameters: 4, ask: -17 };
/** `VerifyingKey::verify`: (out, key, message, length, signature). */
export const VERIFY: HookedFunction = { index: 479, parameters: 5, ask: -18 };
/** `CompressedEdwardsY::decompress`: (out, compressed). */
export const DECOMPRESS: HookedFunction = { index: 540, parameters: 2, ask: -19, tell: -35 };

export const HOOKED_FUNCTIONS = [PUBLIC_KEY, SIGN, VERIFY, DECOMPRESS] as const;

/** `fd_write` of WASI, an import. */
export const FD_WRITE_INDEX = 2;
export const IMPORTED_FUNCTIONS = 8;

/** Layouts of that build, bytes: what the functions above read and write. */
export const LAYOUT = {
  KEY: 32,
  SIGNATURE: 64,
  /** `EdwardsPoint`: four field elements of ten 32-bit limbs. */
  POINT: 160,
  /** `Option<EdwardsPoint>`: an i32 that is 1, then the point. */
  POINT_OFFSET: 4,
  /** In `SigningKey`, after the public key and its point. */
  SEED_OFFSET: 192,
  /** `Result<Signature>`: a byte that is 0, then the signature. */
  SIGNATURE_OFFSET: 1,
} as const;

/** What a stub puts on the stack of the module: the parameters, then room for an `Option<EdwardsPoint>`. */
export const FRAME = { POINT_AT: 32, SIZE: 208 } as const;
