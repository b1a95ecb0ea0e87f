//! Who set a goal up.
//!
//! The rules of the family `assist` find the words. A statement that names the scorer belongs to his goal nearby; one that names
//! none belongs to the goal told in the same sentence, the nearest to it. The provider plays for the scorer's side, as far as
//! the text lets a reader tell; own goals and penalties have none.

use std::ops::Range;

use super::events::Telling;
use super::frame::{Statement, select};
use super::grammar::{Subject, Tells};
use super::mentions::{EntityIndex, EntityKind};
use super::rules::Family;
use super::setting::Setting;
use super::sides::Sides;
use super::text::TokenIndex;
use super::timeline::TimelineGoal;
use crate::facts::{Assist, Fact, FactValue};
use crate::football::{Basis, GoalKind, Side};

/// How many sentences a statement that names the scorer may stand from a telling of his goal.
const NEAR: usize = 2;

/// How sure it must be that a provider plays for the other side to rule him out.
const SURE: f32 = 0.75;

/// Somebody setting something up, as told.
#[derive(Clone)]
struct Provision<'b> {
    provider: EntityIndex,
    scorer: Option<EntityIndex>,
    /// "The winger": who he is was worked out, and he must be known to play for the scorer's side.
    described: bool,
    tokens: Range<TokenIndex>,
    statement: &'b Statement<'b>,
}

/// Gives the goals among `facts` those who set them up, and says which side they are thereby known to play for. `goals` are
/// the goals that were published, in the same order.
pub fn attach<'a>(
    setting: &Setting<'_>,
    sides: &Sides,
    goals: impl Iterator<Item = &'a TimelineGoal>,
    tellings: &[Telling],
    facts: &mut [Fact],
) -> Vec<(EntityIndex, Side)> {
    let goals: Vec<&TimelineGoal> = goals.collect();
    let scene = setting.scene;
    let statements = select(scene.hits(Family::Assist), &setting.part);
    let mut nearest: Vec<Option<(Distance, Provision<'_>)>> = goals.iter().map(|_| None).collect();
    for provision in statements
        .iter()
        .filter(|statement| statement.about == "assist")
        .filter_map(|statement| read(setting, statement))
    {
        let mut near: Vec<(Distance, usize)> = goals
            .iter()
            .enumerate()
            .filter_map(|(at, goal)| {
                Some((distance(setting, sides, &provision, goal, tellings)?, at))
            })
            .collect();
        near.sort_unstable();
        // "Scored on 40 and 48, both times from passes by Lind."
        let all = serves_all(setting, &provision);
        let served = near
            .iter()
            .enumerate()
            .take_while(|(nth, ((elsewhere, ..), _))| *nth == 0 || all && !elsewhere);
        for (_, (distance, at)) in served {
            let known = nearest[*at].as_ref();
            if known.is_none_or(|(known, _)| distance < known) {
                nearest[*at] = Some((*distance, provision.clone()));
            }
        }
    }
    let told = facts.iter_mut().filter_map(|fact| match &mut fact.value {
        FactValue::Goal(told) => Some(told),
        _ => None,
    });
    let mut team_mates = Vec::new();
    for (told, found) in told.zip(nearest) {
        told.assist = found.map(|(_, provision)| {
            team_mates.push((provision.provider, told.goal.scorer_side));
            Assist {
                player: setting.name(provision.provider).to_owned(),
                basis: Basis::Stated,
                evidence: vec![setting.evidence(provision.tokens, provision.statement.rule())],
            }
        });
    }
    team_mates
}

fn read<'b>(setting: &Setting<'_>, statement: &'b Statement<'b>) -> Option<Provision<'b>> {
    let mut tokens = statement.tokens();
    let is_player = |kind: EntityKind| kind == EntityKind::Player;
    let captured = |name: &str| {
        let words = statement.hit.capture(name)?;
        setting.entity_in(&words, is_player)
    };
    if setting.scene.document.tokens[tokens.start].quoted
        || !setting.is_asserted(&tokens, Tells::Goal)
    {
        return None;
    }
    let mut described = false;
    let by_his_ball = || setting.scene.owner(statement.hit.capture("noun")?.end - 1);
    let provider = match captured("provider").or_else(by_his_ball) {
        Some(provider) => provider,
        None => {
            let verb = statement.hit.capture("verb")?.start;
            let Subject::Person(person, words) = setting.scene.subject(verb) else {
                return None;
            };
            // "Gave it away to set up Odo": whoever can play for either side is not known to have meant to.
            let meant = verb
                .checked_sub(1)
                .is_none_or(|before| setting.scene.document.folded(before) != "to");
            if !meant && setting.side_of(person).is_none() {
                return None;
            }
            let first = setting.scene.document.folded(words.start);
            // "Odo, the Norlander, squared": named after all.
            let apposed = words
                .start
                .checked_sub(2)
                .and_then(|name| setting.scene.person_at(name))
                == Some(person);
            described = matches!(first, "the" | "his" | "her" | "their") && !apposed;
            // The words between a far-off subject and its verb say nothing of the pass.
            if words.end <= tokens.start && tokens.start - words.end < 6 {
                tokens.start = words.start;
            }
            person
        }
    };
    let scorer = captured("scorer");
    let is_on_the_pitch = setting.scene.cast.entities[provider].kind == EntityKind::Player;
    (is_on_the_pitch && scorer != Some(provider)).then_some(Provision {
        provider,
        scorer,
        described,
        tokens,
        statement,
    })
}

/// Whether a provision is said of every goal that its sentence tells: "both from corners by Lind".
fn serves_all(setting: &Setting<'_>, provision: &Provision<'_>) -> bool {
    let start = setting.scene.sentence(provision.tokens.start).start;
    (start..provision.tokens.start)
        .rev()
        .take(BOTH_WITHIN)
        .any(|at| matches!(setting.scene.document.folded(at), "both" | "each"))
}

/// So many words before a provision "both times" may stand.
const BOTH_WITHIN: usize = 4;

/// How far a provision stands from a goal: in another sentence, without the scorer's name, so many words away.
type Distance = (bool, bool, usize);

/// How far a provision stands from a goal it can belong to.
fn distance(
    setting: &Setting<'_>,
    sides: &Sides,
    provision: &Provision<'_>,
    goal: &TimelineGoal,
    tellings: &[Telling],
) -> Option<Distance> {
    let scorer = goal.scorer?;
    let has_provider = match goal.kind {
        GoalKind::Regular => true,
        GoalKind::Penalty | GoalKind::OwnGoal => false,
    };
    let plays_for = sides.of_person_surely(provision.provider);
    let play_apart =
        plays_for.is_some_and(|(team, surely)| surely >= SURE && Some(team) != goal.team);
    let may_be_anybody =
        provision.described && plays_for.is_none_or(|(team, _)| Some(team) != goal.team);
    if !has_provider || play_apart || may_be_anybody || provision.provider == scorer {
        return None;
    }
    let reach = match provision.scorer {
        Some(named) if named == scorer => NEAR,
        Some(_) => return None,
        None => 0,
    };
    let document = setting.scene.document;
    let sentence = document.sentence_of(provision.tokens.start);
    let words_of = |telling: &usize| &tellings[*telling].tokens;
    goal.tellings
        .iter()
        .map(words_of)
        .filter_map(|words| {
            let apart = document.sentence_of(words.start).abs_diff(sentence);
            let before = provision.tokens.start.saturating_sub(words.end);
            let after = words.start.saturating_sub(provision.tokens.end);
            (apart <= reach).then_some((apart > 0, provision.scorer.is_none(), before.max(after)))
        })
        .min()
}
