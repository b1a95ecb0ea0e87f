//! One fact, of any kind.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::Evidence;
use crate::football::{
    BackgroundKind, Basis, Category, Event, Goal, Outcome, PlayerRole, Score, ScoreKind, Side,
};

/// A football value with the reasons to believe it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Fact {
    /// What is believed.
    pub value: FactValue,
    /// How it was come by.
    pub basis: Basis,
    /// 0 to 1, for ranking and for people who look; publication rests on evidence, not on this.
    pub confidence: f64,
    /// Never empty.
    pub evidence: Vec<Evidence>,
}

/// Everything a report can say about a match, apart from which teams play it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum FactValue {
    /// A tally at a named moment.
    Score(ScoreKind, Score),
    /// Extra time was played.
    ExtraTime,
    /// Who won or went on, on the pitch or by shoot-out.
    Winner(Outcome),
    /// The competition.
    Competition(Named),
    /// The stage of the competition ("Group H", "semi-final, second leg").
    Stage(String),
    /// The ground.
    Venue(String),
    /// The day of play.
    Date(Date),
    /// The referee.
    Referee(String),
    /// How many watched.
    Attendance(u32),
    /// Women's, youth or reserve football.
    Category(Category),
    /// Who coaches a side.
    Coach {
        /// The coach's fullest name in the report.
        name: String,
        /// The side coached.
        side: Side,
    },
    /// A goal on the scoreboard.
    Goal(GoalFact),
    /// A card, a substitution, a chance, …
    Event(Event),
    /// A player named.
    Player(Player),
    /// Something about the world beyond this match.
    Background(Background),
}

/// A name, with the gazetteer's id where one is known.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Named {
    /// The name.
    pub name: String,
    /// The gazetteer's id.
    pub id: Option<String>,
}

/// A goal and, where told, who set it up.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GoalFact {
    /// The goal.
    pub goal: Goal,
    /// `None`: the report does not say.
    pub assist: Option<Assist>,
}

/// The last touch by a team-mate before a goal.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Assist {
    /// The fullest name the report gives.
    pub player: String,
    /// How it was come by.
    pub basis: Basis,
    /// Never empty.
    pub evidence: Vec<Evidence>,
}

/// A player named in the report.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Player {
    /// The fullest name the report gives.
    pub name: String,
    /// The side, where the report lets a reader tell.
    pub side: Option<Side>,
    /// What part the player has.
    pub role: PlayerRole,
}

/// A claim about other matches, seasons, tables or careers, made in passing.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Background {
    /// What it is about.
    pub kind: BackgroundKind,
    /// The team or player it is said of.
    pub subject: String,
    /// The numbers in it (`goals` 8, `games` 10).
    pub numbers: BTreeMap<String, i64>,
    /// The opponent, competition or season it is measured against.
    pub about: Option<String>,
    /// The claim in the report's own words.
    pub text: String,
}

impl FactValue {
    /// Whether it is of the match itself: people are not told anew of who was mentioned, or of a remark about another season.
    #[must_use]
    pub const fn is_of_the_match(&self) -> bool {
        match self {
            Self::Player(_) | Self::Background(_) => false,
            Self::Score(..)
            | Self::ExtraTime
            | Self::Winner(_)
            | Self::Competition(_)
            | Self::Stage(_)
            | Self::Venue(_)
            | Self::Date(_)
            | Self::Referee(_)
            | Self::Attendance(_)
            | Self::Category(_)
            | Self::Coach { .. }
            | Self::Goal(_)
            | Self::Event(_) => true,
        }
    }

    /// The permanent word for this kind of fact, as the database and `/evidence fact:` use it.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Score(ScoreKind::Final, _) => "score",
            Self::Score(ScoreKind::HalfTime, _) => "half_time",
            Self::Score(ScoreKind::After90, _) => "after_90",
            Self::Score(ScoreKind::Shootout, _) => "shootout",
            Self::Score(ScoreKind::Aggregate, _) => "aggregate",
            Self::ExtraTime => "extra_time",
            Self::Winner(_) => "winner",
            Self::Competition(_) => "competition",
            Self::Stage(_) => "stage",
            Self::Venue(_) => "venue",
            Self::Date(_) => "date",
            Self::Referee(_) => "referee",
            Self::Attendance(_) => "attendance",
            Self::Category(_) => "category",
            Self::Coach { .. } => "coach",
            Self::Goal(_) => "goal",
            Self::Event(_) => "event",
            Self::Player(_) => "player",
            Self::Background(_) => "background",
        }
    }
}
