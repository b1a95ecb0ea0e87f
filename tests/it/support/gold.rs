//! Our own reports with the facts a careful reader takes from them.
//!
//! `tests/reports/<slug>/report.txt` is the prose, `gold.toml` beside it the truth *as the prose tells it*: what a
//! reader cannot know from the text is absent, however well known it is. Every fact carries `quote`, one string or a
//! list, each an exact substring of the text.
//!
//! ```toml
//! manner = "agency copy"              # how it is written
//! facts = "open"                      # a real match, its facts from open data; "invented": nobody in it exists
//! published = "2018-07-12"            # optional, as is `title`; the date of "on Wednesday" hangs on it
//!
//! [[match]]                           # a round-up has several, in the order told
//! home = { value = "Croatia", quote = "Croatia" }        # fullest form in the text
//! away = { value = "England", quote = "England" }
//! home_away = { value = "neutral", quote = "in Moscow" } # known, neutral or unknown
//! score = { home = 2, away = 1, quote = "…" }            # so also half_time, after_90, shootout, aggregate
//! winner = { value = "home", quote = "…" }               # home, away, draw
//! extra_time = { value = "yes", quote = "…" }
//! stage = { value = "semi-final", quote = "…" }          # so also competition, venue, referee
//! date = { value = "2018-07-11", quote = "Wednesday" }
//! attendance = { value = "1204", quote = "…" }
//! category = { value = "women", quote = "…" }            # women, youth, reserve
//! undescribed = { home = 0, away = 1 }                   # goals of the score that the text does not tell
//! players.home = [{ name = "Luka Modrić", role = "keeper" }] # role defaults to mentioned; quote to the name
//! [[match.coach]]                     # name, side, quote
//! [[match.goal]]                      # in match order, each once however often it is told
//! scorer = "Ivan Perišić"             # absent when nobody is named
//! side = "home"                       # the side it counts for
//! kind = "goal"                       # goal, penalty, own_goal
//! minute = "68"                       # "45+2", "90+" when the amount is unknown; absent when it cannot be worked out
//! range = [46, 90]                    # instead of a minute: the window the words leave, where they leave one
//! when = "in the 68th minute"         # the words that give minute or range
//! assist = "…"                        # who set it up, if told
//! quote = "…"
//! [[match.event]]                     # type as in the contract; player, side, other, minute, when, quote
//! [[match.claim]]                     # kind as in the contract; subject, numbers, about, quote
//!
//! [[trap]]                            # words that tempt
//! quote = "could have been 4-1"
//! never = ["score"]                   # no fact of these kinds may rest on them
//! why = "hypothetical"
//! ```

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use serde::Deserialize;
use touchline::{
    extraction::Context,
    football::{BackgroundKind, EventKind, GoalKind, Side},
    names::Gazetteer,
};

/// One annotated report.
pub struct Report {
    /// The name of its folder.
    pub slug: String,
    /// The prose.
    pub text: String,
    /// The truth.
    pub gold: Gold,
}

impl Report {
    /// What extraction is told beside the prose: the publication date, and no title, which must not be needed.
    ///
    /// # Panics
    /// When the publication date is no date.
    pub fn context<'a>(&self, gazetteer: &'a Gazetteer) -> Context<'a> {
        let published = self.gold.published.as_ref();
        Context {
            published: published.map(|date| date.parse().expect("published is a date")),
            ..Context::of_words_alone(gazetteer)
        }
    }
}

/// A whole `gold.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gold {
    pub manner: String,
    pub facts: Source,
    pub published: Option<String>,
    pub title: Option<String>,
    #[serde(rename = "match")]
    pub matches: Vec<GoldMatch>,
    #[serde(rename = "trap", default)]
    pub traps: Vec<Trap>,
}

/// Where the facts of a report come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Source {
    /// A real match: teams, score, scorers, minutes as open data has them.
    Open,
    /// Clubs, players and match exist in the report only.
    Invented,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GoldMatch {
    pub home: Told,
    pub away: Told,
    pub home_away: Told,
    pub score: Option<Tally>,
    pub half_time: Option<Tally>,
    pub after_90: Option<Tally>,
    pub shootout: Option<Tally>,
    pub aggregate: Option<Tally>,
    pub winner: Option<Told>,
    pub extra_time: Option<Told>,
    pub competition: Option<Told>,
    pub stage: Option<Told>,
    pub venue: Option<Told>,
    pub date: Option<Told>,
    pub referee: Option<Told>,
    pub attendance: Option<Told>,
    pub category: Option<Told>,
    #[serde(default)]
    pub undescribed: Undescribed,
    #[serde(default)]
    pub players: Players,
    #[serde(rename = "coach", default)]
    pub coaches: Vec<GoldCoach>,
    #[serde(rename = "goal", default)]
    pub goals: Vec<GoldGoal>,
    #[serde(rename = "event", default)]
    pub events: Vec<GoldEvent>,
    #[serde(rename = "claim", default)]
    pub claims: Vec<GoldClaim>,
}

/// One string or several.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum Quotes {
    One(String),
    Many(Vec<String>),
}

impl Quotes {
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        match self {
            Self::One(quote) => std::slice::from_ref(quote),
            Self::Many(quotes) => quotes,
        }
        .iter()
        .map(String::as_str)
    }
}

/// A value in words.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Told {
    pub value: String,
    pub quote: Quotes,
}

/// Goals of both sides.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tally {
    pub home: u8,
    pub away: u8,
    pub quote: Quotes,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Undescribed {
    pub home: u8,
    pub away: u8,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Players {
    pub home: Vec<GoldPlayer>,
    pub away: Vec<GoldPlayer>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GoldPlayer {
    pub name: String,
    #[serde(default = "mentioned")]
    pub role: String,
    pub quote: Option<Quotes>,
}

fn mentioned() -> String {
    "mentioned".to_owned()
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GoldCoach {
    pub name: String,
    pub side: GoldSide,
    pub quote: Quotes,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum GoldSide {
    Home,
    Away,
}

impl GoldSide {
    pub const fn side(self) -> Side {
        match self {
            Self::Home => Side::Home,
            Self::Away => Side::Away,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GoldGoalKind {
    Goal,
    Penalty,
    OwnGoal,
}

impl GoldGoalKind {
    pub const fn goal_kind(self) -> GoalKind {
        match self {
            Self::Goal => GoalKind::Regular,
            Self::Penalty => GoalKind::Penalty,
            Self::OwnGoal => GoalKind::OwnGoal,
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GoldGoal {
    pub scorer: Option<String>,
    pub side: GoldSide,
    pub kind: GoldGoalKind,
    pub minute: Option<String>,
    pub range: Option<[u8; 2]>,
    pub when: Option<Quotes>,
    pub assist: Option<String>,
    pub quote: Quotes,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GoldEvent {
    #[serde(rename = "type")]
    pub kind: GoldEventKind,
    pub player: Option<String>,
    pub side: Option<GoldSide>,
    pub other: Option<String>,
    pub minute: Option<String>,
    pub when: Option<Quotes>,
    pub quote: Quotes,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GoldEventKind {
    Yellow,
    SecondYellow,
    Red,
    Substitution,
    DisallowedGoal,
    MissedPenalty,
    SavedPenalty,
    MissedChance,
    Save,
    Injury,
    Woodwork,
}

impl GoldEventKind {
    pub const fn event_kind(self) -> EventKind {
        match self {
            Self::Yellow => EventKind::Yellow,
            Self::SecondYellow => EventKind::SecondYellow,
            Self::Red => EventKind::Red,
            Self::Substitution => EventKind::Substitution,
            Self::DisallowedGoal => EventKind::DisallowedGoal,
            Self::MissedPenalty => EventKind::MissedPenalty,
            Self::SavedPenalty => EventKind::SavedPenalty,
            Self::MissedChance => EventKind::MissedChance,
            Self::Save => EventKind::Save,
            Self::Injury => EventKind::Injury,
            Self::Woodwork => EventKind::Woodwork,
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GoldClaim {
    pub kind: GoldClaimKind,
    pub subject: String,
    #[serde(default)]
    pub numbers: BTreeMap<String, i64>,
    pub about: Option<String>,
    pub quote: Quotes,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GoldClaimKind {
    Tally,
    HeadToHead,
    Standing,
    Qualification,
    PreviousResult,
    Streak,
    Record,
    Form,
}

impl GoldClaimKind {
    pub const fn background_kind(self) -> BackgroundKind {
        match self {
            Self::Tally => BackgroundKind::Tally,
            Self::HeadToHead => BackgroundKind::HeadToHead,
            Self::Standing => BackgroundKind::Standing,
            Self::Qualification => BackgroundKind::Qualification,
            Self::PreviousResult => BackgroundKind::PreviousResult,
            Self::Streak => BackgroundKind::Streak,
            Self::Record => BackgroundKind::Record,
            Self::Form => BackgroundKind::Form,
        }
    }
}

/// Words that tempt a reader into a fact that is none.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trap {
    pub quote: String,
    pub never: Vec<Tempted>,
    pub why: String,
}

/// A kind of fact that a trap must not yield.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tempted {
    /// Any goal.
    Goal,
    /// The time of a goal.
    Minute,
    /// The final score.
    Score,
    HalfTime,
    Shootout,
    Aggregate,
    /// Who set a goal up.
    Assist,
    /// Any card.
    Card,
    Substitution,
    /// A penalty missed or saved.
    Penalty,
    DisallowedGoal,
    Referee,
    Coach,
    Competition,
    Stage,
    Venue,
    Date,
    Attendance,
    Category,
    /// The name of either team.
    Team,
    /// A player of either side.
    Player,
}

/// A minute as gold writes it: `31`, `45+2`, or `90+` for stoppage time by an unknown amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GoldMinute {
    pub regular: u8,
    /// `Some(0)` outside stoppage time, `None` when the amount is unknown.
    pub stoppage: Option<u8>,
}

impl GoldMinute {
    /// Reads `31`, `45+2` or `90+`; stoppage time only follows 45, 90, 105 and 120.
    pub fn parse(text: &str) -> Option<Self> {
        let minute = match text.split_once('+') {
            None => Self {
                regular: text.parse().ok()?,
                stoppage: Some(0),
            },
            Some((regular, added)) => Self {
                regular: regular
                    .parse()
                    .ok()
                    .filter(|end| [45, 90, 105, 120].contains(end))?,
                stoppage: if added.is_empty() {
                    None
                } else {
                    Some(added.parse().ok()?)
                },
            },
        };
        (1..=120).contains(&minute.regular).then_some(minute)
    }
}

/// The folder of our reports.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reports")
}

/// Every annotated report, by slug.
///
/// # Panics
/// When a file cannot be read or a `gold.toml` does not have the shape above; the message names it.
pub fn all() -> Vec<Report> {
    let mut folders: Vec<PathBuf> = fs::read_dir(folder())
        .expect("tests/reports is there")
        .map(|entry| entry.expect("its entries can be listed").path())
        .filter(|path| path.join("gold.toml").is_file())
        .collect();
    folders.sort();
    folders.iter().map(|path| load(path)).collect()
}

fn load(path: &Path) -> Report {
    let slug = path
        .file_name()
        .expect("a folder has a name")
        .to_string_lossy()
        .into_owned();
    let read = |name: &str| {
        fs::read_to_string(path.join(name)).unwrap_or_else(|error| panic!("{slug}/{name}: {error}"))
    };
    let gold = toml::from_str(&read("gold.toml"))
        .unwrap_or_else(|error| panic!("{slug}/gold.toml: {error}"));
    Report {
        text: read("report.txt"),
        gold,
        slug,
    }
}

/// Our texts that are no match reports: file name and text, by name.
///
/// # Panics
/// When one cannot be read.
pub fn no_match() -> Vec<(String, String)> {
    let mut texts: Vec<_> = fs::read_dir(folder().join("no-match"))
        .expect("tests/reports/no-match is there")
        .map(|entry| {
            let path = entry.expect("its entries can be listed").path();
            let name = path
                .file_name()
                .expect("a file has a name")
                .to_string_lossy()
                .into_owned();
            let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{name}: {error}"));
            (name, text)
        })
        .collect();
    texts.sort();
    texts
}
