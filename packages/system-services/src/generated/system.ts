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
export const installService_script = `
(xor
 (new $answer
  (seq
   (seq
    (seq
     (seq
      (seq
       (call %init_peer_id% ("getDataSrv" "-relay-") [] -relay-)
       (call %init_peer_id% ("getDataSrv" "peer_id") [] -peer_id-arg-)
      )
      (call %init_peer_id% ("getDataSrv" "service_json") [] -service_json-arg-)
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
           (call -peer_id-arg- ("system-services" "install_service") [-service_json-arg-] ret)
           (new %Outcome_obj_map
            (seq
             (seq
              (seq
               (ap ("error" "") %Outcome_obj_map)
               (ap ("success" true) %Outcome_obj_map)
              )
              (ap ("value" ret) %Outcome_obj_map)
             )
             (canon -peer_id-arg- %Outcome_obj_map  Outcome_obj)
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
             (seq
              (ap ("error" :error:.$.message) %Outcome_obj-0_map)
              (ap ("success" false) %Outcome_obj-0_map)
             )
             (ap ("value" "") %Outcome_obj-0_map)
            )
            (canon -peer_id-arg- %Outcome_obj-0_map  Outcome_obj-0)
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

export type InstallServiceResultType = { error: string; success: boolean; value: string; }

export type InstallServiceParams = [peer_id: string, service_json: string, config?: {ttl?: number}] | [peer: IFluenceClient$$, peer_id: string, service_json: string, config?: {ttl?: number}];

export type InstallServiceResult = Promise<InstallServiceResultType>;

export function installService(...args: InstallServiceParams): InstallServiceResult {
    return callFunction$$(
        args,
        {
    "functionName": "installService",
    "arrow": {
        "domain": {
            "fields": {
                "peer_id": {
                    "name": "string",
                    "tag": "scalar"
                },
                "service_json": {
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
        installService_script
    );
}

export const updateSpell_script = `
(xor
 (new $answer
  (seq
   (seq
    (seq
     (seq
      (seq
       (seq
        (call %init_peer_id% ("getDataSrv" "-relay-") [] -relay-)
        (call %init_peer_id% ("getDataSrv" "peer_id") [] -peer_id-arg-)
       )
       (call %init_peer_id% ("getDataSrv" "spell_id") [] -spell_id-arg-)
      )
      (call %init_peer_id% ("getDataSrv" "update_json") [] -update_json-arg-)
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
           (call -peer_id-arg- ("system-services" "update_spell") [-spell_id-arg- -update_json-arg-])
           (new %Outcome_obj_map
            (seq
             (seq
              (seq
               (ap ("error" "") %Outcome_obj_map)
               (ap ("success" true) %Outcome_obj_map)
              )
              (ap ("value" "") %Outcome_obj_map)
             )
             (canon -peer_id-arg- %Outcome_obj_map  Outcome_obj)
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
             (seq
              (ap ("error" :error:.$.message) %Outcome_obj-0_map)
              (ap ("success" false) %Outcome_obj-0_map)
             )
             (ap ("value" "") %Outcome_obj-0_map)
            )
            (canon -peer_id-arg- %Outcome_obj-0_map  Outcome_obj-0)
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

export type UpdateSpellResultType = { error: string; success: boolean; value: string; }

export type UpdateSpellParams = [peer_id: string, spell_id: string, update_json: string, config?: {ttl?: number}] | [peer: IFluenceClient$$, peer_id: string, spell_id: string, update_json: string, config?: {ttl?: number}];

export type UpdateSpellResult = Promise<UpdateSpellResultType>;

export function updateSpell(...args: UpdateSpellParams): UpdateSpellResult {
    return callFunction$$(
        args,
        {
    "functionName": "updateSpell",
    "arrow": {
        "domain": {
            "fields": {
                "peer_id": {
                    "name": "string",
                    "tag": "scalar"
                },
                "spell_id": {
                    "name": "string",
                    "tag": "scalar"
                },
                "update_json": {
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
        updateSpell_script
    );
}

export const installSpell_script = `
(xor
 (new $answer
  (seq
   (seq
    (seq
     (seq
      (seq
       (call %init_peer_id% ("getDataSrv" "-relay-") [] -relay-)
       (call %init_peer_id% ("getDataSrv" "peer_id") [] -peer_id-arg-)
      )
      (call %init_peer_id% ("getDataSrv" "spell_json") [] -spell_json-arg-)
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
           (call -peer_id-arg- ("system-services" "install_spell") [-spell_json-arg-] ret)
           (new %Outcome_obj_map
            (seq
             (seq
              (seq
               (ap ("error" "") %Outcome_obj_map)
               (ap ("success" true) %Outcome_obj_map)
              )
              (ap ("value" ret) %Outcome_obj_map)
             )
             (canon -peer_id-arg- %Outcome_obj_map  Outcome_obj)
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
             (seq
              (ap ("error" :error:.$.message) %Outcome_obj-0_map)
              (ap ("success" false) %Outcome_obj-0_map)
             )
             (ap ("value" "") %Outcome_obj-0_map)
            )
            (canon -peer_id-arg- %Outcome_obj-0_map  Outcome_obj-0)
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

export type InstallSpellResultType = { error: string; success: boolean; value: string; }

export type InstallSpellParams = [peer_id: string, spell_json: string, config?: {ttl?: number}] | [peer: IFluenceClient$$, peer_id: string, spell_json: string, config?: {ttl?: number}];

export type InstallSpellResult = Promise<InstallSpellResultType>;

export function installSpell(...args: InstallSpellParams): InstallSpellResult {
    return callFunction$$(
        args,
        {
    "functionName": "installSpell",
    "arrow": {
        "domain": {
            "fields": {
                "peer_id": {
                    "name": "string",
                    "tag": "scalar"
                },
                "spell_json": {
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
        installSpell_script
    );
}

export const replaceService_script = `
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
         (call %init_peer_id% ("getDataSrv" "peer_id") [] -peer_id-arg-)
        )
        (call %init_peer_id% ("getDataSrv" "service_id") [] -service_id-arg-)
       )
       (call %init_peer_id% ("getDataSrv" "service_json") [] -service_json-arg-)
      )
      (call %init_peer_id% ("getDataSrv" "keep_state") [] -keep_state-arg-)
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
           (call -peer_id-arg- ("system-services" "replace_service") [-service_id-arg- -service_json-arg- -keep_state-arg-] ret)
           (new %Outcome_obj_map
            (seq
             (seq
              (seq
               (ap ("error" "") %Outcome_obj_map)
               (ap ("success" true) %Outcome_obj_map)
              )
              (ap ("value" ret) %Outcome_obj_map)
             )
             (canon -peer_id-arg- %Outcome_obj_map  Outcome_obj)
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
             (seq
              (ap ("error" :error:.$.message) %Outcome_obj-0_map)
              (ap ("success" false) %Outcome_obj-0_map)
             )
             (ap ("value" "") %Outcome_obj-0_map)
            )
            (canon -peer_id-arg- %Outcome_obj-0_map  Outcome_obj-0)
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

export type ReplaceServiceResultType = { error: string; success: boolean; value: string; }

export type ReplaceServiceParams = [peer_id: string, service_id: string, service_json: string, keep_state: boolean, config?: {ttl?: number}] | [peer: IFluenceClient$$, peer_id: string, service_id: string, service_json: string, keep_state: boolean, config?: {ttl?: number}];

export type ReplaceServiceResult = Promise<ReplaceServiceResultType>;

export function replaceService(...args: ReplaceServiceParams): ReplaceServiceResult {
    return callFunction$$(
        args,
        {
    "functionName": "replaceService",
    "arrow": {
        "domain": {
            "fields": {
                "peer_id": {
                    "name": "string",
                    "tag": "scalar"
                },
                "service_id": {
                    "name": "string",
                    "tag": "scalar"
                },
                "service_json": {
                    "name": "string",
                    "tag": "scalar"
                },
                "keep_state": {
                    "name": "bool",
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
        replaceService_script
    );
}

export const status_script = `
(xor
 (new $answer
  (seq
   (seq
    (seq
     (seq
      (call %init_peer_id% ("getDataSrv" "-relay-") [] -relay-)
      (call %init_peer_id% ("getDataSrv" "peer_id") [] -peer_id-arg-)
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
           (call -peer_id-arg- ("system-services" "status") [] ret)
           (new %Outcome_obj_map
            (seq
             (seq
              (seq
               (ap ("error" "") %Outcome_obj_map)
               (ap ("success" true) %Outcome_obj_map)
              )
              (ap ("value" ret) %Outcome_obj_map)
             )
             (canon -peer_id-arg- %Outcome_obj_map  Outcome_obj)
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
             (seq
              (ap ("error" :error:.$.message) %Outcome_obj-0_map)
              (ap ("success" false) %Outcome_obj-0_map)
             )
             (ap ("value" "") %Outcome_obj-0_map)
            )
            (canon -peer_id-arg- %Outcome_obj-0_map  Outcome_obj-0)
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

export type StatusResultType = { error: string; success: boolean; value: string; }

export type StatusParams = [peer_id: string, config?: {ttl?: number}] | [peer: IFluenceClient$$, peer_id: string, config?: {ttl?: number}];

export type StatusResult = Promise<StatusResultType>;

export function status(...args: StatusParams): StatusResult {
    return callFunction$$(
        args,
        {
    "functionName": "status",
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
                    "name": "Outcome",
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
        status_script
    );
}

export const callService_script = `
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
         (call %init_peer_id% ("getDataSrv" "peer_id") [] -peer_id-arg-)
        )
        (call %init_peer_id% ("getDataSrv" "alias_name") [] -alias_name-arg-)
       )
       (call %init_peer_id% ("getDataSrv" "function_name") [] -function_name-arg-)
      )
      (call %init_peer_id% ("getDataSrv" "args_json") [] -args_json-arg-)
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
           (call -peer_id-arg- ("system-services" "call") [-alias_name-arg- -function_name-arg- -args_json-arg-] ret)
           (new %Outcome_obj_map
            (seq
             (seq
              (seq
               (ap ("error" "") %Outcome_obj_map)
               (ap ("success" true) %Outcome_obj_map)
              )
              (ap ("value" ret) %Outcome_obj_map)
             )
             (canon -peer_id-arg- %Outcome_obj_map  Outcome_obj)
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
             (seq
              (ap ("error" :error:.$.message) %Outcome_obj-0_map)
              (ap ("success" false) %Outcome_obj-0_map)
             )
             (ap ("value" "") %Outcome_obj-0_map)
            )
            (canon -peer_id-arg- %Outcome_obj-0_map  Outcome_obj-0)
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

export type CallServiceResultType = { error: string; success: boolean; value: string; }

export type CallServiceParams = [peer_id: string, alias_name: string, function_name: string, args_json: string, config?: {ttl?: number}] | [peer: IFluenceClient$$, peer_id: string, alias_name: string, function_name: string, args_json: string, config?: {ttl?: number}];

export type CallServiceResult = Promise<CallServiceResultType>;

export function callService(...args: CallServiceParams): CallServiceResult {
    return callFunction$$(
        args,
        {
    "functionName": "callService",
    "arrow": {
        "domain": {
            "fields": {
                "peer_id": {
                    "name": "string",
                    "tag": "scalar"
                },
                "alias_name": {
                    "name": "string",
                    "tag": "scalar"
                },
                "function_name": {
                    "name": "string",
                    "tag": "scalar"
                },
                "args_json": {
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
        callService_script
    );
}

export const addModule_script = `
(xor
 (new $answer
  (seq
   (seq
    (seq
     (seq
      (seq
       (seq
        (call %init_peer_id% ("getDataSrv" "-relay-") [] -relay-)
        (call %init_peer_id% ("getDataSrv" "peer_id") [] -peer_id-arg-)
       )
       (call %init_peer_id% ("getDataSrv" "name") [] -name-arg-)
      )
      (call %init_peer_id% ("getDataSrv" "wasm_base64") [] -wasm_base64-arg-)
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
           (seq
            (call -peer_id-arg- ("dist" "default_module_config") [-name-arg-] ret)
            (call -peer_id-arg- ("dist" "add_module") [-wasm_base64-arg- ret] ret-0)
           )
           (new %Outcome_obj_map
            (seq
             (seq
              (seq
               (ap ("error" "") %Outcome_obj_map)
               (ap ("success" true) %Outcome_obj_map)
              )
              (ap ("value" ret-0) %Outcome_obj_map)
             )
             (canon -peer_id-arg- %Outcome_obj_map  Outcome_obj)
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
             (seq
              (ap ("error" :error:.$.message) %Outcome_obj-0_map)
              (ap ("success" false) %Outcome_obj-0_map)
             )
             (ap ("value" "") %Outcome_obj-0_map)
            )
            (canon -peer_id-arg- %Outcome_obj-0_map  Outcome_obj-0)
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

export type AddModuleResultType = { error: string; success: boolean; value: string; }

export type AddModuleParams = [peer_id: string, name: string, wasm_base64: string, config?: {ttl?: number}] | [peer: IFluenceClient$$, peer_id: string, name: string, wasm_base64: string, config?: {ttl?: number}];

export type AddModuleResult = Promise<AddModuleResultType>;

export function addModule(...args: AddModuleParams): AddModuleResult {
    return callFunction$$(
        args,
        {
    "functionName": "addModule",
    "arrow": {
        "domain": {
            "fields": {
                "peer_id": {
                    "name": "string",
                    "tag": "scalar"
                },
                "name": {
                    "name": "string",
                    "tag": "scalar"
                },
                "wasm_base64": {
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
        addModule_script
    );
}

export const reconcile_script = `
(xor
 (new $answer
  (seq
   (seq
    (seq
     (seq
      (call %init_peer_id% ("getDataSrv" "-relay-") [] -relay-)
      (call %init_peer_id% ("getDataSrv" "peer_id") [] -peer_id-arg-)
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
           (call -peer_id-arg- ("system-services" "reconcile") [])
           (new %Outcome_obj_map
            (seq
             (seq
              (seq
               (ap ("error" "") %Outcome_obj_map)
               (ap ("success" true) %Outcome_obj_map)
              )
              (ap ("value" "") %Outcome_obj_map)
             )
             (canon -peer_id-arg- %Outcome_obj_map  Outcome_obj)
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
             (seq
              (ap ("error" :error:.$.message) %Outcome_obj-0_map)
              (ap ("success" false) %Outcome_obj-0_map)
             )
             (ap ("value" "") %Outcome_obj-0_map)
            )
            (canon -peer_id-arg- %Outcome_obj-0_map  Outcome_obj-0)
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

export type ReconcileResultType = { error: string; success: boolean; value: string; }

export type ReconcileParams = [peer_id: string, config?: {ttl?: number}] | [peer: IFluenceClient$$, peer_id: string, config?: {ttl?: number}];

export type ReconcileResult = Promise<ReconcileResultType>;

export function reconcile(...args: ReconcileParams): ReconcileResult {
    return callFunction$$(
        args,
        {
    "functionName": "reconcile",
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
                    "name": "Outcome",
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
        reconcile_script
    );
}

export const settings_script = `
(xor
 (new $answer
  (seq
   (seq
    (seq
     (seq
      (call %init_peer_id% ("getDataSrv" "-relay-") [] -relay-)
      (call %init_peer_id% ("getDataSrv" "peer_id") [] -peer_id-arg-)
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
           (call -peer_id-arg- ("system-services" "settings") [] ret)
           (new %Outcome_obj_map
            (seq
             (seq
              (seq
               (ap ("error" "") %Outcome_obj_map)
               (ap ("success" true) %Outcome_obj_map)
              )
              (ap ("value" ret) %Outcome_obj_map)
             )
             (canon -peer_id-arg- %Outcome_obj_map  Outcome_obj)
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
             (seq
              (ap ("error" :error:.$.message) %Outcome_obj-0_map)
              (ap ("success" false) %Outcome_obj-0_map)
             )
             (ap ("value" "") %Outcome_obj-0_map)
            )
            (canon -peer_id-arg- %Outcome_obj-0_map  Outcome_obj-0)
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

export type SettingsResultType = { error: string; success: boolean; value: string; }

export type SettingsParams = [peer_id: string, config?: {ttl?: number}] | [peer: IFluenceClient$$, peer_id: string, config?: {ttl?: number}];

export type SettingsResult = Promise<SettingsResultType>;

export function settings(...args: SettingsParams): SettingsResult {
    return callFunction$$(
        args,
        {
    "functionName": "settings",
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
                    "name": "Outcome",
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
        settings_script
    );
}

export const observe_script = `
(xor
 (new $answer
  (seq
   (seq
    (seq
     (seq
      (seq
       (call %init_peer_id% ("getDataSrv" "-relay-") [] -relay-)
       (call %init_peer_id% ("getDataSrv" "peer_id") [] -peer_id-arg-)
      )
      (call %init_peer_id% ("getDataSrv" "aliases") [] -aliases-arg-)
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
           (call -peer_id-arg- ("system-services" "observe") [-aliases-arg-] ret)
           (new %Outcome_obj_map
            (seq
             (seq
              (seq
               (ap ("error" "") %Outcome_obj_map)
               (ap ("success" true) %Outcome_obj_map)
              )
              (ap ("value" ret) %Outcome_obj_map)
             )
             (canon -peer_id-arg- %Outcome_obj_map  Outcome_obj)
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
             (seq
              (ap ("error" :error:.$.message) %Outcome_obj-0_map)
              (ap ("success" false) %Outcome_obj-0_map)
             )
             (ap ("value" "") %Outcome_obj-0_map)
            )
            (canon -peer_id-arg- %Outcome_obj-0_map  Outcome_obj-0)
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

export type ObserveResultType = { error: string; success: boolean; value: string; }

export type ObserveParams = [peer_id: string, aliases: string[], config?: {ttl?: number}] | [peer: IFluenceClient$$, peer_id: string, aliases: string[], config?: {ttl?: number}];

export type ObserveResult = Promise<ObserveResultType>;

export function observe(...args: ObserveParams): ObserveResult {
    return callFunction$$(
        args,
        {
    "functionName": "observe",
    "arrow": {
        "domain": {
            "fields": {
                "peer_id": {
                    "name": "string",
                    "tag": "scalar"
                },
                "aliases": {
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
                    "name": "Outcome",
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
        observe_script
    );
}

export const removeItem_script = `
(xor
 (new $answer
  (seq
   (seq
    (seq
     (seq
      (seq
       (seq
        (call %init_peer_id% ("getDataSrv" "-relay-") [] -relay-)
        (call %init_peer_id% ("getDataSrv" "peer_id") [] -peer_id-arg-)
       )
       (call %init_peer_id% ("getDataSrv" "kind") [] -kind-arg-)
      )
      (call %init_peer_id% ("getDataSrv" "item_id") [] -item_id-arg-)
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
           (call -peer_id-arg- ("system-services" "remove") [-kind-arg- -item_id-arg-])
           (new %Outcome_obj_map
            (seq
             (seq
              (seq
               (ap ("error" "") %Outcome_obj_map)
               (ap ("success" true) %Outcome_obj_map)
              )
              (ap ("value" "") %Outcome_obj_map)
             )
             (canon -peer_id-arg- %Outcome_obj_map  Outcome_obj)
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
             (seq
              (ap ("error" :error:.$.message) %Outcome_obj-0_map)
              (ap ("success" false) %Outcome_obj-0_map)
             )
             (ap ("value" "") %Outcome_obj-0_map)
            )
            (canon -peer_id-arg- %Outcome_obj-0_map  Outcome_obj-0)
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

export type RemoveItemResultType = { error: string; success: boolean; value: string; }

export type RemoveItemParams = [peer_id: string, kind: string, item_id: string, config?: {ttl?: number}] | [peer: IFluenceClient$$, peer_id: string, kind: string, item_id: string, config?: {ttl?: number}];

export type RemoveItemResult = Promise<RemoveItemResultType>;

export function removeItem(...args: RemoveItemParams): RemoveItemResult {
    return callFunction$$(
        args,
        {
    "functionName": "removeItem",
    "arrow": {
        "domain": {
            "fields": {
                "peer_id": {
                    "name": "string",
                    "tag": "scalar"
                },
                "kind": {
                    "name": "string",
                    "tag": "scalar"
                },
                "item_id": {
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
        removeItem_script
    );
}

export const missingModules_script = `
(xor
 (new $answer
  (seq
   (seq
    (seq
     (seq
      (seq
       (call %init_peer_id% ("getDataSrv" "-relay-") [] -relay-)
       (call %init_peer_id% ("getDataSrv" "peer_id") [] -peer_id-arg-)
      )
      (call %init_peer_id% ("getDataSrv" "cids") [] -cids-arg-)
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
           (call -peer_id-arg- ("system-services" "missing_modules") [-cids-arg-] ret)
           (new %Modules_obj_map
            (seq
             (seq
              (seq
               (ap ("cids" ret) %Modules_obj_map)
               (ap ("error" "") %Modules_obj_map)
              )
              (ap ("success" true) %Modules_obj_map)
             )
             (canon -peer_id-arg- %Modules_obj_map  Modules_obj)
            )
           )
          )
          (ap Modules_obj $answer)
         )
         (new $-hop-
          (new #-hopc-
           (canon -relay- $-hop-  #-hopc-)
          )
         )
        )
        (seq
         (seq
          (new %Modules_obj-0_map
           (seq
            (seq
             (seq
              (ap ("cids" []) %Modules_obj-0_map)
              (ap ("error" :error:.$.message) %Modules_obj-0_map)
             )
             (ap ("success" false) %Modules_obj-0_map)
            )
            (canon -peer_id-arg- %Modules_obj-0_map  Modules_obj-0)
           )
          )
          (ap Modules_obj-0 $answer)
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

export type MissingModulesResultType = { cids: string[]; error: string; success: boolean; }

export type MissingModulesParams = [peer_id: string, cids: string[], config?: {ttl?: number}] | [peer: IFluenceClient$$, peer_id: string, cids: string[], config?: {ttl?: number}];

export type MissingModulesResult = Promise<MissingModulesResultType>;

export function missingModules(...args: MissingModulesParams): MissingModulesResult {
    return callFunction$$(
        args,
        {
    "functionName": "missingModules",
    "arrow": {
        "domain": {
            "fields": {
                "peer_id": {
                    "name": "string",
                    "tag": "scalar"
                },
                "cids": {
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
                    "name": "Modules",
                    "fields": {
                        "cids": {
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
        missingModules_script
    );
}

export const writeRecord_script = `
(xor
 (new $answer
  (seq
   (seq
    (seq
     (seq
      (seq
       (seq
        (call %init_peer_id% ("getDataSrv" "-relay-") [] -relay-)
        (call %init_peer_id% ("getDataSrv" "peer_id") [] -peer_id-arg-)
       )
       (call %init_peer_id% ("getDataSrv" "package") [] -package-arg-)
      )
      (call %init_peer_id% ("getDataSrv" "record_json") [] -record_json-arg-)
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
           (call -peer_id-arg- ("system-services" "write_record") [-package-arg- -record_json-arg-])
           (new %Outcome_obj_map
            (seq
             (seq
              (seq
               (ap ("error" "") %Outcome_obj_map)
               (ap ("success" true) %Outcome_obj_map)
              )
              (ap ("value" "") %Outcome_obj_map)
             )
             (canon -peer_id-arg- %Outcome_obj_map  Outcome_obj)
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
             (seq
              (ap ("error" :error:.$.message) %Outcome_obj-0_map)
              (ap ("success" false) %Outcome_obj-0_map)
             )
             (ap ("value" "") %Outcome_obj-0_map)
            )
            (canon -peer_id-arg- %Outcome_obj-0_map  Outcome_obj-0)
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

export type WriteRecordResultType = { error: string; success: boolean; value: string; }

export type WriteRecordParams = [peer_id: string, package: string, record_json: string, config?: {ttl?: number}] | [peer: IFluenceClient$$, peer_id: string, package: string, record_json: string, config?: {ttl?: number}];

export type WriteRecordResult = Promise<WriteRecordResultType>;

export function writeRecord(...args: WriteRecordParams): WriteRecordResult {
    return callFunction$$(
        args,
        {
    "functionName": "writeRecord",
    "arrow": {
        "domain": {
            "fields": {
                "peer_id": {
                    "name": "string",
                    "tag": "scalar"
                },
                "package": {
                    "name": "string",
                    "tag": "scalar"
                },
                "record_json": {
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
        writeRecord_script
    );
}
