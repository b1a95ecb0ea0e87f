//! What no reading may ever do, whatever its figures.

use touchline::{
    facts::{Evidence, Fact, FactValue, MatchClaims, Reading},
    football::{EventKind, ScoreKind},
    names::fold,
};

use super::{
    super::gold::{GoldMatch, Report, Tempted, Trap},
    same,
};

/// Where a reading of `report` is unsound: evidence that is not the exact slice of the text at its offsets, a fact
/// without any, a scorer who is not made of words of the text. One sentence each.
pub fn unsound(report: &Report, reading: &Reading) -> Vec<String> {
    let mut unsound = Vec::new();
    for claims in &reading.matches {
        for Evidence {
            start, end, quote, ..
        } in evidence(claims)
        {
            if report.text.get(*start..*end) != Some(quote.as_str()) {
                unsound.push(format!("{quote:?} is not the text at {start}..{end}"));
            }
        }
        let bare = claims.facts.iter().filter(|fact| fact.evidence.is_empty());
        unsound.extend(bare.map(|fact| format!("no evidence for {:?}", fact.value)));
        unsound.extend(invented(report, claims));
    }
    of_report(report, &unsound)
}

/// Where a reading of `report` fell into its traps: a fact of a kind that a trap forbids rests on the words of that
/// trap. One sentence each.
pub fn trapped(report: &Report, reading: &Reading) -> Vec<String> {
    let traps = report.gold.traps.iter();
    let fallen: Vec<_> = traps
        .flat_map(|trap| {
            let matches = reading.matches.iter();
            matches.flat_map(move |claims| fallen(report, trap, claims))
        })
        .collect();
    of_report(report, &fallen)
}

fn of_report(report: &Report, what: &[String]) -> Vec<String> {
    what.iter()
        .map(|what| format!("{}: {what}", report.slug))
        .collect()
}

fn evidence(claims: &MatchClaims) -> impl Iterator<Item = &Evidence> {
    let teams = claims.home.evidence.iter().chain(&claims.away.evidence);
    let facts = claims.facts.iter().flat_map(|fact| {
        let assist = match &fact.value {
            FactValue::Goal(told) => told.assist.as_ref(),
            _ => None,
        };
        fact.evidence
            .iter()
            .chain(assist.into_iter().flat_map(|assist| &assist.evidence))
    });
    teams.chain(facts)
}

fn invented(report: &Report, claims: &MatchClaims) -> Vec<String> {
    let words = format!(
        " {} ",
        fold(&report.text.replace("'s", " ").replace("’s", " "))
    );
    let is_there = |name: &str| {
        fold(name)
            .split(' ')
            .all(|word| words.contains(&format!(" {word} ")))
    };
    claims
        .goals()
        .filter_map(|(_, told)| told.goal.scorer.as_deref())
        .filter(|scorer| !is_there(scorer))
        .map(|scorer| format!("the scorer {scorer:?} is not in the text"))
        .collect()
}

fn fallen(report: &Report, trap: &Trap, claims: &MatchClaims) -> Vec<String> {
    let spans: Vec<_> = report
        .text
        .match_indices(&trap.quote)
        .map(|(start, quote)| (start, start + quote.len()))
        .collect();
    // Evidence that only brushes a trap rests on what lies beside it.
    let rests = |piece: &Evidence| {
        spans.iter().any(|(start, end)| {
            let overlap = piece.end.min(*end).saturating_sub(piece.start.max(*start));
            overlap * 2 > piece.end - piece.start
        })
    };
    let say = |what: String| format!("{what} rests on the trap {:?} ({})", trap.quote, trap.why);
    let mut fallen = Vec::new();
    for fact in &claims.facts {
        for tempted in &trap.never {
            match tempts(*tempted, fact) {
                Tempting::Fact if fact.evidence.iter().all(rests) => {
                    fallen.push(say(format!("{:?}", fact.value)));
                }
                Tempting::Assist(pieces) if pieces.iter().all(rests) => {
                    fallen.push(say(format!("the assist of {:?}", fact.value)));
                }
                Tempting::Words(words) if only_in(&report.text, words, &spans) => {
                    fallen.push(say(format!("the time {words:?}")));
                }
                Tempting::Fact | Tempting::Assist(_) | Tempting::Words(_) | Tempting::Not => {}
            }
        }
    }
    if trap.never.contains(&Tempted::Team) {
        fallen.extend(
            [&claims.home, &claims.away]
                .into_iter()
                .filter(|team| !report.gold.matches.iter().any(|gold| is_of(gold, team)))
                .filter(|team| team.evidence.iter().any(rests))
                .map(|team| say(format!("the team {:?}", team.name))),
        );
    }
    fallen
}

fn is_of(gold: &GoldMatch, team: &touchline::facts::TeamClaim) -> bool {
    same::team(&gold.home.value, team) || same::team(&gold.away.value, team)
}

fn only_in(text: &str, words: &str, spans: &[(usize, usize)]) -> bool {
    let mut told = text.match_indices(words).peekable();
    told.peek().is_some()
        && told.all(|(at, _)| {
            spans
                .iter()
                .any(|(start, end)| (*start..*end).contains(&at))
        })
}

/// What of a fact a trap could have given.
enum Tempting<'a> {
    Fact,
    Assist(&'a [Evidence]),
    /// The words of a time.
    Words(&'a str),
    Not,
}

fn tempts(tempted: Tempted, fact: &Fact) -> Tempting<'_> {
    let is = |yes| if yes { Tempting::Fact } else { Tempting::Not };
    let score = |of| is(matches!(fact.value, FactValue::Score(kind, _) if kind == of));
    let event = |of: &[EventKind]| {
        is(matches!(&fact.value, FactValue::Event(event) if of.contains(&event.kind)))
    };
    let kind = |of| is(fact.value.kind() == of);
    match (tempted, &fact.value) {
        (Tempted::Goal, _) => kind("goal"),
        (Tempted::Minute, FactValue::Goal(told)) => {
            let words = told
                .goal
                .moment
                .as_ref()
                .and_then(|moment| moment.as_written.as_deref());
            words.map_or(Tempting::Not, Tempting::Words)
        }
        (Tempted::Assist, FactValue::Goal(told)) => told
            .assist
            .as_ref()
            .map_or(Tempting::Not, |assist| Tempting::Assist(&assist.evidence)),
        // Teams are no facts of the list; the caller looks at them.
        (Tempted::Minute | Tempted::Assist | Tempted::Team, _) => Tempting::Not,
        (Tempted::Score, _) => score(ScoreKind::Final),
        (Tempted::HalfTime, _) => score(ScoreKind::HalfTime),
        (Tempted::Shootout, _) => score(ScoreKind::Shootout),
        (Tempted::Aggregate, _) => score(ScoreKind::Aggregate),
        (Tempted::Card, _) => event(&[EventKind::Yellow, EventKind::SecondYellow, EventKind::Red]),
        (Tempted::Substitution, _) => event(&[EventKind::Substitution]),
        (Tempted::Penalty, _) => event(&[EventKind::MissedPenalty, EventKind::SavedPenalty]),
        (Tempted::DisallowedGoal, _) => event(&[EventKind::DisallowedGoal]),
        (Tempted::Referee, _) => kind("referee"),
        (Tempted::Coach, _) => kind("coach"),
        (Tempted::Competition, _) => kind("competition"),
        (Tempted::Stage, _) => kind("stage"),
        (Tempted::Venue, _) => kind("venue"),
        (Tempted::Date, _) => kind("date"),
        (Tempted::Attendance, _) => kind("attendance"),
        (Tempted::Category, _) => kind("category"),
        (Tempted::Player, _) => kind("player"),
    }
}
