//! Company on the way of a fetch.

use std::fmt;
use std::pin::Pin;

use url::Url;

use super::error::{FetchError, RetryAfter};

/// What an escort holds while an address is asked. It is let go when the answer is there.
pub type Pass = Box<dyn Send>;

/// What an escort's word comes to.
pub type Entering<'a> = Pin<Box<dyn Future<Output = Result<Pass, FetchError>> + Send + 'a>>;

/// Goes along with a fetch and says of each address on the way, redirects included, whether and when it may be asked.
pub trait Escort: fmt::Debug + Send + Sync {
    /// Lets an address be asked, after a wait if need be.
    fn enter<'a>(&'a self, url: &'a Url) -> Entering<'a>;

    /// Hears that the address it let in last was refused, before the pass is let go.
    fn refused(&self, status: u16, retry_after: Option<RetryAfter>);
}
