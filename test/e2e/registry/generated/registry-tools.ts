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
export const republishRecordsOn_script = `
(xor
 (new $weights
  (seq
   (seq
    (seq
     (seq
      (call %init_peer_id% ("getDataSrv" "-relay-") [] -relay-)
      (call %init_peer_id% ("getDataSrv" "peer_id") [] -peer_id-arg-)
     )
     (call %init_peer_id% ("getDataSrv" "records") [] -records-arg-)
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
          (call -peer_id-arg- ("peer" "timestamp_sec") [] ret)
         )
         (fold -records-arg- record-0
          (seq
           (seq
            (call -peer_id-arg- ("trust-graph" "get_weight") [record-0.$.metadata.issued_by ret] ret-0)
            (ap ret-0 $weights)
           )
           (next record-0)
          )
          (null)
         )
        )
        (canon -peer_id-arg- $weights  #weights_canon)
       )
       (call -peer_id-arg- ("registry" "republish_records") [-records-arg- #weights_canon ret] ret-1)
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
   (call %init_peer_id% ("callbackSrv" "response") [ret-1])
  )
 )
 (call %init_peer_id% ("errorHandlingSrv" "error") [:error: 0])
)
`;

export type RepublishRecordsOnResultType = { error: string; success: boolean; updated: number; }

export type RepublishRecordsOnParams = [peer_id: string, records: { metadata: { relay_id: string[]; issued_by: string; peer_id: string; timestamp_issued: number; service_id: string[]; value: string; key_id: string; solution: number[]; issuer_signature: number[]; }; signature: number[]; timestamp_created: number; }[], config?: {ttl?: number}] | [peer: IFluenceClient$$, peer_id: string, records: { metadata: { relay_id: string[]; issued_by: string; peer_id: string; timestamp_issued: number; service_id: string[]; value: string; key_id: string; solution: number[]; issuer_signature: number[]; }; signature: number[]; timestamp_created: number; }[], config?: {ttl?: number}];

export type RepublishRecordsOnResult = Promise<RepublishRecordsOnResultType>;

export function republishRecordsOn(...args: RepublishRecordsOnParams): RepublishRecordsOnResult {
    return callFunction$$(
        args,
        {
    "functionName": "republishRecordsOn",
    "arrow": {
        "domain": {
            "fields": {
                "peer_id": {
                    "name": "string",
                    "tag": "scalar"
                },
                "records": {
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
                }
            },
            "tag": "labeledProduct"
        },
        "codomain": {
            "items": [
                {
                    "name": "RepublishRecordsResult",
                    "fields": {
                        "error": {
                            "name": "string",
                            "tag": "scalar"
                        },
                        "success": {
                            "name": "bool",
                            "tag": "scalar"
                        },
                        "updated": {
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
        republishRecordsOn_script
    );
}

export const republishKeyOn_script = `
(xor
 (seq
  (seq
   (seq
    (seq
     (call %init_peer_id% ("getDataSrv" "-relay-") [] -relay-)
     (call %init_peer_id% ("getDataSrv" "peer_id") [] -peer_id-arg-)
    )
    (call %init_peer_id% ("getDataSrv" "key") [] -key-arg-)
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
        (call -peer_id-arg- ("peer" "timestamp_sec") [] ret)
       )
       (call -peer_id-arg- ("trust-graph" "get_weight") [-key-arg-.$.owner_peer_id ret] ret-0)
      )
      (call -peer_id-arg- ("registry" "republish_key") [-key-arg- ret-0 ret] ret-1)
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
  (call %init_peer_id% ("callbackSrv" "response") [ret-1])
 )
 (call %init_peer_id% ("errorHandlingSrv" "error") [:error: 0])
)
`;

export type RepublishKeyOnArgKey = { challenge: number[]; label: string; signature: number[]; id: string; owner_peer_id: string; challenge_type: string; timestamp_created: number; }

export type RepublishKeyOnResultType = { error: string; success: boolean; }

export type RepublishKeyOnParams = [peer_id: string, key: RepublishKeyOnArgKey, config?: {ttl?: number}] | [peer: IFluenceClient$$, peer_id: string, key: RepublishKeyOnArgKey, config?: {ttl?: number}];

export type RepublishKeyOnResult = Promise<RepublishKeyOnResultType>;

export function republishKeyOn(...args: RepublishKeyOnParams): RepublishKeyOnResult {
    return callFunction$$(
        args,
        {
    "functionName": "republishKeyOn",
    "arrow": {
        "domain": {
            "fields": {
                "peer_id": {
                    "name": "string",
                    "tag": "scalar"
                },
                "key": {
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
                }
            },
            "tag": "labeledProduct"
        },
        "codomain": {
            "items": [
                {
                    "name": "RegistryResult",
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
        republishKeyOn_script
    );
}

export const hostBytesOn_script = `
(xor
 (seq
  (seq
   (seq
    (seq
     (seq
      (call %init_peer_id% ("getDataSrv" "-relay-") [] -relay-)
      (call %init_peer_id% ("getDataSrv" "peer_id") [] -peer_id-arg-)
     )
     (call %init_peer_id% ("getDataSrv" "metadata") [] -metadata-arg-)
    )
    (call %init_peer_id% ("getDataSrv" "time") [] -time-arg-)
   )
   (xor
    (seq
     (seq
      (new $-hop-
       (new #-hopc-
        (canon -relay- $-hop-  #-hopc-)
       )
      )
      (call -peer_id-arg- ("registry" "get_host_record_bytes") [-metadata-arg- -time-arg-] ret)
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

export type HostBytesOnArgMetadata = { relay_id: string[]; issued_by: string; peer_id: string; timestamp_issued: number; service_id: string[]; value: string; key_id: string; solution: number[]; issuer_signature: number[]; }

export type HostBytesOnParams = [peer_id: string, metadata: HostBytesOnArgMetadata, time: number, config?: {ttl?: number}] | [peer: IFluenceClient$$, peer_id: string, metadata: HostBytesOnArgMetadata, time: number, config?: {ttl?: number}];

export type HostBytesOnResult = Promise<number[]>;

export function hostBytesOn(...args: HostBytesOnParams): HostBytesOnResult {
    return callFunction$$(
        args,
        {
    "functionName": "hostBytesOn",
    "arrow": {
        "domain": {
            "fields": {
                "peer_id": {
                    "name": "string",
                    "tag": "scalar"
                },
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
                "time": {
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
                        "name": "u8",
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
        hostBytesOn_script
    );
}

export const putRecordOn_script = `
(xor
 (seq
  (seq
   (seq
    (seq
     (call %init_peer_id% ("getDataSrv" "-relay-") [] -relay-)
     (call %init_peer_id% ("getDataSrv" "peer_id") [] -peer_id-arg-)
    )
    (call %init_peer_id% ("getDataSrv" "record") [] -record-arg-)
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
        (call -peer_id-arg- ("peer" "timestamp_sec") [] ret)
       )
       (call -peer_id-arg- ("trust-graph" "get_weight") [-record-arg-.$.metadata.issued_by ret] ret-0)
      )
      (call -peer_id-arg- ("registry" "put_record") [-record-arg-.$.metadata -record-arg-.$.timestamp_created -record-arg-.$.signature ret-0 ret] ret-1)
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
  (call %init_peer_id% ("callbackSrv" "response") [ret-1])
 )
 (call %init_peer_id% ("errorHandlingSrv" "error") [:error: 0])
)
`;

export type PutRecordOnArgRecord = { metadata: { relay_id: string[]; issued_by: string; peer_id: string; timestamp_issued: number; service_id: string[]; value: string; key_id: string; solution: number[]; issuer_signature: number[]; }; signature: number[]; timestamp_created: number; }

export type PutRecordOnResultType = { error: string; success: boolean; }

export type PutRecordOnParams = [peer_id: string, record: PutRecordOnArgRecord, config?: {ttl?: number}] | [peer: IFluenceClient$$, peer_id: string, record: PutRecordOnArgRecord, config?: {ttl?: number}];

export type PutRecordOnResult = Promise<PutRecordOnResultType>;

export function putRecordOn(...args: PutRecordOnParams): PutRecordOnResult {
    return callFunction$$(
        args,
        {
    "functionName": "putRecordOn",
    "arrow": {
        "domain": {
            "fields": {
                "peer_id": {
                    "name": "string",
                    "tag": "scalar"
                },
                "record": {
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
                }
            },
            "tag": "labeledProduct"
        },
        "codomain": {
            "items": [
                {
                    "name": "RegistryResult",
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
        putRecordOn_script
    );
}

export const recordsOn_script = `
(xor
 (seq
  (seq
   (seq
    (seq
     (call %init_peer_id% ("getDataSrv" "-relay-") [] -relay-)
     (call %init_peer_id% ("getDataSrv" "peer_id") [] -peer_id-arg-)
    )
    (call %init_peer_id% ("getDataSrv" "key_id") [] -key_id-arg-)
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
       (call -peer_id-arg- ("peer" "timestamp_sec") [] ret)
      )
      (call -peer_id-arg- ("registry" "get_records") [-key_id-arg- ret] ret-0)
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
  (call %init_peer_id% ("callbackSrv" "response") [ret-0])
 )
 (call %init_peer_id% ("errorHandlingSrv" "error") [:error: 0])
)
`;

export type RecordsOnResultType = { error: string; result: { metadata: { relay_id: string[]; issued_by: string; peer_id: string; timestamp_issued: number; service_id: string[]; value: string; key_id: string; solution: number[]; issuer_signature: number[]; }; signature: number[]; timestamp_created: number; }[]; success: boolean; }

export type RecordsOnParams = [peer_id: string, key_id: string, config?: {ttl?: number}] | [peer: IFluenceClient$$, peer_id: string, key_id: string, config?: {ttl?: number}];

export type RecordsOnResult = Promise<RecordsOnResultType>;

export function recordsOn(...args: RecordsOnParams): RecordsOnResult {
    return callFunction$$(
        args,
        {
    "functionName": "recordsOn",
    "arrow": {
        "domain": {
            "fields": {
                "peer_id": {
                    "name": "string",
                    "tag": "scalar"
                },
                "key_id": {
                    "name": "string",
                    "tag": "scalar"
                }
            },
            "tag": "labeledProduct"
        },
        "codomain": {
            "items": [
                {
                    "name": "GetRecordsResult",
                    "fields": {
                        "error": {
                            "name": "string",
                            "tag": "scalar"
                        },
                        "result": {
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
        recordsOn_script
    );
}

export const addTombstoneOn_script = `
(xor
 (seq
  (seq
   (seq
    (seq
     (call %init_peer_id% ("getDataSrv" "-relay-") [] -relay-)
     (call %init_peer_id% ("getDataSrv" "peer_id") [] -peer_id-arg-)
    )
    (call %init_peer_id% ("getDataSrv" "tombstone") [] -tombstone-arg-)
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
       (call -peer_id-arg- ("peer" "timestamp_sec") [] ret)
      )
      (call -peer_id-arg- ("registry" "add_tombstone") [-tombstone-arg-.$.key_id -tombstone-arg-.$.issued_by -tombstone-arg-.$.peer_id -tombstone-arg-.$.timestamp_issued -tombstone-arg-.$.solution -tombstone-arg-.$.issuer_signature ret] ret-0)
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
  (call %init_peer_id% ("callbackSrv" "response") [ret-0])
 )
 (call %init_peer_id% ("errorHandlingSrv" "error") [:error: 0])
)
`;

export type AddTombstoneOnArgTombstone = { issued_by: string; peer_id: string; timestamp_issued: number; key_id: string; solution: number[]; issuer_signature: number[]; }

export type AddTombstoneOnResultType = { error: string; success: boolean; }

export type AddTombstoneOnParams = [peer_id: string, tombstone: AddTombstoneOnArgTombstone, config?: {ttl?: number}] | [peer: IFluenceClient$$, peer_id: string, tombstone: AddTombstoneOnArgTombstone, config?: {ttl?: number}];

export type AddTombstoneOnResult = Promise<AddTombstoneOnResultType>;

export function addTombstoneOn(...args: AddTombstoneOnParams): AddTombstoneOnResult {
    return callFunction$$(
        args,
        {
    "functionName": "addTombstoneOn",
    "arrow": {
        "domain": {
            "fields": {
                "peer_id": {
                    "name": "string",
                    "tag": "scalar"
                },
                "tombstone": {
                    "name": "Tombstone",
                    "fields": {
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
                }
            },
            "tag": "labeledProduct"
        },
        "codomain": {
            "items": [
                {
                    "name": "RegistryResult",
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
        addTombstoneOn_script
    );
}

export const registerKeyOn_script = `
(xor
 (seq
  (seq
   (seq
    (seq
     (call %init_peer_id% ("getDataSrv" "-relay-") [] -relay-)
     (call %init_peer_id% ("getDataSrv" "peer_id") [] -peer_id-arg-)
    )
    (call %init_peer_id% ("getDataSrv" "key") [] -key-arg-)
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
         (call -peer_id-arg- ("peer" "timestamp_sec") [] ret)
        )
        (call -peer_id-arg- ("trust-graph" "get_weight") [-key-arg-.$.owner_peer_id ret] ret-0)
       )
       (new $array-inline
        (seq
         (ap -key-arg-.$.owner_peer_id $array-inline)
         (canon -peer_id-arg- $array-inline  #array-inline-0)
        )
       )
      )
      (call -peer_id-arg- ("registry" "register_key") [-key-arg-.$.label #array-inline-0 -key-arg-.$.timestamp_created -key-arg-.$.challenge -key-arg-.$.challenge_type -key-arg-.$.signature ret-0 ret] ret-1)
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
  (call %init_peer_id% ("callbackSrv" "response") [ret-1])
 )
 (call %init_peer_id% ("errorHandlingSrv" "error") [:error: 0])
)
`;

export type RegisterKeyOnArgKey = { challenge: number[]; label: string; signature: number[]; id: string; owner_peer_id: string; challenge_type: string; timestamp_created: number; }

export type RegisterKeyOnResultType = { error: string; key_id: string; success: boolean; }

export type RegisterKeyOnParams = [peer_id: string, key: RegisterKeyOnArgKey, config?: {ttl?: number}] | [peer: IFluenceClient$$, peer_id: string, key: RegisterKeyOnArgKey, config?: {ttl?: number}];

export type RegisterKeyOnResult = Promise<RegisterKeyOnResultType>;

export function registerKeyOn(...args: RegisterKeyOnParams): RegisterKeyOnResult {
    return callFunction$$(
        args,
        {
    "functionName": "registerKeyOn",
    "arrow": {
        "domain": {
            "fields": {
                "peer_id": {
                    "name": "string",
                    "tag": "scalar"
                },
                "key": {
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
                }
            },
            "tag": "labeledProduct"
        },
        "codomain": {
            "items": [
                {
                    "name": "RegisterKeyResult",
                    "fields": {
                        "error": {
                            "name": "string",
                            "tag": "scalar"
                        },
                        "key_id": {
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
        registerKeyOn_script
    );
}

export const keyOn_script = `
(xor
 (seq
  (seq
   (seq
    (seq
     (call %init_peer_id% ("getDataSrv" "-relay-") [] -relay-)
     (call %init_peer_id% ("getDataSrv" "peer_id") [] -peer_id-arg-)
    )
    (call %init_peer_id% ("getDataSrv" "key_id") [] -key_id-arg-)
   )
   (xor
    (seq
     (seq
      (new $-hop-
       (new #-hopc-
        (canon -relay- $-hop-  #-hopc-)
       )
      )
      (call -peer_id-arg- ("registry" "get_key_metadata") [-key_id-arg-] ret)
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

export type KeyOnResultType = { error: string; key: { challenge: number[]; label: string; signature: number[]; id: string; owner_peer_id: string; challenge_type: string; timestamp_created: number; }; success: boolean; }

export type KeyOnParams = [peer_id: string, key_id: string, config?: {ttl?: number}] | [peer: IFluenceClient$$, peer_id: string, key_id: string, config?: {ttl?: number}];

export type KeyOnResult = Promise<KeyOnResultType>;

export function keyOn(...args: KeyOnParams): KeyOnResult {
    return callFunction$$(
        args,
        {
    "functionName": "keyOn",
    "arrow": {
        "domain": {
            "fields": {
                "peer_id": {
                    "name": "string",
                    "tag": "scalar"
                },
                "key_id": {
                    "name": "string",
                    "tag": "scalar"
                }
            },
            "tag": "labeledProduct"
        },
        "codomain": {
            "items": [
                {
                    "name": "GetKeyMetadataResult",
                    "fields": {
                        "error": {
                            "name": "string",
                            "tag": "scalar"
                        },
                        "key": {
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
        keyOn_script
    );
}

export const signOn_script = `
(xor
 (seq
  (seq
   (seq
    (seq
     (seq
      (call %init_peer_id% ("getDataSrv" "-relay-") [] -relay-)
      (call %init_peer_id% ("getDataSrv" "peer_id") [] -peer_id-arg-)
     )
     (call %init_peer_id% ("getDataSrv" "metadata") [] -metadata-arg-)
    )
    (call %init_peer_id% ("getDataSrv" "time") [] -time-arg-)
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
       (call -peer_id-arg- ("registry" "get_record_bytes") [-metadata-arg- -time-arg-] ret)
      )
      (call -peer_id-arg- ("sig" "sign") [ret] ret-0)
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
  (call %init_peer_id% ("callbackSrv" "response") [ret-0])
 )
 (call %init_peer_id% ("errorHandlingSrv" "error") [:error: 0])
)
`;

export type SignOnArgMetadata = { relay_id: string[]; issued_by: string; peer_id: string; timestamp_issued: number; service_id: string[]; value: string; key_id: string; solution: number[]; issuer_signature: number[]; }

export type SignOnResultType = { error: string | null; signature: number[] | null; success: boolean; }

export type SignOnParams = [peer_id: string, metadata: SignOnArgMetadata, time: number, config?: {ttl?: number}] | [peer: IFluenceClient$$, peer_id: string, metadata: SignOnArgMetadata, time: number, config?: {ttl?: number}];

export type SignOnResult = Promise<SignOnResultType>;

export function signOn(...args: SignOnParams): SignOnResult {
    return callFunction$$(
        args,
        {
    "functionName": "signOn",
    "arrow": {
        "domain": {
            "fields": {
                "peer_id": {
                    "name": "string",
                    "tag": "scalar"
                },
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
                "time": {
                    "name": "u64",
                    "tag": "scalar"
                }
            },
            "tag": "labeledProduct"
        },
        "codomain": {
            "items": [
                {
                    "name": "SignResult",
                    "fields": {
                        "error": {
                            "type": {
                                "name": "string",
                                "tag": "scalar"
                            },
                            "tag": "option"
                        },
                        "signature": {
                            "type": {
                                "type": {
                                    "name": "u8",
                                    "tag": "scalar"
                                },
                                "tag": "array"
                            },
                            "tag": "option"
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
        signOn_script
    );
}
