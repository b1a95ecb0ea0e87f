//! What a person does: commands, completion, buttons, menus, forms, messages.

use std::time::Instant;

use serde_json::{Value, json};

use super::{
    Discord,
    answers::Answer,
    interactions, payloads, socket,
    world::{Asked, Asker, Interaction, Message, Source, World},
};

impl Discord {
    /// A member uses a slash command in the first channel. `name` may name a subcommand ("subscriptions list");
    /// `options` is an object (`json!({"team": "Tottenham"})`). Waits until the bot is connected.
    ///
    /// # Panics
    /// Panics where a person could not do this: the command or an option is not registered.
    pub async fn slash(&self, name: &str, options: Value) -> Interaction {
        self.slash_by(&Asker::default(), name, options).await
    }

    /// Somebody uses a slash command.
    pub async fn slash_by(&self, asker: &Asker, name: &str, options: Value) -> Interaction {
        self.command(asker, name, &options, None, 2).await
    }

    /// A member types in the option `focused`, and waits for what completes it.
    pub async fn autocomplete(&self, name: &str, focused: &str, options: Value) -> Answer {
        self.autocomplete_by(&Asker::default(), name, focused, options)
            .await
    }

    /// Somebody types in the option `focused`, and waits for what completes it.
    pub async fn autocomplete_by(
        &self,
        asker: &Asker,
        name: &str,
        focused: &str,
        options: Value,
    ) -> Answer {
        let interaction = self.command(asker, name, &options, Some(focused), 4).await;
        self.answer_to(&interaction).await
    }

    async fn command(
        &self,
        asker: &Asker,
        name: &str,
        options: &Value,
        focused: Option<&str>,
        kind: u8,
    ) -> Interaction {
        let (command, path, declared) = self
            .until_some(&format!("the command /{name}"), |world| {
                if world.sessions.is_empty() {
                    return None;
                }
                interactions::find_command(world, asker.guild, name, 1)
            })
            .await;
        let mut inner = interactions::typed_options(&declared, options, focused);
        for (step, word) in path.into_iter().rev() {
            inner = vec![json!({ "name": word, "type": step, "options": inner })];
        }
        let mut data =
            json!({ "id": command["id"], "name": command["name"], "type": 1, "options": inner });
        let channels = self
            .inner
            .look(|world| interactions::resolved_channels(world, asker, &declared, options));
        if let Some(channels) = channels {
            data["resolved"] = json!({ "channels": channels });
        }
        let roles = self
            .inner
            .look(|world| interactions::resolved_roles(world, asker, &declared, options));
        if let Some(roles) = roles {
            data["resolved"]["roles"] = roles;
        }
        interactions::attach(&mut data, &declared, options);
        self.send(asker, kind, data, None, &format!("/{name} {options}"))
    }

    /// A member chooses a command from the menu of a message.
    pub async fn message_menu_by(&self, asker: &Asker, name: &str, message: u64) -> Interaction {
        let (command, _, _) = self
            .until_some(&format!("the message command {name:?}"), |world| {
                interactions::find_command(world, asker.guild, name, 3)
            })
            .await;
        let shown = self
            .inner
            .change(|world| payloads::message(&world.messages[&message]));
        let data = json!({
            "id": command["id"], "name": name, "type": 3, "target_id": message.to_string(),
            "resolved": { "messages": { message.to_string(): shown } },
        });
        self.send(asker, 2, data, None, name)
    }

    /// A member presses a button of a message.
    ///
    /// # Panics
    /// Panics when the message has no such button.
    pub async fn press(&self, custom_id: &str, message: u64) -> Interaction {
        self.press_by(&Asker::default(), custom_id, message).await
    }

    /// Somebody presses a button of a message.
    pub async fn press_by(&self, asker: &Asker, custom_id: &str, message: u64) -> Interaction {
        self.component(asker, custom_id, message, None).await
    }

    /// A member chooses options (by value) from a menu of a message.
    pub async fn choose(&self, custom_id: &str, values: &[&str], message: u64) -> Interaction {
        self.choose_by(&Asker::default(), custom_id, values, message)
            .await
    }

    /// Somebody chooses options (by value) from a menu of a message.
    pub async fn choose_by(
        &self,
        asker: &Asker,
        custom_id: &str,
        values: &[&str],
        message: u64,
    ) -> Interaction {
        self.component(asker, custom_id, message, Some(values))
            .await
    }

    async fn component(
        &self,
        asker: &Asker,
        custom_id: &str,
        message: u64,
        values: Option<&[&str]>,
    ) -> Interaction {
        self.connected().await;
        let (shown, component) = self.inner.change(|world| {
            let held = world.messages.get(&message).expect("the message is there");
            let component = payloads::parts(&held.body)
                .find(|part| part["custom_id"] == custom_id)
                .cloned();
            (payloads::message(held), component)
        });
        let component =
            component.unwrap_or_else(|| panic!("no component {custom_id:?} in {shown}"));
        assert!(component["disabled"] != true, "{custom_id:?} is disabled");
        let mut data = json!({ "custom_id": custom_id, "component_type": component["type"] });
        if let Some(values) = values {
            if let Some(options) = component["options"].as_array() {
                for value in values {
                    assert!(
                        options.iter().any(|option| option["value"] == *value),
                        "the menu has no option {value:?}: {component}"
                    );
                }
            }
            data["values"] = json!(values);
        }
        self.send(asker, 3, data, Some((message, shown)), custom_id)
    }

    /// A member fills in the form that answered an interaction: custom ids with what was typed.
    pub async fn submit(&self, form: &Answer, typed: &[(&str, &str)]) -> Interaction {
        self.submit_by(&Asker::default(), form, typed).await
    }

    /// Somebody fills in the form that answered an interaction.
    pub async fn submit_by(
        &self,
        asker: &Asker,
        form: &Answer,
        typed: &[(&str, &str)],
    ) -> Interaction {
        let rows: Vec<Value> = payloads::parts(&form.body)
            .map(|input| {
                let id = input["custom_id"]
                    .as_str()
                    .expect("an input has a custom_id");
                let value = typed
                    .iter()
                    .find(|(name, _)| *name == id)
                    .map_or("", |(_, value)| *value);
                json!({ "type": 1, "components": [{ "type": 4, "custom_id": id, "value": value }] })
            })
            .collect();
        let data = json!({ "custom_id": form.body["custom_id"], "components": rows });
        self.send(asker, 5, data, None, "a form")
    }

    /// An answer of the bot from long ago, with one button; the message's id.
    pub fn old_answer(&self, custom_id: &str, label: &str) -> u64 {
        let now = self.inner.now();
        let button = json!({ "type": 2, "style": 2, "custom_id": custom_id, "label": label });
        self.inner.change(|world| {
            let id = world.new_id();
            world.keep(Message {
                id,
                channel: Asker::default().channel,
                source: Source::Answer,
                author: super::APPLICATION,
                body: json!({
                    "content": "long ago",
                    "components": [{ "type": 1, "components": [button] }],
                }),
                edits: Vec::new(),
                nonce: None,
                is_private: false,
                asked_by: None,
                is_deleted: false,
                thread: None,
                at: now.as_millis(),
            });
            id
        })
    }

    /// A person writes in a channel; the message's id.
    pub fn says(&self, channel: u64, content: &str) -> u64 {
        let now = self.inner.now();
        self.inner.change(|world| {
            let id = world.new_id();
            world.keep(Message {
                id,
                channel,
                source: Source::Person,
                author: Asker::default().user,
                body: json!({ "content": content }),
                edits: Vec::new(),
                nonce: None,
                is_private: false,
                asked_by: None,
                is_deleted: false,
                thread: None,
                at: now.as_millis(),
            });
            id
        })
    }

    /// A member does something of which the bot's library can read nothing: the field `locale` is missing. `kind` is Discord's
    /// number: 2 for a command, 3 for a button, 4 while an option is typed.
    pub async fn unreadable(&self, kind: u8) -> Interaction {
        self.connected().await;
        let data = json!({ "id": "1", "name": "score", "type": 1, "options": [] });
        let asker = Asker::default();
        self.put(
            &asker,
            kind,
            data,
            None,
            "something unreadable",
            |world, mut event| {
                if let Some(fields) = event.as_object_mut() {
                    fields.remove("locale");
                }
                socket::dispatch_unread(world, "INTERACTION_CREATE", &event);
            },
        )
    }

    /// Sends an interaction to the bot.
    fn send(
        &self,
        asker: &Asker,
        kind: u8,
        data: Value,
        message: Option<(u64, Value)>,
        what: &str,
    ) -> Interaction {
        self.put(asker, kind, data, message, what, |world, event| {
            socket::dispatch(world, "INTERACTION_CREATE", &event);
        })
    }

    fn put(
        &self,
        asker: &Asker,
        kind: u8,
        data: Value,
        message: Option<(u64, Value)>,
        what: &str,
        dispatch: impl FnOnce(&mut World, Value),
    ) -> Interaction {
        let now = self.inner.now();
        self.inner.change(|world| {
            let (interaction, mut event) = prepare(world, asker, kind);
            event["data"] = data;
            let (message, shown) = message.unzip();
            if let Some(shown) = shown {
                event["message"] = shown;
            }
            world
                .tokens
                .insert(interaction.token.clone(), interaction.id);
            world.interactions.insert(
                interaction.id,
                Asked {
                    interaction: interaction.clone(),
                    by: asker.user,
                    what: what.to_owned(),
                    channel: asker.channel,
                    message,
                    acknowledgements: 0,
                    deferred: None,
                    was_deferred: false,
                    original: None,
                    answers: Vec::new(),
                    sent_at: now,
                    sent: Instant::now(),
                    answered: None,
                },
            );
            dispatch(world, event);
            interaction
        })
    }

    /// The first thing a person sees in answer to an interaction; waits for it. A deferral is nothing to see.
    pub async fn answer_to(&self, interaction: &Interaction) -> Answer {
        self.until_some("an answer", |world| {
            world
                .interactions
                .get(&interaction.id)?
                .answers
                .first()
                .cloned()
        })
        .await
    }

    /// The nth thing (from 0) a person sees in answer to an interaction; waits for it.
    pub async fn nth_answer_to(&self, interaction: &Interaction, nth: usize) -> Answer {
        self.until_some("a further answer", |world| {
            world
                .interactions
                .get(&interaction.id)?
                .answers
                .get(nth)
                .cloned()
        })
        .await
    }

    /// All that answered an interaction so far.
    pub fn answers_to(&self, interaction: &Interaction) -> Vec<Answer> {
        self.inner.change(|world| {
            world
                .interactions
                .get(&interaction.id)
                .map(|asked| asked.answers.clone())
                .unwrap_or_default()
        })
    }

    /// Whether an interaction was first answered by a placeholder.
    pub fn was_deferred(&self, interaction: &Interaction) -> bool {
        self.inner
            .change(|world| world.interactions[&interaction.id].was_deferred)
    }

    /// How long the answer took, in real time, for benchmarks.
    pub fn latency_of(&self, interaction: &Interaction) -> Option<std::time::Duration> {
        self.inner.change(|world| {
            let asked = world.interactions.get(&interaction.id)?;
            Some(asked.answered?.duration_since(asked.sent))
        })
    }

    /// Forgets an interaction that was answered, so that a long run does not fill the memory.
    pub fn forget(&self, interaction: &Interaction) {
        self.inner.change(|world| {
            if let Some(asked) = world.interactions.remove(&interaction.id) {
                world.tokens.remove(&asked.interaction.token);
                for answer in asked.answers {
                    if let Some(message) = answer.message
                        && let Some(message) = world.messages.remove(&message)
                    {
                        world
                            .by_channel
                            .entry(message.channel)
                            .or_default()
                            .retain(|id| *id != message.id);
                    }
                }
            }
        });
    }
}

/// An interaction of an asker, its data still missing.
pub(super) fn prepare(world: &mut World, asker: &Asker, kind: u8) -> (Interaction, Value) {
    let id = world.new_id();
    let token = format!("interaction-token-{id}");
    let event = payloads::interaction(world, asker, id, &token, kind);
    (Interaction { id, token }, event)
}
