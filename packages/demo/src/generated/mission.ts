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
export interface GreetingDef {
    greeting: (name: string, callParams: ParticleContext$$) => string | Promise<string>;
}
export function registerGreeting(serviceId: string, service: GreetingDef): void;
export function registerGreeting(peer: IFluenceClient$$, serviceId: string, service: GreetingDef): void;
export function registerGreeting(...args: any[]) {
    registerService$$(
        args,
        {
    "functions": {
        "fields": {
            "greeting": {
                "domain": {
                    "fields": {
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
            }
        },
        "tag": "labeledProduct"
    }
}
    );
}


// Functions
export const greetProviders_script = `
(xor
 (new $error
  (new $over
   (new $merged-0
    (new $answers-0
     (new $answered
      (new $wanted
       (new $records-0
        (new $answers
         (new $providers-0
          (new $nodes-0
           (new $checked
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
                         (call %init_peer_id% ("getDataSrv" "-relay-") [] -relay-)
                         (call %init_peer_id% ("getDataSrv" "resource_id") [] -resource_id-arg-)
                        )
                        (call %init_peer_id% ("getDataSrv" "ack") [] -ack-arg-)
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
                                                         (ap ret-2.$.result $answers-0)
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
                                   (fold #over_canon e-1-0
                                    (seq
                                     (ap e-1-0 $error)
                                     (next e-1-0)
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
                                 (canon -relay- $answers-0  #answers-0_canon)
                                 (call -relay- ("registry" "merge") [#answers-0_canon] ret-7)
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
                                   (canon -relay- $answers-0  #answers-0_canon-0)
                                   (fold #answers-0_canon-0 answer-0
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
                          (ap Record_obj $providers-0)
                         )
                         (next r-0)
                        )
                        (null)
                       )
                      )
                      (fail :error:)
                     )
                    )
                    (canon %init_peer_id% $providers-0  #-providers-fix-0)
                   )
                   (ap #-providers-fix-0 -providers-flat-0)
                  )
                  (xor
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
                        (par
                         (fold -providers-flat-0 p-0
                          (par
                           (new -if-else-error-
                            (new -else-error-
                             (new -if-error-
                              (xor
                               (match p-0.$.relay_id []
                                (xor
                                 (seq
                                  (new $-hop-
                                   (new #-hopc-
                                    (canon p-0.$.peer_id $-hop-  #-hopc-)
                                   )
                                  )
                                  (xor
                                   (seq
                                    (seq
                                     (seq
                                      (seq
                                       (call p-0.$.service_id.[0] ("greeter" "greeting") [-name-arg-] ret-10)
                                       (new %Answer_obj_map
                                        (seq
                                         (seq
                                          (seq
                                           (seq
                                            (seq
                                             (ap ("error" "") %Answer_obj_map)
                                             (ap ("peer_id" p-0.$.service_id.[0]) %Answer_obj_map)
                                            )
                                            (ap ("success" true) %Answer_obj_map)
                                           )
                                           (ap ("text" ret-10) %Answer_obj_map)
                                          )
                                          (ap ("value" p-0.$.value) %Answer_obj_map)
                                         )
                                         (canon p-0.$.service_id.[0] %Answer_obj_map  Answer_obj)
                                        )
                                       )
                                      )
                                      (ap Answer_obj $answers)
                                     )
                                     (new $-hop-
                                      (new #-hopc-
                                       (canon p-0.$.peer_id $-hop-  #-hopc-)
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
                                            (ap ("peer_id" p-0.$.service_id.[0]) %Answer_obj-0_map)
                                           )
                                           (ap ("success" false) %Answer_obj-0_map)
                                          )
                                          (ap ("text" "") %Answer_obj-0_map)
                                         )
                                         (ap ("value" p-0.$.value) %Answer_obj-0_map)
                                        )
                                        (canon p-0.$.service_id.[0] %Answer_obj-0_map  Answer_obj-0)
                                       )
                                      )
                                      (ap Answer_obj-0 $answers)
                                     )
                                     (new $-hop-
                                      (new #-hopc-
                                       (canon p-0.$.peer_id $-hop-  #-hopc-)
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
                                     (canon p-0.$.peer_id $-hop-  #-hopc-)
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
                                 (match :error:.$.error_code 10001
                                  (xor
                                   (seq
                                    (fold p-0.$.relay_id -via-peer-
                                     (seq
                                      (new $-hop-
                                       (new #-hopc-
                                        (canon -via-peer- $-hop-  #-hopc-)
                                       )
                                      )
                                      (next -via-peer-)
                                     )
                                     (null)
                                    )
                                    (xor
                                     (seq
                                      (seq
                                       (seq
                                        (seq
                                         (call p-0.$.peer_id (p-0.$.service_id.[0] "greeting") [-name-arg-] ret-11)
                                         (new %Answer_obj-1_map
                                          (seq
                                           (seq
                                            (seq
                                             (seq
                                              (seq
                                               (ap ("error" "") %Answer_obj-1_map)
                                               (ap ("peer_id" p-0.$.peer_id) %Answer_obj-1_map)
                                              )
                                              (ap ("success" true) %Answer_obj-1_map)
                                             )
                                             (ap ("text" ret-11) %Answer_obj-1_map)
                                            )
                                            (ap ("value" p-0.$.value) %Answer_obj-1_map)
                                           )
                                           (canon p-0.$.peer_id %Answer_obj-1_map  Answer_obj-1)
                                          )
                                         )
                                        )
                                        (ap Answer_obj-1 $answers)
                                       )
                                       (fold p-0.$.relay_id -via-peer-
                                        (seq
                                         (next -via-peer-)
                                         (new $-hop-
                                          (new #-hopc-
                                           (canon -via-peer- $-hop-  #-hopc-)
                                          )
                                         )
                                        )
                                        (null)
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
                                        (new %Answer_obj-2_map
                                         (seq
                                          (seq
                                           (seq
                                            (seq
                                             (seq
                                              (ap ("error" :error:.$.message) %Answer_obj-2_map)
                                              (ap ("peer_id" p-0.$.peer_id) %Answer_obj-2_map)
                                             )
                                             (ap ("success" false) %Answer_obj-2_map)
                                            )
                                            (ap ("text" "") %Answer_obj-2_map)
                                           )
                                           (ap ("value" p-0.$.value) %Answer_obj-2_map)
                                          )
                                          (canon p-0.$.peer_id %Answer_obj-2_map  Answer_obj-2)
                                         )
                                        )
                                        (ap Answer_obj-2 $answers)
                                       )
                                       (fold p-0.$.relay_id -via-peer-
                                        (seq
                                         (next -via-peer-)
                                         (new $-hop-
                                          (new #-hopc-
                                           (canon -via-peer- $-hop-  #-hopc-)
                                          )
                                         )
                                        )
                                        (null)
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
                                     (fold p-0.$.relay_id -via-peer-
                                      (seq
                                       (new $-hop-
                                        (new #-hopc-
                                         (canon -via-peer- $-hop-  #-hopc-)
                                        )
                                       )
                                       (next -via-peer-)
                                      )
                                      (null)
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
                           (next p-0)
                          )
                          (never)
                         )
                         (null)
                        )
                       )
                       (ap -providers-flat-0 -providers-flat-0_to_functor)
                      )
                      (ap -providers-flat-0_to_functor.length -providers-flat-0_length)
                     )
                     (call -relay- ("cmp" "gt") [-providers-flat-0_length 0] gt-0)
                    )
                    (new -if-error-
                     (xor
                      (match gt-0 true
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
                               (match #answers_iter_canon.length -providers-flat-0_length
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
                         (call -relay- ("math" "sub") [-providers-flat-0_length 1] answers_idx)
                        )
                        (call -relay- ("peer" "timeout") [-timeout_ms-arg- "not every provider answered in time"] ret-12)
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
               (canon %init_peer_id% $error  #error_canon)
              )
              (call %init_peer_id% ("callbackSrv" "response") [-answers-flat-0 #error_canon])
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
 )
 (call %init_peer_id% ("errorHandlingSrv" "error") [:error: 0])
)
`;

export type GreetProvidersResultType = [{ success: boolean; text: string; error: string; peer_id: string; value: string; }[], string[]]

export type GreetProvidersParams = [resource_id: string, ack: number, name: string, timeout_ms: number, config?: {ttl?: number}] | [peer: IFluenceClient$$, resource_id: string, ack: number, name: string, timeout_ms: number, config?: {ttl?: number}];

export type GreetProvidersResult = Promise<GreetProvidersResultType>;

export function greetProviders(...args: GreetProvidersParams): GreetProvidersResult {
    return callFunction$$(
        args,
        {
    "functionName": "greetProviders",
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
                            "text": {
                                "name": "string",
                                "tag": "scalar"
                            },
                            "error": {
                                "name": "string",
                                "tag": "scalar"
                            },
                            "peer_id": {
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
        greetProviders_script
    );
}
