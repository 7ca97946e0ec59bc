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
export interface IpfsClientDef {
    dag_upload: (multiaddr: string, path: string, callParams: ParticleContext$$) => string | Promise<string>;
    dag_upload_string: (multiaddr: string, contents: string, callParams: ParticleContext$$) => string | Promise<string>;
    exists: (multiaddr: string, cid: string, callParams: ParticleContext$$) => boolean | Promise<boolean>;
    id: (multiaddr: string, callParams: ParticleContext$$) => string | Promise<string>;
    remove: (multiaddr: string, cid: string, callParams: ParticleContext$$) => string | Promise<string>;
    upload: (multiaddr: string, path: string, callParams: ParticleContext$$) => string | Promise<string>;
    upload_string: (multiaddr: string, contents: string, callParams: ParticleContext$$) => string | Promise<string>;
}
export function registerIpfsClient(service: IpfsClientDef): void;
export function registerIpfsClient(serviceId: string, service: IpfsClientDef): void;
export function registerIpfsClient(peer: IFluenceClient$$, service: IpfsClientDef): void;
export function registerIpfsClient(peer: IFluenceClient$$, serviceId: string, service: IpfsClientDef): void;
export function registerIpfsClient(...args: any[]) {
    registerService$$(
        args,
        {
    "defaultServiceId": "ipfs_client",
    "functions": {
        "fields": {
            "dag_upload": {
                "domain": {
                    "fields": {
                        "multiaddr": {
                            "name": "string",
                            "tag": "scalar"
                        },
                        "path": {
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
            "dag_upload_string": {
                "domain": {
                    "fields": {
                        "multiaddr": {
                            "name": "string",
                            "tag": "scalar"
                        },
                        "contents": {
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
            "exists": {
                "domain": {
                    "fields": {
                        "multiaddr": {
                            "name": "string",
                            "tag": "scalar"
                        },
                        "cid": {
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
                        }
                    ],
                    "tag": "unlabeledProduct"
                },
                "tag": "arrow"
            },
            "id": {
                "domain": {
                    "fields": {
                        "multiaddr": {
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
            "remove": {
                "domain": {
                    "fields": {
                        "multiaddr": {
                            "name": "string",
                            "tag": "scalar"
                        },
                        "cid": {
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
            "upload": {
                "domain": {
                    "fields": {
                        "multiaddr": {
                            "name": "string",
                            "tag": "scalar"
                        },
                        "path": {
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
            "upload_string": {
                "domain": {
                    "fields": {
                        "multiaddr": {
                            "name": "string",
                            "tag": "scalar"
                        },
                        "contents": {
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

export interface ConsoleDef {
    print: (anything: unknown, callParams: ParticleContext$$) => void | Promise<void>;
}
export function registerConsole(service: ConsoleDef): void;
export function registerConsole(serviceId: string, service: ConsoleDef): void;
export function registerConsole(peer: IFluenceClient$$, service: ConsoleDef): void;
export function registerConsole(peer: IFluenceClient$$, serviceId: string, service: ConsoleDef): void;
export function registerConsole(...args: any[]) {
    registerService$$(
        args,
        {
    "defaultServiceId": "run-console",
    "functions": {
        "fields": {
            "print": {
                "domain": {
                    "fields": {
                        "anything": {
                            "tag": "topType"
                        }
                    },
                    "tag": "labeledProduct"
                },
                "codomain": {
                    "tag": "nil"
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
export const upload_workers_script = `
(xor
 (new $deploy_defs
  (seq
   (seq
    (seq
     (seq
      (call %init_peer_id% ("getDataSrv" "-relay-") [] -relay-)
      (call %init_peer_id% ("getDataSrv" "config") [] -config-arg-)
     )
     (fold -config-arg-.$.workers w-0
      (new $ipfs_multiaddrs
       (new $definition_cid
        (seq
         (seq
          (seq
           (seq
            (seq
             (seq
              (seq
               (seq
                (call %init_peer_id% ("array" "dedup") [w-0.$.hosts] ret)
                (fold ret h-0
                 (seq
                  (xor
                   (seq
                    (seq
                     (seq
                      (new $-hop-
                       (new #-hopc-
                        (canon -relay- $-hop-  #-hopc-)
                       )
                      )
                      (call h-0 ("aqua-ipfs" "get_external_api_multiaddr") [] ret-0)
                     )
                     (ap ret-0.$.multiaddr $ipfs_multiaddrs)
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
                  (next h-0)
                 )
                 (null)
                )
               )
               (canon %init_peer_id% $ipfs_multiaddrs  #ipfs_multiaddrs_canon)
              )
              (call %init_peer_id% ("array" "dedup") [#ipfs_multiaddrs_canon] ret-1)
             )
             (fold ret-1 maddr-0
              (new $spells
               (new $services
                (seq
                 (seq
                  (seq
                   (seq
                    (seq
                     (seq
                      (fold w-0.$.config.services s-0
                       (new $modules
                        (seq
                         (seq
                          (seq
                           (fold s-0.$.modules m-0
                            (seq
                             (seq
                              (seq
                               (call %init_peer_id% ("ipfs_client" "upload") [maddr-0 m-0.$.wasm] ret-2)
                               (new %Module_obj_map
                                (seq
                                 (seq
                                  (ap ("name" m-0.$.name) %Module_obj_map)
                                  (ap ("wasm" ret-2) %Module_obj_map)
                                 )
                                 (canon %init_peer_id% %Module_obj_map  Module_obj)
                                )
                               )
                              )
                              (ap Module_obj $modules)
                             )
                             (next m-0)
                            )
                            (null)
                           )
                           (new %Service_obj_map
                            (seq
                             (seq
                              (seq
                               (seq
                                (canon %init_peer_id% $modules  #modules_canon)
                                (ap ("modules" #modules_canon) %Service_obj_map)
                               )
                               (ap ("name" s-0.$.name) %Service_obj_map)
                              )
                              (ap ("total_memory_limit" s-0.$.total_memory_limit) %Service_obj_map)
                             )
                             (canon %init_peer_id% %Service_obj_map  Service_obj)
                            )
                           )
                          )
                          (ap Service_obj $services)
                         )
                         (next s-0)
                        )
                       )
                       (null)
                      )
                      (fold w-0.$.config.spells sp-0
                       (seq
                        (seq
                         (seq
                          (seq
                           (seq
                            (seq
                             (seq
                              (call %init_peer_id% ("ipfs_client" "upload_string") [maddr-0 sp-0.$.script] ret-3)
                              (call %init_peer_id% ("json" "stringify") [sp-0.$.config] ret-4)
                             )
                             (call %init_peer_id% ("ipfs_client" "upload_string") [maddr-0 ret-4] ret-5)
                            )
                            (call %init_peer_id% ("json" "stringify") [sp-0.$.init_args] ret-6)
                           )
                           (call %init_peer_id% ("ipfs_client" "upload_string") [maddr-0 ret-6] ret-7)
                          )
                          (new %SpellDefinition_obj_map
                           (seq
                            (seq
                             (seq
                              (seq
                               (ap ("config" ret-5) %SpellDefinition_obj_map)
                               (ap ("init_args" ret-7) %SpellDefinition_obj_map)
                              )
                              (ap ("name" sp-0.$.name) %SpellDefinition_obj_map)
                             )
                             (ap ("script" ret-3) %SpellDefinition_obj_map)
                            )
                            (canon %init_peer_id% %SpellDefinition_obj_map  SpellDefinition_obj)
                           )
                          )
                         )
                         (ap SpellDefinition_obj $spells)
                        )
                        (next sp-0)
                       )
                       (null)
                      )
                     )
                     (new %WorkerDefinition_obj_map
                      (seq
                       (seq
                        (seq
                         (seq
                          (canon %init_peer_id% $services  #services_canon)
                          (canon %init_peer_id% $spells  #spells_canon)
                         )
                         (ap ("services" #services_canon) %WorkerDefinition_obj_map)
                        )
                        (ap ("spells" #spells_canon) %WorkerDefinition_obj_map)
                       )
                       (canon %init_peer_id% %WorkerDefinition_obj_map  WorkerDefinition_obj)
                      )
                     )
                    )
                    (call %init_peer_id% ("json" "stringify") [WorkerDefinition_obj] ret-8)
                   )
                   (call %init_peer_id% ("ipfs_client" "upload_string") [maddr-0 ret-8] ret-9)
                  )
                  (ap ret-9 $definition_cid)
                 )
                 (next maddr-0)
                )
               )
              )
              (null)
             )
            )
            (new $definition_cid_test
             (seq
              (seq
               (fold $definition_cid definition_cid_fold_var
                (seq
                 (seq
                  (ap definition_cid_fold_var $definition_cid_test)
                  (canon %init_peer_id% $definition_cid_test  #definition_cid_iter_canon)
                 )
                 (xor
                  (match #definition_cid_iter_canon.length 1
                   (null)
                  )
                  (next definition_cid_fold_var)
                 )
                )
                (never)
               )
               (canon %init_peer_id% $definition_cid_test  #definition_cid_result_canon)
              )
              (ap #definition_cid_result_canon definition_cid_gate)
             )
            )
           )
           (new %WorkerDeployDefinition_obj_map
            (seq
             (seq
              (seq
               (seq
                (ap ("definition" definition_cid_gate.$.[0]) %WorkerDeployDefinition_obj_map)
                (ap ("dummy_deal_id" w-0.$.dummy_deal_id) %WorkerDeployDefinition_obj_map)
               )
               (ap ("hosts" w-0.$.hosts) %WorkerDeployDefinition_obj_map)
              )
              (ap ("name" w-0.$.name) %WorkerDeployDefinition_obj_map)
             )
             (canon %init_peer_id% %WorkerDeployDefinition_obj_map  WorkerDeployDefinition_obj)
            )
           )
          )
          (ap WorkerDeployDefinition_obj $deploy_defs)
         )
         (next w-0)
        )
       )
      )
      (null)
     )
    )
    (new %AppDeployDefinition_obj_map
     (seq
      (seq
       (seq
        (seq
         (canon %init_peer_id% $deploy_defs  #deploy_defs_canon)
         (ap ("installation_script" -config-arg-.$.installation_script) %AppDeployDefinition_obj_map)
        )
        (ap ("installation_trigger" -config-arg-.$.installation_trigger) %AppDeployDefinition_obj_map)
       )
       (ap ("workers" #deploy_defs_canon) %AppDeployDefinition_obj_map)
      )
      (canon %init_peer_id% %AppDeployDefinition_obj_map  AppDeployDefinition_obj)
     )
    )
   )
   (call %init_peer_id% ("callbackSrv" "response") [AppDeployDefinition_obj])
  )
 )
 (call %init_peer_id% ("errorHandlingSrv" "error") [:error: 0])
)
`;

export type Upload_workersArgConfig = { installation_script: string; installation_trigger: { blockchain: { end_block: number; start_block: number; }; clock: { end_sec: number; period_sec: number; start_sec: number; }; connections: { connect: boolean; disconnect: boolean; }; }; workers: { config: { services: { modules: { name: string; wasm: string; }[]; name: string; total_memory_limit: number; }[]; spells: { config: { blockchain: { end_block: number; start_block: number; }; clock: { end_sec: number; period_sec: number; start_sec: number; }; connections: { connect: boolean; disconnect: boolean; }; }; init_args: unknown; name: string; script: string; }[]; }; dummy_deal_id: string; hosts: string[]; name: string; }[]; }

export type Upload_workersResultType = { installation_script: string; installation_trigger: { blockchain: { end_block: number; start_block: number; }; clock: { end_sec: number; period_sec: number; start_sec: number; }; connections: { connect: boolean; disconnect: boolean; }; }; workers: { definition: string; dummy_deal_id: string; hosts: string[]; name: string; }[]; }

export type Upload_workersParams = [config: Upload_workersArgConfig, config?: {ttl?: number}] | [peer: IFluenceClient$$, config: Upload_workersArgConfig, config?: {ttl?: number}];

export type Upload_workersResult = Promise<Upload_workersResultType>;

export function upload_workers(...args: Upload_workersParams): Upload_workersResult {
    return callFunction$$(
        args,
        {
    "functionName": "upload_workers",
    "arrow": {
        "domain": {
            "fields": {
                "config": {
                    "name": "LocalAppDeployConfig",
                    "fields": {
                        "installation_script": {
                            "name": "string",
                            "tag": "scalar"
                        },
                        "installation_trigger": {
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
                        "workers": {
                            "type": {
                                "name": "LocalWorkerDeployConfig",
                                "fields": {
                                    "config": {
                                        "name": "LocalWorkerConfig",
                                        "fields": {
                                            "services": {
                                                "type": {
                                                    "name": "LocalService",
                                                    "fields": {
                                                        "modules": {
                                                            "type": {
                                                                "name": "LocalModule",
                                                                "fields": {
                                                                    "name": {
                                                                        "name": "string",
                                                                        "tag": "scalar"
                                                                    },
                                                                    "wasm": {
                                                                        "name": "string",
                                                                        "tag": "scalar"
                                                                    }
                                                                },
                                                                "tag": "struct"
                                                            },
                                                            "tag": "array"
                                                        },
                                                        "name": {
                                                            "name": "string",
                                                            "tag": "scalar"
                                                        },
                                                        "total_memory_limit": {
                                                            "name": "u64",
                                                            "tag": "scalar"
                                                        }
                                                    },
                                                    "tag": "struct"
                                                },
                                                "tag": "array"
                                            },
                                            "spells": {
                                                "type": {
                                                    "name": "LocalSpell",
                                                    "fields": {
                                                        "config": {
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
                                                        "init_args": {
                                                            "tag": "topType"
                                                        },
                                                        "name": {
                                                            "name": "string",
                                                            "tag": "scalar"
                                                        },
                                                        "script": {
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
                                    "dummy_deal_id": {
                                        "name": "string",
                                        "tag": "scalar"
                                    },
                                    "hosts": {
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
                    "name": "AppDeployDefinition",
                    "fields": {
                        "installation_script": {
                            "name": "string",
                            "tag": "scalar"
                        },
                        "installation_trigger": {
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
                        "workers": {
                            "type": {
                                "name": "WorkerDeployDefinition",
                                "fields": {
                                    "definition": {
                                        "name": "string",
                                        "tag": "scalar"
                                    },
                                    "dummy_deal_id": {
                                        "name": "string",
                                        "tag": "scalar"
                                    },
                                    "hosts": {
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
        upload_workers_script
    );
}

export const deploy_script = `
(xor
 (new $workers
  (seq
   (seq
    (seq
     (seq
      (call %init_peer_id% ("getDataSrv" "-relay-") [] -relay-)
      (call %init_peer_id% ("getDataSrv" "config") [] -config-arg-)
     )
     (fold -config-arg-.$.workers w-0
      (new $spells
       (seq
        (seq
         (seq
          (seq
           (fold w-0.$.hosts h-0
            (new $spell_id-0
             (new $worker_id-0
              (seq
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
                           (new $-hop-
                            (new #-hopc-
                             (canon -relay- $-hop-  #-hopc-)
                            )
                           )
                           (call h-0 ("aqua-ipfs" "get_local_api_multiaddr") [] ret)
                          )
                          (new %WorkerSpellArgs_obj_map
                           (seq
                            (seq
                             (seq
                              (ap ("deal_id" w-0.$.dummy_deal_id) %WorkerSpellArgs_obj_map)
                              (ap ("h_worker_def_cid" w-0.$.definition) %WorkerSpellArgs_obj_map)
                             )
                             (ap ("ipfs" ret.$.multiaddr) %WorkerSpellArgs_obj_map)
                            )
                            (canon h-0 %WorkerSpellArgs_obj_map  WorkerSpellArgs_obj)
                           )
                          )
                         )
                         (call h-0 ("worker" "get_worker_id") [w-0.$.dummy_deal_id] ret-0)
                        )
                        (new -if-else-error-
                         (new -else-error-
                          (new -if-error-
                           (xor
                            (match ret-0 []
                             (seq
                              (seq
                               (seq
                                (new $array-inline
                                 (seq
                                  (seq
                                   (seq
                                    (seq
                                     (seq
                                      (seq
                                       (seq
                                        (seq
                                         (seq
                                          (seq
                                           (seq
                                            (seq
                                             (seq
                                              (seq
                                               (seq
                                                (seq
                                                 (seq
                                                  (seq
                                                   (seq
                                                    (seq
                                                     (seq
                                                      (seq
                                                       (seq
                                                        (seq
                                                         (seq
                                                          (seq
                                                           (seq
                                                            (seq
                                                             (seq
                                                              (seq
                                                               (seq
                                                                (seq
                                                                 (ap 84 $array-inline)
                                                                 (ap 174 $array-inline)
                                                                )
                                                                (ap 27 $array-inline)
                                                               )
                                                               (ap 80 $array-inline)
                                                              )
                                                              (ap 108 $array-inline)
                                                             )
                                                             (ap 38 $array-inline)
                                                            )
                                                            (ap 3 $array-inline)
                                                           )
                                                           (ap 103 $array-inline)
                                                          )
                                                          (ap 160 $array-inline)
                                                         )
                                                         (ap 84 $array-inline)
                                                        )
                                                        (ap 248 $array-inline)
                                                       )
                                                       (ap 8 $array-inline)
                                                      )
                                                      (ap 0 $array-inline)
                                                     )
                                                     (ap 165 $array-inline)
                                                    )
                                                    (ap 69 $array-inline)
                                                   )
                                                   (ap 242 $array-inline)
                                                  )
                                                  (ap 62 $array-inline)
                                                 )
                                                 (ap 50 $array-inline)
                                                )
                                                (ap 198 $array-inline)
                                               )
                                               (ap 188 $array-inline)
                                              )
                                              (ap 74 $array-inline)
                                             )
                                             (ap 137 $array-inline)
                                            )
                                            (ap 8 $array-inline)
                                           )
                                           (ap 201 $array-inline)
                                          )
                                          (ap 167 $array-inline)
                                         )
                                         (ap 148 $array-inline)
                                        )
                                        (ap 203 $array-inline)
                                       )
                                       (ap 141 $array-inline)
                                      )
                                      (ap 173 $array-inline)
                                     )
                                     (ap 35 $array-inline)
                                    )
                                    (ap 229 $array-inline)
                                   )
                                   (ap 234 $array-inline)
                                  )
                                  (canon h-0 $array-inline  #array-inline-0)
                                 )
                                )
                                (new $array-inline-1
                                 (seq
                                  (ap #array-inline-0 $array-inline-1)
                                  (canon h-0 $array-inline-1  #array-inline-1-0)
                                 )
                                )
                               )
                               (call h-0 ("worker" "create") [w-0.$.dummy_deal_id #array-inline-1-0] ret-1)
                              )
                              (ap ret-1 $worker_id-0)
                             )
                            )
                            (seq
                             (ap :error: -if-error-)
                             (xor
                              (match :error:.$.error_code 10001
                               (ap ret-0.$.[0] $worker_id-0)
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
                       (new $worker_id-0_test
                        (seq
                         (seq
                          (fold $worker_id-0 worker_id-0_fold_var
                           (seq
                            (seq
                             (ap worker_id-0_fold_var $worker_id-0_test)
                             (canon h-0 $worker_id-0_test  #worker_id-0_iter_canon)
                            )
                            (xor
                             (match #worker_id-0_iter_canon.length 1
                              (null)
                             )
                             (next worker_id-0_fold_var)
                            )
                           )
                           (never)
                          )
                          (canon h-0 $worker_id-0_test  #worker_id-0_result_canon)
                         )
                         (ap #worker_id-0_result_canon worker_id-0_gate)
                        )
                       )
                      )
                      (xor
                       (xor
                        (seq
                         (seq
                          (seq
                           (call worker_id-0_gate.$.[0] ("srv" "resolve_alias") ["worker-spell"] ret-2)
                           (call worker_id-0_gate.$.[0] ("json" "stringify") [w-0.$.definition] ret-3)
                          )
                          (call worker_id-0_gate.$.[0] (ret-2 "set_string") ["h_worker_def_cid" ret-3] ret-4)
                         )
                         (ap ret-2 $spell_id-0)
                        )
                        (seq
                         (call worker_id-0_gate.$.[0] ("spell" "install") [-config-arg-.$.installation_script WorkerSpellArgs_obj -config-arg-.$.installation_trigger "worker-spell"] ret-5)
                         (ap ret-5 $spell_id-0)
                        )
                       )
                       (fail :error:)
                      )
                     )
                     (new $spell_id-0_test
                      (seq
                       (seq
                        (fold $spell_id-0 spell_id-0_fold_var
                         (seq
                          (seq
                           (ap spell_id-0_fold_var $spell_id-0_test)
                           (canon h-0 $spell_id-0_test  #spell_id-0_iter_canon)
                          )
                          (xor
                           (match #spell_id-0_iter_canon.length 1
                            (null)
                           )
                           (next spell_id-0_fold_var)
                          )
                         )
                         (never)
                        )
                        (canon h-0 $spell_id-0_test  #spell_id-0_result_canon)
                       )
                       (ap #spell_id-0_result_canon spell_id-0_gate)
                      )
                     )
                    )
                    (new $worker_id-0_test-0
                     (seq
                      (seq
                       (fold $worker_id-0 worker_id-0_fold_var-0
                        (seq
                         (seq
                          (ap worker_id-0_fold_var-0 $worker_id-0_test-0)
                          (canon h-0 $worker_id-0_test-0  #worker_id-0_iter_canon-0)
                         )
                         (xor
                          (match #worker_id-0_iter_canon-0.length 1
                           (null)
                          )
                          (next worker_id-0_fold_var-0)
                         )
                        )
                        (never)
                       )
                       (canon h-0 $worker_id-0_test-0  #worker_id-0_result_canon-0)
                      )
                      (ap #worker_id-0_result_canon-0 worker_id-0_gate-0)
                     )
                    )
                   )
                   (new %DeployedSpell_obj_map
                    (seq
                     (seq
                      (seq
                       (ap ("host_id" h-0) %DeployedSpell_obj_map)
                       (ap ("spell_id" spell_id-0_gate.$.[0]) %DeployedSpell_obj_map)
                      )
                      (ap ("worker_id" worker_id-0_gate-0.$.[0]) %DeployedSpell_obj_map)
                     )
                     (canon h-0 %DeployedSpell_obj_map  DeployedSpell_obj)
                    )
                   )
                  )
                  (ap DeployedSpell_obj $spells)
                 )
                 (xor
                  (seq
                   (new $-hop-
                    (new #-hopc-
                     (canon -relay- $-hop-  #-hopc-)
                    )
                   )
                   (par
                    (seq
                     (new $array-inline-2
                      (seq
                       (seq
                        (seq
                         (seq
                          (seq
                           (ap "deployed spell" $array-inline-2)
                           (ap spell_id-0_gate.$.[0] $array-inline-2)
                          )
                          (ap worker_id-0_gate-0.$.[0] $array-inline-2)
                         )
                         (ap "to" $array-inline-2)
                        )
                        (ap h-0 $array-inline-2)
                       )
                       (canon %init_peer_id% $array-inline-2  #array-inline-2-0)
                      )
                     )
                     (call %init_peer_id% ("run-console" "print") [#array-inline-2-0])
                    )
                    (null)
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
                      (canon h-0 $-hop-  #-hopc-)
                     )
                    )
                   )
                   (fail :error:)
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
               (next h-0)
              )
             )
            )
            (null)
           )
           (new %DeployedWorkers_obj_map
            (seq
             (seq
              (seq
               (seq
                (seq
                 (canon %init_peer_id% $spells  #spells_canon)
                 (ap ("definition" w-0.$.definition) %DeployedWorkers_obj_map)
                )
                (ap ("dummy_deal_id" w-0.$.dummy_deal_id) %DeployedWorkers_obj_map)
               )
               (ap ("installation_spells" #spells_canon) %DeployedWorkers_obj_map)
              )
              (ap ("name" w-0.$.name) %DeployedWorkers_obj_map)
             )
             (canon %init_peer_id% %DeployedWorkers_obj_map  DeployedWorkers_obj)
            )
           )
          )
          (ap DeployedWorkers_obj $workers)
         )
         (xor
          (par
           (seq
            (new $array-inline-3
             (seq
              (seq
               (seq
                (ap "deployed workers" $array-inline-3)
                (canon %init_peer_id% $workers  #push-to-stream-174)
               )
               (ap #push-to-stream-174 $array-inline-3)
              )
              (canon %init_peer_id% $array-inline-3  #array-inline-3-0)
             )
            )
            (call %init_peer_id% ("run-console" "print") [#array-inline-3-0])
           )
           (null)
          )
          (fail :error:)
         )
        )
        (next w-0)
       )
      )
      (null)
     )
    )
    (new %DeployedAppWorkers_obj_map
     (seq
      (seq
       (canon %init_peer_id% $workers  #workers_canon)
       (ap ("workers" #workers_canon) %DeployedAppWorkers_obj_map)
      )
      (canon %init_peer_id% %DeployedAppWorkers_obj_map  DeployedAppWorkers_obj)
     )
    )
   )
   (call %init_peer_id% ("callbackSrv" "response") [DeployedAppWorkers_obj])
  )
 )
 (call %init_peer_id% ("errorHandlingSrv" "error") [:error: 0])
)
`;

export type DeployArgConfig = { installation_script: string; installation_trigger: { blockchain: { end_block: number; start_block: number; }; clock: { end_sec: number; period_sec: number; start_sec: number; }; connections: { connect: boolean; disconnect: boolean; }; }; workers: { definition: string; dummy_deal_id: string; hosts: string[]; name: string; }[]; }

export type DeployResultType = { workers: { definition: string; dummy_deal_id: string; installation_spells: { host_id: string; spell_id: string; worker_id: string; }[]; name: string; }[]; }

export type DeployParams = [config: DeployArgConfig, config?: {ttl?: number}] | [peer: IFluenceClient$$, config: DeployArgConfig, config?: {ttl?: number}];

export type DeployResult = Promise<DeployResultType>;

export function deploy(...args: DeployParams): DeployResult {
    return callFunction$$(
        args,
        {
    "functionName": "deploy",
    "arrow": {
        "domain": {
            "fields": {
                "config": {
                    "name": "AppDeployDefinition",
                    "fields": {
                        "installation_script": {
                            "name": "string",
                            "tag": "scalar"
                        },
                        "installation_trigger": {
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
                        "workers": {
                            "type": {
                                "name": "WorkerDeployDefinition",
                                "fields": {
                                    "definition": {
                                        "name": "string",
                                        "tag": "scalar"
                                    },
                                    "dummy_deal_id": {
                                        "name": "string",
                                        "tag": "scalar"
                                    },
                                    "hosts": {
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
                    "name": "DeployedAppWorkers",
                    "fields": {
                        "workers": {
                            "type": {
                                "name": "DeployedWorkers",
                                "fields": {
                                    "definition": {
                                        "name": "string",
                                        "tag": "scalar"
                                    },
                                    "dummy_deal_id": {
                                        "name": "string",
                                        "tag": "scalar"
                                    },
                                    "installation_spells": {
                                        "type": {
                                            "name": "DeployedSpell",
                                            "fields": {
                                                "host_id": {
                                                    "name": "string",
                                                    "tag": "scalar"
                                                },
                                                "spell_id": {
                                                    "name": "string",
                                                    "tag": "scalar"
                                                },
                                                "worker_id": {
                                                    "name": "string",
                                                    "tag": "scalar"
                                                }
                                            },
                                            "tag": "struct"
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
        deploy_script
    );
}

export const upload_deploy_script = `
(xor
 (new $deploy_defs
  (new $workers
   (seq
    (seq
     (seq
      (seq
       (seq
        (seq
         (call %init_peer_id% ("getDataSrv" "-relay-") [] -relay-)
         (call %init_peer_id% ("getDataSrv" "config") [] -config-arg-)
        )
        (fold -config-arg-.$.workers w-0
         (new $ipfs_multiaddrs
          (new $definition_cid
           (seq
            (seq
             (seq
              (seq
               (seq
                (seq
                 (seq
                  (seq
                   (call %init_peer_id% ("array" "dedup") [w-0.$.hosts] ret)
                   (fold ret h-0
                    (seq
                     (xor
                      (seq
                       (seq
                        (seq
                         (new $-hop-
                          (new #-hopc-
                           (canon -relay- $-hop-  #-hopc-)
                          )
                         )
                         (call h-0 ("aqua-ipfs" "get_external_api_multiaddr") [] ret-0)
                        )
                        (ap ret-0.$.multiaddr $ipfs_multiaddrs)
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
                     (next h-0)
                    )
                    (null)
                   )
                  )
                  (canon %init_peer_id% $ipfs_multiaddrs  #ipfs_multiaddrs_canon)
                 )
                 (call %init_peer_id% ("array" "dedup") [#ipfs_multiaddrs_canon] ret-1)
                )
                (fold ret-1 maddr-0
                 (new $spells
                  (new $services
                   (seq
                    (seq
                     (seq
                      (seq
                       (seq
                        (seq
                         (fold w-0.$.config.services s-0
                          (new $modules
                           (seq
                            (seq
                             (seq
                              (fold s-0.$.modules m-0
                               (seq
                                (seq
                                 (seq
                                  (call %init_peer_id% ("ipfs_client" "upload") [maddr-0 m-0.$.wasm] ret-2)
                                  (new %Module_obj_map
                                   (seq
                                    (seq
                                     (ap ("name" m-0.$.name) %Module_obj_map)
                                     (ap ("wasm" ret-2) %Module_obj_map)
                                    )
                                    (canon %init_peer_id% %Module_obj_map  Module_obj)
                                   )
                                  )
                                 )
                                 (ap Module_obj $modules)
                                )
                                (next m-0)
                               )
                               (null)
                              )
                              (new %Service_obj_map
                               (seq
                                (seq
                                 (seq
                                  (seq
                                   (canon %init_peer_id% $modules  #modules_canon)
                                   (ap ("modules" #modules_canon) %Service_obj_map)
                                  )
                                  (ap ("name" s-0.$.name) %Service_obj_map)
                                 )
                                 (ap ("total_memory_limit" s-0.$.total_memory_limit) %Service_obj_map)
                                )
                                (canon %init_peer_id% %Service_obj_map  Service_obj)
                               )
                              )
                             )
                             (ap Service_obj $services)
                            )
                            (next s-0)
                           )
                          )
                          (null)
                         )
                         (fold w-0.$.config.spells sp-0
                          (seq
                           (seq
                            (seq
                             (seq
                              (seq
                               (seq
                                (seq
                                 (call %init_peer_id% ("ipfs_client" "upload_string") [maddr-0 sp-0.$.script] ret-3)
                                 (call %init_peer_id% ("json" "stringify") [sp-0.$.config] ret-4)
                                )
                                (call %init_peer_id% ("ipfs_client" "upload_string") [maddr-0 ret-4] ret-5)
                               )
                               (call %init_peer_id% ("json" "stringify") [sp-0.$.init_args] ret-6)
                              )
                              (call %init_peer_id% ("ipfs_client" "upload_string") [maddr-0 ret-6] ret-7)
                             )
                             (new %SpellDefinition_obj_map
                              (seq
                               (seq
                                (seq
                                 (seq
                                  (ap ("config" ret-5) %SpellDefinition_obj_map)
                                  (ap ("init_args" ret-7) %SpellDefinition_obj_map)
                                 )
                                 (ap ("name" sp-0.$.name) %SpellDefinition_obj_map)
                                )
                                (ap ("script" ret-3) %SpellDefinition_obj_map)
                               )
                               (canon %init_peer_id% %SpellDefinition_obj_map  SpellDefinition_obj)
                              )
                             )
                            )
                            (ap SpellDefinition_obj $spells)
                           )
                           (next sp-0)
                          )
                          (null)
                         )
                        )
                        (new %WorkerDefinition_obj_map
                         (seq
                          (seq
                           (seq
                            (seq
                             (canon %init_peer_id% $services  #services_canon)
                             (canon %init_peer_id% $spells  #spells_canon)
                            )
                            (ap ("services" #services_canon) %WorkerDefinition_obj_map)
                           )
                           (ap ("spells" #spells_canon) %WorkerDefinition_obj_map)
                          )
                          (canon %init_peer_id% %WorkerDefinition_obj_map  WorkerDefinition_obj)
                         )
                        )
                       )
                       (call %init_peer_id% ("json" "stringify") [WorkerDefinition_obj] ret-8)
                      )
                      (call %init_peer_id% ("ipfs_client" "upload_string") [maddr-0 ret-8] ret-9)
                     )
                     (ap ret-9 $definition_cid)
                    )
                    (next maddr-0)
                   )
                  )
                 )
                 (null)
                )
               )
               (new $definition_cid_test
                (seq
                 (seq
                  (fold $definition_cid definition_cid_fold_var
                   (seq
                    (seq
                     (ap definition_cid_fold_var $definition_cid_test)
                     (canon %init_peer_id% $definition_cid_test  #definition_cid_iter_canon)
                    )
                    (xor
                     (match #definition_cid_iter_canon.length 1
                      (null)
                     )
                     (next definition_cid_fold_var)
                    )
                   )
                   (never)
                  )
                  (canon %init_peer_id% $definition_cid_test  #definition_cid_result_canon)
                 )
                 (ap #definition_cid_result_canon definition_cid_gate)
                )
               )
              )
              (new %WorkerDeployDefinition_obj_map
               (seq
                (seq
                 (seq
                  (seq
                   (ap ("definition" definition_cid_gate.$.[0]) %WorkerDeployDefinition_obj_map)
                   (ap ("dummy_deal_id" w-0.$.dummy_deal_id) %WorkerDeployDefinition_obj_map)
                  )
                  (ap ("hosts" w-0.$.hosts) %WorkerDeployDefinition_obj_map)
                 )
                 (ap ("name" w-0.$.name) %WorkerDeployDefinition_obj_map)
                )
                (canon %init_peer_id% %WorkerDeployDefinition_obj_map  WorkerDeployDefinition_obj)
               )
              )
             )
             (ap WorkerDeployDefinition_obj $deploy_defs)
            )
            (next w-0)
           )
          )
         )
         (null)
        )
       )
       (new %AppDeployDefinition_obj_map
        (seq
         (seq
          (seq
           (seq
            (canon %init_peer_id% $deploy_defs  #deploy_defs_canon)
            (ap ("installation_script" -config-arg-.$.installation_script) %AppDeployDefinition_obj_map)
           )
           (ap ("installation_trigger" -config-arg-.$.installation_trigger) %AppDeployDefinition_obj_map)
          )
          (ap ("workers" #deploy_defs_canon) %AppDeployDefinition_obj_map)
         )
         (canon %init_peer_id% %AppDeployDefinition_obj_map  AppDeployDefinition_obj)
        )
       )
      )
      (fold AppDeployDefinition_obj.$.workers w-1-0
       (new $spells-0
        (seq
         (seq
          (seq
           (seq
            (fold w-1-0.$.hosts h-1-0
             (new $worker_id-0
              (new $spell_id-0
               (seq
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
                            (new $-hop-
                             (new #-hopc-
                              (canon -relay- $-hop-  #-hopc-)
                             )
                            )
                            (call h-1-0 ("aqua-ipfs" "get_local_api_multiaddr") [] ret-10)
                           )
                           (new %WorkerSpellArgs_obj_map
                            (seq
                             (seq
                              (seq
                               (ap ("deal_id" w-1-0.$.dummy_deal_id) %WorkerSpellArgs_obj_map)
                               (ap ("h_worker_def_cid" w-1-0.$.definition) %WorkerSpellArgs_obj_map)
                              )
                              (ap ("ipfs" ret-10.$.multiaddr) %WorkerSpellArgs_obj_map)
                             )
                             (canon h-1-0 %WorkerSpellArgs_obj_map  WorkerSpellArgs_obj)
                            )
                           )
                          )
                          (call h-1-0 ("worker" "get_worker_id") [w-1-0.$.dummy_deal_id] ret-11)
                         )
                         (new -if-else-error-
                          (new -else-error-
                           (new -if-error-
                            (xor
                             (match ret-11 []
                              (seq
                               (seq
                                (seq
                                 (new $array-inline
                                  (seq
                                   (seq
                                    (seq
                                     (seq
                                      (seq
                                       (seq
                                        (seq
                                         (seq
                                          (seq
                                           (seq
                                            (seq
                                             (seq
                                              (seq
                                               (seq
                                                (seq
                                                 (seq
                                                  (seq
                                                   (seq
                                                    (seq
                                                     (seq
                                                      (seq
                                                       (seq
                                                        (seq
                                                         (seq
                                                          (seq
                                                           (seq
                                                            (seq
                                                             (seq
                                                              (seq
                                                               (seq
                                                                (seq
                                                                 (seq
                                                                  (ap 84 $array-inline)
                                                                  (ap 174 $array-inline)
                                                                 )
                                                                 (ap 27 $array-inline)
                                                                )
                                                                (ap 80 $array-inline)
                                                               )
                                                               (ap 108 $array-inline)
                                                              )
                                                              (ap 38 $array-inline)
                                                             )
                                                             (ap 3 $array-inline)
                                                            )
                                                            (ap 103 $array-inline)
                                                           )
                                                           (ap 160 $array-inline)
                                                          )
                                                          (ap 84 $array-inline)
                                                         )
                                                         (ap 248 $array-inline)
                                                        )
                                                        (ap 8 $array-inline)
                                                       )
                                                       (ap 0 $array-inline)
                                                      )
                                                      (ap 165 $array-inline)
                                                     )
                                                     (ap 69 $array-inline)
                                                    )
                                                    (ap 242 $array-inline)
                                                   )
                                                   (ap 62 $array-inline)
                                                  )
                                                  (ap 50 $array-inline)
                                                 )
                                                 (ap 198 $array-inline)
                                                )
                                                (ap 188 $array-inline)
                                               )
                                               (ap 74 $array-inline)
                                              )
                                              (ap 137 $array-inline)
                                             )
                                             (ap 8 $array-inline)
                                            )
                                            (ap 201 $array-inline)
                                           )
                                           (ap 167 $array-inline)
                                          )
                                          (ap 148 $array-inline)
                                         )
                                         (ap 203 $array-inline)
                                        )
                                        (ap 141 $array-inline)
                                       )
                                       (ap 173 $array-inline)
                                      )
                                      (ap 35 $array-inline)
                                     )
                                     (ap 229 $array-inline)
                                    )
                                    (ap 234 $array-inline)
                                   )
                                   (canon h-1-0 $array-inline  #array-inline-0)
                                  )
                                 )
                                 (new $array-inline-1
                                  (seq
                                   (ap #array-inline-0 $array-inline-1)
                                   (canon h-1-0 $array-inline-1  #array-inline-1-0)
                                  )
                                 )
                                )
                                (call h-1-0 ("worker" "create") [w-1-0.$.dummy_deal_id #array-inline-1-0] ret-12)
                               )
                               (ap ret-12 $worker_id-0)
                              )
                             )
                             (seq
                              (ap :error: -if-error-)
                              (xor
                               (match :error:.$.error_code 10001
                                (ap ret-11.$.[0] $worker_id-0)
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
                        (new $worker_id-0_test
                         (seq
                          (seq
                           (fold $worker_id-0 worker_id-0_fold_var
                            (seq
                             (seq
                              (ap worker_id-0_fold_var $worker_id-0_test)
                              (canon h-1-0 $worker_id-0_test  #worker_id-0_iter_canon)
                             )
                             (xor
                              (match #worker_id-0_iter_canon.length 1
                               (null)
                              )
                              (next worker_id-0_fold_var)
                             )
                            )
                            (never)
                           )
                           (canon h-1-0 $worker_id-0_test  #worker_id-0_result_canon)
                          )
                          (ap #worker_id-0_result_canon worker_id-0_gate)
                         )
                        )
                       )
                       (xor
                        (xor
                         (seq
                          (seq
                           (seq
                            (call worker_id-0_gate.$.[0] ("srv" "resolve_alias") ["worker-spell"] ret-13)
                            (call worker_id-0_gate.$.[0] ("json" "stringify") [w-1-0.$.definition] ret-14)
                           )
                           (call worker_id-0_gate.$.[0] (ret-13 "set_string") ["h_worker_def_cid" ret-14] ret-15)
                          )
                          (ap ret-13 $spell_id-0)
                         )
                         (seq
                          (call worker_id-0_gate.$.[0] ("spell" "install") [AppDeployDefinition_obj.$.installation_script WorkerSpellArgs_obj AppDeployDefinition_obj.$.installation_trigger "worker-spell"] ret-16)
                          (ap ret-16 $spell_id-0)
                         )
                        )
                        (fail :error:)
                       )
                      )
                      (new $spell_id-0_test
                       (seq
                        (seq
                         (fold $spell_id-0 spell_id-0_fold_var
                          (seq
                           (seq
                            (ap spell_id-0_fold_var $spell_id-0_test)
                            (canon h-1-0 $spell_id-0_test  #spell_id-0_iter_canon)
                           )
                           (xor
                            (match #spell_id-0_iter_canon.length 1
                             (null)
                            )
                            (next spell_id-0_fold_var)
                           )
                          )
                          (never)
                         )
                         (canon h-1-0 $spell_id-0_test  #spell_id-0_result_canon)
                        )
                        (ap #spell_id-0_result_canon spell_id-0_gate)
                       )
                      )
                     )
                     (new $worker_id-0_test-0
                      (seq
                       (seq
                        (fold $worker_id-0 worker_id-0_fold_var-0
                         (seq
                          (seq
                           (ap worker_id-0_fold_var-0 $worker_id-0_test-0)
                           (canon h-1-0 $worker_id-0_test-0  #worker_id-0_iter_canon-0)
                          )
                          (xor
                           (match #worker_id-0_iter_canon-0.length 1
                            (null)
                           )
                           (next worker_id-0_fold_var-0)
                          )
                         )
                         (never)
                        )
                        (canon h-1-0 $worker_id-0_test-0  #worker_id-0_result_canon-0)
                       )
                       (ap #worker_id-0_result_canon-0 worker_id-0_gate-0)
                      )
                     )
                    )
                    (new %DeployedSpell_obj_map
                     (seq
                      (seq
                       (seq
                        (ap ("host_id" h-1-0) %DeployedSpell_obj_map)
                        (ap ("spell_id" spell_id-0_gate.$.[0]) %DeployedSpell_obj_map)
                       )
                       (ap ("worker_id" worker_id-0_gate-0.$.[0]) %DeployedSpell_obj_map)
                      )
                      (canon h-1-0 %DeployedSpell_obj_map  DeployedSpell_obj)
                     )
                    )
                   )
                   (ap DeployedSpell_obj $spells-0)
                  )
                  (xor
                   (seq
                    (new $-hop-
                     (new #-hopc-
                      (canon -relay- $-hop-  #-hopc-)
                     )
                    )
                    (par
                     (seq
                      (new $array-inline-2
                       (seq
                        (seq
                         (seq
                          (seq
                           (seq
                            (ap "deployed spell" $array-inline-2)
                            (ap spell_id-0_gate.$.[0] $array-inline-2)
                           )
                           (ap worker_id-0_gate-0.$.[0] $array-inline-2)
                          )
                          (ap "to" $array-inline-2)
                         )
                         (ap h-1-0 $array-inline-2)
                        )
                        (canon %init_peer_id% $array-inline-2  #array-inline-2-0)
                       )
                      )
                      (call %init_peer_id% ("run-console" "print") [#array-inline-2-0])
                     )
                     (null)
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
                       (canon h-1-0 $-hop-  #-hopc-)
                      )
                     )
                    )
                    (fail :error:)
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
                (next h-1-0)
               )
              )
             )
             (null)
            )
            (new %DeployedWorkers_obj_map
             (seq
              (seq
               (seq
                (seq
                 (seq
                  (canon %init_peer_id% $spells-0  #spells-0_canon)
                  (ap ("definition" w-1-0.$.definition) %DeployedWorkers_obj_map)
                 )
                 (ap ("dummy_deal_id" w-1-0.$.dummy_deal_id) %DeployedWorkers_obj_map)
                )
                (ap ("installation_spells" #spells-0_canon) %DeployedWorkers_obj_map)
               )
               (ap ("name" w-1-0.$.name) %DeployedWorkers_obj_map)
              )
              (canon %init_peer_id% %DeployedWorkers_obj_map  DeployedWorkers_obj)
             )
            )
           )
           (ap DeployedWorkers_obj $workers)
          )
          (xor
           (par
            (seq
             (new $array-inline-3
              (seq
               (seq
                (seq
                 (ap "deployed workers" $array-inline-3)
                 (canon %init_peer_id% $workers  #push-to-stream-277)
                )
                (ap #push-to-stream-277 $array-inline-3)
               )
               (canon %init_peer_id% $array-inline-3  #array-inline-3-0)
              )
             )
             (call %init_peer_id% ("run-console" "print") [#array-inline-3-0])
            )
            (null)
           )
           (fail :error:)
          )
         )
         (next w-1-0)
        )
       )
       (null)
      )
     )
     (new %DeployedAppWorkers_obj_map
      (seq
       (seq
        (canon %init_peer_id% $workers  #workers_canon)
        (ap ("workers" #workers_canon) %DeployedAppWorkers_obj_map)
       )
       (canon %init_peer_id% %DeployedAppWorkers_obj_map  DeployedAppWorkers_obj)
      )
     )
    )
    (call %init_peer_id% ("callbackSrv" "response") [DeployedAppWorkers_obj])
   )
  )
 )
 (call %init_peer_id% ("errorHandlingSrv" "error") [:error: 0])
)
`;

export type Upload_deployArgConfig = { installation_script: string; installation_trigger: { blockchain: { end_block: number; start_block: number; }; clock: { end_sec: number; period_sec: number; start_sec: number; }; connections: { connect: boolean; disconnect: boolean; }; }; workers: { config: { services: { modules: { name: string; wasm: string; }[]; name: string; total_memory_limit: number; }[]; spells: { config: { blockchain: { end_block: number; start_block: number; }; clock: { end_sec: number; period_sec: number; start_sec: number; }; connections: { connect: boolean; disconnect: boolean; }; }; init_args: unknown; name: string; script: string; }[]; }; dummy_deal_id: string; hosts: string[]; name: string; }[]; }

export type Upload_deployResultType = { workers: { definition: string; dummy_deal_id: string; installation_spells: { host_id: string; spell_id: string; worker_id: string; }[]; name: string; }[]; }

export type Upload_deployParams = [config: Upload_deployArgConfig, config?: {ttl?: number}] | [peer: IFluenceClient$$, config: Upload_deployArgConfig, config?: {ttl?: number}];

export type Upload_deployResult = Promise<Upload_deployResultType>;

export function upload_deploy(...args: Upload_deployParams): Upload_deployResult {
    return callFunction$$(
        args,
        {
    "functionName": "upload_deploy",
    "arrow": {
        "domain": {
            "fields": {
                "config": {
                    "name": "LocalAppDeployConfig",
                    "fields": {
                        "installation_script": {
                            "name": "string",
                            "tag": "scalar"
                        },
                        "installation_trigger": {
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
                        "workers": {
                            "type": {
                                "name": "LocalWorkerDeployConfig",
                                "fields": {
                                    "config": {
                                        "name": "LocalWorkerConfig",
                                        "fields": {
                                            "services": {
                                                "type": {
                                                    "name": "LocalService",
                                                    "fields": {
                                                        "modules": {
                                                            "type": {
                                                                "name": "LocalModule",
                                                                "fields": {
                                                                    "name": {
                                                                        "name": "string",
                                                                        "tag": "scalar"
                                                                    },
                                                                    "wasm": {
                                                                        "name": "string",
                                                                        "tag": "scalar"
                                                                    }
                                                                },
                                                                "tag": "struct"
                                                            },
                                                            "tag": "array"
                                                        },
                                                        "name": {
                                                            "name": "string",
                                                            "tag": "scalar"
                                                        },
                                                        "total_memory_limit": {
                                                            "name": "u64",
                                                            "tag": "scalar"
                                                        }
                                                    },
                                                    "tag": "struct"
                                                },
                                                "tag": "array"
                                            },
                                            "spells": {
                                                "type": {
                                                    "name": "LocalSpell",
                                                    "fields": {
                                                        "config": {
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
                                                        "init_args": {
                                                            "tag": "topType"
                                                        },
                                                        "name": {
                                                            "name": "string",
                                                            "tag": "scalar"
                                                        },
                                                        "script": {
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
                                    "dummy_deal_id": {
                                        "name": "string",
                                        "tag": "scalar"
                                    },
                                    "hosts": {
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
                    "name": "DeployedAppWorkers",
                    "fields": {
                        "workers": {
                            "type": {
                                "name": "DeployedWorkers",
                                "fields": {
                                    "definition": {
                                        "name": "string",
                                        "tag": "scalar"
                                    },
                                    "dummy_deal_id": {
                                        "name": "string",
                                        "tag": "scalar"
                                    },
                                    "installation_spells": {
                                        "type": {
                                            "name": "DeployedSpell",
                                            "fields": {
                                                "host_id": {
                                                    "name": "string",
                                                    "tag": "scalar"
                                                },
                                                "spell_id": {
                                                    "name": "string",
                                                    "tag": "scalar"
                                                },
                                                "worker_id": {
                                                    "name": "string",
                                                    "tag": "scalar"
                                                }
                                            },
                                            "tag": "struct"
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
        upload_deploy_script
    );
}
