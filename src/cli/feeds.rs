//! `touchline feeds`: each feed with its state.

use super::Failure;
use crate::app::{self, App};
use crate::config::Config;
use crate::facts::Scope;
use crate::store::Feed;

/// Prints the feeds, one a line: those of the configuration and those of the servers.
///
/// # Errors
/// When the database cannot be opened or read, or the configuration names what is no feed.
pub async fn run(config: &Config) -> Result<(), Failure> {
    let configured = app::configured(config)?;
    let app = App::open(config).await?;
    let held = app.store().feeds(None).await.map_err(anyhow::Error::from)?;
    for feed in &held {
        say!("{}", line(feed));
    }
    for new in &configured {
        let is_held = held
            .iter()
            .any(|feed| feed.scope == Scope::Shared && feed.url == new.url);
        if !is_held {
            say!(
                "{}  for everybody  not asked yet: the bot does when it runs",
                new.url
            );
        }
    }
    if held.is_empty() && configured.is_empty() {
        say!("no feeds: name them under [[ingestion.feeds]], or add them with /feed add");
    }
    app.close().await;
    Ok(())
}

fn line(feed: &Feed) -> String {
    let whose = match feed.scope {
        Scope::Shared => "for everybody".to_owned(),
        Scope::Server(id) => format!("for server {id}"),
    };
    let state = match (&feed.problem, feed.gone_at, feed.polled_at) {
        (_, Some(since), _) => format!("gone since {}", shown(since)),
        (Some(problem), None, _) => format!(
            "failed {} times: {problem}; next asked {}",
            feed.failures,
            shown(feed.next_poll_at)
        ),
        (None, None, Some(asked)) => {
            format!("asked {}, next {}", shown(asked), shown(feed.next_poll_at))
        }
        (None, None, None) => "not asked yet".to_owned(),
    };
    format!(
        "{}  {whose}  every {} min  {state}",
        feed.url,
        feed.every_seconds / 60
    )
}

fn shown(instant: i64) -> String {
    jiff::Timestamp::from_second(instant)
        .map_or_else(|_| "?".to_owned(), |instant| instant.to_string())
}
