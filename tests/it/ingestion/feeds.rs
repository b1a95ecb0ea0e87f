//! Feeds: what is taken for new, and what it leads to.

use touchline::facts::Scope;
use touchline::ingestion::address::AddressReader;
use touchline::ingestion::feeds::{NoFeed, Poller, Round, read_feed};
use touchline::ingestion::web::Fetcher;
use touchline::store::{Decision, FeedAdded, NewFeed};
use url::Url;

use super::address::{ASHBOURNE, page};
use crate::support::site::{Answer, Site, fetcher};
use crate::support::world::{NOON, World};

pub const QUARTER: i64 = 15 * 60;

/// A feed with items: id, title, path.
pub fn rss(items: &[(&str, &str, &str)]) -> String {
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

pub fn decision() -> Decision {
    Decision {
        scope: Scope::Shared,
        by: 1,
        at: NOON,
        reason: None,
    }
}

/// A world with a feed in it, and who polls it.
pub struct Polling {
    pub world: World,
    pub site: Site,
    poller: Poller,
    now: i64,
}

impl Polling {
    pub async fn of(items: &[(&str, &str, &str)]) -> Self {
        Self::over(fetcher(), items).await
    }

    pub async fn over(fetcher: Fetcher, items: &[(&str, &str, &str)]) -> Self {
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

    pub fn serve(&self, items: &[(&str, &str, &str)]) {
        self.site
            .put("/feed", Answer::of("application/rss+xml", rss(items)));
    }

    pub async fn subscribe(&self, host: &str) {
        let feed = NewFeed {
            url: self.site.url_of(host, "/feed"),
            every_seconds: QUARTER,
        };
        let added = self.world.store.add_feed(&feed, &decision()).await;
        assert!(matches!(added, Ok(FeedAdded::New(_))), "{added:?}");
    }

    /// Lets so many seconds pass, and does a round.
    pub async fn after(&mut self, seconds: i64) -> Round {
        self.now += seconds;
        self.poller.round(self.now).await.expect("a round")
    }

    pub async fn items(&self) -> Vec<String> {
        sqlx::query_scalar("select item || ' ' || state || coalesce(': ' || problem, '') from feed_items order by item")
            .fetch_all(self.world.store.readers())
            .await
            .expect("the items")
    }

    pub async fn matches(&self) -> i64 {
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
