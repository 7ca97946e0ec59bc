//! Where a particle's files lie, for this module and for programs of the host. Programs see the whole host, so what
//! they are given must lie in the vault of the particle that calls.

use ipfs_names::clipped;

/// Where this module sees the vaults. The peer puts the host path of a mapped directory into a variable of its name.
const VAULTS: &str = "/tmp/vault";
const MAX_PATH_BYTES: usize = 1024;

/// The vault of one particle.
#[derive(Clone, Debug)]
pub struct Vault {
    /// Where the host has all vaults.
    host: String,
    /// Its name among the vaults.
    name: String,
}

/// A place in a vault: none of its names leads out of it. Whether a link lies there is for `files` to see.
#[derive(Clone, Debug)]
pub struct VaultPath {
    vault: Vault,
    /// Names below the vault, at least one.
    names: Vec<String>,
}

impl Vault {
    /// The vault of the particle that calls.
    pub fn of(particle: &str, token: &str) -> Result<Vault, String> {
        let host = std::env::var(VAULTS)
            .map_err(|_| "the peer mapped no vault for this service".to_string())?;
        Vault::at(&host, particle, token)
    }

    /// As `of`, with the folder of the host that has all vaults.
    pub fn at(host: &str, particle: &str, token: &str) -> Result<Vault, String> {
        let name = format!("{particle}-{token}");
        if !is_name(&name) {
            return Err(format!("no vault can be called {:?}", clipped(&name)));
        }
        Ok(Vault {
            host: host.trim_end_matches('/').to_string(),
            name,
        })
    }

    /// A path of this module's, if it lies in the vault.
    pub fn path(&self, path: &str) -> Result<VaultPath, String> {
        let vault = format!("{VAULTS}/{}/", self.name);
        let names = names_below(&vault, path).ok_or_else(|| {
            format!(
                "path {} isn't in the particle's vault {vault}",
                clipped(path)
            )
        })?;
        Ok(VaultPath {
            vault: self.clone(),
            names,
        })
    }
}

impl VaultPath {
    /// For programs.
    pub fn host(&self) -> String {
        let Vault { host, name } = &self.vault;
        format!("{host}/{name}/{}", self.names.join("/"))
    }

    /// For this module and for everyone else.
    pub fn shown(&self) -> String {
        format!("{VAULTS}/{}/{}", self.vault.name, self.names.join("/"))
    }

    /// The folders that the path leads through, the vault first.
    pub fn folders(&self) -> impl Iterator<Item = String> + '_ {
        (0..self.names.len()).map(|depth| {
            let vault = format!("{VAULTS}/{}", self.vault.name);
            let below = self.names.iter().take(depth);
            below.fold(vault, |path, name| format!("{path}/{name}"))
        })
    }
}

fn names_below(folder: &str, path: &str) -> Option<Vec<String>> {
    let below = path.strip_prefix(folder)?;
    let names: Vec<String> = below.split('/').map(str::to_string).collect();
    let fine = path.len() <= MAX_PATH_BYTES && names.iter().all(|name| is_name(name));
    fine.then_some(names)
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name != "." && name != ".." && !name.contains(['/', '\\', '\0'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vault() -> Vault {
        Vault::at("/host/vault/", "id", "token").unwrap()
    }

    #[test]
    fn a_path_of_the_vault_has_a_path_on_the_host() {
        let path = vault().path("/tmp/vault/id-token/a/b").unwrap();
        assert_eq!(path.host(), "/host/vault/id-token/a/b");
        assert_eq!(path.shown(), "/tmp/vault/id-token/a/b");
        let folders: Vec<_> = path.folders().collect();
        assert_eq!(folders, ["/tmp/vault/id-token", "/tmp/vault/id-token/a"]);
    }

    #[test]
    fn no_other_path_has_one() {
        let long = format!("/tmp/vault/id-token/{}", "a".repeat(MAX_PATH_BYTES));
        for path in [
            "",
            "/etc/passwd",
            "file",
            "/tmp/vault/id-token",
            "/tmp/vault/id-token/",
            "/tmp/vault/id-token/..",
            "/tmp/vault/id-token/../other-token/file",
            "/tmp/vault/id-token/./file",
            "/tmp/vault/id-token//file",
            "/tmp/vault/id-token/file/",
            "/tmp/vault/id-token/a\0",
            "/tmp/vault/id-token/..\\x",
            "/tmp/vault/other-token/file",
            "/tmp/vault/file",
            "/tmp/vault/id-token-2/file",
            "/storage/file",
            long.as_str(),
        ] {
            let error = vault().path(path).unwrap_err();
            assert!(
                error.contains("isn't in the particle's vault") && error.len() < 400,
                "{path}"
            );
        }
    }

    #[test]
    fn a_particle_cannot_call_itself_out_of_its_vault() {
        assert!(Vault::at("/host", "../x", "t").is_err());
        assert!(Vault::at("/host", "a/b", "t").is_err());
        assert!(Vault::at("/host", "a", "/t").is_err());
    }
}
