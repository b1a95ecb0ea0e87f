//! The words that stand for closed sets in the database.
//!
//! They are the contract's and stand in databases: they never change. Writing goes through a `match`, so that a new variant cannot
//! be forgotten; the tables are for reading, and a test goes round both.

use crate::football::{BackgroundKind, EventKind, GoalKind, Outcome, PlayerRole};

pub(super) const OUTCOMES: [(Outcome, &str); 3] = [
    (Outcome::Home, outcome_word(Outcome::Home)),
    (Outcome::Away, outcome_word(Outcome::Away)),
    (Outcome::Draw, outcome_word(Outcome::Draw)),
];

pub(super) const fn outcome_word(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Home => "home",
        Outcome::Away => "away",
        Outcome::Draw => "draw",
    }
}

pub(super) const GOALS: [(GoalKind, &str); 3] = [
    (GoalKind::Regular, goal_word(GoalKind::Regular)),
    (GoalKind::Penalty, goal_word(GoalKind::Penalty)),
    (GoalKind::OwnGoal, goal_word(GoalKind::OwnGoal)),
];

pub(super) const fn goal_word(kind: GoalKind) -> &'static str {
    match kind {
        GoalKind::Regular => "goal",
        GoalKind::Penalty => "penalty",
        GoalKind::OwnGoal => "own_goal",
    }
}

pub(super) const EVENTS: [(EventKind, &str); 11] = [
    (EventKind::Yellow, event_word(EventKind::Yellow)),
    (EventKind::SecondYellow, event_word(EventKind::SecondYellow)),
    (EventKind::Red, event_word(EventKind::Red)),
    (EventKind::Substitution, event_word(EventKind::Substitution)),
    (
        EventKind::DisallowedGoal,
        event_word(EventKind::DisallowedGoal),
    ),
    (
        EventKind::MissedPenalty,
        event_word(EventKind::MissedPenalty),
    ),
    (EventKind::SavedPenalty, event_word(EventKind::SavedPenalty)),
    (EventKind::MissedChance, event_word(EventKind::MissedChance)),
    (EventKind::Save, event_word(EventKind::Save)),
    (EventKind::Injury, event_word(EventKind::Injury)),
    (EventKind::Woodwork, event_word(EventKind::Woodwork)),
];

pub(super) const fn event_word(kind: EventKind) -> &'static str {
    match kind {
        EventKind::Yellow => "yellow",
        EventKind::SecondYellow => "second_yellow",
        EventKind::Red => "red",
        EventKind::Substitution => "substitution",
        EventKind::DisallowedGoal => "disallowed_goal",
        EventKind::MissedPenalty => "missed_penalty",
        EventKind::SavedPenalty => "saved_penalty",
        EventKind::MissedChance => "missed_chance",
        EventKind::Save => "save",
        EventKind::Injury => "injury",
        EventKind::Woodwork => "woodwork",
    }
}

pub(super) const ROLES: [(PlayerRole, &str); 6] = [
    (PlayerRole::Starter, role_word(PlayerRole::Starter)),
    (PlayerRole::Substitute, role_word(PlayerRole::Substitute)),
    (PlayerRole::Bench, role_word(PlayerRole::Bench)),
    (PlayerRole::Absent, role_word(PlayerRole::Absent)),
    (PlayerRole::Keeper, role_word(PlayerRole::Keeper)),
    (PlayerRole::Mentioned, role_word(PlayerRole::Mentioned)),
];

pub(super) const fn role_word(role: PlayerRole) -> &'static str {
    match role {
        PlayerRole::Starter => "starter",
        PlayerRole::Substitute => "substitute",
        PlayerRole::Bench => "bench",
        PlayerRole::Absent => "absent",
        PlayerRole::Keeper => "keeper",
        PlayerRole::Mentioned => "mentioned",
    }
}

pub(super) const BACKGROUNDS: [(BackgroundKind, &str); 8] = [
    (
        BackgroundKind::Tally,
        background_word(BackgroundKind::Tally),
    ),
    (
        BackgroundKind::HeadToHead,
        background_word(BackgroundKind::HeadToHead),
    ),
    (
        BackgroundKind::Standing,
        background_word(BackgroundKind::Standing),
    ),
    (
        BackgroundKind::Qualification,
        background_word(BackgroundKind::Qualification),
    ),
    (
        BackgroundKind::PreviousResult,
        background_word(BackgroundKind::PreviousResult),
    ),
    (
        BackgroundKind::Streak,
        background_word(BackgroundKind::Streak),
    ),
    (
        BackgroundKind::Record,
        background_word(BackgroundKind::Record),
    ),
    (BackgroundKind::Form, background_word(BackgroundKind::Form)),
];

pub(super) const fn background_word(kind: BackgroundKind) -> &'static str {
    match kind {
        BackgroundKind::Tally => "tally",
        BackgroundKind::HeadToHead => "head_to_head",
        BackgroundKind::Standing => "standing",
        BackgroundKind::Qualification => "qualification",
        BackgroundKind::PreviousResult => "previous_result",
        BackgroundKind::Streak => "streak",
        BackgroundKind::Record => "record",
        BackgroundKind::Form => "form",
    }
}
