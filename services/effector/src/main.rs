//! Programs of the peer, for particles: the facade of the effector `binaries`.
//!
//! A program runs without a shell: each argument arrives as it is. Mount `echo`, `ls` and `cat`.

mod binaries;
mod texts;

use marine_rs_sdk::{marine, MountedBinaryResult};

pub fn main() {}

/// `text` when `success`, otherwise `error` says why the program gave none.
#[marine]
pub struct Said {
    pub success: bool,
    pub error: String,
    pub text: String,
}

#[marine]
pub struct Names {
    pub success: bool,
    pub error: String,
    pub names: Vec<String>,
}

/// Runs `echo` with these arguments: exit code and output as they are.
#[marine]
pub fn echo(arguments: Vec<String>) -> MountedBinaryResult {
    binaries::run_echo(arguments)
}

/// Runs `ls` with these arguments: exit code and output as they are.
#[marine]
pub fn ls(arguments: Vec<String>) -> MountedBinaryResult {
    binaries::run_ls(arguments)
}

/// Runs `cat` with these arguments: exit code and output as they are.
#[marine]
pub fn cat(arguments: Vec<String>) -> MountedBinaryResult {
    binaries::run_cat(arguments)
}

/// What `echo` prints for one argument.
#[marine]
pub fn say(text: String) -> Said {
    said(texts::output(binaries::run_echo(vec![text])))
}

/// Names in a directory of the host.
#[marine]
pub fn list_directory(path: String) -> Names {
    names(texts::output(binaries::run_ls(vec![
        "-A".to_string(),
        "--".to_string(),
        path,
    ])))
}

/// A file in the vault of the calling particle, read by a program.
#[marine]
pub fn cat_from_vault(name: String) -> Said {
    said(texts::output(binaries::run_cat_in_vault(name)))
}

fn said(output: Result<String, String>) -> Said {
    Said {
        success: output.is_ok(),
        error: output.as_ref().err().cloned().unwrap_or_default(),
        text: output.unwrap_or_default(),
    }
}

fn names(output: Result<String, String>) -> Names {
    Names {
        success: output.is_ok(),
        error: output.as_ref().err().cloned().unwrap_or_default(),
        names: output.map(|text| texts::lines(&text)).unwrap_or_default(),
    }
}
