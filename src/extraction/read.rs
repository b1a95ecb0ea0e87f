//! The stages, one after the other.

use std::ops::Range;

use super::assists;
use super::background;
use super::clock::{self, TimeExpression};
use super::events::{self, Statement, Telling};
use super::frame;
use super::gate;
use super::grammar::{Scene, status::Cue};
use super::incidents;
use super::mentions;
use super::parts;
use super::players;
use super::publish::Account;
use super::reconcile::reconcile;
use super::rules::{Layers, RuleBook};
use super::setting::{Setting, sides_of_all};
use super::sides::{self, Sides};
use super::text::{Document, TokenIndex};
use super::timeline::Timeline;
use crate::facts::Reading;
use crate::football::Goal;
use crate::names::Gazetteer;

/// What is known of a text beside its words.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The day it was published, which turns "on Saturday" into a date.
    pub published: Option<jiff::civil::Date>,
    /// Its headline: helps when it is there, and must not be needed.
    pub title: Option<&'a str>,
    /// The names that are known.
    pub gazetteer: &'a Gazetteer,
}

impl<'a> Context<'a> {
    /// Nothing is known but the words.
    #[must_use]
    pub const fn of_words_alone(gazetteer: &'a Gazetteer) -> Self {
        Self {
            published: None,
            title: None,
            gazetteer,
        }
    }
}

/// So many bytes of a text are read; the longest reports have a hundredth of it.
const MOST_BYTES: usize = 2_000_000;
/// So many tellings of goals, and of scores, are weighed; no match has a hundredth of them.
const MOST_TOLD: usize = 2_000;
/// Why a text is no report, where nobody plays anybody.
const NO_TEAMS: &str = "the text names no two teams that play each other";

/// Reads a report. Total: any text will do, and the same text always yields the same reading.
#[must_use]
pub fn read(text: &str, context: &Context<'_>) -> Reading {
    watched(text, context, &mut |_| {})
}

/// What the stages found in a text, or in the part of it that tells of one match.
pub(super) struct Seen<'a> {
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
    /// The two teams and the account of the goals; `None`: it did not come to that.
    pub account: Option<(&'a Sides, &'a Timeline)>,
    /// Why this is no match, if it is none.
    pub refused: Option<&'static str>,
}

/// As [`read`], and shows `watch` what was found on the way: once for each match that the text is cut into.
pub(super) fn watched(
    text: &str,
    context: &Context<'_>,
    watch: &mut dyn FnMut(&Seen<'_>),
) -> Reading {
    let read = &text[..text.floor_char_boundary(MOST_BYTES)];
    let document = Document::new(read, RuleBook::built_in().lexicon());
    let mut reading = read_all(&document, context, Scope::Whole, watch);
    if read.len() < text.len() {
        let note = format!("only the first {MOST_BYTES} bytes of the text were read");
        reading.notes.push(note);
    }
    reading
}

/// How a text is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scope {
    /// It may tell of several matches.
    Whole,
    /// It is what a longer text tells of one of its matches.
    OneMatch,
}

/// Reads each of the matches that a text is cut into, for itself.
fn read_parts(
    document: &Document<'_>,
    parts: &[Vec<Range<TokenIndex>>],
    context: &Context<'_>,
    watch: &mut dyn FnMut(&Seen<'_>),
) -> Reading {
    let mut all = Reading::default();
    let mut reasons = Vec::new();
    for part in parts {
        let reading = read_all(&document.part(part), context, Scope::OneMatch, watch);
        if reading.matches.is_empty() {
            reasons.extend(reading.notes);
        } else {
            all.matches.extend(reading.matches);
            all.notes.extend(reading.notes);
        }
    }
    if all.matches.is_empty() {
        all.notes.extend(reasons.into_iter().next());
    }
    all
}

fn read_all(
    document: &Document<'_>,
    context: &Context<'_>,
    scope: Scope,
    watch: &mut dyn FnMut(&Seen<'_>),
) -> Reading {
    let book = RuleBook::built_in();
    let mut layers = Layers::new(document.tokens.len());
    let clocks = clock::read(document, book, &mut layers);
    let cast = mentions::read(document, book, context.gazetteer, &mut layers);
    let scene = Scene::new(document, book, &layers, &cast);
    let cues = scene.cues();
    let mut statements = events::scores(&scene, &cues);
    statements.truncate(MOST_TOLD);
    let other_sport = gate::other_sport(&scene);
    if scope == Scope::Whole && other_sport.is_none() {
        let parts = parts::cut(&scene, &statements);
        if !parts.is_empty() {
            // A long text's parts need the room.
            drop((scene, cues, statements));
            drop((layers, cast, clocks));
            return read_parts(document, &parts, context, watch);
        }
    }
    let mut tellings = events::goals(&scene, &cues, &clocks);
    tellings.truncate(MOST_TOLD);
    let mut show = |account: Option<(&Sides, &Timeline)>, refused: Option<&'static str>| {
        watch(&Seen {
            scene: &scene,
            cues: &cues,
            clocks: &clocks,
            tellings: &tellings,
            statements: &statements,
            account,
            refused,
        });
    };
    let no_match = |why: &str| Reading {
        matches: Vec::new(),
        notes: vec![why.to_owned()],
    };
    if let Some(why) = other_sport {
        show(None, Some(why));
        return no_match(why);
    }
    let Some(evidence) = sides::read(&scene, context.gazetteer, &cues, &tellings, &statements)
    else {
        show(None, Some(NO_TEAMS));
        return no_match(NO_TEAMS);
    };
    let (sides, timeline) = reconcile(&scene, &evidence, &tellings, &statements, &clocks);
    let account = Account {
        scene: &scene,
        gazetteer: context.gazetteer,
        sides: &sides,
        tellings: &tellings,
        statements: &statements,
        timeline: &timeline,
    };
    let candidate = gate::Candidate {
        scene: &scene,
        cues: &cues,
        clocks: &clocks,
        tellings: &tellings,
        statements: &statements,
        sides: &sides,
        timeline: &timeline,
    };
    let refused = gate::refuses(&candidate);
    show(Some((&sides, &timeline)), refused);
    if let Some(why) = refused {
        return no_match(why);
    }
    let times = timeline.times(&clocks);
    let mut setting = Setting {
        scene: &scene,
        clocks: &times,
        cues: &cues,
        gazetteer: context.gazetteer,
        part: 0..document.tokens.len(),
        home: sides.entity(sides.home),
        away: sides.entity(sides.home.opponent()),
        sides: sides_of_all(&scene, &sides),
        published: context.published,
    };
    let mut claims = account.claims();
    let published = timeline.goals.iter().filter(|goal| goal.team.is_some());
    for goal in published.clone() {
        if let (Some(scorer), Some(team)) = (goal.scorer, goal.team) {
            let side = Goal::scorer_side_for(goal.kind, sides.side(team));
            setting.sides[scorer] = Some(side);
        }
    }
    for (provider, side) in
        assists::attach(&setting, &sides, published, &tellings, &mut claims.facts)
    {
        setting.sides[provider] = Some(side);
    }
    let frame = frame::facts(&setting, &claims.facts);
    setting.know_coaches(&frame);
    let incidents = incidents::told(&setting, &frame, &tellings);
    for (man, side) in incidents::told_sides(&setting, &sides, &incidents) {
        setting.sides[man] = Some(side);
    }
    claims.facts.extend(incidents::facts(&setting, incidents));
    claims.facts.extend(frame);
    let people = players::facts(&setting, &claims.facts);
    claims.facts.extend(people);
    claims.facts.extend(background::facts(&setting));
    Reading {
        matches: vec![claims],
        notes: timeline.notes,
    }
}
