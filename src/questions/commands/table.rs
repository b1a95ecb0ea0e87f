//! The table of the commands: names, options and words as `/help` shows them.

use super::{Command, CommandOption, OptionKind, command, doors, on_discord, option, required};

const SUBSCRIPTION: CommandOption =
    required("subscription", OptionKind::Subscription, "The subscription");
const FORMAT: CommandOption = option(
    "format",
    OptionKind::Choice,
    "How much a post says: a line, a card, all that is known",
);
const SPOILERS: CommandOption = option(
    "spoilers",
    OptionKind::Choice,
    "Show the result, hide it behind a button, or post with a delay",
);
const DELAY: CommandOption = option(
    "delay",
    OptionKind::Number,
    "With spoilers:delay, how many minutes a post waits: 2880, two days, at most",
);
const ROLE: CommandOption = option("role", OptionKind::Role, "A role that each post tells");
const THREAD: CommandOption = option(
    "thread",
    OptionKind::Choice,
    "Whether a thread is started from each post",
);

/// Every command, in the order `/help` shows them.
pub const COMMANDS: &[Command] = &[
    command(
        "score",
        "The score of a team's latest match, or of the one you describe",
        &[
            required("team", OptionKind::Team, "The team"),
            option("opponent", OptionKind::Opponent, "The team it played"),
            option("competition", OptionKind::Competition, "The competition"),
            option("date", OptionKind::Date, "The day, such as 2017-11-21"),
            option("private", OptionKind::Flag, "Show the answer to you alone"),
        ],
    ),
    command(
        "scorer",
        "Who scored in a match, or what a player has scored",
        &[
            option("team", OptionKind::Team, "A team: its latest match"),
            option("match", OptionKind::Match, "A match: m142, or A v B"),
            option("player", OptionKind::Player, "A player"),
        ],
    ),
    command(
        "match",
        "All that is known about a match",
        &[required(
            "match",
            OptionKind::Match,
            "m142, A v B, A v B 2017-11-21, or a team for its latest match",
        )],
    ),
    command(
        "evidence",
        "The words of the reports behind each fact of a match",
        &[
            required(
                "match",
                OptionKind::Match,
                "m142, A v B, A v B 2017-11-21, or a team for its latest match",
            ),
            option(
                "fact",
                OptionKind::Fact,
                "One fact: score, referee, goal 2, a scorer's name",
            ),
        ],
    ),
    command(
        "matches",
        "The matches I hold reports of, latest first",
        &[
            option("team", OptionKind::Team, "Only this team's"),
            option(
                "competition",
                OptionKind::Competition,
                "Only this competition's",
            ),
            option("page", OptionKind::Number, "Which page, from 1"),
        ],
    ),
    on_discord(
        "subscribe",
        "Post a summary in a channel whenever I read a match",
        &[
            option("team", OptionKind::Team, "Matches of this team"),
            option(
                "competition",
                OptionKind::Competition,
                "Matches of this competition",
            ),
            option(
                "player",
                OptionKind::Player,
                "Matches in which this player scored, set up a goal, was carded, or is spoken of",
            ),
            option("everything", OptionKind::Flag, "Every match"),
            option(
                "channel",
                OptionKind::Channel,
                "Where to post; here if left out",
            ),
            FORMAT,
            SPOILERS,
            DELAY,
            ROLE,
            THREAD,
        ],
        &[],
    ),
    on_discord(
        "unsubscribe",
        "Stop the summaries of a subscription",
        &[required(
            "subscription",
            OptionKind::Subscription,
            "The subscription to end",
        )],
        &[],
    ),
    on_discord(
        "subscriptions",
        "What this server's channels are subscribed to",
        &[],
        &[
            on_discord(
                "list",
                "Every subscription of this server with its state and last post",
                &[option(
                    "channel",
                    OptionKind::Channel,
                    "Only those that post there",
                )],
                &[],
            ),
            on_discord(
                "edit",
                "Change how a subscription posts",
                &[
                    SUBSCRIPTION,
                    FORMAT,
                    SPOILERS,
                    DELAY,
                    ROLE,
                    option("no_role", OptionKind::Flag, "Tell no role any more"),
                    THREAD,
                ],
                &[],
            ),
            on_discord(
                "pause",
                "Post nothing for a subscription until it is resumed",
                &[SUBSCRIPTION],
                &[],
            ),
            on_discord(
                "resume",
                "Post again for a subscription, from the next match on",
                &[SUBSCRIPTION],
                &[],
            ),
            on_discord(
                "test",
                "Post a marked sample where a subscription posts, and tell nobody",
                &[SUBSCRIPTION],
                &[],
            ),
            on_discord(
                "backfill",
                "Post matches I held before a subscription was made, quietly",
                &[
                    SUBSCRIPTION,
                    option(
                        "count",
                        OptionKind::Number,
                        "How many, 10 at most; 5 if left out",
                    ),
                ],
                &[],
            ),
            on_discord(
                "why",
                "Why a match was posted, or was not",
                &[required(
                    "match",
                    OptionKind::Match,
                    "m142, A v B, A v B 2017-11-21, or a team for its latest match",
                )],
                &[],
            ),
        ],
    ),
    on_discord(
        "settings",
        "This server's settings; all of them when nothing is given",
        &[
            option(
                "alert_channel",
                OptionKind::Channel,
                "Where I tell moderators of posts that do not arrive",
            ),
            option(
                "default_spoilers",
                OptionKind::Choice,
                "What new subscriptions do about spoilers",
            ),
            option(
                "default_team",
                OptionKind::Team,
                "The team that is meant where a word fits several",
            ),
            option(
                "default_format",
                OptionKind::Choice,
                "How much the posts of new subscriptions say",
            ),
            option(
                "reporter_role",
                OptionKind::Role,
                "Who may add and correct reports besides those who manage the server",
            ),
            option("clear", OptionKind::Choice, "A setting to take back"),
        ],
        &[],
    ),
    doors::REPORT,
    doors::CORRECT,
    doors::FEED,
    command("help", "What I can do and how to ask", &[]),
    command(
        "status",
        "How many reports and matches I hold, and what waits",
        &[],
    ),
];
