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
export const observe_script = `
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
           (seq
            (call -peer_id-arg- ("srv" "list") [] ret)
            (call -peer_id-arg- ("dist" "list_blueprints") [] ret-0)
           )
           (new %Observed_obj_map
            (seq
             (seq
              (seq
               (seq
                (ap ("blueprints" ret-0) %Observed_obj_map)
                (ap ("error" "") %Observed_obj_map)
               )
               (ap ("services" ret) %Observed_obj_map)
              )
              (ap ("success" true) %Observed_obj_map)
             )
             (canon -peer_id-arg- %Observed_obj_map  Observed_obj)
            )
           )
          )
          (ap Observed_obj $answer)
         )
         (new $-hop-
          (new #-hopc-
           (canon -relay- $-hop-  #-hopc-)
          )
         )
        )
        (seq
         (seq
          (new %Observed_obj-0_map
           (seq
            (seq
             (seq
              (seq
               (ap ("blueprints" []) %Observed_obj-0_map)
               (ap ("error" :error:.$.message) %Observed_obj-0_map)
              )
              (ap ("services" []) %Observed_obj-0_map)
             )
             (ap ("success" false) %Observed_obj-0_map)
            )
            (canon -peer_id-arg- %Observed_obj-0_map  Observed_obj-0)
           )
          )
          (ap Observed_obj-0 $answer)
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

export type ObserveResultType = { blueprints: { dependencies: string[]; id: string; name: string; }[]; error: string; services: { aliases: string[]; worker_id: string; blueprint_id: string; owner_id: string; id: string; service_type: string; }[]; success: boolean; }

export type ObserveParams = [peer_id: string, config?: {ttl?: number}] | [peer: IFluenceClient$$, peer_id: string, config?: {ttl?: number}];

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
                }
            },
            "tag": "labeledProduct"
        },
        "codomain": {
            "items": [
                {
                    "name": "Observed",
                    "fields": {
                        "blueprints": {
                            "type": {
                                "name": "Blueprint",
                                "fields": {
                                    "dependencies": {
                                        "type": {
                                            "name": "string",
                                            "tag": "scalar"
                                        },
                                        "tag": "array"
                                    },
                                    "id": {
                                        "name": "string",
                                        "tag": "scalar"
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
                        "error": {
                            "name": "string",
                            "tag": "scalar"
                        },
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

export const addAlias_script = `
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
       (call %init_peer_id% ("getDataSrv" "alias_name") [] -alias_name-arg-)
      )
      (call %init_peer_id% ("getDataSrv" "service_id") [] -service_id-arg-)
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
           (call -peer_id-arg- ("srv" "add_alias") [-alias_name-arg- -service_id-arg-])
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

export type AddAliasResultType = { error: string; success: boolean; value: string; }

export type AddAliasParams = [peer_id: string, alias_name: string, service_id: string, config?: {ttl?: number}] | [peer: IFluenceClient$$, peer_id: string, alias_name: string, service_id: string, config?: {ttl?: number}];

export type AddAliasResult = Promise<AddAliasResultType>;

export function addAlias(...args: AddAliasParams): AddAliasResult {
    return callFunction$$(
        args,
        {
    "functionName": "addAlias",
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
                "service_id": {
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
        addAlias_script
    );
}

export const removeService_script = `
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
      (call %init_peer_id% ("getDataSrv" "service_id") [] -service_id-arg-)
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
           (call -peer_id-arg- ("srv" "remove") [-service_id-arg-])
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

export type RemoveServiceResultType = { error: string; success: boolean; value: string; }

export type RemoveServiceParams = [peer_id: string, service_id: string, config?: {ttl?: number}] | [peer: IFluenceClient$$, peer_id: string, service_id: string, config?: {ttl?: number}];

export type RemoveServiceResult = Promise<RemoveServiceResultType>;

export function removeService(...args: RemoveServiceParams): RemoveServiceResult {
    return callFunction$$(
        args,
        {
    "functionName": "removeService",
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
        removeService_script
    );
}

export const createService_script = `
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
      (call %init_peer_id% ("getDataSrv" "blueprint_id") [] -blueprint_id-arg-)
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
           (call -peer_id-arg- ("srv" "create") [-blueprint_id-arg-] ret)
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

export type CreateServiceResultType = { error: string; success: boolean; value: string; }

export type CreateServiceParams = [peer_id: string, blueprint_id: string, config?: {ttl?: number}] | [peer: IFluenceClient$$, peer_id: string, blueprint_id: string, config?: {ttl?: number}];

export type CreateServiceResult = Promise<CreateServiceResultType>;

export function createService(...args: CreateServiceParams): CreateServiceResult {
    return callFunction$$(
        args,
        {
    "functionName": "createService",
    "arrow": {
        "domain": {
            "fields": {
                "peer_id": {
                    "name": "string",
                    "tag": "scalar"
                },
                "blueprint_id": {
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
        createService_script
    );
}

export const addBlueprint_script = `
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
      (call %init_peer_id% ("getDataSrv" "module_hashes") [] -module_hashes-arg-)
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
            (call -peer_id-arg- ("dist" "make_blueprint") [-name-arg- -module_hashes-arg-] ret)
            (call -peer_id-arg- ("dist" "add_blueprint") [ret] ret-0)
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

export type AddBlueprintResultType = { error: string; success: boolean; value: string; }

export type AddBlueprintParams = [peer_id: string, name: string, module_hashes: string[], config?: {ttl?: number}] | [peer: IFluenceClient$$, peer_id: string, name: string, module_hashes: string[], config?: {ttl?: number}];

export type AddBlueprintResult = Promise<AddBlueprintResultType>;

export function addBlueprint(...args: AddBlueprintParams): AddBlueprintResult {
    return callFunction$$(
        args,
        {
    "functionName": "addBlueprint",
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
                "module_hashes": {
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
        addBlueprint_script
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
