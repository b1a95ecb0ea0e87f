//! `touchline status`: what is held and what waits.

use super::Failure;
use crate::app::App;
use crate::config::Config;
use crate::facts::Scope;
use crate::queries::Queries;

/// Prints the counts, one a line.
///
/// # Errors
/// When the database cannot be opened or read.
pub async fn run(config: &Config) -> Result<(), Failure> {
    let app = App::open(config).await?;
    let status = Queries::over(app.store())
        .status(Scope::Shared)
        .await
        .map_err(anyhow::Error::from)?;
    let oldest = status
        .oldest_due
        .and_then(|instant| jiff::Timestamp::from_second(instant).ok())
        .map_or_else(|| "none".to_owned(), |instant| instant.to_string());
    say!("reports     {}", status.reports);
    say!("matches     {}", status.matches);
    say!("queued      {}", status.queued);
    say!("oldest due  {oldest}");
    say!("sent        {}", status.sent);
    say!("refused     {}", status.refused);
    say!("uncertain   {}", status.uncertain);
    say!("version     {}", status.version);
    app.close().await;
    Ok(())
}
