//! The team a goal is told for, where the words name one.

use super::TeamRef;
use crate::extraction::grammar::Scene;
use crate::extraction::text::{TokenIndex, TokenKind};

/// Within so many words a sentence says that its first clause stands beside another.
const FRONTED: usize = 3;

/// "Marlow won with goals from": the team that is spoken of before `at`, by what it is said to do.
pub(super) fn clause_team(scene: &Scene<'_>, at: TokenIndex) -> Option<TeamRef> {
    let sentence = scene.sentence(at);
    let success = scene.classes.team_success;
    let failure = scene.classes.team_failure;
    let mut index = at;
    while index > sentence.start {
        index -= 1;
        let Some(mention) = scene.team_mention_at(index) else {
            continue;
        };
        let tokens = scene.cast.mentions[mention].tokens.clone();
        index = tokens.start;
        let owner = scene.document.folded(tokens.end) == "'s";
        if owner || scene.is_object(tokens.start, sentence.start) {
            continue;
        }
        // "As Marlow held on, a goal from Odo": of the one clause it does not follow whose the goal of the other is.
        let fronted = (sentence.start..tokens.start).take(FRONTED).any(|at| {
            matches!(
                scene.document.folded(at),
                "as" | "while" | "although" | "though"
            )
        });
        if fronted {
            return None;
        }
        let said = after_aside(scene, tokens.end, at);
        let verb = (said..at.min(said + 4)).find(|next| {
            scene.document.is_in(*next, success) || scene.document.is_in(*next, failure)
        })?;
        // "lost 3-2 but a strike by Odo took them through": his goal is theirs.
        let contrast = (verb..at).any(|between| {
            matches!(
                scene.document.folded(between),
                "but" | "despite" | "although" | "though"
            )
        });
        // "were defeated"
        let be = scene.classes.be;
        let suffers = (said..verb).any(|at| scene.document.is_in(at, be))
            && scene.document.folded(verb).ends_with("ed");
        let worse = scene.document.is_in(verb, failure) || suffers;
        return Some(if worse && !contrast {
            TeamRef::Against(mention)
        } else {
            TeamRef::For(mention)
        });
    }
    None
}

/// "pulled one back for Marlow", "headed in to put Marlow ahead": the team named as better or worse off, right after.
pub(super) fn beneficiary(scene: &Scene<'_>, from: TokenIndex) -> Option<TeamRef> {
    let end = scene.sentence(from.saturating_sub(1)).end.min(from + 9);
    let untold = scene.classes.benefit_untold;
    for at in from..end {
        if scene.document.is_in(at, untold) {
            return None;
        }
        let next = at + 1 + usize::from(scene.document.folded(at + 1) == "the");
        let named = scene.team_mention_at(next).filter(|mention| {
            scene.cast.mentions[*mention].tokens.start == next
                && scene
                    .document
                    .folded(scene.cast.mentions[*mention].tokens.end)
                    != "'s"
        });
        if let Some(mention) = named {
            if scene.document.is_in(at, scene.classes.benefits) {
                // "to send Marlow to their heaviest defeat"
                let after = scene.cast.mentions[mention].tokens.end;
                let loss = scene.classes.tie_loss;
                let worse = scene.document.folded(after) == "to"
                    && (after..after + 5).any(|at| scene.document.is_in(at, loss));
                return Some(if worse {
                    TeamRef::Against(mention)
                } else {
                    TeamRef::For(mention)
                });
            }
            if scene.document.is_in(at, scene.classes.harms) {
                return Some(TeamRef::Against(mention));
            }
            if scene.document.folded(at) == "as" {
                return None;
            }
        }
    }
    None
}

/// "Marlow, who had lost three, won": where what a team is said to do goes on behind what is said of it by the way.
fn after_aside(scene: &Scene<'_>, end: TokenIndex, at: TokenIndex) -> TokenIndex {
    let is_comma = |at: &TokenIndex| scene.document.tokens[*at].kind == TokenKind::Comma;
    let aside = end + 1 < at
        && is_comma(&end)
        && matches!(scene.document.folded(end + 1), "who" | "whose" | "which");
    let closes = aside.then(|| (end + 2..at).find(is_comma)).flatten();
    closes.map_or(end, |comma| comma + 1)
}
