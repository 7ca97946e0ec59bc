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
export const get_weight_from_script = `
(xor
 (seq
  (seq
   (seq
    (seq
     (seq
      (call %init_peer_id% ("getDataSrv" "-relay-") [] -relay-)
      (call %init_peer_id% ("getDataSrv" "peer_id") [] -peer_id-arg-)
     )
     (call %init_peer_id% ("getDataSrv" "issuer") [] -issuer-arg-)
    )
    (call %init_peer_id% ("peer" "timestamp_sec") [] ret)
   )
   (call %init_peer_id% ("trust-graph" "get_weight_from") [-peer_id-arg- -issuer-arg- ret] ret-0)
  )
  (call %init_peer_id% ("callbackSrv" "response") [ret-0])
 )
 (call %init_peer_id% ("errorHandlingSrv" "error") [:error: 0])
)
`;

export type Get_weight_fromResultType = { error: string; peer_id: string; success: boolean; weight: number; }

export type Get_weight_fromParams = [peer_id: string, issuer: string, config?: {ttl?: number}] | [peer: IFluenceClient$$, peer_id: string, issuer: string, config?: {ttl?: number}];

export type Get_weight_fromResult = Promise<Get_weight_fromResultType>;

export function get_weight_from(...args: Get_weight_fromParams): Get_weight_fromResult {
    return callFunction$$(
        args,
        {
    "functionName": "get_weight_from",
    "arrow": {
        "domain": {
            "fields": {
                "peer_id": {
                    "name": "string",
                    "tag": "scalar"
                },
                "issuer": {
                    "name": "string",
                    "tag": "scalar"
                }
            },
            "tag": "labeledProduct"
        },
        "codomain": {
            "items": [
                {
                    "name": "WeightResult",
                    "fields": {
                        "error": {
                            "name": "string",
                            "tag": "scalar"
                        },
                        "peer_id": {
                            "name": "string",
                            "tag": "scalar"
                        },
                        "success": {
                            "name": "bool",
                            "tag": "scalar"
                        },
                        "weight": {
                            "name": "u32",
                            "tag": "scalar"
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
        get_weight_from_script
    );
}

export const weightFromOn_script = `
(xor
 (seq
  (seq
   (seq
    (seq
     (seq
      (seq
       (seq
        (call %init_peer_id% ("getDataSrv" "-relay-") [] -relay-)
        (call %init_peer_id% ("getDataSrv" "node") [] -node-arg-)
       )
       (call %init_peer_id% ("getDataSrv" "peer_id") [] -peer_id-arg-)
      )
      (call %init_peer_id% ("getDataSrv" "issuer") [] -issuer-arg-)
     )
     (xor
      (seq
       (seq
        (seq
         (new $-hop-
          (new #-hopc-
           (canon -relay- $-hop-  #-hopc-)
          )
         )
         (call -node-arg- ("peer" "timestamp_sec") [] ret)
        )
        (call -node-arg- ("trust-graph" "get_weight_from") [-peer_id-arg- -issuer-arg- ret] ret-0)
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
    (ap ret-0.$.weight ret-0_flat)
   )
   (ap ret-0.$.error ret-0_flat-0)
  )
  (call %init_peer_id% ("callbackSrv" "response") [ret-0_flat ret-0_flat-0])
 )
 (call %init_peer_id% ("errorHandlingSrv" "error") [:error: 0])
)
`;

export type WeightFromOnResultType = [number, string]

export type WeightFromOnParams = [node: string, peer_id: string, issuer: string, config?: {ttl?: number}] | [peer: IFluenceClient$$, node: string, peer_id: string, issuer: string, config?: {ttl?: number}];

export type WeightFromOnResult = Promise<WeightFromOnResultType>;

export function weightFromOn(...args: WeightFromOnParams): WeightFromOnResult {
    return callFunction$$(
        args,
        {
    "functionName": "weightFromOn",
    "arrow": {
        "domain": {
            "fields": {
                "node": {
                    "name": "string",
                    "tag": "scalar"
                },
                "peer_id": {
                    "name": "string",
                    "tag": "scalar"
                },
                "issuer": {
                    "name": "string",
                    "tag": "scalar"
                }
            },
            "tag": "labeledProduct"
        },
        "codomain": {
            "items": [
                {
                    "name": "u32",
                    "tag": "scalar"
                },
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
        weightFromOn_script
    );
}

export const importOn_script = `
(xor
 (new $error-0
  (seq
   (seq
    (seq
     (seq
      (seq
       (call %init_peer_id% ("getDataSrv" "-relay-") [] -relay-)
       (call %init_peer_id% ("getDataSrv" "node") [] -node-arg-)
      )
      (call %init_peer_id% ("getDataSrv" "trust") [] -trust-arg-)
     )
     (call %init_peer_id% ("getDataSrv" "issuer") [] -issuer-arg-)
    )
    (xor
     (seq
      (seq
       (seq
        (seq
         (seq
          (seq
           (new $-hop-
            (new #-hopc-
             (canon -relay- $-hop-  #-hopc-)
            )
           )
           (call -node-arg- ("peer" "timestamp_sec") [] ret)
          )
          (call -node-arg- ("trust-graph" "add_trust") [-trust-arg- -issuer-arg- ret] ret-0)
         )
         (new -if-else-error-
          (new -else-error-
           (new -if-error-
            (xor
             (match ret-0.$.success true
              (new -if-error-
               (xor
                (match ret-0.$.weight 0
                 (ap "the trust was not kept: its issuer has no weight to give" $error-0)
                )
                (seq
                 (ap :error: -if-error-)
                 (xor
                  (match :error:.$.error_code 10001
                   (null)
                  )
                  (fail -if-error-)
                 )
                )
               )
              )
             )
             (seq
              (ap :error: -if-error-)
              (xor
               (match :error:.$.error_code 10001
                (ap ret-0.$.error $error-0)
               )
               (seq
                (seq
                 (ap :error: -else-error-)
                 (xor
                  (match :error:.$.error_code 10001
                   (ap -if-error- -if-else-error-)
                  )
                  (ap -else-error- -if-else-error-)
                 )
                )
                (fail -if-else-error-)
               )
              )
             )
            )
           )
          )
         )
        )
        (canon -node-arg- $error-0  #-error-fix-0)
       )
       (ap #-error-fix-0 -error-flat-0)
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
   (call %init_peer_id% ("callbackSrv" "response") [-error-flat-0])
  )
 )
 (call %init_peer_id% ("errorHandlingSrv" "error") [:error: 0])
)
`;

export type ImportOnArgTrust = { sig_type: string; expires_at: number; issued_at: number; issued_for: string; signature: string; }

export type ImportOnParams = [node: string, trust: ImportOnArgTrust, issuer: string, config?: {ttl?: number}] | [peer: IFluenceClient$$, node: string, trust: ImportOnArgTrust, issuer: string, config?: {ttl?: number}];

export type ImportOnResult = Promise<string | null>;

export function importOn(...args: ImportOnParams): ImportOnResult {
    return callFunction$$(
        args,
        {
    "functionName": "importOn",
    "arrow": {
        "domain": {
            "fields": {
                "node": {
                    "name": "string",
                    "tag": "scalar"
                },
                "trust": {
                    "name": "Trust",
                    "fields": {
                        "sig_type": {
                            "name": "string",
                            "tag": "scalar"
                        },
                        "expires_at": {
                            "name": "u64",
                            "tag": "scalar"
                        },
                        "issued_at": {
                            "name": "u64",
                            "tag": "scalar"
                        },
                        "issued_for": {
                            "name": "string",
                            "tag": "scalar"
                        },
                        "signature": {
                            "name": "string",
                            "tag": "scalar"
                        }
                    },
                    "tag": "struct"
                },
                "issuer": {
                    "name": "string",
                    "tag": "scalar"
                }
            },
            "tag": "labeledProduct"
        },
        "codomain": {
            "items": [
                {
                    "type": {
                        "name": "string",
                        "tag": "scalar"
                    },
                    "tag": "option"
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
        importOn_script
    );
}

export const weightOn_script = `
(xor
 (seq
  (seq
   (seq
    (seq
     (seq
      (seq
       (call %init_peer_id% ("getDataSrv" "-relay-") [] -relay-)
       (call %init_peer_id% ("getDataSrv" "node") [] -node-arg-)
      )
      (call %init_peer_id% ("getDataSrv" "peer_id") [] -peer_id-arg-)
     )
     (xor
      (seq
       (seq
        (seq
         (new $-hop-
          (new #-hopc-
           (canon -relay- $-hop-  #-hopc-)
          )
         )
         (call -node-arg- ("peer" "timestamp_sec") [] ret)
        )
        (call -node-arg- ("trust-graph" "get_weight") [-peer_id-arg- ret] ret-0)
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
    (ap ret-0.$.weight ret-0_flat)
   )
   (ap ret-0.$.error ret-0_flat-0)
  )
  (call %init_peer_id% ("callbackSrv" "response") [ret-0_flat ret-0_flat-0])
 )
 (call %init_peer_id% ("errorHandlingSrv" "error") [:error: 0])
)
`;

export type WeightOnResultType = [number, string]

export type WeightOnParams = [node: string, peer_id: string, config?: {ttl?: number}] | [peer: IFluenceClient$$, node: string, peer_id: string, config?: {ttl?: number}];

export type WeightOnResult = Promise<WeightOnResultType>;

export function weightOn(...args: WeightOnParams): WeightOnResult {
    return callFunction$$(
        args,
        {
    "functionName": "weightOn",
    "arrow": {
        "domain": {
            "fields": {
                "node": {
                    "name": "string",
                    "tag": "scalar"
                },
                "peer_id": {
                    "name": "string",
                    "tag": "scalar"
                }
            },
            "tag": "labeledProduct"
        },
        "codomain": {
            "items": [
                {
                    "name": "u32",
                    "tag": "scalar"
                },
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
        weightOn_script
    );
}

export const isFluencePeer_script = `
(xor
 (new $found
  (new $error
   (new $is_peer
    (seq
     (seq
      (seq
       (seq
        (seq
         (seq
          (seq
           (seq
            (call %init_peer_id% ("getDataSrv" "-relay-") [] -relay-)
            (call %init_peer_id% ("peer" "timestamp_sec") [] ret)
           )
           (call %init_peer_id% ("trust-graph" "get_host_certs_from") ["12D3KooWM45u7AQxsb4MuQJNYT3NWHHMLU7JTbBV66RTfF3KSzdR" ret] ret-0)
          )
          (new -if-else-error-
           (new -else-error-
            (new -if-error-
             (xor
              (match ret-0.$.success true
               (seq
                (seq
                 (seq
                  (fold ret-0.$.certificates certificate-0
                   (seq
                    (seq
                     (seq
                      (seq
                       (ap certificate-0.$.chain certificate-0_flat)
                       (ap certificate-0_flat certificate-0_flat_to_functor)
                      )
                      (ap certificate-0_flat_to_functor.length certificate-0_flat_length)
                     )
                     (new -if-error-
                      (xor
                       (match certificate-0_flat_length 3
                        (new -if-error-
                         (xor
                          (match certificate-0.$.chain.[0].issued_for "12D3KooWNbZKaPWRZ8wgjGvrxdJFz9Fq5uVwkR6ERV1f74HhPdyB"
                           (new -if-error-
                            (xor
                             (match certificate-0.$.chain.[1].issued_for "12D3KooWM45u7AQxsb4MuQJNYT3NWHHMLU7JTbBV66RTfF3KSzdR"
                              (ap true $found)
                             )
                             (seq
                              (ap :error: -if-error-)
                              (xor
                               (match :error:.$.error_code 10001
                                (null)
                               )
                               (fail -if-error-)
                              )
                             )
                            )
                           )
                          )
                          (seq
                           (ap :error: -if-error-)
                           (xor
                            (match :error:.$.error_code 10001
                             (null)
                            )
                            (fail -if-error-)
                           )
                          )
                         )
                        )
                       )
                       (seq
                        (ap :error: -if-error-)
                        (xor
                         (match :error:.$.error_code 10001
                          (null)
                         )
                         (fail -if-error-)
                        )
                       )
                      )
                     )
                    )
                    (next certificate-0)
                   )
                   (null)
                  )
                  (canon %init_peer_id% $found  #found_canon)
                 )
                 (xor
                  (mismatch #found_canon []
                   (ap true neq)
                  )
                  (ap false neq)
                 )
                )
                (ap neq $is_peer)
               )
              )
              (seq
               (ap :error: -if-error-)
               (xor
                (match :error:.$.error_code 10001
                 (ap ret-0.$.error $error)
                )
                (seq
                 (seq
                  (ap :error: -else-error-)
                  (xor
                   (match :error:.$.error_code 10001
                    (ap -if-error- -if-else-error-)
                   )
                   (ap -else-error- -if-else-error-)
                  )
                 )
                 (fail -if-else-error-)
                )
               )
              )
             )
            )
           )
          )
         )
         (canon %init_peer_id% $is_peer  #-is_peer-fix-0)
        )
        (ap #-is_peer-fix-0 -is_peer-flat-0)
       )
       (canon %init_peer_id% $error  #-error-fix-0)
      )
      (ap #-error-fix-0 -error-flat-0)
     )
     (call %init_peer_id% ("callbackSrv" "response") [-is_peer-flat-0 -error-flat-0])
    )
   )
  )
 )
 (call %init_peer_id% ("errorHandlingSrv" "error") [:error: 0])
)
`;

export type IsFluencePeerResultType = [boolean | null, string | null]

export type IsFluencePeerParams = [config?: {ttl?: number}] | [peer: IFluenceClient$$, config?: {ttl?: number}];

export type IsFluencePeerResult = Promise<IsFluencePeerResultType>;

export function isFluencePeer(...args: IsFluencePeerParams): IsFluencePeerResult {
    return callFunction$$(
        args,
        {
    "functionName": "isFluencePeer",
    "arrow": {
        "domain": {
            "fields": {},
            "tag": "labeledProduct"
        },
        "codomain": {
            "items": [
                {
                    "type": {
                        "name": "bool",
                        "tag": "scalar"
                    },
                    "tag": "option"
                },
                {
                    "type": {
                        "name": "string",
                        "tag": "scalar"
                    },
                    "tag": "option"
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
        isFluencePeer_script
    );
}

export const revoke_script = `
(xor
 (new $error-0
  (new $revocation-0
   (new $error
    (seq
     (seq
      (seq
       (seq
        (seq
         (seq
          (seq
           (seq
            (seq
             (seq
              (seq
               (seq
                (seq
                 (call %init_peer_id% ("getDataSrv" "-relay-") [] -relay-)
                 (call %init_peer_id% ("getDataSrv" "node") [] -node-arg-)
                )
                (call %init_peer_id% ("getDataSrv" "revoked_by") [] -revoked_by-arg-)
               )
               (call %init_peer_id% ("getDataSrv" "revoked") [] -revoked-arg-)
              )
              (xor
               (seq
                (seq
                 (call -relay- ("peer" "timestamp_sec") [] ret)
                 (call -relay- ("trust-graph" "get_revocation_bytes") [-revoked-arg- ret] ret-0)
                )
                (new $-hop-
                 (new #-hopc-
                  (canon -relay- $-hop-  #-hopc-)
                 )
                )
               )
               (fail :error:)
              )
             )
             (new -if-else-error-
              (new -else-error-
               (new -if-error-
                (xor
                 (match ret-0.$.success true
                  (seq
                   (xor
                    (seq
                     (call %init_peer_id% (-revoked_by-arg- "sign") [ret-0.$.result] ret-1)
                     (new $-hop-
                      (new #-hopc-
                       (canon -relay- $-hop-  #-hopc-)
                      )
                     )
                    )
                    (fail :error:)
                   )
                   (new -if-else-error-
                    (new -else-error-
                     (new -if-error-
                      (xor
                       (match ret-1.$.success true
                        (seq
                         (xor
                          (call -relay- ("trust-graph" "issue_revocation") [-revoked_by-arg- -revoked-arg- ret ret-1.$.signature.[0]] ret-2)
                          (fail :error:)
                         )
                         (new -if-else-error-
                          (new -else-error-
                           (new -if-error-
                            (xor
                             (match ret-2.$.success true
                              (ap ret-2.$.revocation $revocation-0)
                             )
                             (seq
                              (ap :error: -if-error-)
                              (xor
                               (match :error:.$.error_code 10001
                                (ap ret-2.$.error $error-0)
                               )
                               (seq
                                (seq
                                 (ap :error: -else-error-)
                                 (xor
                                  (match :error:.$.error_code 10001
                                   (ap -if-error- -if-else-error-)
                                  )
                                  (ap -else-error- -if-else-error-)
                                 )
                                )
                                (fail -if-else-error-)
                               )
                              )
                             )
                            )
                           )
                          )
                         )
                        )
                       )
                       (seq
                        (ap :error: -if-error-)
                        (xor
                         (match :error:.$.error_code 10001
                          (ap ret-1.$.error.[0] $error-0)
                         )
                         (seq
                          (seq
                           (ap :error: -else-error-)
                           (xor
                            (match :error:.$.error_code 10001
                             (ap -if-error- -if-else-error-)
                            )
                            (ap -else-error- -if-else-error-)
                           )
                          )
                          (fail -if-else-error-)
                         )
                        )
                       )
                      )
                     )
                    )
                   )
                  )
                 )
                 (seq
                  (ap :error: -if-error-)
                  (xor
                   (match :error:.$.error_code 10001
                    (ap ret-0.$.error $error-0)
                   )
                   (seq
                    (seq
                     (ap :error: -else-error-)
                     (xor
                      (match :error:.$.error_code 10001
                       (ap -if-error- -if-else-error-)
                      )
                      (ap -else-error- -if-else-error-)
                     )
                    )
                    (fail -if-else-error-)
                   )
                  )
                 )
                )
               )
              )
             )
            )
            (canon %init_peer_id% $revocation-0  #-revocation-fix-0)
           )
           (ap #-revocation-fix-0 -revocation-flat-0)
          )
          (canon %init_peer_id% $error-0  #-error-fix-1)
         )
         (ap #-error-fix-1 -error-flat-1)
        )
        (new -if-else-error-
         (new -else-error-
          (new -if-error-
           (xor
            (match -revocation-flat-0 []
             (ap -error-flat-1.$.[0] $error)
            )
            (seq
             (ap :error: -if-error-)
             (xor
              (match :error:.$.error_code 10001
               (new $error-1
                (seq
                 (xor
                  (seq
                   (seq
                    (seq
                     (seq
                      (seq
                       (seq
                        (seq
                         (new $-hop-
                          (new #-hopc-
                           (canon -relay- $-hop-  #-hopc-)
                          )
                         )
                         (call -node-arg- ("peer" "timestamp_sec") [] ret-3)
                        )
                        (call -node-arg- ("trust-graph" "revoke") [-revocation-flat-0.$.[0] ret-3] ret-4)
                       )
                       (xor
                        (match ret-4.$.success true
                         (ap false not)
                        )
                        (ap true not)
                       )
                      )
                      (new -if-error-
                       (xor
                        (match not true
                         (ap ret-4.$.error $error-1)
                        )
                        (seq
                         (ap :error: -if-error-)
                         (xor
                          (match :error:.$.error_code 10001
                           (null)
                          )
                          (fail -if-error-)
                         )
                        )
                       )
                      )
                     )
                     (canon -node-arg- $error-1  #-error-fix-3)
                    )
                    (ap #-error-fix-3 -error-flat-3)
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
                 (fold -error-flat-3 e-0
                  (seq
                   (ap e-0 $error)
                   (next e-0)
                  )
                  (null)
                 )
                )
               )
              )
              (seq
               (seq
                (ap :error: -else-error-)
                (xor
                 (match :error:.$.error_code 10001
                  (ap -if-error- -if-else-error-)
                 )
                 (ap -else-error- -if-else-error-)
                )
               )
               (fail -if-else-error-)
              )
             )
            )
           )
          )
         )
        )
       )
       (canon %init_peer_id% $error  #-error-fix-4)
      )
      (ap #-error-fix-4 -error-flat-4)
     )
     (call %init_peer_id% ("callbackSrv" "response") [-error-flat-4])
    )
   )
  )
 )
 (call %init_peer_id% ("errorHandlingSrv" "error") [:error: 0])
)
`;

export type RevokeParams = [node: string, revoked_by: string, revoked: string, config?: {ttl?: number}] | [peer: IFluenceClient$$, node: string, revoked_by: string, revoked: string, config?: {ttl?: number}];

export type RevokeResult = Promise<string | null>;

export function revoke(...args: RevokeParams): RevokeResult {
    return callFunction$$(
        args,
        {
    "functionName": "revoke",
    "arrow": {
        "domain": {
            "fields": {
                "node": {
                    "name": "string",
                    "tag": "scalar"
                },
                "revoked_by": {
                    "name": "string",
                    "tag": "scalar"
                },
                "revoked": {
                    "name": "string",
                    "tag": "scalar"
                }
            },
            "tag": "labeledProduct"
        },
        "codomain": {
            "items": [
                {
                    "type": {
                        "name": "string",
                        "tag": "scalar"
                    },
                    "tag": "option"
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
        revoke_script
    );
}

export const issue_trust_script = `
(xor
 (new $error
  (new $trust
   (seq
    (seq
     (seq
      (seq
       (seq
        (seq
         (seq
          (seq
           (seq
            (seq
             (call %init_peer_id% ("getDataSrv" "-relay-") [] -relay-)
             (call %init_peer_id% ("getDataSrv" "issuer") [] -issuer-arg-)
            )
            (call %init_peer_id% ("getDataSrv" "issued_for") [] -issued_for-arg-)
           )
           (call %init_peer_id% ("getDataSrv" "expires_at_sec") [] -expires_at_sec-arg-)
          )
          (xor
           (seq
            (seq
             (call -relay- ("peer" "timestamp_sec") [] ret)
             (call -relay- ("trust-graph" "get_trust_bytes") [-issued_for-arg- -expires_at_sec-arg- ret] ret-0)
            )
            (new $-hop-
             (new #-hopc-
              (canon -relay- $-hop-  #-hopc-)
             )
            )
           )
           (fail :error:)
          )
         )
         (new -if-else-error-
          (new -else-error-
           (new -if-error-
            (xor
             (match ret-0.$.success true
              (seq
               (xor
                (seq
                 (call %init_peer_id% (-issuer-arg- "sign") [ret-0.$.result] ret-1)
                 (new $-hop-
                  (new #-hopc-
                   (canon -relay- $-hop-  #-hopc-)
                  )
                 )
                )
                (fail :error:)
               )
               (new -if-else-error-
                (new -else-error-
                 (new -if-error-
                  (xor
                   (match ret-1.$.success true
                    (seq
                     (xor
                      (call -relay- ("trust-graph" "issue_trust") [-issued_for-arg- -expires_at_sec-arg- ret ret-1.$.signature.[0]] ret-2)
                      (fail :error:)
                     )
                     (new -if-else-error-
                      (new -else-error-
                       (new -if-error-
                        (xor
                         (match ret-2.$.success true
                          (ap ret-2.$.trust $trust)
                         )
                         (seq
                          (ap :error: -if-error-)
                          (xor
                           (match :error:.$.error_code 10001
                            (ap ret-2.$.error $error)
                           )
                           (seq
                            (seq
                             (ap :error: -else-error-)
                             (xor
                              (match :error:.$.error_code 10001
                               (ap -if-error- -if-else-error-)
                              )
                              (ap -else-error- -if-else-error-)
                             )
                            )
                            (fail -if-else-error-)
                           )
                          )
                         )
                        )
                       )
                      )
                     )
                    )
                   )
                   (seq
                    (ap :error: -if-error-)
                    (xor
                     (match :error:.$.error_code 10001
                      (ap ret-1.$.error.[0] $error)
                     )
                     (seq
                      (seq
                       (ap :error: -else-error-)
                       (xor
                        (match :error:.$.error_code 10001
                         (ap -if-error- -if-else-error-)
                        )
                        (ap -else-error- -if-else-error-)
                       )
                      )
                      (fail -if-else-error-)
                     )
                    )
                   )
                  )
                 )
                )
               )
              )
             )
             (seq
              (ap :error: -if-error-)
              (xor
               (match :error:.$.error_code 10001
                (ap ret-0.$.error $error)
               )
               (seq
                (seq
                 (ap :error: -else-error-)
                 (xor
                  (match :error:.$.error_code 10001
                   (ap -if-error- -if-else-error-)
                  )
                  (ap -else-error- -if-else-error-)
                 )
                )
                (fail -if-else-error-)
               )
              )
             )
            )
           )
          )
         )
        )
        (canon %init_peer_id% $trust  #-trust-fix-0)
       )
       (ap #-trust-fix-0 -trust-flat-0)
      )
      (canon %init_peer_id% $error  #-error-fix-0)
     )
     (ap #-error-fix-0 -error-flat-0)
    )
    (call %init_peer_id% ("callbackSrv" "response") [-trust-flat-0 -error-flat-0])
   )
  )
 )
 (call %init_peer_id% ("errorHandlingSrv" "error") [:error: 0])
)
`;

export type Issue_trustResultType = [{ sig_type: string; expires_at: number; issued_at: number; issued_for: string; signature: string; } | null, string | null]

export type Issue_trustParams = [issuer: string, issued_for: string, expires_at_sec: number, config?: {ttl?: number}] | [peer: IFluenceClient$$, issuer: string, issued_for: string, expires_at_sec: number, config?: {ttl?: number}];

export type Issue_trustResult = Promise<Issue_trustResultType>;

export function issue_trust(...args: Issue_trustParams): Issue_trustResult {
    return callFunction$$(
        args,
        {
    "functionName": "issue_trust",
    "arrow": {
        "domain": {
            "fields": {
                "issuer": {
                    "name": "string",
                    "tag": "scalar"
                },
                "issued_for": {
                    "name": "string",
                    "tag": "scalar"
                },
                "expires_at_sec": {
                    "name": "u64",
                    "tag": "scalar"
                }
            },
            "tag": "labeledProduct"
        },
        "codomain": {
            "items": [
                {
                    "type": {
                        "name": "Trust",
                        "fields": {
                            "sig_type": {
                                "name": "string",
                                "tag": "scalar"
                            },
                            "expires_at": {
                                "name": "u64",
                                "tag": "scalar"
                            },
                            "issued_at": {
                                "name": "u64",
                                "tag": "scalar"
                            },
                            "issued_for": {
                                "name": "string",
                                "tag": "scalar"
                            },
                            "signature": {
                                "name": "string",
                                "tag": "scalar"
                            }
                        },
                        "tag": "struct"
                    },
                    "tag": "option"
                },
                {
                    "type": {
                        "name": "string",
                        "tag": "scalar"
                    },
                    "tag": "option"
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
        issue_trust_script
    );
}

export const import_trust_script = `
(xor
 (new $error
  (seq
   (seq
    (seq
     (seq
      (seq
       (seq
        (seq
         (seq
          (call %init_peer_id% ("getDataSrv" "-relay-") [] -relay-)
          (call %init_peer_id% ("getDataSrv" "trust") [] -trust-arg-)
         )
         (call %init_peer_id% ("getDataSrv" "issuer") [] -issuer-arg-)
        )
        (call %init_peer_id% ("peer" "timestamp_sec") [] ret)
       )
       (call %init_peer_id% ("trust-graph" "add_trust") [-trust-arg- -issuer-arg- ret] ret-0)
      )
      (new -if-else-error-
       (new -else-error-
        (new -if-error-
         (xor
          (match ret-0.$.success true
           (new -if-error-
            (xor
             (match ret-0.$.weight 0
              (ap "the trust was not kept: its issuer has no weight to give" $error)
             )
             (seq
              (ap :error: -if-error-)
              (xor
               (match :error:.$.error_code 10001
                (null)
               )
               (fail -if-error-)
              )
             )
            )
           )
          )
          (seq
           (ap :error: -if-error-)
           (xor
            (match :error:.$.error_code 10001
             (ap ret-0.$.error $error)
            )
            (seq
             (seq
              (ap :error: -else-error-)
              (xor
               (match :error:.$.error_code 10001
                (ap -if-error- -if-else-error-)
               )
               (ap -else-error- -if-else-error-)
              )
             )
             (fail -if-else-error-)
            )
           )
          )
         )
        )
       )
      )
     )
     (canon %init_peer_id% $error  #-error-fix-0)
    )
    (ap #-error-fix-0 -error-flat-0)
   )
   (call %init_peer_id% ("callbackSrv" "response") [-error-flat-0])
  )
 )
 (call %init_peer_id% ("errorHandlingSrv" "error") [:error: 0])
)
`;

export type Import_trustArgTrust = { sig_type: string; expires_at: number; issued_at: number; issued_for: string; signature: string; }

export type Import_trustParams = [trust: Import_trustArgTrust, issuer: string, config?: {ttl?: number}] | [peer: IFluenceClient$$, trust: Import_trustArgTrust, issuer: string, config?: {ttl?: number}];

export type Import_trustResult = Promise<string | null>;

export function import_trust(...args: Import_trustParams): Import_trustResult {
    return callFunction$$(
        args,
        {
    "functionName": "import_trust",
    "arrow": {
        "domain": {
            "fields": {
                "trust": {
                    "name": "Trust",
                    "fields": {
                        "sig_type": {
                            "name": "string",
                            "tag": "scalar"
                        },
                        "expires_at": {
                            "name": "u64",
                            "tag": "scalar"
                        },
                        "issued_at": {
                            "name": "u64",
                            "tag": "scalar"
                        },
                        "issued_for": {
                            "name": "string",
                            "tag": "scalar"
                        },
                        "signature": {
                            "name": "string",
                            "tag": "scalar"
                        }
                    },
                    "tag": "struct"
                },
                "issuer": {
                    "name": "string",
                    "tag": "scalar"
                }
            },
            "tag": "labeledProduct"
        },
        "codomain": {
            "items": [
                {
                    "type": {
                        "name": "string",
                        "tag": "scalar"
                    },
                    "tag": "option"
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
        import_trust_script
    );
}

export const get_weight_script = `
(xor
 (seq
  (seq
   (seq
    (seq
     (call %init_peer_id% ("getDataSrv" "-relay-") [] -relay-)
     (call %init_peer_id% ("getDataSrv" "peer_id") [] -peer_id-arg-)
    )
    (call %init_peer_id% ("peer" "timestamp_sec") [] ret)
   )
   (call %init_peer_id% ("trust-graph" "get_weight") [-peer_id-arg- ret] ret-0)
  )
  (call %init_peer_id% ("callbackSrv" "response") [ret-0])
 )
 (call %init_peer_id% ("errorHandlingSrv" "error") [:error: 0])
)
`;

export type Get_weightResultType = { error: string; peer_id: string; success: boolean; weight: number; }

export type Get_weightParams = [peer_id: string, config?: {ttl?: number}] | [peer: IFluenceClient$$, peer_id: string, config?: {ttl?: number}];

export type Get_weightResult = Promise<Get_weightResultType>;

export function get_weight(...args: Get_weightParams): Get_weightResult {
    return callFunction$$(
        args,
        {
    "functionName": "get_weight",
    "arrow": {
        "domain": {
            "fields": {
                "peer_id": {
                    "name": "string",
                    "tag": "scalar"
                }
            },
            "tag": "labeledProduct"
        },
        "codomain": {
            "items": [
                {
                    "name": "WeightResult",
                    "fields": {
                        "error": {
                            "name": "string",
                            "tag": "scalar"
                        },
                        "peer_id": {
                            "name": "string",
                            "tag": "scalar"
                        },
                        "success": {
                            "name": "bool",
                            "tag": "scalar"
                        },
                        "weight": {
                            "name": "u32",
                            "tag": "scalar"
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
        get_weight_script
    );
}

export const add_trust_script = `
(xor
 (new $error-0
  (new $trust-0
   (new $error
    (seq
     (seq
      (seq
       (seq
        (seq
         (seq
          (seq
           (seq
            (seq
             (seq
              (seq
               (seq
                (seq
                 (seq
                  (call %init_peer_id% ("getDataSrv" "-relay-") [] -relay-)
                  (call %init_peer_id% ("getDataSrv" "node") [] -node-arg-)
                 )
                 (call %init_peer_id% ("getDataSrv" "issuer") [] -issuer-arg-)
                )
                (call %init_peer_id% ("getDataSrv" "issued_for") [] -issued_for-arg-)
               )
               (call %init_peer_id% ("getDataSrv" "expires_at_sec") [] -expires_at_sec-arg-)
              )
              (xor
               (seq
                (seq
                 (call -relay- ("peer" "timestamp_sec") [] ret)
                 (call -relay- ("trust-graph" "get_trust_bytes") [-issued_for-arg- -expires_at_sec-arg- ret] ret-0)
                )
                (new $-hop-
                 (new #-hopc-
                  (canon -relay- $-hop-  #-hopc-)
                 )
                )
               )
               (fail :error:)
              )
             )
             (new -if-else-error-
              (new -else-error-
               (new -if-error-
                (xor
                 (match ret-0.$.success true
                  (seq
                   (xor
                    (seq
                     (call %init_peer_id% (-issuer-arg- "sign") [ret-0.$.result] ret-1)
                     (new $-hop-
                      (new #-hopc-
                       (canon -relay- $-hop-  #-hopc-)
                      )
                     )
                    )
                    (fail :error:)
                   )
                   (new -if-else-error-
                    (new -else-error-
                     (new -if-error-
                      (xor
                       (match ret-1.$.success true
                        (seq
                         (xor
                          (call -relay- ("trust-graph" "issue_trust") [-issued_for-arg- -expires_at_sec-arg- ret ret-1.$.signature.[0]] ret-2)
                          (fail :error:)
                         )
                         (new -if-else-error-
                          (new -else-error-
                           (new -if-error-
                            (xor
                             (match ret-2.$.success true
                              (ap ret-2.$.trust $trust-0)
                             )
                             (seq
                              (ap :error: -if-error-)
                              (xor
                               (match :error:.$.error_code 10001
                                (ap ret-2.$.error $error-0)
                               )
                               (seq
                                (seq
                                 (ap :error: -else-error-)
                                 (xor
                                  (match :error:.$.error_code 10001
                                   (ap -if-error- -if-else-error-)
                                  )
                                  (ap -else-error- -if-else-error-)
                                 )
                                )
                                (fail -if-else-error-)
                               )
                              )
                             )
                            )
                           )
                          )
                         )
                        )
                       )
                       (seq
                        (ap :error: -if-error-)
                        (xor
                         (match :error:.$.error_code 10001
                          (ap ret-1.$.error.[0] $error-0)
                         )
                         (seq
                          (seq
                           (ap :error: -else-error-)
                           (xor
                            (match :error:.$.error_code 10001
                             (ap -if-error- -if-else-error-)
                            )
                            (ap -else-error- -if-else-error-)
                           )
                          )
                          (fail -if-else-error-)
                         )
                        )
                       )
                      )
                     )
                    )
                   )
                  )
                 )
                 (seq
                  (ap :error: -if-error-)
                  (xor
                   (match :error:.$.error_code 10001
                    (ap ret-0.$.error $error-0)
                   )
                   (seq
                    (seq
                     (ap :error: -else-error-)
                     (xor
                      (match :error:.$.error_code 10001
                       (ap -if-error- -if-else-error-)
                      )
                      (ap -else-error- -if-else-error-)
                     )
                    )
                    (fail -if-else-error-)
                   )
                  )
                 )
                )
               )
              )
             )
            )
            (canon %init_peer_id% $trust-0  #-trust-fix-0)
           )
           (ap #-trust-fix-0 -trust-flat-0)
          )
          (canon %init_peer_id% $error-0  #-error-fix-0)
         )
         (ap #-error-fix-0 -error-flat-0)
        )
        (new -if-else-error-
         (new -else-error-
          (new -if-error-
           (xor
            (match -trust-flat-0 []
             (ap -error-flat-0.$.[0] $error)
            )
            (seq
             (ap :error: -if-error-)
             (xor
              (match :error:.$.error_code 10001
               (new $error-1
                (seq
                 (xor
                  (seq
                   (seq
                    (seq
                     (seq
                      (seq
                       (seq
                        (new $-hop-
                         (new #-hopc-
                          (canon -relay- $-hop-  #-hopc-)
                         )
                        )
                        (call -node-arg- ("peer" "timestamp_sec") [] ret-3)
                       )
                       (call -node-arg- ("trust-graph" "add_trust") [-trust-flat-0.$.[0] -issuer-arg- ret-3] ret-4)
                      )
                      (new -if-else-error-
                       (new -else-error-
                        (new -if-error-
                         (xor
                          (match ret-4.$.success true
                           (new -if-error-
                            (xor
                             (match ret-4.$.weight 0
                              (ap "the trust was not kept: its issuer has no weight to give" $error-1)
                             )
                             (seq
                              (ap :error: -if-error-)
                              (xor
                               (match :error:.$.error_code 10001
                                (null)
                               )
                               (fail -if-error-)
                              )
                             )
                            )
                           )
                          )
                          (seq
                           (ap :error: -if-error-)
                           (xor
                            (match :error:.$.error_code 10001
                             (ap ret-4.$.error $error-1)
                            )
                            (seq
                             (seq
                              (ap :error: -else-error-)
                              (xor
                               (match :error:.$.error_code 10001
                                (ap -if-error- -if-else-error-)
                               )
                               (ap -else-error- -if-else-error-)
                              )
                             )
                             (fail -if-else-error-)
                            )
                           )
                          )
                         )
                        )
                       )
                      )
                     )
                     (canon -node-arg- $error-1  #-error-fix-0-0)
                    )
                    (ap #-error-fix-0-0 -error-flat-0-0)
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
                 (fold -error-flat-0-0 e-0
                  (seq
                   (ap e-0 $error)
                   (next e-0)
                  )
                  (null)
                 )
                )
               )
              )
              (seq
               (seq
                (ap :error: -else-error-)
                (xor
                 (match :error:.$.error_code 10001
                  (ap -if-error- -if-else-error-)
                 )
                 (ap -else-error- -if-else-error-)
                )
               )
               (fail -if-else-error-)
              )
             )
            )
           )
          )
         )
        )
       )
       (canon %init_peer_id% $error  #-error-fix-1)
      )
      (ap #-error-fix-1 -error-flat-1)
     )
     (call %init_peer_id% ("callbackSrv" "response") [-error-flat-1])
    )
   )
  )
 )
 (call %init_peer_id% ("errorHandlingSrv" "error") [:error: 0])
)
`;

export type Add_trustParams = [node: string, issuer: string, issued_for: string, expires_at_sec: number, config?: {ttl?: number}] | [peer: IFluenceClient$$, node: string, issuer: string, issued_for: string, expires_at_sec: number, config?: {ttl?: number}];

export type Add_trustResult = Promise<string | null>;

export function add_trust(...args: Add_trustParams): Add_trustResult {
    return callFunction$$(
        args,
        {
    "functionName": "add_trust",
    "arrow": {
        "domain": {
            "fields": {
                "node": {
                    "name": "string",
                    "tag": "scalar"
                },
                "issuer": {
                    "name": "string",
                    "tag": "scalar"
                },
                "issued_for": {
                    "name": "string",
                    "tag": "scalar"
                },
                "expires_at_sec": {
                    "name": "u64",
                    "tag": "scalar"
                }
            },
            "tag": "labeledProduct"
        },
        "codomain": {
            "items": [
                {
                    "type": {
                        "name": "string",
                        "tag": "scalar"
                    },
                    "tag": "option"
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
        add_trust_script
    );
}

export const add_root_trust_script = `
(xor
 (new $error-0
  (new $trust-0
   (new $error
    (seq
     (seq
      (seq
       (seq
        (seq
         (seq
          (seq
           (seq
            (seq
             (seq
              (seq
               (seq
                (seq
                 (seq
                  (call %init_peer_id% ("getDataSrv" "-relay-") [] -relay-)
                  (call %init_peer_id% ("getDataSrv" "node") [] -node-arg-)
                 )
                 (call %init_peer_id% ("getDataSrv" "peer_id") [] -peer_id-arg-)
                )
                (call %init_peer_id% ("getDataSrv" "max_chain_len") [] -max_chain_len-arg-)
               )
               (call %init_peer_id% ("getDataSrv" "expires_at_sec") [] -expires_at_sec-arg-)
              )
              (xor
               (seq
                (seq
                 (call -relay- ("peer" "timestamp_sec") [] ret)
                 (call -relay- ("trust-graph" "get_trust_bytes") [-peer_id-arg- -expires_at_sec-arg- ret] ret-0)
                )
                (new $-hop-
                 (new #-hopc-
                  (canon -relay- $-hop-  #-hopc-)
                 )
                )
               )
               (fail :error:)
              )
             )
             (new -if-else-error-
              (new -else-error-
               (new -if-error-
                (xor
                 (match ret-0.$.success true
                  (seq
                   (xor
                    (seq
                     (call %init_peer_id% (-peer_id-arg- "sign") [ret-0.$.result] ret-1)
                     (new $-hop-
                      (new #-hopc-
                       (canon -relay- $-hop-  #-hopc-)
                      )
                     )
                    )
                    (fail :error:)
                   )
                   (new -if-else-error-
                    (new -else-error-
                     (new -if-error-
                      (xor
                       (match ret-1.$.success true
                        (seq
                         (xor
                          (call -relay- ("trust-graph" "issue_trust") [-peer_id-arg- -expires_at_sec-arg- ret ret-1.$.signature.[0]] ret-2)
                          (fail :error:)
                         )
                         (new -if-else-error-
                          (new -else-error-
                           (new -if-error-
                            (xor
                             (match ret-2.$.success true
                              (ap ret-2.$.trust $trust-0)
                             )
                             (seq
                              (ap :error: -if-error-)
                              (xor
                               (match :error:.$.error_code 10001
                                (ap ret-2.$.error $error-0)
                               )
                               (seq
                                (seq
                                 (ap :error: -else-error-)
                                 (xor
                                  (match :error:.$.error_code 10001
                                   (ap -if-error- -if-else-error-)
                                  )
                                  (ap -else-error- -if-else-error-)
                                 )
                                )
                                (fail -if-else-error-)
                               )
                              )
                             )
                            )
                           )
                          )
                         )
                        )
                       )
                       (seq
                        (ap :error: -if-error-)
                        (xor
                         (match :error:.$.error_code 10001
                          (ap ret-1.$.error.[0] $error-0)
                         )
                         (seq
                          (seq
                           (ap :error: -else-error-)
                           (xor
                            (match :error:.$.error_code 10001
                             (ap -if-error- -if-else-error-)
                            )
                            (ap -else-error- -if-else-error-)
                           )
                          )
                          (fail -if-else-error-)
                         )
                        )
                       )
                      )
                     )
                    )
                   )
                  )
                 )
                 (seq
                  (ap :error: -if-error-)
                  (xor
                   (match :error:.$.error_code 10001
                    (ap ret-0.$.error $error-0)
                   )
                   (seq
                    (seq
                     (ap :error: -else-error-)
                     (xor
                      (match :error:.$.error_code 10001
                       (ap -if-error- -if-else-error-)
                      )
                      (ap -else-error- -if-else-error-)
                     )
                    )
                    (fail -if-else-error-)
                   )
                  )
                 )
                )
               )
              )
             )
            )
            (canon %init_peer_id% $trust-0  #-trust-fix-0)
           )
           (ap #-trust-fix-0 -trust-flat-0)
          )
          (canon %init_peer_id% $error-0  #-error-fix-0)
         )
         (ap #-error-fix-0 -error-flat-0)
        )
        (new -if-else-error-
         (new -else-error-
          (new -if-error-
           (xor
            (match -trust-flat-0 []
             (ap -error-flat-0.$.[0] $error)
            )
            (seq
             (ap :error: -if-error-)
             (xor
              (match :error:.$.error_code 10001
               (xor
                (seq
                 (seq
                  (new $-hop-
                   (new #-hopc-
                    (canon -relay- $-hop-  #-hopc-)
                   )
                  )
                  (call -node-arg- ("trust-graph" "set_root") [-peer_id-arg- -max_chain_len-arg-] ret-3)
                 )
                 (new -if-else-error-
                  (new -else-error-
                   (new -if-error-
                    (xor
                     (seq
                      (match ret-3.$.success true
                       (new $error-1
                        (seq
                         (seq
                          (seq
                           (seq
                            (seq
                             (call -node-arg- ("peer" "timestamp_sec") [] ret-4)
                             (call -node-arg- ("trust-graph" "add_trust") [-trust-flat-0.$.[0] -peer_id-arg- ret-4] ret-5)
                            )
                            (new -if-else-error-
                             (new -else-error-
                              (new -if-error-
                               (xor
                                (match ret-5.$.success true
                                 (new -if-error-
                                  (xor
                                   (match ret-5.$.weight 0
                                    (ap "the trust was not kept: its issuer has no weight to give" $error-1)
                                   )
                                   (seq
                                    (ap :error: -if-error-)
                                    (xor
                                     (match :error:.$.error_code 10001
                                      (null)
                                     )
                                     (fail -if-error-)
                                    )
                                   )
                                  )
                                 )
                                )
                                (seq
                                 (ap :error: -if-error-)
                                 (xor
                                  (match :error:.$.error_code 10001
                                   (ap ret-5.$.error $error-1)
                                  )
                                  (seq
                                   (seq
                                    (ap :error: -else-error-)
                                    (xor
                                     (match :error:.$.error_code 10001
                                      (ap -if-error- -if-else-error-)
                                     )
                                     (ap -else-error- -if-else-error-)
                                    )
                                   )
                                   (fail -if-else-error-)
                                  )
                                 )
                                )
                               )
                              )
                             )
                            )
                           )
                           (canon -node-arg- $error-1  #-error-fix-0-0)
                          )
                          (ap #-error-fix-0-0 -error-flat-0-0)
                         )
                         (fold -error-flat-0-0 e-0
                          (seq
                           (ap e-0 $error)
                           (next e-0)
                          )
                          (null)
                         )
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
                      (ap :error: -if-error-)
                      (xor
                       (seq
                        (match :error:.$.error_code 10001
                         (ap ret-3.$.error $error)
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
                          (ap :error: -else-error-)
                          (xor
                           (seq
                            (match :error:.$.error_code 10001
                             (ap -if-error- -if-else-error-)
                            )
                            (new $-hop-
                             (new #-hopc-
                              (canon -relay- $-hop-  #-hopc-)
                             )
                            )
                           )
                           (seq
                            (ap -else-error- -if-else-error-)
                            (new $-hop-
                             (new #-hopc-
                              (canon -relay- $-hop-  #-hopc-)
                             )
                            )
                           )
                          )
                         )
                         (fail -if-else-error-)
                        )
                        (new $-hop-
                         (new #-hopc-
                          (canon -relay- $-hop-  #-hopc-)
                         )
                        )
                       )
                      )
                     )
                    )
                   )
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
              (seq
               (seq
                (ap :error: -else-error-)
                (xor
                 (match :error:.$.error_code 10001
                  (ap -if-error- -if-else-error-)
                 )
                 (ap -else-error- -if-else-error-)
                )
               )
               (fail -if-else-error-)
              )
             )
            )
           )
          )
         )
        )
       )
       (canon %init_peer_id% $error  #-error-fix-2)
      )
      (ap #-error-fix-2 -error-flat-2)
     )
     (call %init_peer_id% ("callbackSrv" "response") [-error-flat-2])
    )
   )
  )
 )
 (call %init_peer_id% ("errorHandlingSrv" "error") [:error: 0])
)
`;

export type Add_root_trustParams = [node: string, peer_id: string, max_chain_len: number, expires_at_sec: number, config?: {ttl?: number}] | [peer: IFluenceClient$$, node: string, peer_id: string, max_chain_len: number, expires_at_sec: number, config?: {ttl?: number}];

export type Add_root_trustResult = Promise<string | null>;

export function add_root_trust(...args: Add_root_trustParams): Add_root_trustResult {
    return callFunction$$(
        args,
        {
    "functionName": "add_root_trust",
    "arrow": {
        "domain": {
            "fields": {
                "node": {
                    "name": "string",
                    "tag": "scalar"
                },
                "peer_id": {
                    "name": "string",
                    "tag": "scalar"
                },
                "max_chain_len": {
                    "name": "u32",
                    "tag": "scalar"
                },
                "expires_at_sec": {
                    "name": "u64",
                    "tag": "scalar"
                }
            },
            "tag": "labeledProduct"
        },
        "codomain": {
            "items": [
                {
                    "type": {
                        "name": "string",
                        "tag": "scalar"
                    },
                    "tag": "option"
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
        add_root_trust_script
    );
}

export const get_all_certs_script = `
(xor
 (seq
  (seq
   (seq
    (seq
     (call %init_peer_id% ("getDataSrv" "-relay-") [] -relay-)
     (call %init_peer_id% ("getDataSrv" "issued_for") [] -issued_for-arg-)
    )
    (call %init_peer_id% ("peer" "timestamp_sec") [] ret)
   )
   (call %init_peer_id% ("trust-graph" "get_all_certs") [-issued_for-arg- ret] ret-0)
  )
  (call %init_peer_id% ("callbackSrv" "response") [ret-0])
 )
 (call %init_peer_id% ("errorHandlingSrv" "error") [:error: 0])
)
`;

export type Get_all_certsResultType = { certificates: { chain: { sig_type: string; expires_at: number; issued_at: number; issued_for: string; signature: string; }[]; }[]; error: string; success: boolean; }

export type Get_all_certsParams = [issued_for: string, config?: {ttl?: number}] | [peer: IFluenceClient$$, issued_for: string, config?: {ttl?: number}];

export type Get_all_certsResult = Promise<Get_all_certsResultType>;

export function get_all_certs(...args: Get_all_certsParams): Get_all_certsResult {
    return callFunction$$(
        args,
        {
    "functionName": "get_all_certs",
    "arrow": {
        "domain": {
            "fields": {
                "issued_for": {
                    "name": "string",
                    "tag": "scalar"
                }
            },
            "tag": "labeledProduct"
        },
        "codomain": {
            "items": [
                {
                    "name": "AllCertsResult",
                    "fields": {
                        "certificates": {
                            "type": {
                                "name": "Certificate",
                                "fields": {
                                    "chain": {
                                        "type": {
                                            "name": "Trust",
                                            "fields": {
                                                "sig_type": {
                                                    "name": "string",
                                                    "tag": "scalar"
                                                },
                                                "expires_at": {
                                                    "name": "u64",
                                                    "tag": "scalar"
                                                },
                                                "issued_at": {
                                                    "name": "u64",
                                                    "tag": "scalar"
                                                },
                                                "issued_for": {
                                                    "name": "string",
                                                    "tag": "scalar"
                                                },
                                                "signature": {
                                                    "name": "string",
                                                    "tag": "scalar"
                                                }
                                            },
                                            "tag": "struct"
                                        },
                                        "tag": "array"
                                    }
                                },
                                "tag": "struct"
                            },
                            "tag": "array"
                        },
                        "error": {
                            "name": "string",
                            "tag": "scalar"
                        },
                        "success": {
                            "name": "bool",
                            "tag": "scalar"
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
        get_all_certs_script
    );
}

export const certificatesOn_script = `
(xor
 (seq
  (seq
   (seq
    (seq
     (seq
      (seq
       (call %init_peer_id% ("getDataSrv" "-relay-") [] -relay-)
       (call %init_peer_id% ("getDataSrv" "node") [] -node-arg-)
      )
      (call %init_peer_id% ("getDataSrv" "peer_id") [] -peer_id-arg-)
     )
     (xor
      (seq
       (seq
        (seq
         (new $-hop-
          (new #-hopc-
           (canon -relay- $-hop-  #-hopc-)
          )
         )
         (call -node-arg- ("peer" "timestamp_sec") [] ret)
        )
        (call -node-arg- ("trust-graph" "get_all_certs") [-peer_id-arg- ret] ret-0)
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
    (ap ret-0.$.certificates ret-0_flat)
   )
   (ap ret-0.$.error ret-0_flat-0)
  )
  (call %init_peer_id% ("callbackSrv" "response") [ret-0_flat ret-0_flat-0])
 )
 (call %init_peer_id% ("errorHandlingSrv" "error") [:error: 0])
)
`;

export type CertificatesOnResultType = [{ chain: { sig_type: string; expires_at: number; issued_at: number; issued_for: string; signature: string; }[]; }[], string]

export type CertificatesOnParams = [node: string, peer_id: string, config?: {ttl?: number}] | [peer: IFluenceClient$$, node: string, peer_id: string, config?: {ttl?: number}];

export type CertificatesOnResult = Promise<CertificatesOnResultType>;

export function certificatesOn(...args: CertificatesOnParams): CertificatesOnResult {
    return callFunction$$(
        args,
        {
    "functionName": "certificatesOn",
    "arrow": {
        "domain": {
            "fields": {
                "node": {
                    "name": "string",
                    "tag": "scalar"
                },
                "peer_id": {
                    "name": "string",
                    "tag": "scalar"
                }
            },
            "tag": "labeledProduct"
        },
        "codomain": {
            "items": [
                {
                    "type": {
                        "name": "Certificate",
                        "fields": {
                            "chain": {
                                "type": {
                                    "name": "Trust",
                                    "fields": {
                                        "sig_type": {
                                            "name": "string",
                                            "tag": "scalar"
                                        },
                                        "expires_at": {
                                            "name": "u64",
                                            "tag": "scalar"
                                        },
                                        "issued_at": {
                                            "name": "u64",
                                            "tag": "scalar"
                                        },
                                        "issued_for": {
                                            "name": "string",
                                            "tag": "scalar"
                                        },
                                        "signature": {
                                            "name": "string",
                                            "tag": "scalar"
                                        }
                                    },
                                    "tag": "struct"
                                },
                                "tag": "array"
                            }
                        },
                        "tag": "struct"
                    },
                    "tag": "array"
                },
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
        certificatesOn_script
    );
}

export const isFluencePeerOn_script = `
(xor
 (new $found
  (new $error-0
   (new $is_peer-0
    (seq
     (seq
      (seq
       (call %init_peer_id% ("getDataSrv" "-relay-") [] -relay-)
       (call %init_peer_id% ("getDataSrv" "node") [] -node-arg-)
      )
      (xor
       (seq
        (seq
         (seq
          (seq
           (seq
            (seq
             (seq
              (seq
               (new $-hop-
                (new #-hopc-
                 (canon -relay- $-hop-  #-hopc-)
                )
               )
               (call -node-arg- ("peer" "timestamp_sec") [] ret)
              )
              (call -node-arg- ("trust-graph" "get_host_certs_from") ["12D3KooWM45u7AQxsb4MuQJNYT3NWHHMLU7JTbBV66RTfF3KSzdR" ret] ret-0)
             )
             (new -if-else-error-
              (new -else-error-
               (new -if-error-
                (xor
                 (match ret-0.$.success true
                  (seq
                   (seq
                    (seq
                     (fold ret-0.$.certificates certificate-0
                      (seq
                       (seq
                        (seq
                         (seq
                          (ap certificate-0.$.chain certificate-0_flat)
                          (ap certificate-0_flat certificate-0_flat_to_functor)
                         )
                         (ap certificate-0_flat_to_functor.length certificate-0_flat_length)
                        )
                        (new -if-error-
                         (xor
                          (match certificate-0_flat_length 3
                           (new -if-error-
                            (xor
                             (match certificate-0.$.chain.[0].issued_for "12D3KooWNbZKaPWRZ8wgjGvrxdJFz9Fq5uVwkR6ERV1f74HhPdyB"
                              (new -if-error-
                               (xor
                                (match certificate-0.$.chain.[1].issued_for "12D3KooWM45u7AQxsb4MuQJNYT3NWHHMLU7JTbBV66RTfF3KSzdR"
                                 (ap true $found)
                                )
                                (seq
                                 (ap :error: -if-error-)
                                 (xor
                                  (match :error:.$.error_code 10001
                                   (null)
                                  )
                                  (fail -if-error-)
                                 )
                                )
                               )
                              )
                             )
                             (seq
                              (ap :error: -if-error-)
                              (xor
                               (match :error:.$.error_code 10001
                                (null)
                               )
                               (fail -if-error-)
                              )
                             )
                            )
                           )
                          )
                          (seq
                           (ap :error: -if-error-)
                           (xor
                            (match :error:.$.error_code 10001
                             (null)
                            )
                            (fail -if-error-)
                           )
                          )
                         )
                        )
                       )
                       (next certificate-0)
                      )
                      (null)
                     )
                     (canon -node-arg- $found  #found_canon)
                    )
                    (xor
                     (mismatch #found_canon []
                      (ap true neq)
                     )
                     (ap false neq)
                    )
                   )
                   (ap neq $is_peer-0)
                  )
                 )
                 (seq
                  (ap :error: -if-error-)
                  (xor
                   (match :error:.$.error_code 10001
                    (ap ret-0.$.error $error-0)
                   )
                   (seq
                    (seq
                     (ap :error: -else-error-)
                     (xor
                      (match :error:.$.error_code 10001
                       (ap -if-error- -if-else-error-)
                      )
                      (ap -else-error- -if-else-error-)
                     )
                    )
                    (fail -if-else-error-)
                   )
                  )
                 )
                )
               )
              )
             )
            )
            (canon -node-arg- $is_peer-0  #-is_peer-fix-0)
           )
           (ap #-is_peer-fix-0 -is_peer-flat-0)
          )
          (canon -node-arg- $error-0  #-error-fix-0)
         )
         (ap #-error-fix-0 -error-flat-0)
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
     (call %init_peer_id% ("callbackSrv" "response") [-is_peer-flat-0 -error-flat-0])
    )
   )
  )
 )
 (call %init_peer_id% ("errorHandlingSrv" "error") [:error: 0])
)
`;

export type IsFluencePeerOnResultType = [boolean | null, string | null]

export type IsFluencePeerOnParams = [node: string, config?: {ttl?: number}] | [peer: IFluenceClient$$, node: string, config?: {ttl?: number}];

export type IsFluencePeerOnResult = Promise<IsFluencePeerOnResultType>;

export function isFluencePeerOn(...args: IsFluencePeerOnParams): IsFluencePeerOnResult {
    return callFunction$$(
        args,
        {
    "functionName": "isFluencePeerOn",
    "arrow": {
        "domain": {
            "fields": {
                "node": {
                    "name": "string",
                    "tag": "scalar"
                }
            },
            "tag": "labeledProduct"
        },
        "codomain": {
            "items": [
                {
                    "type": {
                        "name": "bool",
                        "tag": "scalar"
                    },
                    "tag": "option"
                },
                {
                    "type": {
                        "name": "string",
                        "tag": "scalar"
                    },
                    "tag": "option"
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
        isFluencePeerOn_script
    );
}
