//! The commands there are: one table that the console, `/help` and Discord's registration all agree with.

mod doors;
mod table;

pub use table::COMMANDS;

/// A command a person can type after a slash.
#[derive(Debug, PartialEq, Eq)]
pub struct Command {
    /// Its name, without the slash.
    pub name: &'static str,
    /// What it does, in at most 100 characters.
    pub description: &'static str,
    /// Its options, required ones first; bare words in the console fill the first.
    pub options: &'static [CommandOption],
    /// Its subcommands; a command with subcommands is not run by itself.
    pub subcommands: &'static [Command],
    /// Where it works.
    pub place: Place,
}

/// An option of a command.
#[derive(Debug, PartialEq, Eq)]
pub struct CommandOption {
    /// Its name, without the colon.
    pub name: &'static str,
    /// What it is, in at most 100 characters.
    pub description: &'static str,
    /// What it takes.
    pub kind: OptionKind,
    /// Whether the command needs it.
    pub required: bool,
}

/// Where a command works.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// On Discord and in the console.
    Anywhere,
    /// On Discord alone: it is about channels.
    Discord,
}

/// What an option takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OptionKind {
    /// The words for a team.
    Team,
    /// The words for a team that met the one in `team`.
    Opponent,
    /// The words for a competition.
    Competition,
    /// The words for a match.
    Match,
    /// The words for a player.
    Player,
    /// A fact of the match in `match`.
    Fact,
    /// A subscription of this server.
    Subscription,
    /// A day.
    Date,
    /// Yes or no.
    Flag,
    /// A whole number from 1.
    Number,
    /// A channel of this server.
    Channel,
    /// A role of this server.
    Role,
    /// One of a few words.
    Choice,
    /// Words of the person's own.
    Text,
    /// A file.
    File,
}

impl OptionKind {
    /// Whether values are offered while the person types.
    #[must_use]
    pub const fn is_completed(self) -> bool {
        match self {
            Self::Team
            | Self::Opponent
            | Self::Competition
            | Self::Match
            | Self::Player
            | Self::Fact
            | Self::Subscription => true,
            Self::Date
            | Self::Flag
            | Self::Number
            | Self::Channel
            | Self::Role
            | Self::Choice
            | Self::Text
            | Self::File => false,
        }
    }
}

const fn option(name: &'static str, kind: OptionKind, description: &'static str) -> CommandOption {
    CommandOption {
        name,
        description,
        kind,
        required: false,
    }
}

const fn required(
    name: &'static str,
    kind: OptionKind,
    description: &'static str,
) -> CommandOption {
    CommandOption {
        name,
        description,
        kind,
        required: true,
    }
}

const fn command(
    name: &'static str,
    description: &'static str,
    options: &'static [CommandOption],
) -> Command {
    Command {
        name,
        description,
        options,
        subcommands: &[],
        place: Place::Anywhere,
    }
}

const fn on_discord(
    name: &'static str,
    description: &'static str,
    options: &'static [CommandOption],
    subcommands: &'static [Command],
) -> Command {
    Command {
        name,
        description,
        options,
        subcommands,
        place: Place::Discord,
    }
}

/// The command of that name, upper and lower case alike.
#[must_use]
pub fn find_command(name: &str) -> Option<&'static Command> {
    COMMANDS
        .iter()
        .find(|command| command.name.eq_ignore_ascii_case(name))
}

impl Command {
    /// Whether it is about reports and corrections, not about answers or posts.
    #[must_use]
    pub fn is_about_reports(&self) -> bool {
        [doors::REPORT, doors::CORRECT, doors::FEED]
            .iter()
            .any(|known| known.name == self.name)
    }

    /// The option of that name, upper and lower case alike.
    #[must_use]
    pub fn find_option(&self, name: &str) -> Option<&CommandOption> {
        self.options
            .iter()
            .find(|option| option.name.eq_ignore_ascii_case(name))
    }
}
