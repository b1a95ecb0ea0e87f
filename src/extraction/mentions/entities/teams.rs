//! Joining the forms of one team's name.

use std::collections::BTreeMap;

use super::Joiner;
use crate::extraction::mentions::segments::Segment;
use crate::extraction::mentions::votes::Surface;
use crate::extraction::mentions::{EntityIndex, EntityKind};
use crate::extraction::text::QuickMap;
use crate::football::Category;
use crate::names::{Form, Gazetteer, NameKind, TeamIdx, TeamKind, fold};

impl Joiner<'_, '_> {
    /// A name stands for a team of the names files: with those that do already.
    fn is_of(
        &mut self,
        team: TeamIdx,
        at: usize,
        surface: &Surface,
        by_team: &mut QuickMap<TeamIdx, EntityIndex>,
    ) {
        let entity = *by_team.entry(team).or_insert_with(|| {
            let entity = self.add(surface, EntityKind::Team);
            self.entities[entity].team = Some(team);
            entity
        });
        self.prefer_name(entity, surface);
        self.entity_of[at] = Some(entity);
    }

    pub(super) fn teams(&mut self, surfaces: &[Surface]) {
        let order: Vec<usize> = (0..surfaces.len())
            .filter(|at| {
                let surface = &surfaces[*at];
                surface.kind == EntityKind::Team
                    // "Riga" beside "FC Riga"
                    || surface.kind == EntityKind::Other && self.is_part_of_team(surface, surfaces)
            })
            .collect();
        let mut by_team: QuickMap<TeamIdx, EntityIndex> = QuickMap::default();
        // What the names files are sure of.
        for &at in &order {
            let segment = &self.segments[surfaces[at].segments[0]];
            let Some(team) = segment.form.and_then(sure_team) else {
                continue;
            };
            if self.is_short_for_another(team, &surfaces[at], surfaces) {
                continue;
            }
            // "Marlow" beside "Marlow Women" is the same side: a text tells of one of a club's.
            self.is_of(team, at, &surfaces[at], &mut by_team);
        }
        // "Rangers" among teams of one country is that country's.
        let country = self.most_named_country();
        for &at in &order {
            let segment = &self.segments[surfaces[at].segments[0]];
            let (None, Some(form), Some(country)) = (self.entity_of[at], segment.form, &country)
            else {
                continue;
            };
            let mut of_it: Vec<TeamIdx> = form
                .teams()
                .iter()
                .filter(|name| {
                    matches!(
                        name.kind,
                        NameKind::Name | NameKind::Short | NameKind::Alias
                    )
                })
                .map(|name| name.team)
                .filter(|team| self.gazetteer.team(*team).country.as_ref() == Some(country))
                .collect();
            of_it.dedup();
            let [team] = of_it[..] else { continue };
            self.is_of(team, at, &surfaces[at], &mut by_team);
        }
        // Names in full that nobody knows, longest first; then shorter forms that are parts of them.
        let mut rest: Vec<usize> = order
            .into_iter()
            .filter(|at| self.entity_of[*at].is_none())
            .collect();
        rest.sort_by_key(|at| std::cmp::Reverse(surfaces[*at].words.len()));
        for at in rest {
            let surface = &surfaces[at];
            let segment = &self.segments[surface.segments[0]];
            let own: Vec<&str> = surface
                .words
                .iter()
                .map(|word| self.document.spelling(*word))
                .collect();
            // "Marlow Women" without what says which of the club's sides they are.
            let base = match segment.branch {
                Some(branch) => &own[..branch - segment.tokens.start],
                None => &own[..],
            };
            let count = |entity: EntityIndex| -> usize {
                surfaces
                    .iter()
                    .zip(&self.entity_of)
                    .filter(|(_, of)| **of == Some(entity))
                    .map(|(surface, _)| surface.segments.len())
                    .sum()
            };
            let part_of = (0..self.entities.len())
                .filter(|entity| {
                    let known = &self.entities[*entity];
                    let shorter = own.len() < known.words.len();
                    let branch = base.len() < own.len() && base.len() < known.words.len();
                    known.kind == EntityKind::Team
                        && ((shorter || branch || one_of_many(&own, &known.words))
                            && base
                                .iter()
                                .all(|word| known.words.iter().any(|other| same_word(word, other)))
                            || is_letters_of(&own, &known.words)
                            || known.team.is_none()
                                && segment.form.is_none()
                                && begins_alike(&own, &known.words))
                })
                .max_by_key(|entity| count(*entity));
            let candidates = segment.form.map_or(&[][..], |form| form.teams());
            let named = candidates
                .iter()
                .filter(|name| name.kind != NameKind::Demonym)
                .filter_map(|name| by_team.get(&name.team).copied())
                .max_by_key(|entity| count(*entity));
            let ending = || {
                let ends = |entity: &usize| {
                    let known = &self.entities[*entity];
                    known.kind == EntityKind::Team
                        && known.team.is_none()
                        && segment.form.is_none()
                        && ends_alike(&own, &known.words)
                };
                (0..self.entities.len()).find(ends)
            };
            let entity = part_of.or(named).or_else(ending);
            let entity = match entity {
                Some(entity) => entity,
                None => self.add(surface, EntityKind::Team),
            };
            self.prefer_name(entity, surface);
            self.entity_of[at] = Some(entity);
        }
        self.categories(surfaces);
    }

    /// "Hearts" beside "Hearts of Elm": what the names files call a team for short is the first words of another's name,
    /// and nothing calls the former in full.
    fn is_short_for_another(&self, team: TeamIdx, short: &Surface, surfaces: &[Surface]) -> bool {
        let named_so = |other: &Surface| {
            let segment = &self.segments[other.segments[0]];
            segment.form.and_then(sure_team) == Some(team)
        };
        let longer = |other: &&Surface| {
            other.kind == EntityKind::Team && other.words.len() > short.words.len()
        };
        let longer = || surfaces.iter().filter(longer);
        let is_its_name = || fold(&self.gazetteer.team(team).name) == self.spell(short).1.join(" ");
        longer().any(|other| other.words.starts_with(&short.words))
            && !longer().any(named_so)
            && !is_its_name()
    }

    /// The country of most of the clubs that the text surely names, two at the least.
    fn most_named_country(&self) -> Option<String> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for entity in &self.entities {
            if let Some(team) = entity.team.map(|team| self.gazetteer.team(team))
                && team.kind == TeamKind::Club
                && let Some(country) = &team.country
            {
                *counts.entry(country).or_default() += 1;
            }
        }
        let all: usize = counts.values().sum();
        let (country, most) = counts.into_iter().max_by_key(|(_, count)| *count)?;
        (most >= 2 && most * 3 > all * 2).then(|| country.to_owned())
    }

    /// A team is the women's, the youth's or the reserves' where its name says so often enough: once of a man's past
    /// in the under-21s says nothing.
    fn categories(&mut self, surfaces: &[Surface]) {
        let mut counts: QuickMap<EntityIndex, (usize, QuickMap<Category, usize>)> =
            QuickMap::default();
        for (surface, entity) in surfaces.iter().zip(&self.entity_of) {
            let Some(entity) = entity else { continue };
            let (all, by_category) = counts.entry(*entity).or_default();
            for segment in &surface.segments {
                *all += 1;
                let segment = &self.segments[*segment];
                let describes = self.document.is_in(segment.tokens.end, self.position);
                if let (Some(category), false) = (self.category(segment), describes) {
                    *by_category.entry(category).or_default() += 1;
                }
            }
        }
        for (entity, (all, by_category)) in counts {
            if self.entities[entity].kind == EntityKind::Team {
                self.entities[entity].category = by_category
                    .into_iter()
                    .filter(|(_, count)| count * 6 >= all)
                    .max_by_key(|(category, count)| (*count, *category))
                    .map(|(category, _)| category);
            }
        }
    }

    fn is_part_of_team(&self, surface: &Surface, surfaces: &[Surface]) -> bool {
        let [word] = surface.words[..] else {
            return false;
        };
        let spelled = self.document.spelling(word);
        spelled.len() > 3
            && surfaces.iter().any(|other| {
                other.kind == EntityKind::Team
                    && match other.words[..] {
                        // "Elk" beside "the Elks"
                        [many] => is_plural(self.document.spelling(many), spelled),
                        _ => other.words.contains(&word),
                    }
            })
    }

    /// The fullest proper name in the text names the entity; nicknames and letters do not, if there is another.
    fn prefer_name(&mut self, entity: EntityIndex, surface: &Surface) {
        let Some(team) = self.entities[entity].team else {
            return;
        };
        let rank = |words: &[String], gazetteer: &Gazetteer| -> (u8, usize) {
            let form = gazetteer.form(&words.join(" "));
            let kind = form
                .into_iter()
                .flat_map(|form| form.teams())
                .find(|name| name.team == team)
                .map(|name| name.kind);
            let full = fold(&gazetteer.team(team).name);
            let within = |word: &String| full.split(' ').any(|other| other == word);
            let proper = match kind {
                Some(NameKind::Name | NameKind::Short) => 3,
                Some(NameKind::Alias | NameKind::Nickname) if words.iter().all(within) => 2,
                Some(NameKind::Alias) => 1,
                Some(
                    NameKind::Nickname
                    | NameKind::Abbreviation
                    | NameKind::Shared
                    | NameKind::Demonym,
                )
                | None => 0,
            };
            (proper, words.len())
        };
        let (name, words) = self.spell(surface);
        if words == self.entities[entity].words {
            return;
        }
        if rank(&words, self.gazetteer) > rank(&self.entities[entity].words, self.gazetteer) {
            self.entities[entity].name = name;
            self.entities[entity].words = words;
        }
    }

    fn category(&self, segment: &Segment<'_>) -> Option<Category> {
        match segment.branch.map(|at| self.document.folded(at))? {
            "women" | "ladies" | "wfc" => Some(Category::Women),
            "reserves" | "b" | "ii" => Some(Category::Reserve),
            _ => Some(Category::Youth),
        }
    }
}

/// The one team a form means, or the one that bears it as its name in full where others only go by it.
fn sure_team(form: &Form) -> Option<TeamIdx> {
    form.only_team().or_else(|| match form.teams() {
        [first, second, ..]
            if !form.is_shared()
                && first.kind == NameKind::Name
                && second.kind > NameKind::Name =>
        {
            Some(first.team)
        }
        _ => None,
    })
}

/// "Marlows 2-0 win": an apostrophe that was forgotten; "a Lark shot" beside "the Larks".
fn one_of_many(own: &[&str], known: &[String]) -> bool {
    matches!((own, known), ([own], [known]) if is_plural(own, known) || is_plural(known, own))
}

/// So many letters of a name are enough to know it by.
const TELLING: usize = 5;

/// "Marlow" beside "Marlovian", "Elmna" beside "Elmnacuddin": what a club is called for short begins its name.
fn begins_alike(own: &[&str], known: &[String]) -> bool {
    let (Some(own), Some(known)) = (own.first(), known.first()) else {
        return false;
    };
    let (short, long) = if own.len() < known.len() {
        (*own, known.as_str())
    } else {
        (known.as_str(), *own)
    };
    short.len() >= TELLING && long.len() > short.len() + 1 && long.starts_with(short)
}

/// "The Haven" beside "Marlhaven": what a club is called for short ends its name.
fn ends_alike(own: &[&str], known: &[String]) -> bool {
    let ([own], Some(known)) = (own, known.first()) else {
        return false;
    };
    own.len() >= TELLING && known.len() > own.len() + 1 && known.ends_with(own)
}

/// "NM" or "NML" beside "New Marlow Lilies": the letters that its first words begin with, or all of them.
fn is_letters_of(own: &[&str], known: &[String]) -> bool {
    let [letters] = own else { return false };
    (2..=known.len()).contains(&letters.len())
        && letters
            .chars()
            .zip(known)
            .all(|(letter, word)| word.starts_with(letter))
}

/// Whether a word is another in the plural: "larks", "ponies".
fn is_plural(many: &str, one: &str) -> bool {
    many.strip_suffix('s') == Some(one)
        || matches!(
            (many.strip_suffix("ies"), one.strip_suffix('y')),
            (Some(many), Some(one)) if many == one
        )
}

fn same_word(left: &str, right: &str) -> bool {
    left == right
        || matches!((left, right), ("utd", "united") | ("united", "utd"))
        || left.len() > 3 && (is_plural(left, right) || is_plural(right, left))
}
