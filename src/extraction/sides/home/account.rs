//! Who is at home, seen from the account of the match: once it is known who won and who scored for whom, "the hosts
//! won" says who they are.

use std::ops::Range;

use super::super::{Sides, Team};
use super::Ballot;
use crate::extraction::events::{Order, Statement, StatementKind, TeamRef, Telling};
use crate::extraction::grammar::{Scene, Status};
use crate::extraction::mentions::Referent;
use crate::extraction::rules::Family;
use crate::extraction::text::TokenIndex;
use crate::extraction::timeline::Timeline;
use crate::football::{GoalKind, Side};

/// Votes for who is at home by what the account tells of "the hosts" and "the visitors".
pub(in super::super) fn revisit(
    scene: &Scene<'_>,
    sides: &Sides,
    tellings: &[Telling],
    statements: &[Statement],
    timeline: &Timeline,
) -> Ballot {
    let mut ballot = Ballot::default();
    let role = |mention: Option<usize>| match scene.cast.mentions[mention?].referent {
        Referent::Role(side) => Some(side),
        Referent::Entity(_) | Referent::SideOf(_) | Referent::Writers => None,
    };
    let mut is_at = |team: Team, side: Side, weight: f32, tokens: &Range<TokenIndex>| {
        let hosts = match side {
            Side::Home => team,
            Side::Away => team.opponent(),
        };
        ballot.vote(hosts, weight, tokens.clone());
    };
    for goal in &timeline.goals {
        let Some(team) = goal.team else { continue };
        for telling in goal.tellings.iter().map(|telling| &tellings[*telling]) {
            let (reference, scored) = match telling.team {
                Some(TeamRef::For(mention)) => (mention, team),
                Some(TeamRef::Against(mention)) => (mention, team.opponent()),
                None => continue,
            };
            if let Some(side) = role(Some(reference)) {
                is_at(scored, side, 1.0, &scene.cast.mentions[reference].tokens);
            }
        }
    }
    if let Some(winner) = winner(timeline) {
        for statement in statements {
            if statement.status != Status::Asserted
                || !matches!(statement.kind, StatementKind::Final | StatementKind::Result)
            {
                continue;
            }
            let left = match statement.order {
                Order::WinnerFirst => winner,
                Order::LoserFirst => winner.opponent(),
                Order::AsNamed | Order::Draw | Order::Unknown => continue,
            };
            for (mention, team) in [(statement.left, left), (statement.right, left.opponent())] {
                if let Some(side) = role(mention) {
                    is_at(team, side, 1.0, &statement.tokens);
                }
            }
        }
    }
    from_words(scene, timeline, &mut is_at);
    from_numbers(scene, timeline, &mut is_at);
    // Who scored for whom says which side those are of who did something to the hosts.
    for &(person, weight) in &sides.home_ties {
        let team = timeline.goals.iter().find_map(|goal| {
            let own = goal.kind == GoalKind::OwnGoal;
            let team = goal.team.filter(|_| goal.scorer == Some(person))?;
            Some(if own { team.opponent() } else { team })
        });
        let tokens = scene.cast.entities[person].mentions.first();
        if let (Some(team), Some(mention)) = (team, tokens) {
            let side = if weight > 0.0 { Side::Home } else { Side::Away };
            is_at(
                team,
                side,
                weight.abs(),
                &scene.cast.mentions[*mention].tokens,
            );
        }
    }
    ballot
}

/// Says that a team is at home, or away, with a weight and the words.
type IsAt<'f> = dyn FnMut(Team, Side, f32, &Range<TokenIndex>) + 'f;

/// "The hosts had the better of it", "the visitors never recovered": what is said of who won, and of who lost.
fn from_words(scene: &Scene<'_>, timeline: &Timeline, is_at: &mut IsAt<'_>) {
    let Some(winner) = winner(timeline) else {
        return;
    };
    for hit in scene.hits(Family::Home) {
        let team = match hit.rule.meaning("is") {
            Some("winners") => winner,
            Some("losers") => winner.opponent(),
            Some(_) | None => continue,
        };
        let mention = hit
            .capture("team")
            .and_then(|tokens| scene.team_mention_in(tokens));
        let Some(mention) = mention.map(|mention| &scene.cast.mentions[mention]) else {
            continue;
        };
        if let Referent::Role(side) = mention.referent {
            is_at(team, side, 0.5, &mention.tokens);
        }
    }
}

/// "The hosts put two past Odo's men" where one of the two scored two, and the other did not.
fn from_numbers(scene: &Scene<'_>, timeline: &Timeline, is_at: &mut IsAt<'_>) {
    let Some(([a, b], _)) = timeline.score else {
        return;
    };
    let document = scene.document;
    for mention in &scene.cast.mentions {
        let Referent::Role(side) = mention.referent else {
            continue;
        };
        let end = scene.sentence(mention.tokens.start).end;
        let scored = (mention.tokens.end..end.min(mention.tokens.end + 8))
            .find(|at| document.is_in(*at, scene.classes.puts_goals));
        let tally = scored.and_then(|at| {
            (at + 1..end.min(at + 4))
                .find_map(|at| document.cardinal_at(at).map(|(tally, _)| tally))
        });
        let Some(tally) = tally else { continue };
        match (tally == u32::from(a), tally == u32::from(b)) {
            (true, false) => is_at(Team::A, side, 1.0, &mention.tokens),
            (false, true) => is_at(Team::B, side, 1.0, &mention.tokens),
            (true, true) | (false, false) => {}
        }
    }
}

/// Who won, as far as the account says.
fn winner(timeline: &Timeline) -> Option<Team> {
    if let Some(([a, b], _)) = timeline.score {
        return match a.cmp(&b) {
            std::cmp::Ordering::Greater => Some(Team::A),
            std::cmp::Ordering::Less => Some(Team::B),
            std::cmp::Ordering::Equal => None,
        };
    }
    timeline.winner.as_ref().and_then(|(winner, _)| *winner)
}
