//! The score at half-time, where no one says it in full: worked out from when the goals fell and from what is told of the
//! interval ("level at the break", "two down at half-time").

use std::ops::Range;

use super::{Statement, fact, names_another_team};
use crate::extraction::events::status_at_interval;
use crate::extraction::grammar::{Status, Subject, Tells};
use crate::extraction::setting::Setting;
use crate::extraction::text::{TokenIndex, TokenKind};
use crate::facts::{Evidence, Fact, FactValue};
use crate::football::{Basis, Goal, Score, ScoreKind, Side};

/// What a sentence says of the score at half-time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Says {
    /// These tallies, whosever they are.
    Tallies(u8, u8),
    /// As many goals on either side.
    Level,
    /// One side is ahead, by so many goals if that is told.
    Ahead(Side, Option<u8>),
    /// All goals of the match fell before.
    All,
    /// None did.
    None,
}

impl Says {
    /// Whether a score at half-time agrees with it, in a match that ended so.
    fn allows(self, half: Score, ending: Score) -> bool {
        let of = |side: Side| match side {
            Side::Home => half.home,
            Side::Away => half.away,
        };
        match self {
            Self::Tallies(left, right) => {
                (half.home, half.away) == (left, right) || (half.home, half.away) == (right, left)
            }
            Self::Level => half.home == half.away,
            Self::Ahead(side, by) => {
                let lead = of(side).checked_sub(of(side.opponent()));
                lead.is_some_and(|lead| lead > 0 && by.is_none_or(|by| by == lead))
            }
            Self::All => half == ending,
            Self::None => half == Score::NIL,
        }
    }
}

/// The score at half-time, if the goals told and all that is said of it leave one; `told` are the scores and goals read so far.
pub(super) fn half_time(
    setting: &Setting<'_>,
    statements: &[Statement<'_>],
    told: &[Fact],
) -> Option<Fact> {
    let score_of = |wanted: ScoreKind| {
        told.iter().find_map(|fact| match fact.value {
            FactValue::Score(kind, score) if kind == wanted => Some(score),
            _ => None,
        })
    };
    let ending = score_of(ScoreKind::Final)?;
    if score_of(ScoreKind::HalfTime).is_some() {
        return None;
    }
    let said: Vec<(Says, &Statement<'_>)> = statements
        .iter()
        .filter_map(|statement| Some((says(setting, statement)?, statement)))
        .flat_map(|(says, statement)| says.into_iter().map(move |says| (says, statement)))
        .collect();
    let goals: Vec<(&Goal, &Fact)> = told
        .iter()
        .filter_map(|fact| match &fact.value {
            FactValue::Goal(told) => Some((&told.goal, fact)),
            _ => None,
        })
        .collect();
    let (least, most) = bounds(goals.iter().map(|(goal, _)| *goal), ending)?;
    let possible = (least.home..=most.home)
        .flat_map(|home| (least.away..=most.away).map(move |away| Score::new(home, away)));
    let mut left = possible.filter(|half| said.iter().all(|(says, _)| says.allows(*half, ending)));
    let (half, None) = (left.next()?, left.next()) else {
        return None;
    };
    let mut evidence: Vec<Evidence> = said
        .iter()
        .map(|(_, statement)| setting.evidence(statement.tokens(), statement.rule()))
        .collect();
    let basis = if said
        .iter()
        .any(|(says, _)| matches!(says, Says::Tallies(..) | Says::None))
    {
        Basis::Stated
    } else {
        Basis::Derived
    };
    if evidence.is_empty() {
        evidence.extend(
            goals
                .iter()
                .filter_map(|(_, fact)| fact.evidence.first().cloned()),
        );
    }
    let value = FactValue::Score(ScoreKind::HalfTime, half);
    (!evidence.is_empty()).then(|| fact(value, basis, 0.85, evidence))
}

/// The fewest and the most goals that each side can have had at half-time; nothing where the goals told are more than the
/// match had.
fn bounds<'g>(goals: impl Iterator<Item = &'g Goal>, ending: Score) -> Option<(Score, Score)> {
    let mut least = Score::NIL;
    let mut told = Score::NIL;
    let mut after = Score::NIL;
    for goal in goals {
        let side = goal.credited_to();
        told = told.plus(side);
        match is_in_first_half(goal) {
            Some(true) => least = least.plus(side),
            Some(false) => after = after.plus(side),
            None => {}
        }
    }
    let too_many = told.home > ending.home || told.away > ending.away;
    let most = Score::new(
        ending.home.checked_sub(after.home)?,
        ending.away.checked_sub(after.away)?,
    );
    (!too_many).then_some((least, most))
}

/// Whether a goal's own time puts it in the first half or after it.
fn is_in_first_half(goal: &Goal) -> Option<bool> {
    let moment = goal.moment.as_ref()?;
    match (moment.at, moment.earliest, moment.latest) {
        (Some(at), _, _) => Some(at.minute <= 45),
        (None, _, Some(latest)) if latest <= 45 => Some(true),
        (None, Some(earliest), _) if earliest > 45 => Some(false),
        _ => None,
    }
}

/// What a statement says of half-time in this match.
fn says(setting: &Setting<'_>, statement: &Statement<'_>) -> Option<Vec<Says>> {
    let state = statement.about.strip_prefix("half_")?;
    let tokens = statement.tokens();
    let document = setting.scene.document;
    let sentence = setting.scene.sentence(tokens.start);
    if document.tokens[tokens.start].quoted
        || !setting.is_asserted(&tokens, Tells::Outcome)
        || status_at_interval(setting.scene, &tokens, setting.cues) != Status::Asserted
        || names_another_team(setting, &sentence)
    {
        return None;
    }
    let number = |name: &str| {
        let at = statement.hit.capture(name)?.start;
        u8::try_from(document.cardinal_at(at)?.0).ok()
    };
    let side = || {
        let team = statement.hit.capture("team");
        let named = team.and_then(|words| setting.scene.team_mention_in(words));
        named.map_or_else(
            || acting(setting, statement.hit.capture("verb")?),
            |mention| setting.side_of_mention(mention),
        )
    };
    let margin = number("margin").or_else(|| statement.hit.rule.is("by_one").then_some(1));
    let tallies = || {
        let at = statement.hit.capture("score")?.start;
        match document.tokens[at].kind {
            TokenKind::Score(left, right) => Some(Says::Tallies(left, right)),
            _ => None,
        }
    };
    let says = match state {
        "score" => return Some(vec![tallies()?]),
        "each" => {
            let each = number("each")?;
            Says::Tallies(each, each)
        }
        "level" => Says::Level,
        "ahead" => Says::Ahead(side()?, margin),
        "behind" => Says::Ahead(side()?.opponent(), margin),
        "all" => Says::All,
        "goalless" => Says::None,
        _ => return None,
    };
    Some(std::iter::once(says).chain(tallies()).collect())
}

/// The side that a verb is said of.
fn acting(setting: &Setting<'_>, verb: Range<TokenIndex>) -> Option<Side> {
    let scene = setting.scene;
    match scene.subject(verb.start) {
        Subject::Team(mention) => setting.side_of_mention(mention),
        Subject::They(at) => setting.side_of_mention(scene.they(at)?),
        Subject::Person(..) | Subject::Somebody(_) | Subject::Thing(_) | Subject::Unknown => None,
    }
}
