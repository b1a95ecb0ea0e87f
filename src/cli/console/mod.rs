//! `touchline console`: the commands of Discord, typed in a terminal.
//!
//! Lines come from `-c`, from standard input where it is no terminal, or from a person, with history and completion. Each
//! is answered by the desk that Discord asks too; answers and mistakes are no failure, faults are.

mod complete;
mod editor;

pub use complete::{Completion, completions};

use std::io::{IsTerminal, Write};
use std::sync::Arc;

use clap::Args;
use tokio::io::{AsyncBufReadExt, BufReader};

use super::failure::Failure;
use super::{OutputFormat, screen};
use crate::answering::Desk;
use crate::app::App;
use crate::config::Config;
use crate::facts::Scope;
use crate::questions::Asker;
use crate::questions::parse::{self, Typed};
use crate::replies::terminal::{self, Screen};
use crate::replies::{self, Audience, Reply, Tone, embed};

/// The options of `touchline console`.
#[derive(Debug, Args)]
pub struct ConsoleArguments {
    /// Answer this line and leave; may be given several times
    #[arg(short = 'c', value_name = "LINE")]
    pub lines: Vec<String>,

    /// How answers are printed
    #[arg(long, value_name = "FORMAT", default_value = "terminal")]
    pub format: OutputFormat,
}

/// Opens the database and answers lines until there are no more.
pub(super) async fn run(config: &Config, arguments: &ConsoleArguments) -> Result<(), Failure> {
    let app = App::open(config).await?;
    let ended = converse(&app, arguments).await;
    app.close().await;
    ended
}

/// Answers lines until there are no more: those given, else those of standard input, else a person's.
pub(super) async fn converse(app: &App, arguments: &ConsoleArguments) -> Result<(), Failure> {
    let console = Console {
        desk: Arc::new(app.desk()),
        format: arguments.format,
        screen: screen(std::io::stdout().is_terminal()),
    };
    if !arguments.lines.is_empty() {
        return console.answer_all(&arguments.lines).await;
    }
    if std::io::stdin().is_terminal() {
        return editor::talk(console).await;
    }
    console.answer_input().await
}

/// The reply to one line, as typed by who may see what everybody sees.
pub async fn reply_to(desk: &Desk, line: &str) -> Reply {
    match parse::line(line) {
        Ok(Typed::Ask { ask, private }) => {
            let reply = desk.answer(&asker(), &ask).await;
            if private {
                Reply {
                    audience: Audience::Asker,
                    ..reply
                }
            } else {
                reply
            }
        }
        Ok(Typed::DiscordOnly(command)) => replies::needs_discord(&command),
        Err(mistake) => replies::mistake(&mistake),
    }
}

/// Who sits at the console.
fn asker() -> Asker {
    Asker {
        scope: Scope::Shared,
        default_team: None,
        today: jiff::Zoned::now().date(),
    }
}

/// A console under way.
#[derive(Debug)]
struct Console {
    desk: Arc<Desk>,
    format: OutputFormat,
    screen: Screen,
}

/// Whether an answer was one, or an apology.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answered {
    Well,
    WithAFault,
}

impl Console {
    async fn answer_all(&self, lines: &[String]) -> Result<(), Failure> {
        let mut worst = Answered::Well;
        for line in lines {
            if self.answer(line).await? == Answered::WithAFault {
                worst = Answered::WithAFault;
            }
        }
        ended(worst)
    }

    async fn answer_input(&self) -> Result<(), Failure> {
        let mut input = BufReader::new(tokio::io::stdin());
        let mut worst = Answered::Well;
        let mut line = Vec::new();
        loop {
            line.clear();
            let read = input.read_until(b'\n', &mut line).await;
            if read.map_err(anyhow::Error::from)? == 0 {
                return ended(worst);
            }
            // A line that is no text is answered like any other that makes no sense.
            if self.answer(&String::from_utf8_lossy(&line)).await? == Answered::WithAFault {
                worst = Answered::WithAFault;
            }
        }
    }

    /// Answers one line; an empty one asks nothing.
    async fn answer(&self, line: &str) -> Result<Answered, Failure> {
        if line.trim().is_empty() {
            return Ok(Answered::Well);
        }
        let reply = reply_to(&self.desk, line).await;
        let printed = match self.format {
            OutputFormat::Terminal => terminal::draw(&reply, self.screen) + "\n",
            OutputFormat::Json => {
                let message = embed::message(&reply);
                serde_json::to_string(&message).map_err(anyhow::Error::from)? + "\n"
            }
        };
        let mut out = std::io::stdout().lock();
        out.write_all(printed.as_bytes())
            .and_then(|()| out.flush())
            .map_err(anyhow::Error::from)?;
        Ok(match reply.tone {
            Tone::Fault => Answered::WithAFault,
            Tone::Plain
            | Tone::Complete
            | Tone::Incomplete
            | Tone::Disputed
            | Tone::Corrected
            | Tone::Mistake => Answered::Well,
        })
    }
}

fn ended(worst: Answered) -> Result<(), Failure> {
    match worst {
        Answered::Well => Ok(()),
        Answered::WithAFault => Err(Failure::AlreadyTold),
    }
}
