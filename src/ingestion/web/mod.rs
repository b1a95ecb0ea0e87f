//! Fetching from the open web, safely.
//!
//! The promise: whatever address a stranger gives, no connection is made to this machine, its network or its host's metadata
//! service; and whatever a server sends, it costs at most [`Limits`] of time and memory. Whether a connection may be made is
//! decided on the very addresses it is made to, at the moment it is made and after every redirect, so that a name that changes
//! its meaning in between gains nothing.
//!
//! `reach` says which addresses are public, `lookup` holds every name to that, `body` reads what is sent and no more, `fetch`
//! puts them together, `escort` goes along where manners are needed, `error` says what went wrong in words for people.

mod body;
mod error;
mod escort;
mod fetch;
mod lookup;
mod reach;

pub use error::{FetchError, RetryAfter};
pub use escort::{Entering, Escort, Pass};
pub use fetch::{Document, Fetched, Fetcher, Known, Limits, Request, Wants};
pub use lookup::{Found, Lookup, SystemLookup};
pub use reach::{Forbidden, Reach};
