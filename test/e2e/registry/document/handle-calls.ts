// @ts-nocheck: it was written for an older TypeScript
// The documentation's example, but for the first two imports: what `@fluencelabs/fluence` was, and addresses of peers.
import { Fluence } from "@noctiluca/registry/fluence";
import { krasnodar } from "../relays.js";
import { registerProviderAPI, ProviderAPIDef } from "./generated/provider_api.js"
    
async function main() {
    await Fluence.start({ connectTo: krasnodar[2] });
    
    let service_id = 'api';
    let counter = 0;
    
    await registerProviderAPI(service_id, {
        receive_event: (event: any) => {
            console.log("event received!", event);
        },
        do_something: (value: any) => {
            counter += 1;
            console.log("doing logging!", value, counter);
            return counter;
        }
    });
}

main().then(() => process.exit(0))
    .catch(error => {
        console.error(error);
        process.exit(1);
    });
