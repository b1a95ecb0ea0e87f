//! Looking up names, with every answer held to what may be reached.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::pin::Pin;
use std::sync::Arc;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use super::reach::{Forbidden, Reach};

/// What a look-up comes to.
pub type Found<'a> = Pin<Box<dyn Future<Output = io::Result<Vec<IpAddr>>> + Send + 'a>>;

/// Knows the addresses of names.
pub trait Lookup: Send + Sync + 'static {
    /// The addresses of a host.
    fn find<'a>(&'a self, host: &'a str) -> Found<'a>;
}

/// The system's own way to look up names.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemLookup;

impl Lookup for SystemLookup {
    fn find<'a>(&'a self, host: &'a str) -> Found<'a> {
        Box::pin(async move {
            let found = tokio::net::lookup_host((host, 0)).await?;
            Ok(found.map(|address| address.ip()).collect())
        })
    }
}

/// Looks up names for connections, which are made to what it returns and to nothing else: there is no second look-up whose
/// answer could differ.
pub(super) struct Guarded {
    pub lookup: Arc<dyn Lookup>,
    pub reach: Reach,
}

impl Resolve for Guarded {
    fn resolve(&self, name: Name) -> Resolving {
        let (lookup, reach) = (Arc::clone(&self.lookup), self.reach);
        Box::pin(async move {
            let host = name.as_str();
            let found = lookup.find(host).await?;
            // One address out of place is enough: a name of the open web has none.
            for address in &found {
                reach.allows(*address).map_err(|why| Forbidden {
                    host: host.to_owned(),
                    why,
                })?;
            }
            let sockets: Vec<SocketAddr> = found
                .into_iter()
                // The port is the address's own.
                .map(|address| SocketAddr::new(address, 0))
                .collect();
            Ok(Box::new(sockets.into_iter()) as Addrs)
        })
    }
}
