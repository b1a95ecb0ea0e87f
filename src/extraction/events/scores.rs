//! Scores and results told.

use std::ops::Range;

use super::interval::status_at_interval;
use crate::extraction::grammar::{Refusal, Scene, Status, Subject, Tells, status::Cue};
use crate::extraction::rules::{Family, Hit};
use crate::extraction::text::{QuickMap, QuickSet, TokenIndex, TokenKind};

/// No match has more goals; what counts more is a season, or a career.
const MOST_GOALS: u8 = 15;

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
    /// Where the tallies are written; where the statement begins, when in words.
    pub at: TokenIndex,
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
    /// Who went on to the next round: who won, unless kicks or another leg decided it.
    Progress,
    /// How many goals there were, whoever scored them.
    Total,
    /// How many goals one side had, or more.
    SideGoals,
    /// That the two teams met, no more.
    Meeting,
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

impl StatementKind {
    /// Of two readings of the same tallies, the one that says more of them stands.
    const fn precedence(self) -> u8 {
        match self {
            Self::Aggregate => 6,
            Self::Shootout => 5,
            Self::After90 => 4,
            Self::HalfTime => 3,
            Self::Final => 2,
            Self::Running => 1,
            Self::Result | Self::Progress | Self::Total | Self::SideGoals | Self::Meeting => 0,
        }
    }
}

/// All statements, in text order; where several rules read the same score, the most specific one.
#[must_use]
pub fn read(scene: &Scene<'_>, cues: &[Cue]) -> Vec<Statement> {
    let mut statements: Vec<Statement> = scene
        .hits(Family::Score)
        .iter()
        .filter_map(|hit| statement(scene, cues, hit))
        .collect();
    statements.sort_by_key(|statement| (statement.tokens.start, statement.tokens.end));
    // "Beat Elm 3-2 on penalties": the verb says whose kicks they are.
    let named: QuickMap<TokenIndex, (Order, Option<usize>, Option<usize>)> = statements
        .iter()
        .filter(|told| told.order != Order::Unknown && told.score.is_some())
        .filter(|told| told.left.or(told.right).is_some())
        .map(|told| (told.at, (told.order, told.left, told.right)))
        .collect();
    for statement in &mut statements {
        if matches!(
            statement.kind,
            StatementKind::Shootout | StatementKind::Aggregate
        ) && let Some((order, left, right)) = named.get(&statement.at)
            // Two legs may be said of whom the clause before named.
            && (right.is_some() || statement.kind == StatementKind::Shootout)
        {
            statement.order = *order;
            statement.left = *left;
            statement.right = *right;
        }
    }
    let mut first_of_all: QuickMap<TokenIndex, u8> = QuickMap::default();
    for tally in statements.iter().filter(|told| told.score.is_some()) {
        let known = first_of_all.entry(tally.at).or_default();
        *known = tally.kind.precedence().max(*known);
    }
    // "Secured a share of the points" is no win.
    let ends_of_draws: QuickSet<TokenIndex> = statements
        .iter()
        .filter(|statement| statement.order == Order::Draw && !statement.tokens.is_empty())
        .map(|statement| statement.tokens.end)
        .collect();
    // "Marlow handed Elm a 2-0 defeat": who deals a defeat has not suffered it.
    let overrules = |told: &Statement| {
        let rule = scene.book.rule(&told.rule);
        rule.is_some_and(|rule| rule.is("overrules"))
    };
    let overruled: QuickSet<TokenIndex> = statements
        .iter()
        .filter(|told| overrules(told))
        .map(|told| told.at)
        .collect();
    statements.retain(|statement| {
        if statement.score.is_some() && overruled.contains(&statement.at) && !overrules(statement) {
            return false;
        }
        let is_shared = statement.kind == StatementKind::Result
            && statement.order != Order::Draw
            && ends_of_draws.contains(&statement.tokens.end);
        let first = first_of_all.get(&statement.at);
        let outranked = first.is_some_and(|first| *first > statement.kind.precedence());
        // "beat Elm 2-1 (half-time 1-0": the tally nearer to the verb is the one it governs.
        let reaches_over = statement.kind == StatementKind::Final
            && (statement.tokens.start..statement.at)
                .any(|at| matches!(scene.document.tokens[at].kind, TokenKind::Score(..)));
        !is_shared && (statement.score.is_none() || !(outranked || reaches_over))
    });
    statements
}

fn statement(scene: &Scene<'_>, cues: &[Cue], hit: &Hit<'_>) -> Option<Statement> {
    let mut kind = match hit.rule.meaning("kind")? {
        "final" => StatementKind::Final,
        "running" => StatementKind::Running,
        "half_time" => StatementKind::HalfTime,
        "aggregate" => StatementKind::Aggregate,
        "shootout" => StatementKind::Shootout,
        "after_90" => StatementKind::After90,
        "result" => StatementKind::Result,
        "progress" => StatementKind::Progress,
        "total" => StatementKind::Total,
        "side_goals" => StatementKind::SideGoals,
        "meeting" => StatementKind::Meeting,
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
    // "the third goal": one side has three by then.
    if let Some(nth) = hit.capture("nth") {
        let (value, _) = scene.document.ordinal_at(nth.start)?;
        score = Some((u8::try_from(value).ok()?, 0));
    }
    if hit.rule.is("only_goal") {
        score = Some((1, 0));
    }
    if let Some(goals) = number("total").or_else(|| number("least")) {
        if goals > MOST_GOALS {
            return None;
        }
        score = Some((goals, 0));
    }
    if let Some(behind) = hit.rule.number("behind") {
        score = Some((u8::try_from(behind).ok()?, 0));
    }
    // A shoot-out never ends level: "decided by a shoot-out after it finished 1-1".
    if kind == StatementKind::Shootout && score.is_some_and(|(left, right)| left == right) {
        return None;
    }
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
                if score.is_none() {
                    kind = StatementKind::Result;
                }
            }
            Some((left, right)) if left != right => order = Order::Unknown,
            Some(_) | None => {}
        }
    }
    let at = hit
        .capture("score")
        .map_or(hit.tokens.start, |tokens| tokens.start);
    let mention = |name: &str| {
        hit.capture(name)
            .and_then(|tokens| scene.team_mention_at(tokens.start))
    };
    let mut left = mention("left");
    let right = mention("right").or_else(|| {
        let from = if score.is_some() {
            at + 1
        } else {
            hit.tokens.end
        };
        (kind != StatementKind::Running && order != Order::AsNamed)
            .then(|| opponent_after(scene, from))
            .flatten()
    });
    if left.is_none() {
        let verb = hit.capture("verb").map(|tokens| tokens.start);
        left = match verb.map_or_else(
            || subject_before(scene, hit.tokens.start),
            |verb| Some(scene.subject(verb)),
        ) {
            Some(Subject::Team(mention)) if Some(mention) != right => Some(mention),
            // "Marlow's run came to an end as they lost 2-1"
            Some(Subject::They(at)) if kind != StatementKind::Aggregate => {
                scene.they(at).filter(|they| Some(*they) != right)
            }
            // "Odo scored the only goal": whom it counts for is known with the sides.
            Some(Subject::Person(_, words)) if hit.rule.is("only_goal") => {
                scene.mention_at(words.start)
            }
            _ => None,
        };
    }
    // "It finished 4-0 to Marlow"
    let right = right.filter(|right| Some(*right) != left);
    // "The champions of Norland won 2-1": where they are from, not who.
    let is_origin = |mention: &usize| {
        let words = &scene.cast.mentions[*mention].tokens;
        // "Vale of Arden" is one name.
        let is_name = |at: TokenIndex| {
            let word = scene.document.slice(at..at + 1);
            word.starts_with(char::is_uppercase)
        };
        words.start > 1
            && scene.document.folded(words.start - 1) == "of"
            && !is_name(words.start - 2)
    };
    left = left.filter(|left| !is_origin(left));
    // "Marlow were beaten 2-1 by Elm"
    if order == Order::WinnerFirst
        && hit.capture("verb").is_some_and(|verb| {
            verb.start > 0
                && matches!(
                    scene.document.folded(verb.start - 1),
                    "was" | "were" | "been" | "being" | "are" | "is"
                )
                && scene.document.folded(verb.start).ends_with(['n', 'd'])
        })
    {
        order = Order::LoserFirst;
    }
    if order == Order::Draw && kind == StatementKind::Final && ends_a_half(scene, hit.tokens.start)
    {
        kind = StatementKind::HalfTime;
    }
    // "denied victory by a": a cue may end a word or two after what it is part of.
    let own = if hit.rule.is("despite_cue") {
        hit.tokens.start..hit.tokens.end + 2
    } else {
        0..0
    };
    let mut status = scene.status_told_by(&own, &hit.tokens, cues, Tells::Outcome);
    if status == Status::Asserted && kind == StatementKind::Final {
        // A score said of another match in the same breath: "following a 5-1 defeat by Albania last week".
        status = scene.status(&(hit.tokens.end - 1..hit.tokens.end), cues, Tells::Outcome);
    }
    if status == Status::Asserted && kind == StatementKind::HalfTime {
        status = status_at_interval(scene, &hit.tokens, cues);
    }
    if let Status::Refused(Refusal::OtherWorld, cue) = &status {
        let words: Vec<&str> = cue.clone().map(|at| scene.document.folded(at)).collect();
        let kicks = words
            .iter()
            .any(|word| matches!(*word, "shoot" | "shootout" | "penalties" | "kicks"));
        let level = score.is_some_and(|(left, right)| left == right);
        let tally = matches!(words.first(), Some(&"first" | &"in" | &"of"));
        if kicks && score.is_some() {
            // The kicks are of this match: the level score before them, and their own tally.
            if !level && kind == StatementKind::Final {
                kind = StatementKind::Shootout;
            }
            if level == (kind != StatementKind::Shootout) {
                status = Status::Asserted;
            }
        } else if tally && cue.start >= hit.tokens.end && (left.is_some() && right.is_some()) {
            // "beat Elm 2-1 in the first round", "in his first game in charge": this very match.
            status = Status::Asserted;
        }
    }
    Some(Statement {
        tokens: hit.tokens.clone(),
        rule: hit.rule.id.clone(),
        kind,
        score,
        order,
        left,
        right,
        at,
        status,
    })
}

/// "The first half ended goalless": the half is what ends, no match.
fn ends_a_half(scene: &Scene<'_>, verb: TokenIndex) -> bool {
    let back = |count: usize| {
        verb.checked_sub(count)
            .map_or("", |at| scene.document.folded(at))
    };
    back(1) == "half" || back(2) == "half" && !matches!(back(1), "to" | "and" | ",")
}

/// The team after "over", "against", "at", a few describing words between: who a score was made against.
fn opponent_after(scene: &Scene<'_>, from: TokenIndex) -> Option<usize> {
    let end = scene.sentence(from.checked_sub(1)?).end;
    let mut led = false;
    let mut at = from;
    while at < end.min(from + 12) {
        let token = &scene.document.tokens[at];
        if !token.kind.is_wordlike() {
            return None;
        }
        if let Some(mention) = scene.team_mention_at(at) {
            let next = &scene.document.tokens[scene.cast.mentions[mention].tokens.end.min(end - 1)];
            return (led && !matches!(next.kind, TokenKind::Possessive)).then_some(mention);
        }
        match scene.document.folded(at) {
            "over" | "against" | "by" | "at" | "with" | "of" | "to" | "from" => led = true,
            "and" | "but" | "as" | "when" | "after" | "before" | "while" | "in" | "on" | "for"
            | "who" | "which" | "that" | "because" | "since" | "thanks" => return None,
            _ => {}
        }
        at += 1;
    }
    None
}

/// The team a noun phrase is said of: the nearest team before it that is no object.
fn subject_before(scene: &Scene<'_>, at: TokenIndex) -> Option<Subject> {
    let sentence = scene.sentence(at);
    (at > sentence.start).then(|| scene.subject(at))
}
