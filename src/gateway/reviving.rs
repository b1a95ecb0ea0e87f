//! Resuming what Discord's refusals had paused, once its channel takes posts again.

use std::collections::BTreeSet;

use serenity::all::{ChannelId, Http, UserId};
use tracing::{info, warn};

use super::permissions::{ChannelKind, Extras, access};
use super::rest::{chain, told};
use super::state::State;
use super::subscribing::Server;
use crate::store::PausedBy;

/// Looks at the channels of a server, or at one of them, whose subscriptions were paused because Discord refused a post, and
/// resumes them where nothing is missing any more. What a person paused stays so.
pub async fn revive(
    state: &State,
    http: &Http,
    server: Server,
    only: Option<ChannelId>,
    bot: UserId,
) {
    let kept = match state.store.subscriptions(server.0.get()).await {
        Ok(kept) => kept,
        Err(error) => {
            warn!(error = chain(&error), "the subscriptions could not be read");
            return;
        }
    };
    let refused: BTreeSet<u64> = kept
        .into_iter()
        .filter(|kept| {
            let by = kept.paused.as_ref().map(|paused| paused.by);
            by == Some(PausedBy::Refusal) && only.is_none_or(|only| only.get() == kept.channel)
        })
        .map(|kept| kept.channel)
        .collect();
    for channel in refused {
        let now = (state.now)();
        let place = ChannelId::new(channel);
        let access = match access(http, server.0, place, bot, Extras::default(), now).await {
            Ok(access) => access,
            Err(error) => {
                // A channel that is gone is looked for in vain, and stays paused.
                info!(
                    channel.id = channel,
                    error = told(&error),
                    "a paused channel cannot be looked at"
                );
                continue;
            }
        };
        let takes_posts = match access.kind {
            ChannelKind::Text | ChannelKind::Plain => access.missing.is_empty(),
            ChannelKind::Forum | ChannelKind::Other => false,
        };
        if !takes_posts {
            continue;
        }
        match state.store.resume_channel(channel, now.as_second()).await {
            Ok(0) => {}
            Ok(count) => info!(
                channel.id = channel,
                count, "resumed what a refusal had paused"
            ),
            Err(error) => warn!(error = chain(&error), "subscriptions could not be resumed"),
        }
    }
}
