//! What the double knows: servers, channels, messages, commands, interactions, sessions.

use std::{
    collections::{BTreeMap, HashMap, VecDeque},
    time::Instant,
};

use serde_json::{Map, Value};
use serenity::all::Permissions;
use tokio::sync::mpsc;

use super::{
    answers::{Answer, visible_text},
    buckets::{Buckets, Limits},
    faults::Armed,
    socket::Order,
};

/// The application, which is its bot user as well.
pub const APPLICATION: u64 = 1_100_000_000_000_000_001;
/// The server that exists from the start.
pub const GUILD: u64 = 1_200_000_000_000_000_001;
/// The channel that exists from the start.
pub const SCORES: u64 = 1_300_000_000_000_000_001;
/// The person who asks unless the test says otherwise.
pub const MEMBER: u64 = 1_400_000_000_000_000_001;
/// The role the bot got when it was invited.
pub const BOT_ROLE: u64 = 1_500_000_000_000_000_001;
/// The owner of the server and of the application.
pub const OWNER: u64 = 1_400_000_000_000_000_099;

/// A server.
#[derive(Debug, Clone)]
pub struct Guild {
    pub id: u64,
    pub name: String,
    /// Roles beside `@everyone` and the bot's: id, name, permissions.
    pub roles: Vec<(u64, String, Permissions)>,
    /// Those of them that anybody may tell.
    pub mentionable: Vec<u64>,
}

/// A channel, a thread, or a direct message.
#[derive(Debug, Clone)]
pub struct Channel {
    pub id: u64,
    /// `None` in direct messages.
    pub guild: Option<u64>,
    pub name: String,
    /// Discord's number of its type: 0 text, 1 direct message, 11 thread, 15 forum.
    pub kind: u8,
    pub parent: Option<u64>,
    pub is_archived: bool,
    /// Taken from the bot here.
    pub denied: Permissions,
    pub last_message: Option<u64>,
}

/// Where a message came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// `POST /channels/…/messages`.
    Post,
    /// An answer to an interaction.
    Answer,
    /// A person.
    Person,
}

/// A message as it stands.
#[derive(Debug, Clone)]
pub struct Message {
    pub id: u64,
    pub channel: u64,
    pub source: Source,
    pub author: u64,
    /// The body it was made with; edits are folded in.
    pub body: Value,
    /// The bodies of the edits, in order.
    pub edits: Vec<Value>,
    pub nonce: Option<String>,
    pub is_private: bool,
    /// Who asked for it, where it answers an interaction.
    pub asked_by: Option<u64>,
    pub is_deleted: bool,
    /// The thread started from it.
    pub thread: Option<u64>,
    /// When it was made, in milliseconds of the double's clock.
    pub at: u128,
}

impl Message {
    /// The plain text.
    pub fn content(&self) -> &str {
        self.body["content"].as_str().unwrap_or_default()
    }

    /// The embeds.
    pub fn embeds(&self) -> &[Value] {
        self.body["embeds"].as_array().map_or(&[], Vec::as_slice)
    }

    /// All that is read, a line a part.
    pub fn text(&self) -> String {
        visible_text(&self.body)
    }
}

/// Who asks, and from where.
#[derive(Debug, Clone)]
pub struct Asker {
    pub user: u64,
    pub name: String,
    /// `None` in direct messages.
    pub guild: Option<u64>,
    pub channel: u64,
    pub permissions: Permissions,
    /// Channels hidden from this person.
    pub unseen: Vec<u64>,
    pub roles: Vec<u64>,
    pub locale: String,
}

impl Default for Asker {
    fn default() -> Self {
        Self {
            user: MEMBER,
            name: "member".to_owned(),
            guild: Some(GUILD),
            channel: SCORES,
            permissions: Permissions::VIEW_CHANNEL
                | Permissions::SEND_MESSAGES
                | Permissions::READ_MESSAGE_HISTORY
                | Permissions::USE_APPLICATION_COMMANDS,
            unseen: Vec::new(),
            roles: Vec::new(),
            locale: "en-GB".to_owned(),
        }
    }
}

impl Asker {
    /// Somebody who may manage the server.
    #[must_use]
    pub fn moderator() -> Self {
        let member = Self::default();
        Self {
            user: MEMBER + 1,
            name: "moderator".to_owned(),
            permissions: member.permissions | Permissions::MANAGE_GUILD,
            ..member
        }
    }

    /// The same person in another channel.
    #[must_use]
    pub fn in_channel(self, channel: u64) -> Self {
        Self { channel, ..self }
    }
}

/// An interaction that was sent; the handle tests hold.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Interaction {
    pub id: u64,
    pub token: String,
}

/// What became of an interaction.
#[derive(Debug)]
pub(super) struct Asked {
    pub interaction: Interaction,
    pub by: u64,
    pub what: String,
    pub channel: u64,
    /// The message whose component was used.
    pub message: Option<u64>,
    pub acknowledgements: u32,
    /// The flags of a placeholder that still waits for its answer.
    pub deferred: Option<u64>,
    pub was_deferred: bool,
    /// The message behind `@original`.
    pub original: Option<u64>,
    pub answers: Vec<Answer>,
    pub sent_at: std::time::Duration,
    pub sent: Instant,
    pub answered: Option<Instant>,
}

/// A gateway session.
#[derive(Debug)]
pub(super) struct Session {
    pub id: String,
    pub shard: (u64, u64),
    pub intents: u64,
    pub seq: u64,
    pub log: VecDeque<(u64, String)>,
    pub socket: Option<mpsc::UnboundedSender<Order>>,
    pub is_valid: bool,
}

/// How the gateway was entered, counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Entries {
    /// Connections.
    pub connects: u32,
    /// IDENTIFYs that were let in.
    pub identifies: u32,
    /// RESUMEs that were let in.
    pub resumes: u32,
    /// Heartbeats.
    pub heartbeats: u32,
}

/// All of it.
#[derive(Debug)]
pub(super) struct World {
    pub now: std::time::Duration,
    pub last_id: u64,
    pub guilds: BTreeMap<u64, Guild>,
    pub channels: BTreeMap<u64, Channel>,
    pub messages: BTreeMap<u64, Message>,
    pub posts: usize,
    pub by_channel: HashMap<u64, Vec<u64>>,
    pub nonces: HashMap<(u64, String), (u64, std::time::Duration)>,
    pub commands: Vec<Value>,
    pub guild_commands: HashMap<u64, Vec<Value>>,
    pub interactions: HashMap<u64, Asked>,
    pub tokens: HashMap<String, u64>,
    pub sessions: Vec<Session>,
    pub entries: Entries,
    pub armed: Vec<Armed>,
    pub hanging: u32,
    pub released: u32,
    pub limits: Limits,
    pub buckets: Buckets,
    pub limited: u32,
    pub requests: Vec<(String, String)>,
    pub problems: Vec<String>,
    pub gateway_url: String,
    pub heartbeat: std::time::Duration,
    pub acks: bool,
    pub refuse_resume: bool,
    pub refuse_identify: Option<u16>,
}

impl World {
    pub fn new(limits: Limits) -> Self {
        let mut world = Self {
            now: std::time::Duration::ZERO,
            last_id: 1_000_000,
            guilds: BTreeMap::new(),
            channels: BTreeMap::new(),
            messages: BTreeMap::new(),
            posts: 0,
            by_channel: HashMap::new(),
            nonces: HashMap::new(),
            commands: Vec::new(),
            guild_commands: HashMap::new(),
            interactions: HashMap::new(),
            tokens: HashMap::new(),
            sessions: Vec::new(),
            entries: Entries::default(),
            armed: Vec::new(),
            hanging: 0,
            released: 0,
            limits,
            buckets: Buckets::default(),
            limited: 0,
            requests: Vec::new(),
            problems: Vec::new(),
            gateway_url: String::new(),
            heartbeat: std::time::Duration::from_millis(41_250),
            acks: true,
            refuse_resume: false,
            refuse_identify: None,
        };
        world.add_guild(GUILD, "Football people");
        world.add_channel(SCORES, GUILD, "scores", 0);
        world
    }

    pub fn add_guild(&mut self, id: u64, name: &str) {
        self.guilds.entry(id).or_insert_with(|| Guild {
            id,
            name: name.to_owned(),
            roles: Vec::new(),
            mentionable: Vec::new(),
        });
    }

    pub fn add_channel(&mut self, id: u64, guild: u64, name: &str, kind: u8) {
        self.channels.insert(
            id,
            Channel {
                id,
                guild: Some(guild),
                name: name.to_owned(),
                kind,
                parent: None,
                is_archived: false,
                denied: Permissions::empty(),
                last_message: None,
            },
        );
    }

    /// An id as Discord makes them: the time since 2015 in its upper bits, and greater than all before.
    pub fn new_id(&mut self) -> u64 {
        let millis = self.now.as_millis().saturating_sub(1_420_070_400_000);
        let of_now = u64::try_from(millis << 22).expect("the double does not live for centuries");
        self.last_id = of_now.max(self.last_id + 1);
        self.last_id
    }

    /// What the bot may do in a channel.
    pub fn bot_may(&self, channel: &Channel) -> Permissions {
        let denied = channel
            .parent
            .and_then(|parent| self.channels.get(&parent))
            .map_or(channel.denied, |parent| channel.denied | parent.denied);
        bot_permissions() - denied
    }

    /// Keeps a message, and its place in its channel.
    pub fn keep(&mut self, message: Message) {
        if !message.is_private
            && let Some(channel) = self.channels.get_mut(&message.channel)
        {
            channel.last_message = Some(message.id);
        }
        self.by_channel
            .entry(message.channel)
            .or_default()
            .push(message.id);
        self.posts += usize::from(message.source == Source::Post);
        self.messages.insert(message.id, message);
    }

    /// The interaction a token belongs to.
    pub fn asked_by_token(&mut self, token: &str) -> Option<&mut Asked> {
        let id = self.tokens.get(token)?;
        self.interactions.get_mut(id)
    }

    /// Changes fields of a message as `PATCH` does: what is named is replaced.
    pub fn edit(&mut self, id: u64, body: &Value) -> bool {
        let Some(message) = self.messages.get_mut(&id) else {
            return false;
        };
        let mut fields: Map<String, Value> = message.body.as_object().cloned().unwrap_or_default();
        for (name, value) in body.as_object().into_iter().flatten() {
            fields.insert(name.clone(), value.clone());
        }
        message.body = Value::Object(fields);
        message.edits.push(body.clone());
        true
    }
}

/// What the bot was granted when it was invited.
pub(super) fn bot_permissions() -> Permissions {
    Permissions::VIEW_CHANNEL
        | Permissions::SEND_MESSAGES
        | Permissions::EMBED_LINKS
        | Permissions::READ_MESSAGE_HISTORY
        | Permissions::CREATE_PUBLIC_THREADS
        | Permissions::SEND_MESSAGES_IN_THREADS
        | Permissions::USE_APPLICATION_COMMANDS
}
