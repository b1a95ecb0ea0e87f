//! National teams in full: "the Norland Women's National Team".

use super::{Finder, Segment};
use crate::extraction::text::TokenKind;

impl<'g> Finder<'_, 'g> {
    /// Makes one name of a country, whose team it is and what that is.
    pub(super) fn join_national_teams(&self, found: &mut Vec<Segment<'g>>) {
        let mut at = 0;
        while at < found.len() {
            let tokens = found[at].tokens.clone();
            let whose = tokens.end - 1;
            let women = matches!(self.document.folded(whose), "women" | "womens");
            let men = matches!(self.document.folded(whose), "men" | "mens");
            let owner = (self.document.tokens.get(tokens.end))
                .is_some_and(|next| next.kind == TokenKind::Possessive);
            let last = found.get(at + 1).map(|next| next.tokens.clone());
            let is_team = last.is_some_and(|last| {
                last.start == tokens.end + usize::from(owner)
                    && self.document.folded(last.end - 1) == "team"
            });
            if is_team && tokens.len() > 1 && (women || men) {
                found.remove(at + 1);
                let country = self.segment(tokens.start..whose);
                found[at] = Segment {
                    tokens: tokens.start..whose + usize::from(women),
                    form: country.form,
                    branch: women.then_some(whose),
                };
            }
            at += 1;
        }
    }
}
