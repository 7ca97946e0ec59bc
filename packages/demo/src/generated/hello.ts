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


// Functions
export const helloEverywhere_script = `
(xor
 (new $answers
  (seq
   (seq
    (seq
     (seq
      (seq
       (seq
        (seq
         (call %init_peer_id% ("getDataSrv" "-relay-") [] -relay-)
         (call %init_peer_id% ("getDataSrv" "deal_id") [] -deal_id-arg-)
        )
        (call %init_peer_id% ("getDataSrv" "name") [] -name-arg-)
       )
       (call %init_peer_id% ("getDataSrv" "timeout_ms") [] -timeout_ms-arg-)
      )
      (xor
       (seq
        (seq
         (seq
          (seq
           (seq
            (seq
             (call -relay- ("subnet" "resolve") [-deal_id-arg-] ret)
             (par
              (fold ret.$.workers worker-0
               (par
                (new -if-error-
                 (xor
                  (mismatch worker-0.$.worker_id []
                   (xor
                    (seq
                     (new $-hop-
                      (new #-hopc-
                       (canon worker-0.$.host_id $-hop-  #-hopc-)
                      )
                     )
                     (xor
                      (seq
                       (seq
                        (seq
                         (seq
                          (call worker-0.$.worker_id.[0] ("greeter" "greeting") [-name-arg-] ret-0)
                          (new %Answer_obj_map
                           (seq
                            (seq
                             (seq
                              (seq
                               (seq
                                (ap ("error" "") %Answer_obj_map)
                                (ap ("host_id" worker-0.$.host_id) %Answer_obj_map)
                               )
                               (ap ("success" true) %Answer_obj_map)
                              )
                              (ap ("text" ret-0) %Answer_obj_map)
                             )
                             (ap ("worker_id" worker-0.$.worker_id.[0]) %Answer_obj_map)
                            )
                            (canon worker-0.$.worker_id.[0] %Answer_obj_map  Answer_obj)
                           )
                          )
                         )
                         (ap Answer_obj $answers)
                        )
                        (new $-hop-
                         (new #-hopc-
                          (canon worker-0.$.host_id $-hop-  #-hopc-)
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
                         (new %Answer_obj-0_map
                          (seq
                           (seq
                            (seq
                             (seq
                              (seq
                               (ap ("error" :error:.$.message) %Answer_obj-0_map)
                               (ap ("host_id" worker-0.$.host_id) %Answer_obj-0_map)
                              )
                              (ap ("success" false) %Answer_obj-0_map)
                             )
                             (ap ("text" "") %Answer_obj-0_map)
                            )
                            (ap ("worker_id" worker-0.$.worker_id.[0]) %Answer_obj-0_map)
                           )
                           (canon worker-0.$.worker_id.[0] %Answer_obj-0_map  Answer_obj-0)
                          )
                         )
                         (ap Answer_obj-0 $answers)
                        )
                        (new $-hop-
                         (new #-hopc-
                          (canon worker-0.$.host_id $-hop-  #-hopc-)
                         )
                        )
                       )
                       (new $-hop-
                        (new #-hopc-
                         (canon -relay- $-hop-  #-hopc-)
                        )
                       )
                      )
                     )
                    )
                    (seq
                     (seq
                      (new $-hop-
                       (new #-hopc-
                        (canon worker-0.$.host_id $-hop-  #-hopc-)
                       )
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
                  )
                  (seq
                   (ap :error: -if-error-)
                   (xor
                    (match :error:.$.error_code 10002
                     (null)
                    )
                    (fail -if-error-)
                   )
                  )
                 )
                )
                (next worker-0)
               )
               (never)
              )
              (null)
             )
            )
            (ap ret.$.workers ret_flat)
           )
           (ap ret_flat ret_flat_to_functor)
          )
          (ap ret_flat_to_functor.length ret_flat_length)
         )
         (call -relay- ("cmp" "gt") [ret_flat_length 0] gt)
        )
        (new -if-error-
         (xor
          (match gt true
           (par
            (seq
             (new $answers_test
              (seq
               (seq
                (fold $answers answers_fold_var
                 (seq
                  (seq
                   (ap answers_fold_var $answers_test)
                   (canon -relay- $answers_test  #answers_iter_canon)
                  )
                  (xor
                   (match #answers_iter_canon.length ret_flat_length
                    (null)
                   )
                   (next answers_fold_var)
                  )
                 )
                 (never)
                )
                (canon -relay- $answers_test  #answers_result_canon)
               )
               (ap #answers_result_canon answers_gate)
              )
             )
             (call -relay- ("math" "sub") [ret_flat_length 1] answers_idx)
            )
            (call -relay- ("peer" "timeout") [-timeout_ms-arg- "not every worker answered in time"] ret-1)
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
       (fail :error:)
      )
     )
     (canon %init_peer_id% $answers  #-answers-fix-0)
    )
    (ap #-answers-fix-0 -answers-flat-0)
   )
   (call %init_peer_id% ("callbackSrv" "response") [-answers-flat-0])
  )
 )
 (call %init_peer_id% ("errorHandlingSrv" "error") [:error: 0])
)
`;

export type HelloEverywhereParams = [deal_id: string, name: string, timeout_ms: number, config?: {ttl?: number}] | [peer: IFluenceClient$$, deal_id: string, name: string, timeout_ms: number, config?: {ttl?: number}];

export type HelloEverywhereResult = Promise<{ success: boolean; worker_id: string; text: string; host_id: string; error: string; }[]>;

export function helloEverywhere(...args: HelloEverywhereParams): HelloEverywhereResult {
    return callFunction$$(
        args,
        {
    "functionName": "helloEverywhere",
    "arrow": {
        "domain": {
            "fields": {
                "deal_id": {
                    "name": "string",
                    "tag": "scalar"
                },
                "name": {
                    "name": "string",
                    "tag": "scalar"
                },
                "timeout_ms": {
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
                        "name": "Answer",
                        "fields": {
                            "success": {
                                "name": "bool",
                                "tag": "scalar"
                            },
                            "worker_id": {
                                "name": "string",
                                "tag": "scalar"
                            },
                            "text": {
                                "name": "string",
                                "tag": "scalar"
                            },
                            "host_id": {
                                "name": "string",
                                "tag": "scalar"
                            },
                            "error": {
                                "name": "string",
                                "tag": "scalar"
                            }
                        },
                        "tag": "struct"
                    },
                    "tag": "array"
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
        helloEverywhere_script
    );
}

export const hello_script = `
(xor
 (seq
  (seq
   (seq
    (seq
     (seq
      (call %init_peer_id% ("getDataSrv" "-relay-") [] -relay-)
      (call %init_peer_id% ("getDataSrv" "worker_id") [] -worker_id-arg-)
     )
     (call %init_peer_id% ("getDataSrv" "host_id") [] -host_id-arg-)
    )
    (call %init_peer_id% ("getDataSrv" "name") [] -name-arg-)
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
          (canon -host_id-arg- $-hop-  #-hopc-)
         )
        )
       )
       (call -worker_id-arg- ("greeter" "greeting") [-name-arg-] ret)
      )
      (new $-hop-
       (new #-hopc-
        (canon -host_id-arg- $-hop-  #-hopc-)
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
         (canon -host_id-arg- $-hop-  #-hopc-)
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

export type HelloParams = [worker_id: string, host_id: string, name: string, config?: {ttl?: number}] | [peer: IFluenceClient$$, worker_id: string, host_id: string, name: string, config?: {ttl?: number}];

export type HelloResult = Promise<string>;

export function hello(...args: HelloParams): HelloResult {
    return callFunction$$(
        args,
        {
    "functionName": "hello",
    "arrow": {
        "domain": {
            "fields": {
                "worker_id": {
                    "name": "string",
                    "tag": "scalar"
                },
                "host_id": {
                    "name": "string",
                    "tag": "scalar"
                },
                "name": {
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
        hello_script
    );
}

export const describeGreeter_script = `
(xor
 (seq
  (seq
   (seq
    (seq
     (call %init_peer_id% ("getDataSrv" "-relay-") [] -relay-)
     (call %init_peer_id% ("getDataSrv" "worker_id") [] -worker_id-arg-)
    )
    (call %init_peer_id% ("getDataSrv" "host_id") [] -host_id-arg-)
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
          (canon -host_id-arg- $-hop-  #-hopc-)
         )
        )
       )
       (call -worker_id-arg- ("greeter" "describe") [] ret)
      )
      (new $-hop-
       (new #-hopc-
        (canon -host_id-arg- $-hop-  #-hopc-)
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
         (canon -host_id-arg- $-hop-  #-hopc-)
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

export type DescribeGreeterResultType = { name: string; version: string; languages: string[]; greeted_limit: number; picture: number[]; recent: string[]; greeted: number; }

export type DescribeGreeterParams = [worker_id: string, host_id: string, config?: {ttl?: number}] | [peer: IFluenceClient$$, worker_id: string, host_id: string, config?: {ttl?: number}];

export type DescribeGreeterResult = Promise<DescribeGreeterResultType>;

export function describeGreeter(...args: DescribeGreeterParams): DescribeGreeterResult {
    return callFunction$$(
        args,
        {
    "functionName": "describeGreeter",
    "arrow": {
        "domain": {
            "fields": {
                "worker_id": {
                    "name": "string",
                    "tag": "scalar"
                },
                "host_id": {
                    "name": "string",
                    "tag": "scalar"
                }
            },
            "tag": "labeledProduct"
        },
        "codomain": {
            "items": [
                {
                    "name": "Description",
                    "fields": {
                        "name": {
                            "name": "string",
                            "tag": "scalar"
                        },
                        "version": {
                            "name": "string",
                            "tag": "scalar"
                        },
                        "languages": {
                            "type": {
                                "name": "string",
                                "tag": "scalar"
                            },
                            "tag": "array"
                        },
                        "greeted_limit": {
                            "name": "u64",
                            "tag": "scalar"
                        },
                        "picture": {
                            "type": {
                                "name": "u8",
                                "tag": "scalar"
                            },
                            "tag": "array"
                        },
                        "recent": {
                            "type": {
                                "name": "string",
                                "tag": "scalar"
                            },
                            "tag": "array"
                        },
                        "greeted": {
                            "name": "u64",
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
        describeGreeter_script
    );
}

export const whoAmI_script = `
(xor
 (seq
  (seq
   (seq
    (seq
     (seq
      (call %init_peer_id% ("getDataSrv" "-relay-") [] -relay-)
      (call %init_peer_id% ("getDataSrv" "worker_id") [] -worker_id-arg-)
     )
     (call %init_peer_id% ("getDataSrv" "host_id") [] -host_id-arg-)
    )
    (call %init_peer_id% ("getDataSrv" "note") [] -note-arg-)
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
          (canon -host_id-arg- $-hop-  #-hopc-)
         )
        )
       )
       (call -worker_id-arg- ("greeter" "who_calls") [-note-arg-] ret)
      )
      (new $-hop-
       (new #-hopc-
        (canon -host_id-arg- $-hop-  #-hopc-)
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
         (canon -host_id-arg- $-hop-  #-hopc-)
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

export type WhoAmIResultType = { worker_id: string; timestamp: number; init_peer_id: string; service_creator: string; host_id: string; particle_id: string; ttl: number; origins: { function_name: string; lens: string; peer_id: string; service_id: string; }[][]; service_id: string; }

export type WhoAmIParams = [worker_id: string, host_id: string, note: string, config?: {ttl?: number}] | [peer: IFluenceClient$$, worker_id: string, host_id: string, note: string, config?: {ttl?: number}];

export type WhoAmIResult = Promise<WhoAmIResultType>;

export function whoAmI(...args: WhoAmIParams): WhoAmIResult {
    return callFunction$$(
        args,
        {
    "functionName": "whoAmI",
    "arrow": {
        "domain": {
            "fields": {
                "worker_id": {
                    "name": "string",
                    "tag": "scalar"
                },
                "host_id": {
                    "name": "string",
                    "tag": "scalar"
                },
                "note": {
                    "name": "string",
                    "tag": "scalar"
                }
            },
            "tag": "labeledProduct"
        },
        "codomain": {
            "items": [
                {
                    "name": "Caller",
                    "fields": {
                        "worker_id": {
                            "name": "string",
                            "tag": "scalar"
                        },
                        "timestamp": {
                            "name": "u64",
                            "tag": "scalar"
                        },
                        "init_peer_id": {
                            "name": "string",
                            "tag": "scalar"
                        },
                        "service_creator": {
                            "name": "string",
                            "tag": "scalar"
                        },
                        "host_id": {
                            "name": "string",
                            "tag": "scalar"
                        },
                        "particle_id": {
                            "name": "string",
                            "tag": "scalar"
                        },
                        "ttl": {
                            "name": "u32",
                            "tag": "scalar"
                        },
                        "origins": {
                            "type": {
                                "type": {
                                    "name": "Origin",
                                    "fields": {
                                        "function_name": {
                                            "name": "string",
                                            "tag": "scalar"
                                        },
                                        "lens": {
                                            "name": "string",
                                            "tag": "scalar"
                                        },
                                        "peer_id": {
                                            "name": "string",
                                            "tag": "scalar"
                                        },
                                        "service_id": {
                                            "name": "string",
                                            "tag": "scalar"
                                        }
                                    },
                                    "tag": "struct"
                                },
                                "tag": "array"
                            },
                            "tag": "array"
                        },
                        "service_id": {
                            "name": "string",
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
        whoAmI_script
    );
}
