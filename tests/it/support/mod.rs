//! What several tests share.

pub mod gold;
pub mod kinds;

pub mod claims;
pub mod clock;
pub mod crash;
pub mod discord;
pub mod heard;
pub mod program;
pub mod prose;
pub mod site;
pub mod story;
pub mod world;
