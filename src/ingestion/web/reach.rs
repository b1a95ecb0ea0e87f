//! Which addresses of the network may be connected to.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use url::{Host, Url};

/// How far a fetch may reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Reach {
    /// The public network alone.
    #[default]
    PublicOnly,
    /// The public network and this machine. For tests.
    LoopbackToo,
}

/// An address that may not be connected to.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{host} is {why}, and only the public network is read from")]
pub struct Forbidden {
    /// The host as it was written.
    pub host: String,
    /// What kind of place it is.
    pub why: &'static str,
}

impl Reach {
    /// Whether an address may be connected to; `Err` says what kind of place it is.
    ///
    /// # Errors
    /// When it is not a place on the public network.
    pub fn allows(self, address: IpAddr) -> Result<(), &'static str> {
        let verdict = match address {
            IpAddr::V4(address) => reserved_v4(address),
            IpAddr::V6(address) => reserved_v6(address),
        };
        match verdict {
            None => Ok(()),
            Some(LOOPBACK) if self == Self::LoopbackToo => Ok(()),
            Some(why) => Err(why),
        }
    }

    /// Whether the host of an address may be connected to, as far as can be told before its name is looked up. The parser of
    /// addresses has made plain numbers of odd ones by now (`0x7f.1`, `2130706433`).
    ///
    /// # Errors
    /// When it is a number that is not a place on the public network.
    pub fn allows_host_of(self, url: &Url) -> Result<(), Forbidden> {
        let address = match url.host() {
            Some(Host::Ipv4(address)) => IpAddr::V4(address),
            Some(Host::Ipv6(address)) => IpAddr::V6(address),
            Some(Host::Domain(_)) | None => return Ok(()),
        };
        self.allows(address).map_err(|why| Forbidden {
            host: url.host_str().unwrap_or_default().to_owned(),
            why,
        })
    }
}

const LOOPBACK: &str = "this machine";
const PRIVATE: &str = "a private network";
const LINK_LOCAL: &str = "a link-local or metadata address";
const RESERVED: &str = "a reserved address";
const GROUP: &str = "a multicast or broadcast address";

/// The blocks of IPv4 that are no public hosts: first address, length of the prefix, what it is.
const BLOCKS_V4: [([u8; 4], u8, &str); 17] = [
    ([0, 0, 0, 0], 8, RESERVED),
    ([10, 0, 0, 0], 8, PRIVATE),
    ([100, 64, 0, 0], 10, "a carrier's network"),
    ([127, 0, 0, 0], 8, LOOPBACK),
    // A cloud's wire server, public by its number alone.
    ([168, 63, 129, 16], 32, LINK_LOCAL),
    ([169, 254, 0, 0], 16, LINK_LOCAL),
    ([172, 16, 0, 0], 12, PRIVATE),
    ([192, 0, 0, 0], 24, LINK_LOCAL),
    ([192, 0, 2, 0], 24, RESERVED),
    ([192, 88, 99, 0], 24, RESERVED),
    ([192, 168, 0, 0], 16, PRIVATE),
    ([198, 18, 0, 0], 15, RESERVED),
    ([198, 51, 100, 0], 24, RESERVED),
    ([203, 0, 113, 0], 24, RESERVED),
    ([224, 0, 0, 0], 4, GROUP),
    ([240, 0, 0, 0], 4, RESERVED),
    ([255, 255, 255, 255], 32, GROUP),
];

/// What kind of place an address is, if it is no public host.
fn reserved_v4(address: Ipv4Addr) -> Option<&'static str> {
    BLOCKS_V4
        .iter()
        .find(|(first, length, _)| {
            let mask = u32::MAX << (32 - u32::from(*length));
            u32::from(address) & mask == u32::from(Ipv4Addr::from(*first))
        })
        .map(|(_, _, why)| *why)
}

/// The blocks within the global ones of IPv6 that are no public hosts.
const BLOCKS_V6: [(Ipv6Addr, u8, &str); 5] = [
    // Tunnels carry addresses of the older kind, in forms that are not worth unpacking.
    (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23, RESERVED),
    (Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0), 32, RESERVED),
    (Ipv6Addr::new(0x2002, 0, 0, 0, 0, 0, 0, 0), 16, RESERVED),
    (Ipv6Addr::new(0x3ffe, 0, 0, 0, 0, 0, 0, 0), 16, RESERVED),
    (Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0), 20, RESERVED),
];

fn reserved_v6(address: Ipv6Addr) -> Option<&'static str> {
    if address.is_loopback() {
        return Some(LOOPBACK);
    }
    if address.is_multicast() {
        return Some(GROUP);
    }
    let parts = address.segments();
    // What is written as an older address, or translated to one on the way, is judged as that one.
    let is_mapped = parts[..5] == [0; 5] && parts[5] == 0xffff;
    let is_translated = parts[..6] == [0x64, 0xff9b, 0, 0, 0, 0];
    if is_mapped || is_translated {
        let [.., a, b, c, d] = address.octets();
        return reserved_v4(Ipv4Addr::new(a, b, c, d));
    }
    if parts[0] & 0xffc0 == 0xfe80 {
        return Some(LINK_LOCAL);
    }
    if parts[0] & 0xfe00 == 0xfc00 {
        return Some(PRIVATE);
    }
    // 2000::/3 is all that has been given out.
    if parts[0] & 0xe000 != 0x2000 {
        return Some(RESERVED);
    }
    BLOCKS_V6
        .iter()
        .find(|(first, length, _)| {
            let mask = u128::MAX << (128 - u32::from(*length));
            u128::from(address) & mask == u128::from(*first)
        })
        .map(|(_, _, why)| *why)
}
