//! One life of the connection to Discord, from its start to its loss.

use std::sync::Arc;
use std::time::Duration;

use serenity::Client;
use serenity::all::{ClientBuilder, GatewayIntents, ShardManager};
use serenity::gateway::GatewayError as Closure;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::oneshot;
use tokio_util::sync::CancellationToken;
use tracing::{info, warn};

use super::address::Address;
use super::front::{Door, Front};
use super::pulse::Pulse;
use super::{GatewayError, rest};

/// How a session ended.
#[derive(Debug)]
pub enum Ended {
    /// It was asked to.
    Stopped,
    /// Another would end the same way.
    Fatal(GatewayError),
    /// It broke; another may work.
    Lost(String),
}

/// Servers come in, nothing else: no messages, no members. Interactions need no intent.
const INTENTS: GatewayIntents = GatewayIntents::GUILDS;

/// How long a goodbye to Discord may take.
const GOODBYE: Duration = Duration::from_secs(1);

/// Connects to `address`, lets `front` answer what comes in, and watches until `stop` or until the connection is lost.
pub async fn live(front: &Arc<Front>, address: Address, stop: &CancellationToken) -> Ended {
    let room = match Room::new() {
        Ok(room) => room,
        Err(error) => return Ended::Fatal(GatewayError::Preparation(error.into())),
    };
    let http = match rest::rest(&front.config.api, &front.config.token) {
        Ok(http) => http,
        Err(error) => return Ended::Fatal(error),
    };
    let pulse = Arc::new(Pulse::new());
    let door = Door::new(Arc::clone(front), Arc::clone(&pulse));
    let builder = ClientBuilder::new_with_http(http, INTENTS)
        .raw_event_handler(door.clone())
        .framework(door);
    let (managed, manager) = oneshot::channel();
    let mut running = room.spawn(async move {
        let mut client: Client = builder.await?;
        // The library asks for the address again and makes one up when that fails.
        client.ws_url.lock().await.clone_from(&address.url);
        let _ = managed.send(Arc::clone(&client.shard_manager));
        client.start_shards(address.shards).await
    });
    let Ok(manager) = manager.await else {
        return match running.await {
            Ok(Err(error)) => Ended::Lost(rest::told(&error)),
            Ok(Ok(())) | Err(_) => Ended::Lost("the connection was never begun".to_owned()),
        };
    };
    let mut looks = tokio::time::interval(front.config.patience.look_every);
    loop {
        tokio::select! {
            () = stop.cancelled() => {
                say_goodbye(&room, manager).await;
                return Ended::Stopped;
            }
            ended = &mut running => {
                return match ended {
                    Ok(Ok(())) => Ended::Lost("the connection was closed".to_owned()),
                    Ok(Err(error)) => judge(error),
                    Err(panic) => Ended::Lost(panic.to_string()),
                };
            }
            _ = looks.tick() => {
                if !pulse.is_alive(&manager, &front.config.patience).await {
                    Pulse::stop_spinning(&manager).await;
                    return Ended::Lost("Discord fell silent".to_owned());
                }
            }
        }
    }
}

/// What the library's last word means.
fn judge(error: serenity::Error) -> Ended {
    match error {
        serenity::Error::Gateway(Closure::InvalidAuthentication) => {
            Ended::Fatal(GatewayError::WrongToken)
        }
        serenity::Error::Gateway(
            Closure::InvalidGatewayIntents | Closure::DisallowedGatewayIntents,
        ) => Ended::Fatal(GatewayError::RefusedIntents),
        other => Ended::Lost(rest::told(&other)),
    }
}

/// Closes the connection so that Discord shows the bot as offline at once.
async fn say_goodbye(room: &Room, manager: Arc<ShardManager>) {
    Pulse::stop_spinning(&manager).await;
    let closing = room.spawn(async move { manager.shutdown_all().await });
    match tokio::time::timeout(GOODBYE, closing).await {
        Ok(_) => info!("said goodbye to Discord"),
        Err(_) => warn!("Discord did not say goodbye in time"),
    }
}

/// A runtime of the library's own, with everything that it spawns.
///
/// The library offers no way to end a client that is stuck: its tasks keep each other alive, reconnect behind our back
/// and, on a closed connection, spin without ever yielding. Here they can take one thread at most, and go all together.
/// Interactions are answered outside, so none is lost with the room.
struct Room(Option<Runtime>);

impl Room {
    fn new() -> std::io::Result<Self> {
        Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("discord")
            .enable_all()
            .build()
            .map(|runtime| Self(Some(runtime)))
    }

    fn spawn<F>(&self, future: F) -> tokio::task::JoinHandle<F::Output>
    where
        F: Future<Output: Send> + Send + 'static,
    {
        let runtime = self
            .0
            .as_ref()
            .expect("the room stands until it is dropped");
        runtime.spawn(future)
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}
