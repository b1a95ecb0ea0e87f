//! What a sentence that names a man and a team says of whether he plays for it: a few weights, learned.
//!
//! A rule of the family of relations knows a turn of phrase; these weights know what all sentences have in common: who
//! is named first, what stands before the team, whether another team stands between. They are data
//! (`config/rules/ties.toml`), and `cargo bench --bench weights` learns them anew.

use std::ops::Range;

use super::Sides;
use super::deeds::Deeds;
use super::pairs::{Pair, is_past, is_trouble};
pub use super::traits::Trait;
use crate::extraction::grammar::Scene;
use crate::extraction::mentions::{EntityIndex, Mention, Referent};
use crate::extraction::text::{Sentence, TokenIndex, TokenKind};
use crate::extraction::weights::Weights;

static WEIGHTS: Weights<Trait> = Weights::new(include_str!("../../../config/rules/ties.toml"));

/// A man and a team that one sentence names.
#[derive(Debug, Clone)]
pub struct Tie {
    /// The man.
    pub man: EntityIndex,
    /// The mention of the team.
    pub team: usize,
    /// What holds of the two.
    pub traits: Vec<Trait>,
}

impl Tie {
    /// The log-odds that he plays for that team.
    #[must_use]
    pub fn weight(&self) -> f32 {
        self.traits.iter().map(|holds| WEIGHTS.of(*holds)).sum()
    }
}

/// Every man with every mention of one of the two teams in the same sentence, speech and own goals left out.
#[must_use]
pub fn read(scene: &Scene<'_>, sides: &Sides, deeds: &Deeds) -> Vec<Tie> {
    let mut ties = Vec::new();
    let mut spoken = Spoken::default();
    for (number, sentence) in scene.document.sentences.iter().enumerate() {
        let named: Vec<(usize, &Mention)> = scene.cast.within(&sentence.tokens).collect();
        let men: Vec<(EntityIndex, &Range<TokenIndex>)> = named
            .iter()
            .filter_map(|(number, mention)| Some((scene.person(*number)?, &mention.tokens)))
            .filter(|(man, his)| !deeds.amiss.by(scene, *man, his.start))
            // "Voss's side beat Marlow": the side plays, he does not.
            .filter(|(_, his)| !named.iter().any(|(_, side)| owns_side(side, his)))
            .collect();
        let teams: Vec<(usize, Range<TokenIndex>)> = named
            .iter()
            .filter(|(number, mention)| is_team(scene, sides, *number, mention))
            .filter(|(_, mention)| !is_past(scene, mention.tokens.start))
            .map(|(number, mention)| (*number, mention.tokens.clone()))
            .collect();
        let scores = |man: EntityIndex| deeds.scored.by(number, man);
        let alone = is_alone(scene, sides, &teams);
        // A sentence without a team goes on about the one before.
        let announced = deeds.scored.announced_before(number);
        for (man, his) in men.iter().filter(|_| teams.is_empty()) {
            if let (Some(team), Some(false)) = (announced, scores(*man)) {
                ties.push(Tie {
                    man: *man,
                    team,
                    traits: vec![Trait::Announced],
                });
                continue;
            }
            let answers = scores(*man).is_some()
                && deeds.scored.answer_in(number)
                && spoken.is_scored_by_another_than(*man);
            if let Some((team, holds)) =
                spoken.of(scene, sentence, his, answers, deeds.keepers.has(*man))
            {
                ties.push(Tie {
                    man: *man,
                    team,
                    traits: vec![holds],
                });
            }
        }
        spoken.hear(scene, sentence, &teams);
        spoken.scorers = deeds.scored.of(number).map(|(scorer, _)| scorer).collect();
        for (man, his) in &men {
            if scene.document.tokens[his.start].quoted {
                continue;
            }
            for (team, its) in &teams {
                let between = if his.start < its.start {
                    his.end..its.start
                } else {
                    its.end..his.start
                };
                // "Voss's side" says nothing of Voss.
                if between.start > between.end || its.contains(&his.start) {
                    continue;
                }
                // "Marlow were gifted the lead when Odo sliced it": whose goal it is, not whose man.
                if its.start < his.start && deeds.amiss.has(*man) {
                    continue;
                }
                let inside = |tokens: &Range<TokenIndex>| {
                    tokens.start >= between.start && tokens.end <= between.end
                };
                let pair = Pair {
                    man: his,
                    team: its,
                    start: sentence.tokens.start,
                    alone,
                    man_between: men.iter().any(|(other, at)| other != man && inside(at)),
                    team_between: teams.iter().any(|(_, at)| inside(at)),
                    scores: scores(*man),
                    opened: men.iter().any(|(other, at)| {
                        other != man && at.start < his.start && scores(*other).is_some()
                    }),
                    keeps: deeds.keepers.has(*man),
                };
                let traits = pair.traits(scene);
                if !traits.is_empty() {
                    ties.push(Tie {
                        man: *man,
                        team: *team,
                        traits,
                    });
                }
            }
        }
    }
    ties
}

/// The team that the text spoke of last, as the subject of a sentence.
#[derive(Default)]
struct Spoken {
    team: Option<usize>,
    paragraph: u32,
    /// What is said of it is bad for it.
    troubled: bool,
    /// Who scored in that sentence.
    scorers: Vec<EntityIndex>,
}

impl Spoken {
    /// The team that a sentence without one goes on about, and what that says of a man it names.
    fn of(
        &self,
        scene: &Scene<'_>,
        sentence: &Sentence,
        man: &Range<TokenIndex>,
        answers: bool,
        keeps: bool,
    ) -> Option<(usize, Trait)> {
        let team = self.team?;
        if scene.document.tokens[man.start].quoted {
            return None;
        }
        let pronoun = sentence
            .tokens
            .clone()
            .find(|at| matches!(scene.document.folded(*at), "they" | "them" | "their"));
        match pronoun {
            Some(at)
                if man.start < at
                    && scene
                        .document
                        .is_in(at.saturating_sub(1), scene.classes.tie_helped) =>
            {
                Some((team, Trait::HelpedThem))
            }
            Some(_) => Some((team, Trait::They)),
            None if sentence.paragraph != self.paragraph => None,
            None if keeps => Some((team, Trait::CarriedKeeper)),
            // "Marlow scored. Odo levelled."
            None if answers => Some((team, Trait::Answers)),
            None if scene
                .document
                .is_in(sentence.tokens.start, scene.classes.tie_contrast) =>
            {
                Some((team, Trait::CarriedBut))
            }
            None if self.troubled => Some((team, Trait::CarriedTrouble)),
            None => Some((team, Trait::Carried)),
        }
    }

    fn is_scored_by_another_than(&self, man: EntityIndex) -> bool {
        !self.scorers.is_empty() && !self.scorers.contains(&man)
    }

    fn hear(
        &mut self,
        scene: &Scene<'_>,
        sentence: &Sentence,
        teams: &[(usize, Range<TokenIndex>)],
    ) {
        let subject = teams.iter().find(|(_, at)| {
            !scene.is_object(at.start, sentence.tokens.start)
                && !matches!(
                    scene.document.tokens.get(at.end).map(|next| next.kind),
                    Some(TokenKind::Possessive)
                )
                && !scene.document.tokens[at.start].quoted
        });
        if let Some((team, at)) = subject {
            self.team = Some(*team);
            self.troubled = (at.end..sentence.tokens.end).any(|at| is_trouble(scene, at));
            self.paragraph = sentence.paragraph;
        } else if !teams.is_empty() {
            self.team = None;
        }
    }
}

/// Whether a mention is of the side that is called by the man's name.
fn owns_side(side: &Mention, man: &Range<TokenIndex>) -> bool {
    matches!(side.referent, Referent::SideOf(_)) && side.tokens.start == man.start
}

fn is_team(scene: &Scene<'_>, sides: &Sides, number: usize, mention: &Mention) -> bool {
    match mention.referent {
        Referent::Role(_) | Referent::SideOf(_) | Referent::Writers => true,
        Referent::Entity(entity) => {
            sides.of_mention(scene, number).is_some() || sides.aliases.contains(&entity)
        }
    }
}

/// Whether all the mentions are of one team, as far as is known.
fn is_alone(scene: &Scene<'_>, sides: &Sides, teams: &[(usize, Range<TokenIndex>)]) -> bool {
    let mut meant = teams.iter().map(|(number, _)| {
        (
            sides.of_mention(scene, *number),
            match scene.cast.mentions[*number].referent {
                Referent::Role(side) => (Some(side), None),
                Referent::SideOf(person) => (None, Some(person)),
                Referent::Entity(_) | Referent::Writers => (None, None),
            },
        )
    });
    let first = meant.next();
    meant.all(|other| Some(other) == first)
}
