//! Words into ids: which team, match, competition or player is meant, or the choice to offer.
//!
//! Everything here is pure, over what one asker may see. A word that many names share is never settled by a guess:
//! only by the other team, by the server's default team, or by being the one of them with matches to see. A name that
//! is a slip of the finger away is answered for and said to be guessed.

mod competition;
mod game;
mod player;
mod team;

use super::{
    Ask, Asker, CompetitionRef, EvidenceAsk, EvidenceQuestion, Guess, Holdings, MatchAsk,
    MatchFilter, MatchRef, MatchesAsk, MatchesQuestion, Mistake, ScoreAsk, ScorerAsk,
    ScorerQuestion, TeamRef, day,
};
use crate::names::{Directory, Gazetteer};

/// A question whose words are settled, and what had to be guessed for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolved<Q> {
    /// The question.
    pub question: Q,
    /// The names that were a slip away; empty for most.
    pub guesses: Vec<Guess>,
}

/// Settles words for one asker.
#[derive(Debug, Clone, Copy)]
pub struct Resolver<'a> {
    /// The teams the asker can mean.
    pub directory: &'a Directory,
    /// The competitions there are.
    pub gazetteer: &'a Gazetteer,
    /// What is held for the asker.
    pub held: &'a Holdings,
    /// The asker.
    pub asker: &'a Asker,
}

/// The guesses made so far.
type Guesses = Vec<Guess>;

impl Resolver<'_> {
    /// The team some words name, for what is no question (a subscription). The menu of a mistake asks for its score.
    ///
    /// # Errors
    /// A [`Mistake`] when they mean no team, or several.
    pub fn team_named(&self, words: &str) -> Result<TeamRef, Mistake> {
        self.team(words, &mut Guesses::new(), &|team| {
            Ask::Score(ScoreAsk {
                team,
                ..ScoreAsk::default()
            })
        })
    }

    /// The player some words name, by the fullest name held, for what is no question. The menu of a mistake asks for his goals.
    ///
    /// # Errors
    /// A [`Mistake`] when they fit no player, or several.
    pub fn player_named(&self, words: &str) -> Result<String, Mistake> {
        let asks = |player: String| {
            Ask::Scorer(ScorerAsk {
                player: Some(player),
                ..ScorerAsk::default()
            })
        };
        let found = self.player(words, &mut Guesses::new(), &asks)?;
        Ok(self.fullest_name(&found))
    }

    /// The competition some words name, for what is no question. The menu of a mistake asks for its matches.
    ///
    /// # Errors
    /// A [`Mistake`] when they mean no competition, or several.
    pub fn competition_named(&self, words: &str) -> Result<CompetitionRef, Mistake> {
        self.competition(words, &mut Guesses::new(), &|competition| {
            Ask::Matches(MatchesAsk {
                competition: Some(competition),
                ..MatchesAsk::default()
            })
        })
    }

    /// Which match `/score` asks for.
    ///
    /// # Errors
    /// A [`Mistake`] when a word names nothing or several things.
    pub fn score(&self, ask: &ScoreAsk) -> Result<Resolved<MatchRef>, Mistake> {
        let mut guesses = Guesses::new();
        // `/score Rovers v City` fills the team with a match; people type it, and it can mean one thing only.
        if ask.opponent.is_none()
            && ask.competition.is_none()
            && ask.date.is_none()
            && !self.is_team(&ask.team)
            && game::looks_like_match(&ask.team)
        {
            let asks = |game: String| Ask::Match(MatchAsk { game });
            let question = self.game(&ask.team, &mut guesses, &asks)?;
            return Ok(Resolved { question, guesses });
        }
        let competition = match &ask.competition {
            Some(words) => Some(self.competition(words, &mut guesses, &|id| {
                Ask::Score(ScoreAsk {
                    competition: Some(id),
                    ..ask.clone()
                })
            })?),
            None => None,
        };
        let date = match &ask.date {
            Some(words) => Some(
                day::day(words, self.asker.today).ok_or_else(|| Mistake::BadDate(words.clone()))?,
            ),
            None => None,
        };
        let (team, opponent) = match &ask.opponent {
            Some(opponent) => {
                let pair = self.pair(&ask.team, opponent, &mut guesses, &|team, opponent| {
                    Ask::Score(ScoreAsk {
                        team,
                        opponent: Some(opponent),
                        ..ask.clone()
                    })
                })?;
                (pair.0, Some(pair.1))
            }
            None => {
                let team = self.team(&ask.team, &mut guesses, &|team| {
                    Ask::Score(ScoreAsk {
                        team,
                        ..ask.clone()
                    })
                })?;
                (team, None)
            }
        };
        Ok(Resolved {
            question: MatchRef::Latest(MatchFilter {
                team: Some(team),
                opponent,
                competition,
                date,
            }),
            guesses,
        })
    }

    /// What `/scorer` asks for: a player before a match before a team.
    ///
    /// # Errors
    /// A [`Mistake`] when a word names nothing or several things, or nothing was asked.
    pub fn scorer(&self, ask: &ScorerAsk) -> Result<Resolved<ScorerQuestion>, Mistake> {
        let mut guesses = Guesses::new();
        let question = if let Some(words) = &ask.player {
            ScorerQuestion::OfPlayer(self.player(words, &mut guesses, &|player| {
                Ask::Scorer(ScorerAsk {
                    player: Some(player),
                    ..ScorerAsk::default()
                })
            })?)
        } else {
            let words = ask.game.as_ref().or(ask.team.as_ref());
            let words = words.ok_or(Mistake::NothingAsked)?;
            ScorerQuestion::OfMatch(self.game(words, &mut guesses, &|game| {
                Ask::Scorer(ScorerAsk {
                    game: Some(game),
                    ..ScorerAsk::default()
                })
            })?)
        };
        Ok(Resolved { question, guesses })
    }

    /// Which match `/match` asks for.
    ///
    /// # Errors
    /// A [`Mistake`] when a word names nothing or several things.
    pub fn full(&self, ask: &MatchAsk) -> Result<Resolved<MatchRef>, Mistake> {
        let mut guesses = Guesses::new();
        let question = self.game(&ask.game, &mut guesses, &|game| {
            Ask::Match(MatchAsk { game })
        })?;
        Ok(Resolved { question, guesses })
    }

    /// Which match's words `/evidence` asks for.
    ///
    /// # Errors
    /// A [`Mistake`] when a word names nothing or several things.
    pub fn evidence(&self, ask: &EvidenceAsk) -> Result<Resolved<EvidenceQuestion>, Mistake> {
        let mut guesses = Guesses::new();
        let game = self.game(&ask.game, &mut guesses, &|game| {
            Ask::Evidence(EvidenceAsk {
                game,
                fact: ask.fact.clone(),
            })
        })?;
        Ok(Resolved {
            question: EvidenceQuestion {
                game,
                fact: ask.fact.clone(),
            },
            guesses,
        })
    }

    /// Which list `/matches` asks for.
    ///
    /// # Errors
    /// A [`Mistake`] when a word names nothing or several things.
    pub fn matches(&self, ask: &MatchesAsk) -> Result<Resolved<MatchesQuestion>, Mistake> {
        let mut guesses = Guesses::new();
        let team = match &ask.team {
            Some(words) => Some(self.team(words, &mut guesses, &|team| {
                Ask::Matches(MatchesAsk {
                    team: Some(team),
                    ..ask.clone()
                })
            })?),
            None => None,
        };
        let competition = match &ask.competition {
            Some(words) => Some(self.competition(words, &mut guesses, &|id| {
                Ask::Matches(MatchesAsk {
                    competition: Some(id),
                    ..ask.clone()
                })
            })?),
            None => None,
        };
        Ok(Resolved {
            question: MatchesQuestion {
                filter: MatchFilter {
                    team,
                    competition,
                    ..MatchFilter::default()
                },
                page: ask.page.max(1),
            },
            guesses,
        })
    }
}
