//! `/score` as a reply.

use super::phrase::{self, ShortNames};
use super::{Action, Button, Field, Reply, Text, mistake};
use crate::facts::{MatchId, Standing};
use crate::football::ScoreKind;
use crate::questions::{
    Ask, EvidenceAsk, MatchAnswer, MatchAsk, MatchCard, MatchFilter, MatchesAsk, Mistake, NoMatch,
    ScorerAsk,
};

/// The score of a match, and what is known of how it came about.
#[must_use]
pub fn score(answer: &MatchAnswer) -> Reply {
    match answer {
        MatchAnswer::Found { card, others } => found(card, *others),
        MatchAnswer::None(none) => no_match(none),
    }
}

fn found(card: &MatchCard, others: u32) -> Reply {
    let names = ShortNames::of(&card.agreed);
    let mut description = Text::words(phrase::outcome(card));
    for goals in phrase::goals_by_side(card, &names) {
        description = description.line(Text::words(goals));
    }
    let mut fields = scores(card);
    fields.push(inline("Date", phrase::date(&card.agreed)));
    fields.extend(differences(card, &names, |kind| {
        kind != "goal" && kind != "event"
    }));
    if others > 0 {
        description = description.line(
            Text::words(format!(
                "The latest of {} that fit; ",
                others.saturating_add(1)
            ))
            .then(super::Piece::Command("/matches".to_owned()))
            .say(" lists them."),
        );
    }
    framed(
        card,
        description,
        fields,
        [scorers(card.id), evidence(card.id), report(card.id)],
    )
}

/// Half-time, ninety minutes, shoot-out and aggregate, as far as they are known.
pub(super) fn scores(card: &MatchCard) -> Vec<Field> {
    let named = [
        ("Half-time", ScoreKind::HalfTime),
        ("After 90 minutes", ScoreKind::After90),
        ("Shoot-out", ScoreKind::Shootout),
        ("Aggregate", ScoreKind::Aggregate),
    ];
    named
        .into_iter()
        .filter_map(|(name, kind)| {
            let (fact, score) = card.agreed.score_fact(kind)?;
            Some(inline(name, format!("{score}{}", phrase::marks_of(fact))))
        })
        .collect()
}

/// A field for what reports differ on, if they do, of the kinds of fact that `is_wanted` names.
pub(super) fn differences(
    card: &MatchCard,
    names: &ShortNames,
    is_wanted: impl Fn(&str) -> bool,
) -> Option<Field> {
    let text = card
        .agreed
        .facts
        .iter()
        .filter(|agreed| agreed.standing == Standing::Disputed)
        .filter(|agreed| is_wanted(agreed.fact.value.kind()))
        .filter_map(|agreed| phrase::dispute(card, agreed, names))
        .fold(Text::new(), Text::line);
    (!text.is_empty()).then(|| block("Reports differ", text))
}

/// A reply about a match: occasion over it, state in its colour, sources and marks under it.
pub(super) fn framed(
    card: &MatchCard,
    description: Text,
    fields: Vec<Field>,
    buttons: impl IntoIterator<Item = Button>,
) -> Reply {
    let author = phrase::occasion(card);
    let title = phrase::title(card);
    let said: Vec<&str> = [Some(title.as_str()), author.as_deref()]
        .into_iter()
        .flatten()
        .chain(description.strings())
        .chain(fields.iter().flat_map(|field| field.value.strings()))
        .collect();
    let footer = phrase::footer(card, &said);
    Reply {
        author,
        title: Some(title),
        footer: Some(footer),
        description,
        fields,
        tone: phrase::tone(card.state),
        buttons: buttons.into_iter().collect(),
        ..Reply::default()
    }
}

/// There is no match to show: an answer when nothing is held, a private word when the id is wrong.
pub(super) fn no_match(none: &NoMatch) -> Reply {
    match none {
        NoMatch::NoSuchId(id) => mistake::reply(&Mistake::NoSuchMatch(*id)),
        NoMatch::NothingHeld {
            asked,
            held_otherwise,
        } => nothing_held(asked, *held_otherwise),
    }
}

fn nothing_held(asked: &MatchFilter, held_otherwise: u32) -> Reply {
    let Some(team) = &asked.team else {
        return Reply {
            description: Text::words("I hold no report of such a match."),
            ..Reply::default()
        };
    };
    let mut narrower = Vec::new();
    if let Some(opponent) = &asked.opponent {
        narrower.push(format!("with {} as opponent", opponent.name));
    }
    if let Some(competition) = &asked.competition {
        narrower.push(format!("in the {}", competition.name));
    }
    if let Some(date) = asked.date {
        narrower.push(format!("on {}", phrase::calendar(date)));
    }
    let text = if narrower.is_empty() {
        Text::words(format!(
            "I know {}, but no report of a match of theirs.",
            team.name
        ))
    } else {
        Text::words(format!(
            "I know {}, but no report {}.",
            team.name,
            narrower.join(" ")
        ))
    };
    let text = match held_otherwise {
        0 => text,
        held => text.line(
            Text::words(format!(
                "I hold {} of theirs: ",
                phrase::counted(held as usize, "match")
            ))
            .then(super::Piece::Command(format!(
                "/matches team:{}",
                team.name
            ))),
        ),
    };
    let matches = Ask::Matches(MatchesAsk {
        team: Some(team.id.0.clone()),
        competition: None,
        page: 1,
    });
    Reply {
        description: text,
        buttons: (held_otherwise > 0)
            .then(|| button("Their matches", matches))
            .into_iter()
            .collect(),
        ..Reply::default()
    }
}

pub(super) fn scorers(id: MatchId) -> Button {
    button(
        "Scorers",
        Ask::Scorer(ScorerAsk {
            game: Some(id.to_string()),
            ..ScorerAsk::default()
        }),
    )
}

pub(super) fn evidence(id: MatchId) -> Button {
    button(
        "Evidence",
        Ask::Evidence(EvidenceAsk {
            game: id.to_string(),
            fact: None,
        }),
    )
}

pub(super) fn report(id: MatchId) -> Button {
    button(
        "Report",
        Ask::Match(MatchAsk {
            game: id.to_string(),
        }),
    )
}

pub(super) fn button(label: &str, ask: Ask) -> Button {
    Button {
        label: label.to_owned(),
        action: Action::Ask(ask),
    }
}

pub(super) fn inline(name: &str, value: impl Into<String>) -> Field {
    Field {
        name: name.to_owned(),
        value: Text::words(value),
        inline: true,
    }
}

pub(super) fn block(name: &str, value: Text) -> Field {
    Field {
        name: name.to_owned(),
        value,
        inline: false,
    }
}
