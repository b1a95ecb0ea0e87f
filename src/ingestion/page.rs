//! Pages on their way into the pipeline: from bytes to an article, on a thread that may be held.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Semaphore;
use url::Url;

use super::article::{Article, NoArticle, article};

/// The longest a page may take. What takes longer is a page made to.
const PATIENCE: Duration = Duration::from_secs(10);

/// How many pages are read at once. One that takes for ever keeps its place, and no more than that.
const AT_ONCE: usize = 4;

/// Where pages are read. Cloning it is cheap and shares its places.
#[derive(Debug, Clone)]
pub struct PageReader {
    places: Arc<Semaphore>,
}

impl Default for PageReader {
    fn default() -> Self {
        Self {
            places: Arc::new(Semaphore::new(AT_ONCE)),
        }
    }
}

impl PageReader {
    /// The article of a page, `charset` being what its server said of it and `at` where it was.
    ///
    /// # Errors
    /// When the page cannot be read, or holds no article.
    pub async fn read(
        &self,
        bytes: Vec<u8>,
        charset: Option<String>,
        at: Option<Url>,
    ) -> Result<Article, NoArticle> {
        let reading = async {
            let place = Arc::clone(&self.places).acquire_owned().await;
            tokio::task::spawn_blocking(move || {
                let _place = place;
                article(&bytes, charset.as_deref(), at.as_ref())
            })
            .await
        };
        match tokio::time::timeout(PATIENCE, reading).await {
            Ok(Ok(read)) => read,
            // It broke down, or does not end: whatever it is, it is no article.
            Ok(Err(_)) | Err(_) => Err(NoArticle::Unreadable),
        }
    }
}
