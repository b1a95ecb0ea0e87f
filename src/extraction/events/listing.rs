//! Lists of scorers with their minutes: "Scorers: Amaro Odo (5th, 61st), John Ames (7th, penalty)".

use crate::extraction::events::{TeamRef, Telling};
use crate::extraction::grammar::{Scene, Status};
use crate::extraction::mentions::EntityIndex;
use crate::extraction::text::{TokenIndex, TokenKind};
use crate::football::{GoalKind, MatchClock};

/// The rule id that evidence from lists cites.
const RULE: &str = "goal.listed_scorer";

/// All goals of all lists, in text order, and the stretches of text that the lists take.
pub(super) fn read(scene: &Scene<'_>) -> Vec<Telling> {
    let document = scene.document;
    let mut tellings = Vec::new();
    let mut open = false;
    for sentence in &document.sentences {
        let start = sentence.tokens.start;
        let heads = matches!(
            document.folded(start),
            "scorer" | "scorers" | "goalscorer" | "goalscorers" | "goals" | "goal"
        ) && document
            .tokens
            .get(start + 1)
            .is_some_and(|token| matches!(token.kind, TokenKind::Colon | TokenKind::Dash));
        // The lines below the heading: "Marlow - Amaro Odo (5th)".
        let goes_on = open
            && (start..start + 3)
                .any(|at| scene.mention_at(at).is_some() && sentence.tokens.contains(&at))
            && sentence.tokens.clone().any(|at| {
                minute(scene, at).is_some()
                    && at
                        .checked_sub(1)
                        .is_some_and(|before| is_in_list(scene, before))
            });
        // A team's name on a line of its own, its scorers below.
        let names_team = open && sentence.tokens.len() <= 3 && !scene.is_verb(start);
        open = heads || goes_on || names_team;
        if open {
            tellings.extend(line(scene, start, sentence.tokens.end));
        }
    }
    tellings
}

/// What stands before a minute in a list: a bracket, a comma, a name.
fn is_in_list(scene: &Scene<'_>, at: TokenIndex) -> bool {
    matches!(
        scene.document.tokens[at].kind,
        TokenKind::Open | TokenKind::Comma
    ) || scene.mention_at(at).is_some()
        || scene.document.folded(at) == "and"
}

/// The minute written at a token: `5th`, `56`, `45+2`.
fn minute(scene: &Scene<'_>, at: TokenIndex) -> Option<MatchClock> {
    let token = scene.document.tokens.get(at)?;
    let value = match token.kind {
        TokenKind::Stoppage(minute, added) => return Some(MatchClock::stoppage(minute, added)),
        TokenKind::Number => token.numeral.cardinal().or(token.numeral.ordinal())?,
        _ => return None,
    };
    u8::try_from(value)
        .ok()
        .filter(|minute| (1..=120).contains(minute))
        .map(MatchClock::regular)
}

fn line(scene: &Scene<'_>, start: TokenIndex, end: TokenIndex) -> Vec<Telling> {
    let mut found: Vec<Telling> = Vec::new();
    let mut team: Option<TeamRef> = None;
    let mut player: Option<(EntityIndex, std::ops::Range<TokenIndex>)> = None;
    let mut timed = true;
    let mut at = start;
    let goal = |scorer: &(EntityIndex, std::ops::Range<TokenIndex>),
                team: Option<TeamRef>,
                clock: Option<(MatchClock, TokenIndex)>| {
        let end = clock.map_or(scorer.1.end, |(_, at)| at + 1);
        Telling {
            tokens: scorer.1.start..end,
            rule: RULE.to_owned(),
            scorer: Some(scorer.clone()),
            team,
            kind: GoalKind::Regular,
            sure: true,
            weak: false,
            supports: false,
            unnamed: None,
            repeats: false,
            slot: None,
            score: None,
            ordinal: None,
            his: false,
            count: 1,
            clocks: Vec::new(),
            listed: clock.map(|(clock, at)| (clock, at..at + 1)),
            status: Status::Asserted,
        }
    };
    while at < end {
        if let Some(mention) = scene.mention_at(at) {
            let tokens = scene.cast.mentions[mention].tokens.clone();
            // "Marlow - Odo (5th)": what stands before the dash is the team.
            let heads_line =
                tokens.start <= start + 1
                    && scene.document.tokens.get(tokens.end).is_some_and(|next| {
                        matches!(next.kind, TokenKind::Dash | TokenKind::Colon)
                    });
            if let Some(person) = scene.person(mention).filter(|_| !heads_line) {
                if let (Some(before), false) = (&player, timed) {
                    found.push(goal(before, team, None));
                }
                player = Some((person, tokens.clone()));
                timed = false;
            } else if scene.team_mention_at(at).is_some() {
                if let (Some(before), false) = (&player, timed) {
                    found.push(goal(before, team, None));
                }
                team = Some(TeamRef::For(mention));
                player = None;
                timed = true;
            }
            at = tokens.end.max(at + 1);
            continue;
        }
        if let (Some(scorer), Some(clock)) = (&player, minute(scene, at)) {
            found.push(goal(scorer, team, Some((clock, at))));
            timed = true;
        } else if let Some(last) = found.last_mut() {
            match scene.document.folded(at) {
                "penalty" | "pen" | "pens" | "penalties" => last.kind = GoalKind::Penalty,
                "own" | "og" => last.kind = GoalKind::OwnGoal,
                _ => {}
            }
        }
        at += 1;
    }
    if let (Some(before), false) = (&player, timed) {
        found.push(goal(before, team, None));
    }
    found
}
