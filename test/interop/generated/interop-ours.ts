/* eslint-disable */
// @ts-nocheck
/**
 *
 * This file is generated using:
 * @fluencelabs/aqua-api version: 0.13.0
 * @fluencelabs/aqua-to-js version: 0.3.13
 * If you find any bugs in generated AIR, please write an issue on GitHub: https://github.com/fluencelabs/aqua/issues
 * If you find any bugs in generated JS/TS, please write an issue on GitHub: https://github.com/fluencelabs/js-client/issues
 *
 */
import type { IFluenceClient as IFluenceClient$$, ParticleContext as ParticleContext$$ } from '@noctiluca/client';

// Making aliases to reduce chance of accidental name collision
import {
    v5_callFunction as callFunction$$,
    v5_registerService as registerService$$
} from '@noctiluca/client';

// Services
export interface CalculatorDef {
    add: (a: number, b: number, callParams: ParticleContext$$) => number | Promise<number>;
}
export function registerCalculator(service: CalculatorDef): void;
export function registerCalculator(serviceId: string, service: CalculatorDef): void;
export function registerCalculator(peer: IFluenceClient$$, service: CalculatorDef): void;
export function registerCalculator(peer: IFluenceClient$$, serviceId: string, service: CalculatorDef): void;
export function registerCalculator(...args: any[]) {
    registerService$$(
        args,
        {
    "defaultServiceId": "calculator",
    "functions": {
        "fields": {
            "add": {
                "domain": {
                    "fields": {
                        "a": {
                            "name": "i32",
                            "tag": "scalar"
                        },
                        "b": {
                            "name": "i32",
                            "tag": "scalar"
                        }
                    },
                    "tag": "labeledProduct"
                },
                "codomain": {
                    "items": [
                        {
                            "name": "i32",
                            "tag": "scalar"
                        }
                    ],
                    "tag": "unlabeledProduct"
                },
                "tag": "arrow"
            }
        },
        "tag": "labeledProduct"
    }
}
    );
}


// Functions
export const echoOn_script = `
(xor
 (seq
  (seq
   (seq
    (seq
     (call %init_peer_id% ("getDataSrv" "-relay-") [] -relay-)
     (call %init_peer_id% ("getDataSrv" "peer_id") [] -peer_id-arg-)
    )
    (call %init_peer_id% ("getDataSrv" "text") [] -text-arg-)
   )
   (xor
    (seq
     (seq
      (new $-hop-
       (new #-hopc-
        (canon -relay- $-hop-  #-hopc-)
       )
      )
      (call -peer_id-arg- ("op" "identity") [-text-arg-] ret)
     )
     (new $-hop-
      (new #-hopc-
       (canon -relay- $-hop-  #-hopc-)
      )
     )
    )
    (seq
     (seq
      (new $-hop-
       (new #-hopc-
        (canon -relay- $-hop-  #-hopc-)
       )
      )
      (new $-hop-
       (new #-hopc-
        (canon %init_peer_id% $-hop-  #-hopc-)
       )
      )
     )
     (fail :error:)
    )
   )
  )
  (call %init_peer_id% ("callbackSrv" "response") [ret])
 )
 (call %init_peer_id% ("errorHandlingSrv" "error") [:error: 0])
)
`;

export type EchoOnParams = [peer_id: string, text: string, config?: {ttl?: number}] | [peer: IFluenceClient$$, peer_id: string, text: string, config?: {ttl?: number}];

export type EchoOnResult = Promise<string>;

export function echoOn(...args: EchoOnParams): EchoOnResult {
    return callFunction$$(
        args,
        {
    "functionName": "echoOn",
    "arrow": {
        "domain": {
            "fields": {
                "peer_id": {
                    "name": "string",
                    "tag": "scalar"
                },
                "text": {
                    "name": "string",
                    "tag": "scalar"
                }
            },
            "tag": "labeledProduct"
        },
        "codomain": {
            "items": [
                {
                    "name": "string",
                    "tag": "scalar"
                }
            ],
            "tag": "unlabeledProduct"
        },
        "tag": "arrow"
    },
    "names": {
        "relay": "-relay-",
        "getDataSrv": "getDataSrv",
        "callbackSrv": "callbackSrv",
        "responseSrv": "callbackSrv",
        "responseFnName": "response",
        "errorHandlingSrv": "errorHandlingSrv",
        "errorFnName": "error"
    }
},
        echoOn_script
    );
}

export const echoOnRelay_script = `
(xor
 (seq
  (seq
   (seq
    (call %init_peer_id% ("getDataSrv" "-relay-") [] -relay-)
    (call %init_peer_id% ("getDataSrv" "text") [] -text-arg-)
   )
   (xor
    (call -relay- ("op" "identity") [-text-arg-] ret)
    (fail :error:)
   )
  )
  (call %init_peer_id% ("callbackSrv" "response") [ret])
 )
 (call %init_peer_id% ("errorHandlingSrv" "error") [:error: 0])
)
`;

export type EchoOnRelayParams = [text: string, config?: {ttl?: number}] | [peer: IFluenceClient$$, text: string, config?: {ttl?: number}];

export type EchoOnRelayResult = Promise<string>;

export function echoOnRelay(...args: EchoOnRelayParams): EchoOnRelayResult {
    return callFunction$$(
        args,
        {
    "functionName": "echoOnRelay",
    "arrow": {
        "domain": {
            "fields": {
                "text": {
                    "name": "string",
                    "tag": "scalar"
                }
            },
            "tag": "labeledProduct"
        },
        "codomain": {
            "items": [
                {
                    "name": "string",
                    "tag": "scalar"
                }
            ],
            "tag": "unlabeledProduct"
        },
        "tag": "arrow"
    },
    "names": {
        "relay": "-relay-",
        "getDataSrv": "getDataSrv",
        "callbackSrv": "callbackSrv",
        "responseSrv": "callbackSrv",
        "responseFnName": "response",
        "errorHandlingSrv": "errorHandlingSrv",
        "errorFnName": "error"
    }
},
        echoOnRelay_script
    );
}

export const addOn_script = `
(xor
 (seq
  (seq
   (seq
    (seq
     (seq
      (seq
       (call %init_peer_id% ("getDataSrv" "-relay-") [] -relay-)
       (call %init_peer_id% ("getDataSrv" "client_id") [] -client_id-arg-)
      )
      (call %init_peer_id% ("getDataSrv" "relay_id") [] -relay_id-arg-)
     )
     (call %init_peer_id% ("getDataSrv" "a") [] -a-arg-)
    )
    (call %init_peer_id% ("getDataSrv" "b") [] -b-arg-)
   )
   (xor
    (seq
     (seq
      (seq
       (seq
        (new $-hop-
         (new #-hopc-
          (canon -relay- $-hop-  #-hopc-)
         )
        )
        (new $-hop-
         (new #-hopc-
          (canon -relay_id-arg- $-hop-  #-hopc-)
         )
        )
       )
       (call -client_id-arg- ("calculator" "add") [-a-arg- -b-arg-] ret)
      )
      (new $-hop-
       (new #-hopc-
        (canon -relay_id-arg- $-hop-  #-hopc-)
       )
      )
     )
     (new $-hop-
      (new #-hopc-
       (canon -relay- $-hop-  #-hopc-)
      )
     )
    )
    (seq
     (seq
      (seq
       (new $-hop-
        (new #-hopc-
         (canon -relay_id-arg- $-hop-  #-hopc-)
        )
       )
       (new $-hop-
        (new #-hopc-
         (canon -relay- $-hop-  #-hopc-)
        )
       )
      )
      (new $-hop-
       (new #-hopc-
        (canon %init_peer_id% $-hop-  #-hopc-)
       )
      )
     )
     (fail :error:)
    )
   )
  )
  (call %init_peer_id% ("callbackSrv" "response") [ret])
 )
 (call %init_peer_id% ("errorHandlingSrv" "error") [:error: 0])
)
`;

export type AddOnParams = [client_id: string, relay_id: string, a: number, b: number, config?: {ttl?: number}] | [peer: IFluenceClient$$, client_id: string, relay_id: string, a: number, b: number, config?: {ttl?: number}];

export type AddOnResult = Promise<number>;

export function addOn(...args: AddOnParams): AddOnResult {
    return callFunction$$(
        args,
        {
    "functionName": "addOn",
    "arrow": {
        "domain": {
            "fields": {
                "client_id": {
                    "name": "string",
                    "tag": "scalar"
                },
                "relay_id": {
                    "name": "string",
                    "tag": "scalar"
                },
                "a": {
                    "name": "i32",
                    "tag": "scalar"
                },
                "b": {
                    "name": "i32",
                    "tag": "scalar"
                }
            },
            "tag": "labeledProduct"
        },
        "codomain": {
            "items": [
                {
                    "name": "i32",
                    "tag": "scalar"
                }
            ],
            "tag": "unlabeledProduct"
        },
        "tag": "arrow"
    },
    "names": {
        "relay": "-relay-",
        "getDataSrv": "getDataSrv",
        "callbackSrv": "callbackSrv",
        "responseSrv": "callbackSrv",
        "responseFnName": "response",
        "errorHandlingSrv": "errorHandlingSrv",
        "errorFnName": "error"
    }
},
        addOn_script
    );
}
