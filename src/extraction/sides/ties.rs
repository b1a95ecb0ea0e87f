//! What a sentence that names a man and a team says of whether he plays for it: a few weights, learned.
//!
//! A rule of the family of relations knows a turn of phrase; these weights know what all sentences have in common: who
//! is named first, what stands before the team, whether another team stands between. They are data
//! (`config/rules/ties.toml`), and `cargo bench --bench weights` learns them anew.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::OnceLock;

use serde::Deserialize;

use super::Sides;
use crate::extraction::grammar::Scene;
use crate::extraction::mentions::{EntityIndex, Mention, Referent};
use crate::extraction::text::{Class, Sentence, TokenIndex};

const WEIGHTS: &str = include_str!("../../../config/rules/ties.toml");

/// What can hold of a man and a team in one sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trait {
    /// The man is named first.
    ManFirst,
    /// … and no other team is named in the sentence.
    ManFirstAlone,
    /// The team is named first.
    TeamFirst,
    /// … and no other team is named in the sentence.
    TeamFirstAlone,
    /// At most one word stands between.
    Near,
    /// Eight words or more stand between.
    Far,
    /// "Marlow's".
    Possessive,
    /// The man first, then what of the team's he attacks: "Marlow's defence".
    AttackedTeam,
    /// The man is named first, and something is done to him.
    ObjectManFirst,
    /// The man is named last, and something is done to him.
    ObjectManLast,
    /// The team is named first, and something is done to it.
    ObjectTeamFirst,
    /// The team is named last, and something is done to it.
    ObjectTeamLast,
    /// The man, another team, the team.
    TeamBetween,
    /// The team, another team, the man.
    TeamBetweenFirst,
    /// The man, another man, the team.
    ManBetween,
    /// The team, another man, the man.
    ManBetweenFirst,
    /// "for Marlow".
    ForTeam,
    /// "against Marlow".
    AgainstTeam,
    /// "gave Marlow".
    HelpedTeam,
    /// "as Marlow", no other team before.
    AsTeam,
    /// "but Marlow".
    ButTeam,
    /// "through Odo".
    ThroughMan,
    /// "before Odo".
    ButMan,
    /// "gave them", of the team spoken of last.
    HelpedThem,
    /// "they", "their", of the team spoken of last.
    They,
    /// The sentence names no team, and the one before speaks of it.
    Carried,
}

impl Trait {
    /// All of them.
    pub const ALL: [Self; 26] = [
        Self::ManFirst,
        Self::ManFirstAlone,
        Self::TeamFirst,
        Self::TeamFirstAlone,
        Self::Near,
        Self::Far,
        Self::Possessive,
        Self::AttackedTeam,
        Self::ObjectManFirst,
        Self::ObjectManLast,
        Self::ObjectTeamFirst,
        Self::ObjectTeamLast,
        Self::TeamBetween,
        Self::TeamBetweenFirst,
        Self::ManBetween,
        Self::ManBetweenFirst,
        Self::ForTeam,
        Self::AgainstTeam,
        Self::HelpedTeam,
        Self::AsTeam,
        Self::ButTeam,
        Self::ThroughMan,
        Self::ButMan,
        Self::HelpedThem,
        Self::They,
        Self::Carried,
    ];
}

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
        static LEARNED: OnceLock<HashMap<Trait, f32>> = OnceLock::new();
        let learned = LEARNED.get_or_init(|| match toml::from_str(WEIGHTS) {
            Ok(weights) => weights,
            Err(reason) => panic!("the weights built into the program are sound: {reason}"),
        });
        self.traits
            .iter()
            .map(|holds| learned.get(holds).copied().unwrap_or(0.0))
            .sum()
    }
}

/// The words before a name that say how it stands to the other.
struct Words {
    against: Class,
    helped: Class,
    but: Class,
    through: Class,
    attacked: Class,
}

/// Every man with every mention of one of the two teams in the same sentence, speech left out.
#[must_use]
pub fn read(scene: &Scene<'_>, sides: &Sides) -> Vec<Tie> {
    let words = Words {
        against: scene.book.class("tie_against"),
        helped: scene.book.class("tie_helped"),
        but: scene.book.class("tie_but"),
        through: scene.book.class("tie_through"),
        attacked: scene.book.class("tie_attacked"),
    };
    let mut ties = Vec::new();
    let mut spoken = Spoken::default();
    for sentence in &scene.document.sentences {
        let named: Vec<(usize, &Mention)> = scene.cast.within(&sentence.tokens).collect();
        let men: Vec<(EntityIndex, &Range<TokenIndex>)> = named
            .iter()
            .filter_map(|(number, mention)| Some((scene.person(*number)?, &mention.tokens)))
            .collect();
        let teams: Vec<(usize, &Range<TokenIndex>)> = named
            .iter()
            .filter(|(number, mention)| is_team(scene, sides, *number, mention))
            .map(|(number, mention)| (*number, &mention.tokens))
            .collect();
        let alone = is_alone(scene, sides, &teams);
        for (man, his) in &men {
            if let Some((team, holds)) = spoken.of(scene, &words, sentence, his, &teams) {
                ties.push(Tie {
                    man: *man,
                    team,
                    traits: vec![holds],
                });
            }
        }
        spoken.hear(scene, sentence, &teams);
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
                if between.start > between.end {
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
                };
                ties.push(Tie {
                    man: *man,
                    team: *team,
                    traits: pair.traits(scene, &words),
                });
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
}

impl Spoken {
    /// The team that a sentence without one goes on about, and what that says of a man it names.
    fn of(
        &self,
        scene: &Scene<'_>,
        words: &Words,
        sentence: &Sentence,
        man: &Range<TokenIndex>,
        teams: &[(usize, &Range<TokenIndex>)],
    ) -> Option<(usize, Trait)> {
        let team = self.team?;
        if !teams.is_empty() || scene.document.tokens[man.start].quoted {
            return None;
        }
        let pronoun = sentence
            .tokens
            .clone()
            .find(|at| matches!(scene.document.folded(*at), "they" | "them" | "their"));
        match pronoun {
            Some(at)
                if man.start < at && scene.document.is_in(at.saturating_sub(1), words.helped) =>
            {
                Some((team, Trait::HelpedThem))
            }
            Some(_) => Some((team, Trait::They)),
            None if sentence.paragraph == self.paragraph => Some((team, Trait::Carried)),
            None => None,
        }
    }

    fn hear(
        &mut self,
        scene: &Scene<'_>,
        sentence: &Sentence,
        teams: &[(usize, &Range<TokenIndex>)],
    ) {
        let subject = teams.iter().find(|(_, at)| {
            !scene.is_object(at.start, sentence.tokens.start)
                && scene.document.folded(at.end) != "'s"
                && !scene.document.tokens[at.start].quoted
        });
        if let Some((team, _)) = subject {
            self.team = Some(*team);
            self.paragraph = sentence.paragraph;
        } else if !teams.is_empty() {
            self.team = None;
        }
    }
}

fn is_team(scene: &Scene<'_>, sides: &Sides, number: usize, mention: &Mention) -> bool {
    match mention.referent {
        Referent::Role(_) => true,
        Referent::Entity(entity) => {
            sides.of_mention(scene, number).is_some() || sides.aliases.contains(&entity)
        }
    }
}

/// Whether all the mentions are of one team, as far as is known.
fn is_alone(scene: &Scene<'_>, sides: &Sides, teams: &[(usize, &Range<TokenIndex>)]) -> bool {
    let mut meant = teams.iter().map(|(number, _)| {
        (
            sides.of_mention(scene, *number),
            match scene.cast.mentions[*number].referent {
                Referent::Role(side) => Some(side),
                Referent::Entity(_) => None,
            },
        )
    });
    let first = meant.next();
    meant.all(|other| Some(other) == first)
}

/// A man and a team, and what stands around them.
struct Pair<'p> {
    man: &'p Range<TokenIndex>,
    team: &'p Range<TokenIndex>,
    start: TokenIndex,
    alone: bool,
    man_between: bool,
    team_between: bool,
}

impl Pair<'_> {
    fn traits(&self, scene: &Scene<'_>, words: &Words) -> Vec<Trait> {
        let man_first = self.man.start < self.team.start;
        let distance = if man_first {
            self.team.start - self.man.end
        } else {
            self.man.start - self.team.end
        };
        let before = |at: TokenIndex| {
            let before = at.saturating_sub(1);
            if scene.document.folded(before) == "the" {
                before.saturating_sub(1)
            } else {
                before
            }
        };
        let before_team = before(self.team.start);
        let before_man = self.man.start.saturating_sub(1);
        let object = |at: TokenIndex| scene.is_object(at, self.start);
        let word = |at: TokenIndex| scene.document.folded(at);
        let is = |at: TokenIndex, class: Class| scene.document.is_in(at, class);
        let owns = word(self.team.end) == "'s";
        let attacked = (self.team.end..self.team.end + 3).any(|at| is(at, words.attacked));
        let helped = is(before_team, words.helped);
        Trait::ALL
            .into_iter()
            .filter(|holds| match holds {
                Trait::ManFirst => man_first,
                Trait::ManFirstAlone => man_first && self.alone,
                Trait::TeamFirst => !man_first,
                Trait::TeamFirstAlone => !man_first && self.alone,
                Trait::Near => distance <= 1,
                Trait::Far => distance >= 8,
                Trait::Possessive => owns && !attacked,
                Trait::AttackedTeam => man_first && attacked,
                Trait::ObjectManFirst => man_first && object(self.man.start),
                Trait::ObjectManLast => !man_first && object(self.man.start),
                Trait::ObjectTeamFirst => !man_first && object(self.team.start),
                Trait::ObjectTeamLast => man_first && object(self.team.start),
                Trait::TeamBetween => man_first && self.team_between,
                Trait::TeamBetweenFirst => !man_first && self.team_between,
                Trait::ManBetween => man_first && self.man_between,
                Trait::ManBetweenFirst => !man_first && self.man_between,
                Trait::ForTeam => man_first && word(before_team) == "for",
                Trait::AgainstTeam => man_first && is(before_team, words.against),
                Trait::HelpedTeam => man_first && helped,
                Trait::AsTeam => man_first && !self.team_between && word(before_team) == "as",
                Trait::ButTeam => man_first && is(before_team, words.but),
                Trait::ThroughMan => !man_first && is(before_man, words.through),
                Trait::ButMan => !man_first && is(before_man, words.but),
                Trait::HelpedThem | Trait::They | Trait::Carried => false,
            })
            .collect()
    }
}
