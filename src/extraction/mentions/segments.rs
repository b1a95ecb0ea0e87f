//! Runs of capitalised words, cut where one name ends and the next begins.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::ops::Range;

use crate::extraction::rules::RuleBook;
use crate::extraction::text::{Case, Class, Document, TokenIndex, TokenKind, Word, WordHasher};
use crate::names::{Form, Gazetteer, NameKind};

/// One name as it stands in the text.
#[derive(Debug, Clone)]
pub(super) struct Segment<'g> {
    /// Its words.
    pub tokens: Range<TokenIndex>,
    /// What the names files know of it.
    pub form: Option<&'g Form>,
    /// Its last word says which team of the club: women, reserves.
    pub branch: Option<TokenIndex>,
}

struct Classes {
    starter: Class,
    never: Class,
    particle: Class,
    branch: Class,
    title: Class,
    given: Class,
    suffix: Class,
    nationality: Class,
    weekday: Class,
    beside_day: Class,
}

/// How often each word stands capitalised inside a sentence, and how often in small letters.
struct Capitals {
    counts: Vec<(u16, u16)>,
}

impl Capitals {
    fn count(document: &Document<'_>) -> Self {
        let most = document
            .tokens
            .iter()
            .map(|token| token.word.0 as usize + 1)
            .max()
            .unwrap_or(0);
        let mut counts = vec![(0_u16, 0_u16); most];
        for sentence in &document.sentences {
            let mut first = true;
            for at in sentence.tokens.clone() {
                let token = &document.tokens[at];
                if !token.is_word() {
                    // A quotation mark or a colon begins a sentence of its own.
                    first |= matches!(token.kind, TokenKind::Quote | TokenKind::Colon);
                    continue;
                }
                let entry = &mut counts[token.word.0 as usize];
                match (token.is_capitalised(), first) {
                    (true, false) => entry.0 = entry.0.saturating_add(1),
                    (false, _) => entry.1 = entry.1.saturating_add(1),
                    (true, true) => {}
                }
                first = false;
            }
        }
        Self { counts }
    }
}

/// All names, in text order.
pub(super) fn find<'g>(
    document: &Document<'_>,
    book: &RuleBook,
    gazetteer: &'g Gazetteer,
) -> Vec<Segment<'g>> {
    let mut finder = Finder {
        document,
        gazetteer,
        capitals: Capitals::count(document),
        classes: Classes {
            starter: book.class("starter"),
            never: book.class("never_name"),
            particle: book.class("particle"),
            branch: book.class("team_branch"),
            title: book.class("person_title"),
            given: book.class("given_name"),
            suffix: book.class("team_suffix"),
            nationality: book.class("nationality_person"),
            weekday: book.class("weekday"),
            beside_day: book.class("beside_day"),
        },
        days_of_teams: Vec::new(),
    };
    finder.days_of_teams = finder.days_of_teams();
    let mut found = Vec::new();
    for sentence in &document.sentences {
        let mut at = sentence.tokens.start;
        let mut first = true;
        while at < sentence.tokens.end {
            let token = &document.tokens[at];
            if !token.is_word() {
                first |= matches!(token.kind, TokenKind::Quote | TokenKind::Colon);
                at += 1;
                continue;
            }
            let run = finder.run(at, sentence.tokens.end, first);
            first = false;
            match run {
                Some(end) => {
                    finder.cut(at..end, &mut found);
                    at = end;
                }
                None => at += 1,
            }
        }
    }
    finder.split_unknown_teams(&mut found);
    // "Serie A", "plan B": a letter is no name.
    found.retain(|segment| {
        segment.tokens.len() > 1 || document.folded(segment.tokens.start).len() > 1
    });
    found
}

struct Finder<'d, 'g> {
    document: &'d Document<'d>,
    gazetteer: &'g Gazetteer,
    capitals: Capitals,
    classes: Classes,
    days_of_teams: Vec<Word>,
}

impl<'g> Finder<'_, 'g> {
    fn capital_inside(&self, at: TokenIndex) -> u16 {
        self.capitals.counts[self.document.tokens[at].word.0 as usize].0
    }

    fn small(&self, at: TokenIndex) -> u16 {
        self.capitals.counts[self.document.tokens[at].word.0 as usize].1
    }

    fn is_cap(&self, at: TokenIndex) -> bool {
        self.document
            .tokens
            .get(at)
            .is_some_and(|token| token.is_word() && token.is_capitalised())
    }

    /// The longest known name from `at` on whose words have capitals where names do.
    fn known(&self, at: TokenIndex, end: TokenIndex) -> Option<(usize, &'g Form)> {
        let words = (at..end.min(at + 6))
            .take_while(|next| {
                self.document.tokens[*next].is_word()
                    || matches!(self.document.tokens[*next].kind, TokenKind::Number)
            })
            .map(|next| self.document.folded(next));
        let plain = self.gazetteer.longest_match(words);
        let owned = self.known_with_possessive(at, end);
        if let Some((tokens, form)) = owned
            && plain.is_none_or(|plain| plain.words < tokens)
        {
            return Some((tokens, form));
        }
        let hit = plain?;
        let last_is_cap = self.is_cap(at + hit.words - 1)
            || matches!(
                self.document.tokens[at + hit.words - 1].kind,
                TokenKind::Number
            );
        last_is_cap.then_some((hit.words, hit.form))
    }

    /// "St Mary's", "St James' Park": known names that hold a possessive, with how many tokens they take.
    fn known_with_possessive(&self, at: TokenIndex, end: TokenIndex) -> Option<(usize, &'g Form)> {
        // Few names hold one.
        let after_words = (at..end.min(at + 6)).find(|next| !self.document.tokens[*next].is_word());
        if after_words.is_none_or(|next| self.document.tokens[next].kind != TokenKind::Possessive) {
            return None;
        }
        let mut words: Vec<String> = Vec::new();
        let mut ends: Vec<usize> = Vec::new();
        let mut holds = false;
        for next in at..end.min(at + 6) {
            let token = &self.document.tokens[next];
            if token.is_word() {
                words.push(self.document.folded(next).to_owned());
                ends.push(next + 1 - at);
            } else if matches!(token.kind, TokenKind::Possessive)
                && let (Some(word), Some(last)) = (words.last_mut(), ends.last_mut())
            {
                // The apostrophe after a plural is no part of a name that ends there: "Wolves' defence".
                if self.document.slice(next..next + 1).ends_with(['s', 'S']) {
                    word.push('s');
                    *last = next + 1 - at;
                }
                holds = true;
            } else {
                break;
            }
        }
        if !holds {
            return None;
        }
        let hit = self
            .gazetteer
            .longest_match(words.iter().map(String::as_str))?;
        Some((*ends.get(hit.words - 1)?, hit.form))
    }

    /// "Wednesday gave the ball away" in a text on Marlow Wednesday: no day, where none of the words that a day has stand
    /// beside it.
    fn is_day_of_a_team(&self, at: TokenIndex) -> bool {
        let beside = |at: TokenIndex| self.document.is_in(at, self.classes.beside_day);
        self.days_of_teams.contains(&self.document.tokens[at].word)
            && !(at.checked_sub(1).is_some_and(beside) || beside(at + 1))
    }

    /// The weekdays that teams of the text bear in their names: "Marlow Wednesday".
    fn days_of_teams(&self) -> Vec<Word> {
        let mut found = Vec::new();
        for day in 1..self.document.tokens.len() {
            let word = self.document.tokens[day].word;
            if self.document.is_in(day, self.classes.weekday)
                && self.is_cap(day - 1)
                && !found.contains(&word)
                && self
                    .known(day - 1, day + 1)
                    .is_some_and(|(words, form)| words == 2 && !form.teams().is_empty())
            {
                found.push(word);
            }
        }
        found
    }

    /// Where the run of capitalised words that starts at `at` ends, if a name starts there.
    fn run(&self, at: TokenIndex, end: TokenIndex, first: bool) -> Option<TokenIndex> {
        let token = &self.document.tokens[at];
        if !token.is_capitalised() || token.quoted && self.document.folded(at) == "i" {
            return None;
        }
        let known = self.known(at, end);
        let many_words = known.is_some_and(|(words, _)| words > 1);
        if self.document.is_in(at, self.classes.never) && !many_words && !self.is_day_of_a_team(at)
        {
            return None;
        }
        if self.document.is_in(at, self.classes.title) {
            return None;
        }
        if first && !many_words && !self.begins_name(at, end, known.is_some()) {
            return None;
        }
        let mut stop = at + 1;
        loop {
            if self.is_cap(stop) && stop < end {
                let next = &self.document.tokens[stop];
                if self.document.is_in(stop, self.classes.never) && !many_words && !next.hyphenated
                {
                    break;
                }
                stop += 1;
                continue;
            }
            // Particles and small hyphenated parts, when another capital follows them.
            let mut beyond = stop;
            while beyond < end
                && beyond < stop + 2
                && self.document.tokens[beyond].is_word()
                && (self.document.is_in(beyond, self.classes.particle)
                    || self.document.tokens[beyond].hyphenated)
            {
                beyond += 1;
            }
            if beyond > stop && beyond < end && self.is_cap(beyond) {
                stop = beyond + 1;
                continue;
            }
            if stop < end
                && self.document.tokens[stop].hyphenated
                && self.document.tokens[stop].is_word()
                && !self.document.tokens[stop - 1].hyphenated
                && self.document.tokens[stop].case == Case::Lower
            {
                // "Heung-min" is a name, "Ronaldo-inspired" is none.
                let length = self.document.folded(stop).len();
                if length <= 5 && stop > at + 1 {
                    stop += 1;
                    continue;
                }
            }
            break;
        }
        if let Some((words, _)) = known {
            stop = stop.max(at + words);
        }
        Some(stop)
    }

    /// Whether the first word of a sentence begins a name rather than being capitalised for standing there.
    fn begins_name(&self, at: TokenIndex, end: TokenIndex, known: bool) -> bool {
        let starter = self.document.is_in(at, self.classes.starter);
        let inside = self.capital_inside(at) > 0;
        let small = self.small(at) > 0;
        if self.document.tokens[at].case == Case::Upper && self.document.folded(at).len() <= 4 {
            return !starter;
        }
        if starter && !inside {
            return false;
        }
        if inside {
            return !starter || self.capital_inside(at) > self.small(at);
        }
        if known || self.document.is_in(at, self.classes.given) {
            return true;
        }
        if small {
            return false;
        }
        let next_cap = at + 1 < end && self.is_cap(at + 1);
        let possessive = self
            .document
            .tokens
            .get(at + 1)
            .is_some_and(|next| matches!(next.kind, TokenKind::Possessive));
        let folded = self.document.folded(at);
        let word_like = folded.ends_with("ing") || folded.ends_with("ly") || folded.ends_with("ed");
        // A word the rules know in small letters is an English word until something says otherwise.
        let everyday = self.document.lexicon().find(folded).is_some();
        next_cap || possessive || (!word_like && !everyday)
    }

    /// Cuts a run into names: a known team before a person, a nationality before a person.
    fn cut(&self, run: Range<TokenIndex>, found: &mut Vec<Segment<'g>>) {
        let mut start = run.start;
        // "Italian Amaro Odo", "Frenchman Amaro Odo"
        while start + 1 < run.end {
            let demonym = self
                .gazetteer
                .form(self.document.folded(start))
                .is_some_and(only_demonym);
            let describes = self.document.is_in(start, self.classes.nationality) || demonym;
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
        while self.document.is_in(start, self.classes.title) && start + 1 < run.end {
            start += 1;
        }
        if start >= run.end {
            return;
        }
        if let Some((words, form)) = self.known(start, run.end) {
            let mut stop = start + words;
            let rest = run.end.saturating_sub(stop);
            let mut branch = None;
            if rest > 0 && self.document.is_in(stop, self.classes.branch) {
                branch = Some(stop);
                stop += 1;
            } else if let Some(words) = self.age_group(stop) {
                branch = Some(stop);
                stop += words;
            } else if rest > 0
                && self.document.is_in(stop, self.classes.suffix)
                && !form.teams().is_empty()
            {
                stop += 1;
            }
            let rest = run.end.saturating_sub(stop);
            let given = self.document.is_in(start, self.classes.given);
            let names_something = !only_demonym(form);
            // "Leon Odo-Ames": what is joined by hyphens is one word more.
            let one_more =
                rest == 1 || (stop + 1..run.end).all(|at| self.document.tokens[at].hyphenated);
            let person_first = words == 1 && given && one_more;
            if rest == 0 || stop >= run.end {
                found.push(Segment {
                    tokens: start..run.end.max(stop),
                    form: Some(form),
                    branch,
                });
                return;
            }
            let next_is_given = self.document.is_in(stop, self.classes.given);
            let next_known_person = rest == 1 && self.capital_inside(stop) > 0;
            // "Sporting Elmara": a word that many clubs begin their names with, and then their own.
            let shared = words == 1 && form.is_shared() && !next_is_given;
            if names_something
                && !shared
                && !person_first
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
        if end - start >= 2 && self.document.is_in(end - 1, self.classes.branch) {
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

    fn segment(&self, tokens: Range<TokenIndex>) -> Segment<'g> {
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
    fn split_unknown_teams(&self, found: &mut Vec<Segment<'g>>) {
        let key = |segment: &Segment<'_>| -> Vec<u32> {
            segment
                .tokens
                .clone()
                .map(|at| self.document.tokens[at].word.0)
                .collect()
        };
        let mut alone: HashMap<Vec<u32>, usize, BuildHasherDefault<WordHasher>> =
            HashMap::default();
        for segment in found.iter() {
            *alone.entry(key(segment)).or_default() += 1;
        }
        let mut split = Vec::with_capacity(found.len());
        for segment in found.drain(..) {
            let words = key(&segment);
            let cut = (1..words.len()).rev().find(|at| {
                let before = &words[..*at];
                let after = &words[*at..];
                let start = segment.tokens.start;
                let prefix_known = alone.get(before).copied().unwrap_or(0) >= 2
                    && !self.document.is_in(start, self.classes.given)
                    && !self.document.tokens[start + *at].hyphenated;
                let person = after.len() >= 2
                    && self.document.is_in(start + *at, self.classes.given)
                    || alone.contains_key(after) && alone.get(&words).copied().unwrap_or(0) < 3;
                let suffix = self.document.is_in(start + *at, self.classes.suffix);
                segment.form.is_none()
                    && segment.branch.is_none()
                    && prefix_known
                    && person
                    && !suffix
                    // "Marlow Park Rangers" is a club.
                    && !self.document.is_in(segment.tokens.end - 1, self.classes.suffix)
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

/// Whether a form is nothing but what a country's people are called.
pub(super) fn only_demonym(form: &Form) -> bool {
    !form.teams().is_empty()
        && form
            .teams()
            .iter()
            .all(|name| name.kind == NameKind::Demonym)
        && form.competitions().is_empty()
        && form.grounds().is_empty()
}
