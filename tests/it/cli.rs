//! The command line, as a process: what it prints, where, and how it ends.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::ingestion::address::{ASHBOURNE, page};
use crate::support::site::{Answer, Site};

/// A folder of its own to run the program in.
struct Place(tempfile::TempDir);

/// How a run ended.
struct Ran {
    status: i32,
    out: String,
    err: String,
}

impl Place {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a temporary folder"))
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.0.path().join(name);
        std::fs::create_dir_all(path.parent().expect("it is in the folder"))
            .expect("folders are made");
        std::fs::write(path, bytes).expect("the file is written");
    }

    fn run(&self, arguments: &[&str]) -> Ran {
        self.run_with(arguments, &[], "")
    }

    fn run_with(&self, arguments: &[&str], environment: &[(&str, &str)], input: &str) -> Ran {
        let mut child = Command::new(env!("CARGO_BIN_EXE_touchline"))
            .args(arguments)
            .current_dir(self.0.path())
            .env_remove("DISCORD_TOKEN")
            .env_remove("RUST_LOG")
            .envs(environment.iter().copied())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the binary runs");
        let mut stdin = child.stdin.take().expect("standard input is a pipe");
        // A program that does not read its input may be gone before it is written.
        let _written = stdin.write_all(input.as_bytes());
        drop(stdin);
        let output = child.wait_with_output().expect("it ends");
        Ran {
            status: output.status.code().expect("it ends by itself"),
            out: String::from_utf8(output.stdout).expect("output is UTF-8"),
            err: String::from_utf8(output.stderr).expect("output is UTF-8"),
        }
    }
}

const REPORT: &str = "Pellworth United beat Harbour Rovers 2-1 at home on Saturday. Tom Hollis put Pellworth ahead in the \
    12th minute, and Marek Brandt made it 2-0 on 40 minutes. Luis Okoro pulled a goal back for Rovers in the 80th minute.";

#[test]
fn what_cannot_be_read_is_named_and_the_rest_is_still_done() {
    let place = Place::new();
    place.write("in/a-empty.txt", "");
    place.write("in/b-binary.txt", b"\x7fELF\x02\x01\0\0\0\0");
    place.write("in/c-large.txt", vec![b'a'; 2 * 1024 * 1024]);
    place.write("in/d-report.txt", REPORT);
    let ran = place.run(&["ingest", "in", "in/missing.txt"]);
    assert_eq!(ran.status, 1);
    insta::assert_snapshot!(ran.err, @"
    touchline: in/a-empty.txt is empty: there is nothing to read
    touchline: in/b-binary.txt is not text but binary data: give the report as plain text (.txt or .md)
    touchline: in/c-large.txt is over 1 MiB: a match report is a few kilobytes; split the file, or give the report alone
    touchline: in/missing.txt does not exist: check the path
    ");
    assert!(
        ran.out
            .starts_with("in/d-report.txt: Pellworth United 2-1 Harbour Rovers (m1, "),
        "{}",
        ran.out
    );
    assert_eq!(ran.out.lines().count(), 1, "{}", ran.out);
    let status = place.run(&["status"]);
    assert!(
        status.out.contains("reports     1\nmatches     1\n"),
        "{}",
        status.out
    );
}

#[test]
fn no_match_is_a_result() {
    let place = Place::new();
    place.write("soup.txt", "Chop two onions, fry them for ten minutes, then add the stock and simmer for half an hour.");
    let ran = place.run(&["ingest", "soup.txt"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    assert!(ran.out.starts_with("soup.txt: no match: "), "{}", ran.out);
}

#[test]
fn standard_input_is_a_report_like_any_other() {
    let place = Place::new();
    let ran = place.run_with(&["ingest", "-"], &[], REPORT);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    assert!(
        ran.out
            .starts_with("standard input: Pellworth United 2-1 Harbour Rovers (m1, "),
        "{}",
        ran.out
    );
    // The same text by another door is the same report.
    place.write("a.txt", REPORT);
    let same = place.run(&["ingest", "a.txt"]);
    assert_eq!(same.out, "a.txt: the same as a report already held (m1)\n");
    // A page is read for its article.
    let html = page("", "Late header", &ASHBOURNE);
    let ran = place.run_with(&["ingest", "-", "--published", "2017-11-19"], &[], &html);
    assert!(
        ran.out.contains("Ashbourne Town 2-1 Cutler Row (m2"),
        "{}{}",
        ran.out,
        ran.err
    );
    // What is no report, and what is nothing.
    let soup = "Chop two onions, fry them for ten minutes, then add the stock and simmer for half an hour.";
    let ran = place.run_with(&["ingest", "-"], &[], soup);
    assert_eq!(ran.status, 0);
    assert!(
        ran.out.starts_with("standard input: no match: "),
        "{}",
        ran.out
    );
    let ran = place.run_with(&["ingest", "-", "a.txt"], &[], "");
    assert_eq!(
        (ran.status, ran.out.lines().count()),
        (1, 1),
        "the rest is still done"
    );
    insta::assert_snapshot!(ran.err, @"touchline: standard input is empty: there is nothing to read");
    let large = "a".repeat(1024 * 1024 + 1);
    let ran = place.run_with(&["ingest", "-"], &[], &large);
    assert_eq!(ran.status, 1);
    assert!(ran.err.contains("is over 1 MiB"), "{}", ran.err);
}

#[test]
fn the_operator_decides_of_the_reports_for_everybody() {
    let place = Place::new();
    let review = |words: &[&str]| place.run(&[&["review"][..], words].concat());
    assert_eq!(review(&[]).out, "Nothing waits to be looked at.\n");
    place.write("a.txt", REPORT);
    // The same result against the same opponent a day later, the club misspelt and nobody named.
    place.write("b.txt", "Pelworth United beat Harbour Rovers 2-1 at home. They led at half-time and held out to the end of stoppage time.");
    place.write("soup.txt", "Chop two onions, fry them for ten minutes, then add the stock and simmer for half an hour.");
    place.run(&["ingest", "a.txt", "soup.txt", "--published", "2017-11-19"]);
    let second = place.run(&["ingest", "b.txt", "--published", "2017-11-20"]);
    assert!(
        second
            .out
            .contains("Pelworth United 2-1 Harbour Rovers (m2"),
        "{}",
        second.out
    );
    let waits = review(&[]);
    for told in [
        "One match, or two?",
        "One club of theirs may be the same, spelt in two ways.",
        "touchline review merge m1 m2",
        "Put aside",
        "soup.txt",
    ] {
        assert!(waits.out.contains(told), "{told}: {}", waits.out);
    }
    let merged = review(&["merge", "m1", "m2"]);
    assert_eq!((merged.status, merged.err.as_str()), (0, ""));
    let asked = place.run(&["console", "-c", "/matches Pellworth United"]);
    assert!(
        asked.out.contains("Pellworth United 2-1 Harbour Rovers"),
        "{}",
        asked.out
    );
    assert!(!asked.out.contains("Pelworth"), "{}", asked.out);
    assert!(!review(&[]).out.contains("One match"), "it is decided");
    let again = review(&["merge", "m1", "m2"]);
    assert_eq!((again.status, again.out.as_str()), (1, ""));
    // Taken out, put back, deleted on request.
    for (words, status) in [
        (&["retract", "1", "--reason", "invented"][..], 0),
        (&["retract", "1", "--reason", "invented"], 1),
        (&["restore", "1"], 0),
        (&["retract", "1", "--reason", "asked to", "--delete"], 0),
        (&["restore", "1"], 1),
        (&["apart", "m1", "m2"], 1),
        (&["merge", "m1", "soup"], 2),
    ] {
        let ran = review(words);
        assert_eq!(ran.status, status, "{words:?}: {}{}", ran.out, ran.err);
    }
    let tombstone = place.run(&["ingest", "a.txt"]);
    assert_eq!(tombstone.status, 1);
    assert!(
        tombstone.err.contains("was deleted on request"),
        "{}",
        tombstone.err
    );
}

#[test]
fn extraction_for_programs_is_one_object_a_file() {
    let place = Place::new();
    place.write("a.txt", REPORT);
    let ran = place.run_with(
        &["extract", "--format", "json", "a.txt", "gone.txt", "-"],
        &[],
        "Nothing to see.",
    );
    assert_eq!(ran.status, 1);
    insta::assert_snapshot!(ran.err, @"touchline: gone.txt does not exist: check the path");
    let lines: Vec<Value> = ran
        .out
        .lines()
        .map(|line| serde_json::from_str(line).expect("it is JSON"))
        .collect();
    let sources: Vec<&str> = lines
        .iter()
        .filter_map(|line| line["report"]["source"].as_str())
        .collect();
    assert_eq!(sources, ["a.txt", "-"]);
    assert_eq!(lines[0]["matches"][0]["score"]["home"], 2);
    assert_eq!(lines[1]["matches"], Value::Array(Vec::new()));
    assert!(
        !place.0.path().join("touchline.db").exists(),
        "extraction needs no database"
    );
}

#[test]
fn without_a_token_the_bot_says_how_to_get_one() {
    let ran = Place::new().run(&["bot"]);
    assert_eq!((ran.status, ran.out.as_str()), (2, ""));
    insta::assert_snapshot!(ran.err, @"touchline: DISCORD_TOKEN is not set, and the bot needs it: make an application on https://discord.com/developers/applications, open its Bot page, press Reset Token, and start again with DISCORD_TOKEN=<that token>");
}

#[test]
fn with_no_token_and_no_command_the_samples_answer() {
    let place = Place::new();
    let ran = place.run_with(&[], &[], "/score Tottenham\n");
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(ran.out.contains("Tottenham"), "{}", ran.out);
    insta::assert_snapshot!(ran.err, @"DISCORD_TOKEN is not set, so here is the console, on sample reports in touchline-demo.db. Try /score Tottenham, or /help.");
    assert!(place.0.path().join("touchline-demo.db").exists());
    assert!(!place.0.path().join("touchline.db").exists());
}

#[test]
fn samples_never_enter_another_database() {
    let place = Place::new();
    let ran = place.run_with(&["--database", "sqlite://own.db"], &[], "/matches\n");
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(!ran.out.contains("Tottenham"), "{}", ran.out);
    assert!(!place.0.path().join("touchline-demo.db").exists());
}

#[test]
fn a_database_that_cannot_be_used_is_said_plainly() {
    let place = Place::new();
    place.write(
        "text.db",
        "This is no database at all, but a text of some length that stands in its place.",
    );
    let told = |url: &str| {
        let ran = place.run(&["--database", url, "status"]);
        assert_eq!((ran.status, ran.out.as_str()), (1, ""), "{url}");
        assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
        ran.err
    };
    insta::assert_snapshot!(told("sqlite://text.db"), @"touchline: the file is not a database of this program; choose another file");
    insta::assert_snapshot!(told("sqlite://no/such/folder/a.db"), @"touchline: the database sqlite://no/such/folder/a.db cannot be opened; check that its folder exists and may be written");
    insta::assert_snapshot!(told("postgres://localhost/a"), @"touchline: `postgres://localhost/a` is no address of a database; write it as sqlite://path/to/file.db");
}

#[test]
fn bad_usage_is_status_2() {
    let place = Place::new();
    for arguments in [
        &["frobnicate"][..],
        &["extract"],
        &["ingest"],
        &["--log", "loud", "status"],
        &["extract", "--published", "soon", "a"],
    ] {
        let ran = place.run(arguments);
        assert_eq!(
            (ran.status, ran.out.as_str()),
            (2, ""),
            "{arguments:?}: {}",
            ran.err
        );
    }
}

#[test]
fn an_answer_for_programs_is_the_message_that_discord_gets() {
    let place = Place::new();
    place.write("a.txt", REPORT);
    place.run(&["ingest", "a.txt"]);
    let ran = place.run(&[
        "console",
        "--format",
        "json",
        "-c",
        "/score Pellworth United",
        "-c",
        "/score Nowhere",
        "-c",
        "/nope",
    ]);
    assert_eq!(ran.status, 0, "mistakes are answers: {}", ran.err);
    let lines: Vec<Value> = ran
        .out
        .lines()
        .map(|line| serde_json::from_str(line).expect("it is JSON"))
        .collect();
    assert_eq!(lines.len(), 3);
    assert_eq!(
        lines[0]["embeds"][0]["title"],
        "Pellworth United 2-1 Harbour Rovers"
    );
    assert_eq!(
        (&lines[0]["flags"], &lines[1]["flags"]),
        (&Value::from(0), &Value::from(64))
    );
    for line in &lines {
        for key in ["content", "embeds", "components", "flags"] {
            assert!(line.get(key).is_some(), "{key} is missing in {line}");
        }
    }
}

#[test]
fn a_shipped_settings_file_is_in_order() {
    let place = Place::new();
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("config/touchline.toml");
    let ran = place.run(&["--config", &shipped.display().to_string(), "check-config"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(
        ran.out.ends_with("The configuration is in order.\n"),
        "{}",
        ran.out
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_is_read_as_the_article_it_leads_to() {
    let place = Place::new();
    let site = Site::start().await;
    let article = page("", "Late header", &ASHBOURNE);
    site.put("/report", Answer::html(article));
    let address = site.url("/report");
    let loopback = [("TOUCHLINE_INGESTION__ALLOW_LOOPBACK", "true")];
    let ran = tokio::task::spawn_blocking(move || {
        let arguments = ["--database", "sqlite://here.db", "ingest", &address];
        let refused = place.run(&arguments);
        assert_eq!(refused.status, 1);
        assert!(
            refused
                .err
                .contains("may not be read: 127.0.0.1 is this machine"),
            "{}",
            refused.err
        );
        place.run_with(&arguments, &loopback, "")
    });
    let ran = ran.await.expect("it ran");
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(
        ran.out.contains("Ashbourne Town 2-1 Cutler Row (m1"),
        "{}",
        ran.out
    );
}

#[test]
fn nobody_reading_on_is_no_fault() {
    let folder = tempfile::tempdir().expect("a folder");
    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    let ended = std::process::Command::new(env!("CARGO_BIN_EXE_touchline"))
        .arg("check-config")
        .current_dir(folder.path())
        .stdout(writer)
        .output()
        .expect("the binary runs");
    let said = String::from_utf8_lossy(&ended.stderr);
    assert!(
        ended.status.success() && !said.contains("panicked"),
        "{said}"
    );
}
