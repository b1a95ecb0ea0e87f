//! What can be asked, and what an answer is.
//!
//! A question travels in three forms. What a person typed is an [`Ask`]: words, as they came. [`resolve`] turns the words
//! into ids, or into the choice to offer. What the query layer returns is an answer: values, never text. Ignorance is an
//! answer too, and comes in three forms: no report, not reported, disputed.
//!
//! One file a question: its words, its resolved form, its answer. The same file names stand in `queries` (question to
//! answer) and `replies` (answer to reply).

mod card;
pub mod commands;
pub mod correcting;
pub mod day;
mod evidence;
mod holdings;
mod matches;
pub mod parse;
pub mod pick;
mod posts;
mod reports;
pub mod resolve;
mod score;
mod scorer;
mod status;
pub mod suggest;
mod wording;

pub use card::{CompetitionRef, MatchCard, MatchState, MatchSummary, ReportRef, TeamRef};
pub use commands::{Command, CommandOption, OptionKind, Place};
pub use evidence::{EvidenceAnswer, EvidenceAsk, EvidenceItem, EvidenceQuestion, QuoteInContext};
pub use holdings::{HeldTeam, Holdings};
pub use matches::{MatchesAnswer, MatchesAsk, MatchesQuestion};
pub use posts::{ChannelPost, PostFate};
pub use reports::{AuditLine, ReportLine, ReportText};
pub use score::{MatchAnswer, MatchAsk, MatchFilter, MatchRef, NoMatch, ScoreAsk};
pub use scorer::{PlayerGoal, PlayerGoals, ScorerAnswer, ScorerAsk, ScorerQuestion, TallyClaim};
pub use status::StatusAnswer;
pub use wording::{Asker, Choice, ChoiceOption, Guess, Mistake};

/// A question in the words of the person who asks it. One variant a command that reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ask {
    /// `/score`
    Score(ScoreAsk),
    /// `/scorer`
    Scorer(ScorerAsk),
    /// `/match`
    Match(MatchAsk),
    /// `/evidence`
    Evidence(EvidenceAsk),
    /// `/matches`
    Matches(MatchesAsk),
    /// `/help`
    Help,
    /// `/status`
    Status,
}
