//! A text that a person hands in, as it was read.

use super::action::Decide;
use super::score::{block, inline};
use super::{Action, Audience, Button, Piece, Reply, Text, Tone, evidence};
use crate::facts::{AgreedFact, AgreedMatch, MatchClaims, MatchId, ReportId, Standing};
use crate::football::ScoreKind;
use crate::questions::{
    EvidenceAnswer, EvidenceItem, MatchCard, MatchState, QuoteInContext, ReportRef, TeamRef,
};

/// One match as one text tells it.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadMatch {
    /// The home side.
    pub home: TeamRef,
    /// The other side.
    pub away: TeamRef,
    /// What the text says.
    pub claims: MatchClaims,
}

/// Who looks at a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Looks {
    /// Its maker, before anything is done.
    Maker,
    /// A moderator, because its maker is new.
    Moderator {
        /// The maker's Discord id.
        maker: u64,
    },
}

/// What was read in a draft, with its quotes, for the one who looks at it alone.
#[must_use]
pub fn preview(draft: i64, source: &str, matches: &[ReadMatch], looks: Looks) -> Reply {
    let Some((main, others)) = matches.split_first() else {
        return no_match("the text tells of no match");
    };
    let shown = as_read(source, main);
    let others: Vec<String> = others.iter().map(line).collect();
    let mut fields = shown.fields;
    if !others.is_empty() {
        fields.insert(0, block("It also tells of", Text::words(others.join(", "))));
    }
    let (notice, footer, buttons) = match looks {
        Looks::Maker => (
            Text::words("This is what I read. Nothing is published yet."),
            "Publishing adds it to this server alone",
            vec![
                decide("Publish", Decide::Publish(draft)),
                decide("Edit teams", Decide::EditTeams(draft)),
                decide("Discard", Decide::Discard(draft)),
            ],
        ),
        Looks::Moderator { maker } => {
            fields.insert(0, inline("Handed in by", format!("member {maker}")));
            (
                Text::words("A new reporter handed this in. Accept it?"),
                "Accepting adds it to this server alone",
                vec![
                    decide("Accept", Decide::Accept(draft)),
                    decide("Reject", Decide::Reject(draft)),
                ],
            )
        }
    };
    Reply {
        notice: Some(notice),
        fields,
        footer: Some(footer.to_owned()),
        buttons,
        menu: None,
        audience: Audience::Asker,
        ..shown
    }
}

/// One text's account of a match, each fact with its quotes.
#[must_use]
pub fn as_read(source: &str, read: &ReadMatch) -> Reply {
    let report = ReportRef {
        id: ReportId(0),
        name: source.to_owned(),
        published: None,
        added_at: 0,
    };
    let facts: Vec<AgreedFact> = read
        .claims
        .facts
        .iter()
        .map(|fact| AgreedFact {
            fact: fact.clone(),
            standing: Standing::Sole,
            rivals: Vec::new(),
        })
        .collect();
    let quote = |evidence: &crate::facts::Evidence| QuoteInContext {
        report: report.clone(),
        evidence: evidence.clone(),
        before: String::new(),
        after: String::new(),
    };
    let items = facts
        .iter()
        .map(|fact| EvidenceItem {
            fact: fact.clone(),
            quotes: fact.fact.evidence.iter().map(quote).collect(),
            rival_quotes: Vec::new(),
        })
        .collect();
    let card = MatchCard {
        id: MatchId(0),
        home: read.home.clone(),
        away: read.away.clone(),
        category: None,
        agreed: AgreedMatch {
            home_away: read.claims.home_away,
            facts,
        },
        state: MatchState::Complete,
        revision: 1,
        reports: vec![report],
    };
    // Nothing is stored, so there is nothing to press and no row to name.
    Reply {
        footer: None,
        buttons: Vec::new(),
        menu: None,
        ..evidence(&EvidenceAnswer::Found {
            card: Box::new(card),
            items,
        })
    }
}

fn line(read: &ReadMatch) -> String {
    let between = read
        .claims
        .score(ScoreKind::Final)
        .map_or_else(|| "v".to_owned(), |score| score.to_string());
    format!("{} {between} {}", read.home.name, read.away.name)
}

pub(super) fn decide(label: &str, what: Decide) -> Button {
    Button {
        label: label.to_owned(),
        action: Action::Decide(what),
    }
}

fn told(tone: Tone, description: Text) -> Reply {
    Reply {
        description,
        tone,
        audience: Audience::Asker,
        ..Reply::default()
    }
}

fn mistake(words: impl Into<String>) -> Reply {
    told(Tone::Mistake, Text::words(words))
}

/// The text tells of no match; `why` as a sentence's end.
#[must_use]
pub fn no_match(why: &str) -> Reply {
    mistake(format!(
        "I found no match in this text: {} Nothing was kept.",
        ended(why)
    ))
}

/// The text could not be had, or read; `why` as a sentence without its subject.
#[must_use]
pub fn unreadable(source: &str, why: &str) -> Reply {
    told(
        Tone::Mistake,
        Text::new()
            .bold(source)
            .say(format!(" {} Nothing was kept.", ended(why))),
    )
}

fn ended(sentence: &str) -> String {
    let sentence = sentence.trim_end_matches('.');
    format!("{sentence}.")
}

/// It is a report now; the matches it tells of.
#[must_use]
pub fn published(lines: &[String]) -> Reply {
    told(
        Tone::Plain,
        Text::words("Published in this server: ")
            .bold(lines.join(", "))
            .say("."),
    )
}

/// It was a report already.
#[must_use]
pub fn known() -> Reply {
    told(
        Tone::Plain,
        Text::words("This server holds the same report already. Nothing changed."),
    )
}

/// It waits for a moderator.
#[must_use]
pub fn handed_in() -> Reply {
    told(
        Tone::Plain,
        Text::words(
            "Thank you. A new reporter’s first three reports are looked at by a moderator (",
        )
        .then(Piece::Command("/report review".to_owned()))
        .say("); yours is waiting."),
    )
}

/// It was thrown away.
#[must_use]
pub fn discarded() -> Reply {
    told(Tone::Plain, Text::words("Discarded. Nothing was kept."))
}

/// It was kept out.
#[must_use]
pub fn rejected() -> Reply {
    told(Tone::Plain, Text::words("Rejected. Its text is not kept."))
}

/// Somebody was faster, or it is another's.
#[must_use]
pub fn settled_already() -> Reply {
    mistake(
        "This was decided already, or it is somebody else’s. Hand the text in again to see it anew.",
    )
}

/// Nothing was handed in.
#[must_use]
pub fn both_given() -> Reply {
    mistake("Give a file or an address, not both; leave both out and a form opens to paste into.")
}

/// The file is no report by its name or size.
#[must_use]
pub fn wrong_file(name: &str, kilobytes: u64) -> Reply {
    told(
        Tone::Mistake,
        Text::words("I read .txt, .md and .html files of up to 256 KiB. ")
            .bold(name)
            .say(format!(" ({kilobytes} KiB) is none. Nothing was kept.")),
    )
}

/// The message has no text.
#[must_use]
pub fn empty_message() -> Reply {
    mistake("That message has no text to read. Nothing was kept.")
}

/// A person who may neither add nor correct.
#[must_use]
pub fn not_a_reporter() -> Reply {
    mistake(
        "You may not do this here: it needs the reporter role of this server, or Manage Server. A moderator sets the role with \
         /settings reporter_role.",
    )
}

/// A person who may not decide for others.
#[must_use]
pub fn not_a_moderator() -> Reply {
    mistake("You may not do this here: it needs Manage Server.")
}
