//! Claims about the world beyond the match: tallies, tables, other results, runs, records.

mod subject;

use std::collections::BTreeMap;
use std::ops::Range;

use super::frame::{Statement, select};
use super::grammar::{Refusal, Status, Tells};
use super::mentions::EntityKind;
use super::rules::Family;
use super::setting::Setting;
use super::text::{TokenIndex, TokenKind};
use crate::facts::{Background, Evidence, Fact, FactValue};
use crate::football::{BackgroundKind, Basis};

/// The numbers a claim can have, as the rules capture them.
const NUMBERS: [&str; 4] = ["goals", "games", "points", "position"];

/// A claim as told, and where.
struct Told {
    claim: Background,
    words: Range<TokenIndex>,
    evidence: Vec<Evidence>,
}

/// The claims of a text about more than its match, in text order.
#[must_use]
pub fn facts(setting: &Setting<'_>) -> Vec<Fact> {
    let scene = setting.scene;
    let statements = select(scene.hits(Family::Background), &setting.part);
    let mut all: Vec<Told> = Vec::new();
    for told in statements
        .iter()
        .filter_map(|statement| claim(setting, statement))
    {
        if let Some(known) = all
            .iter_mut()
            .find(|known| is_same_place(setting, known, &told))
        {
            known.join(setting, told);
        } else if all.iter().all(|known| !is_again(&known.claim, &told.claim)) {
            all.push(told);
        }
    }
    all.into_iter()
        .map(|told| Fact {
            value: FactValue::Background(told.claim),
            basis: Basis::Stated,
            confidence: 0.75,
            evidence: told.evidence,
        })
        .collect()
}

/// The same claim, told a second time.
fn is_again(known: &Background, told: &Background) -> bool {
    known.kind == told.kind
        && known.subject == told.subject
        && known.numbers == told.numbers
        && known.about == told.about
}

/// "Marlow are second on 20 points": one place in one table, its parts told one after the other.
fn is_same_place(setting: &Setting<'_>, known: &Told, told: &Told) -> bool {
    let document = setting.scene.document;
    let place = |told: &Told| document.sentence_of(told.words.start);
    let agree = |(name, number): (&String, &i64)| {
        known
            .claim
            .numbers
            .get(name)
            .is_none_or(|other| other == number)
    };
    told.claim.kind == BackgroundKind::Standing
        && known.claim.kind == BackgroundKind::Standing
        && known.claim.subject == told.claim.subject
        && place(known) == place(told)
        && told.claim.numbers.iter().all(agree)
}

impl Told {
    fn join(&mut self, setting: &Setting<'_>, told: Self) {
        self.words = self.words.start.min(told.words.start)..self.words.end.max(told.words.end);
        self.claim.text = one_line(setting.scene.document.slice(self.words.clone()));
        self.claim.numbers.extend(told.claim.numbers);
        self.claim.about = self.claim.about.take().or(told.claim.about);
        self.evidence.extend(told.evidence);
    }
}

fn kind(about: &str) -> Option<BackgroundKind> {
    Some(match about {
        "tally" => BackgroundKind::Tally,
        "head_to_head" => BackgroundKind::HeadToHead,
        "standing" => BackgroundKind::Standing,
        "qualification" => BackgroundKind::Qualification,
        "previous_result" => BackgroundKind::PreviousResult,
        "streak" => BackgroundKind::Streak,
        "record" => BackgroundKind::Record,
        "form" => BackgroundKind::Form,
        _ => return None,
    })
}

fn claim(setting: &Setting<'_>, statement: &Statement<'_>) -> Option<Told> {
    let document = setting.scene.document;
    let kind = kind(statement.about)?;
    let tokens = statement.tokens();
    if document.tokens[tokens.start].quoted {
        return None;
    }
    if might_have_been(setting, &tokens, kind) {
        return None;
    }
    let (subject, start) = subject::of(setting, statement)?;
    let whole = quote(setting, start, &tokens);
    let about = statement.hit.capture("about").map(|words| {
        setting
            .entity_in(&words, |kind| kind == EntityKind::Team)
            .map_or_else(
                || one_line(document.slice(words)),
                |team| setting.name(team).to_owned(),
            )
    });
    if kind == BackgroundKind::PreviousResult && is_this_match(setting, statement, about.as_deref())
    {
        return None;
    }
    let claim = Background {
        kind,
        subject: setting.name(subject).to_owned(),
        numbers: numbers(setting, statement),
        about,
        text: one_line(document.slice(whole.clone())),
    };
    Some(Told {
        claim,
        evidence: vec![setting.evidence(whole.clone(), statement.rule())],
        words: whole,
    })
}

/// What might have been is no claim, whether it is the claim that the words take back or the verb that it hangs on ("could
/// have gone top"); what belongs to another match is just what is looked for here.
fn might_have_been(
    setting: &Setting<'_>,
    tokens: &Range<TokenIndex>,
    kind: BackgroundKind,
) -> bool {
    let scene = setting.scene;
    let clause = scene.document.clause(tokens.start).start;
    let verb = (clause..tokens.start)
        .rev()
        .take(VERB_WITHIN)
        .find(|at| scene.is_verb(*at) || scene.document.folded(*at).ends_with("ed"));
    let verb = verb.map(|verb| verb..verb + 1);
    std::iter::once(tokens.clone()).chain(verb).any(|words| {
        match scene.status(&words, setting.cues, Tells::Outcome) {
            Status::Refused(Refusal::Negated | Refusal::Hypothetical | Refusal::Quoted, cue) => {
                cue.end <= tokens.start && !is_sure(setting, &cue, kind)
            }
            Status::Refused(Refusal::OtherWorld, _) | Status::Asserted => false,
        }
    })
}

/// How many words before a claim the verb may stand that it hangs on.
const VERB_WITHIN: usize = 6;

/// "They will go through": said of the future, and sure.
fn is_sure(setting: &Setting<'_>, cue: &Range<TokenIndex>, kind: BackgroundKind) -> bool {
    let consequence = matches!(
        kind,
        BackgroundKind::Qualification | BackgroundKind::Standing
    );
    consequence
        && cue
            .clone()
            .any(|at| setting.scene.document.folded(at) == "will")
}

/// The claim in full: from whom it is said of, where that is near, to the end of its clause.
fn quote(
    setting: &Setting<'_>,
    subject: TokenIndex,
    tokens: &Range<TokenIndex>,
) -> Range<TokenIndex> {
    let document = setting.scene.document;
    let near = document.sentence_of(subject) == document.sentence_of(tokens.start)
        && tokens.start.saturating_sub(subject) < 30;
    let start = if near {
        subject.min(tokens.start)
    } else {
        tokens.start
    };
    let mut end = document.clause(tokens.end - 1).end.max(tokens.end);
    while end > tokens.end && !document.tokens[end - 1].kind.is_wordlike() {
        end -= 1;
    }
    start..end
}

/// Whether a result told is the one of this match after all: nothing says that it was another day, and no third team is
/// named.
fn is_this_match(setting: &Setting<'_>, statement: &Statement<'_>, about: Option<&str>) -> bool {
    let tokens = statement.tokens();
    let document = setting.scene.document;
    let ours = [setting.home, setting.away].map(|team| setting.name(team));
    if about.is_some_and(|about| !ours.contains(&about)) {
        return false;
    }
    let bare = about.is_none();
    if bare && statement.hit.capture("score").is_none() {
        return false;
    }
    let sentence = setting.scene.sentence(tokens.start);
    let months = setting.scene.classes.month;
    let says_so = tokens.clone().any(|at| {
        matches!(
            document.folded(at),
            "last" | "previous" | "earlier" | "season" | "reverse" | "ago" | "leg"
        )
    });
    // "They lost 3-1 there in August."
    let dated = (tokens.end..sentence.end.min(tokens.end + DATED_WITHIN)).any(|at| {
        document.folded(at) == "in"
            && (document.is_in(at + 1, months)
                || document
                    .cardinal_at(at + 1)
                    .is_some_and(|(year, _)| year > 1900)
                || matches!(
                    document.folded(at + 2),
                    "autumn" | "spring" | "winter" | "summer"
                ))
    });
    // "When Marlow last visited, they lost 5-1."
    let last_time = sentence.into_iter().any(|at| {
        document.folded(at) == "last"
            && matches!(
                document.folded(at + 1),
                "visited"
                    | "met"
                    | "faced"
                    | "came"
                    | "played"
                    | "season"
                    | "year"
                    | "won"
                    | "lost"
            )
    });
    let other_day =
        || setting.scene.status(&tokens, setting.cues, Tells::Outcome) != Status::Asserted;
    !(says_so || last_time || dated || bare && other_day())
}

/// How many words after a result its date may stand.
const DATED_WITHIN: usize = 6;

/// The most games that a count of games can be.
const MOST_GAMES: i64 = 400;

fn numbers(setting: &Setting<'_>, statement: &Statement<'_>) -> BTreeMap<String, i64> {
    let document = setting.scene.document;
    let mut numbers = BTreeMap::new();
    for name in NUMBERS {
        let Some(words) = statement.hit.capture(name) else {
            continue;
        };
        let at = words.start;
        if let Some((value, _)) = document.ordinal_at(at).or_else(|| document.cardinal_at(at))
            && i64::from(value) <= MOST_GAMES
        {
            numbers.insert(name.to_owned(), i64::from(value));
        }
    }
    if let Some(words) = statement.hit.capture("score")
        && let TokenKind::Score(left, right) = document.tokens[words.start].kind
    {
        let lost = statement.tokens().any(|at| {
            matches!(
                document.folded(at),
                "lost"
                    | "losing"
                    | "defeat"
                    | "defeats"
                    | "loss"
                    | "beaten"
                    | "down"
                    | "thrashing"
                    | "hammering"
            )
        });
        let (most, least) = (left.max(right), left.min(right));
        let (own, other) = if lost { (least, most) } else { (most, least) };
        numbers.insert("for".to_owned(), i64::from(own));
        numbers.insert("against".to_owned(), i64::from(other));
    }
    numbers
}

fn one_line(written: &str) -> String {
    written.split_whitespace().collect::<Vec<_>>().join(" ")
}
