//! The competition.

use std::collections::BTreeSet;
use std::ops::Range;

use super::{Statement, fact, names_another_team};
use crate::extraction::grammar::Tells;
use crate::extraction::mentions::{EntityIndex, EntityKind};
use crate::extraction::setting::Setting;
use crate::extraction::text::{QuickMap, TokenIndex};
use crate::facts::{Fact, FactValue, Named};
use crate::football::Basis;
use crate::names::{CompetitionIdx, CompetitionName, fold};

/// The competition: the one named with words that tie it to this match, not one that comes up in passing.
pub(super) fn competition(setting: &Setting<'_>, statements: &[Statement<'_>]) -> Option<Fact> {
    let cast = setting.scene.cast;
    let mut weights: QuickMap<Key, (i32, EntityIndex, Vec<TokenIndex>)> = QuickMap::default();
    let mut first: Option<Key> = None;
    for (number, mention) in cast.mentions.iter().enumerate() {
        let at = mention.tokens.start;
        let Some(entity) = cast.entity_of(number) else {
            continue;
        };
        if cast.entities[entity].kind != EntityKind::Competition || !setting.part.contains(&at) {
            continue;
        }
        let key = key(setting, entity);
        if key == Key::Named("cup".to_owned()) || key == Key::Named("league".to_owned()) {
            continue;
        }
        let said = statements.iter().find(|statement| {
            statement.about.starts_with("competition") && statement.hit.tokens.contains(&at)
        });
        let mut weight = match said.map(|statement| statement.about) {
            Some("competition") => 6,
            Some("competition_next") => 3,
            Some("competition_other") => -3,
            _ => 1,
        };
        // What stands in the first sentences is what the report is about.
        let sentence = setting.scene.document.sentence_of(at);
        let start = setting.scene.document.sentence_of(setting.part.start);
        let opens = sentence.saturating_sub(start) <= 1;
        // "Last week's Cup defeat by Marlow", where Marlow does not play here.
        let elsewhere = !setting.is_asserted(&mention.tokens, Tells::Outcome)
            && (weight < 3 || !opens)
            || names_another_team(setting, &beside(setting, at, opens));
        if weight > 0 && elsewhere {
            weight = -1;
        } else if weight > 0 && opens {
            weight += 3;
        }
        first.get_or_insert_with(|| key.clone());
        let entry = weights.entry(key).or_insert((0, entity, Vec::new()));
        entry.0 += weight;
        entry.2.push(number);
    }
    let (key, (_, entity, mentions)) = weights
        .into_iter()
        .filter(|(_, (weight, ..))| *weight >= ENOUGH)
        .max_by(|left, right| {
            let rank = |(key, (weight, ..)): &(Key, (i32, EntityIndex, Vec<TokenIndex>))| {
                (*weight, Some(key) == first.as_ref())
            };
            rank(left)
                .cmp(&rank(right))
                .then_with(|| right.0.cmp(&left.0))
        })?;
    let (name, id) = match &key {
        Key::Known(index) => {
            let known = setting.gazetteer.competition(*index);
            (
                known.common_name().to_owned(),
                Some(known.id.as_str().to_owned()),
            )
        }
        Key::Named(_) => (setting.name(entity).to_owned(), None),
    };
    let evidence = mentions
        .iter()
        .take(3)
        .map(|mention| {
            setting.evidence(
                cast.mentions[*mention].tokens.clone(),
                "frame.competition_named",
            )
        })
        .collect();
    Some(fact(
        FactValue::Competition(Named { name, id }),
        Basis::Stated,
        0.85,
        evidence,
    ))
}

/// Where a third team tells that a competition is not this match's: in its clause; in the first sentences, which name many,
/// right before it.
fn beside(setting: &Setting<'_>, at: TokenIndex, opens: bool) -> Range<TokenIndex> {
    let clause = setting.scene.document.clause(at);
    if opens {
        clause.start.max(at.saturating_sub(RIGHT_BEFORE))..at
    } else {
        clause
    }
}

/// How many words "right before" is.
const RIGHT_BEFORE: usize = 4;

/// One mention in passing is not enough.
const ENOUGH: i32 = 3;

/// A competition of the names files, or one that only the text knows.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Key {
    Known(CompetitionIdx),
    Named(String),
}

/// Which competition a name means here: of several, the one of the country that the home team plays in.
pub(super) fn key(setting: &Setting<'_>, entity: EntityIndex) -> Key {
    let folded = fold(setting.name(entity));
    // "The Cup" is any country's.
    if matches!(folded.as_str(), "cup" | "league") {
        return Key::Named(folded);
    }
    let Some(form) = setting.gazetteer.form(&folded) else {
        return Key::Named(folded);
    };
    let countries: Vec<&str> = [setting.home, setting.away]
        .iter()
        .filter_map(|team| setting.scene.cast.entities[*team].team)
        .filter_map(|team| setting.gazetteer.team(team).country.as_deref())
        .collect();
    let year = setting.published.map(jiff::civil::Date::year);
    let country = |name: &CompetitionName| {
        let known = setting.gazetteer.competition(name.competition);
        known.country.as_deref()
    };
    let local = |name: &CompetitionName| country(name).is_some_and(|at| countries.contains(&at));
    let all: Vec<&CompetitionName> = form
        .competitions()
        .iter()
        .filter(|name| year.is_none_or(|year| name.era.holds(year)))
        .collect();
    let lands: BTreeSet<_> = all.iter().map(|name| country(name)).collect();
    all.into_iter()
        // "The League Cup", and no team tells of which country.
        .filter(|name| lands.len() == 1 || local(name) || country(name).is_none())
        .max_by_key(|name| (local(name), country(name).is_none(), name.era.to.is_none()))
        .map_or(Key::Named(folded), |name| Key::Known(name.competition))
}
