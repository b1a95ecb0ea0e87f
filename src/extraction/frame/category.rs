//! Whose football it is: women's, youth or reserve.

use super::{Statement, fact};
use crate::extraction::grammar::Tells;
use crate::extraction::mentions::EntityKind;
use crate::extraction::setting::Setting;
use crate::extraction::text::{QuickSet, TokenIndex};
use crate::facts::{Fact, FactValue};
use crate::football::{Basis, Category};

/// So many women who play, or words that are said of a woman, make it women's football.
const ENOUGH: usize = 3;

/// Women's, youth or reserve football, where something says so.
pub(super) fn category(setting: &Setting<'_>, statements: &[Statement<'_>]) -> Option<Fact> {
    let (category, at, rule) = by_team(setting)
        .or_else(|| told(setting, statements))
        .or_else(|| {
            let (count, at) = women_by_pronouns(setting)?;
            (count >= ENOUGH).then(|| {
                (
                    Category::Women,
                    at..at + 1,
                    "frame.category_pronouns".to_owned(),
                )
            })
        })
        .or_else(|| {
            let at = women_by_names(setting)?;
            Some((
                Category::Women,
                at..at + 1,
                "frame.category_names".to_owned(),
            ))
        })?;
    let basis = match rule.as_str() {
        "frame.category_pronouns" | "frame.category_names" => Basis::Inferred,
        _ => Basis::Stated,
    };
    let evidence = vec![setting.evidence(at, &rule)];
    Some(fact(FactValue::Category(category), basis, 0.9, evidence))
}

type Told = (Category, std::ops::Range<TokenIndex>, String);

/// "Marlow Women": the name of one of the two.
fn by_team(setting: &Setting<'_>) -> Option<Told> {
    let cast = setting.scene.cast;
    [setting.home, setting.away].into_iter().find_map(|team| {
        let category = cast.entities[team].category?;
        // The mention that says it, else the first.
        let says = |mention: &&usize| cast.mentions[**mention].tokens.len() > 1;
        let mentions = &cast.entities[team].mentions;
        let mention = mentions.iter().find(says).or(mentions.first())?;
        Some((
            category,
            cast.mentions[*mention].tokens.clone(),
            "frame.category_of_team".to_owned(),
        ))
    })
}

/// What the rules of the family found: soon in the text, or more than once.
fn told(setting: &Setting<'_>, statements: &[Statement<'_>]) -> Option<Told> {
    let first = setting.scene.document.sentence_of(setting.part.start);
    let said: Vec<(Category, &Statement<'_>)> = statements
        .iter()
        .filter_map(|statement| {
            let name = statement.about.strip_prefix("category_")?;
            Some((Category::from_str_exact(name)?, statement))
        })
        .filter(|(_, statement)| setting.is_asserted(&statement.tokens(), Tells::Outcome))
        .collect();
    let (category, statement) = said.iter().find(|(category, statement)| {
        let sentence = setting.scene.document.sentence_of(statement.tokens().start);
        // Somebody's past in the under-21s is told of many a grown man.
        let early = sentence.saturating_sub(first) <= 2;
        let again = said.iter().filter(|(other, _)| other == category).count() > 1;
        early || again || !statement.hit.rule.is("early_only")
    })?;
    Some((*category, statement.tokens(), statement.rule().to_owned()))
}

/// How often people of the match are "she", and where first; `None` when anybody is "he".
fn women_by_pronouns(setting: &Setting<'_>) -> Option<(usize, TokenIndex)> {
    let document = setting.scene.document;
    let words = |word: &str| matches!(word, "she" | "her" | "herself");
    let men = setting
        .part
        .clone()
        .filter(|at| matches!(document.folded(*at), "he" | "him" | "himself"));
    let women: Vec<_> = setting
        .part
        .clone()
        .filter(|at| words(document.folded(*at)))
        .collect();
    (men.count() * 4 < women.len()).then_some(())?;
    Some((women.len(), *women.first()?))
}

/// Where the first of the players stands whose given names are women's, when most of those that tell are.
fn women_by_names(setting: &Setting<'_>) -> Option<TokenIndex> {
    let cast = setting.scene.cast;
    let document = setting.scene.document;
    let (woman, given) = (
        setting.scene.book.class("woman_name"),
        setting.scene.book.class("given_name"),
    );
    let mut women = QuickSet::default();
    let mut others = 0;
    let mut first = None;
    for (number, mention) in cast.mentions.iter().enumerate() {
        let Some(entity) = cast.entity_of(number) else {
            continue;
        };
        let start = mention.tokens.start;
        let full = mention.tokens.len() > 1 && cast.entities[entity].kind == EntityKind::Player;
        if !full || !setting.part.contains(&start) || cast.entities[entity].mentions[0] != number {
            continue;
        }
        if document.is_in(start, woman) {
            women.insert(entity);
            first.get_or_insert(start);
        } else if document.is_in(start, given) {
            others += 1;
        }
    }
    (women.len() >= ENOUGH && women.len() > others * 2).then_some(first?)
}
