//! Files by path, whatever directory they lie in.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;

use crate::records::{kind, Entry};

pub fn append(path: &Path, data: &[u8]) -> io::Result<()> {
    OpenOptions::new()
        .create(true)
        .append(true)
        .open(path)?
        .write_all(data)
}

/// Writes at `offset`; what lies between the old end and `offset` reads as zeros.
pub fn write_at(path: &Path, offset: u64, data: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(path)?;
    file.seek(SeekFrom::Start(offset))?;
    file.write_all(data)?;
    file.sync_all()
}

/// Up to `count` bytes from `offset`; fewer at the end of the file.
pub fn read_at(path: &Path, offset: u64, count: u32) -> io::Result<Vec<u8>> {
    let mut file = File::open(path)?;
    file.seek(SeekFrom::Start(offset))?;
    let mut data = Vec::new();
    file.take(count.into()).read_to_end(&mut data)?;
    Ok(data)
}

pub fn truncate(path: &Path, size: u64) -> io::Result<()> {
    OpenOptions::new().write(true).open(path)?.set_len(size)
}

pub fn list(path: &Path) -> io::Result<Vec<Entry>> {
    let mut entries = fs::read_dir(path)?
        .map(|entry| entry_of(&entry?))
        .collect::<io::Result<Vec<Entry>>>()?;
    entries.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(entries)
}

/// Removes a file, a link, or a directory with everything in it.
pub fn remove(path: &Path) -> io::Result<()> {
    match fs::symlink_metadata(path)?.is_dir() {
        true => fs::remove_dir_all(path),
        false => fs::remove_file(path),
    }
}

fn entry_of(entry: &fs::DirEntry) -> io::Result<Entry> {
    let metadata = fs::symlink_metadata(entry.path())?;
    Ok(Entry {
        name: entry.file_name().to_string_lossy().into_owned(),
        kind: kind(&metadata),
        size: metadata.len(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str) -> std::path::PathBuf {
        let folder = std::env::temp_dir().join(format!("files-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        folder
    }

    #[test]
    fn reads_back_what_was_written_far_beyond_32_bits() {
        let folder = folder("far");
        let file = folder.join("sparse");
        let offset = (1 << 32) + 7;
        write_at(&file, offset, b"far").unwrap();
        assert_eq!(fs::metadata(&file).unwrap().len(), offset + 3);
        assert_eq!(read_at(&file, offset - 1, 10).unwrap(), b"\0far");
        truncate(&file, 3).unwrap();
        append(&file, b"end").unwrap();
        assert_eq!(fs::read(&file).unwrap(), b"\0\0\0end");
        remove(&folder).unwrap();
    }

    #[test]
    fn lists_in_the_order_of_names_and_removes_whole_directories() {
        let folder = folder("list");
        fs::create_dir(folder.join("b")).unwrap();
        fs::write(folder.join("a"), "12").unwrap();
        fs::write(folder.join("b/c"), "").unwrap();
        let entries = list(&folder).unwrap();
        let listed: Vec<_> = entries.iter().map(|e| (&*e.name, &*e.kind)).collect();
        assert_eq!(listed, [("a", "file"), ("b", "directory")]);
        assert_eq!(entries[0].size, 2);
        remove(&folder).unwrap();
        assert!(list(&folder).is_err());
    }
}
