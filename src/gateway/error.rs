//! Why the gateway ends for good.

/// Why the bot cannot go on. Everything else is waited out.
#[derive(Debug, thiserror::Error)]
pub enum GatewayError {
    /// Discord refused the token (HTTP 401, close code 4004).
    #[error(
        "Discord refused the token: copy it again from the Bot page of your application \
         (https://discord.com/developers/applications) into DISCORD_TOKEN"
    )]
    WrongToken,
    /// Discord refused the intents (close codes 4013, 4014).
    #[error(
        "Discord refused the intents this bot asks for (servers alone): look at \"Privileged Gateway Intents\" on the \
         Bot page of your application and start again"
    )]
    RefusedIntents,
    /// The API names a gateway that the token must not be sent to.
    #[error(
        "the API at {api} names the gateway {gateway:?}, and plain ws is accepted for this machine alone: \
         look at discord.api_url"
    )]
    UnsafeGateway {
        /// The API that was asked.
        api: String,
        /// What it answered.
        gateway: String,
    },
    /// The operating system did not give what a connection needs.
    #[error("cannot prepare a connection to Discord")]
    Preparation(#[source] Box<dyn std::error::Error + Send + Sync>),
}
