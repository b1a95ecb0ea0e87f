//! What a delivery says, from what is true when it is sent.

use serde_json::{Value, json};

use super::form::Form;
use super::policy::Hindrance;
use super::{Tag, telling};
use crate::facts::Scope;
use crate::queries::Queries;
use crate::questions::MatchCard;
use crate::replies::{self, Reply, embed};
use crate::store::{Announcement, Delivery, Posted, StoreError, Told};

/// What a withdrawn post tells, as the database keeps it.
const NOTHING_TOLD: &str = "[]";

/// A delivery in words, as a message with an embed and as one without.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Wording {
    /// The message.
    pub framed: Value,
    /// The same where embeds are not allowed.
    pub plain: Value,
    /// What it tells.
    pub told: Told,
}

/// Words a delivery; `None` when there is nothing to say any more. A thread has a name, and no words.
pub(super) async fn word(
    queries: &Queries,
    delivery: &Delivery,
    tag: &Tag,
) -> Result<Option<Wording>, StoreError> {
    let form = Form::of_delivery(delivery);
    match delivery.kind {
        Announcement::Alert => Ok(delivery.alert.as_ref().map(|(note, channel)| {
            let reply = alert(note, *channel, tag);
            in_both_forms(&reply, Told::default())
        })),
        Announcement::Digest => digest(queries, delivery, &delivery.matches, &form, tag).await,
        Announcement::Thread => Ok(None),
        Announcement::Summary | Announcement::Update | Announcement::Withdrawal => {
            match delivery
                .posted
                .as_ref()
                .map(|posted| posted.digest.as_slice())
            {
                Some(games @ [_, ..]) if delivery.is_edit() => {
                    digest(queries, delivery, games, &form, tag).await
                }
                Some(_) | None => of_one_match(queries, delivery, &form, tag).await,
            }
        }
    }
}

/// The match that a delivery is of, as readers of its server see it.
pub(super) async fn card_of(
    queries: &Queries,
    delivery: &Delivery,
) -> Result<Option<MatchCard>, StoreError> {
    let Some(game) = delivery.matches.first() else {
        return Ok(None);
    };
    queries.card(Scope::Server(delivery.guild), *game).await
}

async fn of_one_match(
    queries: &Queries,
    delivery: &Delivery,
    form: &Form,
    tag: &Tag,
) -> Result<Option<Wording>, StoreError> {
    let Some(card) = card_of(queries, delivery).await? else {
        return withdrawal(queries, delivery, tag).await;
    };
    let reply = match (form.hides, delivery.is_edit()) {
        (true, false) => replies::hidden(&card, tag.as_str()),
        (true, true) => replies::hidden_changed(&card, tag.as_str()),
        (false, _) => replies::summary(&card, form.drawn(), tag.as_str()),
    };
    let reply = Reply {
        pings: pings(delivery, form),
        ..reply
    };
    let told = Told {
        matches: vec![(card.id, telling::lines(&card))],
        format: form.format,
        is_hidden: form.hides,
        wants_thread: form.thread && delivery.kind == Announcement::Summary,
    };
    Ok(Some(quietly(delivery, in_both_forms(&reply, told))))
}

/// Words what takes the place of a post whose match no report tells of any more; `None` where nothing was posted.
async fn withdrawal(
    queries: &Queries,
    delivery: &Delivery,
    tag: &Tag,
) -> Result<Option<Wording>, StoreError> {
    let (Some(_), Some(game)) = (&delivery.posted, delivery.matches.first()) else {
        return Ok(None);
    };
    let scope = Scope::Server(delivery.guild);
    let sides = queries.sides_once_told(scope, *game).await?;
    Ok(sides.map(|(home, away)| {
        let reply = replies::withdrawn(&home, &away, tag.as_str());
        let told = Told {
            matches: vec![(*game, NOTHING_TOLD.to_owned())],
            ..Told::default()
        };
        in_both_forms(&reply, told)
    }))
}

async fn digest(
    queries: &Queries,
    delivery: &Delivery,
    games: &[crate::facts::MatchId],
    form: &Form,
    tag: &Tag,
) -> Result<Option<Wording>, StoreError> {
    let scope = Scope::Server(delivery.guild);
    let mut cards = Vec::with_capacity(games.len());
    let mut withdrawn = Vec::new();
    let mut told = Vec::with_capacity(games.len());
    for game in games {
        match queries.card(scope, *game).await? {
            Some(card) => {
                told.push((card.id, telling::lines(&card)));
                cards.push(card);
            }
            // What never stood there needs no word.
            None if delivery.is_edit() => {
                withdrawn.extend(queries.sides_once_told(scope, *game).await?);
                told.push((*game, NOTHING_TOLD.to_owned()));
            }
            None => {}
        }
    }
    if cards.is_empty() && !delivery.is_edit() {
        return Ok(None);
    }
    let reply = match (form.hides, delivery.is_edit()) {
        (true, false) => replies::hidden_digest(&cards, tag.as_str()),
        (true, true) => replies::hidden_digest_changed(&cards, &withdrawn, tag.as_str()),
        (false, _) => replies::digest(&cards, &withdrawn, tag.as_str()),
    };
    let reply = Reply {
        pings: pings(delivery, form),
        ..reply
    };
    let told = Told {
        matches: told,
        format: form.format,
        is_hidden: form.hides,
        wants_thread: false,
    };
    Ok(Some(quietly(delivery, in_both_forms(&reply, told))))
}

/// What is said under a post that Discord takes no edit of any more.
pub(super) async fn correction(
    queries: &Queries,
    delivery: &Delivery,
    posted: &Posted,
    words: &Wording,
    tag: &Tag,
) -> Result<Wording, StoreError> {
    let form = Form::of_delivery(delivery);
    let reply = match card_of(queries, delivery).await? {
        None => replies::correction_withdrawn(tag.as_str()),
        Some(card) if form.hides => replies::correction_hidden(&card, tag.as_str()),
        Some(card) => {
            let before = posted.lines.as_deref().unwrap_or(NOTHING_TOLD);
            let after = telling::lines(&card);
            let amendments = telling::amendments(queries, before, &after).await?;
            replies::correction(&card, &amendments, tag.as_str())
        }
    };
    let mut wording = in_both_forms(&reply, words.told.clone());
    for body in [&mut wording.framed, &mut wording.plain] {
        body["message_reference"] =
            json!({ "message_id": posted.message.to_string(), "fail_if_not_exists": false });
        body["allowed_mentions"]["replied_user"] = json!(false);
        body["flags"] = json!(SUPPRESS_NOTIFICATIONS);
    }
    Ok(wording)
}

fn alert(note: &str, channel: u64, tag: &Tag) -> Reply {
    match Hindrance::from_word(note) {
        Some(hindrance) => replies::alert_paused(channel, hindrance.sentence(), tag.as_str()),
        None => replies::alert_uncertain(channel, tag.as_str()),
    }
}

/// The roles that a post tells: those of a first post that is not quiet. An edit pings nobody, and shows what it showed.
fn pings(delivery: &Delivery, form: &Form) -> Vec<u64> {
    match delivery.is_quiet {
        true => Vec::new(),
        false => form.roles.clone(),
    }
}

/// Discord's flag for a message that notifies nobody.
const SUPPRESS_NOTIFICATIONS: u64 = 1 << 12;

fn quietly(delivery: &Delivery, mut wording: Wording) -> Wording {
    if delivery.is_quiet && !delivery.is_edit() {
        wording.framed["flags"] = json!(SUPPRESS_NOTIFICATIONS);
        wording.plain["flags"] = json!(SUPPRESS_NOTIFICATIONS);
    }
    wording
}

fn in_both_forms(reply: &Reply, told: Told) -> Wording {
    Wording {
        framed: json(&embed::message(reply)),
        plain: json(&embed::plain_message(reply)),
        told,
    }
}

fn json(message: &embed::Message) -> Value {
    serde_json::to_value(message).expect("a message has string keys and finite numbers alone")
}
