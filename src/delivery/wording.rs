//! What a delivery says, from what is true when it is sent.

use serde_json::Value;

use super::Tag;
use crate::facts::Scope;
use crate::queries::Queries;
use crate::replies::{self, embed};
use crate::store::{Delivery, StoreError};

/// A delivery in words, as a message with an embed and as one without.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Wording {
    /// The message.
    pub framed: Value,
    /// The same where embeds are not allowed.
    pub plain: Value,
}

/// Words what takes the place of a post whose match no report tells of any more.
pub(super) async fn word_withdrawal(
    queries: &Queries,
    delivery: &Delivery,
    tag: &Tag,
) -> Result<Option<Wording>, StoreError> {
    let scope = Scope::Server(delivery.guild);
    let sides = queries.sides_once_told(scope, delivery.match_id).await?;
    Ok(sides.map(|(home, away)| in_both_forms(&replies::withdrawn(&home, &away, tag.as_str()))))
}

/// Words a delivery; `None` when there is no longer such a match to see.
pub(super) async fn word(
    queries: &Queries,
    delivery: &Delivery,
    tag: &Tag,
) -> Result<Option<Wording>, StoreError> {
    let scope = Scope::Server(delivery.guild);
    let Some(card) = queries.card(scope, delivery.match_id).await? else {
        return Ok(None);
    };
    let reply = replies::summary(&card, replies::Format::Card, tag.as_str());
    Ok(Some(in_both_forms(&reply)))
}

fn in_both_forms(reply: &replies::Reply) -> Wording {
    Wording {
        framed: json(&embed::message(reply)),
        plain: json(&embed::plain_message(reply)),
    }
}

fn json(message: &embed::Message) -> Value {
    serde_json::to_value(message).expect("a message has string keys and finite numbers alone")
}
