//! What a button or a menu option does. It holds ids only, so it works after a restart.

use crate::questions::{Ask, EvidenceAsk, MatchAsk, MatchesAsk, ScoreAsk, ScorerAsk};

/// What pressing or choosing does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Asks a question whose words are ids ("m142", "eng:tottenham-hotspur-fc").
    Ask(Ask),
    /// Decides something, in the server where it is pressed and for whom may.
    Decide(Decide),
}

/// Something to decide by a press, with the rows it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Decide {
    /// Publish a draft, or hand it to the moderators.
    Publish(i64),
    /// Say which teams a draft is about.
    EditTeams(i64),
    /// Throw a draft away.
    Discard(i64),
    /// Let a new reporter's draft in.
    Accept(i64),
    /// Keep a new reporter's draft out.
    Reject(i64),
    /// Two matches are one: the first is kept.
    Merge(i64, i64),
    /// Two matches are two.
    KeepApart(i64, i64),
    /// Take a correction back.
    Undo(i64),
    /// Put a report back that was taken out.
    Restore(i64),
}

impl Decide {
    fn parts(self) -> (&'static str, i64, Option<i64>) {
        match self {
            Self::Publish(draft) => ("publish", draft, None),
            Self::EditTeams(draft) => ("teams", draft, None),
            Self::Discard(draft) => ("discard", draft, None),
            Self::Accept(draft) => ("accept", draft, None),
            Self::Reject(draft) => ("reject", draft, None),
            Self::Merge(kept, gone) => ("merge", kept, Some(gone)),
            Self::KeepApart(one, other) => ("apart", one, Some(other)),
            Self::Undo(correction) => ("undo", correction, None),
            Self::Restore(report) => ("restore", report, None),
        }
    }

    fn to_custom_id(self) -> String {
        let (word, one, other) = self.parts();
        match other {
            None => format!("{VERSION}|do|{word}|{one}"),
            Some(other) => format!("{VERSION}|do|{word}|{one}|{other}"),
        }
    }

    fn read(parts: &[&str]) -> Option<Self> {
        // Only what this program writes: digits alone.
        let row = |text: &str| {
            let is_plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
            is_plain.then(|| text.parse().ok()).flatten()
        };
        match *parts {
            [word, one] => {
                let one = row(one)?;
                match word {
                    "publish" => Some(Self::Publish(one)),
                    "teams" => Some(Self::EditTeams(one)),
                    "discard" => Some(Self::Discard(one)),
                    "accept" => Some(Self::Accept(one)),
                    "reject" => Some(Self::Reject(one)),
                    "undo" => Some(Self::Undo(one)),
                    "restore" => Some(Self::Restore(one)),
                    _ => None,
                }
            }
            ["merge", one, other] => Some(Self::Merge(row(one)?, row(other)?)),
            ["apart", one, other] => Some(Self::KeepApart(row(one)?, row(other)?)),
            _ => None,
        }
    }
}

/// Discord takes custom ids of 100 characters.
const CUSTOM_ID_LIMIT: usize = 100;

/// The version of the notation, so that buttons under old messages stay readable when it changes.
const VERSION: &str = "1";

/// Stands between the parts of a custom id; it occurs in no id.
const SEPARATOR: char = '|';

impl Action {
    /// The action as the custom id of a Discord component; `None` when it does not fit.
    #[must_use]
    pub fn to_custom_id(&self) -> Option<String> {
        let ask = match self {
            Self::Ask(ask) => ask,
            Self::Decide(decide) => return Some(decide.to_custom_id()),
        };
        let mut parts = vec![VERSION.to_owned()];
        let optional = |words: &Option<String>| words.clone().unwrap_or_default();
        match ask {
            Ask::Score(ScoreAsk {
                team,
                opponent,
                competition,
                date,
            }) => {
                parts.extend([
                    "score".into(),
                    team.clone(),
                    optional(opponent),
                    optional(competition),
                    optional(date),
                ]);
            }
            Ask::Scorer(ScorerAsk { team, game, player }) => {
                parts.extend([
                    "scorer".into(),
                    optional(team),
                    optional(game),
                    optional(player),
                ]);
            }
            Ask::Match(MatchAsk { game }) => parts.extend(["match".into(), game.clone()]),
            Ask::Evidence(EvidenceAsk { game, fact }) => {
                parts.extend(["evidence".into(), game.clone(), optional(fact)]);
            }
            Ask::Matches(MatchesAsk {
                team,
                competition,
                page,
            }) => {
                parts.extend([
                    "matches".into(),
                    optional(team),
                    optional(competition),
                    page.to_string(),
                ]);
            }
            Ask::Help => parts.push("help".into()),
            Ask::Status => parts.push("status".into()),
        }
        let clean = parts.iter().all(|part| !part.contains(SEPARATOR));
        let id = parts.join("|");
        (clean && id.chars().count() <= CUSTOM_ID_LIMIT).then_some(id)
    }

    /// The action a custom id stands for; `None` for what this program never wrote.
    #[must_use]
    pub fn from_custom_id(id: &str) -> Option<Self> {
        let mut parts = id.split(SEPARATOR);
        if id.chars().count() > CUSTOM_ID_LIMIT || parts.next()? != VERSION {
            return None;
        }
        let command = parts.next()?;
        let rest: Vec<&str> = parts.collect();
        if command == "do" {
            return Decide::read(&rest).map(Self::Decide);
        }
        let optional = |words: &str| (!words.is_empty()).then(|| words.to_owned());
        let ask = match (command, rest.as_slice()) {
            ("score", [team, opponent, competition, date]) => Ask::Score(ScoreAsk {
                team: (*team).to_owned(),
                opponent: optional(opponent),
                competition: optional(competition),
                date: optional(date),
            }),
            ("scorer", [team, game, player]) => Ask::Scorer(ScorerAsk {
                team: optional(team),
                game: optional(game),
                player: optional(player),
            }),
            ("match", [game]) => Ask::Match(MatchAsk {
                game: (*game).to_owned(),
            }),
            ("evidence", [game, fact]) => Ask::Evidence(EvidenceAsk {
                game: (*game).to_owned(),
                fact: optional(fact),
            }),
            ("matches", [team, competition, page]) => Ask::Matches(MatchesAsk {
                team: optional(team),
                competition: optional(competition),
                page: page.parse().ok()?,
            }),
            ("help", []) => Ask::Help,
            ("status", []) => Ask::Status,
            _ => return None,
        };
        Some(Self::Ask(ask))
    }
}
