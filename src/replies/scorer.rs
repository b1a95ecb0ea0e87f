//! `/scorer` as a reply.

use super::phrase::{self, ShortNames};
use super::score::{block, differences, evidence, framed, no_match, report};
use super::{Action, Audience, Menu, MenuOption, Piece, Reply, Text};
use crate::facts::FactValue;
use crate::football::ScoreKind;
use crate::questions::{
    Ask, MatchAnswer, MatchAsk, MatchCard, PlayerGoal, PlayerGoals, ScorerAnswer, TallyClaim,
};

/// The goals of a match in order, or those of a player.
#[must_use]
pub fn scorer(answer: &ScorerAnswer) -> Reply {
    match answer {
        ScorerAnswer::OfMatch(MatchAnswer::Found { card, .. }) => of_match(card),
        ScorerAnswer::OfMatch(MatchAnswer::None(none)) => no_match(none),
        ScorerAnswer::OfPlayer(goals) => of_player(goals),
    }
}

fn of_match(card: &MatchCard) -> Reply {
    let names = ShortNames::of(&card.agreed);
    let fields = differences(card, &names, |kind| kind == "goal");
    framed(
        card,
        goals(card, &names),
        fields.into_iter().collect(),
        [evidence(card.id), report(card.id)],
    )
}

/// One goal a line, with what the reports do not say of it, because it was asked for.
fn goals(card: &MatchCard, names: &ShortNames) -> Text {
    let mut text = card
        .agreed
        .goals()
        .map(|(agreed, told)| {
            let mut line = phrase::goal_line(card, agreed, told, names);
            if let Some(source) = phrase::minute_source(told) {
                line.push_str(&format!(" · {source}"));
            }
            if phrase::lacks_assist(told) {
                line.push_str(" · no assist stated");
            }
            Text::words(line)
        })
        .fold(Text::new(), Text::line);
    let told = card.agreed.goals().count();
    match card.agreed.score(ScoreKind::Final) {
        Some(score) if score.total() == 0 => text = text.line(Text::words("There were no goals.")),
        Some(score) if usize::from(score.total()) > told => {
            let missing = usize::from(score.total()) - told;
            let whose = phrase::counted(missing, if told == 0 { "goal" } else { "more goal" });
            text = text.line(Text::words(format!(
                "{whose}: scorer {}.",
                phrase::NOT_STATED
            )));
        }
        Some(_) => {}
        None if told == 0 => {
            text = text.line(Text::words(format!("Scorers: {}.", phrase::NOT_STATED)));
        }
        None => {}
    }
    text
}

fn of_player(player: &PlayerGoals) -> Reply {
    let summary = if player.goals.is_empty() {
        format!("No goal of {} in the reports I hold.", player.name)
    } else {
        format!(
            "{} in {}, in the reports I hold.",
            phrase::counted(player.total as usize, "goal"),
            phrase::counted(player.matches as usize, "match"),
        )
    };
    let mut description = Text::words(summary);
    for goal in &player.goals {
        description = description.line(Text::words(player_goal(goal)));
    }
    if player.left_out > 0 {
        let more = phrase::counted(player.left_out as usize, "earlier goal");
        description = description.line(Text::words(format!("… and {more}.")));
    }
    let tallies = player
        .tallies
        .iter()
        .map(tally)
        .fold(Text::new(), Text::line);
    let said: Vec<&str> = description.strings().collect();
    let is_worked_out = said.iter().any(|words| words.contains(phrase::WORKED_OUT));
    Reply {
        title: Some(player.name.clone()),
        footer: is_worked_out
            .then(|| format!("{} worked out from the report’s words", phrase::WORKED_OUT)),
        fields: (!tallies.is_empty())
            .then(|| block("What reports say", tallies))
            .into_iter()
            .collect(),
        menu: menu(player),
        audience: if player.goals.is_empty() && player.tallies.is_empty() {
            Audience::Asker
        } else {
            Audience::Everyone
        },
        description,
        ..Reply::default()
    }
}

/// `76' † · Borussia Dortmund 1-2 Tottenham · date not stated · m1`.
fn player_goal(goal: &PlayerGoal) -> String {
    let mut parts = Vec::new();
    if let FactValue::Goal(told) = &goal.fact.fact.value {
        let mut nameless = told.clone();
        nameless.goal.scorer = Some(String::new());
        nameless.assist = None;
        let line = phrase::brief_goal(&goal.fact, &nameless, &ShortNames::default());
        parts.push(line.split_whitespace().collect::<Vec<_>>().join(" "));
    }
    parts.push(phrase::summary_line(&goal.game));
    parts.retain(|part| !part.is_empty());
    parts.join(" · ")
}

fn tally(claim: &TallyClaim) -> Text {
    let mut text = phrase::background(&claim.claim);
    if !claim.claim.numbers.is_empty() {
        let numbers: Vec<String> = claim
            .claim
            .numbers
            .iter()
            .map(|(what, count)| format!("{count} {}", what.replace('_', " ")))
            .collect();
        let about = claim
            .claim
            .about
            .as_ref()
            .map_or_else(String::new, |about| format!(", {about}"));
        text = text.say(format!(" – {}{about}", numbers.join(", ")));
    }
    text.then(Piece::Words(format!(" ({})", claim.match_id)))
}

/// The matches scored in, each a press away.
fn menu(player: &PlayerGoals) -> Option<Menu> {
    let mut options: Vec<MenuOption> = Vec::new();
    for goal in &player.goals {
        let action = Action::Ask(Ask::Match(MatchAsk {
            game: goal.game.id.to_string(),
        }));
        if !options.iter().any(|option| option.action == action) {
            options.push(MenuOption {
                label: phrase::summary_line(&goal.game),
                detail: None,
                action,
            });
        }
    }
    (!options.is_empty()).then(|| Menu {
        placeholder: "Show a match".to_owned(),
        options,
    })
}
