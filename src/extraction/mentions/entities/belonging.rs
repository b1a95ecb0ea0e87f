//! Teams called by whose they are: "Voss's men", and "we" in a club's own report.

use crate::extraction::mentions::{Entity, Mention, Referent};
use crate::extraction::rules::RuleBook;
use crate::extraction::text::{Document, TokenIndex, TokenKind};

/// So many words may stand between whose it is and the side: "Voss's much changed young side".
const BETWEEN: usize = 3;
/// So often "our" and "us" are said where the writer is of one of the clubs; everybody says "let us see" once.
const OFTEN: usize = 3;
/// So often where something is done for "us" that is done for a team.
const TWICE: usize = 2;

/// "Voss's men", "Voss's young side".
pub(super) fn sides_of_people(
    document: &Document<'_>,
    book: &RuleBook,
    entities: &[Entity],
    mentions: &[Mention],
) -> Vec<Mention> {
    let (side, verb) = (book.classes().side_of_coach, book.classes().any_verb);
    let ending_at = |owner: TokenIndex| {
        let owns = (document.tokens.get(owner))
            .is_some_and(|next| matches!(next.kind, TokenKind::Possessive));
        let last = (owner + 1..document.tokens.len().min(owner + 2 + BETWEEN)).find(|at| {
            let token = &document.tokens[*at];
            document.is_in(*at, side) || !token.is_word() || document.is_in(*at, verb)
        })?;
        (owns && document.is_in(last, side)).then_some(last + 1)
    };
    mentions
        .iter()
        .filter_map(|mention| match mention.referent {
            Referent::Entity(entity) if entities[entity].kind.is_person() => Some(Mention {
                tokens: mention.tokens.start..ending_at(mention.tokens.end)?,
                referent: Referent::SideOf(entity),
            }),
            Referent::Entity(_) | Referent::Role(_) | Referent::SideOf(_) | Referent::Writers => {
                None
            }
        })
        .collect()
}

/// "We", "us", where a writer speaks of his own club.
pub(super) fn writers(document: &Document<'_>, book: &RuleBook) -> Vec<Mention> {
    let own = book.classes().own_club;
    let said: Vec<(TokenIndex, &str)> = (document.tokens.iter().enumerate())
        .filter(|(_, token)| !token.quoted)
        .map(|(at, token)| (at, document.spelling(token.word)))
        .filter(|(_, word)| matches!(*word, "we" | "us" | "our" | "ourselves"))
        .collect();
    let owned = said
        .iter()
        .any(|(at, word)| *word == "our" && (at + 1..at + 3).any(|noun| document.is_in(noun, own)));
    // "Odo put us in the lead", "Marlow and ourselves"
    let helped = || {
        let done_for = book.classes().tie_helped;
        said.iter().any(|(at, word)| {
            let before = at.saturating_sub(1);
            *word == "us" && document.is_in(before, done_for) || *word == "ourselves"
        })
    };
    let least = if owned {
        OFTEN
    } else if helped() {
        TWICE
    } else {
        return Vec::new();
    };
    if said.iter().filter(|(_, word)| *word != "we").count() < least {
        return Vec::new();
    }
    said.into_iter()
        .map(|(at, _)| Mention {
            tokens: at..at + 1,
            referent: Referent::Writers,
        })
        .collect()
}
