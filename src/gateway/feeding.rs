//! What `/feed` does.

use url::Url;

use super::person::Person;
use super::rest::chain;
use super::subscribing::broken;
use crate::ingestion::feeds::{self, FeedDocument};
use crate::replies::Reply;
use crate::replies::feed::{self as say, FeedLine};
use crate::store::{FEEDS_A_SERVER, Feed, FeedAdded, FeedId, NewFeed};

/// How many headlines a test shows.
const LATEST: usize = 5;

/// Adds a feed, once it can be read.
pub async fn add(person: &Person, typed: &str, every: Option<&str>) -> Reply {
    let every_seconds = match every {
        None => feeds::USUAL,
        Some(words) => match feeds::interval(words) {
            Some(seconds) => seconds,
            None => return say::bad_interval(words),
        },
    };
    let (url, document) = match look(person, typed).await {
        Ok(found) => found,
        Err(reply) => return reply,
    };
    let new = NewFeed {
        url: url.into(),
        every_seconds,
    };
    match person
        .state
        .store
        .add_feed(&new, &person.decision(None))
        .await
    {
        Ok(FeedAdded::New(_)) => {
            person.state.doors.poller.wake();
            say::added(&name(&document, &new.url), document.items.len())
        }
        Ok(FeedAdded::Already(_)) => say::already(),
        Ok(FeedAdded::TooMany) => say::too_many(FEEDS_A_SERVER),
        Err(error) => broken("a feed could not be kept", chain(&error)),
    }
}

/// Looks at a feed, and keeps nothing.
pub async fn test(person: &Person, typed: &str) -> Reply {
    let (url, document) = match look(person, typed).await {
        Ok(found) => found,
        Err(reply) => return reply,
    };
    let titles = document.items.iter().filter_map(|item| item.title.clone());
    let latest: Vec<String> = titles.take(LATEST).collect();
    let items = document.items.len() + document.left_out;
    say::tested(&name(&document, url.as_str()), items, &latest)
}

fn name(document: &FeedDocument, url: &str) -> String {
    document.title.clone().unwrap_or_else(|| url.to_owned())
}

async fn look(person: &Person, typed: &str) -> Result<(Url, FeedDocument), Reply> {
    let typed = typed.trim();
    let url = Url::parse(typed).map_err(|_| {
        say::unreadable(typed, "is no address: write it as https://example.org/feed")
    })?;
    match person.state.doors.poller.look(&url, person.now()).await {
        Ok(document) => Ok((url, document)),
        Err(why) => Err(say::unreadable(typed, &why)),
    }
}

/// The server's feeds.
pub async fn list(person: &Person) -> Reply {
    match person.state.store.feeds(Some(person.scope())).await {
        Ok(held) => say::feeds(&held.into_iter().map(line).collect::<Vec<_>>()),
        Err(error) => broken("the feeds could not be read", chain(&error)),
    }
}

fn line(feed: Feed) -> FeedLine {
    FeedLine {
        id: feed.id.0,
        url: feed.url,
        title: feed.title,
        minutes: feed.every_seconds / 60,
        asked: feed.polled_at,
        problem: feed.problem,
        is_gone: feed.gone_at.is_some(),
    }
}

/// Removes a feed.
pub async fn remove(person: &Person, id: i64) -> Reply {
    let held = match person.state.store.feeds(Some(person.scope())).await {
        Ok(held) => held,
        Err(error) => return broken("the feeds could not be read", chain(&error)),
    };
    let Some(feed) = held.into_iter().find(|feed| feed.id.0 == id) else {
        return say::no_such_feed();
    };
    let decision = person.decision(None);
    let removed = person.state.store.remove_feed(FeedId(id), &decision);
    match removed.await {
        Ok(true) => say::removed(&feed.url),
        Ok(false) => say::no_such_feed(),
        Err(error) => broken("a feed could not be removed", chain(&error)),
    }
}
