//! What several tests share.

#[expect(
    dead_code,
    reason = "what only the scorer of extraction reads is annotated already"
)]
pub mod gold;

pub mod claims;
pub mod discord;
pub mod world;
