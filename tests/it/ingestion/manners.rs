//! How politely feeds and the pages they lead to are asked for, and what a bad one costs the others.

use std::time::Duration;

use touchline::ingestion::web::{Fetcher, Limits, Reach};
use touchline::store::NewFeed;

use super::address::{ASHBOURNE, page};
use super::feeds::{Polling, QUARTER, decision, rss};
use crate::support::site::{Answer, Body, Names, Site, gzip};

#[tokio::test(flavor = "multi_thread")]
async fn servers_are_asked_no_more_than_they_allow() {
    let mut round = Polling::of(&[]).await;
    let feed = Answer::of("text/xml", rss(&[])).with("etag", "\"1\"");
    round.site.put("/feed", feed.clone());
    // A day of rounds, one a minute.
    for _ in 0..24 * 60 {
        round.after(60).await;
    }
    let asked = round.site.count("/feed");
    assert!((85..=96).contains(&asked), "{asked} times in a day");
    let marks: Vec<String> = round
        .site
        .asked()
        .iter()
        .map(|asked| asked.header("if-none-match").to_owned())
        .collect();
    assert!(marks[1..].iter().all(|mark| mark == "\"1\""));

    // Told to wait two hours.
    round
        .site
        .put("/feed", Answer::status(429).with("retry-after", "7200"));
    round.after(2 * QUARTER).await;
    let before = round.site.count("/feed");
    for _ in 0..119 {
        round.after(60).await;
    }
    assert_eq!(round.site.count("/feed"), before);

    // Failing for a week: the waits grow to a day.
    round.site.put("/feed", Answer::status(500));
    let before = round.site.count("/feed");
    for _ in 0..7 * 24 * 6 {
        round.after(600).await;
    }
    let tries = round.site.count("/feed") - before;
    assert!((7..=16).contains(&tries), "{tries} times in a week");
    round.site.put("/feed", feed);
    round.after(2 * 24 * 3600).await;
    let held = round.world.store.feeds(None).await.expect("feeds");
    assert_eq!((held[0].failures, held[0].problem.as_deref()), (0, None));

    // Gone is gone.
    round.site.put("/feed", Answer::status(410));
    round.after(2 * QUARTER).await;
    let before = round.site.count("/feed");
    round.after(30 * 24 * 3600).await;
    assert_eq!(round.site.count("/feed"), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_are_read_only_where_the_rules_for_robots_let_them() {
    let mut round = Polling::of(&[]).await;
    round.after(0).await;
    round.site.put(
        "/robots.txt",
        Answer::of(
            "text/plain",
            "User-agent: *\nDisallow: /closed/\n\nUser-agent: Touchline\nDisallow: /ours/\n",
        ),
    );
    for path in ["/closed/1", "/ours/2"] {
        round
            .site
            .put(path, Answer::html(page("", "New", &ASHBOURNE)));
    }
    round.serve(&[("1", "One", "/closed/1"), ("2", "Two", "/ours/2")]);
    round.after(2 * QUARTER).await;
    // A rule for us by name is the one that holds.
    assert_eq!(
        (
            round.site.count("/closed/1"),
            round.site.count("/ours/2"),
            round.site.count("/robots.txt")
        ),
        (1, 0, 1)
    );
    assert_eq!(
        round.items().await[1],
        "2 aside: is not for robots, by the rules of its host"
    );

    // Rules that cannot be had forbid everything, for now.
    let mut round = Polling::of(&[]).await;
    round.after(0).await;
    round.site.put("/robots.txt", Answer::status(503));
    round
        .site
        .put("/new", Answer::html(page("", "New", &ASHBOURNE)));
    round.serve(&[("2", "New", "/new")]);
    round.after(2 * QUARTER).await;
    assert_eq!((round.site.count("/new"), round.matches().await), (0, 0));
    round.site.put("/robots.txt", Answer::status(404));
    round.after(2 * 3600).await;
    assert_eq!((round.site.count("/new"), round.matches().await), (1, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_rules_for_robots_hold_at_every_address_on_the_way() {
    let mut round = Polling::of(&[]).await;
    round.after(0).await;
    let rules = Answer::of("text/plain", "User-agent: *\nDisallow: /closed/\n");
    round
        .site
        .put("echo.example/robots.txt", Answer::status(404));
    round.site.put("other.example/robots.txt", rules.clone());
    round
        .site
        .put("silent.example/robots.txt", Answer::status(500));
    let told = page("", "New", &ASHBOURNE);
    for path in ["/closed/1", "/open/2"] {
        round.site.put(path, Answer::html(told.clone()));
    }
    let to = |host: &str, path: &str| Answer::to(&round.site.url_of(host, path));
    round.site.put("/1", to("other.example", "/closed/1"));
    round.site.put("/2", to("other.example", "/open/2"));
    round.site.put("/3", to("silent.example", "/open/2"));
    // On the same host, from a page that may be read to one that may not.
    round.site.put("/4", to("other.example", "/hop"));
    round.site.put("/hop", to("other.example", "/closed/1"));
    round.serve(&[
        ("1", "One", "/1"),
        ("2", "Two", "/2"),
        ("3", "Three", "/3"),
        ("4", "Four", "/4"),
    ]);
    round.after(2 * QUARTER).await;
    assert_eq!(
        round.items().await,
        [
            "1 aside: is not for robots, by the rules of its host",
            "2 read",
            "3 waiting: is on a host that does not give its rules for robots",
            "4 aside: is not for robots, by the rules of its host",
        ]
    );
    let asked = |host: &str, path: &str| {
        let host = format!("{host}:{}", round.site.port());
        let asked = round.site.asked();
        asked
            .iter()
            .filter(|asked| asked.host == host && asked.path == path)
            .count()
    };
    assert_eq!(
        (
            asked("other.example", "/closed/1"),
            asked("silent.example", "/open/2")
        ),
        (0, 0)
    );
    for host in ["echo.example", "other.example", "silent.example"] {
        assert_eq!(asked(host, "/robots.txt"), 1, "{host}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_that_many_others_lead_to_is_asked_by_one_request_at_a_time() {
    let mut round = Polling::of(&[]).await;
    round.after(0).await;
    let told = page("", "New", &ASHBOURNE);
    let hosts: Vec<String> = (0..12).map(|n| format!("paper{n}.example")).collect();
    let links: Vec<String> = hosts
        .iter()
        .map(|host| round.site.url_of(host, "/r"))
        .collect();
    let items: Vec<(&str, &str, &str)> = hosts
        .iter()
        .zip(&links)
        .map(|(host, link)| (host.as_str(), "New", link.as_str()))
        .collect();
    round.site.put("/robots.txt", Answer::status(404));
    round.site.put(
        "/r",
        Answer::to(&round.site.url_of("press.example", "/told")),
    );
    round.site.put("/told", Answer::html(told));
    round.serve(&items);
    let read = round.after(2 * QUARTER).await;
    assert_eq!(read.items, 12);
    assert_eq!(round.site.count("/told"), 12);
    assert_eq!(round.site.most_at_once(), 1);
    // One of them wants to be left alone: so says the host at the end of the way.
    round
        .site
        .put("/told", Answer::status(503).with("retry-after", "7200"));
    let changed: Vec<_> = items
        .iter()
        .map(|(id, _, link)| (*id, "Changed", *link))
        .collect();
    round.serve(&changed);
    round.after(2 * QUARTER).await;
    assert_eq!(round.site.count("/told"), 13, "the first refusal is enough");
    assert_eq!(round.site.most_at_once(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wait_between_pages_is_kept_where_the_rules_ask_for_one() {
    let mut round = Polling::of(&[]).await;
    round.after(0).await;
    round.site.put(
        "/robots.txt",
        Answer::of("text/plain", "User-agent: *\nCrawl-delay: 30\n"),
    );
    let told = page("", "New", &ASHBOURNE);
    for path in ["/1", "/2", "/3"] {
        round.site.put(path, Answer::html(told.clone()));
    }
    round.serve(&[("1", "One", "/1"), ("2", "Two", "/2"), ("3", "Three", "/3")]);
    round.after(2 * QUARTER).await;
    let pages = |site: &Site| {
        ["/1", "/2", "/3"]
            .map(|path| site.count(path))
            .iter()
            .sum::<usize>()
    };
    assert_eq!(pages(&round.site), 1);
    round.after(29).await;
    assert_eq!(pages(&round.site), 1);
    round.after(1).await;
    assert_eq!(pages(&round.site), 2);
    round.after(30).await;
    assert_eq!(pages(&round.site), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_bad_feed_never_holds_up_the_next() {
    let limits = Limits {
        time: Duration::from_secs(5),
        ..Limits::default()
    };
    let fetcher = Fetcher::new(Reach::LoopbackToo, limits, Names::default());
    let mut round = Polling::over(fetcher.expect("a fetcher"), &[]).await;
    let xml = |bytes: Vec<u8>| Answer::of("text/xml", bytes);
    let many = "<item><title>x</title></item>".repeat(60_000);
    let laughs: String = (1..10)
        .map(|n| format!("<!ENTITY l{n} \"{}\">", format!("&l{};", n - 1).repeat(10)))
        .collect();
    let packed = |bytes: &[u8]| xml(gzip(bytes)).with("content-encoding", "gzip");
    let bad = [
        (
            "deep",
            xml("<a>".repeat(10_000).into_bytes()),
            "is nested too deeply to be an article or a feed",
        ),
        (
            "binary",
            Answer::of("image/png", "x"),
            "is of the type image/png, which is not read here",
        ),
        ("huge", xml(vec![b' '; 2_000_001]), "is larger than 2 MB"),
        (
            "gigabyte",
            xml(Vec::new()).sending(Body::CutShort(vec![b' '], 1_000_000_000)),
            "is larger than 2 MB",
        ),
        (
            "endless",
            xml(Vec::new()).sending(Body::Endless(vec![b' '; 65_536])),
            "is larger than 2 MB",
        ),
        (
            "bomb",
            packed(&vec![b' '; 200_000_000]),
            "is larger than 2 MB",
        ),
        (
            "slow",
            xml(Vec::new()).sending(Body::Stalls(b"<rss>".to_vec())),
            "did not answer in full within 5s",
        ),
        (
            "broken",
            xml(b"<rss><channel>".to_vec()),
            "is no feed that can be read: give the address of an RSS, Atom or JSON feed",
        ),
        (
            "torn",
            xml(b"\xff\xfe<\0r\0".to_vec()),
            "is no feed that can be read: give the address of an RSS, Atom or JSON feed",
        ),
        (
            "laughs",
            xml(format!(
                "<!DOCTYPE rss [<!ENTITY l0 \"lol\">{laughs}]><rss version=\"2.0\"><channel>&l9;"
            )
            .into_bytes()),
            "is no feed that can be read: give the address of an RSS, Atom or JSON feed",
        ),
        (
            "private",
            Answer::to("http://10.0.0.1/feed"),
            "may not be read: 10.0.0.1 is a private network, and only the public network is read from",
        ),
        (
            "lost",
            Answer::to("/feed"),
            "leads on to other addresses more than 5 times",
        ),
    ];
    for (host, answer, _) in &bad {
        let host = format!("{host}.example");
        round.site.put(&format!("{host}/feed"), answer.clone());
        round.subscribe(&host).await;
    }
    // Sixty thousand items are no reason to refuse a feed: its latest are looked at.
    let many = packed(format!("<rss version=\"2.0\"><channel>{many}</channel></rss>").as_bytes());
    round.site.put("many.example/feed", many);
    round.subscribe("many.example").await;
    // After a host that does not answer, its next feed waits, and the feeds of others do not.
    let second = round.site.url_of("slow.example", "/second");
    let feed = NewFeed {
        url: second,
        every_seconds: QUARTER,
    };
    round
        .world
        .store
        .add_feed(&feed, &decision())
        .await
        .expect("added");
    let began = std::time::Instant::now();
    assert_eq!(round.after(0).await.feeds, bad.len() + 3);
    assert!(
        began.elapsed() < Duration::from_secs(60),
        "{:?}",
        began.elapsed()
    );
    let held = round.world.store.feeds(None).await.expect("feeds");
    for (host, _, why) in &bad {
        let url = round.site.url_of(&format!("{host}.example"), "/feed");
        let feed = held
            .iter()
            .find(|feed| feed.url == url)
            .expect("it is held");
        assert_eq!(feed.problem.as_deref(), Some(*why), "{host}");
    }
    let good = held.iter().filter(|feed| feed.has_baseline);
    assert_eq!(good.count(), 2, "{held:#?}");
    assert_eq!(round.site.count("/second"), 0);
    assert_eq!(
        round.items().await.len(),
        1,
        "items without a mark of their own are one"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_is_asked_by_one_request_at_a_time_and_left_alone_when_it_says_so() {
    let mut round = Polling::of(&[]).await;
    round.after(0).await;
    let ids: Vec<String> = (10..30).map(|n| n.to_string()).collect();
    let paths: Vec<String> = ids.iter().map(|id| format!("/page/{id}")).collect();
    let items: Vec<(&str, &str, &str)> = ids
        .iter()
        .zip(&paths)
        .map(|(id, path)| (id.as_str(), "New", path.as_str()))
        .collect();
    for path in &paths {
        round
            .site
            .put(path, Answer::status(429).with("retry-after", "3600"));
    }
    round.serve(&items);
    round.after(2 * QUARTER).await;
    let pages = |site: &Site| {
        site.asked()
            .iter()
            .filter(|asked| asked.path.starts_with("/page/"))
            .count()
    };
    assert_eq!(pages(&round.site), 1, "the first refusal is enough");
    round.after(1800).await;
    assert_eq!(pages(&round.site), 1);
    for (id, path) in ids.iter().zip(&paths) {
        let told = ASHBOURNE[0].replace("Ashbourne Town", &format!("Ashbourne {id}"));
        round.site.put(
            path,
            Answer::html(page("", "New", &[&told, ASHBOURNE[1], ASHBOURNE[2]])),
        );
    }
    round.after(3 * 3600).await;
    assert_eq!(pages(&round.site), 21);
    assert_eq!(round.site.most_at_once(), 1);
}
