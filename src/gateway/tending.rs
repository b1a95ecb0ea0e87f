//! What `/subscriptions` does with a subscription there is.

use std::sync::Arc;

use serenity::all::{ChannelId, Http, HttpError, UserId};

use super::choosing::{choose, shown};
use super::commands::Said;
use super::permissions::{Extras, access};
use super::rest::{chain, told};
use super::state::State;
use super::subscribing::{Place, Server, broken, lines, may_post, pick};
use crate::queries::Queries;
use crate::questions::{ChannelPost, MatchCard};
use crate::replies::subscription::{self as say_of, SubscriptionLine};
use crate::replies::{self, Field, Reply, WhyLine, embed, tending as say};
use crate::store::{Choices, Subscription, SubscriptionId};

/// Who tends, and with what.
pub struct Tender {
    /// What answers are made of.
    pub state: Arc<State>,
    /// Requests to Discord.
    pub http: Arc<Http>,
    /// The server.
    pub server: Server,
    /// This bot.
    pub bot: UserId,
}

/// A subscription that was named, as it is kept and as it is shown.
struct Named {
    kept: Subscription,
    line: SubscriptionLine,
}

impl Tender {
    async fn find(&self, words: &str) -> Result<Named, Reply> {
        let unreadable = |error| broken("the subscriptions could not be read", chain(&error));
        let lines = lines(&self.state, self.server).await.map_err(unreadable)?;
        let line = pick(&lines, words).map_err(|reply| *reply)?.clone();
        let guild = self.server.0.get();
        let kept = self.state.store.subscriptions(guild).await;
        let kept = kept.map_err(unreadable)?;
        kept.into_iter()
            .find(|kept| kept.id.0 == line.id)
            .map(|kept| Named { kept, line })
            .ok_or_else(say_of::no_such_subscription)
    }

    async fn may_post(&self, named: &Named, choices: Choices) -> Result<String, Reply> {
        let place = Place {
            server: self.server,
            channel: ChannelId::new(named.kept.channel),
            bot: self.bot,
        };
        may_post(&self.state, &self.http, place, choices).await
    }

    fn now(&self) -> i64 {
        (self.state.now)().as_second()
    }
}

/// Changes how a subscription posts.
pub async fn edit(tender: &Tender, words: &str, said: &Said) -> Reply {
    let named = match tender.find(words).await {
        Ok(named) => named,
        Err(reply) => return reply,
    };
    let choices = match choose(named.kept.choices, said, &named.kept.wants) {
        Ok(choices) => choices,
        Err(reply) => return *reply,
    };
    if choices == named.kept.choices {
        return say::unchanged(&named.line);
    }
    if let Err(reply) = tender.may_post(&named, choices).await {
        return reply;
    }
    let guild = tender.server.0.get();
    match tender
        .state
        .store
        .choose(guild, named.kept.id, choices)
        .await
    {
        Ok(true) => say::edited(&SubscriptionLine {
            how: shown(choices),
            ..named.line
        }),
        Ok(false) => say_of::no_such_subscription(),
        Err(error) => broken("a subscription could not be changed", chain(&error)),
    }
}

/// Posts nothing for a subscription from now on.
pub async fn pause(tender: &Tender, words: &str, by: &str) -> Reply {
    let named = match tender.find(words).await {
        Ok(named) => named,
        Err(reply) => return reply,
    };
    let reason = format!("by {by}");
    let guild = tender.server.0.get();
    let paused = tender
        .state
        .store
        .pause(guild, named.kept.id, &reason, tender.now());
    match paused.await {
        Ok(true) => say::paused(&named.line),
        Ok(false) => say::paused_already(&named.line),
        Err(error) => broken("a subscription could not be paused", chain(&error)),
    }
}

/// Posts again for a subscription, where that is possible.
pub async fn resume(tender: &Tender, words: &str) -> Reply {
    let named = match tender.find(words).await {
        Ok(named) => named,
        Err(reply) => return reply,
    };
    if let Err(reply) = tender.may_post(&named, named.kept.choices).await {
        return reply;
    }
    let guild = tender.server.0.get();
    let resumed = tender
        .state
        .store
        .resume(guild, named.kept.id, tender.now());
    match resumed.await {
        Ok(true) => say::resumed(&named.line),
        Ok(false) => say::active_already(&named.line),
        Err(error) => broken("a subscription could not be resumed", chain(&error)),
    }
}

/// Posts a sample where a subscription posts.
pub async fn test(tender: &Tender, words: &str) -> Reply {
    let named = match tender.find(words).await {
        Ok(named) => named,
        Err(reply) => return reply,
    };
    if let Err(reply) = tender.may_post(&named, named.kept.choices).await {
        return reply;
    }
    let sample = embed::message(&replies::sample(&named.line.how));
    let channel = ChannelId::new(named.kept.channel);
    match tender.http.send_message(channel, Vec::new(), &sample).await {
        Ok(message) => say::tested(&named.line, tender.server.0.get(), message.id.get()),
        Err(serenity::Error::Http(HttpError::UnsuccessfulRequest(refusal)))
            if refusal.status_code.is_client_error() =>
        {
            say::refused(&named.line, &refusal.error.message)
        }
        Err(error) => broken("a sample could not be posted", told(&error)),
    }
}

/// Posts what was held before a subscription was made.
pub async fn backfill(tender: &Tender, words: &str, count: u32) -> Reply {
    let named = match tender.find(words).await {
        Ok(named) => named,
        Err(reply) => return reply,
    };
    let guild = tender.server.0.get();
    let owed = tender
        .state
        .store
        .backfill(guild, named.kept.id, count.min(10), tender.now());
    match owed.await {
        Ok(Some(owed)) => say::backfilled(&named.line, owed),
        Ok(None) => say::paused_already(&named.line),
        Err(error) => broken("older matches could not be queued", chain(&error)),
    }
}

/// Why a match was posted in each channel, or was not.
pub async fn why(tender: &Tender, words: &str) -> Reply {
    let asker = tender.state.asker_in(Some(tender.server.0)).await;
    let card = match tender.state.desk.find_match(&asker, words).await {
        Ok(card) => card,
        Err(reply) => return reply,
    };
    let guild = tender.server.0.get();
    let shown = match lines(&tender.state, tender.server).await {
        Ok(shown) => shown,
        Err(error) => return broken("the subscriptions could not be read", chain(&error)),
    };
    let kept = match tender.state.store.subscriptions(guild).await {
        Ok(kept) => kept,
        Err(error) => return broken("the subscriptions could not be read", chain(&error)),
    };
    let posts = match Queries::over(&tender.state.store)
        .posts(guild, card.id)
        .await
    {
        Ok(posts) => posts,
        Err(error) => return broken("the posts of a match could not be read", chain(&error)),
    };
    let told: Vec<WhyLine> = shown
        .into_iter()
        .filter_map(|line| {
            let kept = kept
                .iter()
                .find(|kept| kept.id == SubscriptionId(line.id))?;
            Some(stood(&card, kept, line, &posts))
        })
        .collect();
    replies::why(&card, &told, tender.now())
}

/// What is subscribed in a channel, and what is missing to post there; nothing where that cannot be told.
pub async fn here(tender: &Tender, channel: ChannelId) -> Option<Field> {
    let lines = lines(&tender.state, tender.server).await.ok()?;
    let lines: Vec<SubscriptionLine> = lines
        .into_iter()
        .filter(|line| line.channel == channel.get())
        .collect();
    let now = (tender.state.now)();
    let (http, server) = (&tender.http, tender.server.0);
    let access = access(http, server, channel, tender.bot, Extras::default(), now).await;
    Some(say::here(&lines, &access.ok()?.missing))
}

/// How a match stands with one subscription.
fn stood(
    card: &MatchCard,
    kept: &Subscription,
    line: SubscriptionLine,
    posts: &[ChannelPost],
) -> WhyLine {
    let values = card.agreed.facts.iter().map(|agreed| &agreed.fact.value);
    WhyLine {
        is_about: kept.wants.is_about(&card.home.id, &card.away.id, values),
        guild: kept.guild,
        post: posts
            .iter()
            .find(|post| post.channel == kept.channel)
            .map(|post| post.fate.clone()),
        line,
    }
}
