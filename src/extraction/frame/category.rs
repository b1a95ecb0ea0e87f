//! Whose football it is: women's, youth or reserve.

use super::{Statement, fact};
use crate::extraction::grammar::Tells;
use crate::extraction::mentions::EntityKind;
use crate::extraction::setting::Setting;
use crate::extraction::text::TokenIndex;
use crate::facts::{Fact, FactValue};
use crate::football::{Basis, Category};

/// So many signs of women who play make it women's football where nothing says whose it is.
const ENOUGH: usize = 2;

/// Women's, youth or reserve football, where something says so.
pub(super) fn category(setting: &Setting<'_>, statements: &[Statement<'_>]) -> Option<Fact> {
    let told = by_team(setting).or_else(|| told(setting, statements));
    let (category, at, rule, basis) = match (told, women_by_signs(setting)) {
        (Some((Category::Women, at, rule)), _) => (Category::Women, at, rule, Basis::Stated),
        // Of girls, what is told is their age.
        (_, Some(at)) => {
            let rule = "frame.category_signs".to_owned();
            (Category::Women, at..at + 1, rule, Basis::Inferred)
        }
        (Some((category, at, rule)), None) => (category, at, rule, Basis::Stated),
        (None, None) => return None,
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

/// Where the first sign of women who play stands: somebody is "she", they are "girls", a player's given name is a woman's;
/// `None` when the signs are too few, or too many speak of men.
fn women_by_signs(setting: &Setting<'_>) -> Option<TokenIndex> {
    let document = setting.scene.document;
    let (woman, man) = (setting.scene.classes.woman, setting.scene.classes.man);
    let spoken_of = |class| {
        let part = setting.part.clone();
        part.filter(move |at| document.is_in(*at, class))
    };
    let (women, other_names) = named(setting);
    let signs = spoken_of(woman).count() + women.len();
    // A women's side has its men about it: a coach, a referee. Its players' other names are those of either sex.
    let against = 4 * spoken_of(man).count() + 2 * other_names;
    (signs >= ENOUGH && against < signs).then_some(())?;
    spoken_of(woman).chain(women).min()
}

/// Where the players stand whose given names are women's, and how many other given names there are.
fn named(setting: &Setting<'_>) -> (Vec<TokenIndex>, usize) {
    let cast = setting.scene.cast;
    let document = setting.scene.document;
    let (woman, given) = (
        setting.scene.classes.woman_name,
        setting.scene.classes.given_name,
    );
    let mut women = Vec::new();
    let mut others = 0;
    for entity in cast
        .entities
        .iter()
        .filter(|entity| entity.kind == EntityKind::Player)
    {
        let Some(first) = entity
            .mentions
            .first()
            .map(|mention| &cast.mentions[*mention].tokens)
        else {
            continue;
        };
        if first.len() < 2 || !setting.part.contains(&first.start) {
            continue;
        }
        if document.is_in(first.start, woman) {
            women.push(first.start);
        } else if document.is_in(first.start, given) {
            others += 1;
        }
    }
    (women, others)
}
