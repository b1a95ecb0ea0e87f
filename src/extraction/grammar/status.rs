//! Whether what a trigger tells came about, in this match.

use std::ops::Range;

use super::Scene;
use crate::extraction::rules::{Family, Hit};
use crate::extraction::text::{TokenIndex, TokenKind};

/// Whether what a trigger tells is told as having happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Status {
    /// It is.
    Asserted,
    /// It is not, because of the words in the range.
    Refused(Refusal, Range<TokenIndex>),
}

/// Why a trigger is no fact of this match.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Refusal {
    /// Missed, saved, ruled out, never came.
    Negated,
    /// Should have, could have, almost, hoped to.
    Hypothetical,
    /// Another match, another season, a tally.
    OtherWorld,
    /// Somebody is quoted as saying it.
    Quoted,
}

impl Refusal {
    /// In words for a person.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Negated => "it did not come about",
            Self::Hypothetical => "it is told as something that might have been",
            Self::OtherWorld => "it belongs to another match or to a tally",
            Self::Quoted => "somebody is quoted as saying it",
        }
    }
}

/// What a trigger tells: the more is told, the less takes it back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tells {
    /// A shot, a header: taken back by what shows an attempt failing.
    Attempt,
    /// A goal: taken back by what rules a goal out.
    Goal,
    /// A result, a place, a card: no flag and no save undoes it.
    Outcome,
}

/// A cue that takes something back, found once for the whole text.
#[derive(Debug, Clone)]
pub struct Cue {
    /// What it makes of a trigger.
    pub refusal: Refusal,
    /// Its words.
    pub tokens: Range<TokenIndex>,
    /// The rule that found it.
    pub rule: String,
    /// How far it reaches.
    pub reach: Reach,
    /// The most that it takes back.
    takes_back: Tells,
    /// It is a flag, a whistle or a second look that rules a goal out.
    disallows: bool,
    /// The first cue of the text that reaches over all the rest, where that stands no later than this one.
    since: Option<usize>,
}

/// How far a cue reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// The verb that follows it.
    Verb,
    /// The clause it stands in and no further.
    Clause,
    /// The clause it stands in, and those that hang on it.
    Onward,
    /// What was told before it in its clause.
    ClauseBefore,
    /// What was told before it in the sentence.
    Before,
    /// What follows it in the sentence.
    After,
    /// The whole sentence.
    Sentence,
    /// Everything told in the sentence before it, and before it in its own.
    SentenceBefore,
    /// The rest of the paragraphs from here on.
    Rest,
}

impl Cue {
    pub(super) fn of(hit: &Hit<'_>) -> Option<Self> {
        let refusal = match hit.rule.meaning("refuses")? {
            "negated" => Refusal::Negated,
            "hypothetical" => Refusal::Hypothetical,
            "other_world" => Refusal::OtherWorld,
            _ => return None,
        };
        let reach = match hit.rule.meaning("reach")? {
            "verb" => Reach::Verb,
            "clause" => Reach::Clause,
            "onward" => Reach::Onward,
            "clause_before" => Reach::ClauseBefore,
            "before" => Reach::Before,
            "after" => Reach::After,
            "sentence" => Reach::Sentence,
            "sentence_before" => Reach::SentenceBefore,
            "rest" => Reach::Rest,
            _ => return None,
        };
        Some(Self {
            refusal,
            tokens: hit.capture("cue").unwrap_or_else(|| hit.tokens.clone()),
            rule: hit.rule.id.clone(),
            reach,
            takes_back: match hit.rule.meaning("takes_back") {
                Some("attempt") => Tells::Attempt,
                Some("goal") => Tells::Goal,
                _ => Tells::Outcome,
            },
            disallows: hit.rule.is("disallows"),
            since: None,
        })
    }

    /// Whether a goal that it takes back was disallowed: the ball went in and did not count.
    #[must_use]
    pub const fn disallows(&self) -> bool {
        self.disallows
    }
}

impl Scene<'_> {
    /// All cues of the text, in order.
    #[must_use]
    pub fn cues(&self) -> Vec<Cue> {
        let hits = self.hits(Family::Cue);
        let mut cues: Vec<Cue> = hits
            .iter()
            .filter(|hit| {
                hit.rule
                    .meaning("with")
                    .is_none_or(|other| hits.iter().any(|hit| hit.rule.id.starts_with(other)))
            })
            .filter_map(Cue::of)
            .collect();
        cues.sort_by_key(|cue| cue.tokens.start);
        let rest = cues.iter().position(|cue| cue.reach == Reach::Rest);
        if let Some(rest) = rest {
            cues[rest..]
                .iter_mut()
                .for_each(|cue| cue.since = Some(rest));
        }
        cues
    }

    /// Whether what the trigger tells is told as having happened.
    #[must_use]
    pub fn status(&self, trigger: &Range<TokenIndex>, cues: &[Cue], told: Tells) -> Status {
        self.status_told_by(&(0..0), trigger, cues, told)
    }

    /// The same where some words tell it with what would take it back elsewhere: "could hardly miss".
    #[must_use]
    pub fn status_told_by(
        &self,
        own: &Range<TokenIndex>,
        trigger: &Range<TokenIndex>,
        cues: &[Cue],
        told: Tells,
    ) -> Status {
        let sentence = self.document.sentence_of(trigger.start);
        if self.document.tokens[trigger.start].quoted {
            return Status::Refused(Refusal::Quoted, trigger.clone());
        }
        // Of the sentences before, only what reaches over all the rest matters.
        let here =
            cues.partition_point(|cue| self.document.sentence_of(cue.tokens.start) < sentence);
        let rest = here
            .checked_sub(1)
            .and_then(|before| cues[before].since)
            .map(|rest| &cues[rest]);
        for cue in rest.into_iter().chain(&cues[here..]) {
            let cue_sentence = self.document.sentence_of(cue.tokens.start);
            if cue_sentence > sentence + 1 {
                break;
            }
            let same = cue_sentence == sentence;
            let overlaps = cue.tokens.start < trigger.end && trigger.start < cue.tokens.end;
            let applies = match cue.reach {
                // The cue's last word stands right before the verb, adverbs and the like aside.
                Reach::Verb => {
                    same && cue.tokens.start < trigger.start
                        && self.before_auxiliaries(trigger.start, cue.tokens.start)
                            <= cue.tokens.end
                        && cue.tokens.end <= trigger.start + 1
                        || same && overlaps
                }
                Reach::Clause => {
                    same && self.document.clause_of(cue.tokens.start)
                        == self.document.clause_of(trigger.start)
                }
                Reach::Onward => same && self.hangs_on(&cue.tokens, trigger.start),
                Reach::ClauseBefore => {
                    same && trigger.start < cue.tokens.end
                        && (self.document.clause_of(cue.tokens.start)
                            == self.document.clause_of(trigger.start)
                            || self.undoes(&cue.tokens, trigger.end))
                }
                Reach::Before => {
                    same && trigger.start < cue.tokens.start
                        && !self.is_told_of_another(trigger.end, &cue.tokens)
                        && !self.another_acts_between(trigger.end, &cue.tokens)
                }
                Reach::After => same && cue.tokens.end <= trigger.start,
                Reach::Sentence => same,
                Reach::SentenceBefore => {
                    same && trigger.start < cue.tokens.start
                        && !self.is_told_of_another(trigger.end, &cue.tokens)
                        && !self.another_acts_between(trigger.end, &cue.tokens)
                        || cue_sentence == sentence + 1
                            && !self.tells_whose(cue)
                            && !self.another_acts_between(
                                self.document.sentences[cue_sentence].tokens.start,
                                &cue.tokens,
                            )
                            && self.goes_on(sentence, cue)
                }
                Reach::Rest => cue.tokens.start <= trigger.start,
            };
            let tells_it = own.start <= cue.tokens.start && cue.tokens.end <= own.end;
            if applies && !tells_it && told <= cue.takes_back {
                return Status::Refused(cue.refusal, cue.tokens.clone());
            }
        }
        Status::Asserted
    }

    /// "Three minutes later they thought they had doubled it, but Odo's finish was disallowed": a sentence that takes back
    /// what it tells itself.
    fn tells_whose(&self, cue: &Cue) -> bool {
        let start = self.sentence(cue.tokens.start).start;
        let owned = cue.tokens.clone().any(|at| {
            self.document.tokens[at].kind == TokenKind::Possessive
                && at > 0
                && self.person_at(at - 1).is_some()
        });
        owned || (start..cue.tokens.start).any(|at| self.word(at) == "later")
    }

    /// "beat Odo but Ames cleared", "chipped over Odo and over the bar": a cue in the clause right after an attempt, said of
    /// the same ball; "but Ames headed wide" is another attempt.
    fn undoes(&self, cue: &Range<TokenIndex>, from: TokenIndex) -> bool {
        let clause = self.document.clause(cue.start);
        let joins = matches!(self.word(clause.start), "but" | "and" | "yet" | "only");
        let short = cue.end - clause.start <= 8;
        let next = clause.start.checked_sub(1).is_some_and(|before| {
            before + 1 == from
                || self.document.clause_of(before)
                    == self.document.clause_of(from.saturating_sub(1))
        });
        let mut named = (clause.start..cue.end).filter(|at| self.person_at(*at).is_some());
        let stops = matches!(
            self.word(cue.end - 1),
            "cleared"
                | "saved"
                | "blocked"
                | "parried"
                | "tipped"
                | "palmed"
                | "smothered"
                | "denied"
                // "but Odo got back to hack off the line"
                | "line"
        );
        joins && short && next && (named.next().is_none() || stops)
    }

    /// Whether a cue in the next sentence still speaks of this one: in the same paragraph, or before it names anybody.
    fn goes_on(&self, sentence: usize, cue: &Cue) -> bool {
        let next = &self.document.sentences[sentence + 1];
        next.paragraph == self.document.sentences[sentence].paragraph
            || self
                .cast
                .within(&(next.tokens.start..cue.tokens.start))
                .next()
                .is_none()
    }

    /// "Odo struck before Marlow had a goal ruled out": it follows what is told, and somebody else is named for it.
    fn is_told_of_another(&self, from: TokenIndex, cue: &Range<TokenIndex>) -> bool {
        let follows = |at: TokenIndex| {
            matches!(self.word(at), "before" | "after" | "while" | "until")
                && (self.mention_at(at + 1).is_some() || self.word(at + 1) == "another")
        };
        let clause = self.document.clause(cue.start).start;
        (clause.max(from)..cue.start).any(follows)
    }

    /// "Odo levelled, and Ames thought he had won it, but it was ruled out": what is taken back is what Ames did.
    fn another_acts_between(&self, from: TokenIndex, cue: &Range<TokenIndex>) -> bool {
        let clause = self.document.clause_of(cue.start);
        let mut at = from;
        while at < cue.start && self.document.clause_of(at) != clause {
            let Some(mention) = self.mention_at(at) else {
                at += 1;
                continue;
            };
            let words = self.cast.mentions[mention].tokens.clone();
            at = words.end.max(at + 1);
            let mut verb = words.end;
            while self.is_adverb(verb) || self.is(verb, self.classes.auxiliary) {
                verb += 1;
            }
            if self.person(mention).is_some()
                && self.is(verb, self.classes.claims_goal)
                && !self.is_object(words.start, from)
            {
                return true;
            }
        }
        false
    }

    /// "beaten here last week, when Odo struck and Ames added a second": whether a trigger stands in the clause of a cue or
    /// in one that goes on with what it tells.
    fn hangs_on(&self, cue: &Range<TokenIndex>, trigger: TokenIndex) -> bool {
        let mut clause = self.document.clause_of(cue.start);
        if self.document.clause_of(trigger) == clause {
            return true;
        }
        if trigger < cue.end {
            return false;
        }
        let mut told = false;
        for at in cue.end..=trigger {
            let here = self.document.clause_of(at);
            if here == clause {
                continue;
            }
            clause = here;
            let joined = told && self.word(at) == "and" && self.person_at(at + 1).is_some();
            let absolute = self.mention_at(at).is_some_and(|mention| {
                let mut verb = self.cast.mentions[mention].tokens.end;
                while self.is_adverb(verb) {
                    verb += 1;
                }
                self.person(mention).is_some() && self.word(verb).ends_with("ing")
            });
            let hangs = self.is(at, self.classes.hangs_on);
            if !(joined || absolute || hangs) {
                return false;
            }
            told = true;
        }
        true
    }
}
