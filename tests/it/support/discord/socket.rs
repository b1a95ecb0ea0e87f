//! The gateway: one websocket a shard, with sessions that outlive their connection.

use std::collections::VecDeque;

use axum::{
    extract::{
        ConnectInfo, State,
        ws::{CloseFrame, Message as Frame, WebSocket, WebSocketUpgrade},
    },
    response::Response,
};
use serde_json::{Value, json};
use tokio::sync::mpsc;

use super::{
    Inner, TOKEN,
    faults::GatewayFault,
    line::Line,
    payloads,
    world::{APPLICATION, Session, World},
};

/// How many events a session keeps for a RESUME.
const KEPT: usize = 1000;

/// What a connection is told to do.
#[derive(Debug)]
pub(super) enum Order {
    Send(String),
    Close(Option<u16>),
    Cut,
}

/// Opens the websocket.
pub(super) async fn enter(
    State(inner): State<std::sync::Arc<Inner>>,
    ConnectInfo(line): ConnectInfo<Line>,
    upgrade: WebSocketUpgrade,
) -> Response {
    upgrade.on_upgrade(move |socket| async move { converse(&inner, &line, socket).await })
}

/// One connection from HELLO to its end.
async fn converse(inner: &Inner, line: &Line, mut socket: WebSocket) {
    let (orders, mut told) = mpsc::unbounded_channel();
    let hello = inner.change(|world| {
        world.entries.connects += 1;
        json!({ "op": 10, "d": { "heartbeat_interval": world.heartbeat.as_millis() as u64 }, "s": null, "t": null })
    });
    if socket.send(Frame::text(hello.to_string())).await.is_err() {
        return;
    }
    let mut session = None;
    loop {
        tokio::select! {
            frame = socket.recv() => match frame {
                Some(Ok(Frame::Text(text))) => {
                    hear(inner, &orders, &mut session, text.as_str());
                }
                Some(Ok(Frame::Ping(_) | Frame::Pong(_) | Frame::Binary(_))) => {}
                Some(Ok(Frame::Close(_)) | Err(_)) | None => break,
            },
            order = told.recv() => match order {
                Some(Order::Send(text)) => if socket.send(Frame::text(text)).await.is_err() { break },
                Some(Order::Close(code)) => {
                    let frame = code.map(|code| CloseFrame { code, reason: "as the test wants".into() });
                    let _ = socket.send(Frame::Close(frame)).await;
                    // What the client does next is its own affair; the session has no connection from here on.
                    detach(inner, session.as_deref(), &orders);
                    while let Some(Ok(_)) = socket.recv().await {}
                    return;
                }
                Some(Order::Cut) | None => {
                    line.cut();
                    break;
                }
            },
        }
    }
    detach(inner, session.as_deref(), &orders);
}

/// Takes the connection from its session.
fn detach(inner: &Inner, session: Option<&str>, orders: &mpsc::UnboundedSender<Order>) {
    inner.change(|world| {
        for one in &mut world.sessions {
            if Some(one.id.as_str()) == session
                && one
                    .socket
                    .as_ref()
                    .is_some_and(|held| held.same_channel(orders))
            {
                one.socket = None;
            }
        }
    });
}

/// Understands one payload of the client.
fn hear(
    inner: &Inner,
    orders: &mpsc::UnboundedSender<Order>,
    session: &mut Option<String>,
    text: &str,
) {
    let Ok(payload) = serde_json::from_str::<Value>(text) else {
        inner.problem(format!("a gateway payload that is no JSON: {text}"));
        return;
    };
    match payload["op"].as_u64() {
        Some(1) => inner.change(|world| {
            world.entries.heartbeats += 1;
            if world.acks {
                let _ = orders.send(Order::Send(
                    json!({ "op": 11, "d": null, "s": null, "t": null }).to_string(),
                ));
            }
        }),
        Some(2) => *session = inner.change(|world| identify(world, orders, &payload["d"])),
        Some(6) => *session = inner.change(|world| resume(world, orders, &payload["d"])),
        Some(3 | 4 | 8) => {}
        _ => inner.problem(format!("a gateway payload with an unknown op: {text}")),
    }
}

fn identify(
    world: &mut World,
    orders: &mpsc::UnboundedSender<Order>,
    data: &Value,
) -> Option<String> {
    if let Some(code) = world.refuse_identify {
        let _ = orders.send(Order::Close(Some(code)));
        return None;
    }
    let token = data["token"].as_str().unwrap_or_default();
    if token.trim_start_matches("Bot ") != TOKEN {
        let _ = orders.send(Order::Close(Some(4004)));
        return None;
    }
    world.entries.identifies += 1;
    let number = |index: usize, otherwise: u64| data["shard"][index].as_u64().unwrap_or(otherwise);
    let shard = (number(0, 0), number(1, 1));
    let id = format!("session-{}", world.new_id());
    world.sessions.retain(|old| old.shard != shard);
    world.sessions.push(Session {
        id: id.clone(),
        shard,
        intents: data["intents"].as_u64().unwrap_or(0),
        seq: 0,
        log: VecDeque::new(),
        socket: Some(orders.clone()),
        is_valid: true,
    });
    let index = world.sessions.len() - 1;
    let guilds: Vec<_> = world
        .guilds
        .values()
        .filter(|guild| (guild.id >> 22) % shard.1.max(1) == shard.0)
        .cloned()
        .collect();
    let ready = json!({
        "v": 10, "user": payloads::bot(), "session_id": id, "resume_gateway_url": "ws://127.0.0.1:1",
        "guilds": guilds.iter().map(|guild| json!({ "id": guild.id.to_string(), "unavailable": true })).collect::<Vec<_>>(),
        "shard": [shard.0, shard.1], "application": { "id": APPLICATION.to_string(), "flags": 0 },
        "private_channels": [], "user_settings": {}, "relationships": [],
    });
    tell(world, index, "READY", &ready);
    for guild in &guilds {
        let created = payloads::guild_create(world, guild);
        tell(world, index, "GUILD_CREATE", &created);
    }
    Some(id)
}

fn resume(
    world: &mut World,
    orders: &mpsc::UnboundedSender<Order>,
    data: &Value,
) -> Option<String> {
    let refuse = std::mem::take(&mut world.refuse_resume);
    let id = data["session_id"].as_str().unwrap_or_default();
    let seen = data["seq"].as_u64().unwrap_or(0);
    let session = world
        .sessions
        .iter_mut()
        .find(|session| session.id == id && session.is_valid && !refuse);
    let Some(session) = session else {
        let _ = orders.send(Order::Send(
            json!({ "op": 9, "d": false, "s": null, "t": null }).to_string(),
        ));
        return None;
    };
    world.entries.resumes += 1;
    session.socket = Some(orders.clone());
    for (_, missed) in session.log.iter().filter(|(seq, _)| *seq > seen) {
        let _ = orders.send(Order::Send(missed.clone()));
    }
    session.seq += 1;
    let resumed = json!({ "op": 0, "t": "RESUMED", "s": session.seq, "d": { "_trace": [] } });
    let _ = orders.send(Order::Send(resumed.to_string()));
    Some(id.to_owned())
}

/// Sends an event to one session, and keeps it for a RESUME.
fn tell(world: &mut World, index: usize, name: &str, data: &Value) {
    let session = &mut world.sessions[index];
    session.seq += 1;
    let payload = json!({ "op": 0, "t": name, "s": session.seq, "d": data });
    if let Some(problem) = payloads::misread_event(&payload) {
        world.problems.push(problem);
    }
    deliver(session, payload.to_string());
}

fn deliver(session: &mut Session, text: String) {
    if session.log.len() == KEPT {
        session.log.pop_front();
    }
    session.log.push_back((session.seq, text.clone()));
    if let Some(socket) = &session.socket {
        let _ = socket.send(Order::Send(text));
    }
}

/// Sends an event that serenity cannot read to the shard it belongs to.
pub(super) fn dispatch_unread(world: &mut World, name: &str, data: &Value) {
    for session in &mut world.sessions {
        let (shard, of) = session.shard;
        if payloads::shard_of(data, of) == shard {
            session.seq += 1;
            let payload = json!({ "op": 0, "t": name, "s": session.seq, "d": data });
            deliver(session, payload.to_string());
        }
    }
}

/// Sends an event to the shard it belongs to.
pub(super) fn dispatch(world: &mut World, name: &str, data: &Value) {
    for index in 0..world.sessions.len() {
        let (shard, of) = world.sessions[index].shard;
        if payloads::shard_of(data, of) == shard {
            tell(world, index, name, data);
        }
    }
}

/// Does a fault to every connected session.
pub(super) fn disturb(world: &mut World, fault: GatewayFault, unparsable: &Value) {
    for session in &mut world.sessions {
        let Some(socket) = session.socket.clone() else {
            continue;
        };
        let plain = |op: u8, data: Value| {
            Order::Send(json!({ "op": op, "d": data, "s": null, "t": null }).to_string())
        };
        let order = match fault {
            GatewayFault::Drop => Order::Cut,
            GatewayFault::Reconnect => plain(7, Value::Null),
            GatewayFault::InvalidSession { resumable } => {
                session.is_valid = resumable;
                plain(9, json!(resumable))
            }
            GatewayFault::Close(code) => {
                // These codes end the session as well.
                session.is_valid = !matches!(code, Some(4004 | 4007 | 4009 | 4010..=4014));
                Order::Close(code)
            }
            GatewayFault::Unparsable => {
                session.seq += 1;
                let payload = json!({ "op": 0, "t": "INTERACTION_CREATE", "s": session.seq, "d": unparsable });
                deliver(session, payload.to_string());
                continue;
            }
        };
        let _ = socket.send(order);
    }
}
