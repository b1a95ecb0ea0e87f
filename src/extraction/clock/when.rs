//! What a time expression says, as a typed value.

use std::fmt;
use std::ops::Range;

use crate::extraction::text::TokenIndex;
use crate::football::{Basis, MatchClock, Moment, Period};

/// One time expression in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeExpression {
    /// The words to quote ("14 minutes from time").
    pub tokens: Range<TokenIndex>,
    /// More words the value rests on ("into the second half" for "within four minutes").
    pub support: Option<Range<TokenIndex>>,
    /// What they say.
    pub when: When,
    /// In the words, or by arithmetic from them.
    pub basis: Basis,
    /// The rule that found it.
    pub rule: String,
    /// How it stands to the words around it.
    pub place: Place,
    /// The words it can be about: those it governs. Never past the sentence.
    pub scope: Range<TokenIndex>,
}

/// The value of a time expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum When {
    /// A stretch of the match clock, maybe with a point in it.
    Absolute(Absolute),
    /// A distance from another event; the timeline solves it.
    Relative(Edge),
    /// The point between periods, when nothing is played: "at the break", "at the final whistle".
    Boundary(Boundary),
    /// A length of time, no moment: "for 20 minutes", "the first 20 minutes", "90 minutes". Nothing happens *at* it.
    Stretch,
}

/// A stretch of the match clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Absolute {
    /// The point, where the words let a reader work one out.
    pub at: Option<MatchClock>,
    /// First minute it can be (regular minutes, 1 to 120).
    pub earliest: u8,
    /// Last minute it can be.
    pub latest: u8,
    /// What it is instead if the story has reached extra time: "two minutes from the end" is 88', there 118'.
    pub in_extra_time: Option<MatchClock>,
    /// What it is instead in the first half: "in stoppage time" is 90+', there 45+'.
    pub in_first_half: Option<MatchClock>,
}

/// A distance in minutes from another event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edge {
    /// How far.
    pub amount: Amount,
    /// Later or earlier than the other event.
    pub direction: Direction,
    /// The other event.
    pub from: Anchor,
}

/// How many minutes lie between two events.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount {
    /// The number, where one is told ("four minutes later", "within four minutes").
    pub at: Option<u8>,
    /// At least so many.
    pub earliest: u8,
    /// At most so many.
    pub latest: u8,
}

/// Which way an [`Edge`] points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// This happened after the other event.
    After,
    /// This happened before it.
    Before,
}

/// The event an [`Edge`] is measured from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Anchor {
    /// The event told last before these words: "four minutes later".
    Previous,
    /// The event told last, or the kick-off when none has been told: "within eight minutes".
    PreviousOrKickOff,
    /// The event bound to an earlier time expression of the same sentence, by its index in the list: "came on 20
    /// minutes from the end and scored within four minutes".
    Mention(usize),
    /// An event that the words name; they stand in the range.
    Named(NamedEvent, Range<TokenIndex>),
    /// The event told by the clause in the range: "two minutes after Okafor had equalised".
    Clause(Range<TokenIndex>),
    /// Measured from the goal that gave a side its lead to the next goal against it: "their lead lasted six minutes".
    /// The words are about that next goal.
    LeadTaken,
}

/// Events that a phrase can stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NamedEvent {
    /// The goal that made it level.
    Equaliser,
    /// The first goal.
    Opener,
    /// A goal that gave the side in question the lead.
    GoingAhead,
    /// A goal that put the side in question behind.
    GoingBehind,
    /// A goal, by the scorer or side that the words name, or the last told.
    Goal,
    /// The n-th goal of the player or side in question.
    NthGoal(u8),
    /// The player in question coming on.
    ComingOn,
    /// A dismissal.
    Dismissal,
    /// A penalty missed or saved.
    PenaltyMissed,
}

/// Points at which nothing is played.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Boundary {
    /// Before the match.
    KickOff,
    /// Between the halves.
    HalfTime,
    /// After ninety minutes, whether or not extra time follows.
    FullTime,
    /// After extra time.
    ExtraTimeEnd,
}

/// How a time expression stands to the words around it; [`TimeExpression::scope`] follows from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Before the clause it governs: "On 31 minutes, Okafor struck". It reaches as far as the next fronted one.
    Fronted,
    /// After the verb it governs: "Okafor struck on 31 minutes".
    Trailing,
    /// Before the noun it belongs to: "a 31st-minute strike", "a late winner".
    Modifier,
    /// In brackets after what it belongs to: "Okafor (31)".
    Bracketed,
}

impl TimeExpression {
    /// Whether an event can be dated by it.
    #[must_use]
    pub const fn is_moment(&self) -> bool {
        match self.when {
            When::Absolute(_) | When::Relative(_) => true,
            When::Boundary(_) | When::Stretch => false,
        }
    }

    /// The value of an absolute expression.
    #[must_use]
    pub const fn absolute(&self) -> Option<Absolute> {
        match self.when {
            When::Absolute(value) => Some(value),
            When::Relative(_) | When::Boundary(_) | When::Stretch => None,
        }
    }

    /// The edge of a relative expression.
    #[must_use]
    pub const fn edge(&self) -> Option<&Edge> {
        match &self.when {
            When::Relative(edge) => Some(edge),
            When::Absolute(_) | When::Boundary(_) | When::Stretch => None,
        }
    }
}

impl Absolute {
    /// A regular minute.
    #[must_use]
    pub const fn minute(minute: u8) -> Self {
        Self::clock(MatchClock::regular(minute))
    }

    /// A known clock.
    #[must_use]
    pub const fn clock(clock: MatchClock) -> Self {
        Self {
            at: Some(clock),
            earliest: clock.minute,
            latest: clock.minute,
            in_extra_time: None,
            in_first_half: None,
        }
    }

    /// A window without a point.
    #[must_use]
    pub const fn between(earliest: u8, latest: u8) -> Self {
        Self {
            at: None,
            earliest,
            latest,
            in_extra_time: None,
            in_first_half: None,
        }
    }

    /// The period, when the window lies within one.
    #[must_use]
    pub fn period(&self) -> Option<Period> {
        let period = Period::of_minute(self.earliest);
        (period == Period::of_minute(self.latest)).then_some(period)
    }

    /// The value as a fact holds it, with the words that gave it.
    #[must_use]
    pub fn to_moment(self, basis: Basis, as_written: impl Into<String>) -> Moment {
        Moment {
            at: self.at,
            earliest: Some(self.earliest),
            latest: Some(self.latest),
            basis,
            as_written: Some(as_written.into()),
        }
    }
}

impl Edge {
    /// Where this event is if the other one is at `clock`. Periods do not add up across a break, so the result is kept
    /// inside the period of `clock`, in its stoppage time if need be, unless it is a regular minute of the next one.
    #[must_use]
    pub fn from_clock(&self, clock: MatchClock) -> Absolute {
        let shift = |amount: u8| match self.direction {
            Direction::After => later(clock, amount),
            Direction::Before => earlier(clock, amount),
        };
        let (first, last) = match self.direction {
            Direction::After => (shift(self.amount.earliest), shift(self.amount.latest)),
            Direction::Before => (shift(self.amount.latest), shift(self.amount.earliest)),
        };
        Absolute {
            at: self.amount.at.map(shift),
            earliest: first.minute,
            latest: last.minute,
            in_extra_time: None,
            in_first_half: None,
        }
    }
}

fn later(clock: MatchClock, amount: u8) -> MatchClock {
    if amount == 0 {
        return clock;
    }
    match clock.stoppage {
        None => clock,
        Some(0) => {
            let minute = clock.minute.saturating_add(amount);
            let last = clock.period().last_minute();
            // From 43' five minutes later is 48': the second half. From 88' it is 90+3: extra time begins at 91' and is
            // never reached within minutes of the ninetieth.
            if minute > last && last != 45 {
                MatchClock::stoppage(last, minute - last)
            } else {
                MatchClock::regular(minute)
            }
        }
        Some(added) => MatchClock::stoppage(clock.minute, added.saturating_add(amount)),
    }
}

fn earlier(clock: MatchClock, amount: u8) -> MatchClock {
    match clock.stoppage {
        None => clock,
        Some(added) if added > amount => MatchClock::stoppage(clock.minute, added - amount),
        Some(added) => MatchClock::regular(clock.minute.saturating_sub(amount - added).max(1)),
    }
}

impl Amount {
    /// A number told.
    #[must_use]
    pub const fn exactly(minutes: u8) -> Self {
        Self {
            at: Some(minutes),
            earliest: minutes,
            latest: minutes,
        }
    }

    /// "Within so many minutes": the reader takes the number told.
    #[must_use]
    pub const fn within(minutes: u8) -> Self {
        Self {
            at: Some(minutes),
            earliest: 0,
            latest: minutes,
        }
    }

    /// No number told.
    #[must_use]
    pub const fn between(earliest: u8, latest: u8) -> Self {
        Self {
            at: None,
            earliest,
            latest,
        }
    }
}

impl fmt::Display for When {
    /// As the examples of the rules write it: `31'`, `49' (46-49)`, `76-90`, `+4' from previous`, `half-time`, `stretch`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Absolute(value) => value.fmt(f),
            Self::Relative(edge) => edge.fmt(f),
            Self::Boundary(Boundary::KickOff) => f.write_str("kick-off"),
            Self::Boundary(Boundary::HalfTime) => f.write_str("half-time"),
            Self::Boundary(Boundary::FullTime) => f.write_str("full-time"),
            Self::Boundary(Boundary::ExtraTimeEnd) => f.write_str("end of extra time"),
            Self::Stretch => f.write_str("stretch"),
        }
    }
}

impl fmt::Display for Absolute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.at {
            Some(clock) if self.earliest == self.latest => clock.fmt(f),
            Some(clock) => write!(f, "{clock} ({}-{})", self.earliest, self.latest),
            None => write!(f, "{}-{}", self.earliest, self.latest),
        }
    }
}

impl fmt::Display for Edge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.direction {
            Direction::After => "+",
            Direction::Before => "-",
        })?;
        let amount = self.amount;
        match amount.at {
            Some(minutes) if amount.earliest == amount.latest => write!(f, "{minutes}'")?,
            Some(minutes) => write!(f, "{minutes}' ({}-{})", amount.earliest, amount.latest)?,
            None => write!(f, "{}-{}", amount.earliest, amount.latest)?,
        }
        f.write_str(" from ")?;
        match &self.from {
            Anchor::Previous => f.write_str("previous"),
            Anchor::PreviousOrKickOff => f.write_str("previous or kick-off"),
            Anchor::Mention(_) => f.write_str("mention"),
            Anchor::Named(event, _) => f.write_str(&event.to_string()),
            Anchor::Clause(_) => f.write_str("clause"),
            Anchor::LeadTaken => f.write_str("lead taken"),
        }
    }
}

impl fmt::Display for NamedEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Equaliser => f.write_str("equaliser"),
            Self::Opener => f.write_str("opener"),
            Self::GoingAhead => f.write_str("going ahead"),
            Self::GoingBehind => f.write_str("going behind"),
            Self::Goal => f.write_str("goal"),
            Self::NthGoal(number) => write!(f, "goal {number}"),
            Self::ComingOn => f.write_str("coming on"),
            Self::Dismissal => f.write_str("dismissal"),
            Self::PenaltyMissed => f.write_str("penalty missed"),
        }
    }
}
