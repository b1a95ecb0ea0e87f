//! What a test sets up, makes go wrong, and looks at.

use std::time::Duration;

use serde_json::Value;
use serenity::all::Permissions;

use super::{
    Discord, Fault, GatewayFault, Route, asking, faults, payloads, socket,
    world::{Asker, Entries, GUILD, Message, Source},
};

impl Discord {
    /// Adds a text channel to the first server.
    pub fn add_channel(&self, name: &str) -> u64 {
        self.add_channel_of(name, 0)
    }

    /// Adds a channel of a kind (Discord's number) to the first server.
    pub fn add_channel_of(&self, name: &str, kind: u8) -> u64 {
        self.inner.change(|world| {
            let id = world.new_id();
            world.add_channel(id, GUILD, name, kind);
            id
        })
    }

    /// Adds a text channel to another server, and that server where the bot was not in it before.
    pub fn add_channel_in(&self, guild: u64, name: &str) -> u64 {
        self.inner.change(|world| {
            let id = world.new_id();
            world.add_guild(guild, "Other people");
            world.add_channel(id, guild, name, 0);
            id
        })
    }

    /// Adds a role to the first server, which nobody but those who may mention everyone can tell.
    pub fn add_role(&self, name: &str) -> u64 {
        self.inner.change(|world| {
            let id = world.new_id();
            let guild = world.guilds.get_mut(&GUILD).expect("the server is there");
            guild
                .roles
                .push((id, name.to_owned(), Permissions::empty()));
            id
        })
    }

    /// Lets anybody tell a role of the first server.
    pub fn let_everyone_be_told(&self, role: u64) {
        self.inner.change(|world| {
            let guild = world.guilds.get_mut(&GUILD).expect("the server is there");
            guild.mentionable.push(role);
        });
    }

    /// Takes a channel away.
    pub fn delete_channel(&self, channel: u64) {
        self.inner.change(|world| {
            if let Some(gone) = world.channels.remove(&channel) {
                let value = payloads::channel(&gone);
                socket::dispatch(world, "CHANNEL_DELETE", &value);
            }
        });
    }

    /// Takes permissions from the bot in a channel.
    pub fn deny(&self, channel: u64, permissions: Permissions) {
        self.permit(channel, |denied| denied | permissions);
    }

    /// Gives them back.
    pub fn allow(&self, channel: u64, permissions: Permissions) {
        self.permit(channel, |denied| denied - permissions);
    }

    fn permit(&self, channel: u64, change: impl FnOnce(Permissions) -> Permissions) {
        self.inner.change(|world| {
            let held = world
                .channels
                .get_mut(&channel)
                .expect("the channel is there");
            held.denied = change(held.denied);
            let value = payloads::channel(held);
            socket::dispatch(world, "CHANNEL_UPDATE", &value);
        });
    }

    /// Puts a thread into the archive.
    pub fn archive(&self, thread: u64) {
        self.inner.change(|world| {
            world
                .channels
                .get_mut(&thread)
                .expect("the thread is there")
                .is_archived = true;
        });
    }

    /// Takes a message away, as a moderator would.
    pub fn delete_message(&self, message: u64) {
        self.inner.change(|world| {
            world
                .messages
                .get_mut(&message)
                .expect("the message is there")
                .is_deleted = true;
        });
    }

    /// What the bot posted in a channel and is still there, in order.
    pub fn posts(&self, channel: u64) -> Vec<Message> {
        self.inner.look(|world| {
            world
                .by_channel
                .get(&channel)
                .into_iter()
                .flatten()
                .filter_map(|id| world.messages.get(id))
                .filter(|message| message.source == Source::Post && !message.is_deleted)
                .cloned()
                .collect()
        })
    }

    /// The name of the thread that was started from a message.
    pub fn thread_name(&self, message: u64) -> Option<String> {
        self.inner.look(|world| {
            let thread = world.messages.get(&message)?.thread?;
            Some(world.channels.get(&thread)?.name.clone())
        })
    }

    /// How many messages the bot posted in all channels.
    pub fn post_count(&self) -> usize {
        self.inner.look(|world| world.posts)
    }

    /// A message as it stands.
    pub fn message(&self, message: u64) -> Option<Message> {
        self.inner
            .look(|world| world.messages.get(&message).cloned())
    }

    /// The commands registered for every server.
    pub fn commands(&self) -> Vec<Value> {
        self.inner.look(|world| world.commands.clone())
    }

    /// A command that was registered long ago and is still shown to people.
    pub fn also_registered(&self, command: Value) {
        self.inner.change(|world| {
            let command = payloads::command(world, &command, None);
            world.commands.push(command);
        });
    }

    /// The commands registered for one server.
    pub fn guild_commands(&self, guild: u64) -> Vec<Value> {
        self.inner.look(|world| {
            world
                .guild_commands
                .get(&guild)
                .cloned()
                .unwrap_or_default()
        })
    }

    /// Method and path of every request so far.
    pub fn requests(&self) -> Vec<(String, String)> {
        self.inner.look(|world| world.requests.clone())
    }

    /// How many requests ran into a real limit (not a fault on demand).
    pub fn limited(&self) -> u32 {
        self.inner.look(|world| world.limited)
    }

    /// How the gateway was entered so far.
    pub fn entries(&self) -> Entries {
        self.inner.look(|world| world.entries)
    }

    /// The intents of the newest session.
    pub fn intents(&self) -> Option<u64> {
        self.inner
            .look(|world| world.sessions.last().map(|session| session.intents))
    }

    /// The next `times` requests of a kind go wrong.
    pub fn fault(&self, route: Route, fault: Fault, times: u32) {
        self.arm(route, None, fault, times);
    }

    /// The next `times` requests of a kind in one channel go wrong.
    pub fn fault_in(&self, channel: u64, route: Route, fault: Fault, times: u32) {
        self.arm(route, Some(channel), fault, times);
    }

    fn arm(&self, route: Route, channel: Option<u64>, fault: Fault, times: u32) {
        self.inner.change(|world| {
            world.armed.push(faults::Armed {
                route,
                channel,
                fault,
                times,
            });
        });
    }

    /// Takes back the faults that have not happened yet.
    pub fn clear_faults(&self) {
        self.inner.change(|world| world.armed.clear());
    }

    /// Something goes wrong on the gateway, now.
    pub fn gateway_fault(&self, fault: GatewayFault) {
        self.inner.change(|world| {
            let (_, mut event) = asking::prepare(world, &Asker::default(), 2);
            event["data"] =
                serde_json::json!({ "id": "1", "name": "score", "type": 1, "options": [] });
            if let Some(fields) = event.as_object_mut() {
                fields.remove("locale");
            }
            socket::disturb(world, fault, &event);
        });
    }

    /// Heartbeats are answered, or no longer.
    pub fn acknowledge_heartbeats(&self, answer: bool) {
        self.inner.change(|world| world.acks = answer);
    }

    /// How often clients that connect from now on are told to send a heartbeat.
    pub fn heartbeat_every(&self, interval: Duration) {
        self.inner.change(|world| world.heartbeat = interval);
    }

    /// The next RESUME is refused.
    pub fn refuse_resume(&self) {
        self.inner.change(|world| world.refuse_resume = true);
    }

    /// Every IDENTIFY is refused with this close code; `None` lets them in again.
    pub fn refuse_identify(&self, code: Option<u16>) {
        self.inner.change(|world| world.refuse_identify = code);
    }

    /// An event goes out to the shard it belongs to.
    pub fn dispatch(&self, name: &str, data: &Value) {
        self.inner
            .change(|world| socket::dispatch(world, name, data));
    }

    /// Connections are refused and those that stand are cut, until [`Discord::restore`].
    pub fn outage(&self) {
        self.gateway_fault(GatewayFault::Drop);
        self.inner.open.send_replace(false);
    }

    /// The end of an outage, on the same port.
    pub fn restore(&self) {
        self.inner.open.send_replace(true);
    }
}
