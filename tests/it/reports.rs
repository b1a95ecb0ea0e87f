//! Our own reports: what `gold.toml` says of each holds together, before anything reads the prose.

use crate::support::gold::{
    self, GoldGoal, GoldGoalKind, GoldMatch, GoldMinute, GoldSide, Quotes, Report, Source, Tally,
    Told, Undescribed,
};

/// How many annotated reports we ship at the least.
const REPORTS: usize = 32;

/// How many of our texts are no match reports at the least.
const NO_MATCH: usize = 12;

#[test]
fn there_are_enough_reports_and_each_has_a_trap() {
    let reports = gold::all();
    assert!(reports.len() >= REPORTS, "{} reports", reports.len());
    for Report { slug, gold, .. } in &reports {
        assert!(!gold.matches.is_empty(), "{slug}: no match annotated");
        assert!(!gold.traps.is_empty(), "{slug}: no trap annotated");
        assert!(!gold.manner.is_empty(), "{slug}: its manner is not told");
        if let Some(published) = &gold.published {
            assert!(
                published.parse::<jiff::civil::Date>().is_ok(),
                "{slug}: published {published}"
            );
        }
    }
}

#[test]
fn real_matches_and_tottenham_are_among_them() {
    let reports = gold::all();
    let real: Vec<_> = reports
        .iter()
        .filter(|report| report.gold.facts == Source::Open)
        .collect();
    assert!(real.len() >= 12, "{} real matches", real.len());
    let of_tottenham = |told: &GoldMatch| {
        [&told.home, &told.away]
            .iter()
            .any(|team| team.value == "Tottenham")
    };
    assert!(
        real.iter()
            .any(|report| report.gold.matches.iter().any(of_tottenham))
    );
    let titled = reports
        .iter()
        .filter_map(|report| report.gold.title.as_ref());
    assert!(titled.clone().count() >= 3 && titled.clone().all(|title| !title.trim().is_empty()));
}

#[test]
fn there_are_texts_that_are_no_match_reports() {
    let texts = gold::no_match();
    assert!(texts.len() >= NO_MATCH, "{} texts", texts.len());
    for (name, text) in texts {
        assert!(!text.trim().is_empty(), "{name} is empty");
    }
}

#[test]
fn quotes_are_exact() {
    for Report { slug, text, gold } in &gold::all() {
        for told in &gold.matches {
            for (what, quote) in quotes(told) {
                assert!(
                    text.contains(quote),
                    "{slug}: {what} rests on {quote:?}, which is not in the text"
                );
            }
        }
        for trap in &gold.traps {
            assert!(
                text.contains(&trap.quote),
                "{slug}: the trap {:?} is not in the text",
                trap.quote
            );
            assert!(
                !trap.never.is_empty() && !trap.why.is_empty(),
                "{slug}: the trap {:?} does not say what must not come of it",
                trap.quote
            );
        }
    }
}

#[test]
fn goals_add_up_to_the_score() {
    each_match(|slug, told| {
        let Some(score) = &told.score else {
            return;
        };
        let counted = |side| told.goals.iter().filter(|goal| goal.side == side).count();
        let Undescribed { home, away } = told.undescribed;
        assert_eq!(
            (
                counted(GoldSide::Home) + usize::from(home),
                counted(GoldSide::Away) + usize::from(away)
            ),
            (usize::from(score.home), usize::from(score.away)),
            "{slug}: goals told and goals marked as undescribed are not the score"
        );
    });
}

#[test]
fn scorers_and_takers_are_on_the_side_they_play_for() {
    each_match(|slug, told| {
        let is_on = |name: &str, side| {
            let players = match side {
                GoldSide::Home => &told.players.home,
                GoldSide::Away => &told.players.away,
            };
            assert!(
                players.iter().any(|player| player.name == name),
                "{slug}: {name} is not among the {side:?} players"
            );
        };
        for goal in &told.goals {
            if let Some(scorer) = &goal.scorer {
                is_on(scorer, scorer_side(goal));
            }
            if let Some(assist) = &goal.assist {
                is_on(assist, goal.side);
            }
        }
        for event in &told.events {
            if let (Some(player), Some(side)) = (&event.player, event.side) {
                is_on(player, side);
            }
        }
    });
}

#[test]
fn minutes_are_in_order_with_the_words_that_give_them() {
    each_match(|slug, told| {
        let mut before = (0, 0);
        for goal in &told.goals {
            assert_eq!(
                goal.when.is_some(),
                goal.minute.is_some() || goal.range.is_some(),
                "{slug}: a time goes with the words for it: {:?}",
                goal.quote
            );
            assert!(
                goal.minute.is_none() || goal.range.is_none(),
                "{slug}: a minute or a range, not both: {:?}",
                goal.quote
            );
            let Some(minute) = &goal.minute else {
                continue;
            };
            let read = GoldMinute::parse(minute)
                .unwrap_or_else(|| panic!("{slug}: {minute:?} is no minute"));
            let now = (read.regular, read.stoppage.unwrap_or(u8::MAX));
            assert!(
                now >= before,
                "{slug}: {minute} comes before its forerunner"
            );
            before = now;
        }
        for event in &told.events {
            assert_eq!(event.when.is_some(), event.minute.is_some(), "{slug}");
            if let Some(minute) = &event.minute {
                assert!(GoldMinute::parse(minute).is_some(), "{slug}: {minute:?}");
            }
        }
    });
}

#[test]
fn half_time_and_ninety_minutes_agree_with_the_goals() {
    each_match(|slug, told| {
        if told.undescribed != Undescribed::default() {
            return;
        }
        for (tally, last) in [(&told.half_time, 45), (&told.after_90, 90)] {
            let Some(tally) = tally else { continue };
            let Some(by_then) = goals_until(&told.goals, last) else {
                continue;
            };
            assert_eq!(
                (tally.home, tally.away),
                by_then,
                "{slug}: after {last} minutes"
            );
        }
    });
}

#[test]
fn the_winner_follows_from_the_score() {
    each_match(|slug, told| {
        let (Some(score), Some(winner)) = (&told.score, &told.winner) else {
            return;
        };
        let deciding = told.shootout.as_ref().unwrap_or(score);
        assert_eq!(winner.value, outcome(deciding), "{slug}");
        assert_eq!(
            told.after_90.is_some(),
            told.extra_time.is_some() && told.score.is_some(),
            "{slug}: extra time and the score before it go together"
        );
    });
}

#[test]
fn values_are_of_the_closed_sets() {
    each_match(|slug, told| {
        let known = |told: Option<&Told>, of: &[&str]| {
            if let Some(told) = told {
                assert!(
                    of.contains(&told.value.as_str()),
                    "{slug}: {:?}",
                    told.value
                );
            }
        };
        known(Some(&told.home_away), &["known", "neutral", "unknown"]);
        known(told.winner.as_ref(), &["home", "away", "draw"]);
        known(told.extra_time.as_ref(), &["yes"]);
        known(told.category.as_ref(), &["women", "youth", "reserve"]);
        for player in told.players.home.iter().chain(&told.players.away) {
            assert!(
                [
                    "starter",
                    "substitute",
                    "bench",
                    "absent",
                    "keeper",
                    "mentioned"
                ]
                .contains(&player.role.as_str()),
                "{slug}: {}",
                player.role
            );
        }
        if let Some(date) = &told.date {
            assert!(date.value.parse::<jiff::civil::Date>().is_ok(), "{slug}");
        }
        if let Some(attendance) = &told.attendance {
            assert!(attendance.value.parse::<u32>().is_ok(), "{slug}");
        }
    });
}

fn each_match(check: impl Fn(&str, &GoldMatch)) {
    for Report { slug, gold, .. } in &gold::all() {
        gold.matches.iter().for_each(|told| check(slug, told));
    }
}

fn scorer_side(goal: &GoldGoal) -> GoldSide {
    match (goal.kind, goal.side) {
        (GoldGoalKind::Goal | GoldGoalKind::Penalty, side) => side,
        (GoldGoalKind::OwnGoal, GoldSide::Home) => GoldSide::Away,
        (GoldGoalKind::OwnGoal, GoldSide::Away) => GoldSide::Home,
    }
}

/// Goals that fell by the end of the period that ends at `last`; nothing when one has no minute to tell by.
fn goals_until(goals: &[GoldGoal], last: u8) -> Option<(u8, u8)> {
    goals.iter().try_fold((0, 0), |(home, away), goal| {
        let minute = match (&goal.minute, goal.range) {
            (Some(minute), _) => GoldMinute::parse(minute)?.regular,
            (None, Some([first, to])) if (first <= last) == (to <= last) => first,
            (None, _) => return None,
        };
        Some(match (minute <= last, goal.side) {
            (false, _) => (home, away),
            (true, GoldSide::Home) => (home + 1, away),
            (true, GoldSide::Away) => (home, away + 1),
        })
    })
}

fn outcome(tally: &Tally) -> &'static str {
    match tally.home.cmp(&tally.away) {
        std::cmp::Ordering::Greater => "home",
        std::cmp::Ordering::Less => "away",
        std::cmp::Ordering::Equal => "draw",
    }
}

/// Every quote of a match with what rests on it.
fn quotes(told: &GoldMatch) -> Vec<(String, &str)> {
    let words = [
        ("home", Some(&told.home)),
        ("away", Some(&told.away)),
        ("home_away", Some(&told.home_away)),
        ("winner", told.winner.as_ref()),
        ("extra_time", told.extra_time.as_ref()),
        ("competition", told.competition.as_ref()),
        ("stage", told.stage.as_ref()),
        ("venue", told.venue.as_ref()),
        ("date", told.date.as_ref()),
        ("referee", told.referee.as_ref()),
        ("attendance", told.attendance.as_ref()),
        ("category", told.category.as_ref()),
    ];
    let tallies = [
        ("score", &told.score),
        ("half_time", &told.half_time),
        ("after_90", &told.after_90),
        ("shootout", &told.shootout),
        ("aggregate", &told.aggregate),
    ];
    let mut all: Vec<(String, &Quotes)> = Vec::new();
    all.extend(
        words
            .iter()
            .filter_map(|(what, told)| Some((what.to_string(), &(*told)?.quote))),
    );
    all.extend(
        tallies
            .iter()
            .filter_map(|(what, told)| Some((what.to_string(), &told.as_ref()?.quote))),
    );
    for coach in &told.coaches {
        all.push((format!("coach {}", coach.name), &coach.quote));
    }
    for goal in &told.goals {
        let what = format!("goal {:?} {:?}", goal.scorer, goal.minute);
        all.extend(
            goal.when
                .iter()
                .map(|when| (format!("time of {what}"), when)),
        );
        all.push((what, &goal.quote));
    }
    for event in &told.events {
        let what = format!("{:?} {:?}", event.kind, event.player);
        all.extend(
            event
                .when
                .iter()
                .map(|when| (format!("time of {what}"), when)),
        );
        all.push((what, &event.quote));
    }
    for claim in &told.claims {
        all.push((
            format!("{:?} of {}", claim.kind, claim.subject),
            &claim.quote,
        ));
    }
    let mut found: Vec<(String, &str)> = all
        .into_iter()
        .flat_map(|(what, quotes)| quotes.iter().map(move |quote| (what.clone(), quote)))
        .collect();
    for player in told.players.home.iter().chain(&told.players.away) {
        let what = format!("player {}", player.name);
        match &player.quote {
            Some(quotes) => found.extend(quotes.iter().map(|quote| (what.clone(), quote))),
            None => found.push((what, &player.name)),
        }
    }
    found
}
