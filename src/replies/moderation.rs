//! What moderators are told: corrections, reports taken out, matches that may be one, the record of it all.

use super::action::Decide;
use super::draft::decide;
use super::score::block;
use super::{Audience, Piece, Reply, Text, Tone};
use crate::facts::MatchId;
use crate::football::TeamId;
use crate::questions::correcting::Unclear;
use crate::questions::{AuditLine, MatchCard, ReportLine, ReportText};

use super::phrase;

/// How many of a report's letters are shown.
const SHOWN: usize = 3500;

fn told(tone: Tone, description: Text) -> Reply {
    Reply {
        description,
        tone,
        audience: Audience::Asker,
        ..Reply::default()
    }
}

fn plain(description: Text) -> Reply {
    told(Tone::Plain, description)
}

fn mistake(description: Text) -> Reply {
    told(Tone::Mistake, description)
}

/// A correction as it is told, before it is kept and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// The match ("Lions 2-1 Bears").
    pub title: String,
    /// What it is about ("Goal 2").
    pub subject: String,
    /// As it read; `None` where nothing did.
    pub old: Option<String>,
    /// As it reads; `None` where nothing does any more.
    pub new: Option<String>,
}

/// What a correction changes, in words.
#[must_use]
pub fn correction(card: &MatchCard, put: &crate::facts::consensus::Put) -> Correction {
    use crate::facts::consensus::Put;
    let names = phrase::ShortNames::of(&card.agreed);
    let words = |value| phrase::value(card, value, &names);
    let about = put.about();
    let held = match put {
        Put::Right(value) => card
            .agreed
            .facts
            .iter()
            .map(|held| &held.fact.value)
            .find(|held| {
                held.kind() == value.kind() && !matches!(held.kind(), "goal" | "event" | "coach")
            }),
        Put::Instead { of, .. } | Put::Gone(of) => Some(of),
    };
    Correction {
        title: phrase::title(card),
        subject: phrase::label(card, about, &names),
        old: held.map(words),
        new: put.value().map(words),
    }
}

/// It is kept.
#[must_use]
pub fn corrected(row: i64, correction: &Correction) -> Reply {
    let none = || phrase::NOT_STATED.to_owned();
    let text = Text::new()
        .bold(&correction.title)
        .say(format!(", {}: ", correction.subject))
        .then(Piece::Struck(correction.old.clone().unwrap_or_else(none)))
        .say(" is now ")
        .bold(correction.new.clone().unwrap_or_else(none))
        .say(". Posts of this match in this server are corrected.");
    Reply {
        buttons: vec![decide("Undo", Decide::Undo(row))],
        ..plain(text)
    }
}

/// A correction that cannot be read.
#[must_use]
pub fn unclear(field: &str, unclear: &Unclear) -> Reply {
    let text = match unclear {
        Unclear::NoSuchField => Text::words("This match has no fact ").bold(field).say(
            ". I know score, half-time, shoot-out, aggregate, winner, competition, stage, date, venue, referee, attendance, home \
             coach, away coach, goal 1 and so on, new goal, or a player’s name.",
        ),
        Unclear::Several => Text::new()
            .bold(field)
            .say(" fits several facts of this match. Name one by its number, such as goal 2."),
        Unclear::NothingThere => Text::words("This match has no ").bold(field).say(" to take away."),
        Unclear::BadValue(right) => Text::words("For ").bold(field).say(format!(" give {right}.")),
    };
    mistake(text.say(" Nothing was changed."))
}

/// A correction was taken back.
#[must_use]
pub fn undone() -> Reply {
    plain(Text::words(
        "Taken back. The reports speak again, and posts are corrected.",
    ))
}

/// A report was taken out, and can be put back unless its text was deleted.
#[must_use]
pub fn retracted(report: i64, is_deleted: bool) -> Reply {
    let words = if is_deleted {
        format!("Report {report} is out, and its text is deleted. The same text is not read again.")
    } else {
        format!("Report {report} is out of every answer. Posts that rested on it are corrected.")
    };
    let buttons = if is_deleted {
        Vec::new()
    } else {
        vec![decide("Undo", Decide::Restore(report))]
    };
    Reply {
        buttons,
        ..plain(Text::words(words))
    }
}

/// A report was put back.
#[must_use]
pub fn restored() -> Reply {
    plain(Text::words(
        "Put back. It speaks again, and posts are corrected.",
    ))
}

/// There is no such report, or nothing to do with it.
#[must_use]
pub fn no_such_report() -> Reply {
    mistake(
        Text::words("This server has no such report of its own, or that was done already. ")
            .then(Piece::Command("/report list".to_owned()))
            .say(" shows those it has."),
    )
}

/// There is nothing to take back.
#[must_use]
pub fn nothing_to_undo() -> Reply {
    mistake(Text::words(
        "That was taken back already, or is not of this server.",
    ))
}

/// A server's own reports.
#[must_use]
pub fn reports(lines: &[ReportLine]) -> Reply {
    if lines.is_empty() {
        return plain(
            Text::words("This server has no reports of its own. ")
                .then(Piece::Command("/report add".to_owned()))
                .say(" adds one, and ")
                .then(Piece::Command("/feed add".to_owned()))
                .say(" brings more."),
        );
    }
    Reply {
        title: Some("Reports of this server".to_owned()),
        ..plain(lines.iter().map(line).fold(Text::new(), Text::line))
    }
}

fn line(line: &ReportLine) -> Text {
    let number = line
        .id
        .map_or_else(|| "–".to_owned(), |id| id.0.to_string());
    let name = line.title.clone().unwrap_or_else(|| line.source.clone());
    let text = Text::new()
        .bold(number)
        .say(format!(" {} · ", cut(&name, 80)))
        .then(Piece::Instant(line.at));
    let games: Vec<String> = line.games.iter().map(MatchId::to_string).collect();
    match (line.is_deleted, line.is_out, &line.put_aside) {
        (true, _, _) => text.say(" · deleted"),
        (false, true, _) => text.say(" · retracted"),
        (false, false, Some(why)) => text.say(format!(" · put aside: {}", cut(why, 120))),
        (false, false, None) => text.say(format!(" · {}", games.join(", "))),
    }
}

/// One report; its text for those who may read it.
#[must_use]
pub fn report(report: &ReportText, may_read: bool) -> Reply {
    let text = line(&report.line);
    let text = if report.revision > 1 {
        text.say(format!(" · revision {}", report.revision))
    } else {
        text
    };
    let shown = if !may_read {
        Text::words("Its text is shown to whoever added it and to moderators. Its quotes are in ")
            .then(Piece::Command("/evidence".to_owned()))
            .say(".")
    } else if report.text.is_empty() {
        Text::words("Its text was deleted.")
    } else {
        Text::words(cut(&report.text, SHOWN))
    };
    plain(text.line(shown))
}

/// What people decided, latest first.
#[must_use]
pub fn history(lines: &[AuditLine]) -> Reply {
    if lines.is_empty() {
        return plain(Text::words(
            "Nobody has corrected or retracted anything in this server.",
        ));
    }
    let mut buttons = Vec::new();
    let mut text = Text::new();
    for (place, line) in lines.iter().enumerate() {
        text = text.line(decision(place + 1, line));
        let undo = line
            .undo
            .map(Decide::Undo)
            .or(line.restore.map(Decide::Restore));
        if let Some(undo) = undo
            && buttons.len() < 10
        {
            buttons.push(decide(&format!("Undo {}", place + 1), undo));
        }
    }
    Reply {
        title: Some("What was decided in this server".to_owned()),
        buttons,
        ..plain(text)
    }
}

fn decision(place: usize, line: &AuditLine) -> Text {
    let game = line.game.map(|id| format!(" of {id}")).unwrap_or_default();
    let text = Text::words(format!("{place}. "))
        .then(Piece::Instant(line.at))
        .say(format!(" member {} {} ", line.by, line.deed))
        .bold(format!("{}{game}", line.subject));
    let text = match (&line.old, &line.new) {
        (None, None) => text,
        (old, new) => {
            let words = |value: &Option<String>| {
                value
                    .as_deref()
                    .map_or_else(|| phrase::NOT_STATED.to_owned(), |value| cut(value, 60))
            };
            text.say(format!(": {} → {}", words(old), words(new)))
        }
    };
    match &line.reason {
        Some(reason) => text.say(format!(" ({})", cut(reason, 100))),
        None => text,
    }
}

/// Two matches that may be one, for a person to say.
#[must_use]
pub fn doubtful(later: &MatchCard, earlier: &MatchCard, more: usize) -> Reply {
    let told = |card: &MatchCard| {
        let occasion = phrase::occasion(card)
            .map(|words| format!(", {words}"))
            .unwrap_or_default();
        let names: Vec<&str> = card
            .reports
            .iter()
            .map(|report| report.name.as_str())
            .collect();
        let day = card.agreed.first("date").map_or_else(
            || "date not stated".to_owned(),
            |held| {
                phrase::value(
                    card,
                    &held.fact.value,
                    &phrase::ShortNames::of(&card.agreed),
                )
            },
        );
        Text::words(format!(
            "{}{occasion}, {day}. Reports: {}",
            card.id,
            cut(&names.join(", "), 200)
        ))
    };
    let footer = (more > 0).then(|| format!("{more} more to look at"));
    let is_in = |id: &TeamId| *id == earlier.home.id || *id == earlier.away.id;
    let why = if is_in(&later.home.id) && is_in(&later.away.id) {
        "Their days do not tell these two apart."
    } else {
        "One club of theirs may be the same, spelt in two ways."
    };
    Reply {
        title: Some("One match, or two?".to_owned()),
        fields: vec![
            block(&phrase::title(earlier), told(earlier)),
            block(&phrase::title(later), told(later)),
        ],
        footer,
        buttons: vec![
            decide("Merge", Decide::Merge(earlier.id.0, later.id.0)),
            decide("Keep apart", Decide::KeepApart(earlier.id.0, later.id.0)),
        ],
        ..plain(Text::words(why))
    }
}

/// There is nothing to look at.
#[must_use]
pub fn nothing_to_review() -> Reply {
    plain(Text::words("Nothing waits to be looked at."))
}

/// Two matches were found to be one.
#[must_use]
pub fn merged(kept: i64) -> Reply {
    plain(Text::words(format!(
        "Merged: it is all told of m{kept} now."
    )))
}

/// Two matches were found to be two.
#[must_use]
pub fn kept_apart() -> Reply {
    plain(Text::words("Kept apart."))
}

fn cut(text: &str, limit: usize) -> String {
    let mut letters = text.chars();
    let kept: String = letters.by_ref().take(limit).collect();
    match letters.next() {
        Some(_) => kept + "…",
        None => kept,
    }
}
