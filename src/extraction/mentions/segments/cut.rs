//! Where in a run one name ends and the next begins.

use std::ops::Range;

use super::known::only_demonym;
use super::{Finder, Segment};
use crate::extraction::text::{QuickMap, TokenIndex, TokenKind, Word};
use crate::names::{Form, TeamKind};

impl<'g> Finder<'_, 'g> {
    /// Cuts a run into names: a known team before a person, a nationality before a person.
    pub(super) fn cut(&self, run: Range<TokenIndex>, found: &mut Vec<Segment<'g>>) {
        let mut start = run.start;
        // "Italian Amaro Odo", "Frenchman Amaro Odo"
        while start + 1 < run.end {
            let demonym = self
                .gazetteer
                .form(self.document.folded(start))
                .is_some_and(only_demonym);
            let describes = self.document.is_in(start, self.classes.nationality_person) || demonym;
            if !describes
                || self
                    .known(start, run.end)
                    .is_some_and(|(words, _)| words > 1)
            {
                break;
            }
            found.push(self.segment(start..start + 1));
            start += 1;
        }
        let describes = |at: TokenIndex| {
            self.document.is_in(at, self.classes.person_title)
                || self.document.is_in(at, self.classes.role_word)
        };
        while describes(start) && start + 1 < run.end {
            start += 1;
        }
        if start >= run.end {
            return;
        }
        // "Marlow Manager Amaro Odo"
        if let Some(role) = (start + 1..run.end - 1).find(|at| describes(*at)) {
            self.cut(start..role, found);
            self.cut(role + 1..run.end, found);
            return;
        }
        if let Some((words, form)) = self.known(start, run.end) {
            let mut stop = start + words;
            let rest = run.end.saturating_sub(stop);
            let mut branch = None;
            if rest > 0 && self.document.is_in(stop, self.classes.team_branch) {
                branch = Some(stop);
                stop += 1;
            } else if let Some(words) = self.age_group(stop) {
                branch = Some(stop);
                stop += words;
            } else if rest > 0
                && self.document.is_in(stop, self.classes.team_suffix)
                && !form.teams().is_empty()
            {
                // "Wolves Rovers" are not Wolves.
                if rest == 1 && !matches!(self.document.folded(stop), "fc" | "afc") {
                    found.push(self.segment(start..run.end));
                    return;
                }
                stop += 1;
            }
            let rest = run.end.saturating_sub(stop);
            let given = self.document.is_in(start, self.classes.given_name);
            let names_something = !only_demonym(form);
            // "Leon Odo-Ames": what is joined by hyphens is one word more.
            let one_more =
                rest == 1 || (stop + 1..run.end).all(|at| self.document.tokens[at].hyphenated);
            let person_first = words == 1 && given && one_more;
            // "Elm City Old Boys FC", "Elm High School" are clubs of their own, and not Elm City or Elm.
            let goes_on = rest > 1
                && !form.teams().is_empty()
                && form.competitions().is_empty()
                && matches!(
                    self.document.folded(run.end - 1),
                    "fc" | "afc" | "school" | "college" | "university" | "academy"
                );
            if goes_on {
                found.push(self.segment(start..run.end));
                return;
            }
            if rest == 0 || stop >= run.end {
                found.push(Segment {
                    tokens: start..run.end.max(stop),
                    form: Some(form),
                    branch,
                });
                return;
            }
            // "Brackley Heath" is a place, and no man called Heath of Brackley.
            let place = rest == 1 && self.document.is_in(stop, self.classes.place_noun);
            let next_is_given = self.document.is_in(stop, self.classes.given_name) && !place;
            let next_known_person = rest == 1 && !place && self.capital_inside(stop) > 0;
            // "Sporting Elmara": a word that many clubs begin their names with, and then their own.
            let shared = words == 1 && form.is_shared() && !next_is_given;
            // "Norland Airways Trophy": a country's name in another's.
            let country = words == 1 && rest > 1 && !next_is_given && self.names_a_country(form);
            if names_something
                && !shared
                && !person_first
                && !country
                && (rest >= 2
                    || next_is_given
                    || next_known_person
                    || words > 1
                    || !form.competitions().is_empty())
                && !(words == 1 && form.is_also_person() && rest == 1)
                && !self.document.tokens[stop].hyphenated
            {
                found.push(Segment {
                    tokens: start..stop,
                    form: Some(form),
                    branch,
                });
                self.cut(stop..run.end, found);
                return;
            }
        }
        // A known name at the end of a run that starts otherwise: "Marlow United v Leeds" never is a run; "South
        // Shields Leeds" does not occur. The whole run is one name.
        let mut end = run.end;
        let mut branch = None;
        if end - start >= 2 && self.document.is_in(end - 1, self.classes.team_branch) {
            branch = Some(end - 1);
        } else if end - start >= 2
            && let Some(words) = self.age_group(end - 1)
        {
            branch = Some(end - 1);
            end += words - 1;
        }
        while branch.is_none()
            && end > start + 1
            && !self.is_cap(end - 1)
            && self.document.tokens[end - 1].kind != TokenKind::Possessive
            && !self.document.tokens[end - 1].hyphenated
        {
            end -= 1;
        }
        // "The Under 21 side": an age, and nobody's name.
        if end == start + 1 && self.age_group(start).is_some() {
            return;
        }
        let mut segment = self.segment(start..end);
        segment.branch = branch;
        found.push(segment);
    }

    fn names_a_country(&self, form: &Form) -> bool {
        form.only_team()
            .is_some_and(|team| self.gazetteer.team(team).kind == TeamKind::National)
    }

    /// "Under-21s", "Under 18": how many tokens name an age group from `at` on.
    fn age_group(&self, at: TokenIndex) -> Option<usize> {
        if at >= self.document.tokens.len() || self.document.folded(at) != "under" {
            return None;
        }
        let age = self.document.folded(at + 1);
        let age = age.strip_suffix('s').unwrap_or(age);
        let years: u8 = age.parse().ok()?;
        (12..=23).contains(&years).then_some(2)
    }

    pub(super) fn segment(&self, tokens: Range<TokenIndex>) -> Segment<'g> {
        let form = self
            .known(tokens.start, tokens.end)
            .filter(|(words, _)| *words == tokens.len())
            .map(|(_, form)| form);
        Segment {
            tokens,
            form,
            branch: None,
        }
    }

    /// "Marlow Amaro Odo": a team nobody knows before a man who is also named without it, or who has a given name.
    pub(super) fn split_unknown_teams(&self, found: &mut Vec<Segment<'g>>) {
        let words: Vec<Word> = found
            .iter()
            .flat_map(|segment| segment.tokens.clone())
            .map(|at| self.document.tokens[at].word)
            .collect();
        let mut rest = &words[..];
        let mut alone: QuickMap<&[Word], usize> = QuickMap::default();
        for segment in found.iter() {
            let (own, others) = rest.split_at(segment.tokens.len());
            *alone.entry(own).or_default() += 1;
            rest = others;
        }
        let mut rest = &words[..];
        let mut split = Vec::with_capacity(found.len());
        for segment in found.drain(..) {
            let (words, others) = rest.split_at(segment.tokens.len());
            rest = others;
            let cut = (1..words.len()).rev().find(|at| {
                let before = &words[..*at];
                let after = &words[*at..];
                let start = segment.tokens.start;
                let prefix_known = alone.get(before).copied().unwrap_or(0) >= 2
                    && !self.document.is_in(start, self.classes.given_name)
                    && !self.document.tokens[start + *at].hyphenated;
                let person = after.len() >= 2
                    && self.document.is_in(start + *at, self.classes.given_name)
                    || alone.contains_key(after) && alone.get(words).copied().unwrap_or(0) < 3;
                let suffix = self.document.is_in(start + *at, self.classes.team_suffix);
                segment.form.is_none()
                    && segment.branch.is_none()
                    && prefix_known
                    && person
                    && !suffix
                    // "Marlow Park Rangers" is a club.
                    && !self.document.is_in(segment.tokens.end - 1, self.classes.team_suffix)
            });
            match cut {
                Some(at) => {
                    let middle = segment.tokens.start + at;
                    split.push(self.segment(segment.tokens.start..middle));
                    split.push(self.segment(middle..segment.tokens.end));
                }
                None => split.push(segment),
            }
        }
        *found = split;
    }
}
