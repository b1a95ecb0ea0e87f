//! Folding the claims of several reports about one match into one agreed view.
//!
//! A pure function of the claims and corrections: correction over agreement (how many reports say so) over confidence over
//! publication date (the later), ties by content hash, never by arrival. The claims are laid into slots (one goal, one
//! referee, one booking …), each slot is composed attribute by attribute, and what contradicts the outcome is kept as a rival.

mod compose;
mod correcting;
mod slots;
mod value;

pub(super) use slots::{goal_likeness, single_place};

use std::cmp::Reverse;

use jiff::civil::Date;

use super::{AgreedFact, AgreedMatch, Fact, FactValue, HomeAway, MatchClaims};
use crate::football::{Side, TeamId};

/// One report's account of the match, with its teams settled.
#[derive(Debug, Clone, PartialEq)]
pub struct Account {
    /// The hash of the report's text: two accounts with the same hash count as one report.
    pub content: String,
    /// When the report was published, if known.
    pub published: Option<Date>,
    /// The side the account calls home.
    pub home: TeamId,
    /// The side the account calls away.
    pub away: TeamId,
    /// What it says.
    pub claims: MatchClaims,
}

/// What a person put right; of two about the same thing the first in the list holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Correction {
    /// The side that `put` calls home.
    pub home: TeamId,
    /// What is right.
    pub put: Put,
}

/// How a fact is put right.
#[derive(Debug, Clone, PartialEq)]
pub enum Put {
    /// This is so: in the place of what a match has one of, or as one more of what it has many of.
    Right(FactValue),
    /// A goal or an event, as it stood, was otherwise.
    Instead {
        /// As it stood.
        of: FactValue,
        /// As it was.
        value: FactValue,
    },
    /// There was no such thing.
    Gone(FactValue),
}

impl Put {
    /// The same as it reads when the sides change names.
    #[must_use]
    pub fn swapped(&self) -> Self {
        match self {
            Self::Right(value) => Self::Right(value.swapped()),
            Self::Instead { of, value } => Self::Instead {
                of: of.swapped(),
                value: value.swapped(),
            },
            Self::Gone(of) => Self::Gone(of.swapped()),
        }
    }

    /// What is so, if anything is.
    #[must_use]
    pub const fn value(&self) -> Option<&FactValue> {
        match self {
            Self::Right(value) | Self::Instead { value, .. } => Some(value),
            Self::Gone(_) => None,
        }
    }

    /// What it is about: the fact as reports tell it.
    #[must_use]
    pub const fn about(&self) -> &FactValue {
        match self {
            Self::Right(about) | Self::Instead { of: about, .. } | Self::Gone(about) => about,
        }
    }
}

/// The agreed view, and where each part of it comes from.
#[derive(Debug, Clone, PartialEq)]
pub struct View {
    /// The home side.
    pub home: TeamId,
    /// The away side.
    pub away: TeamId,
    /// How it is known who is at home.
    pub home_away: HomeAway,
    /// The facts, in the order readers see them.
    pub facts: Vec<Held>,
}

/// One agreed fact with its sources.
#[derive(Debug, Clone, PartialEq)]
pub struct Held {
    /// The fact with its rivals.
    pub agreed: AgreedFact,
    /// What the fact rests on.
    pub sources: Sources,
    /// What each rival rests on, in the order of `agreed.rivals`.
    pub rival_sources: Vec<Sources>,
}

/// Which claims stand behind a fact.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sources {
    /// Behind the fact.
    pub fact: Vec<Source>,
    /// Behind its assist.
    pub assist: Vec<Source>,
}

/// One claim, by its place in what was folded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Source {
    /// Index of the account.
    pub account: usize,
    /// Index of the fact in the account's claims.
    pub fact: usize,
}

/// Whether a person can put such a fact right: what a match has one of (a coach: one a side), a goal, an event.
#[must_use]
pub fn can_be_put_right(value: &FactValue) -> bool {
    single_place(value).is_some() || matches!(value, FactValue::Goal(_) | FactValue::Event(_))
}

impl View {
    /// The view as readers know it.
    #[must_use]
    pub fn agreed(&self) -> AgreedMatch {
        AgreedMatch {
            home_away: self.home_away,
            facts: self.facts.iter().map(|held| held.agreed.clone()).collect(),
        }
    }
}

/// A claim on its way into a slot, told in the agreed orientation.
#[derive(Debug, Clone)]
struct Candidate<'a> {
    source: Source,
    /// The account's place in the ranking, 0 the one that breaks ties.
    rank: usize,
    fact: Fact,
    account: &'a Account,
}

/// The agreed view of `accounts`; `None` when there are none.
#[must_use]
pub fn consensus(accounts: &[Account], corrections: &[Correction]) -> Option<View> {
    let mut ranked: Vec<(usize, &Account)> = accounts.iter().enumerate().collect();
    ranked.sort_by_key(|(_, account)| (Reverse(account.published), account.content.clone()));
    let (home, away, home_away) = orientation(&ranked)?;
    let told: Vec<Vec<Candidate<'_>>> = ranked
        .iter()
        .enumerate()
        .map(|(rank, (index, account))| candidates(rank, *index, account, &home))
        .collect();
    let puts: Vec<Put> = corrections
        .iter()
        .map(|correction| {
            if correction.home == home {
                correction.put.clone()
            } else {
                correction.put.swapped()
            }
        })
        .collect();
    let right: Vec<FactValue> = puts.iter().filter_map(Put::value).cloned().collect();
    Some(View {
        facts: correcting::all(slots::fill(told, &right), &puts),
        home,
        away,
        home_away,
    })
}

fn candidates<'a>(
    rank: usize,
    index: usize,
    account: &'a Account,
    home: &TeamId,
) -> Vec<Candidate<'a>> {
    let facts = account.claims.facts.iter().enumerate();
    facts
        .map(|(place, fact)| Candidate {
            source: Source {
                account: index,
                fact: place,
            },
            rank,
            fact: if account.home == *home {
                fact.clone()
            } else {
                fact.swapped()
            },
            account,
        })
        .collect()
}

/// Who is at home: the word of most accounts that know, then of the one that knows it best; where none knows, the order in which
/// the first account names them.
fn orientation(ranked: &[(usize, &Account)]) -> Option<(TeamId, TeamId, HomeAway)> {
    let (_, first) = ranked.first()?;
    let knows = |account: &Account| match account.claims.home_away {
        HomeAway::Stated | HomeAway::Derived | HomeAway::Inferred => true,
        HomeAway::Neutral | HomeAway::Unknown => false,
    };
    let votes = |home: &TeamId| {
        let for_it = ranked
            .iter()
            .filter(|(_, account)| knows(account) && account.home == *home);
        let best = for_it.clone().map(|(_, account)| surety(account)).max();
        (for_it.count(), best)
    };
    let reversed = votes(&first.away) > votes(&first.home);
    let (home, away) = if reversed {
        (first.away.clone(), first.home.clone())
    } else {
        (first.home.clone(), first.away.clone())
    };
    let surest = ranked
        .iter()
        .filter(|(_, account)| account.home == home || !knows(account))
        .max_by_key(|(_, account)| surety(account))
        .map_or(HomeAway::Unknown, |(_, account)| account.claims.home_away);
    Some((home, away, surest))
}

const fn surety(account: &Account) -> u8 {
    match account.claims.home_away {
        HomeAway::Stated => 4,
        HomeAway::Derived => 3,
        HomeAway::Inferred => 2,
        HomeAway::Neutral => 1,
        HomeAway::Unknown => 0,
    }
}

impl Account {
    /// Which side of this account `team` is.
    #[must_use]
    pub fn side_of(&self, team: &TeamId) -> Option<Side> {
        if self.home == *team {
            Some(Side::Home)
        } else if self.away == *team {
            Some(Side::Away)
        } else {
            None
        }
    }
}
