//! What `/subscribe`, `/unsubscribe` and `/subscriptions list` do.

use serenity::all::{ChannelId, GuildId, Http, UserId};
use tracing::error;

use super::Reference;
use super::choosing::{choose, defaults, shown};
use super::commands::{Context, Said};
use super::permissions::{ChannelKind, Extras, access};
use super::rest::{chain, told};
use super::state::State;
use crate::names::fold;
use crate::replies::subscription::{self as say, About, ShownPost, SubscriptionLine};
use crate::replies::{self, Reply};
use crate::store::{
    Choices, NewSubscription, SUBSCRIPTIONS_A_SERVER, StoreError, Subscribed, Subscription,
    SubscriptionId, Wants,
};

/// The server whose subscriptions are meant.
#[derive(Debug, Clone, Copy)]
pub struct Server(pub GuildId);

impl Server {
    /// The server a command was used in.
    pub fn of(context: Context<'_>) -> Option<Self> {
        context.interaction.guild_id.map(Self)
    }
}

/// A `/subscribe` as typed.
#[derive(Debug, Clone)]
pub struct Wish {
    /// The words for a team.
    pub team: Option<String>,
    /// The words for a competition.
    pub competition: Option<String>,
    /// The words for a player.
    pub player: Option<String>,
    /// Every match.
    pub everything: bool,
    /// How the posts are to be, as far as it was said.
    pub said: Said,
    /// Where to post.
    pub target: Target,
    /// Who asks.
    pub by: UserId,
    /// This bot.
    pub bot: UserId,
}

/// Where a summary is to go.
#[derive(Debug, Clone, Copy)]
pub struct Target {
    /// The channel or thread.
    pub channel: ChannelId,
    /// Whether the person who asks can see it.
    pub is_seen: bool,
}

/// Keeps a wish, once it is clear what is meant and that it can be posted there.
pub async fn subscribe(state: &State, http: &Http, server: Server, wish: Wish) -> Reply {
    let wants = match wanted(state, server, &wish).await {
        Ok(wants) => wants,
        Err(reply) => return reply,
    };
    if !wish.target.is_seen {
        return say::out_of_your_sight();
    }
    let settings = match state.store.settings(server.0.get()).await {
        Ok(settings) => settings,
        Err(error) => return broken("a server's settings could not be read", chain(&error)),
    };
    let choices = match choose(defaults(&settings), &wish.said, &wants) {
        Ok(choices) => choices,
        Err(reply) => return *reply,
    };
    let now = (state.now)();
    let channel = wish.target.channel;
    let place = Place {
        server,
        channel,
        bot: wish.bot,
    };
    let name = match may_post(state, http, place, choices).await {
        Ok(name) => name,
        Err(reply) => return reply,
    };
    let about = about(state, server, &wants).await;
    let new = NewSubscription {
        guild: server.0.get(),
        channel: channel.get(),
        wants,
        choices,
        by: wish.by.get(),
        at: now.as_second(),
    };
    match state.store.subscribe(&new).await {
        Ok(Subscribed::New(_)) => {
            state.channels.learn(channel.get(), name);
            say::subscribed(&about, channel.get(), &shown(choices))
        }
        Ok(Subscribed::Already(_)) => {
            say::already_subscribed(&about, channel.get(), &shown(choices))
        }
        Ok(Subscribed::TooMany) => say::too_many(SUBSCRIPTIONS_A_SERVER),
        Err(error) => broken("a subscription could not be kept", chain(&error)),
    }
}

/// A channel to post in.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    /// Its server.
    pub server: Server,
    /// The channel or thread.
    pub channel: ChannelId,
    /// This bot.
    pub bot: UserId,
}

/// The name of a channel in which all that was chosen can be done; what to say where it cannot.
pub async fn may_post(
    state: &State,
    http: &Http,
    place: Place,
    choices: Choices,
) -> Result<String, Reply> {
    let extras = Extras {
        threads: choices.threads,
        role: choices.role,
    };
    let now = (state.now)();
    let access = access(http, place.server.0, place.channel, place.bot, extras, now)
        .await
        .map_err(|error| {
            broken(
                "Discord did not say what may be done in a channel",
                told(&error),
            )
        })?;
    match access.kind {
        ChannelKind::Text => {}
        ChannelKind::Plain if choices.threads => return Err(say::no_threads(&access.name)),
        ChannelKind::Plain => {}
        ChannelKind::Forum => return Err(say::wrong_channel(&access.name, true)),
        ChannelKind::Other => return Err(say::wrong_channel(&access.name, false)),
    }
    if !access.knows_role {
        return Err(say::not_that_role());
    }
    if !access.missing.is_empty() {
        return Err(say::cannot_post(&access.name, &access.missing));
    }
    Ok(access.name)
}

/// Forgets a subscription, given its number or the words it is shown with.
pub async fn unsubscribe(state: &State, server: Server, words: &str) -> Reply {
    let lines = match lines(state, server).await {
        Ok(lines) => lines,
        Err(error) => return broken("the subscriptions could not be read", chain(&error)),
    };
    let line = match pick(&lines, words) {
        Ok(line) => line,
        Err(reply) => return *reply,
    };
    match state
        .store
        .unsubscribe(server.0.get(), SubscriptionId(line.id))
        .await
    {
        Ok(true) => say::unsubscribed(line),
        Ok(false) => say::no_such_subscription(),
        Err(error) => broken("a subscription could not be ended", chain(&error)),
    }
}

/// The subscription of that number, or shown with those words; what to say where there is none, or several.
pub fn pick<'a>(
    lines: &'a [SubscriptionLine],
    words: &str,
) -> Result<&'a SubscriptionLine, Box<Reply>> {
    let typed = fold(words);
    let of_number = |line: &&SubscriptionLine| line.id.to_string() == words.trim();
    let of_words = |line: &&SubscriptionLine| fold(&line.about.words()) == typed;
    let mut found = lines.iter().filter(of_number);
    let mut named = lines.iter().filter(of_words);
    match (found.next(), named.next(), named.next()) {
        (Some(line), ..) | (None, Some(line), None) => Ok(line),
        (None, Some(_), Some(_)) => Err(Box::new(say::several_such_subscriptions())),
        (None, None, _) => Err(Box::new(say::no_such_subscription())),
    }
}

/// A server's subscriptions, all or those of one channel.
pub async fn list(state: &State, server: Server, only: Option<ChannelId>) -> Reply {
    match lines(state, server).await {
        Ok(mut lines) => {
            let Some(only) = only else {
                return say::subscriptions(&lines);
            };
            lines.retain(|line| line.channel == only.get());
            match lines.as_slice() {
                [] => say::none_there(only.get()),
                lines => say::subscriptions(lines),
            }
        }
        Err(error) => broken("the subscriptions could not be read", chain(&error)),
    }
}

/// The subscriptions that what has been typed may mean: what is shown, and the number.
pub async fn offer(
    state: &State,
    server: Server,
    typed: &str,
) -> Result<Vec<(String, String)>, StoreError> {
    let typed = fold(typed);
    let lines = lines(state, server).await?;
    Ok(lines
        .iter()
        .map(|line| {
            let channel = match state.channels.name(line.channel) {
                Some(name) => format!("#{name}"),
                None => format!("channel {}", line.channel),
            };
            let label = format!("{} in {channel}", line.about.words());
            (label, line.id.to_string())
        })
        .filter(|(label, _)| fold(label).contains(&typed))
        .collect())
}

/// What a wish is about, or what to say to it.
async fn wanted(state: &State, server: Server, wish: &Wish) -> Result<Wants, Reply> {
    let asker = state.asker_in(Some(server.0)).await;
    let wants = match (&wish.team, &wish.competition, &wish.player, wish.everything) {
        (Some(words), None, None, false) => {
            let team = state.desk.find_team(&asker, words).await;
            team.map(|team| Wants::Team(team.id))
        }
        (None, Some(words), None, false) => {
            let competition = state.desk.find_competition(&asker, words).await;
            competition.map(|competition| Wants::Competition(competition.id))
        }
        (None, None, Some(words), false) => {
            let player = state.desk.find_player(&asker, words).await;
            player.map(Wants::Player)
        }
        (None, None, None, true) => Ok(Wants::Everything),
        (None, None, None, false) => return Err(say::nothing_chosen()),
        _ => return Err(say::several_chosen()),
    };
    wants.map_err(|mistake| say::unclear(&mistake))
}

pub async fn lines(state: &State, server: Server) -> Result<Vec<SubscriptionLine>, StoreError> {
    let held = state.store.subscriptions(server.0.get()).await?;
    let mut lines = Vec::with_capacity(held.len());
    for subscription in held {
        let about = about(state, server, &subscription.wants).await;
        lines.push(line(subscription, about));
    }
    Ok(lines)
}

fn line(subscription: Subscription, about: About) -> SubscriptionLine {
    SubscriptionLine {
        id: subscription.id.0,
        channel: subscription.channel,
        about,
        how: shown(subscription.choices),
        paused: subscription
            .paused
            .map(|paused| (paused.reason, paused.since)),
        since: subscription.created_at,
        last_post: subscription.last_post.map(|post| ShownPost {
            at: post.at,
            guild: subscription.guild,
            message: post.message,
        }),
    }
}

/// A wish with the names it is shown under; an id that nothing is known of is shown itself.
async fn about(state: &State, server: Server, wants: &Wants) -> About {
    let asker = state.asker_in(Some(server.0)).await;
    match wants {
        Wants::Team(id) => {
            let found = state.desk.find_team(&asker, id.as_str()).await;
            About::Team(found.map_or_else(|_| id.to_string(), |team| team.name))
        }
        Wants::Competition(id) => {
            let found = state.desk.find_competition(&asker, id.as_str()).await;
            About::Competition(found.map_or_else(|_| id.0.clone(), |known| known.name))
        }
        Wants::Player(name) => About::Player(name.clone()),
        Wants::Everything => About::Everything,
    }
}

/// What is said where something is ours to mend; the log has the same reference.
pub fn broken(what: &'static str, error: String) -> Reply {
    let reference = Reference::new();
    error!(%reference, error, "{what}");
    replies::fault(&reference.to_string())
}
