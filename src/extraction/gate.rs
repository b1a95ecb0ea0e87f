//! Whether a text is a report of a football match at all.
//!
//! Without a model of what texts there are, three questions do: is it about another sport, is a result or are goals of
//! the two teams told, and does anything stand around them that only somebody who saw a match writes.

use std::ops::Range;

use super::clock::TimeExpression;
use super::events::{Statement, StatementKind, Telling};
use super::grammar::{Refusal, Scene, Status, Tells, status::Cue};
use super::mentions::{EntityIndex, Referent};
use super::rules::Family;
use super::sides::Sides;
use super::text::{Class, QuickSet, TokenKind, Word};
use super::timeline::Timeline;

/// Everything the question is put to.
pub struct Candidate<'a> {
    /// The text and its cast.
    pub scene: &'a Scene<'a>,
    /// The cues that take things back.
    pub cues: &'a [Cue],
    /// The time expressions.
    pub clocks: &'a [TimeExpression],
    /// Goals told.
    pub tellings: &'a [Telling],
    /// Scores told.
    pub statements: &'a [Statement],
    /// The two teams.
    pub sides: &'a Sides,
    /// What the tellings agree on.
    pub timeline: &'a Timeline,
}

/// More than this many goals by one side is no football score.
const MOST_GOALS: u8 = 17;

/// Why the text is about another sport, if it is: it uses more of that sport's own words than of football's own, and not
/// one alone. Goals, scorers and halves are no help, other games have them too; nor are names, clubs are called Lions.
#[must_use]
pub fn other_sport(scene: &Scene<'_>) -> Option<&'static str> {
    let classes = scene.classes;
    let sports = [
        (classes.rugby_word, "the text is about rugby"),
        (classes.cricket_word, "the text is about cricket"),
        (classes.tennis_word, "the text is about tennis"),
        (classes.athletics_word, "the text is about athletics"),
        (classes.other_sport_word, "the text is about another sport"),
    ];
    let mut football = Said::default();
    let mut others = [Said::default(); 5];
    let lexicon = scene.document.lexicon();
    for (at, token) in scene.document.tokens.iter().enumerate() {
        let hear = |said: &mut Said, class: Class| {
            if lexicon.is_in(token.word, class) && scene.team_mention_at(at).is_none() {
                said.hear(token.word);
            }
        };
        hear(&mut football, classes.football_word);
        for (said, (class, _)) in others.iter_mut().zip(&sports) {
            hear(said, *class);
        }
    }
    let football = football.times;
    let (most, why) = others
        .iter()
        .zip(sports)
        .map(|(said, (_, why))| (said.of_several_words(), why))
        .max_by_key(|(count, _)| *count)?;
    let large = || {
        let mut tokens = scene.document.tokens.iter();
        tokens.any(|token| match token.kind {
            TokenKind::Score(left, right) => left.max(right) > MOST_GOALS,
            _ => false,
        })
    };
    (most >= 2 && most > football || most >= 1 && most * 2 > football && large()).then_some(why)
}

/// How often words of a class are said.
#[derive(Debug, Clone, Copy, Default)]
struct Said {
    times: usize,
    first: Option<Word>,
    others: bool,
}

impl Said {
    fn hear(&mut self, word: Word) {
        self.times += 1;
        self.others |= *self.first.get_or_insert(word) != word;
    }

    /// The same word again and again is said once.
    const fn of_several_words(self) -> usize {
        if self.others || self.times == 0 {
            self.times
        } else {
            1
        }
    }
}

/// Why the text tells of no match, if it does not.
#[must_use]
pub fn refuses(candidate: &Candidate<'_>) -> Option<&'static str> {
    let told = candidate.timeline.score.is_some()
        || !candidate.timeline.goals.is_empty()
        || !scorers(candidate).is_empty()
        || of_a_team(candidate);
    if !told && results(candidate) == 0.0 && witness(candidate) < PLENTY {
        return Some("the text tells neither a score nor goals of two teams");
    }
    (witness(candidate) < ENOUGH)
        .then_some("nothing around the teams is told the way a match is told")
}

/// How much must speak for somebody having seen a match.
const ENOUGH: f32 = 3.0;

/// So much that it needs neither a score nor a goal: nil-nil, told without saying so.
const PLENTY: f32 = 5.0;

/// What speaks for somebody having seen a match, each kind up to a limit.
fn witness(candidate: &Candidate<'_>) -> f32 {
    let here = |tokens: &Range<usize>| {
        !matches!(
            candidate
                .scene
                .status(tokens, candidate.cues, Tells::Outcome),
            Status::Refused(Refusal::OtherWorld | Refusal::Quoted, _)
        )
    };
    let count = |limit: usize, count: usize| count.min(limit) as f32;
    let clocks = candidate
        .clocks
        .iter()
        .filter(|clock| here(&clock.tokens))
        .count();
    let roles = (candidate.scene.cast.mentions.iter())
        .filter(|mention| matches!(mention.referent, Referent::Role(_)) && here(&mention.tokens))
        .count();
    let events = (candidate.scene.hits(Family::Event).iter())
        .filter(|hit| here(&hit.tokens))
        .count();
    let points = [
        2.0 * count(3, scorers(candidate).len()),
        1.0 * count(4, clocks),
        1.0 * count(3, roles),
        0.5 * count(8, events),
        results(candidate),
    ];
    points.iter().sum()
}

/// Who is told to have scored, whether or not the account of the goals has room for them.
fn scorers(candidate: &Candidate<'_>) -> QuickSet<EntityIndex> {
    candidate
        .tellings
        .iter()
        .filter(|telling| telling.status == Status::Asserted)
        .filter_map(|telling| telling.scorer.as_ref())
        .map(|(scorer, _)| *scorer)
        .collect()
}

/// "Elm scored the winner on the hour": whether a goal of one of the two is told, whoever scored it.
fn of_a_team(candidate: &Candidate<'_>) -> bool {
    candidate.tellings.iter().any(|telling| {
        telling.status == Status::Asserted && telling.team.is_some() && !telling.clocks.is_empty()
    })
}

/// What results of the two teams say: a score of both most.
fn results(candidate: &Candidate<'_>) -> f32 {
    let of = |mention: Option<usize>| {
        mention.and_then(|mention| candidate.sides.of_mention(candidate.scene, mention))
    };
    let (mut score, mut result) = (0.0_f32, 0.0_f32);
    for statement in candidate.statements {
        if statement.status != Status::Asserted {
            continue;
        }
        let both = of(statement.left).is_some() && of(statement.right).is_some();
        let one = of(statement.left).is_some() || of(statement.right).is_some();
        let early = candidate.scene.document.sentence_of(statement.tokens.start) < 3;
        let points = match (statement.kind, statement.score.is_some()) {
            (StatementKind::Final, true) if both => 4.0,
            (StatementKind::Final, true) if one => 2.0,
            (StatementKind::Final, _) => 1.0,
            (StatementKind::Result, _) if both => 2.0,
            (StatementKind::Result, _) if one => 1.0,
            _ => 0.0,
        };
        let points = if early { points } else { points * 0.7 };
        let best = if statement.kind == StatementKind::Final {
            &mut score
        } else {
            &mut result
        };
        *best = best.max(points);
    }
    // "Marlow held Elm", "to a goalless draw": the one says who, the other says what.
    score.max(result) + 0.5 * score.min(result)
}
