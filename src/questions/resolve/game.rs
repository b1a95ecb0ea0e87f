//! The words for a match: `m142`, `A v B`, `A v B 2017-11-21`, a team.

use super::{Guesses, Resolver};
use crate::facts::MatchId;
use crate::questions::{Ask, MatchFilter, MatchRef, Mistake, day};

/// What stands between two teams, surest first: "and" and a dash also stand within names.
const BETWEEN: [&str; 10] = [
    " v ",
    " vs ",
    " vs. ",
    " v. ",
    " versus ",
    " against ",
    " – ",
    " — ",
    " - ",
    " and ",
];

impl Resolver<'_> {
    /// The match some words mean. `asks` is the question with the words replaced by others, for the menu.
    ///
    /// # Errors
    /// A [`Mistake`] when they mean no match, or a name in them means several teams.
    pub(super) fn game(
        &self,
        words: &str,
        guesses: &mut Guesses,
        asks: &dyn Fn(String) -> Ask,
    ) -> Result<MatchRef, Mistake> {
        let words = words.trim();
        if let Some(id) = match_id(words) {
            return Ok(MatchRef::Id(id));
        }
        if self.is_team(words) {
            return self.latest_of(words, None, guesses, asks);
        }
        let (teams, date) = match day::trailing(words, self.asker.today) {
            Some((teams, date)) => (teams, Some(date)),
            None => (words, None),
        };
        if date.is_some() && self.is_team(teams) {
            return self.latest_of(teams, date, guesses, asks);
        }
        match parted(teams) {
            Some((one, other)) => {
                let suffix = date.map_or_else(String::new, |date| format!(" {date}"));
                let (team, opponent) = self.pair(one, other, guesses, &|one, other| {
                    asks(format!("{one} v {other}{suffix}"))
                })?;
                Ok(MatchRef::Latest(MatchFilter {
                    team: Some(team),
                    opponent: Some(opponent),
                    date,
                    ..MatchFilter::default()
                }))
            }
            None => self.latest_of(teams, date, guesses, asks),
        }
    }

    fn latest_of(
        &self,
        words: &str,
        date: Option<jiff::civil::Date>,
        guesses: &mut Guesses,
        asks: &dyn Fn(String) -> Ask,
    ) -> Result<MatchRef, Mistake> {
        let suffix = date.map_or_else(String::new, |date| format!(" {date}"));
        let team = self.team(words, guesses, &|id| asks(format!("{id}{suffix}")))?;
        Ok(MatchRef::Latest(MatchFilter {
            team: Some(team),
            date,
            ..MatchFilter::default()
        }))
    }
}

/// Whether some words can only be meant for a match.
pub(super) fn looks_like_match(words: &str) -> bool {
    match_id(words.trim()).is_some() || parted(words).is_some()
}

/// `m142`, in either case.
fn match_id(words: &str) -> Option<MatchId> {
    let digits = words.strip_prefix(['m', 'M'])?;
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number
        .then(|| digits.parse().ok().map(MatchId))
        .flatten()
}

/// The words either side of what stands between two teams; a score stands there in the titles of replies.
fn parted(words: &str) -> Option<(&str, &str)> {
    let lower = words.to_ascii_lowercase();
    let between = BETWEEN
        .iter()
        .find_map(|between| lower.find(between).map(|at| (at, at + between.len())))
        .or_else(|| score_within(words))?;
    let (one, other) = (words[..between.0].trim(), words[between.1..].trim());
    (!one.is_empty() && !other.is_empty()).then_some((one, other))
}

/// Where a score (`1-2`) stands as a word of its own.
fn score_within(words: &str) -> Option<(usize, usize)> {
    let is_score = |word: &str| {
        let digits =
            |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        word.split_once(['-', '–'])
            .is_some_and(|(home, away)| digits(home) && digits(away))
    };
    let word = words.split_whitespace().find(|word| is_score(word))?;
    let at = words.find(word)?;
    Some((at, at + word.len()))
}
