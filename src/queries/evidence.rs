//! `/evidence`: the words behind what is held about a match.

use std::collections::BTreeSet;

use super::Queries;
use super::agreed::Texts;
use super::score::{Found, find};
use crate::facts::{AgreedFact, Evidence, Fact, FactValue, Scope};
use crate::questions::pick::{Pick, pick};
use crate::questions::{EvidenceAnswer, EvidenceItem, EvidenceQuestion, MatchCard, QuoteInContext};
use crate::store::StoreError;

impl Queries {
    /// The quotes behind a match, or behind one fact of it.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn evidence(
        &self,
        scope: Scope,
        asked: &EvidenceQuestion,
    ) -> Result<EvidenceAnswer, StoreError> {
        let mut db = self.snapshot().await?;
        let Found { card, texts, .. } = match find(&mut db, scope, &asked.game).await? {
            Ok(found) => found,
            Err(none) => return Ok(EvidenceAnswer::None(none)),
        };
        let places: Vec<usize> = match &asked.fact {
            None => (0..card.agreed.facts.len()).collect(),
            Some(words) => match pick(&card.agreed, words) {
                Pick::Facts(places) => places,
                Pick::NotStated | Pick::Unknown => {
                    return Ok(EvidenceAnswer::NotStated {
                        card: Box::new(card),
                        fact: words.clone(),
                    });
                }
            },
        };
        let items = places
            .iter()
            .map(|place| item(&card, &texts, &card.agreed.facts[*place]));
        Ok(EvidenceAnswer::Found {
            items: items.collect(),
            card: Box::new(card),
        })
    }
}

fn item(card: &MatchCard, texts: &Texts, fact: &AgreedFact) -> EvidenceItem {
    let quotes = pieces(&fact.fact);
    let rivals = fact.rivals.iter().flat_map(pieces).collect();
    EvidenceItem {
        fact: fact.clone(),
        quotes: in_context(card, texts, quotes),
        rival_quotes: in_context(card, texts, rivals),
    }
}

/// The evidence of a fact and of its assist.
fn pieces(fact: &Fact) -> Vec<&Evidence> {
    let assist = match &fact.value {
        FactValue::Goal(told) => told.assist.as_ref().map(|assist| &assist.evidence),
        _ => None,
    };
    fact.evidence
        .iter()
        .chain(assist.into_iter().flatten())
        .collect()
}

fn in_context(card: &MatchCard, texts: &Texts, pieces: Vec<&Evidence>) -> Vec<QuoteInContext> {
    // The same words may support a fact by two rules, or a goal and its assist.
    let mut shown = BTreeSet::new();
    pieces
        .into_iter()
        .filter(|piece| shown.insert((piece.report, piece.start, piece.end)))
        .filter_map(|piece| {
            let report = piece.report?;
            let text = texts.get(&report)?;
            Some(QuoteInContext {
                report: card
                    .reports
                    .iter()
                    .find(|there| there.id == report)?
                    .clone(),
                before: before(text.get(..piece.start)?).to_owned(),
                after: after(text.get(piece.end..)?).to_owned(),
                evidence: piece.clone(),
            })
        })
        .collect()
}

/// From the start of the sentence before the one that the quote is in.
fn before(text: &str) -> &str {
    let mut ends = sentence_ends(text).into_iter().rev();
    // The first end going back closes the sentence before; the next one closes the one before that. A paragraph is a border.
    let paragraph = last_border(text).unwrap_or(0);
    let start = ends.nth(1).unwrap_or(0).max(paragraph);
    text[start..].trim_start()
}

/// To the end of the sentence after the one that the quote is in.
fn after(text: &str) -> &str {
    let paragraph = first_border(text).unwrap_or(text.len());
    let ends = sentence_ends(&text[..paragraph]);
    let end = ends.get(1).copied().unwrap_or(paragraph);
    text[..end].trim_end()
}

/// Where sentences end, past the mark and any closing quote: a full stop counts before a space and a capital, a digit or a quote.
fn sentence_ends(text: &str) -> Vec<usize> {
    let mut ends = Vec::new();
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    for (place, (_, letter)) in letters.iter().enumerate() {
        if !matches!(letter, '.' | '!' | '?') {
            continue;
        }
        let mut next = place + 1;
        while letters
            .get(next)
            .is_some_and(|(_, mark)| matches!(mark, '"' | '\'' | '”' | '’' | ')' | ']'))
        {
            next += 1;
        }
        let end = letters.get(next).map_or(text.len(), |(at, _)| *at);
        let is_spaced = letters
            .get(next)
            .is_none_or(|(_, space)| space.is_whitespace());
        let opener = letters[next.min(letters.len())..]
            .iter()
            .find(|(_, letter)| !letter.is_whitespace());
        let is_opened = opener.is_none_or(|(_, letter)| !letter.is_lowercase());
        if is_spaced && is_opened && !is_abbreviation(&text[..letters[place].0]) {
            ends.push(end);
        }
    }
    ends
}

/// Whether a full stop after these words shortens the last of them: an initial, a title, a saint.
fn is_abbreviation(text: &str) -> bool {
    let last = text
        .rsplit(|letter: char| !letter.is_alphanumeric())
        .next()
        .unwrap_or_default();
    let is_initial = last.chars().count() == 1 && last.chars().all(char::is_uppercase);
    is_initial
        || matches!(
            last,
            "Mr" | "Mrs" | "Ms" | "Dr" | "Jr" | "Sr" | "St" | "Ste" | "vs"
        )
}

/// Where the last paragraph border ends.
fn last_border(text: &str) -> Option<usize> {
    let borders = ["\n\n", "\n\r\n"].into_iter();
    borders
        .filter_map(|border| Some(text.rfind(border)? + border.len()))
        .max()
}

/// Where the first paragraph border begins.
fn first_border(text: &str) -> Option<usize> {
    ["\n\n", "\n\r\n"]
        .into_iter()
        .filter_map(|border| text.find(border))
        .min()
}

#[cfg(test)]
mod tests {
    use super::{after, before};

    #[test]
    fn a_quote_is_shown_with_a_sentence_either_side() {
        let text = "It rained. Mr. A. Pell came on. Then, within four minutes, Obi struck. It was over! Nobody left.";
        let start = text.find("within four minutes").unwrap_or(0);
        let end = start + "within four minutes".len();
        assert_eq!(
            before(&text[..start]),
            "Mr. A. Pell came on. Then, ".trim_start()
        );
        assert_eq!(after(&text[end..]), ", Obi struck. It was over!");
    }

    #[test]
    fn a_paragraph_is_a_border() {
        assert_eq!(before("One. Two.\n\nThree "), "Three ");
        assert_eq!(after(" four.\n\nFive. Six."), " four.");
    }
}
