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
    last_sign: Mutex<Instant>,
    last_probe: Mutex<Instant>,
    seen: Mutex<HashMap<ShardId, (ConnectionStage, Option<Duration>)>>,
}

impl Pulse {
    /// A connection that is being made.
    pub fn new() -> Self {
        let now = Instant::now();
        Self {
            last_sign: Mutex::new(now),
            last_probe: Mutex::new(now),
            seen: Mutex::default(),
        }
    }

    /// Something came in.
    pub fn beat(&self) {
        *self.last_sign.lock().expect(UNPOISONED) = Instant::now();
    }

    /// Looks at the connection, asks it for a sign of life when it has been silent for long; `false` when it is dead.
    pub async fn is_alive(&self, manager: &ShardManager, patience: &Patience) -> bool {
        let wants_probe = self.wants_probe(patience.probe_after);
        for (id, runner) in manager.runners.lock().await.iter() {
            let signs = (runner.stage, runner.latency);
            let before = self.seen.lock().expect(UNPOISONED).insert(*id, signs);
            if before != Some(signs) {
                self.beat();
            }
            if wants_probe && takes_heartbeats(runner.stage) {
                runner.runner_tx.websocket_message(HEARTBEAT.into());
            }
        }
        self.silence() < patience.lost_after
    }

    /// Ends what spins on a closed connection.
    pub async fn stop_spinning(manager: &ShardManager) {
        for runner in manager.runners.lock().await.values() {
            runner.runner_tx.websocket_message(HEARTBEAT.into());
        }
    }

    fn silence(&self) -> Duration {
        self.last_sign.lock().expect(UNPOISONED).elapsed()
    }

    fn wants_probe(&self, probe_after: Duration) -> bool {
        let mut last_probe = self.last_probe.lock().expect(UNPOISONED);
        let is_due = self.silence() >= probe_after && last_probe.elapsed() >= probe_after;
        if is_due {
            *last_probe = Instant::now();
        }
        is_due
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
