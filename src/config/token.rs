//! The Discord token.

/// A bot's token. It can be used and never be printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// The environment variable it comes from.
    pub const VARIABLE: &str = "DISCORD_TOKEN";

    /// The token in the environment; `None` when it is unset or blank. Its shape is not checked, Discord's answer is.
    #[must_use]
    pub fn from_environment() -> Option<Self> {
        std::env::var(Self::VARIABLE)
            .ok()
            .and_then(|text| Self::new(&text))
    }

    /// The token in `text`, blanks around it dropped; `None` when nothing is left.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let bare = text.trim();
        (!bare.is_empty()).then(|| Self(bare.to_owned()))
    }

    /// The token itself, for the one header that carries it.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(…)")
    }
}
