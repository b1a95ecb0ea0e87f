//! The arrows between the rooms of `src`, held by walking its files.

use std::path::{Path, PathBuf};

/// A room: the rooms it may use, the words that must not occur in its code, the sentence that is broken when one does.
struct Room {
    folder: &'static str,
    may_use: &'static [&'static str],
    never: &'static [&'static str],
    because: &'static str,
}

const DISCORD: [&str; 2] = ["serenity", "poise"];
const CLOCK: [&str; 4] = ["SystemTime", "Instant::now", "Zoned::now", "Timestamp::now"];

const ROOMS: &[Room] = &[
    Room {
        folder: "football",
        may_use: &[],
        never: &["sqlx", DISCORD[0], DISCORD[1], "tokio", "reqwest"],
        because: "football is the vocabulary: it knows nothing else here",
    },
    Room {
        folder: "facts",
        may_use: &["football"],
        never: &["sqlx", DISCORD[0], DISCORD[1], "tokio", "reqwest"],
        because: "facts are values over football, whatever keeps or shows them",
    },
    Room {
        folder: "names",
        may_use: &["football"],
        never: &["sqlx", DISCORD[0], DISCORD[1], "tokio", "reqwest"],
        because: "names know which words can mean which team, and no more",
    },
    Room {
        folder: "extraction",
        may_use: &["football", "facts", "names"],
        never: &[
            "sqlx", DISCORD[0], DISCORD[1], "tokio", "reqwest", CLOCK[0], CLOCK[1], CLOCK[2],
            CLOCK[3],
        ],
        because: "extraction never learns that SQLite or Discord exist, nor what time it is",
    },
    Room {
        folder: "questions",
        may_use: &["football", "facts", "names"],
        never: &["sqlx", DISCORD[0], DISCORD[1], "tokio", "reqwest"],
        because: "questions say what can be asked, and fetch nothing",
    },
    Room {
        folder: "replies",
        may_use: &["football", "facts", "questions"],
        never: &["sqlx", DISCORD[0], DISCORD[1], "tokio", "reqwest"],
        because: "replies never fetch, and are drawn without Discord's library",
    },
    Room {
        folder: "store",
        may_use: &["football", "facts"],
        never: &[DISCORD[0], DISCORD[1], "reqwest"],
        because: "the store keeps facts, and knows neither prose nor Discord",
    },
    Room {
        folder: "queries",
        may_use: &["football", "facts", "questions", "store"],
        never: &[DISCORD[0], DISCORD[1], "reqwest"],
        because: "queries never format",
    },
    Room {
        folder: "answering",
        may_use: &[
            "football",
            "facts",
            "names",
            "questions",
            "queries",
            "replies",
            "store",
        ],
        never: &["sqlx", DISCORD[0], DISCORD[1], "reqwest"],
        because: "the desk resolves, asks and builds; it knows neither SQL nor Discord",
    },
    Room {
        folder: "ingestion",
        may_use: &[
            "football",
            "facts",
            "names",
            "extraction",
            "store",
            "delivery",
        ],
        never: &["sqlx", DISCORD[0], DISCORD[1]],
        because: "a door for reports does not answer questions",
    },
    Room {
        folder: "delivery",
        may_use: &[
            "football",
            "facts",
            "questions",
            "queries",
            "replies",
            "store",
        ],
        never: &["sqlx", DISCORD[0], DISCORD[1], "reqwest"],
        because: "delivery never imports Discord: Discord implements delivery",
    },
    Room {
        folder: "gateway",
        may_use: &[
            "football",
            "facts",
            "names",
            "questions",
            "queries",
            "replies",
            "answering",
            "ingestion",
            "store",
            "delivery",
            "config",
        ],
        never: &["sqlx"],
        because: "the gateway writes no SQL and sees no rule",
    },
    Room {
        folder: "cli",
        may_use: EVERY_ROOM,
        never: &["sqlx"],
        because: "SQL is written in store and queries",
    },
    Room {
        folder: "app",
        may_use: EVERY_ROOM,
        never: &["sqlx"],
        because: "SQL is written in store and queries",
    },
];

const EVERY_ROOM: &[&str] = &[
    "football",
    "facts",
    "names",
    "extraction",
    "questions",
    "queries",
    "replies",
    "answering",
    "ingestion",
    "store",
    "delivery",
    "gateway",
    "config",
    "cli",
    "app",
];

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut files: Vec<PathBuf> = entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .flat_map(|path| {
            if path.is_dir() {
                rust_files(&path)
            } else {
                vec![path]
            }
        })
        .filter(|path| path.extension().is_some_and(|end| end == "rs"))
        .collect();
    files.sort();
    files
}

fn code_of(line: &str) -> &str {
    line.split("//").next().unwrap_or_default()
}

/// Whether `name` stands in `code` as a whole path segment.
fn names(code: &str, name: &str) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(name).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        let after = code[at + name.len()..].chars().next();
        !before.is_some_and(is_word) && !after.is_some_and(is_word)
    })
}

/// The room that a `crate::…` path in `code` leads to, for each of them.
fn rooms_used(code: &str) -> impl Iterator<Item = &str> {
    code.match_indices("crate::").filter_map(|(at, prefix)| {
        let path = &code[at + prefix.len()..];
        path.split(|c: char| !c.is_alphanumeric() && c != '_')
            .next()
            .filter(|room| !room.is_empty())
    })
}

fn broken_in(room: &Room, shown: &str, text: &str) -> Vec<String> {
    let mut broken = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let code = code_of(line);
        let words = room.never.iter().copied().filter(|word| names(code, word));
        let rooms =
            rooms_used(code).filter(|used| *used != room.folder && !room.may_use.contains(used));
        for word in words.chain(rooms) {
            broken.push(format!(
                "src/{shown}:{}: `{word}`, but {}",
                index + 1,
                room.because
            ));
        }
    }
    broken
}

#[test]
fn no_arrow_points_upstream() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut broken = Vec::new();
    for room in ROOMS {
        let mut files = rust_files(&src.join(room.folder));
        files.extend(Some(src.join(format!("{}.rs", room.folder))).filter(|file| file.exists()));
        for file in files {
            let shown = file
                .strip_prefix(&src)
                .expect("the file lies below src")
                .display()
                .to_string();
            broken.extend(broken_in(
                room,
                &shown,
                &std::fs::read_to_string(&file).expect("source is readable"),
            ));
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn an_arrow_upstream_would_be_seen() {
    let replies = ROOMS
        .iter()
        .find(|room| room.folder == "replies")
        .expect("replies is a room");
    assert_eq!(
        broken_in(replies, "replies/x.rs", "use crate::queries::score;").len(),
        1
    );
    assert_eq!(
        broken_in(replies, "replies/x.rs", "let rows = sqlx::query(text);").len(),
        1
    );
    assert_eq!(
        broken_in(
            replies,
            "replies/x.rs",
            "use crate::questions::Ask; // not crate::store"
        )
        .len(),
        0
    );
}

#[test]
fn every_room_is_in_the_list() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let entries = std::fs::read_dir(&src).expect("src is readable");
    let strangers: Vec<String> = entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter_map(|path| {
            path.file_stem()
                .map(|stem| stem.to_string_lossy().into_owned())
        })
        .filter(|stem| !["lib", "main", "config"].contains(&stem.as_str()))
        .filter(|stem| !ROOMS.iter().any(|room| room.folder == stem))
        .collect();
    assert!(strangers.is_empty(), "rooms without arrows: {strangers:?}");
}

#[test]
fn every_file_opens_by_naming_its_job() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let silent: Vec<String> = rust_files(&src)
        .into_iter()
        .filter(|file| {
            !std::fs::read_to_string(file)
                .expect("source is readable")
                .starts_with("//!")
        })
        .map(|file| file.display().to_string())
        .collect();
    assert!(
        silent.is_empty(),
        "files without a front sentence: {silent:#?}"
    );
}
