import type { FunctionCallDef } from '../../src/aqua/types.js';

/** What the Aqua compiler makes of `func ident(s: string) -> string: on HOST_PEER_ID: r <- Op.identity(s)`. */
export const IDENTITY = `
(xor
 (seq
  (seq
   (seq
    (call %init_peer_id% ("getDataSrv" "-relay-") [] -relay-)
    (call %init_peer_id% ("getDataSrv" "s") [] -s-arg-)
   )
   (xor
    (call -relay- ("op" "identity") [-s-arg-] ret)
    (fail :error:)
   )
  )
  (call %init_peer_id% ("callbackSrv" "response") [ret])
 )
 (call %init_peer_id% ("errorHandlingSrv" "error") [:error: 0])
)
`;

const string = { tag: 'scalar', name: 'string' } as const;

export const IDENTITY_DEF: FunctionCallDef = {
  functionName: 'ident',
  arrow: {
    tag: 'arrow',
    domain: { tag: 'labeledProduct', fields: { s: string } },
    codomain: { tag: 'unlabeledProduct', items: [string] },
  },
  names: {
    relay: '-relay-',
    getDataSrv: 'getDataSrv',
    callbackSrv: 'callbackSrv',
    responseSrv: 'callbackSrv',
    responseFnName: 'response',
    errorHandlingSrv: 'errorHandlingSrv',
    errorFnName: 'error',
  },
};

/** A script that answers as compiled ones do: the result of its body, or its error. */
export const answering = (body: string, result: string): string => `
(xor
 (seq ${body} (call %init_peer_id% ("callbackSrv" "response") [${result}]))
 (call %init_peer_id% ("errorHandlingSrv" "error") [:error: 0])
)`;
