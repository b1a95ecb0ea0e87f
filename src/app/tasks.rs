//! The supervised set of tasks: each has a name, hears one stop, and is waited for.

use std::time::Duration;

use anyhow::Context as _;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;
use tracing::{debug, error, warn};

/// Tasks that live and end together.
#[derive(Debug)]
pub struct Tasks {
    running: JoinSet<(&'static str, anyhow::Result<()>)>,
    stop: CancellationToken,
}

impl Tasks {
    /// An empty set whose tasks end when `stop` says so.
    pub fn new(stop: CancellationToken) -> Self {
        Self {
            running: JoinSet::new(),
            stop,
        }
    }

    /// Starts a task. It is handed the stop that it has to hear.
    pub fn spawn<F>(&mut self, name: &'static str, task: impl FnOnce(CancellationToken) -> F)
    where
        F: Future<Output = anyhow::Result<()>> + Send + 'static,
    {
        let work = task(self.stop.clone());
        self.running.spawn(async move { (name, work.await) });
    }

    /// Waits until every task has ended. The first to end, well or not, stops the others, which then have `patience` to finish
    /// what they have in hand.
    ///
    /// # Errors
    /// With the first failure.
    pub async fn all_ended(mut self, patience: Duration) -> anyhow::Result<()> {
        let first = self.next().await;
        self.stop.cancel();
        let rest = async {
            let mut worst = first;
            while !self.running.is_empty() {
                let ended = self.next().await;
                worst = worst.and(ended);
            }
            worst
        };
        match tokio::time::timeout(patience, rest).await {
            Ok(ended) => ended,
            Err(_) => {
                warn!(
                    "some tasks did not finish in time; what they had in hand is taken up at the next start"
                );
                Ok(())
            }
        }
    }

    async fn next(&mut self) -> anyhow::Result<()> {
        match self.running.join_next().await {
            None => Ok(()),
            Some(Ok((name, ended))) => {
                debug!(task = name, "a task has ended");
                ended
            }
            Some(Err(error)) => {
                error!(%error, "a task broke down");
                Err(error).context("a part of the bot broke down: report this as a bug")
            }
        }
    }
}
