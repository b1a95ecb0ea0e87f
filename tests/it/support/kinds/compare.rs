//! One report against its gold.

use std::fmt::Debug;

use touchline::{
    facts::{Background, Evidence, Fact, FactValue, HomeAway, MatchClaims, Named, Player, Reading},
    football::{Outcome, PlayerRole, ScoreKind, Side},
};

use super::{
    super::gold::{GoldClaim, GoldMatch, Report, Tally, Told},
    Count, Kind, Sheet, same,
};

/// Adds a reading of `report` to `sheet`. Matches are paired by their teams, in either order; a match of gold that the
/// reading does not have counts as missed with all its facts, one that gold does not have as told wrongly with all its.
pub fn compare(report: &Report, reading: &Reading, sheet: &mut Sheet) {
    let mut left: Vec<&MatchClaims> = reading.matches.iter().collect();
    for gold in &report.gold.matches {
        let found = left.iter().position(|told| turned(gold, told).is_some());
        let told = found.map(|at| left.remove(at));
        Paired {
            report,
            gold: Some(gold),
            told,
        }
        .compare(sheet);
    }
    for told in left {
        Paired {
            report,
            gold: None,
            told: Some(told),
        }
        .compare(sheet);
    }
}

/// Whether the reading has the two teams the other way round; nothing when they are not the two teams.
fn turned(gold: &GoldMatch, told: &MatchClaims) -> Option<bool> {
    let are = |home, away| same::team(&gold.home.value, home) && same::team(&gold.away.value, away);
    if are(&told.home, &told.away) {
        Some(false)
    } else {
        are(&told.away, &told.home).then_some(true)
    }
}

/// A match of gold and the same match as read, or one of the two alone.
pub(super) struct Paired<'a> {
    pub(super) report: &'a Report,
    pub(super) gold: Option<&'a GoldMatch>,
    pub(super) told: Option<&'a MatchClaims>,
}

impl<'a> Paired<'a> {
    fn compare(&self, sheet: &mut Sheet) {
        self.teams(sheet);
        for (kind, of) in [
            (Kind::Score, ScoreKind::Final),
            (Kind::HalfTime, ScoreKind::HalfTime),
            (Kind::After90, ScoreKind::After90),
            (Kind::Shootout, ScoreKind::Shootout),
            (Kind::Aggregate, ScoreKind::Aggregate),
        ] {
            self.tally(kind, of, sheet);
        }
        self.words(sheet);
        self.goals(sheet);
        self.events(sheet);
        self.people(sheet);
        self.claims(sheet);
    }

    fn turned(&self) -> bool {
        self.gold
            .zip(self.told)
            .is_some_and(|(gold, told)| turned(gold, told) == Some(true))
    }

    /// A side of the reading as gold counts sides.
    pub(super) fn side(&self, told: Side) -> Side {
        if self.turned() { told.opponent() } else { told }
    }

    pub(super) fn facts(&self) -> impl Iterator<Item = &'a Fact> {
        self.told.into_iter().flat_map(|told| &told.facts)
    }

    fn teams(&self, sheet: &mut Sheet) {
        let both = usize::from(self.gold.is_some() && self.told.is_some());
        sheet.add(
            Kind::Teams,
            Count {
                gold: usize::from(self.gold.is_some()),
                told: usize::from(self.told.is_some()),
                right: both,
            },
        );
        let known = self.told.filter(|told| told.home_away != HomeAway::Unknown);
        let gold = self.gold.filter(|gold| gold.home_away.value != "unknown");
        let right = gold.zip(known).is_some_and(|(gold, told)| {
            let neutral = told.home_away == HomeAway::Neutral;
            (gold.home_away.value == "neutral") == neutral && (neutral || !self.turned())
        });
        sheet.add(
            Kind::HomeAway,
            Count {
                gold: usize::from(gold.is_some()),
                told: usize::from(known.is_some()),
                right: usize::from(right),
            },
        );
        if !right && (gold.is_some() || known.is_some()) {
            let told = self.told.map(|told| (&told.home.name, told.home_away));
            let slug = &self.report.slug;
            sheet
                .misses
                .push(format!("{slug}: HomeAway: told {told:?}"));
        }
    }

    fn tally(&self, kind: Kind, of: ScoreKind, sheet: &mut Sheet) {
        let gold = self.gold.and_then(|gold| match of {
            ScoreKind::Final => gold.score.as_ref(),
            ScoreKind::HalfTime => gold.half_time.as_ref(),
            ScoreKind::After90 => gold.after_90.as_ref(),
            ScoreKind::Shootout => gold.shootout.as_ref(),
            ScoreKind::Aggregate => gold.aggregate.as_ref(),
        });
        let gold = gold.map(|Tally { home, away, .. }| (*home, *away));
        let told = self.told.and_then(|told| told.score(of)).map(|score| {
            let score = if self.turned() {
                score.swapped()
            } else {
                score
            };
            (score.home, score.away)
        });
        self.pair(
            kind,
            &Vec::from_iter(gold),
            &Vec::from_iter(told),
            |one, other| one == other,
            sheet,
        );
    }

    fn words(&self, sheet: &mut Sheet) {
        let gold = |of: for<'g> fn(&'g GoldMatch) -> &'g Option<Told>| {
            self.gold
                .and_then(|gold| of(gold).as_ref())
                .map(|told| told.value.clone())
        };
        let told = |kind: &str| {
            let fact = self.facts().find(|fact| fact.value.kind() == kind);
            fact.and_then(|fact| self.in_words(&fact.value))
        };
        let exact: fn(&str, &str) -> bool = |one, other| one == other;
        for (kind, gold, told, same) in [
            (
                Kind::Winner,
                gold(|gold| &gold.winner),
                told("winner"),
                exact,
            ),
            (
                Kind::ExtraTime,
                gold(|gold| &gold.extra_time),
                told("extra_time"),
                exact,
            ),
            (
                Kind::Stage,
                gold(|gold| &gold.stage),
                told("stage"),
                same::stage,
            ),
            (
                Kind::Venue,
                gold(|gold| &gold.venue),
                told("venue"),
                same::name,
            ),
            (Kind::Date, gold(|gold| &gold.date), told("date"), exact),
            (
                Kind::Referee,
                gold(|gold| &gold.referee),
                told("referee"),
                same::name,
            ),
            (
                Kind::Attendance,
                gold(|gold| &gold.attendance),
                told("attendance"),
                exact,
            ),
            (
                Kind::Category,
                gold(|gold| &gold.category),
                told("category"),
                exact,
            ),
        ] {
            let (gold, told) = (Vec::from_iter(gold), Vec::from_iter(told));
            self.pair(kind, &gold, &told, |one, other| same(one, other), sheet);
        }
        let competition = self.facts().find_map(|fact| match &fact.value {
            FactValue::Competition(named) => Some(named),
            _ => None,
        });
        let (gold, told) = (gold(|gold| &gold.competition), competition);
        let same = |gold: &String, told: &&Named| same::competition(gold, told);
        self.pair(
            Kind::Competition,
            &Vec::from_iter(gold),
            &Vec::from_iter(told),
            same,
            sheet,
        );
    }

    fn in_words(&self, value: &FactValue) -> Option<String> {
        Some(match value {
            FactValue::Winner(outcome) => match outcome {
                Outcome::Draw => "draw".to_owned(),
                Outcome::Home => self.side(Side::Home).as_str().to_owned(),
                Outcome::Away => self.side(Side::Away).as_str().to_owned(),
            },
            FactValue::ExtraTime => "yes".to_owned(),
            FactValue::Stage(name) | FactValue::Venue(name) | FactValue::Referee(name) => {
                name.clone()
            }
            FactValue::Date(date) => date.to_string(),
            FactValue::Attendance(count) => count.to_string(),
            FactValue::Category(category) => category.as_str().to_owned(),
            FactValue::Score(..)
            | FactValue::Competition(_)
            | FactValue::Coach { .. }
            | FactValue::Goal(_)
            | FactValue::Event(_)
            | FactValue::Player(_)
            | FactValue::Background(_) => return None,
        })
    }

    fn people(&self, sheet: &mut Sheet) {
        let gold: Vec<_> = self
            .gold
            .into_iter()
            .flat_map(|gold| &gold.coaches)
            .map(|coach| (coach.name.as_str(), coach.side.side()))
            .collect();
        let told: Vec<_> = self
            .facts()
            .filter_map(|fact| match &fact.value {
                FactValue::Coach { name, side } => Some((name.as_str(), self.side(*side))),
                _ => None,
            })
            .collect();
        let person = |one: &(&str, Side), other: &(&str, Side)| {
            one.1 == other.1 && same::name(one.0, other.0)
        };
        self.pair(Kind::Coaches, &gold, &told, person, sheet);

        let gold: Vec<_> = self
            .gold
            .into_iter()
            .flat_map(|gold| {
                let of = |players, side| std::iter::repeat(side).zip(players);
                of(&gold.players.home, Side::Home).chain(of(&gold.players.away, Side::Away))
            })
            .map(|(side, player)| (player.name.as_str(), side, player.role.as_str()))
            .collect();
        let told: Vec<_> = self
            .facts()
            .filter_map(|fact| match &fact.value {
                FactValue::Player(Player {
                    name,
                    side: Some(side),
                    role,
                }) => Some((name.as_str(), self.side(*side), role_word(*role))),
                _ => None,
            })
            .collect();
        let pairs = self.pair(
            Kind::Players,
            &gold,
            &told,
            |one, other| one.1 == other.1 && same::name(one.0, other.0),
            sheet,
        );
        let with_role = |role: &str| role != "mentioned";
        sheet.add(
            Kind::Roles,
            Count {
                gold: gold.iter().filter(|player| with_role(player.2)).count(),
                told: told.iter().filter(|player| with_role(player.2)).count(),
                right: pairs
                    .iter()
                    .filter(|(g, t)| with_role(gold[*g].2) && gold[*g].2 == told[*t].2)
                    .count(),
            },
        );
    }

    fn claims(&self, sheet: &mut Sheet) {
        let gold: Vec<&GoldClaim> = self
            .gold
            .into_iter()
            .flat_map(|gold| &gold.claims)
            .collect();
        let told: Vec<(&Background, &[Evidence])> = self
            .facts()
            .filter_map(|fact| match &fact.value {
                FactValue::Background(claim) => Some((claim, fact.evidence.as_slice())),
                _ => None,
            })
            .collect();
        let text = &self.report.text;
        self.pair(
            Kind::Claims,
            &gold,
            &told,
            |gold, (told, evidence)| {
                gold.kind.background_kind() == told.kind
                    && self.is_same_subject(&gold.subject, &told.subject)
                    && gold.quote.iter().any(|quote| {
                        text.match_indices(quote).any(|(start, _)| {
                            let end = start + quote.len();
                            evidence
                                .iter()
                                .any(|piece| piece.start < end && start < piece.end)
                        })
                    })
            },
            sheet,
        );
    }

    /// Whether two names are of one man or team, by any form that the reading has of the two teams.
    fn is_same_subject(&self, gold: &str, told: &str) -> bool {
        let teams = self
            .told
            .into_iter()
            .flat_map(|told| [&told.home, &told.away]);
        let mut teams = teams.filter(|team| same::team(told, team));
        same::name(gold, told) || teams.any(|team| same::team(gold, team))
    }

    /// Pairs gold with told greedily, counts, notes the misses, and returns the pairs.
    pub(super) fn pair<G: Debug, T: Debug>(
        &self,
        kind: Kind,
        gold: &[G],
        told: &[T],
        same: impl Fn(&G, &T) -> bool,
        sheet: &mut Sheet,
    ) -> Vec<(usize, usize)> {
        let pairs = matched(gold, told, same, &[]);
        self.note(kind, gold, told, &pairs, sheet);
        pairs
    }

    pub(super) fn note<G: Debug, T: Debug>(
        &self,
        kind: Kind,
        gold: &[G],
        told: &[T],
        pairs: &[(usize, usize)],
        sheet: &mut Sheet,
    ) {
        sheet.add(
            kind,
            Count {
                gold: gold.len(),
                told: told.len(),
                right: pairs.len(),
            },
        );
        let slug = &self.report.slug;
        for (at, missed) in gold.iter().enumerate() {
            if pairs.iter().all(|(g, _)| *g != at) {
                sheet
                    .misses
                    .push(format!("{slug}: {kind:?}: missed {missed:?}"));
            }
        }
        for (at, wrong) in told.iter().enumerate() {
            if pairs.iter().all(|(_, t)| *t != at) {
                sheet
                    .misses
                    .push(format!("{slug}: {kind:?}: wrong {wrong:?}"));
            }
        }
    }
}

/// Greedy pairs of gold and told, each used once and none that `taken` uses.
pub(super) fn matched<G, T>(
    gold: &[G],
    told: &[T],
    same: impl Fn(&G, &T) -> bool,
    taken: &[(usize, usize)],
) -> Vec<(usize, usize)> {
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (g, one) in gold.iter().enumerate() {
        let is_free = |t: usize| {
            taken
                .iter()
                .chain(&pairs)
                .all(|pair| pair.0 != g && pair.1 != t)
        };
        if let Some(t) = (0..told.len()).find(|t| is_free(*t) && same(one, &told[*t])) {
            pairs.push((g, t));
        }
    }
    pairs
}

fn role_word(role: PlayerRole) -> &'static str {
    match role {
        PlayerRole::Starter => "starter",
        PlayerRole::Substitute => "substitute",
        PlayerRole::Bench => "bench",
        PlayerRole::Absent => "absent",
        PlayerRole::Keeper => "keeper",
        PlayerRole::Mentioned => "mentioned",
    }
}
