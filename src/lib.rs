//! Touchline reads football match reports written as prose, keeps the facts with the words that support each one, and
//! answers questions about the matches on Discord and in a terminal.
//!
//! # The life of one sentence
//!
//! *"Fourteen minutes from time Okafor headed in Lind's cross"* arrives in a file. [`ingestion`] decodes it and keeps its
//! bytes. [`extraction`] finds a trigger (*headed in*), whose agent stands before it, a clock (90 − 14 = 76', derived), a
//! provider (*Lind's cross*), and no word that would deny it; the timeline search fits the goal among the others and the
//! score. It leaves as a claim, a [`facts::Fact`], whose evidence is the exact slice of the text. [`store`] writes the report,
//! its claims, the agreed view that [`facts::consensus`] folds from all reports of the match, and the posts that
//! subscribed channels are owed, in one transaction. Somebody types `/scorer`: [`questions`] turns the words into ids,
//! [`queries`] fetches the agreed view, [`replies`] says `76' Okafor (Lind) †`, and [`gateway`] or the console shows it, the
//! quote one press away.
//!
//! ```text
//! report text ─► extraction ─► claims ─► store ─► agreed facts ─► queries ─► replies ─► gateway ─► Discord
//! (file, folder)  pure, total   values +   one       one view a       ▲    ▲      embed or     ▲
//!                               evidence   transaction  match     questions └ answering  terminal │
//!                                          └─► outbox ─► delivery ─► (Sender) ────────────────────┘
//! ```
//!
//! # Rooms
//!
//! | room | its job |
//! |---|---|
//! | [`football`] | the vocabulary: plain values of the game |
//! | [`facts`] | values with evidence; folding several reports into one view; what changed |
//! | [`names`] | which words can mean which team, competition or ground |
//! | [`extraction`] | prose to claims: pure, synchronous, cannot fail |
//! | [`store`] | changes to SQLite, and nothing but changes |
//! | [`questions`] | what can be asked, in words and in ids; what an answer is |
//! | [`queries`] | question to answer: the only SQL that serves readers |
//! | [`replies`] | answer to reply, and a reply drawn for Discord or for a terminal |
//! | [`answering`] | the desk where an asker's words become a reply: resolve, query, build |
//! | [`ingestion`] | getting reports in: files, folders |
//! | [`delivery`] | getting summaries out: who cares, and the outbox worker |
//! | [`gateway`] | Discord: commands, buttons, menus, permissions, the sender |
//! | [`cli`] | one file a subcommand; the console |
//! | [`config`] | what an operator can set |
//! | [`app`] | opens the store, loads the names, runs the tasks, drains them on shutdown |
//!
//! # Invariants
//!
//! - An arrow never points upstream; `tests/it/architecture.rs` holds the table.
//! - No fact without evidence, and evidence is a slice: quotes are cut from the stored text, never copied beside it.
//! - Extraction never learns that SQLite or Discord exist. Replies never fetch. Queries never format. The gateway writes no
//!   SQL and sees no rule. Delivery never imports Discord; Discord implements delivery.
//! - Claims belong to their report and are replaced whole when it is read again. The agreed tables are a cache of them:
//!   deleting and rebuilding changes nothing.
//! - What a match's change owes to channels is committed with the change. A row names the change, not the wording.
//! - Time is an argument: a publication date for extraction, a clock for ingestion and delivery.
//! - Ignorance is an answer: *not stated*, *disputed*, *no report*. A mistake is the asker's to mend and is told to them
//!   alone. A fault is ours: an apology with a reference, and one line in the log with the same one.
//!
//! # Where to add
//!
//! - **A question**: one file each in [`questions`], [`queries`], [`replies`] and `gateway/commands`, one arm in
//!   [`answering`], one entry in the table of commands.
//! - **A rule of extraction**: one entry in a file of `config/rules`, with a sentence it must catch and a tempting one it
//!   must leave; see [`extraction`].
//! - **A kind of fact**: a variant of [`facts::FactValue`]; the compiler lists who must learn it.
//! - **A team or competition**: an entry in `config/names`.
//! - **A door for reports**: a file in [`ingestion`] that hands bytes to its pipeline.
//!
//! # Decisions that differ from the first plan
//!
//! - [`answering`] is a room of its own: the console and the gateway take the same three steps from words to reply, and
//!   neither should own them.
//! - Replies are written as Discord's JSON without Discord's library, so that `console --format json` prints the very bytes
//!   that the gateway sends.

pub mod answering;
pub mod app;
pub mod cli;
pub mod config;
pub mod delivery;
pub mod extraction;
pub mod facts;
pub mod football;
pub mod gateway;
pub mod ingestion;
pub mod names;
pub mod queries;
pub mod questions;
pub mod replies;
pub mod store;
