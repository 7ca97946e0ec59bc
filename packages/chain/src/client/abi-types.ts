/** A parameter in the JSON of an ABI. */
export interface AbiParam {
  readonly type: string;
  readonly name: string;
  readonly indexed?: boolean;
  readonly components?: readonly AbiParam[];
}

/** A function, event, error or constructor in it. */
export interface AbiItem {
  readonly type: string;
  readonly name?: string;
  readonly inputs?: readonly AbiParam[];
  readonly outputs?: readonly AbiParam[];
}

/** A function of a contract. */
export interface Method<Input, Output> {
  encodeInput(input: Input): Uint8Array;
  decodeOutput(bytes: Uint8Array): Output;
}

/** An event of a contract. */
export interface EventCodec<Values> {
  /** Topic 0, 0x-hex. */
  readonly topic: string;
  /** @throws Error for a log of another event */
  decode(topics: readonly string[], data: string): Values;
}

/** Addresses are lower-case with 0x. */
type ValueOf<Type extends string, Components> = Type extends `${infer Item}[]`
  ? ValueOf<Item, Components>[]
  : Type extends 'tuple'
    ? Named<Components>
    : Type extends 'address' | 'string'
      ? string
      : Type extends 'bool'
        ? boolean
        : Type extends `uint${number}`
          ? bigint
          : Uint8Array;

type Named<Params> = Params extends readonly AbiParam[]
  ? { readonly [Param in Params[number] as Param['name']]: ValueOf<Param['type'], Param['components']> }
  : never;

/** Nothing, one value as it is, or several by their names. */
type Values<Params> = Params extends readonly []
  ? undefined
  : Params extends readonly [infer Only extends AbiParam]
    ? ValueOf<Only['type'], Only['components']>
    : Named<Params>;

type Of<Abi extends readonly AbiItem[], Type extends string> = Extract<Abi[number], { readonly type: Type }>;

/** Functions by name. */
export type Methods<Abi extends readonly AbiItem[]> = {
  readonly [Item in Of<Abi, 'function'> as Item['name'] & string]: Method<
    Values<Item['inputs']>,
    Values<Item['outputs']>
  >;
};

/** Events by name. */
export type Events<Abi extends readonly AbiItem[]> = {
  readonly [Item in Of<Abi, 'event'> as Item['name'] & string]: EventCodec<Named<Item['inputs']>>;
};
