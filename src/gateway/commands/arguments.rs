//! The options that several commands about subscriptions share.

use serenity::all::{
    CommandInteraction, CommandOptionType, Context as Connection, CreateCommandOption,
    ResolvedValue, Role,
};
use serenity::async_trait;

use crate::store::{Format, Spoilers};

/// One of a few words, which Discord shows as a list to choose from and sends as the word itself: a command that Discord keeps
/// from an older version then still means what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OneOf<T>(pub T);

/// What a word in a list of choices stands for.
pub trait Word: Copy + Send + Sync + 'static {
    /// The words, in the order shown.
    const ALL: &'static [(&'static str, Self)];
}

impl Word for Format {
    const ALL: &'static [(&'static str, Self)] = &[
        ("line", Self::Line),
        ("card", Self::Card),
        ("full", Self::Full),
    ];
}

impl Word for Spoilers {
    const ALL: &'static [(&'static str, Self)] = &[
        ("show", Self::Show),
        ("hide", Self::Hide),
        ("delay", Self::Delay),
    ];
}

/// `thread:`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ThreadArg {
    None,
    PerMatch,
}

impl Word for ThreadArg {
    const ALL: &'static [(&'static str, Self)] =
        &[("none", Self::None), ("per match", Self::PerMatch)];
}

#[async_trait]
impl<T: Word> poise::SlashArgument for OneOf<T> {
    async fn extract(
        _connection: &Connection,
        _interaction: &CommandInteraction,
        value: &ResolvedValue<'_>,
    ) -> Result<Self, poise::SlashArgError> {
        let ResolvedValue::String(typed) = value else {
            return Err(poise::SlashArgError::new_command_structure_mismatch(
                "one of a few words was expected",
            ));
        };
        T::ALL
            .iter()
            .find(|(word, _)| word.eq_ignore_ascii_case(typed))
            .map(|(_, meaning)| Self(*meaning))
            .ok_or_else(|| {
                poise::SlashArgError::new_command_structure_mismatch(
                    "a word was sent that is no choice",
                )
            })
    }

    fn create(option: CreateCommandOption) -> CreateCommandOption {
        let option = option.kind(CommandOptionType::String);
        T::ALL.iter().fold(option, |option, (word, _)| {
            option.add_string_choice(*word, *word)
        })
    }
}

/// How posts are to be, as far as it was said.
#[derive(Debug, Clone, Default)]
pub struct Said {
    pub format: Option<Format>,
    pub spoilers: Option<Spoilers>,
    /// In minutes.
    pub delay: Option<u32>,
    pub role: Option<u64>,
    pub clears_role: bool,
    pub threads: Option<bool>,
}

impl Said {
    /// What the options of a command say.
    pub fn of(
        format: Option<OneOf<Format>>,
        spoilers: Option<OneOf<Spoilers>>,
        delay: Option<u32>,
        role: Option<Role>,
        thread: Option<OneOf<ThreadArg>>,
    ) -> Self {
        Self {
            format: format.map(|OneOf(format)| format),
            spoilers: spoilers.map(|OneOf(spoilers)| spoilers),
            delay,
            role: role.map(|role| role.id.get()),
            clears_role: false,
            threads: thread.map(|OneOf(thread)| thread == ThreadArg::PerMatch),
        }
    }
}
