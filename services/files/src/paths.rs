//! Where names lead.

use std::path::{Path, PathBuf};

/// Kept as long as the service; other modules of the service see it too.
pub const STORAGE: &str = "/storage";

/// Holds the vaults of particles, each in a folder that only its own calls can name.
pub const VAULTS: &str = "/tmp/vault";

/// A relative path lies in the storage; an absolute one is taken as it stands (`/tmp/...`, `/storage/module/...`).
pub fn resolve(path: &str) -> PathBuf {
    Path::new(STORAGE).join(path)
}

/// The vault of a particle, by what the service learns from its call parameters.
pub fn vault(particle_id: &str, token: &str) -> PathBuf {
    Path::new(VAULTS).join(format!("{particle_id}-{token}"))
}

/// The path that leads from a mapped directory up and then down to `path`.
pub fn climbing(from: &str, path: &str) -> String {
    format!("{from}/../../../../../../../../{}", relative(path))
}

pub fn relative(path: &str) -> &str {
    path.trim_start_matches('/')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_names_lie_in_the_storage_and_absolute_ones_where_they_say() {
        assert_eq!(resolve("a/b"), Path::new("/storage/a/b"));
        assert_eq!(resolve("/tmp/a"), Path::new("/tmp/a"));
    }

    #[test]
    fn a_vault_is_named_by_particle_and_token() {
        assert_eq!(vault("p-1", "t0k"), Path::new("/tmp/vault/p-1-t0k"));
    }

    #[test]
    fn climbing_paths_keep_the_target_below_the_root() {
        assert!(climbing("/storage", "/etc/passwd").ends_with("/../etc/passwd"));
        assert_eq!(relative("//etc"), "etc");
    }
}
