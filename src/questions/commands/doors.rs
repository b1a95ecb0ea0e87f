//! The commands about reports, corrections and feeds.

use super::{Command, CommandOption, OptionKind, on_discord, option, required};

const NUMBER: CommandOption = required(
    "report",
    OptionKind::Number,
    "The report's number, as /report list shows it",
);

/// `/report`
pub(super) const REPORT: Command = on_discord(
    "report",
    "Add match reports, and decide what becomes of them",
    &[],
    &[
        on_discord(
            "add",
            "Read a report of yours: a file, an address, or a form to paste into",
            &[
                option(
                    "file",
                    OptionKind::File,
                    "A .txt, .md or .html file of up to 256 KiB",
                ),
                option(
                    "address",
                    OptionKind::Text,
                    "The address of a report on the web",
                ),
            ],
            &[],
        ),
        on_discord(
            "list",
            "This server's own reports, with what was put aside and why",
            &[],
            &[],
        ),
        on_discord("show", "One report of this server", &[NUMBER], &[]),
        on_discord(
            "retract",
            "Take a report out of every answer and post",
            &[
                NUMBER,
                required("reason", OptionKind::Text, "Why"),
                option("delete", OptionKind::Flag, "Delete its text too, for good"),
            ],
            &[],
        ),
        on_discord(
            "review",
            "What waits for a moderator: new reporters' texts, matches that may be one",
            &[],
            &[],
        ),
        on_discord(
            "history",
            "What was corrected, retracted and decided here, by whom and why",
            &[],
            &[],
        ),
    ],
);

/// `/correct`
pub(super) const CORRECT: Command = on_discord(
    "correct",
    "Put a fact of a match right; it outranks every report, and posts are corrected",
    &[
        required(
            "match",
            OptionKind::Match,
            "m142, A v B, A v B 2017-11-21, or a team for its latest match",
        ),
        required(
            "field",
            OptionKind::Fact,
            "What to put right: score, referee, goal 2, new goal",
        ),
        required(
            "value",
            OptionKind::Text,
            "What is right, such as 2-1, 50, or Kane; none to take it away",
        ),
        required("reason", OptionKind::Text, "Why"),
    ],
    &[],
);

/// `/feed`
pub(super) const FEED: Command = on_discord(
    "feed",
    "The feeds that bring this server reports",
    &[],
    &[
        on_discord(
            "add",
            "Read the reports of a feed from now on",
            &[
                required(
                    "address",
                    OptionKind::Text,
                    "The address of an RSS, Atom or JSON feed",
                ),
                option(
                    "every",
                    OptionKind::Text,
                    "How often it is asked, such as 15m or 1h",
                ),
            ],
            &[],
        ),
        on_discord("list", "This server's feeds with their state", &[], &[]),
        on_discord(
            "remove",
            "Read a feed no more; the reports it brought stay",
            &[required(
                "feed",
                OptionKind::Number,
                "The feed's number, as /feed list shows it",
            )],
            &[],
        ),
        on_discord(
            "test",
            "Look whether a feed can be read, and save nothing",
            &[required(
                "address",
                OptionKind::Text,
                "The address of an RSS, Atom or JSON feed",
            )],
            &[],
        ),
    ],
);
