//! What the service knows of its node: a small file that outlives restarts, so addresses are set once.

use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::Path;

use ipfs_names::Multiaddr;

pub const DEFAULT_TIMEOUT_SEC: u64 = 10;
/// A call of the program that takes longer is ended by the peer anyway.
pub const MAX_TIMEOUT_SEC: u64 = 300;

/// Addresses are valid multiaddrs, in the form in which they are shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    pub timeout_sec: u64,
    pub external_api_multiaddr: Option<String>,
    pub external_swarm_multiaddr: Option<String>,
    pub local_api_multiaddr: Option<String>,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            timeout_sec: DEFAULT_TIMEOUT_SEC,
            external_api_multiaddr: None,
            external_swarm_multiaddr: None,
            local_api_multiaddr: None,
        }
    }
}

impl Settings {
    /// Reads the file; without one these are the defaults. A line that cannot be understood counts as not there.
    pub fn load(path: &Path) -> Result<Settings, String> {
        match fs::read_to_string(path) {
            Ok(text) => Ok(text.lines().fold(Settings::default(), Settings::with_line)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(Settings::default()),
            Err(error) => Err(format!("settings cannot be read: {error}")),
        }
    }

    /// Writes them beside the file and puts them in its place, so a crash leaves the old ones or the new ones.
    pub fn save(&self, path: &Path) -> Result<(), String> {
        let written = path.with_extension("new");
        let save = || {
            let mut file = File::create(&written)?;
            file.write_all(self.text().as_bytes())?;
            file.sync_all()?;
            fs::rename(&written, path)
        };
        save().map_err(|error| format!("settings cannot be kept: {error}"))
    }

    /// Seconds within the bounds.
    pub fn bounded(timeout_sec: u64) -> u64 {
        timeout_sec.clamp(1, MAX_TIMEOUT_SEC)
    }

    fn text(&self) -> String {
        let addresses = [
            ("external_api_multiaddr", &self.external_api_multiaddr),
            ("external_swarm_multiaddr", &self.external_swarm_multiaddr),
            ("local_api_multiaddr", &self.local_api_multiaddr),
        ];
        let lines = addresses.iter().filter_map(|(name, address)| {
            address
                .as_ref()
                .map(|address| format!("{name} = {address}\n"))
        });
        format!(
            "timeout = {}\n{}",
            self.timeout_sec,
            lines.collect::<String>()
        )
    }

    fn with_line(mut self, line: &str) -> Settings {
        let address = |text: &str| {
            Multiaddr::parse(text)
                .ok()
                .map(|address| address.to_string())
        };
        match line.split_once(" = ") {
            Some(("timeout", text)) => {
                let seconds = text.parse().unwrap_or(DEFAULT_TIMEOUT_SEC);
                self.timeout_sec = Settings::bounded(seconds);
            }
            Some(("external_api_multiaddr", text)) => self.external_api_multiaddr = address(text),
            Some(("external_swarm_multiaddr", text)) => {
                self.external_swarm_multiaddr = address(text)
            }
            Some(("local_api_multiaddr", text)) => self.local_api_multiaddr = address(text),
            _ => log::warn!("settings have a line of nobody's: {line:?}"),
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str) -> std::path::PathBuf {
        let file = std::env::temp_dir().join(format!("aqua-ipfs-{name}-{}", std::process::id()));
        let _ = fs::remove_file(&file);
        file
    }

    #[test]
    fn settings_come_back_as_they_were_kept() {
        let file = file("kept");
        assert_eq!(Settings::load(&file), Ok(Settings::default()));
        let settings = Settings {
            timeout_sec: 3,
            external_api_multiaddr: Some("/dns4/host/tcp/443/https".to_string()),
            external_swarm_multiaddr: None,
            local_api_multiaddr: Some("/ip4/127.0.0.1/tcp/5001".to_string()),
        };
        settings.save(&file).unwrap();
        assert_eq!(Settings::load(&file), Ok(settings.clone()));
        Settings::default().save(&file).unwrap();
        assert_eq!(Settings::load(&file), Ok(Settings::default()));
        fs::remove_file(&file).unwrap();
    }

    #[test]
    fn damaged_lines_count_as_not_set() {
        let file = file("damaged");
        let text =
            "timeout = x\nlocal_api_multiaddr = nonsense\n?\nexternal_api_multiaddr = /dns/a/tcp/1";
        fs::write(&file, text).unwrap();
        let settings = Settings::load(&file).unwrap();
        assert_eq!(settings.timeout_sec, DEFAULT_TIMEOUT_SEC);
        assert_eq!(settings.local_api_multiaddr, None);
        assert_eq!(
            settings.external_api_multiaddr.as_deref(),
            Some("/dns/a/tcp/1")
        );
        fs::remove_file(&file).unwrap();
    }

    #[test]
    fn timeouts_stay_within_bounds() {
        assert_eq!(
            [0, 7, u64::MAX].map(Settings::bounded),
            [1, 7, MAX_TIMEOUT_SEC]
        );
    }
}
