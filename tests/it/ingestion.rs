//! Getting reports in: what becomes of bytes, files and folders.

pub(crate) mod address;
mod feeds;
mod manners;
mod web;

use std::collections::BTreeSet;
use std::time::Duration;

use tokio_util::sync::CancellationToken;
use touchline::facts::{Evidence, FactValue, Scope};
use touchline::football::TeamId;
use touchline::ingestion::Became;
use touchline::ingestion::watch::Folder;
use touchline::queries::Queries;
use touchline::questions::{EvidenceAnswer, EvidenceQuestion, MatchFilter, MatchRef, TeamRef};
use touchline::store::{Announce, NewSubscription, Wants};

use crate::support::prose;
use crate::support::world::{Given, NOON, World};
use touchline::ingestion::decode::{MAX_BYTES, Undecodable, decode};
use touchline::ingestion::files::{FileError, bytes_of, reports_at};

#[test]
fn text_is_decoded_as_it_was_written() {
    let decoded = |bytes: &[u8]| decode(bytes).map(|decoded| (decoded.text, decoded.encoding));
    assert_eq!(
        decoded("Müller scored.".as_bytes()),
        Ok(("Müller scored.".to_owned(), "UTF-8"))
    );
    assert_eq!(
        decoded("\u{feff}Two\r\nlines".as_bytes()),
        Ok(("\u{feff}Two\r\nlines".to_owned(), "UTF-8"))
    );
    let utf16: Vec<u8> = [0xff, 0xfe]
        .into_iter()
        .chain("Rovers 1".encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    assert_eq!(decoded(&utf16), Ok(("Rovers 1".to_owned(), "UTF-16LE")));
    let latin =
        b"M\xfcller scored for Malm\xf6 in the second half, and the crowd at the caf\xe9 cheered.";
    let (text, encoding) = decoded(latin).expect("the encoding can be told");
    assert!(
        text.contains("Müller") && text.contains("Malmö") && text.contains("café"),
        "{encoding}: {text}"
    );
}

#[test]
fn what_is_no_text_is_refused_by_name() {
    let refused = |bytes: &[u8]| decode(bytes).expect_err("it is no text");
    assert_eq!(refused(b""), Undecodable::Empty);
    assert_eq!(refused(b" \r\n\t "), Undecodable::Empty);
    assert_eq!(refused("\u{feff}".as_bytes()), Undecodable::Empty);
    assert_eq!(
        refused(b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0"),
        Undecodable::Binary
    );
    assert_eq!(
        refused(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xfe"),
        Undecodable::Binary
    );
    assert_eq!(refused(&vec![b'a'; MAX_BYTES + 1]), Undecodable::TooLarge);
    assert!(decode(&vec![b'a'; MAX_BYTES]).is_ok());
}

#[test]
fn a_folder_gives_its_reports_in_order() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let at = |name: &str| folder.path().join(name);
    std::fs::create_dir(at("more")).expect("a folder is made");
    for name in ["b.txt", "a.md", "notes.pdf", ".hidden.txt", "more/c.TXT"] {
        std::fs::write(at(name), "text").expect("a file is written");
    }
    assert_eq!(
        reports_at(folder.path()).expect("it is readable"),
        [at("a.md"), at("b.txt"), at("more/c.TXT")]
    );
    assert_eq!(
        reports_at(&at("notes.pdf")).expect("a file named is taken"),
        [at("notes.pdf")]
    );
    assert!(matches!(
        reports_at(&at("missing")),
        Err(FileError::Missing)
    ));
    std::fs::create_dir(at("empty")).expect("a folder is made");
    assert!(matches!(
        reports_at(&at("empty")),
        Err(FileError::EmptyFolder)
    ));
}

#[test]
fn a_file_over_the_limit_is_not_read() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("large.txt");
    let file = std::fs::File::create(&path).expect("a file is made");
    file.set_len(50 * 1024 * 1024).expect("it is made large");
    let refused = bytes_of(&path).expect_err("it is too large");
    insta::assert_snapshot!(refused.to_string(), @"is over 1 MiB: a match report is a few kilobytes; split the file, or give the report alone");
}

/// A plain report of ours, with what trips offsets: letters of two and three bytes before the facts.
const PROSE: &str = "Müller’s Kestrel Town beat Brackwater 2-1 on Saturday.\r\n\r\n\
    Kofi Mensah put Kestrel Town ahead in the 12th minute. Brackwater levelled when Ola Brandt scored on 40 minutes. \
    Mensah struck again in the 77th minute to win it.";

#[tokio::test]
async fn a_report_of_prose_is_kept_with_its_exact_words() {
    let world = World::new().await;
    let with_mark = format!("\u{feff}{PROSE}");
    let Became::Read { matches, .. } = world.report(&with_mark).await else {
        panic!("it is a match report")
    };
    assert_eq!(matches[0].line, "Kestrel Town 2-1 Brackwater");
    let read = prose::reading(&with_mark);
    let piece = |piece: &Evidence| {
        (
            piece.start,
            piece.end,
            piece.quote.clone(),
            piece.rule.clone(),
        )
    };
    let mut said: BTreeSet<_> = BTreeSet::new();
    for fact in &read.matches[0].facts {
        said.extend(fact.evidence.iter().map(piece));
        if let FactValue::Goal(told) = &fact.value {
            said.extend(
                told.assist
                    .iter()
                    .flat_map(|assist| assist.evidence.iter().map(piece)),
            );
        }
    }
    let card = Queries::over(&world.store)
        .card(Scope::Shared, matches[0].id)
        .await
        .expect("read")
        .expect("a card");
    let kept: BTreeSet<_> = card
        .agreed
        .facts
        .iter()
        .flat_map(|held| held.fact.evidence.iter().map(piece))
        .collect();
    assert!(!kept.is_empty());
    assert_eq!(kept, said);
    assert!(
        kept.iter()
            .all(|(start, end, quote, _)| with_mark[*start..*end] == **quote)
    );

    let filter = MatchFilter {
        team: Some(TeamRef {
            id: TeamId("seen:brackwater".to_owned()),
            name: "Brackwater".to_owned(),
        }),
        ..MatchFilter::default()
    };
    let asked = EvidenceQuestion {
        game: MatchRef::Latest(filter),
        fact: None,
    };
    let answer = Queries::over(&world.store)
        .evidence(Scope::Shared, &asked)
        .await
        .expect("quotes");
    assert!(matches!(answer, EvidenceAnswer::Found { .. }), "{answer:?}");
}

#[tokio::test]
async fn the_same_report_by_two_doors_is_one() {
    let world = World::new().await;
    let Became::Read {
        report, matches, ..
    } = world.report(PROSE).await
    else {
        panic!("read")
    };
    let ids = vec![matches[0].id];
    assert_eq!(
        world.report(PROSE).await,
        Became::Same {
            report,
            matches: ids.clone()
        }
    );
    // The publication date is new, so it is read again, and is the same report of the same match.
    let dated = Given {
        published: Some("2017-11-21"),
        ..Given::default()
    };
    let Became::Read {
        report: again,
        matches,
        ..
    } = world.report_given(PROSE.as_bytes(), dated).await
    else {
        panic!("read")
    };
    assert_eq!(
        (again, matches[0].id, matches[0].is_new),
        (report, ids[0], false)
    );
    assert_eq!(world.count("select count(*) from reports").await, 1);
}

#[tokio::test]
async fn what_is_no_match_report_is_put_aside_and_what_is_no_text_is_not_kept() {
    let world = World::new().await;
    let recipe = world
        .report("Beat two eggs with the sugar, fold in the flour, and bake for 40 minutes.")
        .await;
    assert!(matches!(recipe, Became::NoMatch { .. }), "{recipe:?}");
    for bytes in [
        b"".as_slice(),
        b"\x7fELF\x02\x01\x01\0\0",
        b"\xff\xfe\x00\xd8",
    ] {
        let refused = world.report_given(bytes, Given::default()).await;
        assert!(matches!(refused, Became::Refused { .. }), "{refused:?}");
    }
    assert_eq!(world.count("select count(*) from reports").await, 1);
    assert_eq!(world.count("select count(*) from matches").await, 0);
}

#[tokio::test]
async fn a_watched_folder_reads_what_is_there_and_what_comes() {
    let world = World::new().await;
    let all = NewSubscription {
        guild: 7,
        channel: 70,
        wants: Wants::Everything,
        choices: touchline::store::Choices::default(),
        by: 1,
        at: NOON,
    };
    world.store.subscribe(&all).await.expect("subscribed");
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("first.txt"), PROSE).expect("written");
    let stop = CancellationToken::new();
    let watched = Folder::open(folder.path()).expect("watched");
    let running = tokio::spawn(watched.run(
        world.pipeline(),
        || NOON,
        Duration::from_millis(1),
        stop.clone(),
    ));
    let reports = async |count: i64| {
        let there = async {
            while world.count("select count(*) from reports").await < count {
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(Duration::from_secs(20), there)
            .await
            .expect("the report is read");
    };
    reports(1).await;
    let second = PROSE.replace("Brackwater", "Hallowmere");
    std::fs::write(folder.path().join("second.md"), second).expect("written");
    reports(2).await;
    stop.cancel();
    running.await.expect("the watcher stops");
    assert_eq!(world.count("select count(*) from outbox").await, 2);
}

#[tokio::test]
async fn samples_announce_nothing() {
    let world = World::new().await;
    let all = NewSubscription {
        guild: 7,
        channel: 70,
        wants: Wants::Everything,
        choices: touchline::store::Choices::default(),
        by: 1,
        at: NOON,
    };
    world.store.subscribe(&all).await.expect("subscribed");
    let quiet = Given {
        announce: Announce::Nobody,
        ..Given::default()
    };
    world.report_given(PROSE.as_bytes(), quiet).await;
    assert_eq!(world.count("select count(*) from outbox").await, 0);
}
