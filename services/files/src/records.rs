//! Every record that crosses the service's border. `error` is empty exactly when `success`.

use marine_rs_sdk::marine;

#[marine]
pub struct Outcome {
    pub success: bool,
    pub error: String,
}

#[marine]
pub struct Content {
    pub success: bool,
    pub error: String,
    pub data: Vec<u8>,
}

/// What stands at a path. `kind`: `file`, `directory`, `link` or `other`.
#[marine]
pub struct Metadata {
    pub success: bool,
    pub error: String,
    pub kind: String,
    /// Bytes.
    pub size: u64,
    /// Milliseconds since the epoch.
    pub modified_ms: u64,
}

#[marine]
pub struct Entry {
    pub name: String,
    pub kind: String,
    /// Bytes.
    pub size: u64,
}

/// A directory, its entries in the order of their names.
#[marine]
pub struct Listing {
    pub success: bool,
    pub error: String,
    pub entries: Vec<Entry>,
}

/// One way out of the mapped directories: `error` is what the system answered, empty when it `escaped`.
#[marine]
pub struct Attempt {
    pub way: String,
    pub escaped: bool,
    pub error: String,
}

impl From<std::io::Result<()>> for Outcome {
    fn from(result: std::io::Result<()>) -> Self {
        let error = error_text(&result);
        Outcome {
            success: result.is_ok(),
            error,
        }
    }
}

impl From<std::io::Result<Vec<u8>>> for Content {
    fn from(result: std::io::Result<Vec<u8>>) -> Self {
        let error = error_text(&result);
        Content {
            success: result.is_ok(),
            error,
            data: result.unwrap_or_default(),
        }
    }
}

impl From<std::io::Result<Vec<Entry>>> for Listing {
    fn from(result: std::io::Result<Vec<Entry>>) -> Self {
        let error = error_text(&result);
        Listing {
            success: result.is_ok(),
            error,
            entries: result.unwrap_or_default(),
        }
    }
}

impl From<std::io::Result<std::fs::Metadata>> for Metadata {
    fn from(result: std::io::Result<std::fs::Metadata>) -> Self {
        let error = error_text(&result);
        let metadata = result.ok();
        Metadata {
            success: metadata.is_some(),
            error,
            kind: metadata.as_ref().map(kind).unwrap_or_default(),
            size: metadata.as_ref().map_or(0, std::fs::Metadata::len),
            modified_ms: metadata.as_ref().map_or(0, modified_ms),
        }
    }
}

pub fn error_text<T>(result: &std::io::Result<T>) -> String {
    match result {
        Ok(_) => String::new(),
        Err(error) => error.to_string(),
    }
}

pub fn kind(metadata: &std::fs::Metadata) -> String {
    let kind = match metadata.file_type() {
        kind if kind.is_file() => "file",
        kind if kind.is_dir() => "directory",
        kind if kind.is_symlink() => "link",
        _ => "other",
    };
    kind.to_string()
}

fn modified_ms(metadata: &std::fs::Metadata) -> u64 {
    metadata
        .modified()
        .ok()
        .and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok())
        .map_or(0, |since| since.as_millis() as u64)
}
