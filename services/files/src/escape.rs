//! Ways out of the mapped directories. A peer that keeps its services apart refuses each of them.

use std::fs;
use std::io;

use crate::paths::{climbing, relative, resolve, STORAGE};
use crate::records::{error_text, Attempt};

const LINK: &str = "escape-link";
const BAIT: &str = "escape-bait";
const DEEP: &str = "escape-deep";

/// Tries to reach `path` of the host, which a service must not be able to name.
pub fn attempts(path: &str) -> Vec<Attempt> {
    let above = climbing(STORAGE, path);
    let created = climbing(STORAGE, "tmp/escaped-from-storage");
    let mut attempts = vec![
        attempt("read above the storage", fs::read(&above)),
        attempt("read by absolute path", fs::read(path)),
        attempt(
            "list above the storage",
            fs::read_dir(climbing(STORAGE, "")),
        ),
        attempt("metadata above the storage", fs::metadata(&above)),
        attempt("create above the storage", fs::File::create(&created)),
        attempt(
            "make a directory above the storage",
            fs::create_dir(&created),
        ),
        attempt("through a link to an absolute path", through_link(path, "")),
        attempt(
            "through a link that climbs",
            through_link(&climbing(".", path), ""),
        ),
        attempt(
            "through a link to the root",
            through_link("/", relative(path)),
        ),
        attempt(
            "through a link to the parent",
            through_link("..", &climbing(".", path)),
        ),
        attempt("through a link that is moved up", through_moved_link(path)),
        attempt(
            "hard link to a file above",
            fs::hard_link(&above, resolve(LINK)),
        ),
        attempt("move a file out", move_out(&created)),
    ];
    attempts.extend(raw::attempts(path));
    attempts
}

fn attempt<T>(way: &str, result: io::Result<T>) -> Attempt {
    Attempt {
        way: way.to_string(),
        escaped: result.is_ok(),
        error: error_text(&result),
    }
}

/// Makes a link in the storage and reads `inside` of it. The text says which of the two steps was refused.
#[allow(deprecated)] // the only stable way to make a symbolic link here
fn through_link(target: &str, inside: &str) -> io::Result<Vec<u8>> {
    let link = resolve(LINK);
    fs::soft_link(target, &link)
        .map_err(|error| io::Error::new(error.kind(), format!("link refused: {error}")))?;
    let read = match inside {
        "" => fs::read(&link),
        inside => fs::read(link.join(inside)),
    };
    fs::remove_file(&link)?;
    read.map_err(|error| io::Error::new(error.kind(), format!("read refused: {error}")))
}

/// Makes a link where it leads to the storage, and moves it up to where the same steps lead out of it.
#[allow(deprecated)] // as above
fn through_moved_link(path: &str) -> io::Result<Vec<u8>> {
    let name = path.rsplit('/').next().unwrap_or_default();
    let link = resolve(LINK);
    let deep = resolve(DEEP).join("two");
    fs::create_dir_all(&deep)?;
    let moved = fs::soft_link(format!("../../{name}"), deep.join(LINK))
        .and_then(|()| fs::rename(deep.join(LINK), &link));
    let read = moved.and_then(|()| fs::read(&link));
    let _ = fs::remove_file(&link);
    fs::remove_dir_all(resolve(DEEP))?;
    read
}

fn move_out(to: &str) -> io::Result<()> {
    let bait = resolve(BAIT);
    fs::write(&bait, "bait")?;
    let moved = fs::rename(&bait, to);
    let _ = fs::remove_file(&bait);
    moved
}

/// Past the C library, which resolves paths itself before it asks: straight to the host.
#[cfg(target_arch = "wasm32")]
mod raw {
    use super::Attempt;
    use crate::paths::{climbing, relative};

    #[link(wasm_import_module = "wasi_snapshot_preview1")]
    extern "C" {
        #[link_name = "path_open"]
        fn host_path_open(
            directory: u32,
            follow: u32,
            path: *const u8,
            path_length: usize,
            open_flags: u32,
            rights: u64,
            inherited_rights: u64,
            descriptor_flags: u32,
            opened: *mut u32,
        ) -> u32;
        #[link_name = "fd_prestat_get"]
        fn host_fd_prestat_get(descriptor: u32, prestat: *mut [u32; 2]) -> u32;
    }

    const FOLLOW_LINKS: u32 = 1;
    const RIGHT_TO_READ: u64 = 1 << 1;
    const FIRST_MAPPED: u32 = 3;

    pub fn attempts(path: &str) -> Vec<Attempt> {
        (FIRST_MAPPED..)
            .take_while(|&descriptor| is_mapped(descriptor))
            .flat_map(|directory| {
                [
                    path.to_string(),
                    climbing(".", path),
                    format!("..\\..\\{}", relative(path)),
                    format!("{path}\0"),
                ]
                .map(|path| open(directory, &path))
            })
            .collect()
    }

    fn is_mapped(descriptor: u32) -> bool {
        // SAFETY: the host writes eight bytes at most, which is what `prestat` has.
        unsafe { host_fd_prestat_get(descriptor, &mut [0; 2]) == 0 }
    }

    fn open(directory: u32, path: &str) -> Attempt {
        let mut opened = 0;
        // SAFETY: the path is read by its length and `opened` lives until after the call.
        let errno = unsafe {
            host_path_open(
                directory,
                FOLLOW_LINKS,
                path.as_ptr(),
                path.len(),
                0,
                RIGHT_TO_READ,
                0,
                0,
                &mut opened,
            )
        };
        Attempt {
            way: format!("path_open({directory}, {path:?})"),
            escaped: errno == 0,
            error: if errno == 0 {
                String::new()
            } else {
                format!("errno {errno}")
            },
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod raw {
    pub fn attempts(_path: &str) -> Vec<super::Attempt> {
        Vec::new()
    }
}
