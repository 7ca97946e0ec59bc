//! Files of the vault before and after a program has them. Links are refused: a program would follow them wherever
//! they lead.

use std::fs::{self, Metadata, OpenOptions};
use std::io::Write;
use std::path::Path;

use crate::vault::VaultPath;

/// Of a file that is put, and of all files that one `get` brings.
const MAX_BYTES: u64 = 256 << 20;
/// Folders in folders that one `get` may bring.
const MAX_DEPTH: usize = 64;

/// Checks that a file may be put.
pub fn check_source(path: &VaultPath) -> Result<(), String> {
    check_folders(path)?;
    let shown = path.shown();
    let metadata = fs::symlink_metadata(&shown).map_err(|_| missing(&shown))?;
    if !metadata.is_file() {
        return Err(format!("path {shown} is no plain file"));
    }
    check_size(&shown, metadata.len())
}

/// Makes the place free for a program to write to: what lay there was of the same particle.
pub fn make_room(path: &VaultPath) -> Result<(), String> {
    check_folders(path)?;
    clear(Path::new(&path.shown()))
}

/// Checks what a program left, and takes away what is too large.
pub fn check_target(path: &VaultPath) -> Result<(), String> {
    let shown = path.shown();
    let metadata = fs::symlink_metadata(&shown).map_err(|_| missing(&shown))?;
    let size = size_of(Path::new(&shown), &metadata, 0);
    let checked = size.and_then(|size| check_size(&shown, size));
    if checked.is_err() {
        clear(Path::new(&shown))?;
    }
    checked
}

/// Writes a file that is not there yet.
pub fn write(path: &VaultPath, text: &str) -> Result<(), String> {
    let shown = path.shown();
    let opened = OpenOptions::new().write(true).create_new(true).open(&shown);
    opened
        .and_then(|mut file| file.write_all(text.as_bytes()))
        .map_err(|error| format!("path {shown} cannot be written: {error}"))
}

fn check_folders(path: &VaultPath) -> Result<(), String> {
    path.folders().try_for_each(|folder| {
        let metadata = fs::symlink_metadata(&folder).map_err(|_| missing(&folder))?;
        match metadata.is_dir() {
            true => Ok(()),
            false => Err(format!("path {folder} is no folder")),
        }
    })
}

fn clear(path: &Path) -> Result<(), String> {
    let removed = match fs::symlink_metadata(path) {
        Err(_) => return Ok(()),
        Ok(metadata) if metadata.is_dir() => fs::remove_dir_all(path),
        Ok(_) => fs::remove_file(path),
    };
    removed.map_err(|error| format!("path {} cannot be removed: {error}", path.display()))
}

fn size_of(path: &Path, metadata: &Metadata, depth: usize) -> Result<u64, String> {
    if !metadata.is_dir() {
        return Ok(metadata.len());
    }
    if depth == MAX_DEPTH {
        return Err(format!("more than {MAX_DEPTH} folders lie in each other"));
    }
    let error = |error: std::io::Error| format!("path {}: {error}", path.display());
    fs::read_dir(path)
        .map_err(error)?
        .try_fold(0, |sum, entry| {
            let entry = entry.map_err(error)?;
            let metadata = fs::symlink_metadata(entry.path()).map_err(error)?;
            Ok(sum + size_of(&entry.path(), &metadata, depth + 1)?)
        })
}

fn check_size(shown: &str, size: u64) -> Result<(), String> {
    match size > MAX_BYTES {
        true => Err(format!(
            "path {shown} has {size} bytes, more than {MAX_BYTES}"
        )),
        false => Ok(()),
    }
}

fn missing(shown: &str) -> String {
    format!("path {shown} doesn't exist")
}
