//! What hand-checked reports teach: for each table the examples that a report gives.

use serde_json::Value;
use touchline::extraction::mentions::{Cast, Entity, EntityIndex, Referent};
use touchline::extraction::sides::{self, Sides, Team, deeds::Deeds, teams::Contest};
use touchline::extraction::{
    clock, events, grammar, mentions, reconcile, rules, text, timeline::Timeline,
};
use touchline::names::{Gazetteer, fold};

use super::fit::{Alternative, Example};

/// Log-odds from which on a man's side is taken for known, to learn from.
const SURE: f32 = 4.0;

/// A report as it is, or cut.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cut {
    Whole,
    /// Without its first paragraph, or the first sentence of a single one.
    WithoutOpening,
}

impl Cut {
    /// How much a report counts for the choice of the teams.
    const fn for_teams(self) -> f64 {
        match self {
            Self::Whole => 5.0,
            Self::WithoutOpening => 1.0,
        }
    }

    /// How much it counts for whether a score is published.
    const fn for_trust(self) -> f64 {
        match self {
            Self::Whole => 1.0,
            Self::WithoutOpening => 0.1,
        }
    }
}

/// The examples for each table.
#[derive(Default)]
pub(crate) struct Learnt {
    pub(crate) teams: Vec<Example>,
    pub(crate) ties: Vec<Example>,
    pub(crate) bonds: Vec<Example>,
    pub(crate) trust: Vec<Example>,
}

/// Where a report is from, and what is known of its match.
pub(crate) struct Source<'s> {
    pub(crate) record: &'s Value,
    /// Whose report it is; those of a folder are one publisher's where the record does not say.
    pub(crate) publisher: &'s str,
    pub(crate) gazetteer: &'s Gazetteer,
}

impl Learnt {
    /// Reads a report as extraction does and takes down what it would have weighed.
    pub(crate) fn read(&mut self, source: &Source<'_>, report: &str, cut: Cut) {
        let book = rules::RuleBook::built_in();
        let document = text::Document::new(report, book.lexicon());
        let mut layers = rules::Layers::new(document.tokens.len());
        let clocks = clock::read(&document, book, &mut layers);
        let cast = mentions::read(&document, book, source.gazetteer, &mut layers);
        let scene = grammar::Scene::new(&document, book, &layers, &cast);
        let cues = scene.cues();
        let tellings = events::goals(&scene, &cues, &clocks);
        let statements = events::scores(&scene, &cues);
        let contest = Contest::read(&scene, source.gazetteer, &cues, &tellings, &statements);
        self.teams.push(source.two_teams(&contest, &cast, cut));
        let gazetteer = source.gazetteer;
        let Some(evidence) = sides::read(&scene, gazetteer, &cues, &tellings, &statements) else {
            return;
        };
        let (sides, account) =
            reconcile::reconcile(&scene, &evidence, &tellings, &statements, &clocks);
        let home = source.home(&sides, &cast);
        self.trust.extend(source.score(&account, home, cut));
        if let (Cut::Whole, Some(home)) = (cut, home) {
            let deeds = Deeds::told(&scene, &tellings);
            let men = source.scorers(home);
            self.ties.extend(source.ties(&scene, &sides, &deeds, &men));
            self.bonds
                .extend(source.bonds(&scene, &sides, &deeds, &men));
        }
    }
}

impl Source<'_> {
    /// Which two of the teams of a text its match is of.
    fn two_teams(&self, contest: &Contest<'_>, cast: &Cast, cut: Cut) -> Example {
        let candidates = contest.candidates().map(|candidate| Alternative {
            holds: (candidate.signs())
                .map(|(sign, size)| (named(&sign), f64::from(size)))
                .collect(),
            right: self.first_at_home(candidate.teams, cast).is_some(),
        });
        Example {
            alternatives: candidates.collect(),
            weight: cut.for_teams(),
            publisher: self.publisher.to_owned(),
        }
    }

    /// Whether the first of two teams is at home; none: they are not the two of the record.
    fn first_at_home(&self, [one, other]: [EntityIndex; 2], cast: &Cast) -> Option<bool> {
        let is = |team: EntityIndex, key: &str| self.is_called(&cast.entities[team], key);
        let first = is(one, "home") && is(other, "away");
        let second = is(one, "away") && is(other, "home");
        (first || second).then_some(first)
    }

    /// Whether a team is the one that the record has: the names files say so, or all the words of the shorter name are in
    /// the longer, and not only such as many teams share.
    fn is_called(&self, team: &Entity, key: &str) -> bool {
        let recorded = fold(self.record[key].as_str().unwrap_or_default());
        let known = self.gazetteer.teams_named(&recorded);
        if let Some(team) = team.team
            && known.iter().any(|name| name.team == team)
        {
            return true;
        }
        let wanted: Vec<&str> = recorded.split(' ').collect();
        let (short, long): (Vec<&str>, Vec<&str>) = {
            let found = team.words.iter().map(String::as_str).collect();
            if wanted.len() < team.words.len() {
                (wanted, found)
            } else {
                (found, wanted)
            }
        };
        let shared = |word: &&str| self.gazetteer.is_ambiguous(word) || word.len() < 3;
        let within = short.iter().all(|word| long.contains(word));
        within && (short.len() == long.len() || !short.iter().all(shared))
    }

    /// The team at home; none: the two teams found are not those of the record.
    fn home(&self, sides: &Sides, cast: &Cast) -> Option<Team> {
        let first = self.first_at_home(sides.teams, cast)?;
        Some(if first { Team::A } else { Team::B })
    }

    /// Whether the likeliest score is right.
    fn score(&self, account: &Timeline, home: Option<Team>, cut: Cut) -> Option<Example> {
        let of_home = self.record["home_score"].as_u64()?;
        let of_away = self.record["away_score"].as_u64()?;
        let [a, b] = account.likeliest.map(u64::from);
        let right = home.is_some_and(|home| match home {
            Team::A => [a, b] == [of_home, of_away],
            Team::B => [b, a] == [of_home, of_away],
        });
        let signs = account.signs.iter().map(named);
        Some(Example::of_one(
            signs,
            right,
            cut.for_trust(),
            self.publisher,
        ))
    }

    /// The scorers, by the last words of their names, and whom they play for.
    fn scorers(&self, home: Team) -> Vec<(String, Team)> {
        let goals = self.record["goals"].as_array().into_iter().flatten();
        let scorer = |goal: &Value| {
            let credited = if goal["side"] == "h" {
                home
            } else {
                home.opponent()
            };
            let own = goal["kind"] == "own-goal";
            let team = if own { credited.opponent() } else { credited };
            Some((last_word(goal["player"].as_str()?), team))
        };
        goals.filter_map(scorer).collect()
    }

    /// Whether each man and team that one sentence names belong together, where it is known.
    fn ties(
        &self,
        scene: &grammar::Scene<'_>,
        sides: &Sides,
        deeds: &Deeds,
        men: &[(String, Team)],
    ) -> Vec<Example> {
        let mut found: Vec<(usize, bool, Vec<String>)> = Vec::new();
        for tie in sides::ties::read(scene, sides, deeds) {
            let man = last_word(&scene.cast.entities[tie.man].name);
            let Some((_, plays_for)) = men.iter().find(|(name, _)| *name == man) else {
                continue;
            };
            // Whose side "Voss's men" are is itself a guess.
            let guessed = matches!(scene.cast.mentions[tie.team].referent, Referent::SideOf(_));
            if let Some(team) = sides.of_mention(scene, tie.team).filter(|_| !guessed) {
                let holds = tie.traits.iter().map(named).collect();
                found.push((tie.man, team == *plays_for, holds));
            }
        }
        let example = |(man, right, holds): &(usize, bool, Vec<String>)| {
            let same = found.iter().filter(|(other, _, _)| other == man).count();
            let weight = 1.0 / (same as f64).sqrt();
            Example::of_one(holds.iter().cloned(), *right, weight, self.publisher)
        };
        found.iter().map(example).collect()
    }

    /// Whether each two men who are named together play for one team. Of scorers it is known who they play for; of
    /// others, where the text leaves hardly a doubt.
    fn bonds(
        &self,
        scene: &grammar::Scene<'_>,
        sides: &Sides,
        deeds: &Deeds,
        men: &[(String, Team)],
    ) -> Vec<Example> {
        let plays_for = |man: usize| {
            let name = last_word(&scene.cast.entities[man].name);
            let scores = men.iter().find(|(scorer, _)| *scorer == name);
            scores.map(|(_, team)| *team).or_else(|| {
                let (team, odds) = sides.of_person_by_odds(man)?;
                (odds >= SURE).then_some(team)
            })
        };
        let pairs = sides::bonds::read(scene, deeds).into_iter();
        let example = |two: sides::bonds::Bonded| {
            let same = plays_for(two.first)? == plays_for(two.second)?;
            let holds = two.bonds.iter().map(named);
            Some(Example::of_one(holds, same, 1.0, self.publisher))
        };
        pairs.filter_map(example).collect()
    }
}

fn last_word(name: &str) -> String {
    fold(name).rsplit(' ').next().unwrap_or_default().to_owned()
}

/// The name that a data file has for a value: `ManFirst` is `man_first`.
fn named(value: &impl std::fmt::Debug) -> String {
    let mut name = String::new();
    for letter in format!("{value:?}").chars() {
        if letter.is_uppercase() && !name.is_empty() {
            name.push('_');
        }
        name.extend(letter.to_lowercase());
    }
    name
}
