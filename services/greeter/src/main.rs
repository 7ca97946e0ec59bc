//! The sample service: greets, counts, tells who calls, and returns what it is given.
//!
//! Two modules: this facade and `phrasebook`, linked below it. State lives in memory as long as the service does.

mod guest_book;
mod phrasebook;
mod records;

use marine_rs_sdk::{get_call_parameters, marine, SecurityTetraplet, WasmLoggerBuilder};
use records::{Caller, Description, Greeting, Guest, Origin, Parcel};

const DEFAULT_LANGUAGE: &str = "en";

/// An 8 by 8 face, black on white.
const PICTURE: &[u8] = b"P4\n8 8\n\x3c\x42\xa5\x81\xa5\x99\x42\x3c";

pub fn main() {
    WasmLoggerBuilder::new()
        .with_log_level(log::LevelFilter::Info)
        .build()
        .unwrap();
}

/// Greets in English and signs the guest book.
#[marine]
pub fn greeting(name: String) -> String {
    log::info!("greeting {name}");
    guest_book::with(|book| book.sign(&name));
    phrasebook::greet(Guest {
        name,
        language: DEFAULT_LANGUAGE.to_string(),
    })
    .text
}

/// Greets in the guest's language; a language that isn't known is an error and doesn't count.
#[marine]
pub fn greet(guest: Guest) -> Greeting {
    let name = guest.name.clone();
    let greeting = phrasebook::greet(guest);
    sign_if_greeted(&name, &greeting);
    greeting
}

/// Greets everyone: answers stand in the order of the guests.
#[marine]
pub fn greet_all(guests: Vec<Guest>) -> Vec<Greeting> {
    let names: Vec<String> = guests.iter().map(|guest| guest.name.clone()).collect();
    let greetings = phrasebook::greet_all(guests);
    for (name, greeting) in names.iter().zip(&greetings) {
        sign_if_greeted(name, greeting);
    }
    greetings
}

/// Guests greeted since the service was created.
#[marine]
pub fn greeted() -> u64 {
    guest_book::with(|book| book.greeted())
}

#[marine]
pub fn describe() -> Description {
    let (greeted, recent) =
        guest_book::with(|book| (book.greeted(), book.recent(guest_book::CAPACITY)));
    Description {
        name: env!("CARGO_PKG_NAME").to_string(),
        version: env!("CARGO_PKG_VERSION").to_string(),
        greeted,
        greeted_limit: u64::MAX,
        languages: phrasebook::known_languages(),
        recent,
        picture: PICTURE.to_vec(),
    }
}

/// Tells who made this call. `note` is there to have an argument whose origin can be shown.
#[marine]
pub fn who_calls(note: String) -> Caller {
    log::info!("who calls: {note}");
    let call = get_call_parameters();
    Caller {
        init_peer_id: call.particle.init_peer_id,
        particle_id: call.particle.id,
        timestamp: call.particle.timestamp,
        ttl: call.particle.ttl,
        service_id: call.service_id,
        service_creator: call.service_creator_peer_id,
        host_id: call.host_id,
        worker_id: call.worker_id,
        origins: call.tetraplets.into_iter().map(origins).collect(),
    }
}

/// Returns the parcels as they came.
#[marine]
pub fn echo(parcels: Vec<Parcel>) -> Vec<Parcel> {
    parcels
}

/// Fails, to show what a caller sees then: the call ends with an error and the service stays.
#[marine]
pub fn refuse(reason: String) {
    panic!("refused: {reason}");
}

fn sign_if_greeted(name: &str, greeting: &Greeting) {
    if greeting.success {
        guest_book::with(|book| book.sign(name));
    }
}

fn origins(tetraplets: Vec<SecurityTetraplet>) -> Vec<Origin> {
    tetraplets
        .into_iter()
        .map(|tetraplet| Origin {
            peer_id: tetraplet.peer_pk,
            service_id: tetraplet.service_id,
            function_name: tetraplet.function_name,
            lens: tetraplet.lens,
        })
        .collect()
}
