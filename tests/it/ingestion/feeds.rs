//! Feeds: what is taken for new, what it leads to, and how politely it is asked for.

use std::time::Duration;

use touchline::facts::Scope;
use touchline::ingestion::address::AddressReader;
use touchline::ingestion::feeds::{NoFeed, Poller, Round, read_feed};
use touchline::ingestion::web::{Fetcher, Limits, Reach};
use touchline::store::{Decision, FeedAdded, NewFeed};
use url::Url;

use super::address::{ASHBOURNE, page};
use crate::support::site::{Answer, Body, Names, Site, fetcher, gzip};
use crate::support::world::{NOON, World};

const QUARTER: i64 = 15 * 60;

/// A feed with items: id, title, path.
fn rss(items: &[(&str, &str, &str)]) -> String {
    let items: String = items
        .iter()
        .map(|(id, title, path)| {
            format!(
                "<item><guid isPermaLink=\"false\">{id}</guid><title>{title}</title><link>{path}</link>\
                 <pubDate>Sat, 18 Nov 2017 21:45:00 GMT</pubDate></item>"
            )
        })
        .collect();
    format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>The Valley Echo</title>{items}</channel></rss>"
    )
}

fn at() -> Url {
    Url::parse("https://echo.example/feed").expect("an address")
}

fn decision() -> Decision {
    Decision {
        scope: Scope::Shared,
        by: 1,
        at: NOON,
        reason: None,
    }
}

/// A world with a feed in it, and who polls it.
struct Polling {
    world: World,
    site: Site,
    poller: Poller,
    now: i64,
}

impl Polling {
    async fn of(items: &[(&str, &str, &str)]) -> Self {
        Self::over(fetcher(), items).await
    }

    async fn over(fetcher: Fetcher, items: &[(&str, &str, &str)]) -> Self {
        let (world, site) = (World::new().await, Site::start().await);
        let reader = AddressReader::new(fetcher);
        let poller = Poller::new(world.store.clone(), world.pipeline(), reader);
        let round = Self {
            world,
            site,
            poller,
            now: NOON,
        };
        round.serve(items);
        round.subscribe("echo.example").await;
        round
    }

    fn serve(&self, items: &[(&str, &str, &str)]) {
        self.site
            .put("/feed", Answer::of("application/rss+xml", rss(items)));
    }

    async fn subscribe(&self, host: &str) {
        let feed = NewFeed {
            url: self.site.url_of(host, "/feed"),
            every_seconds: QUARTER,
        };
        let added = self.world.store.add_feed(&feed, &decision()).await;
        assert!(matches!(added, Ok(FeedAdded::New(_))), "{added:?}");
    }

    /// Lets so many seconds pass, and does a round.
    async fn after(&mut self, seconds: i64) -> Round {
        self.now += seconds;
        self.poller.round(self.now).await.expect("a round")
    }

    async fn items(&self) -> Vec<String> {
        sqlx::query_scalar("select item || ' ' || state || coalesce(': ' || problem, '') from feed_items order by item")
            .fetch_all(self.world.store.readers())
            .await
            .expect("the items")
    }

    async fn matches(&self) -> i64 {
        self.world
            .count("select count(*) from agreed_matches")
            .await
    }
}

#[test]
fn feeds_of_every_kind_are_read_alike() {
    let atom = r#"<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>The Valley Echo</title>
        <entry><id>7</id><title>Late  header</title><link rel="alternate" href="/report/7"/><published>2017-11-18T21:45:00Z</published></entry></feed>"#;
    let json = r#"{"version":"https://jsonfeed.org/version/1.1","title":"The Valley Echo",
        "items":[{"id":"7","title":"Late header","url":"https://echo.example/report/7","date_published":"2017-11-18T21:45:00Z"}]}"#;
    for document in [
        rss(&[("7", "Late header", "/report/7")]).as_str(),
        atom,
        json,
    ] {
        let feed = read_feed(document.as_bytes(), &at()).expect("a feed");
        assert_eq!(feed.title.as_deref(), Some("The Valley Echo"));
        let item = &feed.items[0];
        assert_eq!(item.id, "7");
        assert_eq!(item.title.as_deref(), Some("Late header"));
        assert_eq!(
            item.link.as_deref(),
            Some("https://echo.example/report/7"),
            "{document}"
        );
        assert_eq!(item.published.as_deref(), Some("2017-11-18"));
    }
}

#[test]
fn feeds_are_read_in_the_encoding_they_name_and_in_no_other() {
    let titled = |bytes: &[u8]| {
        let feed = read_feed(bytes, &at()).expect("a feed");
        feed.items[0].title.clone().unwrap_or_default()
    };
    let rest = "<rss version=\"2.0\"><channel><title>x</title><item><title>Müller trifft für Malmö</title></item></channel></rss>";
    let latin = |text: &str| encoding_rs::WINDOWS_1252.encode(text).0.into_owned();
    let utf_16: Vec<u8> = [0xff, 0xfe]
        .into_iter()
        .chain(rest.encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    for bytes in [
        rest.as_bytes().to_vec(),
        format!("\u{feff}<?xml version=\"1.0\"?>{rest}").into_bytes(),
        format!("\n <?xml version='1.0' encoding = 'utf-8' ?>\n{rest}").into_bytes(),
        latin(&format!(
            "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>{rest}"
        )),
        latin(rest),
        utf_16,
    ] {
        assert_eq!(titled(&bytes), "Müller trifft für Malmö", "{bytes:?}");
    }
    // Found by a fuzzer: a declaration that names another encoding half-way broke the parser down.
    let again = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>";
    for text in [
        format!("<?xml version=\"1.0\"?>{}{again}{rest}", " ".repeat(2000)),
        format!("{rest}{}{again}", " ".repeat(20_000)),
        format!(
            "<?xml Version=\"1.0\" encoding=\"ISO-8859-1\"?<?xml version=\"1.0\" encoding=\"ut{}?>{rest}",
            ":".repeat(400)
        ),
        format!(
            "<rss version=\"2.0\"><channel><title>{}{again}</title></channel></rss>",
            "x".repeat(9000)
        ),
    ] {
        let _read_or_refused = read_feed(text.as_bytes(), &at());
    }
}

#[test]
fn articles_that_move_to_https_are_the_same_articles() {
    let mark = |link: &str| {
        let feed = read_feed(rss(&[("7", "Late header", link)]).as_bytes(), &at());
        feed.expect("a feed").items[0].mark.clone()
    };
    assert_eq!(
        mark("http://echo.example/7"),
        mark("https://echo.example/7?utm_source=feed")
    );
    assert_ne!(
        mark("http://echo.example/7"),
        mark("https://echo.example/8")
    );
}

#[test]
fn absurd_feeds_are_refused_or_cut_short() {
    let refused = |text: &str| {
        read_feed(text.as_bytes(), &at())
            .expect_err("no feed")
            .to_string()
    };
    let laughs: String = (1..10)
        .map(|n| format!("<!ENTITY l{n} \"{}\">", format!("&l{};", n - 1).repeat(10)))
        .collect();
    let bomb = format!(
        "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY l0 \"lol\">{laughs}]><rss version=\"2.0\"><channel><title>&l9;</title></channel></rss>"
    );
    // Entities of its own are never unfolded.
    match read_feed(bomb.as_bytes(), &at()) {
        Ok(feed) => assert!(feed.title.is_none_or(|title| title.len() < 100)),
        Err(why) => assert_eq!(why, NoFeed::Unreadable),
    }
    let file = "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><rss version=\"2.0\"><channel><title>&x;</title></channel></rss>";
    if let Ok(feed) = read_feed(file.as_bytes(), &at()) {
        assert!(feed.title.is_none_or(|title| !title.contains("root")));
    }
    let deep = format!(
        "<rss version=\"2.0\"><channel><item><title>{}",
        "<a>".repeat(10_000)
    );
    assert_eq!(
        refused(&deep),
        "is nested too deeply to be an article or a feed"
    );
    let deeper = format!(
        "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><content type=\"xhtml\">{}",
        "<div>".repeat(390_000)
    );
    assert_eq!(
        refused(&deeper),
        "is nested too deeply to be an article or a feed"
    );
    let wide = format!(
        "<rss version=\"2.0\" {}>",
        (0..50_000)
            .map(|n| format!("a{n}='x' "))
            .collect::<String>()
    );
    assert_eq!(
        refused(&wide),
        "holds a tag with too many attributes to be an article or a feed"
    );
    let nested = format!(
        "{{\"version\":\"https://jsonfeed.org/version/1\",\"title\":\"x\",\"items\":{}",
        "[".repeat(100_000)
    );
    for text in [
        "",
        "no feed",
        "<html><body>404</body></html>",
        "<rss",
        "{}",
        "\0\0\0",
        &nested,
    ] {
        assert_eq!(
            refused(text),
            "is no feed that can be read: give the address of an RSS, Atom or JSON feed"
        );
    }
    let many: String = "<item><title>x</title></item>".repeat(100_000);
    let feed = read_feed(
        format!("<rss version=\"2.0\"><channel>{many}</channel></rss>").as_bytes(),
        &at(),
    )
    .expect("a feed");
    assert_eq!((feed.items.len(), feed.left_out), (500, 99_500));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_there_at_first_is_the_baseline_and_what_comes_is_read() {
    let mut round = Polling::of(&[("1", "Old report", "/old")]).await;
    round
        .site
        .put("/old", Answer::html(page("", "Old", &ASHBOURNE)));
    round
        .site
        .put("/new", Answer::html(page("", "New", &ASHBOURNE)));
    round.site.put(
        "/paint",
        Answer::html(page(
            "",
            "Paint",
            &["The stand at the railway end is to be painted green next spring, the club said."; 3],
        )),
    );
    assert_eq!(round.after(0).await, Round { feeds: 1, items: 0 });
    assert_eq!(round.items().await, ["1 baseline"]);
    round.serve(&[
        ("3", "Paint", "/paint"),
        ("2", "New report", "/new"),
        ("1", "Old report", "/old"),
    ]);
    // Not yet due.
    assert_eq!(round.after(60).await, Round::default());
    assert_eq!(round.after(2 * QUARTER).await, Round { feeds: 1, items: 2 });
    let items = round.items().await;
    assert_eq!(items[..2], ["1 baseline", "2 read"]);
    assert!(items[2].starts_with("3 aside: "), "{items:?}");
    assert_eq!(round.matches().await, 1);
    assert_eq!(
        (
            round.site.count("/old"),
            round.site.count("/new"),
            round.site.count("/robots.txt")
        ),
        (0, 1, 1)
    );
    let dated = "select count(*) from reports where published = '2017-11-18'";
    assert_eq!(round.world.count(dated).await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_item_that_was_changed_replaces_what_it_said() {
    let mut round = Polling::of(&[]).await;
    round.after(0).await;
    round
        .site
        .put("/new", Answer::html(page("", "New", &ASHBOURNE)));
    round.serve(&[("2", "New report", "/new")]);
    round.after(2 * QUARTER).await;
    let changed = ASHBOURNE[2].replace("77th", "78th");
    round.site.put(
        "/new",
        Answer::html(page("", "New", &[ASHBOURNE[0], ASHBOURNE[1], &changed])),
    );
    round.after(2 * QUARTER).await;
    assert_eq!(round.site.count("/new"), 1, "nothing says that it changed");
    round.serve(&[("2", "New report (corrected)", "/new")]);
    round.after(2 * QUARTER).await;
    assert_eq!(round.site.count("/new"), 2);
    assert_eq!(round.world.count("select revision from reports").await, 2);
    assert_eq!(
        round
            .world
            .count("select count(*) from agreed_facts where kind = 'goal' and at_minute = 78")
            .await,
        1
    );
}

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
