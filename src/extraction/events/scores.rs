//! Scores and results told.

use std::ops::Range;

use crate::extraction::grammar::{Scene, Status, Subject, status::Cue};
use crate::extraction::rules::{Family, Hit};
use crate::extraction::text::{TokenIndex, TokenKind};

/// One score or result told.
#[derive(Debug, Clone)]
pub struct Statement {
    /// The words.
    pub tokens: Range<TokenIndex>,
    /// The rule that read them.
    pub rule: String,
    /// What it is a score of.
    pub kind: StatementKind,
    /// The tallies, in the order written.
    pub score: Option<(u8, u8)>,
    /// Whose tally is whose.
    pub order: Order,
    /// The mention of the team spoken of.
    pub left: Option<usize>,
    /// The mention of the other team.
    pub right: Option<usize>,
    /// Whether it is a fact of this match.
    pub status: Status,
}

/// What a statement is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StatementKind {
    /// The final score.
    Final,
    /// The score at some point.
    Running,
    /// The score at half-time.
    HalfTime,
    /// The sum of two legs.
    Aggregate,
    /// Kicks of a shoot-out.
    Shootout,
    /// The score after ninety minutes.
    After90,
    /// Who won, no tally.
    Result,
}

/// Whose tally is whose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Order {
    /// The larger is the left team's, who won.
    WinnerFirst,
    /// The larger is the right team's; the left lost.
    LoserFirst,
    /// Left of the dash is left of the text.
    AsNamed,
    /// Level.
    Draw,
    /// Not told.
    Unknown,
}

/// All statements, in text order; where several rules read the same score, the most specific one.
#[must_use]
pub fn read(scene: &Scene<'_>, cues: &[Cue]) -> Vec<Statement> {
    let mut statements: Vec<Statement> = scene
        .book
        .hits(Family::Score, scene.document, scene.layers)
        .iter()
        .filter_map(|hit| statement(scene, cues, hit))
        .collect();
    statements.sort_by_key(|statement| (statement.tokens.start, statement.tokens.end));
    statements
}

fn statement(scene: &Scene<'_>, cues: &[Cue], hit: &Hit<'_>) -> Option<Statement> {
    let kind = match hit.rule.meaning("kind")? {
        "final" => StatementKind::Final,
        "running" => StatementKind::Running,
        "half_time" => StatementKind::HalfTime,
        "aggregate" => StatementKind::Aggregate,
        "shootout" => StatementKind::Shootout,
        "after_90" => StatementKind::After90,
        "result" => StatementKind::Result,
        _ => return None,
    };
    let mut order = match hit.rule.meaning("order") {
        Some("winner_first" | "of_left") => Order::WinnerFirst,
        Some("loser_first") => Order::LoserFirst,
        Some("as_named") => Order::AsNamed,
        Some("draw") => Order::Draw,
        Some(_) | None => Order::Unknown,
    };
    let number = |name: &str| -> Option<u8> {
        let at = hit.capture(name)?.start;
        u8::try_from(scene.document.cardinal_at(at)?.0).ok()
    };
    let mut score = hit
        .capture("score")
        .and_then(|tokens| match scene.document.tokens[tokens.start].kind {
            TokenKind::Score(left, right) => Some((left, right)),
            _ => None,
        })
        .or_else(|| Some((number("left_number")?, number("right_number")?)));
    if order == Order::Draw {
        match score {
            None if kind == StatementKind::Final => {
                // "a goalless draw" says nil-nil; "held to a draw" says level and no tally.
                let words = hit.tokens.clone();
                let goalless = words.clone().any(|at| {
                    matches!(
                        scene.document.folded(at),
                        "goalless" | "scoreless" | "goaless" | "goal" | "blank"
                    )
                });
                score = goalless.then_some((0, 0));
            }
            Some((left, right)) if left != right => order = Order::Unknown,
            Some(_) | None => {}
        }
    }
    let mention = |name: &str| {
        hit.capture(name)
            .and_then(|tokens| scene.team_mention_in(tokens))
    };
    let mut left = mention("left");
    let right = mention("right");
    if left.is_none() {
        let verb = hit.capture("verb").map(|tokens| tokens.start);
        left = match verb.map_or_else(
            || subject_before(scene, hit.tokens.start),
            |verb| Some(scene.subject(verb)),
        ) {
            Some(Subject::Team(mention)) if Some(mention) != right => Some(mention),
            _ => None,
        };
    }
    let mut status = scene.status(&hit.tokens, cues, true);
    if status == Status::Asserted && kind == StatementKind::Final {
        // A score said of another match in the same breath: "following a 5-1 defeat by Albania last week".
        status = scene.status(&(hit.tokens.end - 1..hit.tokens.end), cues, true);
    }
    Some(Statement {
        tokens: hit.tokens.clone(),
        rule: hit.rule.id.clone(),
        kind,
        score,
        order,
        left,
        right,
        status,
    })
}

/// The team a noun phrase is said of: the nearest team before it that is no object.
fn subject_before(scene: &Scene<'_>, at: TokenIndex) -> Option<Subject> {
    let sentence = scene.sentence(at);
    (at > sentence.start).then(|| scene.subject(at))
}
