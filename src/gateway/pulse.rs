//! Whether a connection still lives.

use std::collections::HashMap;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use serenity::all::{ConnectionStage, ShardId, ShardManager};

use super::Patience;

/// Asks Discord for an acknowledgement. Discord takes a heartbeat at any time, and `null` for "no event seen".
const HEARTBEAT: &str = r#"{"op":1,"d":null}"#;

/// The signs of life of one connection.
///
/// The library notices a dead connection at its own heartbeat, up to 41 s later, and spins meanwhile when the connection
/// was closed without a code. It reports neither; what can be seen from outside is events, changes of stage, and the
/// latency, which changes with every acknowledged heartbeat. So a silent connection is sent a heartbeat. On a connection
/// that is closed, sending fails, and that ends the spinning.
#[derive(Debug)]
pub struct Pulse {
    born: Instant,
    shards: Mutex<HashMap<ShardId, Signs>>,
}

/// What was seen of one shard.
#[derive(Debug, Clone, Copy)]
struct Signs {
    last: Instant,
    last_probe: Instant,
    stage: ConnectionStage,
    latency: Option<Duration>,
}

impl Pulse {
    /// A connection that is being made.
    pub fn new() -> Self {
        Self {
            born: Instant::now(),
            shards: Mutex::default(),
        }
    }

    /// Something came in through a shard.
    pub fn beat(&self, shard: ShardId) {
        let now = Instant::now();
        if let Some(signs) = self.shards.lock().expect(UNPOISONED).get_mut(&shard) {
            signs.last = now;
        }
    }

    /// Looks at every shard, asks one that has been silent for long for a sign of life; `false` when one is dead, or when
    /// none has come to life.
    pub async fn is_alive(&self, manager: &ShardManager, patience: &Patience) -> bool {
        let runners = manager.runners.lock().await;
        let mut shards = self.shards.lock().expect(UNPOISONED);
        let now = Instant::now();
        for (id, runner) in runners.iter() {
            let signs = shards.entry(*id).or_insert(Signs {
                last: now,
                last_probe: now,
                stage: runner.stage,
                latency: runner.latency,
            });
            if (signs.stage, signs.latency) != (runner.stage, runner.latency) {
                signs.last = now;
                (signs.stage, signs.latency) = (runner.stage, runner.latency);
            }
            let is_silent = now.duration_since(signs.last) >= patience.probe_after
                && now.duration_since(signs.last_probe) >= patience.probe_after;
            if is_silent && takes_heartbeats(runner.stage) {
                signs.last_probe = now;
                runner.runner_tx.websocket_message(HEARTBEAT.into());
            }
        }
        // A shard that the library took out to restart it still counts: its restart may never come.
        let silence = shards
            .values()
            .map(|signs| now.duration_since(signs.last))
            .max()
            .unwrap_or_else(|| now.duration_since(self.born));
        silence < patience.lost_after
    }

    /// Ends what spins on a closed connection.
    pub async fn stop_spinning(manager: &ShardManager) {
        for runner in manager.runners.lock().await.values() {
            runner.runner_tx.websocket_message(HEARTBEAT.into());
        }
    }
}

const UNPOISONED: &str = "nothing panics while it holds this lock";

/// Before it has identified, Discord takes a heartbeat for a mistake. `Connecting` means that the old connection is
/// closed and there is no new one yet: sending fails, and that is the aim.
fn takes_heartbeats(stage: ConnectionStage) -> bool {
    matches!(
        stage,
        ConnectionStage::Connected | ConnectionStage::Connecting
    )
}
