//! What can speak for two teams' being those that a report is about: the names of the weights.

use serde::Deserialize;

use crate::extraction::weights::Weights;

static WEIGHTS: Weights<Sign> = Weights::new(include_str!("../../../../config/rules/teams.toml"));

/// What can speak for a team's playing here, or for two teams' playing each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sign {
    /// The team is named as one that plays here, or as such a man's.
    Named,
    /// It is named as one that plays, for each paragraph.
    Paragraph,
    /// … in the first sentence.
    First,
    /// … in the second or third.
    Early,
    /// … in the last quarter.
    Late,
    /// "Marlow began": a verb follows.
    Acts,
    /// "Marlow", at the head of the sentence.
    Opens,
    /// "Marlow's".
    Owns,
    /// "against Marlow", "beat Marlow", "at Marlow".
    Met,
    /// "Marlow and Elm", "Marlow, Elm": it is one of some that are told of together.
    Listed,
    /// Two other teams are named in the sentence.
    Crowded,
    /// A goal is told in the sentence.
    BesideGoal,
    /// A goal is told to be for it.
    GoalFor,
    /// A goal is told to be against it.
    GoalAgainst,
    /// "Marlow striker Odo".
    HasPlayer,
    /// "Marlow goalkeeper Odo".
    HasKeeper,
    /// "Marlow boss Voss", "Voss's men" where he is called so.
    HasCoach,
    /// One word that the names files do not know.
    Strange,
    /// Its name is doubted to be a team's.
    Doubtful,
    /// "the Larks": mostly called by one word of many after an article.
    Nickname,
    /// A name that the names files do not know, mostly after an article.
    Articled,
    /// The names files know the one team of the two, and not the other.
    OneStrange,
    /// One is a club, and the other a country.
    ClubAndCountry,
    /// One is a country, and the other a name that nobody knows.
    CountryAndStrange,
    /// A sentence names both.
    Together,
    /// "Marlow and Elm": the two themselves are told of together.
    Joined,
    /// The first sentence names both, and no third of those that are weighed.
    OpenText,
    /// The two are told to meet.
    Meeting,
    /// A result of the two is told.
    Result,
    /// … in the first sentence.
    ResultFirst,
    /// … with its tallies.
    ScoreFirst,
    /// … in the second or third sentence.
    ResultEarly,
    /// … with its tallies.
    ScoreEarly,
}

impl Sign {
    /// All of them.
    pub const ALL: [Self; 33] = [
        Self::Named,
        Self::Paragraph,
        Self::First,
        Self::Early,
        Self::Late,
        Self::Acts,
        Self::Opens,
        Self::Owns,
        Self::Met,
        Self::Listed,
        Self::Crowded,
        Self::BesideGoal,
        Self::GoalFor,
        Self::GoalAgainst,
        Self::HasPlayer,
        Self::HasKeeper,
        Self::HasCoach,
        Self::Strange,
        Self::Doubtful,
        Self::Nickname,
        Self::Articled,
        Self::OneStrange,
        Self::ClubAndCountry,
        Self::CountryAndStrange,
        Self::Together,
        Self::Joined,
        Self::OpenText,
        Self::Meeting,
        Self::Result,
        Self::ResultFirst,
        Self::ScoreFirst,
        Self::ResultEarly,
        Self::ScoreEarly,
    ];

    /// What one more place weighs, at first: the weight is of the logarithm of one more than the places.
    #[must_use]
    pub fn weight(self) -> f32 {
        WEIGHTS.of(self)
    }
}

/// In how many places each sign is seen.
#[derive(Debug, Clone)]
pub struct Signs {
    /// For each sign the number of places, and the last of them.
    seen: [(u16, u16); Sign::ALL.len()],
}

impl Signs {
    pub(super) const fn none() -> Self {
        Self {
            seen: [(0, u16::MAX); Sign::ALL.len()],
        }
    }

    /// Sees a sign in a place, a sentence or a paragraph: one in which it was seen last says it once.
    pub(super) fn see(&mut self, sign: Sign, place: usize) {
        let (count, last) = &mut self.seen[sign as usize];
        let place = u16::try_from(place).map_or(u16::MAX - 1, |place| place.min(u16::MAX - 1));
        if *last != place {
            *last = place;
            *count = count.saturating_add(1);
        }
    }

    /// Sees a sign that holds of the whole text.
    pub(super) fn hold(&mut self, sign: Sign, holds: bool) {
        self.seen[sign as usize].0 = u16::from(holds);
    }

    /// In how many places a sign is seen.
    pub(super) const fn count(&self, sign: Sign) -> u16 {
        self.seen[sign as usize].0
    }

    /// The signs that are seen, each with what its weight is multiplied by: the tenth place says less than the first.
    pub fn seen(&self) -> impl Iterator<Item = (Sign, f32)> {
        (Sign::ALL.into_iter())
            .map(|sign| (sign, self.count(sign)))
            .filter(|(_, count)| *count > 0)
            .map(|(sign, count)| (sign, f32::from(count).ln_1p()))
    }

    /// What they weigh together.
    #[must_use]
    pub fn odds(&self) -> f32 {
        self.seen().map(|(sign, size)| size * sign.weight()).sum()
    }
}
