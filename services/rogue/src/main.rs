//! A service that misbehaves on demand: what a peer must contain without harm to others.

mod forged;
mod memory;

use std::cell::Cell;
use std::hint::black_box;
use std::time::{Duration, Instant};

use marine_rs_sdk::{marine, WasmLoggerBuilder};

/// The greatest length that an interface type can carry as a positive number.
const HUGE: usize = i32::MAX as usize;

thread_local! {
    static CALLS: Cell<u64> = const { Cell::new(0) };
}

pub fn main() {
    WasmLoggerBuilder::new()
        .with_log_level(log::LevelFilter::Info)
        .build()
        .unwrap();
}

/// Counts its own calls: tells whether the service's memory is still the same.
#[marine]
pub fn counter() -> u64 {
    CALLS.set(CALLS.get() + 1);
    CALLS.get()
}

/// Takes memory in steps of 1 MiB, keeps it, and fails when a step is refused. Returns the MiB held by now.
#[marine]
pub fn hog(mib: u32) -> u32 {
    let got = memory::take(mib);
    assert!(got == mib, "refused after {} MiB", memory::held());
    memory::held()
}

/// As `hog`, but puts up with a refusal. Returns the MiB held by now.
#[marine]
pub fn hog_what_is_given(mib: u32) -> u32 {
    memory::take(mib);
    memory::held()
}

/// Never returns.
#[marine]
pub fn spin() {
    loop {
        black_box(());
    }
}

/// Computes for that long. Returns the rounds it made.
#[marine]
pub fn spin_for(ms: u32) -> u64 {
    let end = Instant::now() + Duration::from_millis(ms.into());
    let mut rounds = 0;
    while Instant::now() < end {
        rounds = black_box(rounds + 1);
    }
    rounds
}

/// Sleeps, computing nothing.
#[marine]
pub fn sleep_for(ms: u32) {
    std::thread::sleep(Duration::from_millis(ms.into()));
}

/// Calls itself `depth` times. Returns the depth it reached.
#[marine]
pub fn recurse(depth: u32) -> u64 {
    descend(depth.into())
}

/// Bytes 0, 1, ... 255, 0, ...
#[marine]
pub fn alloc_bytes(count: u32) -> Vec<u8> {
    (0..count).map(|i| i as u8).collect()
}

/// Claims a result of 2 GiB that is not there.
#[marine]
pub fn huge_result() -> Vec<u8> {
    forged::bytes(HUGE)
}

/// Claims `length` bytes where there are 16.
#[marine]
pub fn forged_bytes(length: u32) -> Vec<u8> {
    forged::bytes(length as usize)
}

/// Claims `count` numbers where there are 16.
#[marine]
pub fn forged_numbers(count: u32) -> Vec<u64> {
    forged::numbers(count as usize)
}

/// A list with a text of a claimed `length` in its middle.
#[marine]
pub fn forged_texts(length: u32) -> Vec<String> {
    forged::texts(length as usize)
}

/// Panics with this text.
#[marine]
pub fn panic(text: String) {
    panic!("{text}");
}

/// Ends the way a program does.
#[marine]
pub fn quit(code: i32) {
    std::process::exit(code);
}

/// Writes so many log lines.
#[marine]
pub fn log_flood(lines: u32) -> u32 {
    for line in 0..lines {
        log::info!("line {line} of {lines}");
    }
    lines
}

/// Writes so many lines to the standard output.
#[marine]
pub fn print_flood(lines: u32) -> u32 {
    for line in 0..lines {
        println!("line {line} of {lines}");
    }
    lines
}

/// The stack is used after the inner call returns, so that it can't be made a loop.
fn descend(depth: u64) -> u64 {
    let frame = black_box([depth; 4]);
    match depth {
        0 => 0,
        _ => descend(depth - 1) + black_box(&frame)[3] - (depth - 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recursion_counts_its_depth() {
        assert_eq!(recurse(0), 0);
        assert_eq!(recurse(100), 100);
    }

    #[test]
    fn counts_calls() {
        assert_eq!((counter(), counter()), (1, 2));
    }

    #[test]
    fn bytes_run_through_all_values() {
        let bytes = alloc_bytes(257);
        assert_eq!((bytes[255], bytes[256]), (255, 0));
    }
}
