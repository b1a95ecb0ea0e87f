//! `touchline review`: what of the reports for everybody waits for the operator, and what he decides of it.
//!
//! A server's moderators decide of their own reports. What the configured feeds, the watched folder and the command line bring is
//! nobody's server's, so whoever runs the bot decides of that here, and it stands in the same record.

use std::io::IsTerminal as _;
use std::str::FromStr;

use clap::{Args, Subcommand};

use super::Failure;
use crate::app::{self, App};
use crate::config::Config;
use crate::facts::{MatchId, ReportId, Scope};
use crate::queries::Queries;
use crate::replies::{Reply, moderation, terminal};
use crate::store::Decision;

/// How many of the latest reports are looked through for those put aside.
const LATEST: u32 = 200;

/// Who the record says decided: no member of Discord has this id.
const OPERATOR: u64 = 0;

/// `touchline review`
#[derive(Debug, Args)]
pub struct ReviewArguments {
    /// What to decide; left out, what waits is listed
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Two matches are one; the first keeps its number
    Merge { kept: Game, gone: Game },
    /// Two matches are two, whatever they look like
    Apart { one: Game, other: Game },
    /// Take a report out of every answer
    Retract {
        report: i64,
        /// Why, for the record
        #[arg(long, value_name = "TEXT")]
        reason: String,
        /// Delete its text too; the same text is not read again
        #[arg(long)]
        delete: bool,
    },
    /// Put a report back that was taken out
    Restore { report: i64 },
}

/// A match as people write it ("m12").
#[derive(Debug, Clone, Copy)]
struct Game(MatchId);

impl FromStr for Game {
    type Err = &'static str;

    fn from_str(written: &str) -> Result<Self, Self::Err> {
        let number = written.strip_prefix(['m', 'M']).unwrap_or(written);
        let number = number.parse().map_err(|_| "write a match as m12")?;
        Ok(Self(MatchId(number)))
    }
}

/// Lists what waits, or does what was decided and says so.
///
/// # Errors
/// When there is nothing to decide it of, or the database does not take it.
pub async fn run(config: &Config, arguments: &ReviewArguments) -> Result<(), Failure> {
    let app = App::open(config).await?;
    let done = match &arguments.what {
        None => list(&app).await,
        Some(what) => decide(&app, what).await,
    };
    app.close().await;
    done
}

async fn decide(app: &App, what: &What) -> Result<(), Failure> {
    let reason = match what {
        What::Retract { reason, .. } => Some(reason.clone()),
        What::Merge { .. } | What::Apart { .. } | What::Restore { .. } => None,
    };
    let decision = Decision {
        scope: Scope::Shared,
        by: OPERATOR,
        at: app::now(),
        reason,
    };
    let store = app.store();
    let said = match what {
        What::Merge { kept, gone } => store
            .merge(kept.0, gone.0, &decision)
            .await
            .map(|merged| merged.map(|_| moderation::merged(kept.0.0))),
        What::Apart { one, other } => match waits(app, one.0, other.0).await {
            Ok(true) => store
                .keep_apart(one.0, other.0, &decision)
                .await
                .map(|()| Some(moderation::kept_apart())),
            Ok(false) => Ok(None),
            Err(error) => Err(error),
        },
        What::Retract { report, delete, .. } => {
            let report = ReportId(*report);
            let out = if *delete {
                store.delete_text(report, &decision).await
            } else {
                store.retract_by(report, &decision).await
            };
            out.map(|out| out.map(|_| moderation::retracted(report.0, *delete)))
        }
        What::Restore { report } => store
            .restore(ReportId(*report), &decision)
            .await
            .map(|back| back.map(|_| moderation::restored())),
    };
    match said.map_err(anyhow::Error::from)? {
        Some(reply) => {
            show(Reply {
                buttons: Vec::new(),
                ..reply
            });
            Ok(())
        }
        None => {
            super::complain(
                "there is no such thing among the reports for everybody, or it was decided already: touchline review lists what waits",
            );
            Err(Failure::AlreadyTold)
        }
    }
}

async fn waits(app: &App, one: MatchId, other: MatchId) -> Result<bool, crate::store::StoreError> {
    let doubtful = app.store().doubtful(Scope::Shared).await?;
    Ok(doubtful.contains(&(one, other)) || doubtful.contains(&(other, one)))
}

async fn list(app: &App) -> Result<(), Failure> {
    let queries = Queries::over(app.store());
    let doubtful = app.store().doubtful(Scope::Shared).await;
    let doubtful = doubtful.map_err(anyhow::Error::from)?;
    let mut is_empty = true;
    for (later, earlier) in doubtful {
        let mut cards = Vec::with_capacity(2);
        for id in [later, earlier] {
            let card = queries.card(Scope::Shared, id).await;
            cards.extend(card.map_err(anyhow::Error::from)?);
        }
        if let [later, earlier] = &cards[..] {
            is_empty = false;
            let (kept, gone) = (earlier.id, later.id);
            show(Reply {
                buttons: Vec::new(),
                footer: Some(format!(
                    "touchline review merge {kept} {gone}, or: touchline review apart {kept} {gone}"
                )),
                ..moderation::doubtful(later, earlier, 0)
            });
        }
    }
    let reports = queries.reports(Scope::Shared, LATEST).await;
    let aside: Vec<_> = reports
        .map_err(anyhow::Error::from)?
        .into_iter()
        .filter(|line| line.put_aside.is_some() && !line.is_out && !line.is_deleted)
        .collect();
    if !aside.is_empty() {
        is_empty = false;
        show(Reply {
            title: Some("Put aside".to_owned()),
            ..moderation::reports(&aside)
        });
    }
    if is_empty {
        show(moderation::nothing_to_review());
    }
    Ok(())
}

fn show(reply: Reply) {
    let screen = super::screen(std::io::stdout().is_terminal());
    say!("{}", terminal::draw(&reply, screen).trim_end());
}
