/** What the Aqua compiler says of types, in the shape that generated bindings carry (`@fluencelabs/interfaces` 0.12). */
export type TopType = { tag: 'topType' };
export type BottomType = { tag: 'bottomType' };
export type NilType = { tag: 'nil' };
export type OptionType = { tag: 'option'; type: SimpleTypes };
export type ArrayType = { tag: 'array'; type: SimpleTypes };
export type ScalarNames =
  | 'u8'
  | 'u16'
  | 'u32'
  | 'u64'
  | 'i8'
  | 'i16'
  | 'i32'
  | 'i64'
  | 'f32'
  | 'f64'
  | 'bool'
  | 'string';
export type ScalarType = { tag: 'scalar'; name: ScalarNames };
export type StructType = { tag: 'struct'; name: string; fields: { [key: string]: SimpleTypes } };
export type SimpleTypes = ScalarType | OptionType | ArrayType | StructType | TopType | BottomType | NilType;

type Fields = SimpleTypes | ArrowType<LabeledProductType<SimpleTypes> | UnlabeledProductType>;

export type LabeledProductType<
  T extends Fields = Fields,
  K extends { [key: string]: T } = { [key: string]: T },
> = {
  tag: 'labeledProduct';
  fields: K;
};
export type UnlabeledProductType<T extends SimpleTypes[] = SimpleTypes[]> = {
  tag: 'unlabeledProduct';
  items: T;
};

type Domain = LabeledProductType<SimpleTypes | ArrowType<UnlabeledProductType>> | UnlabeledProductType;

export type ArrowType<T extends Domain = Domain> = {
  tag: 'arrow';
  domain: T | NilType;
  codomain: UnlabeledProductType | NilType;
};
export type ArrowWithoutCallbacks = ArrowType<UnlabeledProductType>;
export type ArrowWithCallbacks = ArrowType<LabeledProductType<SimpleTypes | ArrowWithoutCallbacks>>;
export type NonArrowSimpleType = SimpleTypes | UnlabeledProductType | LabeledProductType<SimpleTypes>;

/** Names that generated AIR calls its client by. */
export interface FunctionCallConstants {
  relay: string;
  getDataSrv: string;
  callbackSrv: string;
  responseSrv: string;
  responseFnName: string;
  errorHandlingSrv: string;
  errorFnName: string;
}

/** A compiled function. */
export interface FunctionCallDef {
  functionName: string;
  arrow: ArrowWithCallbacks;
  names: FunctionCallConstants;
}

/** A compiled service. */
export interface ServiceDef {
  defaultServiceId?: string;
  functions: LabeledProductType<ArrowType<LabeledProductType<SimpleTypes> | UnlabeledProductType>> | NilType;
}
