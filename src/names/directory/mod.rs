//! Finding the team a person types.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::fold::fold;
use super::hasher::QuickMap;
use super::{Form, Gazetteer, NameKind, TeamIdx};
use crate::football::{Category, TeamId};

mod alike;
mod closeness;
mod found;

use closeness::{slips, unlikeness, without_trimmings};
pub use found::{Found, FoundBy, Listed, SeenTeam};

/// The teams a person can mean: those of the gazetteer together with those seen in reports.
///
/// Built per reader from what that reader may see; it borrows the gazetteer's index, so it is small and quick to build,
/// and it answers from memory.
#[derive(Debug, Clone)]
pub struct Directory {
    gazetteer: Arc<Gazetteer>,
    /// Matches of teams the gazetteer knows, and names given to them here.
    known: QuickMap<TeamIdx, u32>,
    /// Teams that only reports know, in order of id.
    seen: Vec<SeenTeam>,
    /// Folded names of `seen`, and further names of known teams.
    extra: BTreeMap<String, Vec<ExtraName>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct ExtraName {
    kind: NameKind,
    who: Who,
}

/// A team of the directory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Who {
    Known(TeamIdx),
    Seen(u32),
}

impl Directory {
    /// A directory over `gazetteer` and the teams `seen`; of a team seen twice, matches and aliases add up.
    #[must_use]
    pub fn new(gazetteer: Arc<Gazetteer>, seen: impl IntoIterator<Item = SeenTeam>) -> Self {
        let mut directory = Self {
            gazetteer,
            known: QuickMap::default(),
            seen: Vec::new(),
            extra: BTreeMap::new(),
        };
        let mut places: BTreeMap<TeamId, u32> = BTreeMap::new();
        for team in seen {
            let who = match directory.gazetteer.find_team(team.id.as_str()) {
                Some(known) => {
                    *directory.known.entry(known).or_default() += team.matches;
                    Who::Known(known)
                }
                None => {
                    let fresh = directory.seen.len() as u32;
                    let place = *places.entry(team.id.clone()).or_insert(fresh);
                    match directory.seen.get_mut(place as usize) {
                        Some(twice) => twice.matches += team.matches,
                        None => directory.seen.push(SeenTeam {
                            aliases: Vec::new(),
                            ..team.clone()
                        }),
                    }
                    Who::Seen(place)
                }
            };
            directory.enter(&team.name, NameKind::Short, who);
            directory.enter_side(&team.id, who);
            for alias in &team.aliases {
                directory.enter(alias, NameKind::Alias, who);
            }
        }
        directory
    }

    /// The women's, youth or reserve side of a known club (`eng:chelsea-fc#women`) goes by each name of the club with
    /// a word that says which side it is.
    fn enter_side(&mut self, id: &TeamId, who: Who) {
        let side = id.as_str().split_once('#').and_then(|(base, mark)| {
            let category = Category::from_str_exact(mark)?;
            Some((self.gazetteer.find_team(base)?, category))
        });
        let Some((base, category)) = side else {
            return;
        };
        let gazetteer = Arc::clone(&self.gazetteer);
        for (kind, name) in gazetteer.team(base).names() {
            if kind != NameKind::Demonym {
                for word in words_for(category) {
                    self.enter(&format!("{name} {word}"), NameKind::Alias, who);
                }
            }
        }
    }

    fn enter(&mut self, name: &str, kind: NameKind, who: Who) {
        let folded = fold(name);
        if folded.is_empty() {
            return;
        }
        let names = self.extra.entry(folded).or_default();
        if !names.iter().any(|known| known.who == who) {
            names.push(ExtraName { kind, who });
        }
    }

    /// The teams `typed` finds by the surest means that finds any: id, exact name, alias, prefix, whole word in a name,
    /// small typo. `None` when nothing does.
    #[must_use]
    pub fn find(&self, typed: &str) -> Option<Found> {
        if let Some(who) = self.find_id(typed.trim()) {
            return self.found(FoundBy::Id, false, vec![who]);
        }
        let folded = fold(typed);
        if folded.is_empty() {
            return None;
        }
        self.find_named(&folded)
            .or_else(|| self.find_named(without_trimmings(&folded)?))
            .or_else(|| self.found(FoundBy::Prefix, false, self.beginning_with(&folded)))
            .or_else(|| self.found(FoundBy::Word, false, self.holding(&folded)))
            .or_else(|| {
                let near = self.near(&folded, slips);
                let nearest = near.iter().map(|(distance, _)| *distance).min()?;
                let teams = near
                    .into_iter()
                    .filter(|(distance, _)| *distance == nearest);
                self.found(FoundBy::Typo, false, teams.map(|(_, who)| who).collect())
            })
    }

    /// The `count` teams whose names are most like `typed`, likest first; for saying what there is. Where any team has
    /// matches, only those that have.
    #[must_use]
    pub fn nearest(&self, typed: &str, count: usize) -> Vec<Listed> {
        let folded = fold(typed);
        if folded.is_empty() {
            return Vec::new();
        }
        let mut near = self.near(&folded, unlikeness);
        if near.iter().any(|(_, who)| self.matches(*who) > 0) {
            near.retain(|(_, who)| self.matches(*who) > 0);
        }
        near.sort_by_cached_key(|(unlikeness, who)| (*unlikeness, self.rank(*who)));
        let nearest = near.into_iter().take(count);
        nearest.map(|(_, who)| self.listed(who)).collect()
    }

    /// Up to `limit` teams for what has been typed so far, likeliest first: teams with matches before others, then
    /// those whose common name begins with it, those with any name that does, those with a later word that does. With
    /// nothing typed, the teams with most matches; where nothing begins so, what is a typo away.
    #[must_use]
    pub fn complete(&self, typed: &str, limit: usize) -> Vec<Listed> {
        let folded = fold(typed);
        let mut candidates: BTreeMap<Who, Completes> = BTreeMap::new();
        if folded.is_empty() {
            candidates.extend(self.with_matches().map(|who| (who, Completes::CommonName)));
        } else {
            let inner = self.with_word_beginning(&folded);
            candidates.extend(inner.into_iter().map(|who| (who, Completes::LaterWord)));
            for who in self.beginning_with(&folded) {
                let is_common = fold(self.common_name(who)).starts_with(&folded);
                let how = if is_common {
                    Completes::CommonName
                } else {
                    Completes::OtherName
                };
                candidates.insert(who, how);
            }
            if candidates.is_empty() {
                let near = self.near(&folded, slips);
                candidates.extend(near.into_iter().map(|(_, who)| (who, Completes::OtherName)));
            }
        }
        let mut candidates: Vec<(Who, Completes)> = candidates.into_iter().collect();
        candidates.sort_by_cached_key(|(who, how)| {
            let is_unseen = self.matches(*who) == 0;
            (is_unseen, *how, self.rank(*who))
        });
        let likeliest = candidates.into_iter().take(limit);
        likeliest.map(|(who, _)| self.listed(who)).collect()
    }

    /// The team with this id, as it is listed here.
    #[must_use]
    pub fn team(&self, id: &TeamId) -> Option<Listed> {
        self.find_id(id.as_str()).map(|who| self.listed(who))
    }

    fn find_id(&self, id: &str) -> Option<Who> {
        self.gazetteer.find_team(id).map(Who::Known).or_else(|| {
            let place = self.seen.iter().position(|team| team.id.as_str() == id)?;
            Some(Who::Seen(place as u32))
        })
    }

    /// Exact name, then alias; a shared word is neither, it is every team that holds it.
    fn find_named(&self, folded: &str) -> Option<Found> {
        let form = self.gazetteer.form(folded);
        let mut named: Vec<(NameKind, Who)> = form
            .map_or(&[][..], Form::teams)
            .iter()
            .map(|name| (name.kind, Who::Known(name.team)))
            .collect();
        if let Some(extra) = self.extra.get(folded) {
            named.extend(extra.iter().map(|name| (name.kind, name.who)));
        }
        if form.is_some_and(Form::is_shared) {
            named.extend(self.seen_holding(folded).map(|who| (NameKind::Shared, who)));
            let all = named.into_iter().map(|(_, who)| who).collect();
            return self.found(FoundBy::Alias, true, all);
        }
        let of = |wanted: fn(NameKind) -> bool| -> Vec<Who> {
            let chosen = named.iter().filter(|(kind, _)| wanted(*kind));
            chosen.map(|(_, who)| *who).collect()
        };
        self.found(
            FoundBy::Exact,
            false,
            of(|kind| matches!(kind, NameKind::Name | NameKind::Short)),
        )
        .or_else(|| {
            let other = of(|kind| {
                matches!(
                    kind,
                    NameKind::Alias
                        | NameKind::Nickname
                        | NameKind::Abbreviation
                        | NameKind::Shared
                )
            });
            self.found(FoundBy::Alias, false, other)
        })
        .or_else(|| self.found(FoundBy::Alias, false, of(|kind| kind == NameKind::Demonym)))
    }

    fn found(&self, by: FoundBy, is_shared: bool, mut who: Vec<Who>) -> Option<Found> {
        who.sort_unstable();
        who.dedup();
        who.sort_by_cached_key(|who| self.rank(*who));
        let teams: Vec<Listed> = who.into_iter().map(|who| self.listed(who)).collect();
        (!teams.is_empty()).then_some(Found {
            by,
            is_shared,
            teams,
        })
    }

    fn with_matches(&self) -> impl Iterator<Item = Who> {
        let known = self
            .known
            .iter()
            .filter(|(_, matches)| **matches > 0)
            .map(|(team, _)| Who::Known(*team));
        let seen = (0..self.seen.len() as u32).map(Who::Seen);
        known.chain(seen)
    }

    /// Most matches first, then by name.
    fn rank(&self, who: Who) -> (Reverse<u32>, String) {
        (Reverse(self.matches(who)), fold(self.common_name(who)))
    }

    fn matches(&self, who: Who) -> u32 {
        match who {
            Who::Known(team) => self.known.get(&team).copied().unwrap_or(0),
            Who::Seen(place) => self.seen[place as usize].matches,
        }
    }

    fn common_name(&self, who: Who) -> &str {
        match who {
            Who::Known(team) => self.gazetteer.team(team).common_name(),
            Who::Seen(place) => &self.seen[place as usize].name,
        }
    }

    fn listed(&self, who: Who) -> Listed {
        Listed {
            id: match who {
                Who::Known(team) => self.gazetteer.team(team).id.clone(),
                Who::Seen(place) => self.seen[place as usize].id.clone(),
            },
            name: self.common_name(who).to_owned(),
            country: match who {
                Who::Known(team) => self.gazetteer.team(team).country.clone(),
                Who::Seen(_) => None,
            },
            matches: self.matches(who),
        }
    }
}

/// What is written after a club's name to mean a side of it.
const fn words_for(category: Category) -> &'static [&'static str] {
    match category {
        Category::Women => &["women", "ladies", "wfc"],
        Category::Youth => &[
            "youth",
            "u21",
            "u23",
            "under 21s",
            "under 23s",
            "u18",
            "under 18s",
        ],
        Category::Reserve => &["reserves", "ii", "b"],
    }
}

/// In what way a team completes what has been typed, likeliest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Completes {
    CommonName,
    OtherName,
    LaterWord,
}
