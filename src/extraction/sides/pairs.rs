//! What holds of a man and a team that one sentence names: who is named first, what stands before either, what between.

use std::ops::Range;

use super::traits::Trait;
use crate::extraction::grammar::Scene;
use crate::extraction::text::{Class, TokenIndex, TokenKind};

/// "former Marlow striker Odo", "bought from Marlow": the team that begins at `start` is one that a man has left.
pub(super) fn is_past(scene: &Scene<'_>, start: TokenIndex) -> bool {
    let is = |back: usize, class: Class| {
        let at = start.checked_sub(back);
        at.is_some_and(|at| scene.document.is_in(at, class))
    };
    let from = start.checked_sub(1).map(|at| scene.document.folded(at));
    is(1, scene.classes.tie_former)
        || is(2, scene.classes.tie_former)
        || from == Some("from") && is(2, scene.classes.tie_came)
}

/// "They were punished", and not "they never looked like conceding".
pub(super) fn is_trouble(scene: &Scene<'_>, at: TokenIndex) -> bool {
    let denied = |at: TokenIndex| {
        matches!(
            scene.document.folded(at),
            "never" | "not" | "without" | "no" | "nt" | "n't" | "hardly" | "rarely"
        )
    };
    let before = scene.document.folded(at.saturating_sub(1));
    // "Two goals down", "on the back foot"
    let down = match scene.document.folded(at) {
        "down" => matches!(before, "goal" | "goals" | "man" | "nil"),
        "foot" => before == "back",
        "possession" => matches!(before, "lost" | "losing"),
        "behind" => matches!(
            before,
            "fall" | "falls" | "falling" | "went" | "go" | "going"
        ),
        _ => false,
    };
    (down || scene.document.is_in(at, scene.classes.tie_trouble))
        && !(at.saturating_sub(3)..at).any(denied)
}

/// So many words may describe a team between its article and its name.
const ADJECTIVES: usize = 2;

/// A man and a team, and what stands around them.
pub(super) struct Pair<'p> {
    pub(super) man: &'p Range<TokenIndex>,
    pub(super) team: &'p Range<TokenIndex>,
    pub(super) start: TokenIndex,
    pub(super) alone: bool,
    pub(super) man_between: bool,
    pub(super) team_between: bool,
    /// A goal of his is told in the sentence; it answers another.
    pub(super) scores: Option<bool>,
    /// Another scores before him in the sentence.
    pub(super) opened: bool,
    /// He keeps goal.
    pub(super) keeps: bool,
}

impl Pair<'_> {
    /// What holds of the two; nothing where he is said to have been that team's once.
    pub(super) fn traits(&self, scene: &Scene<'_>) -> Vec<Trait> {
        let classes = scene.classes;
        let man_first = self.man.start < self.team.start;
        let distance = if man_first {
            self.team.start - self.man.end
        } else {
            self.man.start - self.team.end
        };
        let may_describe = |at: TokenIndex| {
            // "the world's second-ranked side Marlow"
            let owned = matches!(scene.document.tokens[at].kind, TokenKind::Possessive)
                && at
                    .checked_sub(1)
                    .is_some_and(|owner| scene.mention_at(owner).is_none());
            (scene.document.tokens[at].is_word() || owned)
                && !scene.is_verb(at)
                && !scene.document.is_in(at, classes.preposition)
                && scene.mention_at(at).is_none()
        };
        let word = |at: TokenIndex| scene.document.folded(at);
        let is = |at: TokenIndex, class: Class| scene.document.is_in(at, class);
        // "Beyond the relegation-battling visitors": over the article and what describes the team.
        let before = |at: TokenIndex| {
            let article = (1..=ADJECTIVES + 1)
                .map_while(|back| at.checked_sub(back))
                .take_while(|at| may_describe(*at))
                .find(|at| matches!(scene.document.folded(*at), "the" | "their" | "its"));
            // "Denied ten-man Marlow", "victory over leaders Marlow": over what describes it without one.
            let bare = || {
                let end = (1..=ADJECTIVES + 1)
                    .filter_map(|back| at.checked_sub(back))
                    .find(|at| !may_describe(*at))?;
                let says = [
                    classes.tie_harmed,
                    classes.tie_helped,
                    classes.tie_against,
                    classes.tie_but,
                    classes.tie_former,
                ];
                let told = says.iter().any(|class| is(end, *class));
                told.then_some(end + 1)
            };
            article.or_else(bare).unwrap_or(at).saturating_sub(1)
        };
        let before_team = before(self.team.start);
        let before_man = self.man.start.saturating_sub(1);
        let object = |at: TokenIndex| {
            scene.is_object(at, self.start) || at > self.start && is(at - 1, classes.lets_act)
        };
        if is_past(scene, before_team + 1) {
            return Vec::new();
        }
        let owns = scene
            .document
            .tokens
            .get(self.team.end)
            .is_some_and(|next| matches!(next.kind, TokenKind::Possessive));
        let after = self.team.end + usize::from(owns);
        let owns = owns || word(self.team.start) == "our";
        // "Marlow's lead", "Marlow's fine second goal"; "the Marlow goal" is where the ball goes.
        let goal = (after..after + 4)
            .take_while(|at| *at == after || !scene.is_verb(*at - 1))
            .find(|at| is(*at, classes.tie_goal));
        let teams_goal = man_first
            && !is(before_team, classes.tie_inside)
            && !is(before_team, classes.tie_against)
            && goal.is_some_and(|at| owns || at > after || word(at) != "goal");
        // "An early Marlow goal" is theirs, "the Marlow goal" is where the ball goes.
        let scores_one = word(after) == "goal"
            && (1..=ADJECTIVES + 1).any(|back| {
                let article = self.team.start.checked_sub(back);
                article.is_some_and(|at| matches!(word(at), "a" | "an"))
            });
        let keeps_goal = distance <= 3 && word(before_team) == "in";
        // "the Marlow captain Ames", "Marlow's Ames": somebody else than the man.
        let other = (after..after + 4)
            .take_while(|at| {
                scene.describes(*at)
                    || is(*at, scene.classes.coach_word)
                    || scene.mention_at(*at).is_some()
            })
            .any(|at| scene.person_at(at).is_some() && !self.man.contains(&at));
        // "A pass from Marlow's Ames", "a clearance by Marlow keeper Ames" harm nobody.
        let given = other && man_first && matches!(word(before_team), "by" | "from");
        let attacked = !teams_goal
            && !scores_one
            && !given
            && !keeps_goal
            && (after..after + 2).any(|at| is(at, classes.tie_attacked))
            && (man_first || distance > 2 || !scene.describes(after));
        let helped = is(before_team, classes.tie_helped);
        // "Broke Marlow hearts"
        let broken = matches!(word(after), "hearts" | "resistance" | "resolve");
        let harmed = broken
            || (before_team.saturating_sub(1)..=before_team).any(|at| is(at, classes.tie_harmed))
            || is_trouble(scene, self.team.start.saturating_sub(1))
            || helped && (after..after + 5).any(|at| is(at, classes.tie_loss));
        let contrast = {
            let between = if man_first {
                self.man.end..before_team
            } else {
                self.team.end..before_man
            };
            // "Ten minutes before half-time", "just before the break": when, and no turn.
            let when = |at: TokenIndex| {
                word(at) == "before" && (1..=2).any(|on| is(at + on, classes.tie_pause))
            };
            between
                .into_iter()
                .any(|at| is(at, classes.tie_but) && !when(at))
        };
        let troubled = (self.team.end..self.man.start)
            .chain(before_team.saturating_sub(1)..before_team)
            .any(|at| is_trouble(scene, at));
        let trouble_for = word(before_team) == "for"
            && (1..=2).any(|back| is(before_team.saturating_sub(back), classes.tie_trouble_for));
        // "put them ahead, only for Marlow's Ames to level"
        let only_for =
            before_team > 0 && word(before_team) == "for" && word(before_team - 1) == "only";
        // "helped them brush aside Marlow"
        let brushed = before_team > 0
            && matches!(word(before_team), "aside" | "off" | "past" | "out")
            && is(before_team - 1, classes.tie_against);
        let led = (self.team.end..self.man.start).any(|at| is(at, classes.tie_lead));
        Trait::ALL
            .into_iter()
            .filter(|holds| match holds {
                Trait::ManFirst => man_first,
                Trait::ManFirstAlone => man_first && self.alone,
                Trait::TeamFirst => !man_first,
                Trait::TeamFirstAlone => !man_first && self.alone,
                Trait::Near => distance <= 1,
                Trait::Far => distance >= 8,
                Trait::Possessive => {
                    owns && !other && !troubled && !attacked && !teams_goal && !harmed
                }
                Trait::AttackedTeam => man_first && attacked,
                Trait::AttackedTeamFirst => !man_first && attacked && !other,
                Trait::AgainstTeamFirst => !man_first && is(before_team, classes.tie_over),
                Trait::DescribesOther => other,
                Trait::TeamsGoal => teams_goal && !harmed,
                Trait::HarmedTeam => man_first && harmed,
                Trait::TroubledTeam => !man_first && !contrast && troubled,
                Trait::ButBetween => man_first && contrast,
                Trait::ButBetweenFirst => !man_first && contrast,
                Trait::ObjectManFirst => man_first && object(self.man.start),
                Trait::ObjectManLast => !man_first && object(self.man.start),
                Trait::ObjectTeamFirst => !man_first && object(self.team.start),
                Trait::ObjectTeamLast => man_first && object(self.team.start),
                Trait::TeamBetween => man_first && self.team_between,
                Trait::TeamBetweenFirst => !man_first && self.team_between,
                Trait::ManBetween => man_first && self.man_between,
                Trait::ManBetweenFirst => !man_first && self.man_between,
                Trait::ForTeam => {
                    man_first && word(before_team) == "for" && !trouble_for && !only_for
                }
                Trait::TroubleFor => man_first && trouble_for,
                Trait::ScoresFirst => man_first && self.scores.is_some(),
                Trait::ScoresLast => !man_first && self.scores.is_some(),
                Trait::Answers => !man_first && self.scores == Some(true) && (led || self.opened),
                Trait::AgainstTeam => {
                    man_first && !given && (is(before_team, classes.tie_against) || brushed)
                }
                Trait::HelpedTeam => man_first && helped && !harmed,
                Trait::AsTeam => man_first && !self.team_between && word(before_team) == "as",
                Trait::ButTeam => man_first && (is(before_team, classes.tie_but) || only_for),
                Trait::ThroughMan => {
                    !man_first
                        && !self.team_between
                        && !self.opened
                        && is(before_man, classes.tie_through)
                }
                Trait::ButMan => !man_first && is(before_man, classes.tie_but),
                Trait::KeeperFirst => man_first && self.keeps && distance > 1,
                Trait::KeeperLast => {
                    !man_first
                        && self.keeps
                        && distance > 1
                        && !owns
                        && !attacked
                        && !object(self.team.start)
                }
                Trait::HelpedThem
                | Trait::CarriedKeeper
                | Trait::They
                | Trait::Announced
                | Trait::Carried
                | Trait::CarriedBut
                | Trait::CarriedTrouble => false,
            })
            .collect()
    }
}
