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
export interface ProviderAPIDef {
    do_something: (value: string, callParams: ParticleContext$$) => number | Promise<number>;
    receive_event: (event: { value: string; }, callParams: ParticleContext$$) => void | Promise<void>;
}
export function registerProviderAPI(serviceId: string, service: ProviderAPIDef): void;
export function registerProviderAPI(peer: IFluenceClient$$, serviceId: string, service: ProviderAPIDef): void;
export function registerProviderAPI(...args: any[]) {
    registerService$$(
        args,
        {
    "functions": {
        "fields": {
            "do_something": {
                "domain": {
                    "fields": {
                        "value": {
                            "name": "string",
                            "tag": "scalar"
                        }
                    },
                    "tag": "labeledProduct"
                },
                "codomain": {
                    "items": [
                        {
                            "name": "u64",
                            "tag": "scalar"
                        }
                    ],
                    "tag": "unlabeledProduct"
                },
                "tag": "arrow"
            },
            "receive_event": {
                "domain": {
                    "fields": {
                        "event": {
                            "name": "Event",
                            "fields": {
                                "value": {
                                    "name": "string",
                                    "tag": "scalar"
                                }
                            },
                            "tag": "struct"
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


