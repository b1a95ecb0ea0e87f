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
#[expect(clippy::print_stdout, reason = "this is what the command is for")]
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
    println!("reports     {}", status.reports);
    println!("matches     {}", status.matches);
    println!("queued      {}", status.queued);
    println!("oldest due  {oldest}");
    println!("sent        {}", status.sent);
    println!("refused     {}", status.refused);
    println!("uncertain   {}", status.uncertain);
    println!("version     {}", status.version);
    app.close().await;
    Ok(())
}
