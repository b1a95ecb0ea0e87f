//! Who coaches which side.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Statement, fact};
use crate::extraction::grammar::{Status, Subject, Tells};
use crate::extraction::mentions::{EntityIndex, EntityKind};
use crate::extraction::setting::Setting;
use crate::extraction::text::{TokenIndex, TokenKind};
use crate::facts::{Evidence, Fact, FactValue};
use crate::football::{Basis, Side};

/// The coaches whose side the text lets a reader tell: "Marlow boss Amaro", or Amaro who brought on a Marlow player.
///
/// `winner` is the side that won, if the text says who did: "Amaro's side deserved the win".
pub(super) fn coaches(
    setting: &Setting<'_>,
    statements: &[Statement<'_>],
    winner: Option<Side>,
) -> Vec<Fact> {
    let mut told: BTreeMap<EntityIndex, Told> = BTreeMap::new();
    let called: Vec<EntityIndex> = statements
        .iter()
        .filter(|statement| statement.about.starts_with("coach") && statement.about != "coach_acts")
        .filter_map(|statement| {
            setting.entity_in(&statement.hit.capture("name")?, EntityKind::is_person)
        })
        .collect();
    for statement in statements {
        let Some(cue) = statement.about.strip_prefix("coach") else {
            continue;
        };
        let Some(name) = statement.hit.capture("name") else {
            continue;
        };
        let person = setting.entity_in(&name, EntityKind::is_person);
        let Some(person) = person else { continue };
        // "Amaro's side" makes a coach of whoever the votes took for a player.
        let is_coach = setting.scene.cast.entities[person].kind == EntityKind::Coach
            || called.contains(&person);
        if !is_coach
            && (cue == "_acts" || setting.scene.cast.entities[person].kind == EntityKind::Official)
        {
            continue;
        }
        let decided = match cue {
            "_won" => winner,
            "_lost" => winner.map(Side::opponent),
            "_home" => Some(Side::Home),
            "_away" => Some(Side::Away),
            _ => None,
        };
        let decided = decided
            .filter(|_| {
                let words = statement.tokens();
                // "Have not lost", "will meet": the rule's own words are meant so.
                let scene = setting.scene;
                let status = scene.status_told_by(&words, &words, setting.cues, Tells::Outcome);
                status == Status::Asserted
            })
            .map(|side| (side, 3));
        let told_side = decided.or_else(|| side(setting, statement, cue));
        // What the sentences are about gives way to what else ties him to a team.
        let known = setting.side_of(person);
        let told_side = told_side
            .filter(|(side, weight)| *weight >= SURE || known.is_none_or(|known| known == *side));
        let Some((side, weight)) = told_side else {
            if cue != "_acts" && !cue.is_empty() {
                let entry = told.entry(person).or_default();
                entry.note(setting, statement);
                entry.named = true;
            }
            continue;
        };
        let entry = told.entry(person).or_default();
        entry.votes[usize::from(side == Side::Away)] += weight;
        entry.note(setting, statement);
        entry.named |= cue != "_acts";
    }
    // Two men who could each be only guessed to coach one side: which of them does is not told.
    let is_disputed = |index: usize, person: EntityIndex, one: &Told| {
        told.iter().any(|(other, rival)| {
            *other != person && rival.named && one.votes[index] < SURE && rival.votes == one.votes
        })
    };
    let mut facts: Vec<Fact> = Vec::new();
    for side in Side::BOTH {
        let index = usize::from(side == Side::Away);
        let best = told
            .iter()
            .filter(|(_, told)| told.named && told.votes[index] >= told.votes[1 - index] + ENOUGH)
            .filter(|(person, told)| !is_disputed(index, **person, told))
            .max_by_key(|(person, told)| {
                // Of two men equally told, the one whom more than that makes a coach.
                let kind = setting.scene.cast.entities[**person].kind;
                let votes = told.votes[index] - told.votes[1 - index];
                (votes, kind == EntityKind::Coach)
            });
        if let Some((person, told)) = best {
            let sure = told.votes[index] >= told.votes[1 - index] + SURE;
            let basis = if sure { Basis::Stated } else { Basis::Inferred };
            facts.push(coach(setting, *person, side, basis, told));
        }
    }
    // Of two coaches, the one whose side nothing tells has the other.
    let known = |person: EntityIndex, facts: &[Fact]| {
        facts.iter().any(|fact| {
            matches!(&fact.value, FactValue::Coach { name, .. } if name == setting.name(person))
        })
    };
    let mut rest = told
        .iter()
        .filter(|(person, told)| told.named && !known(**person, &facts));
    if let ([FactValue::Coach { side, .. }], Some((person, told)), None) = (
        &facts
            .iter()
            .map(|fact| fact.value.clone())
            .collect::<Vec<_>>()[..],
        rest.next(),
        rest.next(),
    ) {
        let side = side.opponent();
        let index = usize::from(side == Side::Away);
        if told.votes[index] >= told.votes[1 - index] {
            facts.push(coach(setting, *person, side, Basis::Inferred, told));
        }
    }
    facts
}

fn coach(
    setting: &Setting<'_>,
    person: EntityIndex,
    side: Side,
    basis: Basis,
    told: &Told,
) -> Fact {
    let value = FactValue::Coach {
        name: setting.name(person).to_owned(),
        side,
    };
    let confidence = if basis == Basis::Stated { 0.9 } else { 0.7 };
    fact(value, basis, confidence, told.evidence.clone())
}

/// By how much one side must be likelier than the other.
const ENOUGH: u32 = 1;

/// From here on it is told, and not worked out from what the sentences are about.
const SURE: u32 = 3;

#[derive(Default)]
struct Told {
    votes: [u32; 2],
    named: bool,
    evidence: Vec<Evidence>,
}

impl Told {
    fn note(&mut self, setting: &Setting<'_>, statement: &Statement<'_>) {
        if self.evidence.len() < 3 {
            self.evidence
                .push(setting.evidence(statement.tokens(), statement.rule()));
        }
    }
}

/// The side a statement puts a coach on, and how much it weighs.
fn side(setting: &Setting<'_>, statement: &Statement<'_>, cue: &str) -> Option<(Side, u32)> {
    let side_in = |tokens: Range<TokenIndex>| {
        tokens
            .filter_map(|at| setting.scene.mention_at(at))
            .find_map(|mention| setting.side_of_mention(mention))
    };
    if let Some(team) = statement.hit.capture("team") {
        return side_in(team).map(|side| (side, 8));
    }
    if let Some(team) = statement.hit.capture("against") {
        return side_in(team).map(|side| (side.opponent(), 4));
    }
    if let Some(player) = statement.hit.capture("player") {
        return side_in(player).map(|side| (side, 3));
    }
    // "Odo put Amaro's side ahead."
    if let Some(verb) = statement.hit.capture("verb") {
        return match setting.scene.subject(verb.start) {
            Subject::Person(person, _) => setting
                .side_of(person)
                .map(|side| {
                    if cue == "_harmed" {
                        side.opponent()
                    } else {
                        side
                    }
                })
                .map(|side| (side, 3)),
            Subject::Team(_)
            | Subject::They(_)
            | Subject::Somebody(_)
            | Subject::Thing(_)
            | Subject::Unknown => None,
        };
    }
    if cue == "_under" {
        return first_acting(setting, statement.hit.tokens.start).map(|side| (side, 3));
    }
    if let Some(owner) = owner(setting, &statement.tokens()) {
        return owner.map(|side| (side, 3));
    }
    // "Amaro's side": the team that the sentence is about.
    (!matches!(cue, "_opposite" | "_acts"))
        .then(|| topic(setting, &statement.tokens()))?
        .map(|side| (side, 1))
}

/// The side that the sentence is about: that of whoever is named last before these words in it and acts, else of all that
/// act in the sentence before. "Against Amaro's side" is said of the other.
fn topic(setting: &Setting<'_>, words: &Range<TokenIndex>) -> Option<Side> {
    let scene = setting.scene;
    let at = words.start;
    let here = scene.sentence(at);
    let sentence = scene.document.sentence_of(at);
    let before = sentence
        .checked_sub(1)
        .and_then(|before| scene.document.sentences.get(before))
        .map_or(0..0, |before| before.tokens.clone());
    let acts = (here.start..at)
        .rev()
        .filter_map(|at| scene.mention_at(at))
        .find(|mention| {
            let words = &scene.cast.mentions[*mention].tokens;
            let meant =
                scene.person(*mention).is_some() || setting.side_of_mention(*mention).is_some();
            // "No matter City's excellence" is no deed of City's; "City's defence held out" is.
            let owns = scene.document.tokens[words.end].kind == TokenKind::Possessive
                && !(words.end..at).any(|at| scene.is_verb(at));
            meant && !owns && !scene.is_object(words.start, here.start)
        });
    // "Odo scored, and Amaro's side were a goal down": his own side or the other, as it happens.
    let behind = (at..here.end)
        .take(WORDS_ON)
        .any(|word| matches!(scene.document.folded(word), "down" | "behind"));
    if behind {
        return None;
    }
    let side = match acts {
        // "Marlow pressed as Amaro's side sat back" may be said of either.
        Some(mention) => {
            let words = &scene.cast.mentions[mention].tokens;
            let turns = (words.end..at).any(|at| {
                matches!(
                    scene.document.folded(at),
                    "while" | "whilst" | "although" | "though" | "but"
                )
            });
            // "As Marlow tired, Amaro's side came into it."
            let fronted = (here.start..words.start).take(2).any(|at| {
                matches!(
                    scene.document.folded(at),
                    "as" | "while" | "whilst" | "although" | "though"
                )
            });
            // Whoever acts here is who it is about, even where nobody knows whose he is.
            setting
                .side_of_mention(mention)
                .filter(|_| !turns && !fronted)
        }
        None => agreed(setting, &before),
    }?;
    let against = (here.start..at).rev().take(2).any(|word| {
        matches!(
            scene.document.folded(word),
            "against"
                | "beat"
                | "past"
                | "over"
                | "by"
                | "defeated"
                | "stunned"
                | "held"
                | "facing"
        )
    });
    Some(if against { side.opponent() } else { side })
}

/// How many words on it is told that a side is behind.
const WORDS_ON: usize = 9;

/// "Marlow wrecked Elm's hopes and showed what they are under manager Amaro": the side that the sentence begins with.
fn first_acting(setting: &Setting<'_>, at: TokenIndex) -> Option<Side> {
    let scene = setting.scene;
    let start = scene.sentence(at).start;
    let before = start..at;
    let mut acting = scene.cast.within(&before).filter(|(_, mention)| {
        let owns = scene.document.tokens[mention.tokens.end].kind == TokenKind::Possessive;
        !owns && !scene.is_object(mention.tokens.start, start)
    });
    acting.find_map(|(number, _)| setting.side_of_mention(number))
}

/// The side of all that act in a sentence, if it is one.
fn agreed(setting: &Setting<'_>, sentence: &Range<TokenIndex>) -> Option<Side> {
    let scene = setting.scene;
    let mut sides = scene
        .cast
        .within(sentence)
        .filter(|(_, mention)| !scene.is_object(mention.tokens.start, sentence.start))
        .filter_map(|(number, _)| setting.side_of_mention(number));
    let first = sides.next()?;
    sides.all(|side| side == first).then_some(first)
}

/// "His manager, Amaro": the side of whom "his" stands for, if it is told; nothing where nobody is said to own him.
fn owner(setting: &Setting<'_>, tokens: &Range<TokenIndex>) -> Option<Option<Side>> {
    let scene = setting.scene;
    let owner = tokens
        .start
        .checked_sub(1)
        .into_iter()
        .chain(tokens.clone())
        .find(|word| matches!(scene.document.folded(*word), "his" | "her" | "their"))?;
    Some(match scene.document.folded(owner) {
        "their" => scene
            .they(owner)
            .and_then(|team| setting.side_of_mention(team))
            .or_else(|| topic(setting, &(owner..owner + 1))),
        _ => scene
            .antecedent(owner)
            .and_then(|person| setting.side_of(person)),
    })
}
