//! The teams whose names are like what is typed.

use std::collections::BTreeMap;

use super::{Directory, Who};
use crate::names::fold::words;
use crate::names::{Form, NameKind};

impl Directory {
    /// Teams with a name (not a demonym) that begins with `folded`.
    pub(super) fn beginning_with(&self, folded: &str) -> Vec<Who> {
        let known = self.gazetteer.index().forms_from(folded).flat_map(names_in);
        let extra = self
            .extra
            .range(folded.to_owned()..)
            .take_while(|(name, _)| name.starts_with(folded))
            .flat_map(|(_, names)| names.iter().map(|name| name.who));
        known.chain(extra).collect()
    }

    /// Teams with a name in which a word after the first begins with `folded`.
    pub(super) fn with_word_beginning(&self, folded: &str) -> Vec<Who> {
        let inner = format!(" {folded}");
        let known = self
            .gazetteer
            .forms()
            .iter()
            .filter(|form| !form.teams().is_empty() && form.text().contains(&inner))
            .flat_map(names_in);
        let extra = self
            .extra
            .iter()
            .filter(|(name, _)| name.contains(&inner))
            .flat_map(|(_, names)| names.iter().map(|name| name.who));
        known.chain(extra).collect()
    }

    /// Teams with a name that holds all words of `folded`.
    pub(super) fn holding(&self, folded: &str) -> Vec<Who> {
        let Some(first) = words(folded).next() else {
            return Vec::new();
        };
        let holds_all = |name: &str| words(folded).all(|word| words(name).any(|own| own == word));
        let known = self
            .gazetteer
            .index()
            .forms_with(first)
            .filter(|form| holds_all(form.text()))
            .flat_map(names_in);
        known.chain(self.seen_holding(folded)).collect()
    }

    pub(super) fn seen_holding(&self, folded: &str) -> impl Iterator<Item = Who> {
        self.extra
            .iter()
            .filter(move |(name, _)| words(folded).all(|word| words(name).any(|own| own == word)))
            .flat_map(|(_, names)| names.iter().map(|name| name.who))
    }

    /// Teams with a name that `distance` puts near `folded`, each once, with its least distance.
    pub(super) fn near(
        &self,
        folded: &str,
        distance: fn(&str, &str) -> Option<usize>,
    ) -> Vec<(usize, Who)> {
        let mut least: BTreeMap<Who, usize> = BTreeMap::new();
        let mut weigh = |name: &str, teams: &mut dyn Iterator<Item = Who>| {
            if let Some(distance) = distance(name, folded) {
                for who in teams {
                    let known = least.entry(who).or_insert(distance);
                    *known = (*known).min(distance);
                }
            }
        };
        for form in self.gazetteer.forms() {
            if !form.teams().is_empty() {
                weigh(form.text(), &mut names_in(form));
            }
        }
        for (name, teams) in &self.extra {
            weigh(name, &mut teams.iter().map(|name| name.who));
        }
        let each = least.into_iter();
        each.map(|(who, distance)| (distance, who)).collect()
    }
}

/// The teams a form names outright: what its people are called is no name, and a shared word is in longer names.
fn names_in(form: &Form) -> impl Iterator<Item = Who> {
    form.teams()
        .iter()
        .filter(|name| !matches!(name.kind, NameKind::Demonym | NameKind::Shared))
        .map(|name| Who::Known(name.team))
}
