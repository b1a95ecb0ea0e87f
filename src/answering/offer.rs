//! What the desk offers while somebody types.

use super::Desk;
use crate::names::fold;
use crate::questions::suggest::{Suggester, Suggestion};
use crate::questions::{Asker, MatchAnswer, MatchAsk, MatchCard, OptionKind, pick};
use crate::replies::phrase::{self, ShortNames};
use crate::replies::{Slot, budget};

impl Desk {
    /// Up to 25 values for what has been typed of an option, likeliest first, each of at most 100 characters and
    /// harmless where it is shown. `given` are the other options of the command so far. When nothing can be looked up,
    /// nothing is offered: completion is a help, and its failing is told by the question that follows.
    pub async fn suggest(
        &self,
        asker: &Asker,
        kind: OptionKind,
        typed: &str,
        given: &[(&str, String)],
    ) -> Vec<Suggestion> {
        if kind == OptionKind::Fact
            && let Some(card) = self.card_given(asker, given).await
        {
            return sendable(facts(&card, typed));
        }
        let shelf = self.shelf_or_names_alone(asker).await;
        let suggester = Suggester {
            directory: &shelf.directory,
            gazetteer: &self.gazetteer,
            held: &shelf.held,
        };
        sendable(suggester.suggest(kind, typed, given))
    }

    /// The match whose facts are asked about.
    async fn card_given(&self, asker: &Asker, given: &[(&str, String)]) -> Option<Box<MatchCard>> {
        let (_, words) = given.iter().find(|(name, _)| *name == "match")?;
        let ask = MatchAsk {
            game: words.clone(),
        };
        let shelf = self.shelf_or_names_alone(asker).await;
        let resolved = self.resolver(&shelf, asker).full(&ask).ok()?;
        let answer = self.queries.score(asker.scope, &resolved.question).await;
        match answer.ok()? {
            MatchAnswer::Found { card, .. } => Some(card),
            MatchAnswer::None(_) => None,
        }
    }
}

/// The facts of a match, goals first, players that are only named last.
fn facts(card: &MatchCard, typed: &str) -> Vec<Suggestion> {
    let typed = fold(typed);
    let names = ShortNames::of(&card.agreed);
    let (goals, others): (Vec<_>, Vec<_>) = card
        .agreed
        .facts
        .iter()
        .partition(|agreed| agreed.fact.value.kind() == "goal");
    let told = goals.into_iter().chain(others).map(|agreed| {
        let value = &agreed.fact.value;
        Suggestion {
            label: format!(
                "{}: {}",
                phrase::label(card, value, &names),
                phrase::value(card, value, &names)
            ),
            value: pick::words_for(&card.agreed, agreed),
        }
    });
    let mut offered: Vec<Suggestion> = Vec::new();
    for suggestion in told {
        let fits = fold(&suggestion.label).contains(&typed) || suggestion.value.contains(&typed);
        if fits && !offered.iter().any(|known| known.value == suggestion.value) {
            offered.push(suggestion);
        }
    }
    offered.truncate(Suggester::LIMIT);
    offered
}

fn sendable(suggestions: Vec<Suggestion>) -> Vec<Suggestion> {
    suggestions
        .into_iter()
        .filter(|suggestion| budget::length(&suggestion.value) <= budget::OPTION)
        .map(|suggestion| Suggestion {
            label: budget::fit_line(&suggestion.label, Slot::Plain, budget::OPTION),
            ..suggestion
        })
        .filter(|suggestion| !suggestion.label.is_empty())
        .collect()
}
