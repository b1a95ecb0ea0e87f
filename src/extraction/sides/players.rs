//! Who plays for whom: a signed graph of people, of "the hosts" and of "us", solved by letting what is known spread.

use super::deeds::Deeds;
use super::own_goals::OwnGoals;
use super::{Sides, Team, bonds, coached, relations, ties};
use crate::extraction::events::{Slot, Statement, TeamRef, Telling};
use crate::extraction::grammar::{Scene, Status};
use crate::extraction::mentions::{EntityIndex, Referent};
use crate::football::Side;

/// Rounds of spreading at the most; paths between people are short.
const ROUNDS: usize = 16;
/// Where nothing changes by more than this, all is said.
const SETTLED: f32 = 0.01;
/// A sum of evidence this strong is taken for certain.
pub(super) const CERTAIN: f32 = 3.0;

/// What two goals told in one sentence say of their scorers' being of one side, as log-odds: with nothing between …
const ONE_BREATH: f32 = 1.8;
/// … with "before" …
const BEFORE: f32 = 1.0;
/// … and, of their being of different sides, with "but" …
const BUT: f32 = 3.0;
/// … or where the second levels the score, or pulls one back.
const LEVELLED: f32 = 2.0;

/// What two men's being named together says is nothing below this.
const FAINT: f32 = 0.5;

/// From these log-odds on, a nickname is taken for a team's, and a report for its club's.
const LIKELY: f32 = 0.3;

/// What it says of whose report it is that one team is named more than the other.
const NAMED_MORE: f32 = 1.0;

/// What a result of two sides says of their being different ones.
const OPPONENTS: f32 = 3.0;

/// More than anything else can say of who is at home.
const SUPPOSED: f32 = 100.0;

/// What the graph says.
pub(super) struct Solution {
    /// For each entity: the side of a person, with the log-odds.
    pub people: Vec<Option<(Team, f32)>>,
    /// Which team a nickname means.
    pub aliases: Vec<(EntityIndex, Team)>,
    /// How much speaks for team A (positive) or B (negative) being at home.
    pub home: f32,
    /// The team of the writer who says "we".
    pub writers: Option<Team>,
}

/// The graph: a node for each entity, one for the side at home, one for the side of the writer who says "we"; positive
/// values mean team A.
#[derive(Debug)]
pub(super) struct Graph {
    own: Vec<f32>,
    pub(super) edges: Vec<(usize, usize, f32)>,
    pub(super) home: usize,
    writers: usize,
}

impl Graph {
    /// `node` is of the team of a mention (`weight` positive) or of its opponent.
    pub(super) fn tie(
        &mut self,
        scene: &Scene<'_>,
        sides: &Sides,
        node: usize,
        mention: usize,
        weight: f32,
    ) {
        match scene.cast.mentions[mention].referent {
            Referent::Role(Side::Home) => self.edges.push((node, self.home, weight)),
            Referent::Role(Side::Away) => self.edges.push((node, self.home, -weight)),
            Referent::SideOf(person) => self.edges.push((node, person, weight)),
            Referent::Writers => self.edges.push((node, self.writers, weight)),
            Referent::Entity(entity) => {
                match sides.of_mention(scene, mention) {
                    Some(team) => self.own[node] += weight * sign(team),
                    // A nickname nobody knows is a node of its own.
                    None if sides.aliases.contains(&entity) => {
                        self.edges.push((node, entity, weight));
                    }
                    None => {}
                }
            }
        }
    }
}

impl Graph {
    /// Whether something is said of two already; their edges are joined.
    fn knows(&self, one: usize, other: usize) -> bool {
        let ends = (one.min(other), one.max(other));
        let found = self
            .edges
            .binary_search_by_key(&ends, |edge| (edge.0, edge.1));
        found.is_ok()
    }

    /// One edge for each two, with all that is said of them.
    fn join_edges(&mut self) {
        for (left, right, _) in &mut self.edges {
            if left > right {
                std::mem::swap(left, right);
            }
        }
        self.edges.sort_by_key(|(left, right, _)| (*left, *right));
        self.edges.dedup_by(|next, known| {
            let same = (next.0, next.1) == (known.0, known.1);
            if same {
                known.2 += next.2;
            }
            same
        });
    }
}

fn sign(team: Team) -> f32 {
    match team {
        Team::A => 1.0,
        Team::B => -1.0,
    }
}

/// Builds the graph; `home` is what the words about grounds and visits say already, `ties` who does what to the side at
/// home (negative) or for it.
pub(super) fn graph(
    scene: &Scene<'_>,
    sides: &Sides,
    tellings: &[Telling],
    statements: &[Statement],
    home: f32,
    ties: &[(EntityIndex, f32)],
) -> Graph {
    let count = scene.cast.entities.len();
    let mut graph = Graph {
        own: vec![0.0; count + 2],
        edges: Vec::new(),
        home: count,
        writers: count + 1,
    };
    graph.own[graph.home] = home;
    if let Some(team) = sides.writers {
        graph.own[graph.writers] = NAMED_MORE * sign(team);
    }
    for (person, weight) in ties {
        graph.edges.push((*person, graph.home, *weight));
    }
    let deeds = Deeds::told(scene, tellings);
    let amiss = &deeds.amiss;
    relations::read(scene, sides, &deeds, &mut graph);
    for telling in tellings {
        let (Some((scorer, _)), Some(team)) = (&telling.scorer, telling.team) else {
            continue;
        };
        let asserted = telling.status == Status::Asserted;
        if !asserted || amiss.by(scene, *scorer, telling.tokens.start) {
            continue;
        }
        match team {
            TeamRef::For(mention) => graph.tie(scene, sides, *scorer, mention, 3.0),
            TeamRef::Against(mention) => graph.tie(scene, sides, *scorer, mention, -3.0),
        }
    }
    goals_of_a_sentence(scene, tellings, amiss, &mut graph);
    graph.join_edges();
    let mut bonded = bonds::read(scene, &deeds);
    bonded.retain(|two| !graph.knows(two.first, two.second));
    for two in bonded {
        let weight = two.weight();
        if weight.abs() >= FAINT {
            graph.edges.push((two.first, two.second, weight));
        }
    }
    for tie in ties::read(scene, sides, &deeds) {
        graph.tie(scene, sides, tie.man, tie.team, tie.weight());
    }
    aliases_and_teams(scene, sides, &mut graph);
    opponents(scene, sides, statements, &mut graph);
    beside_the_writers(scene, sides, &mut graph);
    if let Some((one, other)) = coached::two_coaches(scene) {
        graph.edges.push((one, other, -OPPONENTS));
    }
    graph.join_edges();
    graph
}

impl Graph {
    /// Lets what is known spread. `home`: the side at home is supposed to be that team; `verdicts`: what the account of
    /// the goals says of whom a man plays for, with how much that weighs.
    pub(super) fn solve(
        &self,
        scene: &Scene<'_>,
        sides: &Sides,
        home: Option<Team>,
        verdicts: &[(EntityIndex, Team, f32)],
    ) -> Solution {
        let count = scene.cast.entities.len();
        let mut own = self.own.clone();
        if let Some(team) = home {
            own[self.home] = SUPPOSED * sign(team);
        }
        // A verdict is for others to go by: an account may not take its own word for what it says again.
        let mut told = vec![0.0; own.len()];
        for (man, team, weight) in verdicts {
            told[*man] += weight * sign(*team);
        }
        // What each end of an edge hears from the other; nobody hears his own word again.
        let mut heard = vec![[0.0_f32; 2]; self.edges.len()];
        let mut value = own.clone();
        for _ in 0..ROUNDS {
            let mut next = own.clone();
            let mut change = 0.0_f32;
            for ((left, right, weight), heard) in self.edges.iter().zip(&mut heard) {
                let of_left = value[*left] + told[*left] - heard[0];
                let of_right = value[*right] + told[*right] - heard[1];
                let new = [passed_on(*weight, of_right), passed_on(*weight, of_left)];
                change = change.max((new[0] - heard[0]).abs().max((new[1] - heard[1]).abs()));
                *heard = new;
                next[*left] += new[0];
                next[*right] += new[1];
            }
            value = next;
            if change < SETTLED {
                break;
            }
        }
        let team = |value: f32| if value > 0.0 { Team::A } else { Team::B };
        let people = (0..count)
            .map(|entity| {
                let known =
                    scene.cast.entities[entity].kind.is_person() && value[entity].abs() > 0.02;
                known.then(|| (team(value[entity]), value[entity].abs()))
            })
            .collect();
        let aliases = sides
            .aliases
            .iter()
            .filter(|alias| value[**alias].abs() > LIKELY)
            .map(|alias| (*alias, team(value[*alias])))
            .collect();
        Solution {
            aliases,
            people,
            home: value[self.home],
            writers: (value[self.writers].abs() > LIKELY).then(|| team(value[self.writers])),
        }
    }
}

/// What somebody's odds say of another who is of the same side with the odds `weight` (negative: of the other side): as
/// much as the lesser of the two, or a little less.
fn passed_on(weight: f32, odds: f32) -> f32 {
    let both = weight.hypot(odds);
    if both > 0.0 {
        weight * odds / both
    } else {
        0.0
    }
}

/// "Odo struck and Ames headed the second", "Odo struck but Ames levelled": two goals told in one breath are one side's,
/// unless a word of contrast stands between or the second levels the score.
fn goals_of_a_sentence(
    scene: &Scene<'_>,
    tellings: &[Telling],
    amiss: &OwnGoals,
    graph: &mut Graph,
) {
    let but = scene.classes.tie_contrast;
    let mut last: Option<(EntityIndex, &Telling)> = None;
    for telling in tellings {
        let (Some((man, _)), Status::Asserted) = (&telling.scorer, &telling.status) else {
            continue;
        };
        if let Some((other, before)) = last.filter(|(other, _)| other != man) {
            let document = scene.document;
            let between = before.tokens.end..telling.tokens.start;
            let one_breath = document.sentence_of(before.tokens.start)
                == document.sentence_of(telling.tokens.start);
            let word = |word: &str| between.clone().any(|at| document.folded(at) == word);
            // "No sooner had Odo scored than Ames levelled"
            let contrast = || word("than") || between.clone().any(|at| document.is_in(at, but));
            let weight = if !one_breath {
                0.0
            } else if contrast() {
                -BUT
            } else if matches!(telling.slot, Some(Slot::Level | Slot::Pull)) {
                -LEVELLED
            } else if matches!(before.slot, Some(Slot::Level | Slot::Pull)) {
                // "Odo levelled before Ames won it": either may have.
                0.0
            } else if word("before") {
                BEFORE
            } else {
                ONE_BREATH
            };
            let own = |man: EntityIndex| amiss.by(scene, man, telling.tokens.start);
            let turned = if own(other) == own(*man) { 1.0 } else { -1.0 };
            if weight != 0.0 {
                graph.edges.push((other, *man, turned * weight));
            }
        }
        last = Some((*man, telling));
    }
}

/// "Voss's men beat Marlow", "the Lilies drew with Marlow": who plays a team is not of it.
fn opponents(scene: &Scene<'_>, sides: &Sides, statements: &[Statement], graph: &mut Graph) {
    for statement in statements {
        let (Some(left), Some(right)) = (statement.left, statement.right) else {
            continue;
        };
        if statement.status != Status::Asserted || left == right {
            continue;
        }
        for (side, other) in [(left, right), (right, left)] {
            match scene.cast.mentions[side].referent {
                Referent::SideOf(node) => graph.tie(scene, sides, node, other, -OPPONENTS),
                Referent::Writers => graph.tie(scene, sides, graph.writers, other, -OPPONENTS),
                Referent::Entity(node) if sides.aliases.contains(&node) => {
                    graph.tie(scene, sides, node, other, -OPPONENTS);
                }
                Referent::Entity(_) | Referent::Role(_) => {}
            }
        }
    }
}

/// "Between Marlow and ourselves": who is named beside the writer's team is not it.
fn beside_the_writers(scene: &Scene<'_>, sides: &Sides, graph: &mut Graph) {
    for mention in &scene.cast.mentions {
        let before = mention.tokens.start.saturating_sub(1);
        if mention.referent != Referent::Writers || scene.document.folded(before) != "and" {
            continue;
        }
        let other = (before.checked_sub(1)).and_then(|at| scene.team_mention_at(at));
        if let Some(other) = other {
            graph.tie(scene, sides, graph.writers, other, -OPPONENTS);
        }
    }
}

/// A nickname and a team named in one sentence are different teams, mostly; "the hosts" beside it too.
fn aliases_and_teams(scene: &Scene<'_>, sides: &Sides, graph: &mut Graph) {
    for alias in &sides.aliases {
        for mention in &scene.cast.entities[*alias].mentions {
            let tokens = scene.cast.mentions[*mention].tokens.clone();
            let sentence = scene.sentence(tokens.start);
            let mut seen = [false; 2];
            for (other, _) in scene.cast.within(&sentence) {
                if other != *mention
                    && let Some(team) = sides.of_mention(scene, other)
                {
                    seen[usize::from(team == Team::B)] = true;
                }
            }
            match seen {
                [true, false] => graph.own[*alias] -= 0.6,
                [false, true] => graph.own[*alias] += 0.6,
                [true, true] | [false, false] => {}
            }
        }
    }
}
