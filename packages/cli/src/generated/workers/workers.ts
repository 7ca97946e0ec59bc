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
export const followWorker_script = `
(xor
 (new $answer
  (seq
   (seq
    (seq
     (seq
      (seq
       (call %init_peer_id% ("getDataSrv" "-relay-") [] -relay-)
       (call %init_peer_id% ("getDataSrv" "host_id") [] -host_id-arg-)
      )
      (call %init_peer_id% ("getDataSrv" "worker_id") [] -worker_id-arg-)
     )
     (xor
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
       (xor
        (seq
         (seq
          (seq
           (seq
            (seq
             (seq
              (seq
               (call -worker_id-arg- ("worker-spell" "list_get_strings") ["__installation_spell_status__"] ret)
               (call -worker_id-arg- ("worker-spell" "get_string") ["applied_change"] ret-0)
              )
              (call -worker_id-arg- ("worker-spell" "get_logs") [] ret-1)
             )
             (call -worker_id-arg- ("worker-spell" "get_all_errors") [] ret-2)
            )
            (new %Installation_obj_map
             (seq
              (seq
               (seq
                (seq
                 (seq
                  (seq
                   (ap ("applied" ret-0.$.value) %Installation_obj_map)
                   (ap ("error" "") %Installation_obj_map)
                  )
                  (ap ("errors" ret-2.$.particle_errors) %Installation_obj_map)
                 )
                 (ap ("logs" ret-1.$.logs) %Installation_obj_map)
                )
                (ap ("statuses" ret.$.value) %Installation_obj_map)
               )
               (ap ("success" true) %Installation_obj_map)
              )
              (canon -worker_id-arg- %Installation_obj_map  Installation_obj)
             )
            )
           )
           (ap Installation_obj $answer)
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
           (new %Installation_obj-0_map
            (seq
             (seq
              (seq
               (seq
                (seq
                 (seq
                  (ap ("applied" "") %Installation_obj-0_map)
                  (ap ("error" :error:.$.message) %Installation_obj-0_map)
                 )
                 (ap ("errors" []) %Installation_obj-0_map)
                )
                (ap ("logs" []) %Installation_obj-0_map)
               )
               (ap ("statuses" []) %Installation_obj-0_map)
              )
              (ap ("success" false) %Installation_obj-0_map)
             )
             (canon -worker_id-arg- %Installation_obj-0_map  Installation_obj-0)
            )
           )
           (ap Installation_obj-0 $answer)
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
    (new $answer_test
     (seq
      (seq
       (fold $answer answer_fold_var
        (seq
         (seq
          (ap answer_fold_var $answer_test)
          (canon %init_peer_id% $answer_test  #answer_iter_canon)
         )
         (xor
          (match #answer_iter_canon.length 1
           (null)
          )
          (next answer_fold_var)
         )
        )
        (never)
       )
       (canon %init_peer_id% $answer_test  #answer_result_canon)
      )
      (ap #answer_result_canon answer_gate)
     )
    )
   )
   (call %init_peer_id% ("callbackSrv" "response") [answer_gate.$.[0]])
  )
 )
 (call %init_peer_id% ("errorHandlingSrv" "error") [:error: 0])
)
`;

export type FollowWorkerResultType = { success: boolean; applied: string; error: string; logs: { message: string; timestamp: number; }[]; errors: { errors: { error_idx: number; last_error: { error_code: number; instruction: string; message: string; peer_id: string; }; }[]; particle_id: string; }[]; statuses: string[]; }

export type FollowWorkerParams = [host_id: string, worker_id: string, config?: {ttl?: number}] | [peer: IFluenceClient$$, host_id: string, worker_id: string, config?: {ttl?: number}];

export type FollowWorkerResult = Promise<FollowWorkerResultType>;

export function followWorker(...args: FollowWorkerParams): FollowWorkerResult {
    return callFunction$$(
        args,
        {
    "functionName": "followWorker",
    "arrow": {
        "domain": {
            "fields": {
                "host_id": {
                    "name": "string",
                    "tag": "scalar"
                },
                "worker_id": {
                    "name": "string",
                    "tag": "scalar"
                }
            },
            "tag": "labeledProduct"
        },
        "codomain": {
            "items": [
                {
                    "name": "Installation",
                    "fields": {
                        "success": {
                            "name": "bool",
                            "tag": "scalar"
                        },
                        "applied": {
                            "name": "string",
                            "tag": "scalar"
                        },
                        "error": {
                            "name": "string",
                            "tag": "scalar"
                        },
                        "logs": {
                            "type": {
                                "name": "Log",
                                "fields": {
                                    "message": {
                                        "name": "string",
                                        "tag": "scalar"
                                    },
                                    "timestamp": {
                                        "name": "u64",
                                        "tag": "scalar"
                                    }
                                },
                                "tag": "struct"
                            },
                            "tag": "array"
                        },
                        "errors": {
                            "type": {
                                "name": "ParticleErrors",
                                "fields": {
                                    "errors": {
                                        "type": {
                                            "name": "LastErrorEntry",
                                            "fields": {
                                                "error_idx": {
                                                    "name": "u32",
                                                    "tag": "scalar"
                                                },
                                                "last_error": {
                                                    "name": "LastError",
                                                    "fields": {
                                                        "error_code": {
                                                            "name": "u32",
                                                            "tag": "scalar"
                                                        },
                                                        "instruction": {
                                                            "name": "string",
                                                            "tag": "scalar"
                                                        },
                                                        "message": {
                                                            "name": "string",
                                                            "tag": "scalar"
                                                        },
                                                        "peer_id": {
                                                            "name": "string",
                                                            "tag": "scalar"
                                                        }
                                                    },
                                                    "tag": "struct"
                                                }
                                            },
                                            "tag": "struct"
                                        },
                                        "tag": "array"
                                    },
                                    "particle_id": {
                                        "name": "string",
                                        "tag": "scalar"
                                    }
                                },
                                "tag": "struct"
                            },
                            "tag": "array"
                        },
                        "statuses": {
                            "type": {
                                "name": "string",
                                "tag": "scalar"
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
        followWorker_script
    );
}

export const observeWorker_script = `
(xor
 (new $answer
  (seq
   (seq
    (seq
     (seq
      (seq
       (seq
        (call %init_peer_id% ("getDataSrv" "-relay-") [] -relay-)
        (call %init_peer_id% ("getDataSrv" "host_id") [] -host_id-arg-)
       )
       (call %init_peer_id% ("getDataSrv" "deal_id") [] -deal_id-arg-)
      )
      (call %init_peer_id% ("getDataSrv" "keys") [] -keys-arg-)
     )
     (xor
      (seq
       (new $-hop-
        (new #-hopc-
         (canon -relay- $-hop-  #-hopc-)
        )
       )
       (xor
        (seq
         (call -host_id-arg- ("worker" "get_worker_id") [-deal_id-arg-] ret)
         (new -if-else-error-
          (new -else-error-
           (new -if-error-
            (xor
             (seq
              (match ret []
               (seq
                (new %WorkerState_obj_map
                 (seq
                  (seq
                   (seq
                    (seq
                     (seq
                      (seq
                       (seq
                        (seq
                         (ap ("active" false) %WorkerState_obj_map)
                         (ap ("error" "") %WorkerState_obj_map)
                        )
                        (ap ("scripts" []) %WorkerState_obj_map)
                       )
                       (ap ("services" []) %WorkerState_obj_map)
                      )
                      (ap ("statuses" []) %WorkerState_obj_map)
                     )
                     (ap ("success" true) %WorkerState_obj_map)
                    )
                    (ap ("values" []) %WorkerState_obj_map)
                   )
                   (ap ("worker_id" []) %WorkerState_obj_map)
                  )
                  (canon -host_id-arg- %WorkerState_obj_map  WorkerState_obj)
                 )
                )
                (ap WorkerState_obj $answer)
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
               (match :error:.$.error_code 10001
                (seq
                 (call -host_id-arg- ("worker" "is_active") [-deal_id-arg-] ret-0)
                 (new -if-else-error-
                  (new -else-error-
                   (new -if-error-
                    (xor
                     (seq
                      (match ret-0 false
                       (seq
                        (new %WorkerState_obj-0_map
                         (seq
                          (seq
                           (seq
                            (seq
                             (seq
                              (seq
                               (seq
                                (seq
                                 (ap ("active" false) %WorkerState_obj-0_map)
                                 (ap ("error" "") %WorkerState_obj-0_map)
                                )
                                (ap ("scripts" []) %WorkerState_obj-0_map)
                               )
                               (ap ("services" []) %WorkerState_obj-0_map)
                              )
                              (ap ("statuses" []) %WorkerState_obj-0_map)
                             )
                             (ap ("success" true) %WorkerState_obj-0_map)
                            )
                            (ap ("values" []) %WorkerState_obj-0_map)
                           )
                           (ap ("worker_id" ret) %WorkerState_obj-0_map)
                          )
                          (canon -host_id-arg- %WorkerState_obj-0_map  WorkerState_obj-0)
                         )
                        )
                        (ap WorkerState_obj-0 $answer)
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
                       (match :error:.$.error_code 10001
                        (new $statuses
                         (new $values
                          (new $scripts
                           (xor
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
                                       (call ret.$.[0] ("srv" "list") [] ret-1)
                                       (par
                                        (fold ret-1 service-0
                                         (par
                                          (new -if-else-error-
                                           (new -else-error-
                                            (new -if-error-
                                             (xor
                                              (match service-0.$.service_type "spell"
                                               (seq
                                                (seq
                                                 (call ret.$.[0] (service-0.$.id "script_cid") [] ret-2)
                                                 (new %SpellScript_obj_map
                                                  (seq
                                                   (seq
                                                    (ap ("script_cid" ret-2.$.value) %SpellScript_obj_map)
                                                    (ap ("spell_id" service-0.$.id) %SpellScript_obj_map)
                                                   )
                                                   (canon ret.$.[0] %SpellScript_obj_map  SpellScript_obj)
                                                  )
                                                 )
                                                )
                                                (ap SpellScript_obj $scripts)
                                               )
                                              )
                                              (seq
                                               (ap :error: -if-error-)
                                               (xor
                                                (match :error:.$.error_code 10001
                                                 (seq
                                                  (new %SpellScript_obj-0_map
                                                   (seq
                                                    (seq
                                                     (ap ("script_cid" "") %SpellScript_obj-0_map)
                                                     (ap ("spell_id" service-0.$.id) %SpellScript_obj-0_map)
                                                    )
                                                    (canon ret.$.[0] %SpellScript_obj-0_map  SpellScript_obj-0)
                                                   )
                                                  )
                                                  (ap SpellScript_obj-0 $scripts)
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
                                          (next service-0)
                                         )
                                         (never)
                                        )
                                        (null)
                                       )
                                      )
                                      (call ret.$.[0] ("srv" "resolve_alias_opt") ["worker-spell"] ret-3)
                                     )
                                     (new -if-error-
                                      (xor
                                       (mismatch ret-3 []
                                        (seq
                                         (seq
                                          (seq
                                           (seq
                                            (seq
                                             (seq
                                              (par
                                               (fold -keys-arg- key-0
                                                (par
                                                 (seq
                                                  (call ret.$.[0] (ret-3.$.[0] "get_string") [key-0] ret-4)
                                                  (new -if-else-error-
                                                   (new -else-error-
                                                    (new -if-error-
                                                     (xor
                                                      (match ret-4.$.absent true
                                                       (seq
                                                        (new %StoredValue_obj_map
                                                         (seq
                                                          (seq
                                                           (ap ("key" key-0) %StoredValue_obj_map)
                                                           (ap ("value" []) %StoredValue_obj_map)
                                                          )
                                                          (canon ret.$.[0] %StoredValue_obj_map  StoredValue_obj)
                                                         )
                                                        )
                                                        (ap StoredValue_obj $values)
                                                       )
                                                      )
                                                      (seq
                                                       (ap :error: -if-error-)
                                                       (xor
                                                        (match :error:.$.error_code 10001
                                                         (seq
                                                          (seq
                                                           (new $option-inline
                                                            (seq
                                                             (xor
                                                              (ap ret-4.$.value $option-inline)
                                                              (null)
                                                             )
                                                             (canon ret.$.[0] $option-inline  #option-inline-0)
                                                            )
                                                           )
                                                           (new %StoredValue_obj-0_map
                                                            (seq
                                                             (seq
                                                              (ap ("key" key-0) %StoredValue_obj-0_map)
                                                              (ap ("value" #option-inline-0) %StoredValue_obj-0_map)
                                                             )
                                                             (canon ret.$.[0] %StoredValue_obj-0_map  StoredValue_obj-0)
                                                            )
                                                           )
                                                          )
                                                          (ap StoredValue_obj-0 $values)
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
                                                 (next key-0)
                                                )
                                                (never)
                                               )
                                               (null)
                                              )
                                              (call ret.$.[0] (ret-3.$.[0] "list_get_strings") ["__installation_spell_status__"] ret-5)
                                             )
                                             (fold ret-5.$.value status-0
                                              (seq
                                               (ap status-0 $statuses)
                                               (next status-0)
                                              )
                                              (null)
                                             )
                                            )
                                            (ap -keys-arg- -keys-arg-_to_functor)
                                           )
                                           (ap -keys-arg-_to_functor.length -keys-arg-_length)
                                          )
                                          (call ret.$.[0] ("cmp" "gt") [-keys-arg-_length 0] gt)
                                         )
                                         (new -if-error-
                                          (xor
                                           (match gt true
                                            (seq
                                             (seq
                                              (seq
                                               (ap -keys-arg- -keys-arg-_to_functor-0)
                                               (ap -keys-arg-_to_functor-0.length -keys-arg-_length-0)
                                              )
                                              (new $values_test
                                               (seq
                                                (seq
                                                 (fold $values values_fold_var
                                                  (seq
                                                   (seq
                                                    (ap values_fold_var $values_test)
                                                    (canon ret.$.[0] $values_test  #values_iter_canon)
                                                   )
                                                   (xor
                                                    (match #values_iter_canon.length -keys-arg-_length-0
                                                     (null)
                                                    )
                                                    (next values_fold_var)
                                                   )
                                                  )
                                                  (never)
                                                 )
                                                 (canon ret.$.[0] $values_test  #values_result_canon)
                                                )
                                                (ap #values_result_canon values_gate)
                                               )
                                              )
                                             )
                                             (call ret.$.[0] ("math" "sub") [-keys-arg-_length-0 1] values_idx)
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
                                    )
                                    (ap ret-1 ret-1_to_functor)
                                   )
                                   (ap ret-1_to_functor.length ret-1_length)
                                  )
                                  (call ret.$.[0] ("cmp" "gt") [ret-1_length 0] gt-0)
                                 )
                                 (new -if-error-
                                  (xor
                                   (match gt-0 true
                                    (seq
                                     (seq
                                      (seq
                                       (ap ret-1 ret-1_to_functor-0)
                                       (ap ret-1_to_functor-0.length ret-1_length-0)
                                      )
                                      (new $scripts_test
                                       (seq
                                        (seq
                                         (fold $scripts scripts_fold_var
                                          (seq
                                           (seq
                                            (ap scripts_fold_var $scripts_test)
                                            (canon ret.$.[0] $scripts_test  #scripts_iter_canon)
                                           )
                                           (xor
                                            (match #scripts_iter_canon.length ret-1_length-0
                                             (null)
                                            )
                                            (next scripts_fold_var)
                                           )
                                          )
                                          (never)
                                         )
                                         (canon ret.$.[0] $scripts_test  #scripts_result_canon)
                                        )
                                        (ap #scripts_result_canon scripts_gate)
                                       )
                                      )
                                     )
                                     (call ret.$.[0] ("math" "sub") [ret-1_length-0 1] scripts_idx)
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
                                (new %WorkerState_obj-1_map
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
                                            (canon ret.$.[0] $scripts  #scripts_canon)
                                            (canon ret.$.[0] $statuses  #statuses_canon)
                                           )
                                           (canon ret.$.[0] $values  #values_canon)
                                          )
                                          (ap ("active" true) %WorkerState_obj-1_map)
                                         )
                                         (ap ("error" "") %WorkerState_obj-1_map)
                                        )
                                        (ap ("scripts" #scripts_canon) %WorkerState_obj-1_map)
                                       )
                                       (ap ("services" ret-1) %WorkerState_obj-1_map)
                                      )
                                      (ap ("statuses" #statuses_canon) %WorkerState_obj-1_map)
                                     )
                                     (ap ("success" true) %WorkerState_obj-1_map)
                                    )
                                    (ap ("values" #values_canon) %WorkerState_obj-1_map)
                                   )
                                   (ap ("worker_id" ret) %WorkerState_obj-1_map)
                                  )
                                  (canon ret.$.[0] %WorkerState_obj-1_map  WorkerState_obj-1)
                                 )
                                )
                               )
                               (ap WorkerState_obj-1 $answer)
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
                            (fail :error:)
                           )
                          )
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
          (new %WorkerState_obj-2_map
           (seq
            (seq
             (seq
              (seq
               (seq
                (seq
                 (seq
                  (seq
                   (ap ("active" false) %WorkerState_obj-2_map)
                   (ap ("error" :error:.$.message) %WorkerState_obj-2_map)
                  )
                  (ap ("scripts" []) %WorkerState_obj-2_map)
                 )
                 (ap ("services" []) %WorkerState_obj-2_map)
                )
                (ap ("statuses" []) %WorkerState_obj-2_map)
               )
               (ap ("success" false) %WorkerState_obj-2_map)
              )
              (ap ("values" []) %WorkerState_obj-2_map)
             )
             (ap ("worker_id" []) %WorkerState_obj-2_map)
            )
            (canon -host_id-arg- %WorkerState_obj-2_map  WorkerState_obj-2)
           )
          )
          (ap WorkerState_obj-2 $answer)
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
    (new $answer_test
     (seq
      (seq
       (fold $answer answer_fold_var
        (seq
         (seq
          (ap answer_fold_var $answer_test)
          (canon %init_peer_id% $answer_test  #answer_iter_canon)
         )
         (xor
          (match #answer_iter_canon.length 1
           (null)
          )
          (next answer_fold_var)
         )
        )
        (never)
       )
       (canon %init_peer_id% $answer_test  #answer_result_canon)
      )
      (ap #answer_result_canon answer_gate)
     )
    )
   )
   (call %init_peer_id% ("callbackSrv" "response") [answer_gate.$.[0]])
  )
 )
 (call %init_peer_id% ("errorHandlingSrv" "error") [:error: 0])
)
`;

export type ObserveWorkerResultType = { services: { aliases: string[]; worker_id: string; blueprint_id: string; owner_id: string; id: string; service_type: string; }[]; success: boolean; worker_id: string | null; statuses: string[]; error: string; values: { key: string; value: string | null; }[]; scripts: { script_cid: string; spell_id: string; }[]; active: boolean; }

export type ObserveWorkerParams = [host_id: string, deal_id: string, keys: string[], config?: {ttl?: number}] | [peer: IFluenceClient$$, host_id: string, deal_id: string, keys: string[], config?: {ttl?: number}];

export type ObserveWorkerResult = Promise<ObserveWorkerResultType>;

export function observeWorker(...args: ObserveWorkerParams): ObserveWorkerResult {
    return callFunction$$(
        args,
        {
    "functionName": "observeWorker",
    "arrow": {
        "domain": {
            "fields": {
                "host_id": {
                    "name": "string",
                    "tag": "scalar"
                },
                "deal_id": {
                    "name": "string",
                    "tag": "scalar"
                },
                "keys": {
                    "type": {
                        "name": "string",
                        "tag": "scalar"
                    },
                    "tag": "array"
                }
            },
            "tag": "labeledProduct"
        },
        "codomain": {
            "items": [
                {
                    "name": "WorkerState",
                    "fields": {
                        "services": {
                            "type": {
                                "name": "Service",
                                "fields": {
                                    "aliases": {
                                        "type": {
                                            "name": "string",
                                            "tag": "scalar"
                                        },
                                        "tag": "array"
                                    },
                                    "worker_id": {
                                        "name": "string",
                                        "tag": "scalar"
                                    },
                                    "blueprint_id": {
                                        "name": "string",
                                        "tag": "scalar"
                                    },
                                    "owner_id": {
                                        "name": "string",
                                        "tag": "scalar"
                                    },
                                    "id": {
                                        "name": "string",
                                        "tag": "scalar"
                                    },
                                    "service_type": {
                                        "name": "string",
                                        "tag": "scalar"
                                    }
                                },
                                "tag": "struct"
                            },
                            "tag": "array"
                        },
                        "success": {
                            "name": "bool",
                            "tag": "scalar"
                        },
                        "worker_id": {
                            "type": {
                                "name": "string",
                                "tag": "scalar"
                            },
                            "tag": "option"
                        },
                        "statuses": {
                            "type": {
                                "name": "string",
                                "tag": "scalar"
                            },
                            "tag": "array"
                        },
                        "error": {
                            "name": "string",
                            "tag": "scalar"
                        },
                        "values": {
                            "type": {
                                "name": "StoredValue",
                                "fields": {
                                    "key": {
                                        "name": "string",
                                        "tag": "scalar"
                                    },
                                    "value": {
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
                        },
                        "scripts": {
                            "type": {
                                "name": "SpellScript",
                                "fields": {
                                    "script_cid": {
                                        "name": "string",
                                        "tag": "scalar"
                                    },
                                    "spell_id": {
                                        "name": "string",
                                        "tag": "scalar"
                                    }
                                },
                                "tag": "struct"
                            },
                            "tag": "array"
                        },
                        "active": {
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
        observeWorker_script
    );
}

export const workersOfDeal_script = `
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

export type WorkersOfDealResultType = { error: string | null; success: boolean; workers: { host_id: string; pat_id: string; worker_id: string | null; }[]; }

export type WorkersOfDealParams = [deal_id: string, config?: {ttl?: number}] | [peer: IFluenceClient$$, deal_id: string, config?: {ttl?: number}];

export type WorkersOfDealResult = Promise<WorkersOfDealResultType>;

export function workersOfDeal(...args: WorkersOfDealParams): WorkersOfDealResult {
    return callFunction$$(
        args,
        {
    "functionName": "workersOfDeal",
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
        workersOfDeal_script
    );
}

export const observeDeployment_script = `
(xor
 (new $answer
  (seq
   (seq
    (seq
     (seq
      (seq
       (call %init_peer_id% ("getDataSrv" "-relay-") [] -relay-)
       (call %init_peer_id% ("getDataSrv" "host_id") [] -host_id-arg-)
      )
      (call %init_peer_id% ("getDataSrv" "deal_id") [] -deal_id-arg-)
     )
     (xor
      (seq
       (new $-hop-
        (new #-hopc-
         (canon -relay- $-hop-  #-hopc-)
        )
       )
       (xor
        (seq
         (seq
          (seq
           (call -host_id-arg- ("deployment" "observe") [-deal_id-arg-] ret)
           (new %Answer_obj_map
            (seq
             (seq
              (seq
               (ap ("error" "") %Answer_obj_map)
               (ap ("success" true) %Answer_obj_map)
              )
              (ap ("value" ret) %Answer_obj_map)
             )
             (canon -host_id-arg- %Answer_obj_map  Answer_obj)
            )
           )
          )
          (ap Answer_obj $answer)
         )
         (new $-hop-
          (new #-hopc-
           (canon -relay- $-hop-  #-hopc-)
          )
         )
        )
        (seq
         (seq
          (new %Answer_obj-0_map
           (seq
            (seq
             (seq
              (ap ("error" :error:.$.message) %Answer_obj-0_map)
              (ap ("success" false) %Answer_obj-0_map)
             )
             (ap ("value" "") %Answer_obj-0_map)
            )
            (canon -host_id-arg- %Answer_obj-0_map  Answer_obj-0)
           )
          )
          (ap Answer_obj-0 $answer)
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
    (new $answer_test
     (seq
      (seq
       (fold $answer answer_fold_var
        (seq
         (seq
          (ap answer_fold_var $answer_test)
          (canon %init_peer_id% $answer_test  #answer_iter_canon)
         )
         (xor
          (match #answer_iter_canon.length 1
           (null)
          )
          (next answer_fold_var)
         )
        )
        (never)
       )
       (canon %init_peer_id% $answer_test  #answer_result_canon)
      )
      (ap #answer_result_canon answer_gate)
     )
    )
   )
   (call %init_peer_id% ("callbackSrv" "response") [answer_gate.$.[0]])
  )
 )
 (call %init_peer_id% ("errorHandlingSrv" "error") [:error: 0])
)
`;

export type ObserveDeploymentResultType = { error: string; success: boolean; value: string; }

export type ObserveDeploymentParams = [host_id: string, deal_id: string, config?: {ttl?: number}] | [peer: IFluenceClient$$, host_id: string, deal_id: string, config?: {ttl?: number}];

export type ObserveDeploymentResult = Promise<ObserveDeploymentResultType>;

export function observeDeployment(...args: ObserveDeploymentParams): ObserveDeploymentResult {
    return callFunction$$(
        args,
        {
    "functionName": "observeDeployment",
    "arrow": {
        "domain": {
            "fields": {
                "host_id": {
                    "name": "string",
                    "tag": "scalar"
                },
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
                    "name": "Answer",
                    "fields": {
                        "error": {
                            "name": "string",
                            "tag": "scalar"
                        },
                        "success": {
                            "name": "bool",
                            "tag": "scalar"
                        },
                        "value": {
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
        observeDeployment_script
    );
}

export const triggerWorkerSpell_script = `
(xor
 (new $answer
  (seq
   (seq
    (seq
     (seq
      (seq
       (seq
        (seq
         (call %init_peer_id% ("getDataSrv" "-relay-") [] -relay-)
         (call %init_peer_id% ("getDataSrv" "host_id") [] -host_id-arg-)
        )
        (call %init_peer_id% ("getDataSrv" "worker_id") [] -worker_id-arg-)
       )
       (call %init_peer_id% ("getDataSrv" "spell_id") [] -spell_id-arg-)
      )
      (call %init_peer_id% ("getDataSrv" "trigger") [] -trigger-arg-)
     )
     (xor
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
       (xor
        (seq
         (seq
          (seq
           (seq
            (call -worker_id-arg- ("spell" "update_trigger_config") [-spell_id-arg- -trigger-arg-])
            (new %Outcome_obj_map
             (seq
              (seq
               (ap ("error" "") %Outcome_obj_map)
               (ap ("success" true) %Outcome_obj_map)
              )
              (canon -worker_id-arg- %Outcome_obj_map  Outcome_obj)
             )
            )
           )
           (ap Outcome_obj $answer)
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
           (new %Outcome_obj-0_map
            (seq
             (seq
              (ap ("error" :error:.$.message) %Outcome_obj-0_map)
              (ap ("success" false) %Outcome_obj-0_map)
             )
             (canon -worker_id-arg- %Outcome_obj-0_map  Outcome_obj-0)
            )
           )
           (ap Outcome_obj-0 $answer)
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
    (new $answer_test
     (seq
      (seq
       (fold $answer answer_fold_var
        (seq
         (seq
          (ap answer_fold_var $answer_test)
          (canon %init_peer_id% $answer_test  #answer_iter_canon)
         )
         (xor
          (match #answer_iter_canon.length 1
           (null)
          )
          (next answer_fold_var)
         )
        )
        (never)
       )
       (canon %init_peer_id% $answer_test  #answer_result_canon)
      )
      (ap #answer_result_canon answer_gate)
     )
    )
   )
   (call %init_peer_id% ("callbackSrv" "response") [answer_gate.$.[0]])
  )
 )
 (call %init_peer_id% ("errorHandlingSrv" "error") [:error: 0])
)
`;

export type TriggerWorkerSpellArgTrigger = { blockchain: { end_block: number; start_block: number; }; clock: { end_sec: number; period_sec: number; start_sec: number; }; connections: { connect: boolean; disconnect: boolean; }; }

export type TriggerWorkerSpellResultType = { error: string; success: boolean; }

export type TriggerWorkerSpellParams = [host_id: string, worker_id: string, spell_id: string, trigger: TriggerWorkerSpellArgTrigger, config?: {ttl?: number}] | [peer: IFluenceClient$$, host_id: string, worker_id: string, spell_id: string, trigger: TriggerWorkerSpellArgTrigger, config?: {ttl?: number}];

export type TriggerWorkerSpellResult = Promise<TriggerWorkerSpellResultType>;

export function triggerWorkerSpell(...args: TriggerWorkerSpellParams): TriggerWorkerSpellResult {
    return callFunction$$(
        args,
        {
    "functionName": "triggerWorkerSpell",
    "arrow": {
        "domain": {
            "fields": {
                "host_id": {
                    "name": "string",
                    "tag": "scalar"
                },
                "worker_id": {
                    "name": "string",
                    "tag": "scalar"
                },
                "spell_id": {
                    "name": "string",
                    "tag": "scalar"
                },
                "trigger": {
                    "name": "TriggerConfig",
                    "fields": {
                        "blockchain": {
                            "name": "BlockChainConfig",
                            "fields": {
                                "end_block": {
                                    "name": "u32",
                                    "tag": "scalar"
                                },
                                "start_block": {
                                    "name": "u32",
                                    "tag": "scalar"
                                }
                            },
                            "tag": "struct"
                        },
                        "clock": {
                            "name": "ClockConfig",
                            "fields": {
                                "end_sec": {
                                    "name": "u32",
                                    "tag": "scalar"
                                },
                                "period_sec": {
                                    "name": "u32",
                                    "tag": "scalar"
                                },
                                "start_sec": {
                                    "name": "u32",
                                    "tag": "scalar"
                                }
                            },
                            "tag": "struct"
                        },
                        "connections": {
                            "name": "ConnectionPoolConfig",
                            "fields": {
                                "connect": {
                                    "name": "bool",
                                    "tag": "scalar"
                                },
                                "disconnect": {
                                    "name": "bool",
                                    "tag": "scalar"
                                }
                            },
                            "tag": "struct"
                        }
                    },
                    "tag": "struct"
                }
            },
            "tag": "labeledProduct"
        },
        "codomain": {
            "items": [
                {
                    "name": "Outcome",
                    "fields": {
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
        triggerWorkerSpell_script
    );
}

export const deployWorker_script = `
(xor
 (new $answer
  (seq
   (seq
    (seq
     (seq
      (seq
       (call %init_peer_id% ("getDataSrv" "-relay-") [] -relay-)
       (call %init_peer_id% ("getDataSrv" "host_id") [] -host_id-arg-)
      )
      (call %init_peer_id% ("getDataSrv" "request_json") [] -request_json-arg-)
     )
     (xor
      (seq
       (new $-hop-
        (new #-hopc-
         (canon -relay- $-hop-  #-hopc-)
        )
       )
       (xor
        (seq
         (seq
          (seq
           (call -host_id-arg- ("deployment" "deploy") [-request_json-arg-] ret)
           (new %Answer_obj_map
            (seq
             (seq
              (seq
               (ap ("error" "") %Answer_obj_map)
               (ap ("success" true) %Answer_obj_map)
              )
              (ap ("value" ret) %Answer_obj_map)
             )
             (canon -host_id-arg- %Answer_obj_map  Answer_obj)
            )
           )
          )
          (ap Answer_obj $answer)
         )
         (new $-hop-
          (new #-hopc-
           (canon -relay- $-hop-  #-hopc-)
          )
         )
        )
        (seq
         (seq
          (new %Answer_obj-0_map
           (seq
            (seq
             (seq
              (ap ("error" :error:.$.message) %Answer_obj-0_map)
              (ap ("success" false) %Answer_obj-0_map)
             )
             (ap ("value" "") %Answer_obj-0_map)
            )
            (canon -host_id-arg- %Answer_obj-0_map  Answer_obj-0)
           )
          )
          (ap Answer_obj-0 $answer)
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
    (new $answer_test
     (seq
      (seq
       (fold $answer answer_fold_var
        (seq
         (seq
          (ap answer_fold_var $answer_test)
          (canon %init_peer_id% $answer_test  #answer_iter_canon)
         )
         (xor
          (match #answer_iter_canon.length 1
           (null)
          )
          (next answer_fold_var)
         )
        )
        (never)
       )
       (canon %init_peer_id% $answer_test  #answer_result_canon)
      )
      (ap #answer_result_canon answer_gate)
     )
    )
   )
   (call %init_peer_id% ("callbackSrv" "response") [answer_gate.$.[0]])
  )
 )
 (call %init_peer_id% ("errorHandlingSrv" "error") [:error: 0])
)
`;

export type DeployWorkerResultType = { error: string; success: boolean; value: string; }

export type DeployWorkerParams = [host_id: string, request_json: string, config?: {ttl?: number}] | [peer: IFluenceClient$$, host_id: string, request_json: string, config?: {ttl?: number}];

export type DeployWorkerResult = Promise<DeployWorkerResultType>;

export function deployWorker(...args: DeployWorkerParams): DeployWorkerResult {
    return callFunction$$(
        args,
        {
    "functionName": "deployWorker",
    "arrow": {
        "domain": {
            "fields": {
                "host_id": {
                    "name": "string",
                    "tag": "scalar"
                },
                "request_json": {
                    "name": "string",
                    "tag": "scalar"
                }
            },
            "tag": "labeledProduct"
        },
        "codomain": {
            "items": [
                {
                    "name": "Answer",
                    "fields": {
                        "error": {
                            "name": "string",
                            "tag": "scalar"
                        },
                        "success": {
                            "name": "bool",
                            "tag": "scalar"
                        },
                        "value": {
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
        deployWorker_script
    );
}

export const removeWorker_script = `
(xor
 (new $answer
  (seq
   (seq
    (seq
     (seq
      (seq
       (call %init_peer_id% ("getDataSrv" "-relay-") [] -relay-)
       (call %init_peer_id% ("getDataSrv" "host_id") [] -host_id-arg-)
      )
      (call %init_peer_id% ("getDataSrv" "worker_id") [] -worker_id-arg-)
     )
     (xor
      (seq
       (new $-hop-
        (new #-hopc-
         (canon -relay- $-hop-  #-hopc-)
        )
       )
       (xor
        (seq
         (seq
          (seq
           (call -host_id-arg- ("worker" "remove") [-worker_id-arg-])
           (new %Outcome_obj_map
            (seq
             (seq
              (ap ("error" "") %Outcome_obj_map)
              (ap ("success" true) %Outcome_obj_map)
             )
             (canon -host_id-arg- %Outcome_obj_map  Outcome_obj)
            )
           )
          )
          (ap Outcome_obj $answer)
         )
         (new $-hop-
          (new #-hopc-
           (canon -relay- $-hop-  #-hopc-)
          )
         )
        )
        (seq
         (seq
          (new %Outcome_obj-0_map
           (seq
            (seq
             (ap ("error" :error:.$.message) %Outcome_obj-0_map)
             (ap ("success" false) %Outcome_obj-0_map)
            )
            (canon -host_id-arg- %Outcome_obj-0_map  Outcome_obj-0)
           )
          )
          (ap Outcome_obj-0 $answer)
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
    (new $answer_test
     (seq
      (seq
       (fold $answer answer_fold_var
        (seq
         (seq
          (ap answer_fold_var $answer_test)
          (canon %init_peer_id% $answer_test  #answer_iter_canon)
         )
         (xor
          (match #answer_iter_canon.length 1
           (null)
          )
          (next answer_fold_var)
         )
        )
        (never)
       )
       (canon %init_peer_id% $answer_test  #answer_result_canon)
      )
      (ap #answer_result_canon answer_gate)
     )
    )
   )
   (call %init_peer_id% ("callbackSrv" "response") [answer_gate.$.[0]])
  )
 )
 (call %init_peer_id% ("errorHandlingSrv" "error") [:error: 0])
)
`;

export type RemoveWorkerResultType = { error: string; success: boolean; }

export type RemoveWorkerParams = [host_id: string, worker_id: string, config?: {ttl?: number}] | [peer: IFluenceClient$$, host_id: string, worker_id: string, config?: {ttl?: number}];

export type RemoveWorkerResult = Promise<RemoveWorkerResultType>;

export function removeWorker(...args: RemoveWorkerParams): RemoveWorkerResult {
    return callFunction$$(
        args,
        {
    "functionName": "removeWorker",
    "arrow": {
        "domain": {
            "fields": {
                "host_id": {
                    "name": "string",
                    "tag": "scalar"
                },
                "worker_id": {
                    "name": "string",
                    "tag": "scalar"
                }
            },
            "tag": "labeledProduct"
        },
        "codomain": {
            "items": [
                {
                    "name": "Outcome",
                    "fields": {
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
        removeWorker_script
    );
}

export const makeWorker_script = `
(xor
 (new $answer
  (seq
   (seq
    (seq
     (seq
      (seq
       (call %init_peer_id% ("getDataSrv" "-relay-") [] -relay-)
       (call %init_peer_id% ("getDataSrv" "host_id") [] -host_id-arg-)
      )
      (call %init_peer_id% ("getDataSrv" "deal_id") [] -deal_id-arg-)
     )
     (xor
      (seq
       (new $-hop-
        (new #-hopc-
         (canon -relay- $-hop-  #-hopc-)
        )
       )
       (xor
        (seq
         (call -host_id-arg- ("worker" "get_worker_id") [-deal_id-arg-] ret)
         (new -if-else-error-
          (new -else-error-
           (new -if-error-
            (xor
             (seq
              (match ret []
               (new $worker_id
                (seq
                 (seq
                  (seq
                   (xor
                    (seq
                     (seq
                      (new $array-inline
                       (seq
                        (ap "54ae1b506c260367a054f80800a545f23e32c6bc4a8908c9a794cb8dad23e5ea" $array-inline)
                        (canon -host_id-arg- $array-inline  #array-inline-0)
                       )
                      )
                      (call -host_id-arg- ("worker" "create") [-deal_id-arg- #array-inline-0] ret-0)
                     )
                     (ap ret-0 $worker_id)
                    )
                    (seq
                     (new $array-inline-1
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
                                                  (seq
                                                   (seq
                                                    (seq
                                                     (seq
                                                      (ap 84 $array-inline-1)
                                                      (ap 174 $array-inline-1)
                                                     )
                                                     (ap 27 $array-inline-1)
                                                    )
                                                    (ap 80 $array-inline-1)
                                                   )
                                                   (ap 108 $array-inline-1)
                                                  )
                                                  (ap 38 $array-inline-1)
                                                 )
                                                 (ap 3 $array-inline-1)
                                                )
                                                (ap 103 $array-inline-1)
                                               )
                                               (ap 160 $array-inline-1)
                                              )
                                              (ap 84 $array-inline-1)
                                             )
                                             (ap 248 $array-inline-1)
                                            )
                                            (ap 8 $array-inline-1)
                                           )
                                           (ap 0 $array-inline-1)
                                          )
                                          (ap 165 $array-inline-1)
                                         )
                                         (ap 69 $array-inline-1)
                                        )
                                        (ap 242 $array-inline-1)
                                       )
                                       (ap 62 $array-inline-1)
                                      )
                                      (ap 50 $array-inline-1)
                                     )
                                     (ap 198 $array-inline-1)
                                    )
                                    (ap 188 $array-inline-1)
                                   )
                                   (ap 74 $array-inline-1)
                                  )
                                  (ap 137 $array-inline-1)
                                 )
                                 (ap 8 $array-inline-1)
                                )
                                (ap 201 $array-inline-1)
                               )
                               (ap 167 $array-inline-1)
                              )
                              (ap 148 $array-inline-1)
                             )
                             (ap 203 $array-inline-1)
                            )
                            (ap 141 $array-inline-1)
                           )
                           (ap 173 $array-inline-1)
                          )
                          (ap 35 $array-inline-1)
                         )
                         (ap 229 $array-inline-1)
                        )
                        (ap 234 $array-inline-1)
                       )
                       (canon -host_id-arg- $array-inline-1  #array-inline-1-0)
                      )
                     )
                     (xor
                      (seq
                       (seq
                        (new $array-inline-2
                         (seq
                          (ap #array-inline-1-0 $array-inline-2)
                          (canon -host_id-arg- $array-inline-2  #array-inline-2-0)
                         )
                        )
                        (call -host_id-arg- ("worker" "create") [-deal_id-arg- #array-inline-2-0] ret-1)
                       )
                       (ap ret-1 $worker_id)
                      )
                      (seq
                       (seq
                        (new $array-inline-3
                         (seq
                          (ap "54ae1b506c260367a054f80800a545f23e32c6bc4a8908c9a794cb8dad23e5ea" $array-inline-3)
                          (canon -host_id-arg- $array-inline-3  #array-inline-3-0)
                         )
                        )
                        (call -host_id-arg- ("worker" "create") [-deal_id-arg- #array-inline-3-0] ret-2)
                       )
                       (ap ret-2 $worker_id)
                      )
                     )
                    )
                   )
                   (new $worker_id_test
                    (seq
                     (seq
                      (fold $worker_id worker_id_fold_var
                       (seq
                        (seq
                         (ap worker_id_fold_var $worker_id_test)
                         (canon -host_id-arg- $worker_id_test  #worker_id_iter_canon)
                        )
                        (xor
                         (match #worker_id_iter_canon.length 1
                          (null)
                         )
                         (next worker_id_fold_var)
                        )
                       )
                       (never)
                      )
                      (canon -host_id-arg- $worker_id_test  #worker_id_result_canon)
                     )
                     (ap #worker_id_result_canon worker_id_gate)
                    )
                   )
                  )
                  (new %Answer_obj_map
                   (seq
                    (seq
                     (seq
                      (ap ("error" "") %Answer_obj_map)
                      (ap ("success" true) %Answer_obj_map)
                     )
                     (ap ("value" worker_id_gate.$.[0]) %Answer_obj_map)
                    )
                    (canon -host_id-arg- %Answer_obj_map  Answer_obj)
                   )
                  )
                 )
                 (ap Answer_obj $answer)
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
                 (seq
                  (new %Answer_obj-0_map
                   (seq
                    (seq
                     (seq
                      (ap ("error" "") %Answer_obj-0_map)
                      (ap ("success" true) %Answer_obj-0_map)
                     )
                     (ap ("value" ret.$.[0]) %Answer_obj-0_map)
                    )
                    (canon -host_id-arg- %Answer_obj-0_map  Answer_obj-0)
                   )
                  )
                  (ap Answer_obj-0 $answer)
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
          (new %Answer_obj-1_map
           (seq
            (seq
             (seq
              (ap ("error" :error:.$.message) %Answer_obj-1_map)
              (ap ("success" false) %Answer_obj-1_map)
             )
             (ap ("value" "") %Answer_obj-1_map)
            )
            (canon -host_id-arg- %Answer_obj-1_map  Answer_obj-1)
           )
          )
          (ap Answer_obj-1 $answer)
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
    (new $answer_test
     (seq
      (seq
       (fold $answer answer_fold_var
        (seq
         (seq
          (ap answer_fold_var $answer_test)
          (canon %init_peer_id% $answer_test  #answer_iter_canon)
         )
         (xor
          (match #answer_iter_canon.length 1
           (null)
          )
          (next answer_fold_var)
         )
        )
        (never)
       )
       (canon %init_peer_id% $answer_test  #answer_result_canon)
      )
      (ap #answer_result_canon answer_gate)
     )
    )
   )
   (call %init_peer_id% ("callbackSrv" "response") [answer_gate.$.[0]])
  )
 )
 (call %init_peer_id% ("errorHandlingSrv" "error") [:error: 0])
)
`;

export type MakeWorkerResultType = { error: string; success: boolean; value: string; }

export type MakeWorkerParams = [host_id: string, deal_id: string, config?: {ttl?: number}] | [peer: IFluenceClient$$, host_id: string, deal_id: string, config?: {ttl?: number}];

export type MakeWorkerResult = Promise<MakeWorkerResultType>;

export function makeWorker(...args: MakeWorkerParams): MakeWorkerResult {
    return callFunction$$(
        args,
        {
    "functionName": "makeWorker",
    "arrow": {
        "domain": {
            "fields": {
                "host_id": {
                    "name": "string",
                    "tag": "scalar"
                },
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
                    "name": "Answer",
                    "fields": {
                        "error": {
                            "name": "string",
                            "tag": "scalar"
                        },
                        "success": {
                            "name": "bool",
                            "tag": "scalar"
                        },
                        "value": {
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
        makeWorker_script
    );
}

export const updateWorker_script = `
(xor
 (new $answer
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
            (call %init_peer_id% ("getDataSrv" "host_id") [] -host_id-arg-)
           )
           (call %init_peer_id% ("getDataSrv" "worker_id") [] -worker_id-arg-)
          )
          (call %init_peer_id% ("getDataSrv" "spell_id") [] -spell_id-arg-)
         )
         (call %init_peer_id% ("getDataSrv" "script") [] -script-arg-)
        )
        (call %init_peer_id% ("getDataSrv" "change") [] -change-arg-)
       )
       (call %init_peer_id% ("getDataSrv" "clocks") [] -clocks-arg-)
      )
      (call %init_peer_id% ("getDataSrv" "trigger") [] -trigger-arg-)
     )
     (xor
      (seq
       (new $-hop-
        (new #-hopc-
         (canon -relay- $-hop-  #-hopc-)
        )
       )
       (xor
        (seq
         (call -host_id-arg- ("aqua-ipfs" "get_local_api_multiaddr") [] ret)
         (new -if-else-error-
          (new -else-error-
           (new -if-error-
            (xor
             (seq
              (match ret.$.success true
               (seq
                (seq
                 (seq
                  (new %WorkerSpellData_obj_map
                   (seq
                    (seq
                     (seq
                      (seq
                       (seq
                        (ap ("h_change" -change-arg-) %WorkerSpellData_obj_map)
                        (ap ("h_clocks" -clocks-arg-) %WorkerSpellData_obj_map)
                       )
                       (ap ("h_notes" []) %WorkerSpellData_obj_map)
                      )
                      (ap ("h_worker_def_cid" -change-arg-.$.definition) %WorkerSpellData_obj_map)
                     )
                     (ap ("ipfs" ret.$.multiaddr) %WorkerSpellData_obj_map)
                    )
                    (canon -host_id-arg- %WorkerSpellData_obj_map  WorkerSpellData_obj)
                   )
                  )
                  (xor
                   (seq
                    (new $option-inline
                     (seq
                      (xor
                       (ap WorkerSpellData_obj $option-inline)
                       (null)
                      )
                      (canon -worker_id-arg- $option-inline  #option-inline-0)
                     )
                    )
                    (call -worker_id-arg- ("spell" "update") [-spell_id-arg- -script-arg- #option-inline-0 -trigger-arg-])
                   )
                   (fail :error:)
                  )
                 )
                 (new %Outcome_obj_map
                  (seq
                   (seq
                    (ap ("error" "") %Outcome_obj_map)
                    (ap ("success" true) %Outcome_obj_map)
                   )
                   (canon -host_id-arg- %Outcome_obj_map  Outcome_obj)
                  )
                 )
                )
                (ap Outcome_obj $answer)
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
                 (seq
                  (new %Outcome_obj-0_map
                   (seq
                    (seq
                     (ap ("error" ret.$.error) %Outcome_obj-0_map)
                     (ap ("success" false) %Outcome_obj-0_map)
                    )
                    (canon -host_id-arg- %Outcome_obj-0_map  Outcome_obj-0)
                   )
                  )
                  (ap Outcome_obj-0 $answer)
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
          (new %Outcome_obj-1_map
           (seq
            (seq
             (ap ("error" :error:.$.message) %Outcome_obj-1_map)
             (ap ("success" false) %Outcome_obj-1_map)
            )
            (canon -host_id-arg- %Outcome_obj-1_map  Outcome_obj-1)
           )
          )
          (ap Outcome_obj-1 $answer)
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
    (new $answer_test
     (seq
      (seq
       (fold $answer answer_fold_var
        (seq
         (seq
          (ap answer_fold_var $answer_test)
          (canon %init_peer_id% $answer_test  #answer_iter_canon)
         )
         (xor
          (match #answer_iter_canon.length 1
           (null)
          )
          (next answer_fold_var)
         )
        )
        (never)
       )
       (canon %init_peer_id% $answer_test  #answer_result_canon)
      )
      (ap #answer_result_canon answer_gate)
     )
    )
   )
   (call %init_peer_id% ("callbackSrv" "response") [answer_gate.$.[0]])
  )
 )
 (call %init_peer_id% ("errorHandlingSrv" "error") [:error: 0])
)
`;

export type UpdateWorkerArgChange = { definition: string; id: string; leftovers: { id: string; is_spell: boolean; keys: string[]; name: string; }[]; scripts: { script: string; spell_id: string; }[]; }

export type UpdateWorkerResultType = { error: string; success: boolean; }

export type UpdateWorkerParams = [host_id: string, worker_id: string, spell_id: string, script: string | null, change: UpdateWorkerArgChange, clocks: string, trigger: { blockchain: { end_block: number; start_block: number; }; clock: { end_sec: number; period_sec: number; start_sec: number; }; connections: { connect: boolean; disconnect: boolean; }; } | null, config?: {ttl?: number}] | [peer: IFluenceClient$$, host_id: string, worker_id: string, spell_id: string, script: string | null, change: UpdateWorkerArgChange, clocks: string, trigger: { blockchain: { end_block: number; start_block: number; }; clock: { end_sec: number; period_sec: number; start_sec: number; }; connections: { connect: boolean; disconnect: boolean; }; } | null, config?: {ttl?: number}];

export type UpdateWorkerResult = Promise<UpdateWorkerResultType>;

export function updateWorker(...args: UpdateWorkerParams): UpdateWorkerResult {
    return callFunction$$(
        args,
        {
    "functionName": "updateWorker",
    "arrow": {
        "domain": {
            "fields": {
                "host_id": {
                    "name": "string",
                    "tag": "scalar"
                },
                "worker_id": {
                    "name": "string",
                    "tag": "scalar"
                },
                "spell_id": {
                    "name": "string",
                    "tag": "scalar"
                },
                "script": {
                    "type": {
                        "name": "string",
                        "tag": "scalar"
                    },
                    "tag": "option"
                },
                "change": {
                    "name": "WorkerChange",
                    "fields": {
                        "definition": {
                            "name": "string",
                            "tag": "scalar"
                        },
                        "id": {
                            "name": "string",
                            "tag": "scalar"
                        },
                        "leftovers": {
                            "type": {
                                "name": "Leftover",
                                "fields": {
                                    "id": {
                                        "name": "string",
                                        "tag": "scalar"
                                    },
                                    "is_spell": {
                                        "name": "bool",
                                        "tag": "scalar"
                                    },
                                    "keys": {
                                        "type": {
                                            "name": "string",
                                            "tag": "scalar"
                                        },
                                        "tag": "array"
                                    },
                                    "name": {
                                        "name": "string",
                                        "tag": "scalar"
                                    }
                                },
                                "tag": "struct"
                            },
                            "tag": "array"
                        },
                        "scripts": {
                            "type": {
                                "name": "ScriptChange",
                                "fields": {
                                    "script": {
                                        "name": "string",
                                        "tag": "scalar"
                                    },
                                    "spell_id": {
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
                "clocks": {
                    "name": "string",
                    "tag": "scalar"
                },
                "trigger": {
                    "type": {
                        "name": "TriggerConfig",
                        "fields": {
                            "blockchain": {
                                "name": "BlockChainConfig",
                                "fields": {
                                    "end_block": {
                                        "name": "u32",
                                        "tag": "scalar"
                                    },
                                    "start_block": {
                                        "name": "u32",
                                        "tag": "scalar"
                                    }
                                },
                                "tag": "struct"
                            },
                            "clock": {
                                "name": "ClockConfig",
                                "fields": {
                                    "end_sec": {
                                        "name": "u32",
                                        "tag": "scalar"
                                    },
                                    "period_sec": {
                                        "name": "u32",
                                        "tag": "scalar"
                                    },
                                    "start_sec": {
                                        "name": "u32",
                                        "tag": "scalar"
                                    }
                                },
                                "tag": "struct"
                            },
                            "connections": {
                                "name": "ConnectionPoolConfig",
                                "fields": {
                                    "connect": {
                                        "name": "bool",
                                        "tag": "scalar"
                                    },
                                    "disconnect": {
                                        "name": "bool",
                                        "tag": "scalar"
                                    }
                                },
                                "tag": "struct"
                            }
                        },
                        "tag": "struct"
                    },
                    "tag": "option"
                }
            },
            "tag": "labeledProduct"
        },
        "codomain": {
            "items": [
                {
                    "name": "Outcome",
                    "fields": {
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
        updateWorker_script
    );
}

export const spellLogs_script = `
(xor
 (new $answer
  (seq
   (seq
    (seq
     (seq
      (seq
       (seq
        (call %init_peer_id% ("getDataSrv" "-relay-") [] -relay-)
        (call %init_peer_id% ("getDataSrv" "host_id") [] -host_id-arg-)
       )
       (call %init_peer_id% ("getDataSrv" "worker_id") [] -worker_id-arg-)
      )
      (call %init_peer_id% ("getDataSrv" "spell") [] -spell-arg-)
     )
     (xor
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
       (xor
        (seq
         (seq
          (seq
           (seq
            (call -worker_id-arg- (-spell-arg- "get_logs") [] ret)
            (new %Logs_obj_map
             (seq
              (seq
               (seq
                (seq
                 (ap ("error" ret.$.error) %Logs_obj_map)
                 (ap ("logs" ret.$.logs) %Logs_obj_map)
                )
                (ap ("spell_id" -spell-arg-) %Logs_obj_map)
               )
               (ap ("success" ret.$.success) %Logs_obj_map)
              )
              (canon -worker_id-arg- %Logs_obj_map  Logs_obj)
             )
            )
           )
           (ap Logs_obj $answer)
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
           (new %Logs_obj-0_map
            (seq
             (seq
              (seq
               (seq
                (ap ("error" :error:.$.message) %Logs_obj-0_map)
                (ap ("logs" []) %Logs_obj-0_map)
               )
               (ap ("spell_id" -spell-arg-) %Logs_obj-0_map)
              )
              (ap ("success" false) %Logs_obj-0_map)
             )
             (canon -worker_id-arg- %Logs_obj-0_map  Logs_obj-0)
            )
           )
           (ap Logs_obj-0 $answer)
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
    (new $answer_test
     (seq
      (seq
       (fold $answer answer_fold_var
        (seq
         (seq
          (ap answer_fold_var $answer_test)
          (canon %init_peer_id% $answer_test  #answer_iter_canon)
         )
         (xor
          (match #answer_iter_canon.length 1
           (null)
          )
          (next answer_fold_var)
         )
        )
        (never)
       )
       (canon %init_peer_id% $answer_test  #answer_result_canon)
      )
      (ap #answer_result_canon answer_gate)
     )
    )
   )
   (call %init_peer_id% ("callbackSrv" "response") [answer_gate.$.[0]])
  )
 )
 (call %init_peer_id% ("errorHandlingSrv" "error") [:error: 0])
)
`;

export type SpellLogsResultType = { error: string; logs: { message: string; timestamp: number; }[]; spell_id: string; success: boolean; }

export type SpellLogsParams = [host_id: string, worker_id: string, spell: string, config?: {ttl?: number}] | [peer: IFluenceClient$$, host_id: string, worker_id: string, spell: string, config?: {ttl?: number}];

export type SpellLogsResult = Promise<SpellLogsResultType>;

export function spellLogs(...args: SpellLogsParams): SpellLogsResult {
    return callFunction$$(
        args,
        {
    "functionName": "spellLogs",
    "arrow": {
        "domain": {
            "fields": {
                "host_id": {
                    "name": "string",
                    "tag": "scalar"
                },
                "worker_id": {
                    "name": "string",
                    "tag": "scalar"
                },
                "spell": {
                    "name": "string",
                    "tag": "scalar"
                }
            },
            "tag": "labeledProduct"
        },
        "codomain": {
            "items": [
                {
                    "name": "Logs",
                    "fields": {
                        "error": {
                            "name": "string",
                            "tag": "scalar"
                        },
                        "logs": {
                            "type": {
                                "name": "Log",
                                "fields": {
                                    "message": {
                                        "name": "string",
                                        "tag": "scalar"
                                    },
                                    "timestamp": {
                                        "name": "u64",
                                        "tag": "scalar"
                                    }
                                },
                                "tag": "struct"
                            },
                            "tag": "array"
                        },
                        "spell_id": {
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
        spellLogs_script
    );
}

export const renewWorkerSpell_script = `
(xor
 (new $answer
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
               (call %init_peer_id% ("getDataSrv" "host_id") [] -host_id-arg-)
              )
              (call %init_peer_id% ("getDataSrv" "worker_id") [] -worker_id-arg-)
             )
             (call %init_peer_id% ("getDataSrv" "spell_id") [] -spell_id-arg-)
            )
            (call %init_peer_id% ("getDataSrv" "deal_id") [] -deal_id-arg-)
           )
           (call %init_peer_id% ("getDataSrv" "script") [] -script-arg-)
          )
          (call %init_peer_id% ("getDataSrv" "change") [] -change-arg-)
         )
         (call %init_peer_id% ("getDataSrv" "clocks") [] -clocks-arg-)
        )
        (call %init_peer_id% ("getDataSrv" "notes") [] -notes-arg-)
       )
       (call %init_peer_id% ("getDataSrv" "trigger") [] -trigger-arg-)
      )
      (call %init_peer_id% ("getDataSrv" "rest") [] -rest-arg-)
     )
     (xor
      (seq
       (new $-hop-
        (new #-hopc-
         (canon -relay- $-hop-  #-hopc-)
        )
       )
       (xor
        (seq
         (call -host_id-arg- ("aqua-ipfs" "get_local_api_multiaddr") [] ret)
         (new -if-else-error-
          (new -else-error-
           (new -if-error-
            (xor
             (seq
              (match ret.$.success true
               (seq
                (seq
                 (seq
                  (new %NewWorkerSpellData_obj_map
                   (seq
                    (seq
                     (seq
                      (seq
                       (seq
                        (seq
                         (ap ("deal_id" -deal_id-arg-) %NewWorkerSpellData_obj_map)
                         (ap ("h_change" -change-arg-) %NewWorkerSpellData_obj_map)
                        )
                        (ap ("h_clocks" -clocks-arg-) %NewWorkerSpellData_obj_map)
                       )
                       (ap ("h_notes" -notes-arg-) %NewWorkerSpellData_obj_map)
                      )
                      (ap ("h_worker_def_cid" -change-arg-.$.definition) %NewWorkerSpellData_obj_map)
                     )
                     (ap ("ipfs" ret.$.multiaddr) %NewWorkerSpellData_obj_map)
                    )
                    (canon -host_id-arg- %NewWorkerSpellData_obj_map  NewWorkerSpellData_obj)
                   )
                  )
                  (xor
                   (seq
                    (seq
                     (seq
                      (call -worker_id-arg- ("spell" "install") [-script-arg- NewWorkerSpellData_obj -rest-arg-] ret-0)
                      (call -worker_id-arg- ("srv" "add_alias") ["worker-spell" ret-0])
                     )
                     (call -worker_id-arg- ("spell" "remove") [-spell_id-arg-])
                    )
                    (call -worker_id-arg- ("spell" "update_trigger_config") [ret-0 -trigger-arg-])
                   )
                   (fail :error:)
                  )
                 )
                 (new %Answer_obj_map
                  (seq
                   (seq
                    (seq
                     (ap ("error" "") %Answer_obj_map)
                     (ap ("success" true) %Answer_obj_map)
                    )
                    (ap ("value" ret-0) %Answer_obj_map)
                   )
                   (canon -host_id-arg- %Answer_obj_map  Answer_obj)
                  )
                 )
                )
                (ap Answer_obj $answer)
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
                 (seq
                  (new %Answer_obj-0_map
                   (seq
                    (seq
                     (seq
                      (ap ("error" ret.$.error) %Answer_obj-0_map)
                      (ap ("success" false) %Answer_obj-0_map)
                     )
                     (ap ("value" "") %Answer_obj-0_map)
                    )
                    (canon -host_id-arg- %Answer_obj-0_map  Answer_obj-0)
                   )
                  )
                  (ap Answer_obj-0 $answer)
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
          (new %Answer_obj-1_map
           (seq
            (seq
             (seq
              (ap ("error" :error:.$.message) %Answer_obj-1_map)
              (ap ("success" false) %Answer_obj-1_map)
             )
             (ap ("value" "") %Answer_obj-1_map)
            )
            (canon -host_id-arg- %Answer_obj-1_map  Answer_obj-1)
           )
          )
          (ap Answer_obj-1 $answer)
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
    (new $answer_test
     (seq
      (seq
       (fold $answer answer_fold_var
        (seq
         (seq
          (ap answer_fold_var $answer_test)
          (canon %init_peer_id% $answer_test  #answer_iter_canon)
         )
         (xor
          (match #answer_iter_canon.length 1
           (null)
          )
          (next answer_fold_var)
         )
        )
        (never)
       )
       (canon %init_peer_id% $answer_test  #answer_result_canon)
      )
      (ap #answer_result_canon answer_gate)
     )
    )
   )
   (call %init_peer_id% ("callbackSrv" "response") [answer_gate.$.[0]])
  )
 )
 (call %init_peer_id% ("errorHandlingSrv" "error") [:error: 0])
)
`;

export type RenewWorkerSpellArgChange = { definition: string; id: string; leftovers: { id: string; is_spell: boolean; keys: string[]; name: string; }[]; scripts: { script: string; spell_id: string; }[]; }
export type RenewWorkerSpellArgTrigger = { blockchain: { end_block: number; start_block: number; }; clock: { end_sec: number; period_sec: number; start_sec: number; }; connections: { connect: boolean; disconnect: boolean; }; }
export type RenewWorkerSpellArgRest = { blockchain: { end_block: number; start_block: number; }; clock: { end_sec: number; period_sec: number; start_sec: number; }; connections: { connect: boolean; disconnect: boolean; }; }

export type RenewWorkerSpellResultType = { error: string; success: boolean; value: string; }

export type RenewWorkerSpellParams = [host_id: string, worker_id: string, spell_id: string, deal_id: string, script: string, change: RenewWorkerSpellArgChange, clocks: string, notes: { key: string; value: string; }[], trigger: RenewWorkerSpellArgTrigger, rest: RenewWorkerSpellArgRest, config?: {ttl?: number}] | [peer: IFluenceClient$$, host_id: string, worker_id: string, spell_id: string, deal_id: string, script: string, change: RenewWorkerSpellArgChange, clocks: string, notes: { key: string; value: string; }[], trigger: RenewWorkerSpellArgTrigger, rest: RenewWorkerSpellArgRest, config?: {ttl?: number}];

export type RenewWorkerSpellResult = Promise<RenewWorkerSpellResultType>;

export function renewWorkerSpell(...args: RenewWorkerSpellParams): RenewWorkerSpellResult {
    return callFunction$$(
        args,
        {
    "functionName": "renewWorkerSpell",
    "arrow": {
        "domain": {
            "fields": {
                "host_id": {
                    "name": "string",
                    "tag": "scalar"
                },
                "worker_id": {
                    "name": "string",
                    "tag": "scalar"
                },
                "spell_id": {
                    "name": "string",
                    "tag": "scalar"
                },
                "deal_id": {
                    "name": "string",
                    "tag": "scalar"
                },
                "script": {
                    "name": "string",
                    "tag": "scalar"
                },
                "change": {
                    "name": "WorkerChange",
                    "fields": {
                        "definition": {
                            "name": "string",
                            "tag": "scalar"
                        },
                        "id": {
                            "name": "string",
                            "tag": "scalar"
                        },
                        "leftovers": {
                            "type": {
                                "name": "Leftover",
                                "fields": {
                                    "id": {
                                        "name": "string",
                                        "tag": "scalar"
                                    },
                                    "is_spell": {
                                        "name": "bool",
                                        "tag": "scalar"
                                    },
                                    "keys": {
                                        "type": {
                                            "name": "string",
                                            "tag": "scalar"
                                        },
                                        "tag": "array"
                                    },
                                    "name": {
                                        "name": "string",
                                        "tag": "scalar"
                                    }
                                },
                                "tag": "struct"
                            },
                            "tag": "array"
                        },
                        "scripts": {
                            "type": {
                                "name": "ScriptChange",
                                "fields": {
                                    "script": {
                                        "name": "string",
                                        "tag": "scalar"
                                    },
                                    "spell_id": {
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
                "clocks": {
                    "name": "string",
                    "tag": "scalar"
                },
                "notes": {
                    "type": {
                        "name": "Note",
                        "fields": {
                            "key": {
                                "name": "string",
                                "tag": "scalar"
                            },
                            "value": {
                                "name": "string",
                                "tag": "scalar"
                            }
                        },
                        "tag": "struct"
                    },
                    "tag": "array"
                },
                "trigger": {
                    "name": "TriggerConfig",
                    "fields": {
                        "blockchain": {
                            "name": "BlockChainConfig",
                            "fields": {
                                "end_block": {
                                    "name": "u32",
                                    "tag": "scalar"
                                },
                                "start_block": {
                                    "name": "u32",
                                    "tag": "scalar"
                                }
                            },
                            "tag": "struct"
                        },
                        "clock": {
                            "name": "ClockConfig",
                            "fields": {
                                "end_sec": {
                                    "name": "u32",
                                    "tag": "scalar"
                                },
                                "period_sec": {
                                    "name": "u32",
                                    "tag": "scalar"
                                },
                                "start_sec": {
                                    "name": "u32",
                                    "tag": "scalar"
                                }
                            },
                            "tag": "struct"
                        },
                        "connections": {
                            "name": "ConnectionPoolConfig",
                            "fields": {
                                "connect": {
                                    "name": "bool",
                                    "tag": "scalar"
                                },
                                "disconnect": {
                                    "name": "bool",
                                    "tag": "scalar"
                                }
                            },
                            "tag": "struct"
                        }
                    },
                    "tag": "struct"
                },
                "rest": {
                    "name": "TriggerConfig",
                    "fields": {
                        "blockchain": {
                            "name": "BlockChainConfig",
                            "fields": {
                                "end_block": {
                                    "name": "u32",
                                    "tag": "scalar"
                                },
                                "start_block": {
                                    "name": "u32",
                                    "tag": "scalar"
                                }
                            },
                            "tag": "struct"
                        },
                        "clock": {
                            "name": "ClockConfig",
                            "fields": {
                                "end_sec": {
                                    "name": "u32",
                                    "tag": "scalar"
                                },
                                "period_sec": {
                                    "name": "u32",
                                    "tag": "scalar"
                                },
                                "start_sec": {
                                    "name": "u32",
                                    "tag": "scalar"
                                }
                            },
                            "tag": "struct"
                        },
                        "connections": {
                            "name": "ConnectionPoolConfig",
                            "fields": {
                                "connect": {
                                    "name": "bool",
                                    "tag": "scalar"
                                },
                                "disconnect": {
                                    "name": "bool",
                                    "tag": "scalar"
                                }
                            },
                            "tag": "struct"
                        }
                    },
                    "tag": "struct"
                }
            },
            "tag": "labeledProduct"
        },
        "codomain": {
            "items": [
                {
                    "name": "Answer",
                    "fields": {
                        "error": {
                            "name": "string",
                            "tag": "scalar"
                        },
                        "success": {
                            "name": "bool",
                            "tag": "scalar"
                        },
                        "value": {
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
        renewWorkerSpell_script
    );
}

export const ipfsOf_script = `
(xor
 (new $answer
  (seq
   (seq
    (seq
     (seq
      (call %init_peer_id% ("getDataSrv" "-relay-") [] -relay-)
      (call %init_peer_id% ("getDataSrv" "host_id") [] -host_id-arg-)
     )
     (xor
      (seq
       (new $-hop-
        (new #-hopc-
         (canon -relay- $-hop-  #-hopc-)
        )
       )
       (xor
        (seq
         (seq
          (seq
           (call -host_id-arg- ("aqua-ipfs" "get_external_api_multiaddr") [] ret)
           (new %Answer_obj_map
            (seq
             (seq
              (seq
               (ap ("error" ret.$.error) %Answer_obj_map)
               (ap ("success" ret.$.success) %Answer_obj_map)
              )
              (ap ("value" ret.$.multiaddr) %Answer_obj_map)
             )
             (canon -host_id-arg- %Answer_obj_map  Answer_obj)
            )
           )
          )
          (ap Answer_obj $answer)
         )
         (new $-hop-
          (new #-hopc-
           (canon -relay- $-hop-  #-hopc-)
          )
         )
        )
        (seq
         (seq
          (new %Answer_obj-0_map
           (seq
            (seq
             (seq
              (ap ("error" :error:.$.message) %Answer_obj-0_map)
              (ap ("success" false) %Answer_obj-0_map)
             )
             (ap ("value" "") %Answer_obj-0_map)
            )
            (canon -host_id-arg- %Answer_obj-0_map  Answer_obj-0)
           )
          )
          (ap Answer_obj-0 $answer)
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
    (new $answer_test
     (seq
      (seq
       (fold $answer answer_fold_var
        (seq
         (seq
          (ap answer_fold_var $answer_test)
          (canon %init_peer_id% $answer_test  #answer_iter_canon)
         )
         (xor
          (match #answer_iter_canon.length 1
           (null)
          )
          (next answer_fold_var)
         )
        )
        (never)
       )
       (canon %init_peer_id% $answer_test  #answer_result_canon)
      )
      (ap #answer_result_canon answer_gate)
     )
    )
   )
   (call %init_peer_id% ("callbackSrv" "response") [answer_gate.$.[0]])
  )
 )
 (call %init_peer_id% ("errorHandlingSrv" "error") [:error: 0])
)
`;

export type IpfsOfResultType = { error: string; success: boolean; value: string; }

export type IpfsOfParams = [host_id: string, config?: {ttl?: number}] | [peer: IFluenceClient$$, host_id: string, config?: {ttl?: number}];

export type IpfsOfResult = Promise<IpfsOfResultType>;

export function ipfsOf(...args: IpfsOfParams): IpfsOfResult {
    return callFunction$$(
        args,
        {
    "functionName": "ipfsOf",
    "arrow": {
        "domain": {
            "fields": {
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
                    "name": "Answer",
                    "fields": {
                        "error": {
                            "name": "string",
                            "tag": "scalar"
                        },
                        "success": {
                            "name": "bool",
                            "tag": "scalar"
                        },
                        "value": {
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
        ipfsOf_script
    );
}

export const namedLogs_script = `
(xor
 (new $answer
  (seq
   (seq
    (seq
     (seq
      (seq
       (seq
        (call %init_peer_id% ("getDataSrv" "-relay-") [] -relay-)
        (call %init_peer_id% ("getDataSrv" "host_id") [] -host_id-arg-)
       )
       (call %init_peer_id% ("getDataSrv" "worker_id") [] -worker_id-arg-)
      )
      (call %init_peer_id% ("getDataSrv" "name") [] -name-arg-)
     )
     (xor
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
       (xor
        (seq
         (seq
          (seq
           (seq
            (seq
             (call -worker_id-arg- ("srv" "resolve_alias") [-name-arg-] ret)
             (call -worker_id-arg- (ret "get_logs") [] ret-0)
            )
            (new %Logs_obj_map
             (seq
              (seq
               (seq
                (seq
                 (ap ("error" ret-0.$.error) %Logs_obj_map)
                 (ap ("logs" ret-0.$.logs) %Logs_obj_map)
                )
                (ap ("spell_id" ret) %Logs_obj_map)
               )
               (ap ("success" ret-0.$.success) %Logs_obj_map)
              )
              (canon -worker_id-arg- %Logs_obj_map  Logs_obj)
             )
            )
           )
           (ap Logs_obj $answer)
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
           (new %Logs_obj-0_map
            (seq
             (seq
              (seq
               (seq
                (ap ("error" :error:.$.message) %Logs_obj-0_map)
                (ap ("logs" []) %Logs_obj-0_map)
               )
               (ap ("spell_id" "") %Logs_obj-0_map)
              )
              (ap ("success" false) %Logs_obj-0_map)
             )
             (canon -worker_id-arg- %Logs_obj-0_map  Logs_obj-0)
            )
           )
           (ap Logs_obj-0 $answer)
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
    (new $answer_test
     (seq
      (seq
       (fold $answer answer_fold_var
        (seq
         (seq
          (ap answer_fold_var $answer_test)
          (canon %init_peer_id% $answer_test  #answer_iter_canon)
         )
         (xor
          (match #answer_iter_canon.length 1
           (null)
          )
          (next answer_fold_var)
         )
        )
        (never)
       )
       (canon %init_peer_id% $answer_test  #answer_result_canon)
      )
      (ap #answer_result_canon answer_gate)
     )
    )
   )
   (call %init_peer_id% ("callbackSrv" "response") [answer_gate.$.[0]])
  )
 )
 (call %init_peer_id% ("errorHandlingSrv" "error") [:error: 0])
)
`;

export type NamedLogsResultType = { error: string; logs: { message: string; timestamp: number; }[]; spell_id: string; success: boolean; }

export type NamedLogsParams = [host_id: string, worker_id: string, name: string, config?: {ttl?: number}] | [peer: IFluenceClient$$, host_id: string, worker_id: string, name: string, config?: {ttl?: number}];

export type NamedLogsResult = Promise<NamedLogsResultType>;

export function namedLogs(...args: NamedLogsParams): NamedLogsResult {
    return callFunction$$(
        args,
        {
    "functionName": "namedLogs",
    "arrow": {
        "domain": {
            "fields": {
                "host_id": {
                    "name": "string",
                    "tag": "scalar"
                },
                "worker_id": {
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
                    "name": "Logs",
                    "fields": {
                        "error": {
                            "name": "string",
                            "tag": "scalar"
                        },
                        "logs": {
                            "type": {
                                "name": "Log",
                                "fields": {
                                    "message": {
                                        "name": "string",
                                        "tag": "scalar"
                                    },
                                    "timestamp": {
                                        "name": "u64",
                                        "tag": "scalar"
                                    }
                                },
                                "tag": "struct"
                            },
                            "tag": "array"
                        },
                        "spell_id": {
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
        namedLogs_script
    );
}
