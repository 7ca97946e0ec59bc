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
export const createResource_script = `
(xor
 (new $resource_id
  (new $error
   (new $resource-0
    (seq
     (seq
      (seq
       (seq
        (seq
         (seq
          (call %init_peer_id% ("getDataSrv" "-relay-") [] -relay-)
          (call %init_peer_id% ("getDataSrv" "label") [] -label-arg-)
         )
         (xor
          (seq
           (seq
            (seq
             (seq
              (seq
               (seq
                (seq
                 (call -relay- ("peer" "timestamp_sec") [] ret)
                 (call -relay- ("registry" "get_key_bytes") [-label-arg- [] ret [] ""] ret-0)
                )
                (ap ret-0 ret-0_to_functor)
               )
               (ap ret-0_to_functor.length ret-0_length)
              )
              (new -if-else-error-
               (new -else-error-
                (new -if-error-
                 (xor
                  (match ret-0_length 0
                   (ap "the label is too long: at most 255 bytes" $error)
                  )
                  (seq
                   (ap :error: -if-error-)
                   (xor
                    (match :error:.$.error_code 10001
                     (new $signature-0
                      (seq
                       (seq
                        (seq
                         (seq
                          (xor
                           (call %init_peer_id% ("sig" "sign") [ret-0] ret-1)
                           (fail :error:)
                          )
                          (new -if-else-error-
                           (new -else-error-
                            (new -if-error-
                             (xor
                              (match ret-1.$.success true
                               (ap ret-1.$.signature.[0] $signature-0)
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
                         (canon -relay- $signature-0  #-signature-fix-0)
                        )
                        (ap #-signature-fix-0 -signature-flat-0)
                       )
                       (new -if-error-
                        (xor
                         (mismatch -signature-flat-0 []
                          (seq
                           (seq
                            (call -relay- ("registry" "get_key_id") [-label-arg- %init_peer_id%] ret-2)
                            (new %Key_obj_map
                             (seq
                              (seq
                               (seq
                                (seq
                                 (seq
                                  (seq
                                   (seq
                                    (ap ("challenge" []) %Key_obj_map)
                                    (ap ("challenge_type" "") %Key_obj_map)
                                   )
                                   (ap ("id" ret-2) %Key_obj_map)
                                  )
                                  (ap ("label" -label-arg-) %Key_obj_map)
                                 )
                                 (ap ("owner_peer_id" %init_peer_id%) %Key_obj_map)
                                )
                                (ap ("signature" -signature-flat-0.$.[0]) %Key_obj_map)
                               )
                               (ap ("timestamp_created" ret) %Key_obj_map)
                              )
                              (canon -relay- %Key_obj_map  Key_obj)
                             )
                            )
                           )
                           (ap Key_obj $resource-0)
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
             (canon -relay- $resource-0  #-resource-fix-0)
            )
            (ap #-resource-fix-0 -resource-flat-0)
           )
           (new -if-error-
            (xor
             (mismatch -resource-flat-0 []
              (new $answered
               (new $over
                (new $nodes-0
                 (new $yes
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
                                    (call -relay- ("op" "string_to_b58") [-resource-flat-0.$.[0].id] ret-3)
                                    (new $option-inline
                                     (seq
                                      (xor
                                       (ap 20 $option-inline)
                                       (null)
                                      )
                                      (canon -relay- $option-inline  #option-inline-0)
                                     )
                                    )
                                   )
                                   (call -relay- ("kad" "neighborhood") [ret-3 [] #option-inline-0] ret-4)
                                  )
                                  (ap ret-4 ret-4_to_functor)
                                 )
                                 (ap ret-4_to_functor.length ret-4_length)
                                )
                                (call -relay- ("cmp" "lt") [ret-4_length 20] lt)
                               )
                               (new -if-error-
                                (xor
                                 (match lt true
                                  (ap -relay- $nodes-0)
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
                              (fold ret-4 other-0
                               (seq
                                (ap other-0 $nodes-0)
                                (next other-0)
                               )
                               (null)
                              )
                             )
                             (canon -relay- $nodes-0  #-nodes-fix-0)
                            )
                            (ap #-nodes-fix-0 -nodes-flat-0)
                           )
                           (par
                            (fold -nodes-flat-0 n-0
                             (par
                              (seq
                               (seq
                                (xor
                                 (seq
                                  (xor
                                   (seq
                                    (seq
                                     (seq
                                      (seq
                                       (call n-0 ("peer" "timestamp_sec") [] ret-5)
                                       (call n-0 ("trust-graph" "get_weight") [-resource-flat-0.$.[0].owner_peer_id ret-5] ret-6)
                                      )
                                      (new $array-inline
                                       (seq
                                        (ap -resource-flat-0.$.[0].owner_peer_id $array-inline)
                                        (canon n-0 $array-inline  #array-inline-0)
                                       )
                                      )
                                     )
                                     (call n-0 ("registry" "register_key") [-resource-flat-0.$.[0].label #array-inline-0 -resource-flat-0.$.[0].timestamp_created -resource-flat-0.$.[0].challenge -resource-flat-0.$.[0].challenge_type -resource-flat-0.$.[0].signature ret-6 ret-5] ret-7)
                                    )
                                    (new %RegistryResult_obj_map
                                     (seq
                                      (seq
                                       (ap ("error" ret-7.$.error) %RegistryResult_obj_map)
                                       (ap ("success" ret-7.$.success) %RegistryResult_obj_map)
                                      )
                                      (canon n-0 %RegistryResult_obj_map  RegistryResult_obj)
                                     )
                                    )
                                   )
                                   (fail :error:)
                                  )
                                  (new -if-else-error-
                                   (new -else-error-
                                    (new -if-error-
                                     (xor
                                      (match RegistryResult_obj.$.success true
                                       (ap true $yes)
                                      )
                                      (seq
                                       (ap :error: -if-error-)
                                       (xor
                                        (match :error:.$.error_code 10001
                                         (seq
                                          (call -relay- ("op" "concat_strings") [RegistryResult_obj.$.error " on " n-0] ret-8)
                                          (ap ret-8 $error)
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
                                 (seq
                                  (call -relay- ("op" "concat_strings") [:error:.$.message " on " n-0] ret-9)
                                  (ap ret-9 $error)
                                 )
                                )
                                (call -relay- ("op" "identity") [true] ret-10)
                               )
                               (ap ret-10 $answered)
                              )
                              (next n-0)
                             )
                             (never)
                            )
                            (null)
                           )
                          )
                          (ap -nodes-flat-0 -nodes-flat-0_to_functor)
                         )
                         (ap -nodes-flat-0_to_functor.length -nodes-flat-0_length)
                        )
                        (par
                         (par
                          (new $yes_test
                           (seq
                            (seq
                             (fold $yes yes_fold_var
                              (seq
                               (seq
                                (ap yes_fold_var $yes_test)
                                (canon -relay- $yes_test  #yes_iter_canon)
                               )
                               (xor
                                (match #yes_iter_canon.length 1
                                 (null)
                                )
                                (next yes_fold_var)
                               )
                              )
                              (never)
                             )
                             (canon -relay- $yes_test  #yes_result_canon)
                            )
                            (ap #yes_result_canon yes_gate)
                           )
                          )
                          (seq
                           (new $answered_test
                            (seq
                             (seq
                              (fold $answered answered_fold_var
                               (seq
                                (seq
                                 (ap answered_fold_var $answered_test)
                                 (canon -relay- $answered_test  #answered_iter_canon)
                                )
                                (xor
                                 (match #answered_iter_canon.length -nodes-flat-0_length
                                  (null)
                                 )
                                 (next answered_fold_var)
                                )
                               )
                               (never)
                              )
                              (canon -relay- $answered_test  #answered_result_canon)
                             )
                             (ap #answered_result_canon answered_gate)
                            )
                           )
                           (call -relay- ("math" "sub") [-nodes-flat-0_length 1] answered_idx)
                          )
                         )
                         (seq
                          (call -relay- ("peer" "timeout") [5000 "resource wasn't created: timeout exceeded"] ret-11)
                          (ap ret-11 $over)
                         )
                        )
                       )
                       (canon -relay- $yes  #yes_to_functor)
                      )
                      (ap #yes_to_functor.length yes_length)
                     )
                     (call -relay- ("cmp" "gt") [yes_length 0] gt)
                    )
                    (new -if-error-
                     (xor
                      (seq
                       (match gt false
                        (seq
                         (canon -relay- $over  #over_canon)
                         (fold #over_canon e-0-0
                          (seq
                           (ap e-0-0 $error)
                           (next e-0-0)
                          )
                          (null)
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
                        (ap :error: -if-error-)
                        (xor
                         (seq
                          (match :error:.$.error_code 10001
                           (null)
                          )
                          (new $-hop-
                           (new #-hopc-
                            (canon -relay- $-hop-  #-hopc-)
                           )
                          )
                         )
                         (fail -if-error-)
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
                   )
                   (new -if-error-
                    (xor
                     (match gt true
                      (ap -resource-flat-0.$.[0].id $resource_id)
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
          (fail :error:)
         )
        )
        (canon %init_peer_id% $resource_id  #-resource_id-fix-0)
       )
       (ap #-resource_id-fix-0 -resource_id-flat-0)
      )
      (canon %init_peer_id% $error  #error_canon)
     )
     (call %init_peer_id% ("callbackSrv" "response") [-resource_id-flat-0 #error_canon])
    )
   )
  )
 )
 (call %init_peer_id% ("errorHandlingSrv" "error") [:error: 0])
)
`;

export type CreateResourceResultType = [string | null, string[]]

export type CreateResourceParams = [label: string, config?: {ttl?: number}] | [peer: IFluenceClient$$, label: string, config?: {ttl?: number}];

export type CreateResourceResult = Promise<CreateResourceResultType>;

export function createResource(...args: CreateResourceParams): CreateResourceResult {
    return callFunction$$(
        args,
        {
    "functionName": "createResource",
    "arrow": {
        "domain": {
            "fields": {
                "label": {
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
                },
                {
                    "type": {
                        "name": "string",
                        "tag": "scalar"
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
        createResource_script
    );
}

export const registerNodeProvider_script = `
(xor
 (new $error
  (new $over
   (new $answered
    (new $done
     (new $found
      (new $nodes-0
       (new $yes
        (new $resource-0
         (seq
          (seq
           (seq
            (seq
             (seq
              (seq
               (seq
                (seq
                 (call %init_peer_id% ("getDataSrv" "-relay-") [] -relay-)
                 (call %init_peer_id% ("getDataSrv" "provider_node_id") [] -provider_node_id-arg-)
                )
                (call %init_peer_id% ("getDataSrv" "resource_id") [] -resource_id-arg-)
               )
               (call %init_peer_id% ("getDataSrv" "value") [] -value-arg-)
              )
              (call %init_peer_id% ("getDataSrv" "service_id") [] -service_id-arg-)
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
                                    (call -relay- ("op" "string_to_b58") [-resource_id-arg-] ret)
                                    (new $option-inline
                                     (seq
                                      (xor
                                       (ap 20 $option-inline)
                                       (null)
                                      )
                                      (canon -relay- $option-inline  #option-inline-0)
                                     )
                                    )
                                   )
                                   (call -relay- ("kad" "neighborhood") [ret [] #option-inline-0] ret-0)
                                  )
                                  (ap ret-0 ret-0_to_functor)
                                 )
                                 (ap ret-0_to_functor.length ret-0_length)
                                )
                                (call -relay- ("cmp" "lt") [ret-0_length 20] lt)
                               )
                               (new -if-error-
                                (xor
                                 (match lt true
                                  (ap -relay- $nodes-0)
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
                              (fold ret-0 other-0
                               (seq
                                (ap other-0 $nodes-0)
                                (next other-0)
                               )
                               (null)
                              )
                             )
                             (canon -relay- $nodes-0  #-nodes-fix-0)
                            )
                            (ap #-nodes-fix-0 -nodes-flat-0)
                           )
                           (par
                            (fold -nodes-flat-0 n-0
                             (par
                              (seq
                               (seq
                                (xor
                                 (seq
                                  (xor
                                   (call n-0 ("registry" "get_key_metadata") [-resource_id-arg-] ret-1)
                                   (fail :error:)
                                  )
                                  (new -if-else-error-
                                   (new -else-error-
                                    (new -if-error-
                                     (xor
                                      (match ret-1.$.success true
                                       (seq
                                        (seq
                                         (new $array-inline
                                          (seq
                                           (ap ret-1.$.key $array-inline)
                                           (canon -relay- $array-inline  #array-inline-0)
                                          )
                                         )
                                         (call -relay- ("registry" "merge_keys") [#array-inline-0] ret-2)
                                        )
                                        (new -if-else-error-
                                         (new -else-error-
                                          (new -if-error-
                                           (xor
                                            (match ret-2.$.key.id -resource_id-arg-
                                             (seq
                                              (ap ret-2.$.key $found)
                                              (ap true $yes)
                                             )
                                            )
                                            (seq
                                             (ap :error: -if-error-)
                                             (xor
                                              (match :error:.$.error_code 10001
                                               (seq
                                                (call -relay- ("op" "concat_strings") ["the answer is not the resource" " on " n-0] ret-3)
                                                (ap ret-3 $error)
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
                                      )
                                      (seq
                                       (ap :error: -if-error-)
                                       (xor
                                        (match :error:.$.error_code 10001
                                         (seq
                                          (call -relay- ("op" "concat_strings") [ret-1.$.error " on " n-0] ret-4)
                                          (ap ret-4 $error)
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
                                 (seq
                                  (call -relay- ("op" "concat_strings") [:error:.$.message " on " n-0] ret-5)
                                  (ap ret-5 $error)
                                 )
                                )
                                (call -relay- ("op" "identity") [true] ret-6)
                               )
                               (ap ret-6 $answered)
                              )
                              (next n-0)
                             )
                             (never)
                            )
                            (null)
                           )
                          )
                          (ap -nodes-flat-0 -nodes-flat-0_to_functor)
                         )
                         (ap -nodes-flat-0_to_functor.length -nodes-flat-0_length)
                        )
                        (par
                         (par
                          (new $yes_test
                           (seq
                            (seq
                             (fold $yes yes_fold_var
                              (seq
                               (seq
                                (ap yes_fold_var $yes_test)
                                (canon -relay- $yes_test  #yes_iter_canon)
                               )
                               (xor
                                (match #yes_iter_canon.length 1
                                 (null)
                                )
                                (next yes_fold_var)
                               )
                              )
                              (never)
                             )
                             (canon -relay- $yes_test  #yes_result_canon)
                            )
                            (ap #yes_result_canon yes_gate)
                           )
                          )
                          (seq
                           (new $answered_test
                            (seq
                             (seq
                              (fold $answered answered_fold_var
                               (seq
                                (seq
                                 (ap answered_fold_var $answered_test)
                                 (canon -relay- $answered_test  #answered_iter_canon)
                                )
                                (xor
                                 (match #answered_iter_canon.length -nodes-flat-0_length
                                  (null)
                                 )
                                 (next answered_fold_var)
                                )
                               )
                               (never)
                              )
                              (canon -relay- $answered_test  #answered_result_canon)
                             )
                             (ap #answered_result_canon answered_gate)
                            )
                           )
                           (call -relay- ("math" "sub") [-nodes-flat-0_length 1] answered_idx)
                          )
                         )
                         (seq
                          (call -relay- ("peer" "timeout") [5000 "resource not found: timeout exceeded"] ret-7)
                          (ap ret-7 $over)
                         )
                        )
                       )
                       (canon -relay- $yes  #yes_to_functor)
                      )
                      (ap #yes_to_functor.length yes_length)
                     )
                     (call -relay- ("cmp" "gt") [yes_length 0] gt)
                    )
                    (new -if-error-
                     (xor
                      (match gt false
                       (seq
                        (canon -relay- $over  #over_canon)
                        (fold #over_canon e-0-0
                         (seq
                          (ap e-0-0 $error)
                          (next e-0-0)
                         )
                         (null)
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
                   (new -if-error-
                    (xor
                     (match gt true
                      (seq
                       (seq
                        (canon -relay- $found  #found_canon)
                        (call -relay- ("registry" "merge_keys") [#found_canon] ret-8)
                       )
                       (ap ret-8.$.key $resource-0)
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
                  (canon -relay- $resource-0  #-resource-fix-1)
                 )
                 (ap #-resource-fix-1 -resource-flat-1)
                )
                (new -if-error-
                 (xor
                  (seq
                   (mismatch -resource-flat-1 []
                    (new $metadata-0
                     (new $done-0
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
                                (call -relay- ("peer" "timestamp_sec") [] ret-9)
                                (call -relay- ("registry" "get_record_metadata_bytes") [-resource-flat-1.$.[0].id %init_peer_id% ret-9 -value-arg- -provider_node_id-arg- [] -service_id-arg- []] ret-10)
                               )
                               (ap ret-10 ret-10_to_functor)
                              )
                              (ap ret-10_to_functor.length ret-10_length)
                             )
                             (new -if-else-error-
                              (new -else-error-
                               (new -if-error-
                                (xor
                                 (match ret-10_length 0
                                  (ap "the record is too long: at most 255 bytes for each of resource id, value, peer id and service id" $error)
                                 )
                                 (seq
                                  (ap :error: -if-error-)
                                  (xor
                                   (match :error:.$.error_code 10001
                                    (new $signature-0
                                     (seq
                                      (seq
                                       (seq
                                        (seq
                                         (xor
                                          (call %init_peer_id% ("sig" "sign") [ret-10] ret-11)
                                          (fail :error:)
                                         )
                                         (new -if-else-error-
                                          (new -else-error-
                                           (new -if-error-
                                            (xor
                                             (match ret-11.$.success true
                                              (ap ret-11.$.signature.[0] $signature-0)
                                             )
                                             (seq
                                              (ap :error: -if-error-)
                                              (xor
                                               (match :error:.$.error_code 10001
                                                (ap ret-11.$.error.[0] $error)
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
                                        (canon -relay- $signature-0  #-signature-fix-0)
                                       )
                                       (ap #-signature-fix-0 -signature-flat-0)
                                      )
                                      (new -if-error-
                                       (xor
                                        (mismatch -signature-flat-0 []
                                         (seq
                                          (call -relay- ("registry" "create_record_metadata") [-resource-flat-1.$.[0].id %init_peer_id% ret-9 -value-arg- -provider_node_id-arg- [] -service_id-arg- [] -signature-flat-0.$.[0]] ret-12)
                                          (ap ret-12 $metadata-0)
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
                            (canon -relay- $metadata-0  #-metadata-fix-0)
                           )
                           (ap #-metadata-fix-0 -metadata-flat-0)
                          )
                          (new -if-error-
                           (xor
                            (mismatch -metadata-flat-0 []
                             (new $yes-0
                              (new $answered-0
                               (new $hosted
                                (new $over-0
                                 (seq
                                  (seq
                                   (seq
                                    (seq
                                     (seq
                                      (seq
                                       (seq
                                        (seq
                                         (par
                                          (seq
                                           (new $array-inline-1
                                            (seq
                                             (ap -metadata-flat-0.$.[0].peer_id $array-inline-1)
                                             (canon -relay- $array-inline-1  #array-inline-1-0)
                                            )
                                           )
                                           (fold #array-inline-1-0 n-1-0
                                            (par
                                             (seq
                                              (seq
                                               (xor
                                                (new $made
                                                 (new $record-1
                                                  (xor
                                                   (seq
                                                    (seq
                                                     (seq
                                                      (seq
                                                       (seq
                                                        (xor
                                                         (seq
                                                          (call n-1-0 ("registry" "get_host_record_bytes") [-metadata-flat-0.$.[0] ret-9] ret-13)
                                                          (ap ret-13 $made)
                                                         )
                                                         (new $reason
                                                          (seq
                                                           (seq
                                                            (seq
                                                             (xor
                                                              (seq
                                                               (call n-1-0 ("registry" "get_record_bytes") [-metadata-flat-0.$.[0] ret-9] ret-14)
                                                               (ap "no client can register this node: its registry lacks get_host_record_bytes, as that of every nox peer" $reason)
                                                              )
                                                              (ap :error:.$.message $reason)
                                                             )
                                                             (new $reason_test
                                                              (seq
                                                               (seq
                                                                (fold $reason reason_fold_var
                                                                 (seq
                                                                  (seq
                                                                   (ap reason_fold_var $reason_test)
                                                                   (canon n-1-0 $reason_test  #reason_iter_canon)
                                                                  )
                                                                  (xor
                                                                   (match #reason_iter_canon.length 1
                                                                    (null)
                                                                   )
                                                                   (next reason_fold_var)
                                                                  )
                                                                 )
                                                                 (never)
                                                                )
                                                                (canon n-1-0 $reason_test  #reason_result_canon)
                                                               )
                                                               (ap #reason_result_canon reason_gate)
                                                              )
                                                             )
                                                            )
                                                            (call n-1-0 ("op" "concat_strings") [reason_gate.$.[0] " on " -metadata-flat-0.$.[0].peer_id] ret-15)
                                                           )
                                                           (ap ret-15 $error)
                                                          )
                                                         )
                                                        )
                                                        (canon n-1-0 $made  #made_canon)
                                                       )
                                                       (fold #made_canon bytes-0-0
                                                        (seq
                                                         (seq
                                                          (seq
                                                           (ap bytes-0-0 bytes-0-0_to_functor)
                                                           (ap bytes-0-0_to_functor.length bytes-0-0_length)
                                                          )
                                                          (new -if-else-error-
                                                           (new -else-error-
                                                            (new -if-error-
                                                             (xor
                                                              (match bytes-0-0_length 0
                                                               (ap "the registry refused to make a record of this node" $error)
                                                              )
                                                              (seq
                                                               (ap :error: -if-error-)
                                                               (xor
                                                                (match :error:.$.error_code 10001
                                                                 (seq
                                                                  (call n-1-0 ("sig" "sign") [bytes-0-0] ret-16)
                                                                  (new -if-else-error-
                                                                   (new -else-error-
                                                                    (new -if-error-
                                                                     (xor
                                                                      (match ret-16.$.success true
                                                                       (seq
                                                                        (new %Record_obj_map
                                                                         (seq
                                                                          (seq
                                                                           (seq
                                                                            (ap ("metadata" -metadata-flat-0.$.[0]) %Record_obj_map)
                                                                            (ap ("signature" ret-16.$.signature.[0]) %Record_obj_map)
                                                                           )
                                                                           (ap ("timestamp_created" ret-9) %Record_obj_map)
                                                                          )
                                                                          (canon n-1-0 %Record_obj_map  Record_obj)
                                                                         )
                                                                        )
                                                                        (ap Record_obj $record-1)
                                                                       )
                                                                      )
                                                                      (seq
                                                                       (ap :error: -if-error-)
                                                                       (xor
                                                                        (match :error:.$.error_code 10001
                                                                         (ap ret-16.$.error.[0] $error)
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
                                                         (next bytes-0-0)
                                                        )
                                                        (null)
                                                       )
                                                      )
                                                      (canon n-1-0 $record-1  #-record-fix-1)
                                                     )
                                                     (ap #-record-fix-1 -record-flat-1)
                                                    )
                                                    (new -if-error-
                                                     (xor
                                                      (mismatch -record-flat-1 []
                                                       (new $result-2
                                                        (seq
                                                         (seq
                                                          (seq
                                                           (seq
                                                            (seq
                                                             (call n-1-0 ("peer" "timestamp_sec") [] ret-17)
                                                             (call n-1-0 ("trust-graph" "get_weight") [-resource-flat-1.$.[0].owner_peer_id ret-17] ret-18)
                                                            )
                                                            (call n-1-0 ("registry" "republish_key") [-resource-flat-1.$.[0] ret-18 ret-17] ret-19)
                                                           )
                                                           (new -if-else-error-
                                                            (new -else-error-
                                                             (new -if-error-
                                                              (xor
                                                               (match ret-19.$.success true
                                                                (seq
                                                                 (seq
                                                                  (seq
                                                                   (call n-1-0 ("peer" "timestamp_sec") [] ret-20)
                                                                   (call n-1-0 ("trust-graph" "get_weight") [-record-flat-1.$.[0].metadata.issued_by ret-20] ret-21)
                                                                  )
                                                                  (call n-1-0 ("registry" "put_record") [-record-flat-1.$.[0].metadata -record-flat-1.$.[0].timestamp_created -record-flat-1.$.[0].signature ret-21 ret-20] ret-22)
                                                                 )
                                                                 (ap ret-22 $result-2)
                                                                )
                                                               )
                                                               (seq
                                                                (ap :error: -if-error-)
                                                                (xor
                                                                 (match :error:.$.error_code 10001
                                                                  (ap ret-19 $result-2)
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
                                                          (new $result-2_test
                                                           (seq
                                                            (seq
                                                             (fold $result-2 result-2_fold_var
                                                              (seq
                                                               (seq
                                                                (ap result-2_fold_var $result-2_test)
                                                                (canon n-1-0 $result-2_test  #result-2_iter_canon)
                                                               )
                                                               (xor
                                                                (match #result-2_iter_canon.length 1
                                                                 (null)
                                                                )
                                                                (next result-2_fold_var)
                                                               )
                                                              )
                                                              (never)
                                                             )
                                                             (canon n-1-0 $result-2_test  #result-2_result_canon)
                                                            )
                                                            (ap #result-2_result_canon result-2_gate)
                                                           )
                                                          )
                                                         )
                                                         (new -if-else-error-
                                                          (new -else-error-
                                                           (new -if-error-
                                                            (xor
                                                             (match result-2_gate.$.[0].success true
                                                              (seq
                                                               (ap -record-flat-1.$.[0] $hosted)
                                                               (ap true $yes-0)
                                                              )
                                                             )
                                                             (seq
                                                              (ap :error: -if-error-)
                                                              (xor
                                                               (match :error:.$.error_code 10001
                                                                (seq
                                                                 (call n-1-0 ("op" "concat_strings") [result-2_gate.$.[0].error " on " n-1-0] ret-23)
                                                                 (ap ret-23 $error)
                                                                )
                                                               )
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
                                                        (match :error:.$.error_code 10002
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
                                                )
                                                (seq
                                                 (call -relay- ("op" "concat_strings") [:error:.$.message " on " n-1-0] ret-24)
                                                 (ap ret-24 $error)
                                                )
                                               )
                                               (call -relay- ("op" "identity") [true] ret-25)
                                              )
                                              (ap ret-25 $answered-0)
                                             )
                                             (next n-1-0)
                                            )
                                            (never)
                                           )
                                          )
                                          (null)
                                         )
                                         (par
                                          (par
                                           (new $yes-0_test
                                            (seq
                                             (seq
                                              (fold $yes-0 yes-0_fold_var
                                               (seq
                                                (seq
                                                 (ap yes-0_fold_var $yes-0_test)
                                                 (canon -relay- $yes-0_test  #yes-0_iter_canon)
                                                )
                                                (xor
                                                 (match #yes-0_iter_canon.length 1
                                                  (null)
                                                 )
                                                 (next yes-0_fold_var)
                                                )
                                               )
                                               (never)
                                              )
                                              (canon -relay- $yes-0_test  #yes-0_result_canon)
                                             )
                                             (ap #yes-0_result_canon yes-0_gate)
                                            )
                                           )
                                           (new $answered-0_test
                                            (seq
                                             (seq
                                              (fold $answered-0 answered-0_fold_var
                                               (seq
                                                (seq
                                                 (ap answered-0_fold_var $answered-0_test)
                                                 (canon -relay- $answered-0_test  #answered-0_iter_canon)
                                                )
                                                (xor
                                                 (match #answered-0_iter_canon.length 1
                                                  (null)
                                                 )
                                                 (next answered-0_fold_var)
                                                )
                                               )
                                               (never)
                                              )
                                              (canon -relay- $answered-0_test  #answered-0_result_canon)
                                             )
                                             (ap #answered-0_result_canon answered-0_gate)
                                            )
                                           )
                                          )
                                          (seq
                                           (call -relay- ("peer" "timeout") [5000 "provider hasn't registered: timeout exceeded"] ret-26)
                                           (ap ret-26 $over-0)
                                          )
                                         )
                                        )
                                        (canon -relay- $yes-0  #yes-0_to_functor)
                                       )
                                       (ap #yes-0_to_functor.length yes-0_length)
                                      )
                                      (call -relay- ("cmp" "gt") [yes-0_length 0] gt-0)
                                     )
                                     (new -if-error-
                                      (xor
                                       (match gt-0 false
                                        (seq
                                         (canon -relay- $over-0  #over-0_canon)
                                         (fold #over-0_canon e-4-0
                                          (seq
                                           (ap e-4-0 $error)
                                           (next e-4-0)
                                          )
                                          (null)
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
                                    (canon -relay- $hosted  #-hosted-fix-0)
                                   )
                                   (ap #-hosted-fix-0 -hosted-flat-0)
                                  )
                                  (new -if-error-
                                   (xor
                                    (mismatch -hosted-flat-0 []
                                     (new $nodes-2
                                      (new $over-1
                                       (new $yes-1
                                        (new $answered-1
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
                                                            (call -relay- ("op" "string_to_b58") [-resource-flat-1.$.[0].id] ret-27)
                                                            (new $option-inline-1
                                                             (seq
                                                              (xor
                                                               (ap 20 $option-inline-1)
                                                               (null)
                                                              )
                                                              (canon -relay- $option-inline-1  #option-inline-1-0)
                                                             )
                                                            )
                                                           )
                                                           (call -relay- ("kad" "neighborhood") [ret-27 [] #option-inline-1-0] ret-28)
                                                          )
                                                          (ap ret-28 ret-28_to_functor)
                                                         )
                                                         (ap ret-28_to_functor.length ret-28_length)
                                                        )
                                                        (call -relay- ("cmp" "lt") [ret-28_length 20] lt-0)
                                                       )
                                                       (new -if-error-
                                                        (xor
                                                         (match lt-0 true
                                                          (ap -relay- $nodes-2)
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
                                                      (fold ret-28 other-1-0
                                                       (seq
                                                        (ap other-1-0 $nodes-2)
                                                        (next other-1-0)
                                                       )
                                                       (null)
                                                      )
                                                     )
                                                     (canon -relay- $nodes-2  #-nodes-fix-0-0)
                                                    )
                                                    (ap #-nodes-fix-0-0 -nodes-flat-0-0)
                                                   )
                                                   (par
                                                    (fold -nodes-flat-0-0 n-2-0
                                                     (par
                                                      (seq
                                                       (seq
                                                        (xor
                                                         (new $result-5
                                                          (seq
                                                           (xor
                                                            (seq
                                                             (seq
                                                              (seq
                                                               (seq
                                                                (call n-2-0 ("peer" "timestamp_sec") [] ret-29)
                                                                (call n-2-0 ("trust-graph" "get_weight") [-resource-flat-1.$.[0].owner_peer_id ret-29] ret-30)
                                                               )
                                                               (call n-2-0 ("registry" "republish_key") [-resource-flat-1.$.[0] ret-30 ret-29] ret-31)
                                                              )
                                                              (new -if-else-error-
                                                               (new -else-error-
                                                                (new -if-error-
                                                                 (xor
                                                                  (match ret-31.$.success true
                                                                   (seq
                                                                    (seq
                                                                     (seq
                                                                      (call n-2-0 ("peer" "timestamp_sec") [] ret-32)
                                                                      (call n-2-0 ("trust-graph" "get_weight") [-hosted-flat-0.$.[0].metadata.issued_by ret-32] ret-33)
                                                                     )
                                                                     (call n-2-0 ("registry" "put_record") [-hosted-flat-0.$.[0].metadata -hosted-flat-0.$.[0].timestamp_created -hosted-flat-0.$.[0].signature ret-33 ret-32] ret-34)
                                                                    )
                                                                    (ap ret-34 $result-5)
                                                                   )
                                                                  )
                                                                  (seq
                                                                   (ap :error: -if-error-)
                                                                   (xor
                                                                    (match :error:.$.error_code 10001
                                                                     (ap ret-31 $result-5)
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
                                                             (new $result-5_test
                                                              (seq
                                                               (seq
                                                                (fold $result-5 result-5_fold_var
                                                                 (seq
                                                                  (seq
                                                                   (ap result-5_fold_var $result-5_test)
                                                                   (canon n-2-0 $result-5_test  #result-5_iter_canon)
                                                                  )
                                                                  (xor
                                                                   (match #result-5_iter_canon.length 1
                                                                    (null)
                                                                   )
                                                                   (next result-5_fold_var)
                                                                  )
                                                                 )
                                                                 (never)
                                                                )
                                                                (canon n-2-0 $result-5_test  #result-5_result_canon)
                                                               )
                                                               (ap #result-5_result_canon result-5_gate)
                                                              )
                                                             )
                                                            )
                                                            (fail :error:)
                                                           )
                                                           (new -if-else-error-
                                                            (new -else-error-
                                                             (new -if-error-
                                                              (xor
                                                               (match result-5_gate.$.[0].success true
                                                                (ap true $yes-1)
                                                               )
                                                               (seq
                                                                (ap :error: -if-error-)
                                                                (xor
                                                                 (match :error:.$.error_code 10001
                                                                  (seq
                                                                   (call -relay- ("op" "concat_strings") [result-5_gate.$.[0].error " on " n-2-0] ret-35)
                                                                   (ap ret-35 $error)
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
                                                         )
                                                         (seq
                                                          (call -relay- ("op" "concat_strings") [:error:.$.message " on " n-2-0] ret-36)
                                                          (ap ret-36 $error)
                                                         )
                                                        )
                                                        (call -relay- ("op" "identity") [true] ret-37)
                                                       )
                                                       (ap ret-37 $answered-1)
                                                      )
                                                      (next n-2-0)
                                                     )
                                                     (never)
                                                    )
                                                    (null)
                                                   )
                                                  )
                                                  (ap -nodes-flat-0-0 -nodes-flat-0-0_to_functor)
                                                 )
                                                 (ap -nodes-flat-0-0_to_functor.length -nodes-flat-0-0_length)
                                                )
                                                (par
                                                 (par
                                                  (new $yes-1_test
                                                   (seq
                                                    (seq
                                                     (fold $yes-1 yes-1_fold_var
                                                      (seq
                                                       (seq
                                                        (ap yes-1_fold_var $yes-1_test)
                                                        (canon -relay- $yes-1_test  #yes-1_iter_canon)
                                                       )
                                                       (xor
                                                        (match #yes-1_iter_canon.length 1
                                                         (null)
                                                        )
                                                        (next yes-1_fold_var)
                                                       )
                                                      )
                                                      (never)
                                                     )
                                                     (canon -relay- $yes-1_test  #yes-1_result_canon)
                                                    )
                                                    (ap #yes-1_result_canon yes-1_gate)
                                                   )
                                                  )
                                                  (seq
                                                   (new $answered-1_test
                                                    (seq
                                                     (seq
                                                      (fold $answered-1 answered-1_fold_var
                                                       (seq
                                                        (seq
                                                         (ap answered-1_fold_var $answered-1_test)
                                                         (canon -relay- $answered-1_test  #answered-1_iter_canon)
                                                        )
                                                        (xor
                                                         (match #answered-1_iter_canon.length -nodes-flat-0-0_length
                                                          (null)
                                                         )
                                                         (next answered-1_fold_var)
                                                        )
                                                       )
                                                       (never)
                                                      )
                                                      (canon -relay- $answered-1_test  #answered-1_result_canon)
                                                     )
                                                     (ap #answered-1_result_canon answered-1_gate)
                                                    )
                                                   )
                                                   (call -relay- ("math" "sub") [-nodes-flat-0-0_length 1] answered-1_idx)
                                                  )
                                                 )
                                                 (seq
                                                  (call -relay- ("peer" "timeout") [5000 "provider hasn't registered: timeout exceeded"] ret-38)
                                                  (ap ret-38 $over-1)
                                                 )
                                                )
                                               )
                                               (canon -relay- $yes-1  #yes-1_to_functor)
                                              )
                                              (ap #yes-1_to_functor.length yes-1_length)
                                             )
                                             (call -relay- ("cmp" "gt") [yes-1_length 0] gt-1)
                                            )
                                            (new -if-error-
                                             (xor
                                              (match gt-1 false
                                               (seq
                                                (canon -relay- $over-1  #over-1_canon)
                                                (fold #over-1_canon e-6-0
                                                 (seq
                                                  (ap e-6-0 $error)
                                                  (next e-6-0)
                                                 )
                                                 (null)
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
                                           (new -if-error-
                                            (xor
                                             (match gt-1 true
                                              (new $over-2
                                               (seq
                                                (seq
                                                 (seq
                                                  (seq
                                                   (seq
                                                    (seq
                                                     (seq
                                                      (ap -nodes-flat-0-0 -nodes-flat-0-0_to_functor-0)
                                                      (ap -nodes-flat-0-0_to_functor-0.length -nodes-flat-0-0_length-0)
                                                     )
                                                     (par
                                                      (seq
                                                       (new $answered-1_test-0
                                                        (seq
                                                         (seq
                                                          (fold $answered-1 answered-1_fold_var-0
                                                           (seq
                                                            (seq
                                                             (ap answered-1_fold_var-0 $answered-1_test-0)
                                                             (canon -relay- $answered-1_test-0  #answered-1_iter_canon-0)
                                                            )
                                                            (xor
                                                             (match #answered-1_iter_canon-0.length -nodes-flat-0-0_length-0
                                                              (null)
                                                             )
                                                             (next answered-1_fold_var-0)
                                                            )
                                                           )
                                                           (never)
                                                          )
                                                          (canon -relay- $answered-1_test-0  #answered-1_result_canon-0)
                                                         )
                                                         (ap #answered-1_result_canon-0 answered-1_gate-0)
                                                        )
                                                       )
                                                       (call -relay- ("math" "sub") [-nodes-flat-0-0_length-0 1] answered-1_idx-0)
                                                      )
                                                      (seq
                                                       (call -relay- ("peer" "timeout") [500 ""] ret-39)
                                                       (ap ret-39 $over-2)
                                                      )
                                                     )
                                                    )
                                                    (canon -relay- $yes-1  #yes-1_to_functor-0)
                                                   )
                                                   (ap #yes-1_to_functor-0.length yes-1_length-0)
                                                  )
                                                  (call -relay- ("math" "mul") [yes-1_length-0 2] mul)
                                                 )
                                                 (call -relay- ("cmp" "lt") [mul -nodes-flat-0-0_length-0] lt-1)
                                                )
                                                (new -if-error-
                                                 (xor
                                                  (match lt-1 true
                                                   (seq
                                                    (seq
                                                     (seq
                                                      (call -relay- ("debug" "stringify") [yes-1_length-0] ret-40)
                                                      (call -relay- ("debug" "stringify") [-nodes-flat-0-0_length-0] ret-41)
                                                     )
                                                     (call -relay- ("op" "concat_strings") ["only " ret-40 " of " ret-41 " peers of the neighbourhood took the record"] ret-42)
                                                    )
                                                    (ap ret-42 $error)
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
                                          (ap gt-1 $done-0)
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
                         (ap false $done-0)
                        )
                        (new $done-0_test
                         (seq
                          (seq
                           (fold $done-0 done-0_fold_var
                            (seq
                             (seq
                              (ap done-0_fold_var $done-0_test)
                              (canon -relay- $done-0_test  #done-0_iter_canon)
                             )
                             (xor
                              (match #done-0_iter_canon.length 1
                               (null)
                              )
                              (next done-0_fold_var)
                             )
                            )
                            (never)
                           )
                           (canon -relay- $done-0_test  #done-0_result_canon)
                          )
                          (ap #done-0_result_canon done-0_gate)
                         )
                        )
                       )
                       (ap done-0_gate.$.[0] $done)
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
                   (seq
                    (ap :error: -if-error-)
                    (xor
                     (seq
                      (match :error:.$.error_code 10002
                       (null)
                      )
                      (new $-hop-
                       (new #-hopc-
                        (canon -relay- $-hop-  #-hopc-)
                       )
                      )
                     )
                     (fail -if-error-)
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
               )
               (ap false $done)
              )
              (fail :error:)
             )
            )
            (new $done_test
             (seq
              (seq
               (fold $done done_fold_var
                (seq
                 (seq
                  (ap done_fold_var $done_test)
                  (canon %init_peer_id% $done_test  #done_iter_canon)
                 )
                 (xor
                  (match #done_iter_canon.length 1
                   (null)
                  )
                  (next done_fold_var)
                 )
                )
                (never)
               )
               (canon %init_peer_id% $done_test  #done_result_canon)
              )
              (ap #done_result_canon done_gate)
             )
            )
           )
           (canon %init_peer_id% $error  #error_canon)
          )
          (call %init_peer_id% ("callbackSrv" "response") [done_gate.$.[0] #error_canon])
         )
        )
       )
      )
     )
    )
   )
  )
 )
 (call %init_peer_id% ("errorHandlingSrv" "error") [:error: 0])
)
`;

export type RegisterNodeProviderResultType = [boolean, string[]]

export type RegisterNodeProviderParams = [provider_node_id: string, resource_id: string, value: string, service_id: string | null, config?: {ttl?: number}] | [peer: IFluenceClient$$, provider_node_id: string, resource_id: string, value: string, service_id: string | null, config?: {ttl?: number}];

export type RegisterNodeProviderResult = Promise<RegisterNodeProviderResultType>;

export function registerNodeProvider(...args: RegisterNodeProviderParams): RegisterNodeProviderResult {
    return callFunction$$(
        args,
        {
    "functionName": "registerNodeProvider",
    "arrow": {
        "domain": {
            "fields": {
                "provider_node_id": {
                    "name": "string",
                    "tag": "scalar"
                },
                "resource_id": {
                    "name": "string",
                    "tag": "scalar"
                },
                "value": {
                    "name": "string",
                    "tag": "scalar"
                },
                "service_id": {
                    "type": {
                        "name": "string",
                        "tag": "scalar"
                    },
                    "tag": "option"
                }
            },
            "tag": "labeledProduct"
        },
        "codomain": {
            "items": [
                {
                    "name": "bool",
                    "tag": "scalar"
                },
                {
                    "type": {
                        "name": "string",
                        "tag": "scalar"
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
        registerNodeProvider_script
    );
}

export const registerProvider_script = `
(xor
 (new $error
  (new $over
   (new $answered
    (new $done
     (new $found
      (new $nodes-0
       (new $yes
        (new $resource-0
         (seq
          (seq
           (seq
            (seq
             (seq
              (seq
               (seq
                (call %init_peer_id% ("getDataSrv" "-relay-") [] -relay-)
                (call %init_peer_id% ("getDataSrv" "resource_id") [] -resource_id-arg-)
               )
               (call %init_peer_id% ("getDataSrv" "value") [] -value-arg-)
              )
              (call %init_peer_id% ("getDataSrv" "service_id") [] -service_id-arg-)
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
                                    (call -relay- ("op" "string_to_b58") [-resource_id-arg-] ret)
                                    (new $option-inline
                                     (seq
                                      (xor
                                       (ap 20 $option-inline)
                                       (null)
                                      )
                                      (canon -relay- $option-inline  #option-inline-0)
                                     )
                                    )
                                   )
                                   (call -relay- ("kad" "neighborhood") [ret [] #option-inline-0] ret-0)
                                  )
                                  (ap ret-0 ret-0_to_functor)
                                 )
                                 (ap ret-0_to_functor.length ret-0_length)
                                )
                                (call -relay- ("cmp" "lt") [ret-0_length 20] lt)
                               )
                               (new -if-error-
                                (xor
                                 (match lt true
                                  (ap -relay- $nodes-0)
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
                              (fold ret-0 other-0
                               (seq
                                (ap other-0 $nodes-0)
                                (next other-0)
                               )
                               (null)
                              )
                             )
                             (canon -relay- $nodes-0  #-nodes-fix-0)
                            )
                            (ap #-nodes-fix-0 -nodes-flat-0)
                           )
                           (par
                            (fold -nodes-flat-0 n-0
                             (par
                              (seq
                               (seq
                                (xor
                                 (seq
                                  (xor
                                   (call n-0 ("registry" "get_key_metadata") [-resource_id-arg-] ret-1)
                                   (fail :error:)
                                  )
                                  (new -if-else-error-
                                   (new -else-error-
                                    (new -if-error-
                                     (xor
                                      (match ret-1.$.success true
                                       (seq
                                        (seq
                                         (new $array-inline
                                          (seq
                                           (ap ret-1.$.key $array-inline)
                                           (canon -relay- $array-inline  #array-inline-0)
                                          )
                                         )
                                         (call -relay- ("registry" "merge_keys") [#array-inline-0] ret-2)
                                        )
                                        (new -if-else-error-
                                         (new -else-error-
                                          (new -if-error-
                                           (xor
                                            (match ret-2.$.key.id -resource_id-arg-
                                             (seq
                                              (ap ret-2.$.key $found)
                                              (ap true $yes)
                                             )
                                            )
                                            (seq
                                             (ap :error: -if-error-)
                                             (xor
                                              (match :error:.$.error_code 10001
                                               (seq
                                                (call -relay- ("op" "concat_strings") ["the answer is not the resource" " on " n-0] ret-3)
                                                (ap ret-3 $error)
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
                                      )
                                      (seq
                                       (ap :error: -if-error-)
                                       (xor
                                        (match :error:.$.error_code 10001
                                         (seq
                                          (call -relay- ("op" "concat_strings") [ret-1.$.error " on " n-0] ret-4)
                                          (ap ret-4 $error)
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
                                 (seq
                                  (call -relay- ("op" "concat_strings") [:error:.$.message " on " n-0] ret-5)
                                  (ap ret-5 $error)
                                 )
                                )
                                (call -relay- ("op" "identity") [true] ret-6)
                               )
                               (ap ret-6 $answered)
                              )
                              (next n-0)
                             )
                             (never)
                            )
                            (null)
                           )
                          )
                          (ap -nodes-flat-0 -nodes-flat-0_to_functor)
                         )
                         (ap -nodes-flat-0_to_functor.length -nodes-flat-0_length)
                        )
                        (par
                         (par
                          (new $yes_test
                           (seq
                            (seq
                             (fold $yes yes_fold_var
                              (seq
                               (seq
                                (ap yes_fold_var $yes_test)
                                (canon -relay- $yes_test  #yes_iter_canon)
                               )
                               (xor
                                (match #yes_iter_canon.length 1
                                 (null)
                                )
                                (next yes_fold_var)
                               )
                              )
                              (never)
                             )
                             (canon -relay- $yes_test  #yes_result_canon)
                            )
                            (ap #yes_result_canon yes_gate)
                           )
                          )
                          (seq
                           (new $answered_test
                            (seq
                             (seq
                              (fold $answered answered_fold_var
                               (seq
                                (seq
                                 (ap answered_fold_var $answered_test)
                                 (canon -relay- $answered_test  #answered_iter_canon)
                                )
                                (xor
                                 (match #answered_iter_canon.length -nodes-flat-0_length
                                  (null)
                                 )
                                 (next answered_fold_var)
                                )
                               )
                               (never)
                              )
                              (canon -relay- $answered_test  #answered_result_canon)
                             )
                             (ap #answered_result_canon answered_gate)
                            )
                           )
                           (call -relay- ("math" "sub") [-nodes-flat-0_length 1] answered_idx)
                          )
                         )
                         (seq
                          (call -relay- ("peer" "timeout") [5000 "resource not found: timeout exceeded"] ret-7)
                          (ap ret-7 $over)
                         )
                        )
                       )
                       (canon -relay- $yes  #yes_to_functor)
                      )
                      (ap #yes_to_functor.length yes_length)
                     )
                     (call -relay- ("cmp" "gt") [yes_length 0] gt)
                    )
                    (new -if-error-
                     (xor
                      (match gt false
                       (seq
                        (canon -relay- $over  #over_canon)
                        (fold #over_canon e-0-0
                         (seq
                          (ap e-0-0 $error)
                          (next e-0-0)
                         )
                         (null)
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
                   (new -if-error-
                    (xor
                     (match gt true
                      (seq
                       (seq
                        (canon -relay- $found  #found_canon)
                        (call -relay- ("registry" "merge_keys") [#found_canon] ret-8)
                       )
                       (ap ret-8.$.key $resource-0)
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
                  (canon -relay- $resource-0  #-resource-fix-1)
                 )
                 (ap #-resource-fix-1 -resource-flat-1)
                )
                (new -if-error-
                 (xor
                  (seq
                   (mismatch -resource-flat-1 []
                    (new $metadata-0
                     (new $done-0
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
                                 (call -relay- ("peer" "timestamp_sec") [] ret-9)
                                 (new $array-inline-1
                                  (seq
                                   (ap -relay- $array-inline-1)
                                   (canon -relay- $array-inline-1  #array-inline-1-0)
                                  )
                                 )
                                )
                                (call -relay- ("registry" "get_record_metadata_bytes") [-resource-flat-1.$.[0].id %init_peer_id% ret-9 -value-arg- %init_peer_id% #array-inline-1-0 -service_id-arg- []] ret-10)
                               )
                               (ap ret-10 ret-10_to_functor)
                              )
                              (ap ret-10_to_functor.length ret-10_length)
                             )
                             (new -if-else-error-
                              (new -else-error-
                               (new -if-error-
                                (xor
                                 (match ret-10_length 0
                                  (ap "the record is too long: at most 255 bytes for each of resource id, value, peer id and service id" $error)
                                 )
                                 (seq
                                  (ap :error: -if-error-)
                                  (xor
                                   (match :error:.$.error_code 10001
                                    (new $signature-0
                                     (seq
                                      (seq
                                       (seq
                                        (seq
                                         (xor
                                          (call %init_peer_id% ("sig" "sign") [ret-10] ret-11)
                                          (fail :error:)
                                         )
                                         (new -if-else-error-
                                          (new -else-error-
                                           (new -if-error-
                                            (xor
                                             (match ret-11.$.success true
                                              (ap ret-11.$.signature.[0] $signature-0)
                                             )
                                             (seq
                                              (ap :error: -if-error-)
                                              (xor
                                               (match :error:.$.error_code 10001
                                                (ap ret-11.$.error.[0] $error)
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
                                        (canon -relay- $signature-0  #-signature-fix-0)
                                       )
                                       (ap #-signature-fix-0 -signature-flat-0)
                                      )
                                      (new -if-error-
                                       (xor
                                        (mismatch -signature-flat-0 []
                                         (seq
                                          (call -relay- ("registry" "create_record_metadata") [-resource-flat-1.$.[0].id %init_peer_id% ret-9 -value-arg- %init_peer_id% #array-inline-1-0 -service_id-arg- [] -signature-flat-0.$.[0]] ret-12)
                                          (ap ret-12 $metadata-0)
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
                            (canon -relay- $metadata-0  #-metadata-fix-0)
                           )
                           (ap #-metadata-fix-0 -metadata-flat-0)
                          )
                          (new -if-error-
                           (xor
                            (mismatch -metadata-flat-0 []
                             (new $record-0
                              (new $signature-3
                               (seq
                                (seq
                                 (seq
                                  (seq
                                   (seq
                                    (seq
                                     (seq
                                      (seq
                                       (call -relay- ("registry" "get_record_bytes") [-metadata-flat-0.$.[0] ret-9] ret-13)
                                       (xor
                                        (call %init_peer_id% ("sig" "sign") [ret-13] ret-14)
                                        (fail :error:)
                                       )
                                      )
                                      (new -if-else-error-
                                       (new -else-error-
                                        (new -if-error-
                                         (xor
                                          (match ret-14.$.success true
                                           (ap ret-14.$.signature.[0] $signature-3)
                                          )
                                          (seq
                                           (ap :error: -if-error-)
                                           (xor
                                            (match :error:.$.error_code 10001
                                             (ap ret-14.$.error.[0] $error)
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
                                     (canon -relay- $signature-3  #-signature-fix-0-0)
                                    )
                                    (ap #-signature-fix-0-0 -signature-flat-0-0)
                                   )
                                   (new -if-error-
                                    (xor
                                     (mismatch -signature-flat-0-0 []
                                      (seq
                                       (new %Record_obj_map
                                        (seq
                                         (seq
                                          (seq
                                           (ap ("metadata" -metadata-flat-0.$.[0]) %Record_obj_map)
                                           (ap ("signature" -signature-flat-0-0.$.[0]) %Record_obj_map)
                                          )
                                          (ap ("timestamp_created" ret-9) %Record_obj_map)
                                         )
                                         (canon -relay- %Record_obj_map  Record_obj)
                                        )
                                       )
                                       (ap Record_obj $record-0)
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
                                  (canon -relay- $record-0  #-record-fix-0)
                                 )
                                 (ap #-record-fix-0 -record-flat-0)
                                )
                                (new -if-error-
                                 (xor
                                  (mismatch -record-flat-0 []
                                   (new $yes-0
                                    (new $nodes-2
                                     (new $answered-0
                                      (new $over-0
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
                                                          (call -relay- ("op" "string_to_b58") [-resource-flat-1.$.[0].id] ret-15)
                                                          (new $option-inline-1
                                                           (seq
                                                            (xor
                                                             (ap 20 $option-inline-1)
                                                             (null)
                                                            )
                                                            (canon -relay- $option-inline-1  #option-inline-1-0)
                                                           )
                                                          )
                                                         )
                                                         (call -relay- ("kad" "neighborhood") [ret-15 [] #option-inline-1-0] ret-16)
                                                        )
                                                        (ap ret-16 ret-16_to_functor)
                                                       )
                                                       (ap ret-16_to_functor.length ret-16_length)
                                                      )
                                                      (call -relay- ("cmp" "lt") [ret-16_length 20] lt-0)
                                                     )
                                                     (new -if-error-
                                                      (xor
                                                       (match lt-0 true
                                                        (ap -relay- $nodes-2)
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
                                                    (fold ret-16 other-1-0
                                                     (seq
                                                      (ap other-1-0 $nodes-2)
                                                      (next other-1-0)
                                                     )
                                                     (null)
                                                    )
                                                   )
                                                   (canon -relay- $nodes-2  #-nodes-fix-0-0)
                                                  )
                                                  (ap #-nodes-fix-0-0 -nodes-flat-0-0)
                                                 )
                                                 (par
                                                  (fold -nodes-flat-0-0 n-1-0
                                                   (par
                                                    (seq
                                                     (seq
                                                      (xor
                                                       (new $result-3
                                                        (seq
                                                         (xor
                                                          (seq
                                                           (seq
                                                            (seq
                                                             (seq
                                                              (call n-1-0 ("peer" "timestamp_sec") [] ret-17)
                                                              (call n-1-0 ("trust-graph" "get_weight") [-resource-flat-1.$.[0].owner_peer_id ret-17] ret-18)
                                                             )
                                                             (call n-1-0 ("registry" "republish_key") [-resource-flat-1.$.[0] ret-18 ret-17] ret-19)
                                                            )
                                                            (new -if-else-error-
                                                             (new -else-error-
                                                              (new -if-error-
                                                               (xor
                                                                (match ret-19.$.success true
                                                                 (seq
                                                                  (seq
                                                                   (seq
                                                                    (call n-1-0 ("peer" "timestamp_sec") [] ret-20)
                                                                    (call n-1-0 ("trust-graph" "get_weight") [-record-flat-0.$.[0].metadata.issued_by ret-20] ret-21)
                                                                   )
                                                                   (call n-1-0 ("registry" "put_record") [-record-flat-0.$.[0].metadata -record-flat-0.$.[0].timestamp_created -record-flat-0.$.[0].signature ret-21 ret-20] ret-22)
                                                                  )
                                                                  (ap ret-22 $result-3)
                                                                 )
                                                                )
                                                                (seq
                                                                 (ap :error: -if-error-)
                                                                 (xor
                                                                  (match :error:.$.error_code 10001
                                                                   (ap ret-19 $result-3)
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
                                                           (new $result-3_test
                                                            (seq
                                                             (seq
                                                              (fold $result-3 result-3_fold_var
                                                               (seq
                                                                (seq
                                                                 (ap result-3_fold_var $result-3_test)
                                                                 (canon n-1-0 $result-3_test  #result-3_iter_canon)
                                                                )
                                                                (xor
                                                                 (match #result-3_iter_canon.length 1
                                                                  (null)
                                                                 )
                                                                 (next result-3_fold_var)
                                                                )
                                                               )
                                                               (never)
                                                              )
                                                              (canon n-1-0 $result-3_test  #result-3_result_canon)
                                                             )
                                                             (ap #result-3_result_canon result-3_gate)
                                                            )
                                                           )
                                                          )
                                                          (fail :error:)
                                                         )
                                                         (new -if-else-error-
                                                          (new -else-error-
                                                           (new -if-error-
                                                            (xor
                                                             (match result-3_gate.$.[0].success true
                                                              (ap true $yes-0)
                                                             )
                                                             (seq
                                                              (ap :error: -if-error-)
                                                              (xor
                                                               (match :error:.$.error_code 10001
                                                                (seq
                                                                 (call -relay- ("op" "concat_strings") [result-3_gate.$.[0].error " on " n-1-0] ret-23)
                                                                 (ap ret-23 $error)
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
                                                       )
                                                       (seq
                                                        (call -relay- ("op" "concat_strings") [:error:.$.message " on " n-1-0] ret-24)
                                                        (ap ret-24 $error)
                                                       )
                                                      )
                                                      (call -relay- ("op" "identity") [true] ret-25)
                                                     )
                                                     (ap ret-25 $answered-0)
                                                    )
                                                    (next n-1-0)
                                                   )
                                                   (never)
                                                  )
                                                  (null)
                                                 )
                                                )
                                                (ap -nodes-flat-0-0 -nodes-flat-0-0_to_functor)
                                               )
                                               (ap -nodes-flat-0-0_to_functor.length -nodes-flat-0-0_length)
                                              )
                                              (par
                                               (par
                                                (new $yes-0_test
                                                 (seq
                                                  (seq
                                                   (fold $yes-0 yes-0_fold_var
                                                    (seq
                                                     (seq
                                                      (ap yes-0_fold_var $yes-0_test)
                                                      (canon -relay- $yes-0_test  #yes-0_iter_canon)
                                                     )
                                                     (xor
                                                      (match #yes-0_iter_canon.length 1
                                                       (null)
                                                      )
                                                      (next yes-0_fold_var)
                                                     )
                                                    )
                                                    (never)
                                                   )
                                                   (canon -relay- $yes-0_test  #yes-0_result_canon)
                                                  )
                                                  (ap #yes-0_result_canon yes-0_gate)
                                                 )
                                                )
                                                (seq
                                                 (new $answered-0_test
                                                  (seq
                                                   (seq
                                                    (fold $answered-0 answered-0_fold_var
                                                     (seq
                                                      (seq
                                                       (ap answered-0_fold_var $answered-0_test)
                                                       (canon -relay- $answered-0_test  #answered-0_iter_canon)
                                                      )
                                                      (xor
                                                       (match #answered-0_iter_canon.length -nodes-flat-0-0_length
                                                        (null)
                                                       )
                                                       (next answered-0_fold_var)
                                                      )
                                                     )
                                                     (never)
                                                    )
                                                    (canon -relay- $answered-0_test  #answered-0_result_canon)
                                                   )
                                                   (ap #answered-0_result_canon answered-0_gate)
                                                  )
                                                 )
                                                 (call -relay- ("math" "sub") [-nodes-flat-0-0_length 1] answered-0_idx)
                                                )
                                               )
                                               (seq
                                                (call -relay- ("peer" "timeout") [5000 "provider hasn't registered: timeout exceeded"] ret-26)
                                                (ap ret-26 $over-0)
                                               )
                                              )
                                             )
                                             (canon -relay- $yes-0  #yes-0_to_functor)
                                            )
                                            (ap #yes-0_to_functor.length yes-0_length)
                                           )
                                           (call -relay- ("cmp" "gt") [yes-0_length 0] gt-0)
                                          )
                                          (new -if-error-
                                           (xor
                                            (match gt-0 false
                                             (seq
                                              (canon -relay- $over-0  #over-0_canon)
                                              (fold #over-0_canon e-2-0
                                               (seq
                                                (ap e-2-0 $error)
                                                (next e-2-0)
                                               )
                                               (null)
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
                                         (new -if-error-
                                          (xor
                                           (match gt-0 true
                                            (new $over-1
                                             (seq
                                              (seq
                                               (seq
                                                (seq
                                                 (seq
                                                  (seq
                                                   (seq
                                                    (ap -nodes-flat-0-0 -nodes-flat-0-0_to_functor-0)
                                                    (ap -nodes-flat-0-0_to_functor-0.length -nodes-flat-0-0_length-0)
                                                   )
                                                   (par
                                                    (seq
                                                     (new $answered-0_test-0
                                                      (seq
                                                       (seq
                                                        (fold $answered-0 answered-0_fold_var-0
                                                         (seq
                                                          (seq
                                                           (ap answered-0_fold_var-0 $answered-0_test-0)
                                                           (canon -relay- $answered-0_test-0  #answered-0_iter_canon-0)
                                                          )
                                                          (xor
                                                           (match #answered-0_iter_canon-0.length -nodes-flat-0-0_length-0
                                                            (null)
                                                           )
                                                           (next answered-0_fold_var-0)
                                                          )
                                                         )
                                                         (never)
                                                        )
                                                        (canon -relay- $answered-0_test-0  #answered-0_result_canon-0)
                                                       )
                                                       (ap #answered-0_result_canon-0 answered-0_gate-0)
                                                      )
                                                     )
                                                     (call -relay- ("math" "sub") [-nodes-flat-0-0_length-0 1] answered-0_idx-0)
                                                    )
                                                    (seq
                                                     (call -relay- ("peer" "timeout") [500 ""] ret-27)
                                                     (ap ret-27 $over-1)
                                                    )
                                                   )
                                                  )
                                                  (canon -relay- $yes-0  #yes-0_to_functor-0)
                                                 )
                                                 (ap #yes-0_to_functor-0.length yes-0_length-0)
                                                )
                                                (call -relay- ("math" "mul") [yes-0_length-0 2] mul)
                                               )
                                               (call -relay- ("cmp" "lt") [mul -nodes-flat-0-0_length-0] lt-1)
                                              )
                                              (new -if-error-
                                               (xor
                                                (match lt-1 true
                                                 (seq
                                                  (seq
                                                   (seq
                                                    (call -relay- ("debug" "stringify") [yes-0_length-0] ret-28)
                                                    (call -relay- ("debug" "stringify") [-nodes-flat-0-0_length-0] ret-29)
                                                   )
                                                   (call -relay- ("op" "concat_strings") ["only " ret-28 " of " ret-29 " peers of the neighbourhood took the record"] ret-30)
                                                  )
                                                  (ap ret-30 $error)
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
                                        (ap gt-0 $done-0)
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
                         (ap false $done-0)
                        )
                        (new $done-0_test
                         (seq
                          (seq
                           (fold $done-0 done-0_fold_var
                            (seq
                             (seq
                              (ap done-0_fold_var $done-0_test)
                              (canon -relay- $done-0_test  #done-0_iter_canon)
                             )
                             (xor
                              (match #done-0_iter_canon.length 1
                               (null)
                              )
                              (next done-0_fold_var)
                             )
                            )
                            (never)
                           )
                           (canon -relay- $done-0_test  #done-0_result_canon)
                          )
                          (ap #done-0_result_canon done-0_gate)
                         )
                        )
                       )
                       (ap done-0_gate.$.[0] $done)
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
                   (seq
                    (ap :error: -if-error-)
                    (xor
                     (seq
                      (match :error:.$.error_code 10002
                       (null)
                      )
                      (new $-hop-
                       (new #-hopc-
                        (canon -relay- $-hop-  #-hopc-)
                       )
                      )
                     )
                     (fail -if-error-)
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
               )
               (ap false $done)
              )
              (fail :error:)
             )
            )
            (new $done_test
             (seq
              (seq
               (fold $done done_fold_var
                (seq
                 (seq
                  (ap done_fold_var $done_test)
                  (canon %init_peer_id% $done_test  #done_iter_canon)
                 )
                 (xor
                  (match #done_iter_canon.length 1
                   (null)
                  )
                  (next done_fold_var)
                 )
                )
                (never)
               )
               (canon %init_peer_id% $done_test  #done_result_canon)
              )
              (ap #done_result_canon done_gate)
             )
            )
           )
           (canon %init_peer_id% $error  #error_canon)
          )
          (call %init_peer_id% ("callbackSrv" "response") [done_gate.$.[0] #error_canon])
         )
        )
       )
      )
     )
    )
   )
  )
 )
 (call %init_peer_id% ("errorHandlingSrv" "error") [:error: 0])
)
`;

export type RegisterProviderResultType = [boolean, string[]]

export type RegisterProviderParams = [resource_id: string, value: string, service_id: string | null, config?: {ttl?: number}] | [peer: IFluenceClient$$, resource_id: string, value: string, service_id: string | null, config?: {ttl?: number}];

export type RegisterProviderResult = Promise<RegisterProviderResultType>;

export function registerProvider(...args: RegisterProviderParams): RegisterProviderResult {
    return callFunction$$(
        args,
        {
    "functionName": "registerProvider",
    "arrow": {
        "domain": {
            "fields": {
                "resource_id": {
                    "name": "string",
                    "tag": "scalar"
                },
                "value": {
                    "name": "string",
                    "tag": "scalar"
                },
                "service_id": {
                    "type": {
                        "name": "string",
                        "tag": "scalar"
                    },
                    "tag": "option"
                }
            },
            "tag": "labeledProduct"
        },
        "codomain": {
            "items": [
                {
                    "name": "bool",
                    "tag": "scalar"
                },
                {
                    "type": {
                        "name": "string",
                        "tag": "scalar"
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
        registerProvider_script
    );
}

export const resolveProviders_script = `
(xor
 (new $error
  (new $over
   (new $answered
    (new $wanted
     (new $records-0
      (new $merged-0
       (new $answers
        (new $nodes-0
         (new $providers
          (new $checked
           (new $yes
            (seq
             (seq
              (seq
               (seq
                (seq
                 (seq
                  (seq
                   (call %init_peer_id% ("getDataSrv" "-relay-") [] -relay-)
                   (call %init_peer_id% ("getDataSrv" "resource_id") [] -resource_id-arg-)
                  )
                  (call %init_peer_id% ("getDataSrv" "ack") [] -ack-arg-)
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
                                                 (call -relay- ("op" "string_to_b58") [-resource_id-arg-] ret)
                                                 (new $option-inline
                                                  (seq
                                                   (xor
                                                    (ap 20 $option-inline)
                                                    (null)
                                                   )
                                                   (canon -relay- $option-inline  #option-inline-0)
                                                  )
                                                 )
                                                )
                                                (call -relay- ("kad" "neighborhood") [ret [] #option-inline-0] ret-0)
                                               )
                                               (ap ret-0 ret-0_to_functor)
                                              )
                                              (ap ret-0_to_functor.length ret-0_length)
                                             )
                                             (call -relay- ("cmp" "lt") [ret-0_length 20] lt)
                                            )
                                            (new -if-error-
                                             (xor
                                              (match lt true
                                               (ap -relay- $nodes-0)
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
                                           (fold ret-0 other-0
                                            (seq
                                             (ap other-0 $nodes-0)
                                             (next other-0)
                                            )
                                            (null)
                                           )
                                          )
                                          (canon -relay- $nodes-0  #-nodes-fix-0)
                                         )
                                         (ap #-nodes-fix-0 -nodes-flat-0)
                                        )
                                        (par
                                         (fold -nodes-flat-0 n-0
                                          (par
                                           (seq
                                            (seq
                                             (xor
                                              (seq
                                               (xor
                                                (seq
                                                 (call n-0 ("peer" "timestamp_sec") [] ret-1)
                                                 (call n-0 ("registry" "get_records") [-resource_id-arg- ret-1] ret-2)
                                                )
                                                (fail :error:)
                                               )
                                               (new -if-else-error-
                                                (new -else-error-
                                                 (new -if-error-
                                                  (xor
                                                   (match ret-2.$.success true
                                                    (seq
                                                     (ap ret-2.$.result $answers)
                                                     (ap true $yes)
                                                    )
                                                   )
                                                   (seq
                                                    (ap :error: -if-error-)
                                                    (xor
                                                     (match :error:.$.error_code 10001
                                                      (seq
                                                       (call -relay- ("op" "concat_strings") [ret-2.$.error " on " n-0] ret-3)
                                                       (ap ret-3 $error)
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
                                              (seq
                                               (call -relay- ("op" "concat_strings") [:error:.$.message " on " n-0] ret-4)
                                               (ap ret-4 $error)
                                              )
                                             )
                                             (call -relay- ("op" "identity") [true] ret-5)
                                            )
                                            (ap ret-5 $answered)
                                           )
                                           (next n-0)
                                          )
                                          (never)
                                         )
                                         (null)
                                        )
                                       )
                                       (ap -nodes-flat-0 -nodes-flat-0_to_functor)
                                      )
                                      (ap -nodes-flat-0_to_functor.length -nodes-flat-0_length)
                                     )
                                     (call -relay- ("cmp" "lt") [-ack-arg- 1] lt-0)
                                    )
                                    (new -if-error-
                                     (xor
                                      (match lt-0 true
                                       (ap 1 $wanted)
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
                                   (call -relay- ("cmp" "gt") [-ack-arg- -nodes-flat-0_length] gt)
                                  )
                                  (new -if-error-
                                   (xor
                                    (match gt true
                                     (ap -nodes-flat-0_length $wanted)
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
                                 (ap -ack-arg- $wanted)
                                )
                                (new $wanted_test
                                 (seq
                                  (seq
                                   (fold $wanted wanted_fold_var
                                    (seq
                                     (seq
                                      (ap wanted_fold_var $wanted_test)
                                      (canon -relay- $wanted_test  #wanted_iter_canon)
                                     )
                                     (xor
                                      (match #wanted_iter_canon.length 1
                                       (null)
                                      )
                                      (next wanted_fold_var)
                                     )
                                    )
                                    (never)
                                   )
                                   (canon -relay- $wanted_test  #wanted_result_canon)
                                  )
                                  (ap #wanted_result_canon wanted_gate)
                                 )
                                )
                               )
                               (par
                                (par
                                 (seq
                                  (new $yes_test
                                   (seq
                                    (seq
                                     (fold $yes yes_fold_var
                                      (seq
                                       (seq
                                        (ap yes_fold_var $yes_test)
                                        (canon -relay- $yes_test  #yes_iter_canon)
                                       )
                                       (xor
                                        (match #yes_iter_canon.length wanted_gate.$.[0]
                                         (null)
                                        )
                                        (next yes_fold_var)
                                       )
                                      )
                                      (never)
                                     )
                                     (canon -relay- $yes_test  #yes_result_canon)
                                    )
                                    (ap #yes_result_canon yes_gate)
                                   )
                                  )
                                  (call -relay- ("math" "sub") [wanted_gate.$.[0] 1] yes_idx)
                                 )
                                 (seq
                                  (new $answered_test
                                   (seq
                                    (seq
                                     (fold $answered answered_fold_var
                                      (seq
                                       (seq
                                        (ap answered_fold_var $answered_test)
                                        (canon -relay- $answered_test  #answered_iter_canon)
                                       )
                                       (xor
                                        (match #answered_iter_canon.length -nodes-flat-0_length
                                         (null)
                                        )
                                        (next answered_fold_var)
                                       )
                                      )
                                      (never)
                                     )
                                     (canon -relay- $answered_test  #answered_result_canon)
                                    )
                                    (ap #answered_result_canon answered_gate)
                                   )
                                  )
                                  (call -relay- ("math" "sub") [-nodes-flat-0_length 1] answered_idx)
                                 )
                                )
                                (seq
                                 (call -relay- ("peer" "timeout") [5000 "timeout exceeded"] ret-6)
                                 (ap ret-6 $over)
                                )
                               )
                              )
                              (canon -relay- $yes  #yes_to_functor)
                             )
                             (ap #yes_to_functor.length yes_length)
                            )
                            (call -relay- ("cmp" "gte") [yes_length wanted_gate.$.[0]] gte)
                           )
                           (new -if-error-
                            (xor
                             (match gte false
                              (seq
                               (canon -relay- $over  #over_canon)
                               (fold #over_canon e-0-0
                                (seq
                                 (ap e-0-0 $error)
                                 (next e-0-0)
                                )
                                (null)
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
                          (xor
                           (seq
                            (seq
                             (canon -relay- $answers  #answers_canon)
                             (call -relay- ("registry" "merge") [#answers_canon] ret-7)
                            )
                            (new -if-error-
                             (xor
                              (match ret-7.$.success true
                               (ap ret-7.$.result $merged-0)
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
                           (call -relay- ("op" "noop") [])
                          )
                         )
                         (canon -relay- $merged-0  #merged-0_canon)
                        )
                        (new -if-error-
                         (xor
                          (match #merged-0_canon []
                           (seq
                            (seq
                             (seq
                              (seq
                               (canon -relay- $answers  #answers_canon-0)
                               (fold #answers_canon-0 answer-0
                                (seq
                                 (xor
                                  (seq
                                   (call -relay- ("registry" "merge_two") [answer-0 []] ret-8)
                                   (ap ret-8.$.result $checked)
                                  )
                                  (call -relay- ("op" "noop") [])
                                 )
                                 (next answer-0)
                                )
                                (null)
                               )
                              )
                              (canon -relay- $checked  #checked_canon)
                             )
                             (call -relay- ("registry" "merge") [#checked_canon] ret-9)
                            )
                            (ap ret-9.$.result $merged-0)
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
                       (new $merged-0_test
                        (seq
                         (seq
                          (fold $merged-0 merged-0_fold_var
                           (seq
                            (seq
                             (ap merged-0_fold_var $merged-0_test)
                             (canon -relay- $merged-0_test  #merged-0_iter_canon)
                            )
                            (xor
                             (match #merged-0_iter_canon.length 1
                              (null)
                             )
                             (next merged-0_fold_var)
                            )
                           )
                           (never)
                          )
                          (canon -relay- $merged-0_test  #merged-0_result_canon)
                         )
                         (ap #merged-0_result_canon merged-0_gate)
                        )
                       )
                      )
                      (fold merged-0_gate.$.[0] record-0
                       (seq
                        (new -if-error-
                         (xor
                          (match record-0.$.metadata.key_id -resource_id-arg-
                           (ap record-0 $records-0)
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
                        (next record-0)
                       )
                       (null)
                      )
                     )
                     (canon -relay- $records-0  #-records-fix-0)
                    )
                    (ap #-records-fix-0 -records-flat-0)
                   )
                   (fold -records-flat-0 r-0
                    (seq
                     (seq
                      (seq
                       (ap r-0.$.metadata r-0_flat)
                       (new %Record_obj_map
                        (seq
                         (seq
                          (seq
                           (seq
                            (seq
                             (seq
                              (seq
                               (seq
                                (seq
                                 (ap ("key_id" r-0_flat.$.key_id) %Record_obj_map)
                                 (ap ("peer_id" r-0_flat.$.peer_id) %Record_obj_map)
                                )
                                (ap ("relay_id" r-0_flat.$.relay_id) %Record_obj_map)
                               )
                               (ap ("service_id" r-0_flat.$.service_id) %Record_obj_map)
                              )
                              (ap ("set_by" r-0_flat.$.issued_by) %Record_obj_map)
                             )
                             (ap ("signature" r-0.$.signature) %Record_obj_map)
                            )
                            (ap ("solution" r-0_flat.$.solution) %Record_obj_map)
                           )
                           (ap ("timestamp_created" r-0.$.timestamp_created) %Record_obj_map)
                          )
                          (ap ("value" r-0_flat.$.value) %Record_obj_map)
                         )
                         (canon -relay- %Record_obj_map  Record_obj)
                        )
                       )
                      )
                      (ap Record_obj $providers)
                     )
                     (next r-0)
                    )
                    (null)
                   )
                  )
                  (fail :error:)
                 )
                )
                (canon %init_peer_id% $providers  #-providers-fix-0)
               )
               (ap #-providers-fix-0 -providers-flat-0)
              )
              (canon %init_peer_id% $error  #error_canon)
             )
             (call %init_peer_id% ("callbackSrv" "response") [-providers-flat-0 #error_canon])
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
 )
 (call %init_peer_id% ("errorHandlingSrv" "error") [:error: 0])
)
`;

export type ResolveProvidersResultType = [{ relay_id: string[]; signature: number[]; set_by: string; peer_id: string; service_id: string[]; value: string; timestamp_created: number; key_id: string; solution: number[]; }[], string[]]

export type ResolveProvidersParams = [resource_id: string, ack: number, config?: {ttl?: number}] | [peer: IFluenceClient$$, resource_id: string, ack: number, config?: {ttl?: number}];

export type ResolveProvidersResult = Promise<ResolveProvidersResultType>;

export function resolveProviders(...args: ResolveProvidersParams): ResolveProvidersResult {
    return callFunction$$(
        args,
        {
    "functionName": "resolveProviders",
    "arrow": {
        "domain": {
            "fields": {
                "resource_id": {
                    "name": "string",
                    "tag": "scalar"
                },
                "ack": {
                    "name": "i16",
                    "tag": "scalar"
                }
            },
            "tag": "labeledProduct"
        },
        "codomain": {
            "items": [
                {
                    "type": {
                        "name": "Record",
                        "fields": {
                            "relay_id": {
                                "type": {
                                    "name": "string",
                                    "tag": "scalar"
                                },
                                "tag": "array"
                            },
                            "signature": {
                                "type": {
                                    "name": "u8",
                                    "tag": "scalar"
                                },
                                "tag": "array"
                            },
                            "set_by": {
                                "name": "string",
                                "tag": "scalar"
                            },
                            "peer_id": {
                                "name": "string",
                                "tag": "scalar"
                            },
                            "service_id": {
                                "type": {
                                    "name": "string",
                                    "tag": "scalar"
                                },
                                "tag": "array"
                            },
                            "value": {
                                "name": "string",
                                "tag": "scalar"
                            },
                            "timestamp_created": {
                                "name": "u64",
                                "tag": "scalar"
                            },
                            "key_id": {
                                "name": "string",
                                "tag": "scalar"
                            },
                            "solution": {
                                "type": {
                                    "name": "u8",
                                    "tag": "scalar"
                                },
                                "tag": "array"
                            }
                        },
                        "tag": "struct"
                    },
                    "tag": "array"
                },
                {
                    "type": {
                        "name": "string",
                        "tag": "scalar"
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
        resolveProviders_script
    );
}
