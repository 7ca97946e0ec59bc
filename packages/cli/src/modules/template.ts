/** Version of marine-rs-sdk that modules of a template are built with: the last one. */
const SDK_VERSION = '0.14.0';

/** Files of a new module, by their paths in its folder (spec/fluence-cli.md §1.3). */
export function moduleFiles(name: string): Readonly<Record<string, string>> {
  return { 'Cargo.toml': cargoToml(name), 'module.yaml': moduleYaml(name), 'src/main.rs': MAIN };
}

/** A new `service.yaml`. @param facade path of the module's folder, relative, with `/` */
export function serviceYaml(name: string, facade: string): string {
  return `version: 0

name: ${name}

modules:
  facade:
    get: ${facade}
`;
}

function moduleYaml(name: string): string {
  return `version: 0

type: rust

name: ${name}
`;
}

function cargoToml(name: string): string {
  return `[package]
name = "${name}"
version = "0.1.0"
edition = "2021"
publish = false

[[bin]]
name = "${name}"
path = "src/main.rs"

[dependencies]
marine-rs-sdk = "${SDK_VERSION}"
`;
}

const MAIN = `#![allow(non_snake_case)]
use marine_rs_sdk::marine;

pub fn main() {}

#[marine]
pub fn greeting(name: String) -> String {
    format!("Hello, {name}!")
}
`;
