//! What moderators and reporters decide: corrections, reports taken out, matches that may be one.

use super::handing_in;
use super::person::{Person, Standing};
use super::rest::chain;
use super::subscribing::broken;
use crate::facts::consensus::Put;
use crate::facts::{FactValue, MatchId, Named, ReportId};
use crate::queries::Queries;
use crate::questions::MatchCard;
use crate::questions::correcting::correcting;
use crate::replies::{Reply, moderation as say};
use crate::store::{CorrectionId, NewCorrection};

/// How many reports a list shows.
const REPORTS: u32 = 20;

/// How many decisions the record shows.
const DECISIONS: u32 = 15;

/// A `/correct` as typed.
#[derive(Debug, Clone)]
pub struct Wish {
    /// The words for a match.
    pub game: String,
    /// The words for a fact.
    pub field: String,
    /// What is right.
    pub value: String,
    /// Why.
    pub reason: String,
}

/// Puts a fact right.
pub async fn correct(person: &Person, wish: Wish) -> Reply {
    if let Err(reply) = person.at_least(Standing::Reporter).await {
        return reply;
    }
    let asker = person.state.asker_in(Some(person.guild)).await;
    let card = match person.state.desk.find_card(&asker, &wish.game).await {
        Ok(card) => card,
        Err(reply) => return *reply,
    };
    let mut put = match correcting(&card, &wish.field, &wish.value, person.today()) {
        Ok(put) => put,
        Err(unclear) => return say::unclear(&wish.field, &unclear),
    };
    if let Put::Right(FactValue::Competition(named)) = &put
        && let Ok(known) = person
            .state
            .desk
            .find_competition(&asker, &named.name)
            .await
    {
        put = Put::Right(FactValue::Competition(Named {
            name: known.name,
            id: Some(known.id.0),
        }));
    }
    let told = say::correction(&card, &put);
    let new = NewCorrection {
        match_id: card.id,
        home: card.home.id.clone(),
        put,
        subject: told.subject.clone(),
        old: told.old.clone(),
        new: told.new.clone(),
        decision: person.decision(Some(wish.reason)),
    };
    match person.state.store.correct(&new).await {
        Ok(corrected) => say::corrected(corrected.id.0, &told),
        Err(error) => broken("a correction could not be kept", chain(&error)),
    }
}

/// Takes a correction back.
pub async fn undo(person: &Person, id: i64) -> Reply {
    if let Err(reply) = person.at_least(Standing::Reporter).await {
        return reply;
    }
    let decision = person.decision(None);
    let undone = person
        .state
        .store
        .undo_correction(CorrectionId(id), &decision);
    match undone.await {
        Ok(Some(_)) => say::undone(),
        Ok(None) => say::nothing_to_undo(),
        Err(error) => broken("a correction could not be taken back", chain(&error)),
    }
}

/// Takes a report out of every view; deletes its text where that is wanted, which moderators alone may.
pub async fn retract(person: &Person, report: i64, reason: String, deletes: bool) -> Reply {
    let least = if deletes {
        Standing::Moderator
    } else {
        Standing::Reporter
    };
    if let Err(reply) = person.at_least(least).await {
        return reply;
    }
    let decision = person.decision(Some(reason));
    let store = &person.state.store;
    let done = if deletes {
        store.delete_text(ReportId(report), &decision).await
    } else {
        store.retract_by(ReportId(report), &decision).await
    };
    match done {
        Ok(Some(_)) => say::retracted(report, deletes),
        Ok(None) => say::no_such_report(),
        Err(error) => broken("a report could not be taken out", chain(&error)),
    }
}

/// Puts a report back that was taken out.
pub async fn restore(person: &Person, report: i64) -> Reply {
    if let Err(reply) = person.at_least(Standing::Reporter).await {
        return reply;
    }
    let decision = person.decision(None);
    match person
        .state
        .store
        .restore(ReportId(report), &decision)
        .await
    {
        Ok(Some(_)) => say::restored(),
        Ok(None) => say::no_such_report(),
        Err(error) => broken("a report could not be put back", chain(&error)),
    }
}

/// The server's own reports.
pub async fn reports(person: &Person) -> Reply {
    if let Err(reply) = person.at_least(Standing::Reporter).await {
        return reply;
    }
    match queries(person).reports(person.scope(), REPORTS).await {
        Ok(lines) => say::reports(&lines),
        Err(error) => broken("the reports could not be read", chain(&error)),
    }
}

/// One report; its text for whoever added it and for moderators.
pub async fn report(person: &Person, id: i64) -> Reply {
    let standing = match person.at_least(Standing::Reporter).await {
        Ok(standing) => standing,
        Err(reply) => return reply,
    };
    match queries(person).report(person.scope(), ReportId(id)).await {
        Ok(Some(report)) => {
            let may_read = standing == Standing::Moderator || report.by == Some(person.id);
            say::report(&report, may_read)
        }
        Ok(None) => say::no_such_report(),
        Err(error) => broken("a report could not be read", chain(&error)),
    }
}

/// What was decided in the server.
pub async fn history(person: &Person) -> Reply {
    if let Err(reply) = person.at_least(Standing::Reporter).await {
        return reply;
    }
    match queries(person).audit(person.scope(), DECISIONS).await {
        Ok(lines) => say::history(&lines),
        Err(error) => broken("the record could not be read", chain(&error)),
    }
}

/// What waits for a moderator, one thing at a time: a new reporter's text, then two matches that may be one.
pub async fn review(person: &Person) -> Reply {
    if let Err(reply) = person.at_least(Standing::Moderator).await {
        return reply;
    }
    let drafts = match person
        .state
        .store
        .drafts_in_review(person.guild.get())
        .await
    {
        Ok(drafts) => drafts,
        Err(error) => return broken("the drafts could not be read", chain(&error)),
    };
    for draft in drafts {
        if let Some(reply) = handing_in::to_review(person, draft).await {
            return reply;
        }
    }
    let doubtful = match person.state.store.doubtful(person.scope()).await {
        Ok(doubtful) => doubtful,
        Err(error) => return broken("the matches could not be read", chain(&error)),
    };
    for (place, (later, earlier)) in doubtful.iter().enumerate() {
        let (later, earlier) = (card(person, *later).await, card(person, *earlier).await);
        if let (Some(later), Some(earlier)) = (later, earlier) {
            return say::doubtful(&later, &earlier, doubtful.len() - place - 1);
        }
    }
    say::nothing_to_review()
}

async fn card(person: &Person, id: MatchId) -> Option<MatchCard> {
    queries(person)
        .card(person.scope(), id)
        .await
        .ok()
        .flatten()
}

/// Two matches are one.
pub async fn merge(person: &Person, kept: i64, gone: i64) -> Reply {
    if let Err(reply) = person.at_least(Standing::Moderator).await {
        return reply;
    }
    let decision = person.decision(None);
    let merged = person
        .state
        .store
        .merge(MatchId(kept), MatchId(gone), &decision);
    match merged.await {
        Ok(Some(_)) => say::merged(kept),
        Ok(None) => say::nothing_to_review(),
        Err(error) => broken("two matches could not be made one", chain(&error)),
    }
}

/// Two matches are two.
pub async fn keep_apart(person: &Person, one: i64, other: i64) -> Reply {
    if let Err(reply) = person.at_least(Standing::Moderator).await {
        return reply;
    }
    let decision = person.decision(None);
    let kept = person
        .state
        .store
        .keep_apart(MatchId(one), MatchId(other), &decision);
    match kept.await {
        Ok(()) => say::kept_apart(),
        Err(error) => broken("two matches could not be kept apart", chain(&error)),
    }
}

fn queries(person: &Person) -> Queries {
    Queries::over(&person.state.store)
}
