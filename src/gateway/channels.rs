//! The names of the channels that something is posted in.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// Names by channel id. Discord's library would keep every channel of every server for this; a handful is enough.
#[derive(Debug, Default)]
pub struct ChannelNames(Mutex<HashMap<u64, String>>);

impl ChannelNames {
    /// The channel's name, without the `#`, if something is posted in it.
    pub fn name(&self, channel: u64) -> Option<String> {
        self.with(|names| names.get(&channel).cloned())
    }

    /// Something is posted in this channel from now on.
    pub fn learn(&self, channel: u64, name: String) {
        self.with(|names| names.insert(channel, name));
    }

    /// A channel got a new name; matters only if it is known.
    pub fn rename(&self, channel: u64, name: &str) {
        self.with(|names| {
            if let Some(known) = names.get_mut(&channel) {
                name.clone_into(known);
            }
        });
    }

    /// A channel is gone.
    pub fn forget(&self, channel: u64) {
        self.with(|names| names.remove(&channel));
    }

    fn with<T>(&self, act: impl FnOnce(&mut HashMap<u64, String>) -> T) -> T {
        act(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
