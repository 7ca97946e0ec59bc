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
import type { IFluenceClient as IFluenceClient$$, ParticleContext as ParticleContext$$ } from '@fluencelabs/js-client';

// Making aliases to reduce chance of accidental name collision
import {
    v5_callFunction as callFunction$$,
    v5_registerService as registerService$$
} from '@fluencelabs/js-client';


// Functions
export const createWorkerOn_script = `
(xor
 (seq
  (seq
   (seq
    (seq
     (seq
      (call %init_peer_id% ("getDataSrv" "-relay-") [] -relay-)
      (call %init_peer_id% ("getDataSrv" "peer_id") [] -peer_id-arg-)
     )
     (call %init_peer_id% ("getDataSrv" "deal_id") [] -deal_id-arg-)
    )
    (call %init_peer_id% ("getDataSrv" "cu_ids") [] -cu_ids-arg-)
   )
   (xor
    (seq
     (seq
      (new $-hop-
       (new #-hopc-
        (canon -relay- $-hop-  #-hopc-)
       )
      )
      (call -peer_id-arg- ("worker" "create") [-deal_id-arg- -cu_ids-arg-] ret)
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

export type CreateWorkerOnParams = [peer_id: string, deal_id: string, cu_ids: number[][], config?: {ttl?: number}] | [peer: IFluenceClient$$, peer_id: string, deal_id: string, cu_ids: number[][], config?: {ttl?: number}];

export type CreateWorkerOnResult = Promise<string>;

export function createWorkerOn(...args: CreateWorkerOnParams): CreateWorkerOnResult {
    return callFunction$$(
        args,
        {
    "functionName": "createWorkerOn",
    "arrow": {
        "domain": {
            "fields": {
                "peer_id": {
                    "name": "string",
                    "tag": "scalar"
                },
                "deal_id": {
                    "name": "string",
                    "tag": "scalar"
                },
                "cu_ids": {
                    "type": {
                        "type": {
                            "name": "u8",
                            "tag": "scalar"
                        },
                        "tag": "array"
                    },
                    "tag": "array"
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
        createWorkerOn_script
    );
}

export const resolveSubnet_script = `
(xor
 (seq
  (seq
   (seq
    (call %init_peer_id% ("getDataSrv" "-relay-") [] -relay-)
    (call %init_peer_id% ("getDataSrv" "deal_id") [] -deal_id-arg-)
   )
   (xor
    (call -relay- ("subnet" "resolve") [-deal_id-arg-] ret)
    (fail :error:)
   )
  )
  (call %init_peer_id% ("callbackSrv" "response") [ret])
 )
 (call %init_peer_id% ("errorHandlingSrv" "error") [:error: 0])
)
`;

export type ResolveSubnetResultType = { error: string | null; success: boolean; workers: { host_id: string; pat_id: string; worker_id: string | null; }[]; }

export type ResolveSubnetParams = [deal_id: string, config?: {ttl?: number}] | [peer: IFluenceClient$$, deal_id: string, config?: {ttl?: number}];

export type ResolveSubnetResult = Promise<ResolveSubnetResultType>;

export function resolveSubnet(...args: ResolveSubnetParams): ResolveSubnetResult {
    return callFunction$$(
        args,
        {
    "functionName": "resolveSubnet",
    "arrow": {
        "domain": {
            "fields": {
                "deal_id": {
                    "name": "string",
                    "tag": "scalar"
                }
            },
            "tag": "labeledProduct"
        },
        "codomain": {
            "items": [
                {
                    "name": "SubnetResolveResult",
                    "fields": {
                        "error": {
                            "type": {
                                "name": "string",
                                "tag": "scalar"
                            },
                            "tag": "option"
                        },
                        "success": {
                            "name": "bool",
                            "tag": "scalar"
                        },
                        "workers": {
                            "type": {
                                "name": "Worker",
                                "fields": {
                                    "host_id": {
                                        "name": "string",
                                        "tag": "scalar"
                                    },
                                    "pat_id": {
                                        "name": "string",
                                        "tag": "scalar"
                                    },
                                    "worker_id": {
                                        "type": {
                                            "name": "string",
                                            "tag": "scalar"
                                        },
                                        "tag": "option"
                                    }
                                },
                                "tag": "struct"
                            },
                            "tag": "array"
                        }
                    },
                    "tag": "struct"
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
        resolveSubnet_script
    );
}
