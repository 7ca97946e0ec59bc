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
export const removeNodeFromProviders_script = `
(xor
 (new $error-0
  (new $answered
   (new $over
    (new $found
     (new $nodes-0
      (new $yes
       (new $done-0
        (new $resource-0
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
                                                (ap ret-3 $error-0)
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
                                          (ap ret-4 $error-0)
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
                                  (ap ret-5 $error-0)
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
                          (ap e-0-0 $error-0)
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
                    (new $yes-0
                     (new $done-1
                      (new $signature-0
                       (new $visited
                        (new $answered-0
                         (seq
                          (seq
                           (seq
                            (seq
                             (seq
                              (seq
                               (seq
                                (seq
                                 (call -relay- ("peer" "timestamp_sec") [] ret-9)
                                 (call -relay- ("registry" "get_tombstone_bytes") [-resource-flat-1.$.[0].id %init_peer_id% -provider_node_id-arg- ret-9 []] ret-10)
                                )
                                (xor
                                 (call %init_peer_id% ("sig" "sign") [ret-10] ret-11)
                                 (fail :error:)
                                )
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
                                      (ap ret-11.$.error.[0] $error-0)
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
                            (new -if-else-error-
                             (new -else-error-
                              (new -if-error-
                               (xor
                                (match -signature-flat-0 []
                                 (ap false $done-1)
                                )
                                (seq
                                 (ap :error: -if-error-)
                                 (xor
                                  (match :error:.$.error_code 10001
                                   (new $nodes-2
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
                                                        (seq
                                                         (seq
                                                          (new %Tombstone_obj_map
                                                           (seq
                                                            (seq
                                                             (seq
                                                              (seq
                                                               (seq
                                                                (seq
                                                                 (ap ("issued_by" %init_peer_id%) %Tombstone_obj_map)
                                                                 (ap ("issuer_signature" -signature-flat-0.$.[0]) %Tombstone_obj_map)
                                                                )
                                                                (ap ("key_id" -resource-flat-1.$.[0].id) %Tombstone_obj_map)
                                                               )
                                                               (ap ("peer_id" -provider_node_id-arg-) %Tombstone_obj_map)
                                                              )
                                                              (ap ("solution" []) %Tombstone_obj_map)
                                                             )
                                                             (ap ("timestamp_issued" ret-9) %Tombstone_obj_map)
                                                            )
                                                            (canon -relay- %Tombstone_obj_map  Tombstone_obj)
                                                           )
                                                          )
                                                          (new -if-error-
                                                           (xor
                                                            (mismatch -provider_node_id-arg- %init_peer_id%
                                                             (ap -provider_node_id-arg- $visited)
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
                                                         (call -relay- ("op" "string_to_b58") [-resource-flat-1.$.[0].id] ret-12)
                                                        )
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
                                                       (call -relay- ("kad" "neighborhood") [ret-12 [] #option-inline-1-0] ret-13)
                                                      )
                                                      (ap ret-13 ret-13_to_functor)
                                                     )
                                                     (ap ret-13_to_functor.length ret-13_length)
                                                    )
                                                    (call -relay- ("cmp" "lt") [ret-13_length 20] lt-0)
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
                                                  (fold ret-13 other-1-0
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
                                               (fold -nodes-flat-0-0 n-1-0
                                                (seq
                                                 (new -if-error-
                                                  (xor
                                                   (mismatch n-1-0 -provider_node_id-arg-
                                                    (ap n-1-0 $visited)
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
                                                 (next n-1-0)
                                                )
                                                (null)
                                               )
                                              )
                                              (par
                                               (seq
                                                (canon -relay- $visited  #visited_canon)
                                                (fold #visited_canon n-1-1
                                                 (par
                                                  (seq
                                                   (seq
                                                    (xor
                                                     (new $result-2
                                                      (seq
                                                       (xor
                                                        (seq
                                                         (seq
                                                          (seq
                                                           (seq
                                                            (call n-1-1 ("peer" "timestamp_sec") [] ret-14)
                                                            (call n-1-1 ("trust-graph" "get_weight") [-resource-flat-1.$.[0].owner_peer_id ret-14] ret-15)
                                                           )
                                                           (call n-1-1 ("registry" "republish_key") [-resource-flat-1.$.[0] ret-15 ret-14] ret-16)
                                                          )
                                                          (new -if-else-error-
                                                           (new -else-error-
                                                            (new -if-error-
                                                             (xor
                                                              (match ret-16.$.success true
                                                               (seq
                                                                (seq
                                                                 (call n-1-1 ("peer" "timestamp_sec") [] ret-17)
                                                                 (call n-1-1 ("registry" "add_tombstone") [Tombstone_obj.$.key_id Tombstone_obj.$.issued_by Tombstone_obj.$.peer_id Tombstone_obj.$.timestamp_issued Tombstone_obj.$.solution Tombstone_obj.$.issuer_signature ret-17] ret-18)
                                                                )
                                                                (ap ret-18 $result-2)
                                                               )
                                                              )
                                                              (seq
                                                               (ap :error: -if-error-)
                                                               (xor
                                                                (match :error:.$.error_code 10001
                                                                 (ap ret-16 $result-2)
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
                                                               (canon n-1-1 $result-2_test  #result-2_iter_canon)
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
                                                            (canon n-1-1 $result-2_test  #result-2_result_canon)
                                                           )
                                                           (ap #result-2_result_canon result-2_gate)
                                                          )
                                                         )
                                                        )
                                                        (fail :error:)
                                                       )
                                                       (new -if-else-error-
                                                        (new -else-error-
                                                         (new -if-error-
                                                          (xor
                                                           (match result-2_gate.$.[0].success true
                                                            (ap true $yes-0)
                                                           )
                                                           (seq
                                                            (ap :error: -if-error-)
                                                            (xor
                                                             (match :error:.$.error_code 10001
                                                              (seq
                                                               (call -relay- ("op" "concat_strings") [result-2_gate.$.[0].error " on " n-1-1] ret-19)
                                                               (ap ret-19 $error-0)
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
                                                      (call -relay- ("op" "concat_strings") [:error:.$.message " on " n-1-1] ret-20)
                                                      (ap ret-20 $error-0)
                                                     )
                                                    )
                                                    (call -relay- ("op" "identity") [true] ret-21)
                                                   )
                                                   (ap ret-21 $answered-0)
                                                  )
                                                  (next n-1-1)
                                                 )
                                                 (never)
                                                )
                                               )
                                               (null)
                                              )
                                             )
                                             (canon -relay- $visited  #visited_to_functor)
                                            )
                                            (ap #visited_to_functor.length visited_length)
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
                                                    (match #answered-0_iter_canon.length visited_length
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
                                              (call -relay- ("math" "sub") [visited_length 1] answered-0_idx)
                                             )
                                            )
                                            (seq
                                             (call -relay- ("peer" "timeout") [5000 "unregisterService failed: timeout exceeded"] ret-22)
                                             (ap ret-22 $over-0)
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
                                             (ap e-2-0 $error-0)
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
                                      (ap gt-0 $done-1)
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
                           (new $done-1_test
                            (seq
                             (seq
                              (fold $done-1 done-1_fold_var
                               (seq
                                (seq
                                 (ap done-1_fold_var $done-1_test)
                                 (canon -relay- $done-1_test  #done-1_iter_canon)
                                )
                                (xor
                                 (match #done-1_iter_canon.length 1
                                  (null)
                                 )
                                 (next done-1_fold_var)
                                )
                               )
                               (never)
                              )
                              (canon -relay- $done-1_test  #done-1_result_canon)
                             )
                             (ap #done-1_result_canon done-1_gate)
                            )
                           )
                          )
                          (ap done-1_gate.$.[0] $done-0)
                         )
                        )
                       )
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
               (ap false $done-0)
              )
              (fail :error:)
             )
            )
            (new $done-0_test
             (seq
              (seq
               (fold $done-0 done-0_fold_var
                (seq
                 (seq
                  (ap done-0_fold_var $done-0_test)
                  (canon %init_peer_id% $done-0_test  #done-0_iter_canon)
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
               (canon %init_peer_id% $done-0_test  #done-0_result_canon)
              )
              (ap #done-0_result_canon done-0_gate)
             )
            )
           )
           (canon %init_peer_id% $error-0  #error-0_canon)
          )
          (call %init_peer_id% ("callbackSrv" "response") [done-0_gate.$.[0] #error-0_canon])
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

export type RemoveNodeFromProvidersResultType = [boolean, string[]]

export type RemoveNodeFromProvidersParams = [provider_node_id: string, resource_id: string, config?: {ttl?: number}] | [peer: IFluenceClient$$, provider_node_id: string, resource_id: string, config?: {ttl?: number}];

export type RemoveNodeFromProvidersResult = Promise<RemoveNodeFromProvidersResultType>;

export function removeNodeFromProviders(...args: RemoveNodeFromProvidersParams): RemoveNodeFromProvidersResult {
    return callFunction$$(
        args,
        {
    "functionName": "removeNodeFromProviders",
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
        removeNodeFromProviders_script
    );
}

export const unregisterService_script = `
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
               (call %init_peer_id% ("getDataSrv" "-relay-") [] -relay-)
               (call %init_peer_id% ("getDataSrv" "resource_id") [] -resource_id-arg-)
              )
              (call %init_peer_id% ("getDataSrv" "peer_id") [] -peer_id-arg-)
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
                    (new $yes-0
                     (new $signature-0
                      (new $visited
                       (new $answered-0
                        (new $done-0
                         (seq
                          (seq
                           (seq
                            (seq
                             (seq
                              (seq
                               (seq
                                (seq
                                 (call -relay- ("peer" "timestamp_sec") [] ret-9)
                                 (call -relay- ("registry" "get_tombstone_bytes") [-resource-flat-1.$.[0].id %init_peer_id% -peer_id-arg- ret-9 []] ret-10)
                                )
                                (xor
                                 (call %init_peer_id% ("sig" "sign") [ret-10] ret-11)
                                 (fail :error:)
                                )
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
                            (new -if-else-error-
                             (new -else-error-
                              (new -if-error-
                               (xor
                                (match -signature-flat-0 []
                                 (ap false $done-0)
                                )
                                (seq
                                 (ap :error: -if-error-)
                                 (xor
                                  (match :error:.$.error_code 10001
                                   (new $nodes-2
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
                                                        (seq
                                                         (seq
                                                          (new %Tombstone_obj_map
                                                           (seq
                                                            (seq
                                                             (seq
                                                              (seq
                                                               (seq
                                                                (seq
                                                                 (ap ("issued_by" %init_peer_id%) %Tombstone_obj_map)
                                                                 (ap ("issuer_signature" -signature-flat-0.$.[0]) %Tombstone_obj_map)
                                                                )
                                                                (ap ("key_id" -resource-flat-1.$.[0].id) %Tombstone_obj_map)
                                                               )
                                                               (ap ("peer_id" -peer_id-arg-) %Tombstone_obj_map)
                                                              )
                                                              (ap ("solution" []) %Tombstone_obj_map)
                                                             )
                                                             (ap ("timestamp_issued" ret-9) %Tombstone_obj_map)
                                                            )
                                                            (canon -relay- %Tombstone_obj_map  Tombstone_obj)
                                                           )
                                                          )
                                                          (new -if-error-
                                                           (xor
                                                            (mismatch -peer_id-arg- %init_peer_id%
                                                             (ap -peer_id-arg- $visited)
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
                                                         (call -relay- ("op" "string_to_b58") [-resource-flat-1.$.[0].id] ret-12)
                                                        )
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
                                                       (call -relay- ("kad" "neighborhood") [ret-12 [] #option-inline-1-0] ret-13)
                                                      )
                                                      (ap ret-13 ret-13_to_functor)
                                                     )
                                                     (ap ret-13_to_functor.length ret-13_length)
                                                    )
                                                    (call -relay- ("cmp" "lt") [ret-13_length 20] lt-0)
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
                                                  (fold ret-13 other-1-0
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
                                               (fold -nodes-flat-0-0 n-1-0
                                                (seq
                                                 (new -if-error-
                                                  (xor
                                                   (mismatch n-1-0 -peer_id-arg-
                                                    (ap n-1-0 $visited)
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
                                                 (next n-1-0)
                                                )
                                                (null)
                                               )
                                              )
                                              (par
                                               (seq
                                                (canon -relay- $visited  #visited_canon)
                                                (fold #visited_canon n-1-1
                                                 (par
                                                  (seq
                                                   (seq
                                                    (xor
                                                     (new $result-2
                                                      (seq
                                                       (xor
                                                        (seq
                                                         (seq
                                                          (seq
                                                           (seq
                                                            (call n-1-1 ("peer" "timestamp_sec") [] ret-14)
                                                            (call n-1-1 ("trust-graph" "get_weight") [-resource-flat-1.$.[0].owner_peer_id ret-14] ret-15)
                                                           )
                                                           (call n-1-1 ("registry" "republish_key") [-resource-flat-1.$.[0] ret-15 ret-14] ret-16)
                                                          )
                                                          (new -if-else-error-
                                                           (new -else-error-
                                                            (new -if-error-
                                                             (xor
                                                              (match ret-16.$.success true
                                                               (seq
                                                                (seq
                                                                 (call n-1-1 ("peer" "timestamp_sec") [] ret-17)
                                                                 (call n-1-1 ("registry" "add_tombstone") [Tombstone_obj.$.key_id Tombstone_obj.$.issued_by Tombstone_obj.$.peer_id Tombstone_obj.$.timestamp_issued Tombstone_obj.$.solution Tombstone_obj.$.issuer_signature ret-17] ret-18)
                                                                )
                                                                (ap ret-18 $result-2)
                                                               )
                                                              )
                                                              (seq
                                                               (ap :error: -if-error-)
                                                               (xor
                                                                (match :error:.$.error_code 10001
                                                                 (ap ret-16 $result-2)
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
                                                               (canon n-1-1 $result-2_test  #result-2_iter_canon)
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
                                                            (canon n-1-1 $result-2_test  #result-2_result_canon)
                                                           )
                                                           (ap #result-2_result_canon result-2_gate)
                                                          )
                                                         )
                                                        )
                                                        (fail :error:)
                                                       )
                                                       (new -if-else-error-
                                                        (new -else-error-
                                                         (new -if-error-
                                                          (xor
                                                           (match result-2_gate.$.[0].success true
                                                            (ap true $yes-0)
                                                           )
                                                           (seq
                                                            (ap :error: -if-error-)
                                                            (xor
                                                             (match :error:.$.error_code 10001
                                                              (seq
                                                               (call -relay- ("op" "concat_strings") [result-2_gate.$.[0].error " on " n-1-1] ret-19)
                                                               (ap ret-19 $error)
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
                                                      (call -relay- ("op" "concat_strings") [:error:.$.message " on " n-1-1] ret-20)
                                                      (ap ret-20 $error)
                                                     )
                                                    )
                                                    (call -relay- ("op" "identity") [true] ret-21)
                                                   )
                                                   (ap ret-21 $answered-0)
                                                  )
                                                  (next n-1-1)
                                                 )
                                                 (never)
                                                )
                                               )
                                               (null)
                                              )
                                             )
                                             (canon -relay- $visited  #visited_to_functor)
                                            )
                                            (ap #visited_to_functor.length visited_length)
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
                                                    (match #answered-0_iter_canon.length visited_length
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
                                              (call -relay- ("math" "sub") [visited_length 1] answered-0_idx)
                                             )
                                            )
                                            (seq
                                             (call -relay- ("peer" "timeout") [5000 "unregisterService failed: timeout exceeded"] ret-22)
                                             (ap ret-22 $over-0)
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
                                      (ap gt-0 $done-0)
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

export type UnregisterServiceResultType = [boolean, string[]]

export type UnregisterServiceParams = [resource_id: string, peer_id: string, config?: {ttl?: number}] | [peer: IFluenceClient$$, resource_id: string, peer_id: string, config?: {ttl?: number}];

export type UnregisterServiceResult = Promise<UnregisterServiceResultType>;

export function unregisterService(...args: UnregisterServiceParams): UnregisterServiceResult {
    return callFunction$$(
        args,
        {
    "functionName": "unregisterService",
    "arrow": {
        "domain": {
            "fields": {
                "resource_id": {
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
        unregisterService_script
    );
}

export const registerService_script = `
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
                 (call %init_peer_id% ("getDataSrv" "resource_id") [] -resource_id-arg-)
                )
                (call %init_peer_id% ("getDataSrv" "value") [] -value-arg-)
               )
               (call %init_peer_id% ("getDataSrv" "peer_id") [] -peer_id-arg-)
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
                    (seq
                     (call -relay- ("peer" "timestamp_sec") [] ret-9)
                     (new -if-else-error-
                      (new -else-error-
                       (new -if-error-
                        (xor
                         (seq
                          (match -peer_id-arg- %init_peer_id%
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
                                       (new $array-inline-1
                                        (seq
                                         (ap -relay- $array-inline-1)
                                         (canon -relay- $array-inline-1  #array-inline-1-0)
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
                                                       (call -relay- ("peer" "timeout") [5000 "service hasn't registered: timeout exceeded"] ret-26)
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
                             (match :error:.$.error_code 10001
                              (new $done-1
                               (new $metadata-5
                                (seq
                                 (seq
                                  (seq
                                   (seq
                                    (seq
                                     (seq
                                      (seq
                                       (seq
                                        (seq
                                         (call -relay- ("registry" "get_record_metadata_bytes") [-resource-flat-1.$.[0].id %init_peer_id% ret-9 -value-arg- -peer_id-arg- [] -service_id-arg- []] ret-31)
                                         (ap ret-31 ret-31_to_functor)
                                        )
                                        (ap ret-31_to_functor.length ret-31_length)
                                       )
                                       (new -if-else-error-
                                        (new -else-error-
                                         (new -if-error-
                                          (xor
                                           (match ret-31_length 0
                                            (ap "the record is too long: at most 255 bytes for each of resource id, value, peer id and service id" $error)
                                           )
                                           (seq
                                            (ap :error: -if-error-)
                                            (xor
                                             (match :error:.$.error_code 10001
                                              (new $signature-6
                                               (seq
                                                (seq
                                                 (seq
                                                  (seq
                                                   (xor
                                                    (call %init_peer_id% ("sig" "sign") [ret-31] ret-32)
                                                    (fail :error:)
                                                   )
                                                   (new -if-else-error-
                                                    (new -else-error-
                                                     (new -if-error-
                                                      (xor
                                                       (match ret-32.$.success true
                                                        (ap ret-32.$.signature.[0] $signature-6)
                                                       )
                                                       (seq
                                                        (ap :error: -if-error-)
                                                        (xor
                                                         (match :error:.$.error_code 10001
                                                          (ap ret-32.$.error.[0] $error)
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
                                                  (canon -relay- $signature-6  #-signature-fix-0-1)
                                                 )
                                                 (ap #-signature-fix-0-1 -signature-flat-0-1)
                                                )
                                                (new -if-error-
                                                 (xor
                                                  (mismatch -signature-flat-0-1 []
                                                   (seq
                                                    (call -relay- ("registry" "create_record_metadata") [-resource-flat-1.$.[0].id %init_peer_id% ret-9 -value-arg- -peer_id-arg- [] -service_id-arg- [] -signature-flat-0-1.$.[0]] ret-33)
                                                    (ap ret-33 $metadata-5)
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
                                      (canon -relay- $metadata-5  #-metadata-fix-0-0)
                                     )
                                     (ap #-metadata-fix-0-0 -metadata-flat-0-0)
                                    )
                                    (new -if-error-
                                     (xor
                                      (mismatch -metadata-flat-0-0 []
                                       (new $over-2
                                        (new $yes-1
                                         (new $hosted
                                          (new $answered-1
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
                                                     (new $array-inline-2
                                                      (seq
                                                       (ap -metadata-flat-0-0.$.[0].peer_id $array-inline-2)
                                                       (canon -relay- $array-inline-2  #array-inline-2-0)
                                                      )
                                                     )
                                                     (fold #array-inline-2-0 n-2-0
                                                      (par
                                                       (seq
                                                        (seq
                                                         (xor
                                                          (new $made
                                                           (new $record-5
                                                            (xor
                                                             (seq
                                                              (seq
                                                               (seq
                                                                (seq
                                                                 (seq
                                                                  (xor
                                                                   (seq
                                                                    (call n-2-0 ("registry" "get_host_record_bytes") [-metadata-flat-0-0.$.[0] ret-9] ret-34)
                                                                    (ap ret-34 $made)
                                                                   )
                                                                   (new $reason
                                                                    (seq
                                                                     (seq
                                                                      (seq
                                                                       (xor
                                                                        (seq
                                                                         (call n-2-0 ("registry" "get_record_bytes") [-metadata-flat-0-0.$.[0] ret-9] ret-35)
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
                                                                             (canon n-2-0 $reason_test  #reason_iter_canon)
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
                                                                          (canon n-2-0 $reason_test  #reason_result_canon)
                                                                         )
                                                                         (ap #reason_result_canon reason_gate)
                                                                        )
                                                                       )
                                                                      )
                                                                      (call n-2-0 ("op" "concat_strings") [reason_gate.$.[0] " on " -metadata-flat-0-0.$.[0].peer_id] ret-36)
                                                                     )
                                                                     (ap ret-36 $error)
                                                                    )
                                                                   )
                                                                  )
                                                                  (canon n-2-0 $made  #made_canon)
                                                                 )
                                                                 (fold #made_canon bytes-2-0
                                                                  (seq
                                                                   (seq
                                                                    (seq
                                                                     (ap bytes-2-0 bytes-2-0_to_functor)
                                                                     (ap bytes-2-0_to_functor.length bytes-2-0_length)
                                                                    )
                                                                    (new -if-else-error-
                                                                     (new -else-error-
                                                                      (new -if-error-
                                                                       (xor
                                                                        (match bytes-2-0_length 0
                                                                         (ap "the registry refused to make a record of this node" $error)
                                                                        )
                                                                        (seq
                                                                         (ap :error: -if-error-)
                                                                         (xor
                                                                          (match :error:.$.error_code 10001
                                                                           (seq
                                                                            (call n-2-0 ("sig" "sign") [bytes-2-0] ret-37)
                                                                            (new -if-else-error-
                                                                             (new -else-error-
                                                                              (new -if-error-
                                                                               (xor
                                                                                (match ret-37.$.success true
                                                                                 (seq
                                                                                  (new %Record_obj-0_map
                                                                                   (seq
                                                                                    (seq
                                                                                     (seq
                                                                                      (ap ("metadata" -metadata-flat-0-0.$.[0]) %Record_obj-0_map)
                                                                                      (ap ("signature" ret-37.$.signature.[0]) %Record_obj-0_map)
                                                                                     )
                                                                                     (ap ("timestamp_created" ret-9) %Record_obj-0_map)
                                                                                    )
                                                                                    (canon n-2-0 %Record_obj-0_map  Record_obj-0)
                                                                                   )
                                                                                  )
                                                                                  (ap Record_obj-0 $record-5)
                                                                                 )
                                                                                )
                                                                                (seq
                                                                                 (ap :error: -if-error-)
                                                                                 (xor
                                                                                  (match :error:.$.error_code 10001
                                                                                   (ap ret-37.$.error.[0] $error)
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
                                                                   (next bytes-2-0)
                                                                  )
                                                                  (null)
                                                                 )
                                                                )
                                                                (canon n-2-0 $record-5  #-record-fix-1)
                                                               )
                                                               (ap #-record-fix-1 -record-flat-1)
                                                              )
                                                              (new -if-error-
                                                               (xor
                                                                (mismatch -record-flat-1 []
                                                                 (new $result-7
                                                                  (seq
                                                                   (seq
                                                                    (seq
                                                                     (seq
                                                                      (seq
                                                                       (call n-2-0 ("peer" "timestamp_sec") [] ret-38)
                                                                       (call n-2-0 ("trust-graph" "get_weight") [-resource-flat-1.$.[0].owner_peer_id ret-38] ret-39)
                                                                      )
                                                                      (call n-2-0 ("registry" "republish_key") [-resource-flat-1.$.[0] ret-39 ret-38] ret-40)
                                                                     )
                                                                     (new -if-else-error-
                                                                      (new -else-error-
                                                                       (new -if-error-
                                                                        (xor
                                                                         (match ret-40.$.success true
                                                                          (seq
                                                                           (seq
                                                                            (seq
                                                                             (call n-2-0 ("peer" "timestamp_sec") [] ret-41)
                                                                             (call n-2-0 ("trust-graph" "get_weight") [-record-flat-1.$.[0].metadata.issued_by ret-41] ret-42)
                                                                            )
                                                                            (call n-2-0 ("registry" "put_record") [-record-flat-1.$.[0].metadata -record-flat-1.$.[0].timestamp_created -record-flat-1.$.[0].signature ret-42 ret-41] ret-43)
                                                                           )
                                                                           (ap ret-43 $result-7)
                                                                          )
                                                                         )
                                                                         (seq
                                                                          (ap :error: -if-error-)
                                                                          (xor
                                                                           (match :error:.$.error_code 10001
                                                                            (ap ret-40 $result-7)
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
                                                                    (new $result-7_test
                                                                     (seq
                                                                      (seq
                                                                       (fold $result-7 result-7_fold_var
                                                                        (seq
                                                                         (seq
                                                                          (ap result-7_fold_var $result-7_test)
                                                                          (canon n-2-0 $result-7_test  #result-7_iter_canon)
                                                                         )
                                                                         (xor
                                                                          (match #result-7_iter_canon.length 1
                                                                           (null)
                                                                          )
                                                                          (next result-7_fold_var)
                                                                         )
                                                                        )
                                                                        (never)
                                                                       )
                                                                       (canon n-2-0 $result-7_test  #result-7_result_canon)
                                                                      )
                                                                      (ap #result-7_result_canon result-7_gate)
                                                                     )
                                                                    )
                                                                   )
                                                                   (new -if-else-error-
                                                                    (new -else-error-
                                                                     (new -if-error-
                                                                      (xor
                                                                       (match result-7_gate.$.[0].success true
                                                                        (seq
                                                                         (ap -record-flat-1.$.[0] $hosted)
                                                                         (ap true $yes-1)
                                                                        )
                                                                       )
                                                                       (seq
                                                                        (ap :error: -if-error-)
                                                                        (xor
                                                                         (match :error:.$.error_code 10001
                                                                          (seq
                                                                           (call n-2-0 ("op" "concat_strings") [result-7_gate.$.[0].error " on " n-2-0] ret-44)
                                                                           (ap ret-44 $error)
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
                                                           (call -relay- ("op" "concat_strings") [:error:.$.message " on " n-2-0] ret-45)
                                                           (ap ret-45 $error)
                                                          )
                                                         )
                                                         (call -relay- ("op" "identity") [true] ret-46)
                                                        )
                                                        (ap ret-46 $answered-1)
                                                       )
                                                       (next n-2-0)
                                                      )
                                                      (never)
                                                     )
                                                    )
                                                    (null)
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
                                                           (match #answered-1_iter_canon.length 1
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
                                                    )
                                                    (seq
                                                     (call -relay- ("peer" "timeout") [5000 "service hasn't registered: timeout exceeded"] ret-47)
                                                     (ap ret-47 $over-2)
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
                                                   (canon -relay- $over-2  #over-2_canon)
                                                   (fold #over-2_canon e-6-0
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
                                              (canon -relay- $hosted  #-hosted-fix-0)
                                             )
                                             (ap #-hosted-fix-0 -hosted-flat-0)
                                            )
                                            (new -if-error-
                                             (xor
                                              (mismatch -hosted-flat-0 []
                                               (new $over-3
                                                (new $nodes-4
                                                 (new $yes-2
                                                  (new $answered-2
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
                                                                      (call -relay- ("op" "string_to_b58") [-resource-flat-1.$.[0].id] ret-48)
                                                                      (new $option-inline-2
                                                                       (seq
                                                                        (xor
                                                                         (ap 20 $option-inline-2)
                                                                         (null)
                                                                        )
                                                                        (canon -relay- $option-inline-2  #option-inline-2-0)
                                                                       )
                                                                      )
                                                                     )
                                                                     (call -relay- ("kad" "neighborhood") [ret-48 [] #option-inline-2-0] ret-49)
                                                                    )
                                                                    (ap ret-49 ret-49_to_functor)
                                                                   )
                                                                   (ap ret-49_to_functor.length ret-49_length)
                                                                  )
                                                                  (call -relay- ("cmp" "lt") [ret-49_length 20] lt-2)
                                                                 )
                                                                 (new -if-error-
                                                                  (xor
                                                                   (match lt-2 true
                                                                    (ap -relay- $nodes-4)
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
                                                                (fold ret-49 other-2-0
                                                                 (seq
                                                                  (ap other-2-0 $nodes-4)
                                                                  (next other-2-0)
                                                                 )
                                                                 (null)
                                                                )
                                                               )
                                                               (canon -relay- $nodes-4  #-nodes-fix-0-1)
                                                              )
                                                              (ap #-nodes-fix-0-1 -nodes-flat-0-1)
                                                             )
                                                             (par
                                                              (fold -nodes-flat-0-1 n-3-0
                                                               (par
                                                                (seq
                                                                 (seq
                                                                  (xor
                                                                   (new $result-10
                                                                    (seq
                                                                     (xor
                                                                      (seq
                                                                       (seq
                                                                        (seq
                                                                         (seq
                                                                          (call n-3-0 ("peer" "timestamp_sec") [] ret-50)
                                                                          (call n-3-0 ("trust-graph" "get_weight") [-resource-flat-1.$.[0].owner_peer_id ret-50] ret-51)
                                                                         )
                                                                         (call n-3-0 ("registry" "republish_key") [-resource-flat-1.$.[0] ret-51 ret-50] ret-52)
                                                                        )
                                                                        (new -if-else-error-
                                                                         (new -else-error-
                                                                          (new -if-error-
                                                                           (xor
                                                                            (match ret-52.$.success true
                                                                             (seq
                                                                              (seq
                                                                               (seq
                                                                                (call n-3-0 ("peer" "timestamp_sec") [] ret-53)
                                                                                (call n-3-0 ("trust-graph" "get_weight") [-hosted-flat-0.$.[0].metadata.issued_by ret-53] ret-54)
                                                                               )
                                                                               (call n-3-0 ("registry" "put_record") [-hosted-flat-0.$.[0].metadata -hosted-flat-0.$.[0].timestamp_created -hosted-flat-0.$.[0].signature ret-54 ret-53] ret-55)
                                                                              )
                                                                              (ap ret-55 $result-10)
                                                                             )
                                                                            )
                                                                            (seq
                                                                             (ap :error: -if-error-)
                                                                             (xor
                                                                              (match :error:.$.error_code 10001
                                                                               (ap ret-52 $result-10)
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
                                                                       (new $result-10_test
                                                                        (seq
                                                                         (seq
                                                                          (fold $result-10 result-10_fold_var
                                                                           (seq
                                                                            (seq
                                                                             (ap result-10_fold_var $result-10_test)
                                                                             (canon n-3-0 $result-10_test  #result-10_iter_canon)
                                                                            )
                                                                            (xor
                                                                             (match #result-10_iter_canon.length 1
                                                                              (null)
                                                                             )
                                                                             (next result-10_fold_var)
                                                                            )
                                                                           )
                                                                           (never)
                                                                          )
                                                                          (canon n-3-0 $result-10_test  #result-10_result_canon)
                                                                         )
                                                                         (ap #result-10_result_canon result-10_gate)
                                                                        )
                                                                       )
                                                                      )
                                                                      (fail :error:)
                                                                     )
                                                                     (new -if-else-error-
                                                                      (new -else-error-
                                                                       (new -if-error-
                                                                        (xor
                                                                         (match result-10_gate.$.[0].success true
                                                                          (ap true $yes-2)
                                                                         )
                                                                         (seq
                                                                          (ap :error: -if-error-)
                                                                          (xor
                                                                           (match :error:.$.error_code 10001
                                                                            (seq
                                                                             (call -relay- ("op" "concat_strings") [result-10_gate.$.[0].error " on " n-3-0] ret-56)
                                                                             (ap ret-56 $error)
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
                                                                    (call -relay- ("op" "concat_strings") [:error:.$.message " on " n-3-0] ret-57)
                                                                    (ap ret-57 $error)
                                                                   )
                                                                  )
                                                                  (call -relay- ("op" "identity") [true] ret-58)
                                                                 )
                                                                 (ap ret-58 $answered-2)
                                                                )
                                                                (next n-3-0)
                                                               )
                                                               (never)
                                                              )
                                                              (null)
                                                             )
                                                            )
                                                            (ap -nodes-flat-0-1 -nodes-flat-0-1_to_functor)
                                                           )
                                                           (ap -nodes-flat-0-1_to_functor.length -nodes-flat-0-1_length)
                                                          )
                                                          (par
                                                           (par
                                                            (new $yes-2_test
                                                             (seq
                                                              (seq
                                                               (fold $yes-2 yes-2_fold_var
                                                                (seq
                                                                 (seq
                                                                  (ap yes-2_fold_var $yes-2_test)
                                                                  (canon -relay- $yes-2_test  #yes-2_iter_canon)
                                                                 )
                                                                 (xor
                                                                  (match #yes-2_iter_canon.length 1
                                                                   (null)
                                                                  )
                                                                  (next yes-2_fold_var)
                                                                 )
                                                                )
                                                                (never)
                                                               )
                                                               (canon -relay- $yes-2_test  #yes-2_result_canon)
                                                              )
                                                              (ap #yes-2_result_canon yes-2_gate)
                                                             )
                                                            )
                                                            (seq
                                                             (new $answered-2_test
                                                              (seq
                                                               (seq
                                                                (fold $answered-2 answered-2_fold_var
                                                                 (seq
                                                                  (seq
                                                                   (ap answered-2_fold_var $answered-2_test)
                                                                   (canon -relay- $answered-2_test  #answered-2_iter_canon)
                                                                  )
                                                                  (xor
                                                                   (match #answered-2_iter_canon.length -nodes-flat-0-1_length
                                                                    (null)
                                                                   )
                                                                   (next answered-2_fold_var)
                                                                  )
                                                                 )
                                                                 (never)
                                                                )
                                                                (canon -relay- $answered-2_test  #answered-2_result_canon)
                                                               )
                                                               (ap #answered-2_result_canon answered-2_gate)
                                                              )
                                                             )
                                                             (call -relay- ("math" "sub") [-nodes-flat-0-1_length 1] answered-2_idx)
                                                            )
                                                           )
                                                           (seq
                                                            (call -relay- ("peer" "timeout") [5000 "service hasn't registered: timeout exceeded"] ret-59)
                                                            (ap ret-59 $over-3)
                                                           )
                                                          )
                                                         )
                                                         (canon -relay- $yes-2  #yes-2_to_functor)
                                                        )
                                                        (ap #yes-2_to_functor.length yes-2_length)
                                                       )
                                                       (call -relay- ("cmp" "gt") [yes-2_length 0] gt-2)
                                                      )
                                                      (new -if-error-
                                                       (xor
                                                        (match gt-2 false
                                                         (seq
                                                          (canon -relay- $over-3  #over-3_canon)
                                                          (fold #over-3_canon e-8-0
                                                           (seq
                                                            (ap e-8-0 $error)
                                                            (next e-8-0)
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
                                                       (match gt-2 true
                                                        (new $over-4
                                                         (seq
                                                          (seq
                                                           (seq
                                                            (seq
                                                             (seq
                                                              (seq
                                                               (seq
                                                                (ap -nodes-flat-0-1 -nodes-flat-0-1_to_functor-0)
                                                                (ap -nodes-flat-0-1_to_functor-0.length -nodes-flat-0-1_length-0)
                                                               )
                                                               (par
                                                                (seq
                                                                 (new $answered-2_test-0
                                                                  (seq
                                                                   (seq
                                                                    (fold $answered-2 answered-2_fold_var-0
                                                                     (seq
                                                                      (seq
                                                                       (ap answered-2_fold_var-0 $answered-2_test-0)
                                                                       (canon -relay- $answered-2_test-0  #answered-2_iter_canon-0)
                                                                      )
                                                                      (xor
                                                                       (match #answered-2_iter_canon-0.length -nodes-flat-0-1_length-0
                                                                        (null)
                                                                       )
                                                                       (next answered-2_fold_var-0)
                                                                      )
                                                                     )
                                                                     (never)
                                                                    )
                                                                    (canon -relay- $answered-2_test-0  #answered-2_result_canon-0)
                                                                   )
                                                                   (ap #answered-2_result_canon-0 answered-2_gate-0)
                                                                  )
                                                                 )
                                                                 (call -relay- ("math" "sub") [-nodes-flat-0-1_length-0 1] answered-2_idx-0)
                                                                )
                                                                (seq
                                                                 (call -relay- ("peer" "timeout") [500 ""] ret-60)
                                                                 (ap ret-60 $over-4)
                                                                )
                                                               )
                                                              )
                                                              (canon -relay- $yes-2  #yes-2_to_functor-0)
                                                             )
                                                             (ap #yes-2_to_functor-0.length yes-2_length-0)
                                                            )
                                                            (call -relay- ("math" "mul") [yes-2_length-0 2] mul-0)
                                                           )
                                                           (call -relay- ("cmp" "lt") [mul-0 -nodes-flat-0-1_length-0] lt-3)
                                                          )
                                                          (new -if-error-
                                                           (xor
                                                            (match lt-3 true
                                                             (seq
                                                              (seq
                                                               (seq
                                                                (call -relay- ("debug" "stringify") [yes-2_length-0] ret-61)
                                                                (call -relay- ("debug" "stringify") [-nodes-flat-0-1_length-0] ret-62)
                                                               )
                                                               (call -relay- ("op" "concat_strings") ["only " ret-61 " of " ret-62 " peers of the neighbourhood took the record"] ret-63)
                                                              )
                                                              (ap ret-63 $error)
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
                                                    (ap gt-2 $done-1)
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
                                   (ap false $done-1)
                                  )
                                  (new $done-1_test
                                   (seq
                                    (seq
                                     (fold $done-1 done-1_fold_var
                                      (seq
                                       (seq
                                        (ap done-1_fold_var $done-1_test)
                                        (canon -relay- $done-1_test  #done-1_iter_canon)
                                       )
                                       (xor
                                        (match #done-1_iter_canon.length 1
                                         (null)
                                        )
                                        (next done-1_fold_var)
                                       )
                                      )
                                      (never)
                                     )
                                     (canon -relay- $done-1_test  #done-1_result_canon)
                                    )
                                    (ap #done-1_result_canon done-1_gate)
                                   )
                                  )
                                 )
                                 (ap done-1_gate.$.[0] $done)
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

export type RegisterServiceResultType = [boolean, string[]]

export type RegisterServiceParams = [resource_id: string, value: string, peer_id: string, service_id: string | null, config?: {ttl?: number}] | [peer: IFluenceClient$$, resource_id: string, value: string, peer_id: string, service_id: string | null, config?: {ttl?: number}];

export type RegisterServiceResult = Promise<RegisterServiceResultType>;

export function registerService(...args: RegisterServiceParams): RegisterServiceResult {
    return callFunction$$(
        args,
        {
    "functionName": "registerService",
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
                "peer_id": {
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
        registerService_script
    );
}

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

export const createResourceAndRegisterNodeProvider_script = `
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
          (seq
           (seq
            (seq
             (call %init_peer_id% ("getDataSrv" "-relay-") [] -relay-)
             (call %init_peer_id% ("getDataSrv" "provider_node_id") [] -provider_node_id-arg-)
            )
            (call %init_peer_id% ("getDataSrv" "label") [] -label-arg-)
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
                         (call -relay- ("registry" "get_record_metadata_bytes") [-resource-flat-0.$.[0].id %init_peer_id% ret -value-arg- -provider_node_id-arg- [] -service_id-arg- []] ret-3)
                         (ap ret-3 ret-3_to_functor)
                        )
                        (ap ret-3_to_functor.length ret-3_length)
                       )
                       (new -if-else-error-
                        (new -else-error-
                         (new -if-error-
                          (xor
                           (match ret-3_length 0
                            (ap "the record is too long: at most 255 bytes for each of resource id, value, peer id and service id" $error)
                           )
                           (seq
                            (ap :error: -if-error-)
                            (xor
                             (match :error:.$.error_code 10001
                              (new $signature-2
                               (seq
                                (seq
                                 (seq
                                  (seq
                                   (xor
                                    (call %init_peer_id% ("sig" "sign") [ret-3] ret-4)
                                    (fail :error:)
                                   )
                                   (new -if-else-error-
                                    (new -else-error-
                                     (new -if-error-
                                      (xor
                                       (match ret-4.$.success true
                                        (ap ret-4.$.signature.[0] $signature-2)
                                       )
                                       (seq
                                        (ap :error: -if-error-)
                                        (xor
                                         (match :error:.$.error_code 10001
                                          (ap ret-4.$.error.[0] $error)
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
                                  (canon -relay- $signature-2  #-signature-fix-0-0)
                                 )
                                 (ap #-signature-fix-0-0 -signature-flat-0-0)
                                )
                                (new -if-error-
                                 (xor
                                  (mismatch -signature-flat-0-0 []
                                   (seq
                                    (call -relay- ("registry" "create_record_metadata") [-resource-flat-0.$.[0].id %init_peer_id% ret -value-arg- -provider_node_id-arg- [] -service_id-arg- [] -signature-flat-0-0.$.[0]] ret-5)
                                    (ap ret-5 $metadata-0)
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
                       (new $answered
                        (new $over
                         (new $hosted
                          (new $yes
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
                                     (new $array-inline
                                      (seq
                                       (ap -metadata-flat-0.$.[0].peer_id $array-inline)
                                       (canon -relay- $array-inline  #array-inline-0)
                                      )
                                     )
                                     (fold #array-inline-0 n-0
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
                                                    (call n-0 ("registry" "get_host_record_bytes") [-metadata-flat-0.$.[0] ret] ret-6)
                                                    (ap ret-6 $made)
                                                   )
                                                   (new $reason
                                                    (seq
                                                     (seq
                                                      (seq
                                                       (xor
                                                        (seq
                                                         (call n-0 ("registry" "get_record_bytes") [-metadata-flat-0.$.[0] ret] ret-7)
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
                                                             (canon n-0 $reason_test  #reason_iter_canon)
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
                                                          (canon n-0 $reason_test  #reason_result_canon)
                                                         )
                                                         (ap #reason_result_canon reason_gate)
                                                        )
                                                       )
                                                      )
                                                      (call n-0 ("op" "concat_strings") [reason_gate.$.[0] " on " -metadata-flat-0.$.[0].peer_id] ret-8)
                                                     )
                                                     (ap ret-8 $error)
                                                    )
                                                   )
                                                  )
                                                  (canon n-0 $made  #made_canon)
                                                 )
                                                 (fold #made_canon bytes-1-0
                                                  (seq
                                                   (seq
                                                    (seq
                                                     (ap bytes-1-0 bytes-1-0_to_functor)
                                                     (ap bytes-1-0_to_functor.length bytes-1-0_length)
                                                    )
                                                    (new -if-else-error-
                                                     (new -else-error-
                                                      (new -if-error-
                                                       (xor
                                                        (match bytes-1-0_length 0
                                                         (ap "the registry refused to make a record of this node" $error)
                                                        )
                                                        (seq
                                                         (ap :error: -if-error-)
                                                         (xor
                                                          (match :error:.$.error_code 10001
                                                           (seq
                                                            (call n-0 ("sig" "sign") [bytes-1-0] ret-9)
                                                            (new -if-else-error-
                                                             (new -else-error-
                                                              (new -if-error-
                                                               (xor
                                                                (match ret-9.$.success true
                                                                 (seq
                                                                  (new %Record_obj_map
                                                                   (seq
                                                                    (seq
                                                                     (seq
                                                                      (ap ("metadata" -metadata-flat-0.$.[0]) %Record_obj_map)
                                                                      (ap ("signature" ret-9.$.signature.[0]) %Record_obj_map)
                                                                     )
                                                                     (ap ("timestamp_created" ret) %Record_obj_map)
                                                                    )
                                                                    (canon n-0 %Record_obj_map  Record_obj)
                                                                   )
                                                                  )
                                                                  (ap Record_obj $record-1)
                                                                 )
                                                                )
                                                                (seq
                                                                 (ap :error: -if-error-)
                                                                 (xor
                                                                  (match :error:.$.error_code 10001
                                                                   (ap ret-9.$.error.[0] $error)
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
                                                   (next bytes-1-0)
                                                  )
                                                  (null)
                                                 )
                                                )
                                                (canon n-0 $record-1  #-record-fix-1)
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
                                                       (call n-0 ("peer" "timestamp_sec") [] ret-10)
                                                       (call n-0 ("trust-graph" "get_weight") [-resource-flat-0.$.[0].owner_peer_id ret-10] ret-11)
                                                      )
                                                      (call n-0 ("registry" "republish_key") [-resource-flat-0.$.[0] ret-11 ret-10] ret-12)
                                                     )
                                                     (new -if-else-error-
                                                      (new -else-error-
                                                       (new -if-error-
                                                        (xor
                                                         (match ret-12.$.success true
                                                          (seq
                                                           (seq
                                                            (seq
                                                             (call n-0 ("peer" "timestamp_sec") [] ret-13)
                                                             (call n-0 ("trust-graph" "get_weight") [-record-flat-1.$.[0].metadata.issued_by ret-13] ret-14)
                                                            )
                                                            (call n-0 ("registry" "put_record") [-record-flat-1.$.[0].metadata -record-flat-1.$.[0].timestamp_created -record-flat-1.$.[0].signature ret-14 ret-13] ret-15)
                                                           )
                                                           (ap ret-15 $result-2)
                                                          )
                                                         )
                                                         (seq
                                                          (ap :error: -if-error-)
                                                          (xor
                                                           (match :error:.$.error_code 10001
                                                            (ap ret-12 $result-2)
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
                                                          (canon n-0 $result-2_test  #result-2_iter_canon)
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
                                                       (canon n-0 $result-2_test  #result-2_result_canon)
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
                                                         (ap true $yes)
                                                        )
                                                       )
                                                       (seq
                                                        (ap :error: -if-error-)
                                                        (xor
                                                         (match :error:.$.error_code 10001
                                                          (seq
                                                           (call n-0 ("op" "concat_strings") [result-2_gate.$.[0].error " on " n-0] ret-16)
                                                           (ap ret-16 $error)
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
                                           (call -relay- ("op" "concat_strings") [:error:.$.message " on " n-0] ret-17)
                                           (ap ret-17 $error)
                                          )
                                         )
                                         (call -relay- ("op" "identity") [true] ret-18)
                                        )
                                        (ap ret-18 $answered)
                                       )
                                       (next n-0)
                                      )
                                      (never)
                                     )
                                    )
                                    (null)
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
                                           (match #answered_iter_canon.length 1
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
                                    )
                                    (seq
                                     (call -relay- ("peer" "timeout") [5000 "resource hasn't created: timeout exceeded"] ret-19)
                                     (ap ret-19 $over)
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
                                   (fold #over_canon e-2-0
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
                              (canon -relay- $hosted  #-hosted-fix-0)
                             )
                             (ap #-hosted-fix-0 -hosted-flat-0)
                            )
                            (new -if-error-
                             (xor
                              (mismatch -hosted-flat-0 []
                               (new $yes-0
                                (new $nodes-0
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
                                                      (call -relay- ("op" "string_to_b58") [-resource-flat-0.$.[0].id] ret-20)
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
                                                     (call -relay- ("kad" "neighborhood") [ret-20 [] #option-inline-0] ret-21)
                                                    )
                                                    (ap ret-21 ret-21_to_functor)
                                                   )
                                                   (ap ret-21_to_functor.length ret-21_length)
                                                  )
                                                  (call -relay- ("cmp" "lt") [ret-21_length 20] lt)
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
                                                (fold ret-21 other-0
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
                                              (fold -nodes-flat-0 n-1-0
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
                                                          (call n-1-0 ("peer" "timestamp_sec") [] ret-22)
                                                          (call n-1-0 ("trust-graph" "get_weight") [-resource-flat-0.$.[0].owner_peer_id ret-22] ret-23)
                                                         )
                                                         (call n-1-0 ("registry" "republish_key") [-resource-flat-0.$.[0] ret-23 ret-22] ret-24)
                                                        )
                                                        (new -if-else-error-
                                                         (new -else-error-
                                                          (new -if-error-
                                                           (xor
                                                            (match ret-24.$.success true
                                                             (seq
                                                              (seq
                                                               (seq
                                                                (call n-1-0 ("peer" "timestamp_sec") [] ret-25)
                                                                (call n-1-0 ("trust-graph" "get_weight") [-hosted-flat-0.$.[0].metadata.issued_by ret-25] ret-26)
                                                               )
                                                               (call n-1-0 ("registry" "put_record") [-hosted-flat-0.$.[0].metadata -hosted-flat-0.$.[0].timestamp_created -hosted-flat-0.$.[0].signature ret-26 ret-25] ret-27)
                                                              )
                                                              (ap ret-27 $result-5)
                                                             )
                                                            )
                                                            (seq
                                                             (ap :error: -if-error-)
                                                             (xor
                                                              (match :error:.$.error_code 10001
                                                               (ap ret-24 $result-5)
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
                                                             (canon n-1-0 $result-5_test  #result-5_iter_canon)
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
                                                          (canon n-1-0 $result-5_test  #result-5_result_canon)
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
                                                          (ap true $yes-0)
                                                         )
                                                         (seq
                                                          (ap :error: -if-error-)
                                                          (xor
                                                           (match :error:.$.error_code 10001
                                                            (seq
                                                             (call -relay- ("op" "concat_strings") [result-5_gate.$.[0].error " on " n-1-0] ret-28)
                                                             (ap ret-28 $error)
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
                                                    (call -relay- ("op" "concat_strings") [:error:.$.message " on " n-1-0] ret-29)
                                                    (ap ret-29 $error)
                                                   )
                                                  )
                                                  (call -relay- ("op" "identity") [true] ret-30)
                                                 )
                                                 (ap ret-30 $answered-0)
                                                )
                                                (next n-1-0)
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
                                                   (match #answered-0_iter_canon.length -nodes-flat-0_length
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
                                             (call -relay- ("math" "sub") [-nodes-flat-0_length 1] answered-0_idx)
                                            )
                                           )
                                           (seq
                                            (call -relay- ("peer" "timeout") [5000 "resource hasn't created: timeout exceeded"] ret-31)
                                            (ap ret-31 $over-0)
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
                                                (ap -nodes-flat-0 -nodes-flat-0_to_functor-0)
                                                (ap -nodes-flat-0_to_functor-0.length -nodes-flat-0_length-0)
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
                                                       (match #answered-0_iter_canon-0.length -nodes-flat-0_length-0
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
                                                 (call -relay- ("math" "sub") [-nodes-flat-0_length-0 1] answered-0_idx-0)
                                                )
                                                (seq
                                                 (call -relay- ("peer" "timeout") [500 ""] ret-32)
                                                 (ap ret-32 $over-1)
                                                )
                                               )
                                              )
                                              (canon -relay- $yes-0  #yes-0_to_functor-0)
                                             )
                                             (ap #yes-0_to_functor-0.length yes-0_length-0)
                                            )
                                            (call -relay- ("math" "mul") [yes-0_length-0 2] mul)
                                           )
                                           (call -relay- ("cmp" "lt") [mul -nodes-flat-0_length-0] lt-0)
                                          )
                                          (new -if-error-
                                           (xor
                                            (match lt-0 true
                                             (seq
                                              (seq
                                               (seq
                                                (call -relay- ("debug" "stringify") [yes-0_length-0] ret-33)
                                                (call -relay- ("debug" "stringify") [-nodes-flat-0_length-0] ret-34)
                                               )
                                               (call -relay- ("op" "concat_strings") ["only " ret-33 " of " ret-34 " peers of the neighbourhood took the record"] ret-35)
                                              )
                                              (ap ret-35 $error)
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
                 (new -if-error-
                  (xor
                   (match done-0_gate.$.[0] true
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
        (canon %init_peer_id% $resource_id  #-resource_id-fix-1)
       )
       (ap #-resource_id-fix-1 -resource_id-flat-1)
      )
      (canon %init_peer_id% $error  #error_canon)
     )
     (call %init_peer_id% ("callbackSrv" "response") [-resource_id-flat-1 #error_canon])
    )
   )
  )
 )
 (call %init_peer_id% ("errorHandlingSrv" "error") [:error: 0])
)
`;

export type CreateResourceAndRegisterNodeProviderResultType = [string | null, string[]]

export type CreateResourceAndRegisterNodeProviderParams = [provider_node_id: string, label: string, value: string, service_id: string | null, config?: {ttl?: number}] | [peer: IFluenceClient$$, provider_node_id: string, label: string, value: string, service_id: string | null, config?: {ttl?: number}];

export type CreateResourceAndRegisterNodeProviderResult = Promise<CreateResourceAndRegisterNodeProviderResultType>;

export function createResourceAndRegisterNodeProvider(...args: CreateResourceAndRegisterNodeProviderParams): CreateResourceAndRegisterNodeProviderResult {
    return callFunction$$(
        args,
        {
    "functionName": "createResourceAndRegisterNodeProvider",
    "arrow": {
        "domain": {
            "fields": {
                "provider_node_id": {
                    "name": "string",
                    "tag": "scalar"
                },
                "label": {
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
        createResourceAndRegisterNodeProvider_script
    );
}

export const getResourceId_script = `
(xor
 (seq
  (seq
   (seq
    (seq
     (call %init_peer_id% ("getDataSrv" "-relay-") [] -relay-)
     (call %init_peer_id% ("getDataSrv" "label") [] -label-arg-)
    )
    (call %init_peer_id% ("getDataSrv" "peer_id") [] -peer_id-arg-)
   )
   (xor
    (call -relay- ("registry" "get_key_id") [-label-arg- -peer_id-arg-] ret)
    (fail :error:)
   )
  )
  (call %init_peer_id% ("callbackSrv" "response") [ret])
 )
 (call %init_peer_id% ("errorHandlingSrv" "error") [:error: 0])
)
`;

export type GetResourceIdParams = [label: string, peer_id: string, config?: {ttl?: number}] | [peer: IFluenceClient$$, label: string, peer_id: string, config?: {ttl?: number}];

export type GetResourceIdResult = Promise<string>;

export function getResourceId(...args: GetResourceIdParams): GetResourceIdResult {
    return callFunction$$(
        args,
        {
    "functionName": "getResourceId",
    "arrow": {
        "domain": {
            "fields": {
                "label": {
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
        getResourceId_script
    );
}

export const resolveResource_script = `
(xor
 (new $error
  (new $over
   (new $answered
    (new $wanted
     (new $records-0
      (new $merged-0
       (new $answers
        (new $nodes-0
         (new $result
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
                   (new -if-error-
                    (xor
                     (match gte true
                      (ap -records-flat-0 $result)
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
                (canon %init_peer_id% $result  #-result-fix-0)
               )
               (ap #-result-fix-0 -result-flat-0)
              )
              (canon %init_peer_id% $error  #error_canon)
             )
             (call %init_peer_id% ("callbackSrv" "response") [-result-flat-0 #error_canon])
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

export type ResolveResourceResultType = [{ metadata: { relay_id: string[]; issued_by: string; peer_id: string; timestamp_issued: number; service_id: string[]; value: string; key_id: string; solution: number[]; issuer_signature: number[]; }; signature: number[]; timestamp_created: number; }[] | null, string[]]

export type ResolveResourceParams = [resource_id: string, ack: number, config?: {ttl?: number}] | [peer: IFluenceClient$$, resource_id: string, ack: number, config?: {ttl?: number}];

export type ResolveResourceResult = Promise<ResolveResourceResultType>;

export function resolveResource(...args: ResolveResourceParams): ResolveResourceResult {
    return callFunction$$(
        args,
        {
    "functionName": "resolveResource",
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
                        "type": {
                            "name": "Record",
                            "fields": {
                                "metadata": {
                                    "name": "RecordMetadata",
                                    "fields": {
                                        "relay_id": {
                                            "type": {
                                                "name": "string",
                                                "tag": "scalar"
                                            },
                                            "tag": "array"
                                        },
                                        "issued_by": {
                                            "name": "string",
                                            "tag": "scalar"
                                        },
                                        "peer_id": {
                                            "name": "string",
                                            "tag": "scalar"
                                        },
                                        "timestamp_issued": {
                                            "name": "u64",
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
                                        },
                                        "issuer_signature": {
                                            "type": {
                                                "name": "u8",
                                                "tag": "scalar"
                                            },
                                            "tag": "array"
                                        }
                                    },
                                    "tag": "struct"
                                },
                                "signature": {
                                    "type": {
                                        "name": "u8",
                                        "tag": "scalar"
                                    },
                                    "tag": "array"
                                },
                                "timestamp_created": {
                                    "name": "u64",
                                    "tag": "scalar"
                                }
                            },
                            "tag": "struct"
                        },
                        "tag": "array"
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
        resolveResource_script
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

export const getResource_script = `
(xor
 (new $error
  (new $over
   (new $answered
    (new $found
     (new $nodes-0
      (new $yes
       (new $resource-0
        (seq
         (seq
          (seq
           (seq
            (call %init_peer_id% ("getDataSrv" "-relay-") [] -relay-)
            (call %init_peer_id% ("getDataSrv" "resource_id") [] -resource_id-arg-)
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
            (fail :error:)
           )
          )
          (canon %init_peer_id% $error  #error_canon)
         )
         (call %init_peer_id% ("callbackSrv" "response") [-resource-flat-1 #error_canon])
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

export type GetResourceResultType = [{ challenge: number[]; label: string; signature: number[]; id: string; owner_peer_id: string; challenge_type: string; timestamp_created: number; } | null, string[]]

export type GetResourceParams = [resource_id: string, config?: {ttl?: number}] | [peer: IFluenceClient$$, resource_id: string, config?: {ttl?: number}];

export type GetResourceResult = Promise<GetResourceResultType>;

export function getResource(...args: GetResourceParams): GetResourceResult {
    return callFunction$$(
        args,
        {
    "functionName": "getResource",
    "arrow": {
        "domain": {
            "fields": {
                "resource_id": {
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
                        "name": "Key",
                        "fields": {
                            "challenge": {
                                "type": {
                                    "name": "u8",
                                    "tag": "scalar"
                                },
                                "tag": "array"
                            },
                            "label": {
                                "name": "string",
                                "tag": "scalar"
                            },
                            "signature": {
                                "type": {
                                    "name": "u8",
                                    "tag": "scalar"
                                },
                                "tag": "array"
                            },
                            "id": {
                                "name": "string",
                                "tag": "scalar"
                            },
                            "owner_peer_id": {
                                "name": "string",
                                "tag": "scalar"
                            },
                            "challenge_type": {
                                "name": "string",
                                "tag": "scalar"
                            },
                            "timestamp_created": {
                                "name": "u64",
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
        getResource_script
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

export const createResourceAndRegisterProvider_script = `
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
          (seq
           (seq
            (call %init_peer_id% ("getDataSrv" "-relay-") [] -relay-)
            (call %init_peer_id% ("getDataSrv" "label") [] -label-arg-)
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
                          (new $array-inline
                           (seq
                            (ap -relay- $array-inline)
                            (canon -relay- $array-inline  #array-inline-0)
                           )
                          )
                          (call -relay- ("registry" "get_record_metadata_bytes") [-resource-flat-0.$.[0].id %init_peer_id% ret -value-arg- %init_peer_id% #array-inline-0 -service_id-arg- []] ret-3)
                         )
                         (ap ret-3 ret-3_to_functor)
                        )
                        (ap ret-3_to_functor.length ret-3_length)
                       )
                       (new -if-else-error-
                        (new -else-error-
                         (new -if-error-
                          (xor
                           (match ret-3_length 0
                            (ap "the record is too long: at most 255 bytes for each of resource id, value, peer id and service id" $error)
                           )
                           (seq
                            (ap :error: -if-error-)
                            (xor
                             (match :error:.$.error_code 10001
                              (new $signature-2
                               (seq
                                (seq
                                 (seq
                                  (seq
                                   (xor
                                    (call %init_peer_id% ("sig" "sign") [ret-3] ret-4)
                                    (fail :error:)
                                   )
                                   (new -if-else-error-
                                    (new -else-error-
                                     (new -if-error-
                                      (xor
                                       (match ret-4.$.success true
                                        (ap ret-4.$.signature.[0] $signature-2)
                                       )
                                       (seq
                                        (ap :error: -if-error-)
                                        (xor
                                         (match :error:.$.error_code 10001
                                          (ap ret-4.$.error.[0] $error)
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
                                  (canon -relay- $signature-2  #-signature-fix-0-0)
                                 )
                                 (ap #-signature-fix-0-0 -signature-flat-0-0)
                                )
                                (new -if-error-
                                 (xor
                                  (mismatch -signature-flat-0-0 []
                                   (seq
                                    (call -relay- ("registry" "create_record_metadata") [-resource-flat-0.$.[0].id %init_peer_id% ret -value-arg- %init_peer_id% #array-inline-0 -service_id-arg- [] -signature-flat-0-0.$.[0]] ret-5)
                                    (ap ret-5 $metadata-0)
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
                        (new $signature-5
                         (seq
                          (seq
                           (seq
                            (seq
                             (seq
                              (seq
                               (seq
                                (seq
                                 (call -relay- ("registry" "get_record_bytes") [-metadata-flat-0.$.[0] ret] ret-6)
                                 (xor
                                  (call %init_peer_id% ("sig" "sign") [ret-6] ret-7)
                                  (fail :error:)
                                 )
                                )
                                (new -if-else-error-
                                 (new -else-error-
                                  (new -if-error-
                                   (xor
                                    (match ret-7.$.success true
                                     (ap ret-7.$.signature.[0] $signature-5)
                                    )
                                    (seq
                                     (ap :error: -if-error-)
                                     (xor
                                      (match :error:.$.error_code 10001
                                       (ap ret-7.$.error.[0] $error)
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
                               (canon -relay- $signature-5  #-signature-fix-0-1)
                              )
                              (ap #-signature-fix-0-1 -signature-flat-0-1)
                             )
                             (new -if-error-
                              (xor
                               (mismatch -signature-flat-0-1 []
                                (seq
                                 (new %Record_obj_map
                                  (seq
                                   (seq
                                    (seq
                                     (ap ("metadata" -metadata-flat-0.$.[0]) %Record_obj_map)
                                     (ap ("signature" -signature-flat-0-1.$.[0]) %Record_obj_map)
                                    )
                                    (ap ("timestamp_created" ret) %Record_obj_map)
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
                                                   (seq
                                                    (call -relay- ("op" "string_to_b58") [-resource-flat-0.$.[0].id] ret-8)
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
                                                   (call -relay- ("kad" "neighborhood") [ret-8 [] #option-inline-0] ret-9)
                                                  )
                                                  (ap ret-9 ret-9_to_functor)
                                                 )
                                                 (ap ret-9_to_functor.length ret-9_length)
                                                )
                                                (call -relay- ("cmp" "lt") [ret-9_length 20] lt)
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
                                              (fold ret-9 other-0
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
                                                 (new $result-3
                                                  (seq
                                                   (xor
                                                    (seq
                                                     (seq
                                                      (seq
                                                       (seq
                                                        (call n-0 ("peer" "timestamp_sec") [] ret-10)
                                                        (call n-0 ("trust-graph" "get_weight") [-resource-flat-0.$.[0].owner_peer_id ret-10] ret-11)
                                                       )
                                                       (call n-0 ("registry" "republish_key") [-resource-flat-0.$.[0] ret-11 ret-10] ret-12)
                                                      )
                                                      (new -if-else-error-
                                                       (new -else-error-
                                                        (new -if-error-
                                                         (xor
                                                          (match ret-12.$.success true
                                                           (seq
                                                            (seq
                                                             (seq
                                                              (call n-0 ("peer" "timestamp_sec") [] ret-13)
                                                              (call n-0 ("trust-graph" "get_weight") [-record-flat-0.$.[0].metadata.issued_by ret-13] ret-14)
                                                             )
                                                             (call n-0 ("registry" "put_record") [-record-flat-0.$.[0].metadata -record-flat-0.$.[0].timestamp_created -record-flat-0.$.[0].signature ret-14 ret-13] ret-15)
                                                            )
                                                            (ap ret-15 $result-3)
                                                           )
                                                          )
                                                          (seq
                                                           (ap :error: -if-error-)
                                                           (xor
                                                            (match :error:.$.error_code 10001
                                                             (ap ret-12 $result-3)
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
                                                           (canon n-0 $result-3_test  #result-3_iter_canon)
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
                                                        (canon n-0 $result-3_test  #result-3_result_canon)
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
                                                        (ap true $yes)
                                                       )
                                                       (seq
                                                        (ap :error: -if-error-)
                                                        (xor
                                                         (match :error:.$.error_code 10001
                                                          (seq
                                                           (call -relay- ("op" "concat_strings") [result-3_gate.$.[0].error " on " n-0] ret-16)
                                                           (ap ret-16 $error)
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
                                                  (call -relay- ("op" "concat_strings") [:error:.$.message " on " n-0] ret-17)
                                                  (ap ret-17 $error)
                                                 )
                                                )
                                                (call -relay- ("op" "identity") [true] ret-18)
                                               )
                                               (ap ret-18 $answered)
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
                                          (call -relay- ("peer" "timeout") [5000 "resource hasn't created: timeout exceeded"] ret-19)
                                          (ap ret-19 $over)
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
                                      (new $over-0
                                       (seq
                                        (seq
                                         (seq
                                          (seq
                                           (seq
                                            (seq
                                             (seq
                                              (ap -nodes-flat-0 -nodes-flat-0_to_functor-0)
                                              (ap -nodes-flat-0_to_functor-0.length -nodes-flat-0_length-0)
                                             )
                                             (par
                                              (seq
                                               (new $answered_test-0
                                                (seq
                                                 (seq
                                                  (fold $answered answered_fold_var-0
                                                   (seq
                                                    (seq
                                                     (ap answered_fold_var-0 $answered_test-0)
                                                     (canon -relay- $answered_test-0  #answered_iter_canon-0)
                                                    )
                                                    (xor
                                                     (match #answered_iter_canon-0.length -nodes-flat-0_length-0
                                                      (null)
                                                     )
                                                     (next answered_fold_var-0)
                                                    )
                                                   )
                                                   (never)
                                                  )
                                                  (canon -relay- $answered_test-0  #answered_result_canon-0)
                                                 )
                                                 (ap #answered_result_canon-0 answered_gate-0)
                                                )
                                               )
                                               (call -relay- ("math" "sub") [-nodes-flat-0_length-0 1] answered_idx-0)
                                              )
                                              (seq
                                               (call -relay- ("peer" "timeout") [500 ""] ret-20)
                                               (ap ret-20 $over-0)
                                              )
                                             )
                                            )
                                            (canon -relay- $yes  #yes_to_functor-0)
                                           )
                                           (ap #yes_to_functor-0.length yes_length-0)
                                          )
                                          (call -relay- ("math" "mul") [yes_length-0 2] mul)
                                         )
                                         (call -relay- ("cmp" "lt") [mul -nodes-flat-0_length-0] lt-0)
                                        )
                                        (new -if-error-
                                         (xor
                                          (match lt-0 true
                                           (seq
                                            (seq
                                             (seq
                                              (call -relay- ("debug" "stringify") [yes_length-0] ret-21)
                                              (call -relay- ("debug" "stringify") [-nodes-flat-0_length-0] ret-22)
                                             )
                                             (call -relay- ("op" "concat_strings") ["only " ret-21 " of " ret-22 " peers of the neighbourhood took the record"] ret-23)
                                            )
                                            (ap ret-23 $error)
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
                                  (ap gt $done-0)
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
                 (new -if-error-
                  (xor
                   (match done-0_gate.$.[0] true
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

export type CreateResourceAndRegisterProviderResultType = [string | null, string[]]

export type CreateResourceAndRegisterProviderParams = [label: string, value: string, service_id: string | null, config?: {ttl?: number}] | [peer: IFluenceClient$$, label: string, value: string, service_id: string | null, config?: {ttl?: number}];

export type CreateResourceAndRegisterProviderResult = Promise<CreateResourceAndRegisterProviderResultType>;

export function createResourceAndRegisterProvider(...args: CreateResourceAndRegisterProviderParams): CreateResourceAndRegisterProviderResult {
    return callFunction$$(
        args,
        {
    "functionName": "createResourceAndRegisterProvider",
    "arrow": {
        "domain": {
            "fields": {
                "label": {
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
        createResourceAndRegisterProvider_script
    );
}
