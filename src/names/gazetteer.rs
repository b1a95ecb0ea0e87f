//! Every known name, found by what is written.

use std::sync::{Arc, LazyLock};

use super::file::Catalogue;
use super::fold::{fold, fold_spelt_out, words};
use super::form::Form;
use super::hasher::QuickMap;
use super::index::{Index, WordId};
use super::{
    Competition, CompetitionIdx, CompetitionName, NameKind, NamesError, Team, TeamIdx, TeamKind,
    TeamName,
};

macro_rules! embedded {
    ($file:literal) => {
        (
            concat!("config/names/", $file),
            include_str!(concat!("../../config/names/", $file)),
        )
    };
}

/// The names files in `config/names`, in the order they are read.
const EMBEDDED: [(&str, &str); 19] = [
    embedded!("ambiguous.toml"),
    embedded!("clubs-africa-asia-oceania.toml"),
    embedded!("clubs-central-europe.toml"),
    embedded!("clubs-eastern-europe.toml"),
    embedded!("clubs-england.toml"),
    embedded!("clubs-france.toml"),
    embedded!("clubs-germany.toml"),
    embedded!("clubs-italy.toml"),
    embedded!("clubs-netherlands-and-belgium.toml"),
    embedded!("clubs-north-america.toml"),
    embedded!("clubs-northern-europe.toml"),
    embedded!("clubs-portugal.toml"),
    embedded!("clubs-scotland.toml"),
    embedded!("clubs-south-america.toml"),
    embedded!("clubs-southern-europe.toml"),
    embedded!("clubs-spain.toml"),
    embedded!("clubs-wales-and-ireland.toml"),
    embedded!("competitions.toml"),
    embedded!("national-teams.toml"),
];

/// The known teams, competitions and grounds, with an index of every form they go by.
///
/// Lookups take folded forms (see [`fold`]) and allocate nothing. Besides the names as the files have them, the index
/// holds the spellings a reader may meet: umlauts spelt out (`koeln`), `st` for `saint` and the other way round, `utd`
/// for `united`, and for each word that many names share (`united`) all teams whose names hold it.
#[derive(Debug)]
pub struct Gazetteer {
    catalogue: Catalogue,
    index: Index,
    by_team_id: QuickMap<Box<str>, TeamIdx>,
    by_competition_id: QuickMap<Box<str>, CompetitionIdx>,
    /// Towns and countries; a town with the first of its teams.
    places: QuickMap<Box<str>, Option<TeamIdx>>,
}

/// A name that begins at some word of a text.
#[derive(Debug, Clone, Copy)]
pub struct NameHit<'g> {
    /// How many words it takes.
    pub words: usize,
    /// What it can mean.
    pub form: &'g Form,
}

impl Gazetteer {
    /// The names the program ships with, built on first use.
    #[must_use]
    pub fn embedded() -> Arc<Self> {
        static SHIPPED: LazyLock<Arc<Gazetteer>> = LazyLock::new(|| {
            let mut catalogue = Catalogue::default();
            for (file, text) in EMBEDDED {
                catalogue
                    .read(file, text)
                    .expect("the names files were read by a test before they were shipped");
            }
            Arc::new(Gazetteer::new(catalogue))
        });
        Arc::clone(&SHIPPED)
    }

    /// These names with those of an operator's file, of the same shape as `config/names/*.toml`: entries with a new id
    /// are added, entries with a known id add to the names it has. `file` is what errors call it.
    pub fn extended_with(&self, file: &str, toml: &str) -> Result<Self, NamesError> {
        let mut catalogue = self.catalogue.clone();
        catalogue.read(file, toml)?;
        Ok(Self::new(catalogue))
    }

    /// The names in `toml` and no others.
    pub fn from_toml(file: &str, toml: &str) -> Result<Self, NamesError> {
        let mut catalogue = Catalogue::default();
        catalogue.read(file, toml)?;
        Ok(Self::new(catalogue))
    }

    fn new(catalogue: Catalogue) -> Self {
        let mut index = Index::new();
        for (team, place) in catalogue.teams.iter().zip(0..) {
            enter_team(&mut index, team, TeamIdx(place));
        }
        for (competition, place) in catalogue.competitions.iter().zip(0..) {
            enter_competition(&mut index, competition, CompetitionIdx(place));
        }
        enter_shared(&mut index, &catalogue);
        for form in &catalogue.also_words {
            if let Some(form) = index.find_mut(form) {
                form.is_also_word = true;
            }
        }
        for form in &catalogue.also_people {
            if let Some(form) = index.find_mut(form) {
                form.is_also_person = true;
            }
        }
        index.finish();
        Self {
            by_team_id: (catalogue.teams.iter().zip(0..))
                .map(|(team, place)| (team.id.as_str().into(), TeamIdx(place)))
                .collect(),
            places: places(&catalogue),
            by_competition_id: (catalogue.competitions.iter().zip(0..))
                .map(|(competition, place)| (competition.id.as_str().into(), CompetitionIdx(place)))
                .collect(),
            catalogue,
            index,
        }
    }

    /// The team at `team`, which came from this gazetteer.
    #[must_use]
    pub fn team(&self, team: TeamIdx) -> &Team {
        &self.catalogue.teams[team.as_usize()]
    }

    /// The competition at `competition`, which came from this gazetteer.
    #[must_use]
    pub fn competition(&self, competition: CompetitionIdx) -> &Competition {
        &self.catalogue.competitions[competition.as_usize()]
    }

    /// The team with this id.
    #[must_use]
    pub fn find_team(&self, id: &str) -> Option<TeamIdx> {
        self.by_team_id.get(id).copied()
    }

    /// The competition with this id.
    #[must_use]
    pub fn find_competition(&self, id: &str) -> Option<CompetitionIdx> {
        self.by_competition_id.get(id).copied()
    }

    /// All teams.
    pub fn teams(&self) -> impl ExactSizeIterator<Item = (TeamIdx, &Team)> {
        let numbered = self.catalogue.teams.iter().enumerate();
        numbered.map(|(place, team)| (TeamIdx(place as u16), team))
    }

    /// All competitions.
    pub fn competitions(&self) -> impl ExactSizeIterator<Item = (CompetitionIdx, &Competition)> {
        let numbered = self.catalogue.competitions.iter().enumerate();
        numbered.map(|(place, competition)| (CompetitionIdx(place as u16), competition))
    }

    /// All forms, in no particular order.
    #[must_use]
    pub fn forms(&self) -> &[Form] {
        self.index.forms()
    }

    /// What a folded form can mean.
    #[must_use]
    pub fn form(&self, folded: &str) -> Option<&Form> {
        self.index.form(folded)
    }

    /// The teams a folded form can name, surest kind first. A word many names share comes with all of them; settling
    /// on one is the caller's work.
    #[must_use]
    pub fn teams_named(&self, folded: &str) -> &[TeamName] {
        self.form(folded).map_or(&[], Form::teams)
    }

    /// The competitions a folded form can name, each with the years in which it does.
    #[must_use]
    pub fn competitions_named(&self, folded: &str) -> &[CompetitionName] {
        self.form(folded).map_or(&[], Form::competitions)
    }

    /// The teams whose ground a folded form names.
    #[must_use]
    pub fn grounds_named(&self, folded: &str) -> &[TeamIdx] {
        self.form(folded).map_or(&[], Form::grounds)
    }

    /// Whether a folded form names several teams, or is a word many names share.
    #[must_use]
    pub fn is_ambiguous(&self, folded: &str) -> bool {
        self.form(folded).is_some_and(Form::is_ambiguous)
    }

    /// Whether a folded form is a town or a country that some team is from (`london`, `barcelona`): after "in" or "from"
    /// it is the place, whatever team bears its name.
    #[must_use]
    pub fn is_place(&self, folded: &str) -> bool {
        self.places.contains_key(folded)
    }

    /// The first of the teams from the town that a folded form names.
    #[must_use]
    pub fn team_from(&self, folded: &str) -> Option<TeamIdx> {
        self.places.get(folded).copied().flatten()
    }

    /// The interned id of a folded word, `None` when no name holds it. Intern each word of a text once, then walk the
    /// ids with [`Gazetteer::longest_match_ids`].
    #[must_use]
    pub fn word_id(&self, folded_word: &str) -> Option<WordId> {
        self.index.word_id(folded_word)
    }

    /// The longest name that starts at the first of `folded_words`, each of them one word as [`fold`] parts them
    /// (`Saint-Étienne` is two, and gives two).
    #[must_use]
    pub fn longest_match<'w>(
        &self,
        folded_words: impl IntoIterator<Item = &'w str>,
    ) -> Option<NameHit<'_>> {
        let ids = folded_words
            .into_iter()
            .map(|word| self.index.word_id(word));
        self.longest_match_ids(ids)
    }

    /// As [`Gazetteer::longest_match`], over words interned before; a `None` is a word no name holds.
    #[must_use]
    pub fn longest_match_ids(
        &self,
        words: impl IntoIterator<Item = Option<WordId>>,
    ) -> Option<NameHit<'_>> {
        let (words, form) = self.index.longest(words.into_iter())?;
        Some(NameHit { words, form })
    }

    pub(super) const fn index(&self) -> &Index {
        &self.index
    }
}

/// Every town and country that teams are from, a town with the first of its teams.
fn places(catalogue: &Catalogue) -> QuickMap<Box<str>, Option<TeamIdx>> {
    let mut places: QuickMap<Box<str>, Option<TeamIdx>> = QuickMap::default();
    for (team, place) in catalogue.teams.iter().zip(0..) {
        if let Some(country) = &team.country {
            places.entry(fold(country).into()).or_default();
        }
        if let Some(city) = &team.city {
            let first = places.entry(fold(city).into()).or_default();
            first.get_or_insert(TeamIdx(place));
        }
    }
    places
}

fn enter_team(index: &mut Index, team: &Team, place: TeamIdx) {
    for (kind, name) in team.names() {
        for_each_spelling(name, |form| {
            let form = index.form_mut(form);
            enter(form, TeamName { kind, team: place });
            form.is_also_word |= kind == NameKind::Nickname && needs_article(form.text());
        });
    }
    for ground in &team.grounds {
        for_each_spelling(ground, |form| {
            let form = index.form_mut(form);
            form.grounds.push(place);
            form.is_also_word |= needs_article(form.text());
        });
    }
}

/// The files write the article only where the bare word is everyday English, and then `the valley` is that as well.
fn needs_article(form: &str) -> bool {
    form.starts_with("the ")
}

/// A team stands in a form once, under its surest kind.
fn enter(form: &mut Form, name: TeamName) {
    match form.teams.iter_mut().find(|known| known.team == name.team) {
        Some(known) => known.kind = known.kind.min(name.kind),
        None => form.teams.push(name),
    }
}

fn enter_competition(index: &mut Index, competition: &Competition, place: CompetitionIdx) {
    for (era, name) in competition.names() {
        for_each_spelling(name, |form| {
            let form = index.form_mut(form);
            let name = CompetitionName {
                competition: place,
                era,
            };
            if !form.competitions.contains(&name) {
                form.competitions.push(name);
            }
        });
    }
}

/// Each shared word stands for every club whose name in full or in short holds it; nobody calls the United States
/// *United*.
fn enter_shared(index: &mut Index, catalogue: &Catalogue) {
    let mut holders: QuickMap<&str, Vec<TeamIdx>> = catalogue
        .shared
        .iter()
        .map(|word| (word.as_str(), Vec::new()))
        .collect();
    let clubs = catalogue
        .teams
        .iter()
        .zip(0..)
        .filter(|(team, _)| team.kind == TeamKind::Club);
    for (team, place) in clubs {
        for name in std::iter::once(&team.name).chain(&team.short) {
            for word in words(&fold(name)) {
                if let Some(teams) = holders.get_mut(word) {
                    teams.push(TeamIdx(place));
                }
            }
        }
    }
    for (word, teams) in holders {
        let form = index.form_mut(word);
        form.is_shared = true;
        for team in teams {
            let kind = NameKind::Shared;
            enter(form, TeamName { kind, team });
        }
    }
}

/// Calls `each` with the folded form of `name` and with the other spellings of it.
fn for_each_spelling(name: &str, mut each: impl FnMut(&str)) {
    let folded = fold(name);
    each(&folded);
    if let Some(spelt_out) = fold_spelt_out(name) {
        each(&spelt_out);
    }
    if folded.contains(' ') && words(&folded).any(|word| other_spelling(word).is_some()) {
        let respelt: Vec<&str> = words(&folded)
            .map(|word| other_spelling(word).unwrap_or(word))
            .collect();
        each(&respelt.join(" "));
    }
}

/// Words that are written short or in full as the writer likes.
fn other_spelling(word: &str) -> Option<&'static str> {
    match word {
        "saint" => Some("st"),
        "st" => Some("saint"),
        "united" => Some("utd"),
        "utd" => Some("united"),
        _ => None,
    }
}
