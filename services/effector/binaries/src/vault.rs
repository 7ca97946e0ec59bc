//! Where a particle's files lie for the programs of the host. Programs see the whole host, so what they are given must
//! be a file of the vault and nothing else.

use std::fs;
use std::path::Path;

/// Where this module sees the vaults. The peer puts the host path of a mapped directory into a variable of its name.
const VAULTS: &str = "/tmp/vault";

/// The host path of a plain file in a particle's vault.
pub fn host_path(particle: &str, token: &str, name: &str) -> Result<String, String> {
    let host = std::env::var(VAULTS)
        .map_err(|_| "the peer mapped no vault for this service".to_string())?;
    let vault = format!("{particle}-{token}");
    check(&Path::new(VAULTS).join(&vault), name)?;
    Ok(format!("{host}/{vault}/{name}"))
}

/// A link is refused: a program would follow it wherever it leads.
fn check(vault: &Path, name: &str) -> Result<(), String> {
    if name.is_empty() || name.contains(['/', '\0']) || name == "." || name == ".." {
        return Err(format!("'{name}' is no name of a file in the vault"));
    }
    match fs::symlink_metadata(vault.join(name)) {
        Ok(metadata) if metadata.is_file() => Ok(()),
        Ok(_) => Err(format!("'{name}' is no plain file")),
        Err(error) => Err(format!("'{name}': {error}")),
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use std::fs;

    #[test]
    fn only_plain_files_of_the_vault_are_given_to_programs() {
        let vault = std::env::temp_dir().join(format!("effector-{}", std::process::id()));
        fs::create_dir_all(vault.join("folder")).unwrap();
        fs::write(vault.join("file"), "").unwrap();
        #[allow(deprecated)]
        fs::soft_link("file", vault.join("link")).unwrap();
        assert_eq!(check(&vault, "file"), Ok(()));
        for name in [
            "",
            ".",
            "..",
            "../x",
            "/etc/passwd",
            "a/b",
            "a\0",
            "folder",
            "link",
            "none",
        ] {
            assert!(check(&vault, name).is_err(), "{name:?}");
        }
        fs::remove_dir_all(&vault).unwrap();
    }
}
