//! The desk: where a question in words becomes a reply.
//!
//! Discord and the console ask here alike. A question is settled (`questions::resolve`, over what the asker may see),
//! answered (`queries`) and worded (`replies`). A mistake becomes a private reply, a menu where the words fit several;
//! ignorance is an answer; a fault becomes an apology with a [`Reference`] that stands in the log too. Adding a question
//! costs one arm in `Desk::reply` beside its file in each of those rooms.

mod offer;
mod reference;
mod shelf;

use std::sync::Arc;

use tracing::error;

pub use reference::Reference;

use crate::names::Gazetteer;
use crate::queries::Queries;
use crate::questions::parse::command_of;
use crate::questions::pick::{Pick, pick};
use crate::questions::resolve::{Resolved, Resolver};
use crate::questions::{
    Ask, Asker, CompetitionRef, EvidenceAnswer, MatchAnswer, MatchAsk, MatchCard, Mistake, TeamRef,
};
use crate::replies::{self, Reply};
use crate::store::{Store, StoreError};
use shelf::{Shelf, Shelves};

/// Answers questions. It keeps what is held in memory and looks up the rest.
#[derive(Debug)]
pub struct Desk {
    gazetteer: Arc<Gazetteer>,
    queries: Queries,
    shelves: Shelves,
}

/// Why there is no answer to word.
enum Stop {
    /// The asker can mend it.
    Mistake(Mistake),
    /// We have to.
    Fault(StoreError),
}

impl From<Mistake> for Stop {
    fn from(mistake: Mistake) -> Self {
        Self::Mistake(mistake)
    }
}

impl From<StoreError> for Stop {
    fn from(error: StoreError) -> Self {
        Self::Fault(error)
    }
}

impl Desk {
    /// A desk over a store, with the names it knows.
    #[must_use]
    pub fn new(gazetteer: Arc<Gazetteer>, store: &Store) -> Self {
        let queries = Queries::over(store);
        Self {
            shelves: Shelves::new(Arc::clone(&gazetteer), queries.clone()),
            gazetteer,
            queries,
        }
    }

    /// The reply to a question. A fault is logged here, under the reference that the reply gives; its tone is
    /// [`replies::Tone::Fault`].
    pub async fn answer(&self, asker: &Asker, ask: &Ask) -> Reply {
        match self.reply(asker, ask).await {
            Ok(reply) => reply,
            Err(Stop::Mistake(mistake)) => replies::mistake(&mistake),
            Err(Stop::Fault(fault)) => {
                let reference = self.log(&fault, command_of(ask));
                replies::fault(&reference.to_string())
            }
        }
    }

    async fn reply(&self, asker: &Asker, ask: &Ask) -> Result<Reply, Stop> {
        let scope = asker.scope;
        let (reply, guesses) = match ask {
            Ask::Score(ask) => {
                let Resolved { question, guesses } =
                    self.settle(asker, |resolver| resolver.score(ask)).await?;
                let answer = self.queries.score(scope, &question).await?;
                (replies::score(&answer), guesses)
            }
            Ask::Scorer(ask) => {
                let Resolved { question, guesses } =
                    self.settle(asker, |resolver| resolver.scorer(ask)).await?;
                let answer = self.queries.scorer(scope, &question).await?;
                (replies::scorer(&answer), guesses)
            }
            Ask::Match(ask) => {
                let Resolved { question, guesses } =
                    self.settle(asker, |resolver| resolver.full(ask)).await?;
                let answer = self.queries.score(scope, &question).await?;
                (replies::match_card(&answer), guesses)
            }
            Ask::Evidence(ask) => {
                let Resolved { question, guesses } = self
                    .settle(asker, |resolver| resolver.evidence(ask))
                    .await?;
                let answer = self.queries.evidence(scope, &question).await?;
                refuse_unknown(&answer)?;
                (replies::evidence(&answer), guesses)
            }
            Ask::Matches(ask) => {
                let Resolved { question, guesses } =
                    self.settle(asker, |resolver| resolver.matches(ask)).await?;
                let answer = self.queries.matches(scope, &question).await?;
                (replies::matches(&answer), guesses)
            }
            Ask::Help => (replies::help(), Vec::new()),
            Ask::Status => {
                let answer = self.queries.status(scope).await?;
                (replies::status(&answer), Vec::new())
            }
        };
        Ok(Reply {
            notice: replies::guessed(&guesses),
            ..reply
        })
    }

    /// What a question means to an asker.
    async fn settle<Q>(
        &self,
        asker: &Asker,
        resolve: impl FnOnce(Resolver<'_>) -> Result<Resolved<Q>, Mistake>,
    ) -> Result<Resolved<Q>, Stop> {
        let shelf = self.shelves.shelf(asker.scope).await?;
        Ok(resolve(self.resolver(&shelf, asker))?)
    }

    /// The team some words mean to an asker.
    ///
    /// # Errors
    /// A [`Mistake`] when they mean none, or several.
    pub async fn find_team(&self, asker: &Asker, words: &str) -> Result<TeamRef, Mistake> {
        let shelf = self.shelf_or_names_alone(asker).await;
        self.resolver(&shelf, asker).team_named(words)
    }

    /// The player some words mean to an asker, by the fullest name held.
    ///
    /// # Errors
    /// A [`Mistake`] when they fit none, or several.
    pub async fn find_player(&self, asker: &Asker, words: &str) -> Result<String, Mistake> {
        let shelf = self.shelf_or_names_alone(asker).await;
        self.resolver(&shelf, asker).player_named(words)
    }

    /// The match some words mean to an asker, as its server sees it; the reply to give where they mean none.
    ///
    /// # Errors
    /// What to say: a mistake, that nothing is held, or a fault that was logged.
    pub async fn find_match(&self, asker: &Asker, words: &str) -> Result<Box<MatchCard>, Reply> {
        let ask = MatchAsk {
            game: words.to_owned(),
        };
        let found = async {
            let resolved = self.settle(asker, |resolver| resolver.full(&ask)).await?;
            Ok(self.queries.score(asker.scope, &resolved.question).await?)
        };
        match found.await {
            Ok(MatchAnswer::Found { card, .. }) => Ok(card),
            Ok(none @ MatchAnswer::None(_)) => Err(replies::match_card(&none)),
            Err(Stop::Mistake(mistake)) => Err(replies::mistake(&mistake)),
            Err(Stop::Fault(fault)) => {
                let reference = self.log(&fault, "match");
                Err(replies::fault(&reference.to_string()))
            }
        }
    }

    /// The match some words mean to an asker, with all that is held of it.
    ///
    /// # Errors
    /// With the reply to give, when they mean none, or several, or it cannot be read.
    pub async fn find_card(
        &self,
        asker: &Asker,
        words: &str,
    ) -> Result<Box<MatchCard>, Box<Reply>> {
        let ask = MatchAsk {
            game: words.to_owned(),
        };
        let found = async {
            let Resolved { question, .. } =
                self.settle(asker, |resolver| resolver.full(&ask)).await?;
            Ok::<_, Stop>(self.queries.score(asker.scope, &question).await?)
        };
        match found.await {
            Ok(MatchAnswer::Found { card, .. }) => Ok(card),
            Ok(none @ MatchAnswer::None(_)) => Err(Box::new(Reply {
                audience: replies::Audience::Asker,
                ..replies::match_card(&none)
            })),
            Err(Stop::Mistake(mistake)) => Err(Box::new(Reply {
                menu: None,
                ..replies::mistake(&mistake)
            })),
            Err(Stop::Fault(fault)) => {
                let reference = self.log(&fault, "match");
                Err(Box::new(replies::fault(&reference.to_string())))
            }
        }
    }

    /// The competition some words mean to an asker.
    ///
    /// # Errors
    /// A [`Mistake`] when they mean none, or several.
    pub async fn find_competition(
        &self,
        asker: &Asker,
        words: &str,
    ) -> Result<CompetitionRef, Mistake> {
        let shelf = self.shelf_or_names_alone(asker).await;
        self.resolver(&shelf, asker).competition_named(words)
    }

    /// What is held, or where that cannot be read the names there are: enough to know a team by.
    async fn shelf_or_names_alone(&self, asker: &Asker) -> Arc<Shelf> {
        match self.shelves.shelf(asker.scope).await {
            Ok(shelf) => shelf,
            Err(fault) => {
                self.log(&fault, "names");
                self.shelves.bare()
            }
        }
    }

    fn resolver<'a>(&'a self, shelf: &'a Shelf, asker: &'a Asker) -> Resolver<'a> {
        Resolver {
            directory: &shelf.directory,
            gazetteer: &self.gazetteer,
            held: &shelf.held,
            asker,
        }
    }

    /// Logs a fault once, under a reference of its own.
    fn log(&self, fault: &StoreError, asked: &str) -> Reference {
        let reference = Reference::new();
        error!(%reference, asked, error = chain(fault), "a question could not be answered");
        reference
    }
}

/// Words that name no kind of fact are a mistake; a kind that no report gives is an answer.
fn refuse_unknown(answer: &EvidenceAnswer) -> Result<(), Mistake> {
    match answer {
        EvidenceAnswer::NotStated { card, fact } if pick(&card.agreed, fact) == Pick::Unknown => {
            Err(Mistake::NoSuchFact {
                typed: fact.clone(),
                match_id: card.id,
            })
        }
        EvidenceAnswer::Found { .. }
        | EvidenceAnswer::NotStated { .. }
        | EvidenceAnswer::None(_) => Ok(()),
    }
}

/// An error with all that caused it, in one line.
fn chain(error: &dyn std::error::Error) -> String {
    let mut line = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        line.push_str(": ");
        line.push_str(&cause.to_string());
        source = cause.source();
    }
    line
}
