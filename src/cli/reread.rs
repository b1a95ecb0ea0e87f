//! `touchline reread`: everything kept, read once more.

use super::Failure;
use crate::app::{self, App};
use crate::config::Config;
use crate::facts::diff::Change;
use crate::ingestion::Reread;

/// Reads every report again and prints what is different, a line a match; nothing is announced.
///
/// # Errors
/// When the database does not take a reading; what was read by then stays.
pub async fn run(config: &Config) -> Result<(), Failure> {
    let app = App::open(config).await?;
    let (mut reports, mut changed) = (0_usize, 0_usize);
    let tell = |read: Reread| {
        let lines = lines(&read);
        reports += 1;
        changed += usize::from(!lines.is_empty());
        for line in lines {
            say!("report {} ({}): {line}", read.report.0, read.source);
        }
    };
    app.pipeline()
        .reread(app::now(), tell)
        .await
        .map_err(anyhow::Error::from)?;
    say!("{reports} reports read again, {changed} of them told something else");
    app.close().await;
    Ok(())
}

fn lines(read: &Reread) -> Vec<String> {
    let mut lines = Vec::new();
    match (read.told_of_match, read.tells_of_match) {
        (false, true) => lines.push("tells of a match now".to_owned()),
        (true, false) => lines.push("tells of no match any more".to_owned()),
        (true, true) | (false, false) => {}
    }
    for change in &read.changes {
        let tally = Tally::of(&change.changes);
        if !change.changes.is_empty() {
            lines.push(format!(
                "{} {} v {}: {tally}",
                change.id, change.home, change.away
            ));
        }
    }
    lines
}

/// How many facts came, went, and read differently.
#[derive(Debug, Default)]
struct Tally {
    added: usize,
    removed: usize,
    changed: usize,
    confirmed: usize,
    is_new: bool,
    is_gone: bool,
}

impl Tally {
    fn of(changes: &[Change]) -> Self {
        let mut tally = Self::default();
        for change in changes {
            match change {
                Change::Appeared => tally.is_new = true,
                Change::Withdrawn => tally.is_gone = true,
                Change::Added(_) => tally.added += 1,
                Change::Removed(_) => tally.removed += 1,
                Change::Changed { .. } => tally.changed += 1,
                Change::Stands { .. } => tally.confirmed += 1,
            }
        }
        tally
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.is_new {
            return f.write_str("a match not held before");
        }
        if self.is_gone {
            return f.write_str("no report tells of it any more");
        }
        let counts = [
            (self.added, "added"),
            (self.changed, "changed"),
            (self.removed, "gone"),
            (self.confirmed, "on another footing"),
        ];
        let told: Vec<String> = counts
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, what)| format!("{count} {what}"))
            .collect();
        f.write_str(&told.join(", "))
    }
}
