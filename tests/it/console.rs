//! The console: the program itself, with lines typed at it.

use std::io::Write as _;
use std::process::{Command, Output, Stdio};

use insta::assert_snapshot;
use serde_json::Value;
use touchline::answering::Desk;
use touchline::cli::console::completions;
use touchline::football::Side;
use touchline::names::Gazetteer;
use touchline::store::Store;

use crate::support::claims::ClaimsBuilder;
use crate::support::world::World;

/// A database in a folder of its own.
struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    fn new() -> Self {
        Self {
            folder: tempfile::tempdir().expect("a folder"),
        }
    }

    fn url(&self) -> String {
        format!(
            "sqlite://{}",
            self.folder.path().join("touchline.db").display()
        )
    }

    /// Runs the console with these arguments, and with `typed` on standard input.
    fn console(&self, arguments: &[&str], typed: &str) -> Output {
        let mut child = Command::new(env!("CARGO_BIN_EXE_touchline"))
            .args(["--database", &self.url(), "console"])
            .args(arguments)
            .current_dir(self.folder.path())
            .env_clear()
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut input = child.stdin.take().expect("a pipe");
        input.write_all(typed.as_bytes()).expect("a line is typed");
        drop(input);
        child.wait_with_output().expect("the program ends")
    }
}

fn printed(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn lines_given_are_answered_in_turn_and_mistakes_are_no_failure() {
    let place = Place::new();
    let output = place.console(
        &[
            "-c",
            "/score Xyzzy opponent:",
            "-c",
            "/scoer",
            "-c",
            "/subscribe everything:yes",
        ],
        "",
    );
    assert_eq!(output.status.code(), Some(0));
    assert_snapshot!(printed(&output), @"
    opponent: has no value.

    There is no command /scoer. Did you mean /score?

    /subscribe is about the channels of a server, so it works on Discord alone.
    ");
}

#[test]
fn lines_on_standard_input_are_answered_to_its_end() {
    let output = Place::new().console(&[], "/matches\n\n   \n/match m9");
    assert_eq!(output.status.code(), Some(0));
    assert_snapshot!(printed(&output), @"
    I hold no match yet.

    I hold no match m9. /matches lists those I hold.
    ");
}

#[test]
fn json_is_one_object_a_command_as_it_would_go_to_discord() {
    let output = Place::new().console(&["--format", "json", "-c", "/help", "-c", "/matches"], "");
    let lines: Vec<Value> = printed(&output)
        .lines()
        .map(|line| serde_json::from_str(line).expect("a line is an object"))
        .collect();
    assert_eq!(lines.len(), 2);
    for line in &lines {
        for key in ["content", "embeds", "components", "flags"] {
            assert!(line.get(key).is_some(), "{key} in {line}");
        }
        assert_eq!(line["allowed_mentions"]["parse"], serde_json::json!([]));
    }
    // Help is for the asker alone, a list is for the channel.
    assert_eq!(lines[0]["flags"], 64);
    assert_eq!(lines[1]["flags"], 0);
}

#[tokio::test]
async fn a_fault_is_exit_status_1_and_the_rest_is_still_answered() {
    let place = Place::new();
    let store = Store::open(&place.url()).await.expect("a database");
    store.close().await;
    let database = sqlx::SqlitePool::connect(&place.url())
        .await
        .expect("a connection");
    sqlx::query("alter table reports rename to mislaid")
        .execute(&database)
        .await
        .expect("a table is renamed");
    database.close().await;
    let output = place.console(&["-c", "/status", "-c", "/help"], "");
    assert_eq!(output.status.code(), Some(1));
    let printed = printed(&output);
    let reference = printed
        .split("reference:")
        .nth(1)
        .and_then(|rest| rest.split_whitespace().next())
        .map(|word| word.trim_end_matches('.').to_owned())
        .expect("a reference is given");
    let log = String::from_utf8_lossy(&output.stderr);
    assert!(
        log.contains(&reference),
        "{reference} is not in the log: {log}"
    );
    assert!(
        printed.contains("/score team:"),
        "the second line was answered: {printed}"
    );
}

async fn completed(line: &str) -> String {
    let world = World::new().await;
    let game = ClaimsBuilder::of("Lions 1-0 Bears. Obi.", "Kestrel Lions", "Harbour Bears")
        .score(1, 0)
        .goal("Asha Obi", Side::Home, Some(12));
    world.tell(game).await;
    let desk = Desk::new(Gazetteer::embedded(), &world.store);
    let lines: Vec<String> = completions(&desk, line)
        .await
        .into_iter()
        .take(4)
        .map(|completion| format!("{}{}", &line[..completion.start], completion.value))
        .collect();
    lines.join("\n")
}

#[tokio::test]
async fn a_line_is_completed_by_commands_options_and_values() {
    assert_snapshot!(completed("/sc").await, @"
    /score
    /scorer
    ");
    assert_snapshot!(completed("/score kes").await, @"/score Kestrel Lions");
    assert_snapshot!(completed("/score Kestrel Lions o").await, @"
    /score Kestrel Lions opponent:
    /score Kestrel Lions
    ");
    assert_snapshot!(completed("/score Kestrel Lions opponent:").await, @"/score Kestrel Lions opponent:Harbour Bears");
    assert_snapshot!(completed("/match har").await, @"/match m1");
    assert_snapshot!(completed("/evidence match:m1 fact:obi").await, @"/evidence match:m1 fact:goal 1");
    assert_snapshot!(completed("/subscriptions ").await, @"
    /subscriptions list
    /subscriptions edit
    /subscriptions pause
    /subscriptions resume
    ");
    assert_snapshot!(completed("/scorer player:as").await, @"/scorer player:Asha Obi");
    assert_snapshot!(completed("/xyzzy a").await, @"");
}
