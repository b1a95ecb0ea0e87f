//! Articles, and the addresses they are read at.

use touchline::facts::{ReportId, Scope};
use touchline::ingestion::address::{AddressReader, Page};
use touchline::ingestion::article::{Article, NoArticle, article};
use touchline::ingestion::files::Form;
use touchline::ingestion::{Became, NewText};
use touchline::store::Decision;
use url::Url;

use crate::support::site::{Answer, Site, fetcher};
use crate::support::world::{NOON, World};

/// A page as newspapers make them, with all that is not the report around it.
pub fn page(head: &str, title: &str, paragraphs: &[&str]) -> String {
    let body: String = paragraphs
        .iter()
        .map(|text| format!("<p>{text}</p>\n"))
        .collect();
    format!(
        r#"<!doctype html><html><head><meta charset="utf-8"><title>{title} | The Valley Echo</title>{head}</head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li><li><a href="/weather">Weather</a></li></ul></nav>
<aside class="related"><h3>Also today</h3><a href="/x">Larkhill beat Bexcombe 9-0 in a thriller</a></aside>
<main><article><h1>{title}</h1>
{body}</article></main>
<div class="newsletter">Sign up for our letter and get 3-1 odds on nothing.</div>
<footer><p>Copyright The Valley Echo. All rights reserved.</p></footer></body></html>"#
    )
}

/// A report of ours, in paragraphs.
pub const ASHBOURNE: [&str; 3] = [
    "Ashbourne Town beat Cutler Row 2-1 at home on Saturday in front of a crowd that had waited all autumn for a win, and \
     they had to work for it until the very end of a cold afternoon.",
    "Mensah put the home side ahead on 12 minutes with a low shot, and for half an hour the visitors hardly crossed the halfway \
     line. Varga levelled in the 40th minute after a mistake at the back.",
    "Okafor scored the winner with a header in the 77th minute. The home side held out to the end of stoppage time.",
];

fn read(html: &str) -> Result<Article, NoArticle> {
    article(html.as_bytes(), None, None)
}

#[test]
fn the_report_is_taken_from_what_stands_around_it() {
    let html = page("", "Late header lifts Ashbourne", &ASHBOURNE);
    let read = read(&html).expect("an article");
    assert_eq!(read.title.as_deref(), Some("Late header lifts Ashbourne"));
    assert_eq!(read.text.matches("\n\n").count(), 2, "{}", read.text);
    assert!(read.text.starts_with("Ashbourne Town beat Cutler Row 2-1"));
    assert!(read.text.ends_with("stoppage time."), "{}", read.text);
    for other in ["Larkhill", "Weather", "letter", "Copyright"] {
        assert!(!read.text.contains(other), "{}", read.text);
    }
}

#[test]
fn the_day_of_publication_is_read_where_pages_keep_it() {
    let linked = r#"<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle",
        "headline":"Late header lifts Ashbourne","datePublished":"2017-11-18T22:45:00+01:00"}</script>"#;
    let property = r#"<meta property="article:published_time" content="2017-11-18T21:45:00Z">"#;
    for head in [linked, property] {
        let read = read(&page(head, "Late header", &ASHBOURNE)).expect("an article");
        assert_eq!(
            read.published.map(|day| day.to_string()).as_deref(),
            Some("2017-11-18"),
            "{head}"
        );
    }
    let dated = r#"<time datetime="2017-11-19">yesterday</time> Mensah scored for Ashbourne Town."#;
    let read = read(&page("", "Late header", &[dated, ASHBOURNE[0]])).expect("an article");
    assert_eq!(
        read.published.map(|day| day.to_string()).as_deref(),
        Some("2017-11-19")
    );
}

#[test]
fn an_address_of_its_own_is_believed_on_its_own_host_alone() {
    let at = Url::parse("https://echo.example/amp/7").expect("an address");
    let address = |href: &str| {
        let head = format!(r#"<link rel="canonical" href="{href}">"#);
        let html = page(&head, "Late header", &ASHBOURNE);
        let read = article(html.as_bytes(), None, Some(&at)).expect("an article");
        read.address.map(|url| url.to_string())
    };
    assert_eq!(
        address("/report/7#top").as_deref(),
        Some("https://echo.example/report/7")
    );
    assert_eq!(address("https://rival.example/report/7"), None);
    assert_eq!(address("javascript:alert(1)"), None);
}

#[test]
fn pages_in_other_encodings_are_read_as_they_were_written() {
    let html = page(
        "",
        "Müller trifft",
        &["Müller traf in der 12. Minute für Malmö, und im Café jubelten sie."; 3],
    );
    let latin = encoding_rs::WINDOWS_1252
        .encode(&html.replace("utf-8", "iso-8859-1"))
        .0
        .into_owned();
    let by_page = article(&latin, None, None).expect("an article");
    assert!(by_page.text.contains("Müller traf"), "{}", by_page.text);
    let unnamed = encoding_rs::WINDOWS_1252
        .encode(&html.replace(r#"<meta charset="utf-8">"#, ""))
        .0
        .into_owned();
    let by_server = article(&unnamed, Some("windows-1252"), None).expect("an article");
    assert!(by_server.text.contains("Malmö"), "{}", by_server.text);
    let by_looks = article(&unnamed, None, None).expect("an article");
    assert!(by_looks.text.contains("Café"), "{}", by_looks.text);
    let broken: Vec<u8> = (0..4000)
        .map(|n: u32| (n * 37 % 251) as u8 | 0x80)
        .collect();
    assert_eq!(
        article(&broken, Some("utf-8"), None),
        Err(NoArticle::UnknownEncoding)
    );
}

#[test]
fn absurd_pages_are_refused_before_they_cost_anything() {
    let deep =
        |open: &str, times: usize| format!("<html><body>{}<p>Ashbourne 2-1", open.repeat(times));
    let absurd = [
        deep("<div>", 10_000),
        deep("<div>", 399_000),
        deep("<b><i>", 200_000),
        deep("<table><tr><td>", 100_000),
        deep("<svg><g>", 10_000),
        // Hidden from a careless look, but not from a parser.
        deep("<svg><script>", 1) + &"<div>".repeat(10_000),
        deep("<title><script></title>", 1) + &"<div>".repeat(10_000),
        deep("<!--><script><!-->", 1) + "</script>" + &"<div>".repeat(10_000),
        deep("<textarea></textarea >", 1) + &"<section class='>'>".repeat(10_000),
        format!("<html><body><p {}>Ashbourne", "a b=c ".repeat(100_000)),
        format!("<html><body><p {}", "a='x'b".repeat(100_000)),
    ];
    for html in absurd {
        let told = read(&html).expect_err("it is absurd").to_string();
        let shown: String = html.chars().take(60).collect();
        assert!(
            told.starts_with("is nested too deeply")
                || told.starts_with("holds a tag with too many"),
            "{shown}: {told}"
        );
    }
    // What is long or careless is not absurd.
    let careless =
        "<p>Mensah scored for Ashbourne Town after 12 minutes.<br><li>one<li>two".repeat(5_000);
    let long = page("", "Late header", &[&careless]);
    assert!(read(&long).is_ok());
    let script = format!(
        "<script>{}</script>",
        "if(a<b&&c<d){e('<div>')}".repeat(10_000)
    );
    assert!(read(&page(&script, "Late header", &ASHBOURNE)).is_ok());
    for empty in [
        "",
        "<html></html>",
        "<!doctype html><title>x</title>",
        "\u{feff}",
    ] {
        assert!(read(empty).is_err(), "{empty}");
    }
}

/// Reads an address into a world, as the command does.
async fn ingested(world: &World, address: &str) -> Became {
    let Page {
        title,
        published,
        keys,
        text,
        ..
    } = AddressReader::new(fetcher())
        .read_typed(address)
        .await
        .expect("a page");
    let about = NewText {
        title,
        published,
        addresses: keys,
        ..NewText::shared(address, NOON)
    };
    let became = world.pipeline().ingest(text.as_bytes(), &about).await;
    became.expect("the database takes it")
}

fn report_of(became: &Became) -> (ReportId, i64) {
    match became {
        Became::Read {
            report, revision, ..
        } => (*report, *revision),
        other => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_article_under_two_addresses_is_one_report() {
    let (world, site) = (World::new().await, Site::start().await);
    let html = page("", "Late header lifts Ashbourne", &ASHBOURNE);
    site.put("/report/7", Answer::html(html.clone()));
    site.put("/r/7", Answer::to("/report/7"));
    let amp = page(
        r#"<link rel="canonical" href="/report/7">"#,
        "Late header",
        &[ASHBOURNE[0], ASHBOURNE[1], "Okafor won it with a header."],
    );
    site.put("/amp/7", Answer::html(amp));
    site.put("/copy", Answer::html(html));

    let (report, _) = report_of(&ingested(&world, &site.url("/report/7")).await);
    for same in ["/r/7", "/report/7?utm_source=letter#top", "/copy"] {
        site.put(
            "/report/7?utm_source=letter",
            Answer::html(page("", "Late header lifts Ashbourne", &ASHBOURNE)),
        );
        let became = ingested(&world, &site.url(same)).await;
        assert!(
            matches!(&became, Became::Same { report: id, .. } if *id == report),
            "{same}: {became:?}"
        );
    }
    // The short form calls itself the same article: another text of it.
    assert_eq!(
        report_of(&ingested(&world, &site.url("/amp/7")).await),
        (report, 2)
    );
    assert_eq!(world.count("select count(*) from reports").await, 1);
    assert_eq!(world.count("select count(*) from matches").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_article_that_was_changed_replaces_what_it_said() {
    let (world, site) = (World::new().await, Site::start().await);
    let put = |paragraphs: &[&str]| {
        site.put("/report", Answer::html(page("", "Late header", paragraphs)))
    };
    put(&ASHBOURNE);
    let (report, _) = report_of(&ingested(&world, &site.url("/report")).await);
    let minutes = "select group_concat(at_minute) from (select at_minute from agreed_facts where kind = 'goal' order by ordinal)";
    let minutes = || async {
        let told: String = sqlx::query_scalar(minutes)
            .fetch_one(world.store.readers())
            .await
            .expect("minutes");
        told
    };
    assert_eq!(minutes().await, "12,40,77");
    let changed = ASHBOURNE[2].replace("77th", "78th");
    put(&[ASHBOURNE[0], ASHBOURNE[1], &changed]);
    assert_eq!(
        report_of(&ingested(&world, &site.url("/report")).await),
        (report, 2)
    );
    assert_eq!(minutes().await, "12,40,78");
    assert_eq!(world.count("select count(*) from accounts").await, 1);
    // Changed into something that is no match report.
    put(
        &["The stand at the railway end is to be painted green next spring, the club has said, after a vote of its members.";
            3],
    );
    let became = ingested(&world, &site.url("/report")).await;
    assert!(
        matches!(became, Became::NoMatch { report: id, .. } if id == report),
        "{became:?}"
    );
    assert_eq!(world.count("select count(*) from agreed_matches").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_person_took_out_or_deleted_is_not_read_again() {
    let (world, site) = (World::new().await, Site::start().await);
    site.put("/report", Answer::html(page("", "Late header", &ASHBOURNE)));
    let (report, _) = report_of(&ingested(&world, &site.url("/report")).await);
    let decision = Decision {
        scope: Scope::Shared,
        by: 7,
        at: NOON,
        reason: Some("invented".to_owned()),
    };
    let held = "select count(*) from agreed_matches";
    assert!(
        world
            .store
            .retract_by(report, &decision)
            .await
            .expect("taken")
            .is_some()
    );
    assert_eq!(world.count(held).await, 0);
    // The same text, and a later one at the same address.
    for paragraphs in [&ASHBOURNE[..], &ASHBOURNE[..2]] {
        site.put("/report", Answer::html(page("", "Late header", paragraphs)));
        let became = ingested(&world, &site.url("/report")).await;
        assert!(
            matches!(&became, Became::Refused { reason } if reason.starts_with("was taken back by a moderator")),
            "{became:?}"
        );
    }
    assert!(
        world
            .store
            .restore(report, &decision)
            .await
            .expect("back")
            .is_some()
    );
    assert_eq!(world.count(held).await, 1);
    assert!(
        world
            .store
            .delete_text(report, &decision)
            .await
            .expect("gone")
            .is_some()
    );
    assert_eq!(world.count(held).await, 0);
    let rest = world.dump("reports").await.join("\n") + &world.dump("claims").await.join("\n");
    assert!(!rest.contains("Ashbourne"), "{rest}");
    assert!(
        world
            .store
            .restore(report, &decision)
            .await
            .expect("asked")
            .is_none()
    );
    site.put("/report", Answer::html(page("", "Late header", &ASHBOURNE)));
    let became = ingested(&world, &site.url("/report")).await;
    assert!(
        matches!(&became, Became::Refused { reason } if reason.starts_with("was deleted on request")),
        "{became:?}"
    );
    let deeds: Vec<String> = sqlx::query_scalar(
        "select deed || ' ' || made_by || ' ' || reason from audit order by audit_id",
    )
    .fetch_all(world.store.readers())
    .await
    .expect("the record");
    assert_eq!(
        deeds,
        [
            "retract 7 invented",
            "restore 7 invented",
            "delete 7 invented"
        ]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_in_a_file_is_read_for_its_article() {
    let world = World::new().await;
    let head = r#"<meta property="article:published_time" content="2017-11-18T21:45:00Z">"#;
    let html = page(head, "Late header", &ASHBOURNE).into_bytes();
    let about = NewText::shared("report.html", NOON);
    let became = world
        .pipeline()
        .ingest_as(Form::Html, html, about)
        .await
        .expect("taken in");
    assert!(matches!(became, Became::Read { .. }), "{became:?}");
    let day =
        "select count(*) from reports where published = '2017-11-18' and title = 'Late header'";
    assert_eq!(world.count(day).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn reading_everything_again_mends_what_was_read_wrongly_and_tells_nobody() {
    let world = World::new().await;
    let text = ASHBOURNE.join("\n\n");
    let became = world.report(&text).await;
    let (report, _) = report_of(&became);
    world
        .report("A soup of leeks, a spoon of cream, and two hours of patience.")
        .await;
    let mut heard = Vec::new();
    let again = world
        .pipeline()
        .reread(NOON + 1, |read| heard.push(read))
        .await;
    again.expect("read again");
    assert!(
        heard
            .iter()
            .all(|read| read.changes.iter().all(|change| change.changes.is_empty())),
        "{heard:?}"
    );
    assert_eq!(heard.len(), 2);

    // As an older extractor might have left it.
    let pool = sqlx::SqlitePool::connect(&world.path())
        .await
        .expect("opened");
    sqlx::query(
        "update claims set at_minute = 41, earliest = 41, latest = 41 where at_minute = 40",
    )
    .execute(&pool)
    .await
    .expect("changed");
    world.store.rebuild_agreed(NOON).await.expect("rebuilt");
    heard.clear();
    let again = world
        .pipeline()
        .reread(NOON + 2, |read| heard.push(read))
        .await;
    again.expect("read again");
    assert_eq!(heard[0].report, report);
    assert!(
        matches!(
            &heard[0].changes[0].changes[..],
            [touchline::facts::diff::Change::Changed { .. }]
        ),
        "{heard:?}"
    );
    assert_eq!(world.count("select count(*) from outbox").await, 0);
    assert_eq!(
        world
            .count("select count(*) from agreed_facts where at_minute = 41")
            .await,
        0
    );
}
