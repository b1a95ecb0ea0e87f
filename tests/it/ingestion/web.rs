//! Fetching from the open web: what is never reached, and what nothing that is sent may cost.

use std::net::IpAddr;
use std::time::Duration;

use tokio::net::TcpListener;
use touchline::ingestion::web::{
    FetchError, Fetched, Fetcher, Known, Limits, Reach, Request, RetryAfter, SystemLookup, Wants,
};
use url::Url;

use crate::support::site::{Answer, Body, Names, Site, fetcher, fetcher_with, gzip};

async fn page(fetcher: &Fetcher, address: &str) -> Result<Fetched, FetchError> {
    let url = Url::parse(address).map_err(|_| FetchError::NotAnAddress)?;
    let request = Request {
        url: &url,
        wants: Wants::Page,
        known: None,
    };
    fetcher.fetch(request).await
}

async fn text(fetcher: &Fetcher, address: &str) -> String {
    match page(fetcher, address).await {
        Ok(Fetched::Document(document)) => String::from_utf8(document.bytes).expect("UTF-8"),
        other => panic!("{address}: {other:?}"),
    }
}

async fn refusal(fetcher: &Fetcher, address: &str) -> String {
    match page(fetcher, address).await {
        Ok(fetched) => panic!("{address} was fetched: {fetched:?}"),
        Err(error) => error.to_string(),
    }
}

/// Every way we know to write an address that is not of the public network. `{port}` is one that listens.
const NOT_PUBLIC: [&str; 54] = [
    // This machine.
    "http://127.0.0.1:{port}/",
    "http://127.0.0.1.:{port}/",
    "http://127.255.255.254:{port}/",
    "http://127.1:{port}/",
    "http://127.0.1:{port}/",
    "http://2130706433:{port}/",
    "http://0x7f000001:{port}/",
    "http://0x7f.0.0.1:{port}/",
    "http://0x7F.1:{port}/",
    "http://0177.0.0.1:{port}/",
    "http://017700000001:{port}/",
    "http://00000177.0x0.0.01:{port}/",
    "http://127.0.0.1%2e:{port}/",
    "http://%31%32%37.0.0.1:{port}/",
    "http://①②⑦.⓪.⓪.①:{port}/",
    "http://127。0。0。1:{port}/",
    "http://１２７.0.0.1:{port}/",
    "http://0.0.0.0:{port}/",
    "http://0:{port}/",
    "http://[::1]:{port}/",
    "http://[0:0:0:0:0:0:0:1]:{port}/",
    "http://[::]:{port}/",
    "http://localhost:{port}/",
    "http://LOCALHOST:{port}/",
    // As an address of the older kind within one of the newer.
    "http://[::ffff:127.0.0.1]:{port}/",
    "http://[::ffff:7f00:1]:{port}/",
    "http://[0:0:0:0:0:ffff:7f00:1]:{port}/",
    "http://[::127.0.0.1]:{port}/",
    "http://[64:ff9b::127.0.0.1]:{port}/",
    "http://[64:ff9b::a00:1]/",
    "http://[64:ff9b:1::a00:1]/",
    "http://[2002:7f00:1::]:{port}/",
    "http://[2002:c0a8:101::1]/",
    "http://[2001:0:53aa:64c:0:0:80ff:fffe]/",
    "http://[::ffff:169.254.169.254]/",
    // Private networks, a carrier's, the link.
    "http://10.0.0.1/",
    "http://172.16.0.1/",
    "http://172.31.255.255/",
    "http://192.168.1.1/",
    "http://100.64.0.1/",
    "http://[fc00::1]/",
    "http://[fd12:3456:789a::1]/",
    "http://[fe80::1]/",
    "http://[fec0::1]/",
    // Metadata services.
    "http://169.254.169.254/latest/meta-data/",
    "http://0xA9FEA9FE/",
    "http://[fd00:ec2::254]/",
    "http://100.100.100.200/",
    "http://168.63.129.16/",
    "http://192.0.0.192/",
    // Groups, and what was never given out.
    "http://224.0.0.1/",
    "http://255.255.255.255/",
    "http://[ff02::1]/",
    "http://[100::1]/",
];

/// What is no address of a public page whatever its host.
const NOT_A_PAGE: [&str; 9] = [
    "file:///etc/passwd",
    "ftp://example.org/report",
    "gopher://127.0.0.1:70/_x",
    "data:text/html,hello",
    "javascript:alert(1)",
    "unix:/var/run/docker.sock",
    "http://user:secret@example.org/",
    "http://example.org@127.0.0.1/",
    "http:///",
];

/// A door on this machine that nobody may come to.
async fn canary() -> (TcpListener, u16) {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
    let port = listener.local_addr().expect("it is bound").port();
    (listener, port)
}

/// Whether somebody stands at the door.
async fn has_caller(canary: &TcpListener) -> bool {
    // What has connected is waiting already; nothing has to be waited for.
    tokio::time::timeout(Duration::from_millis(1), canary.accept())
        .await
        .is_ok()
}

#[tokio::test(flavor = "multi_thread")]
async fn no_way_of_writing_an_address_leads_to_what_is_not_public() {
    let (canary, port) = canary().await;
    let fetcher = Fetcher::new(Reach::PublicOnly, Limits::default(), SystemLookup).expect("one");
    for address in NOT_PUBLIC {
        let address = address.replace("{port}", &port.to_string());
        match page(&fetcher, &address).await {
            Err(FetchError::Forbidden(_) | FetchError::NotAnAddress) => {}
            other => panic!("{address}: {other:?}"),
        }
    }
    for address in NOT_A_PAGE {
        match page(&fetcher, address).await {
            Err(
                FetchError::Scheme
                | FetchError::Credentials
                | FetchError::NotAnAddress
                | FetchError::Forbidden(_),
            ) => {}
            other => panic!("{address}: {other:?}"),
        }
    }
    assert!(!has_caller(&canary).await, "somebody connected");
}

#[tokio::test(flavor = "multi_thread")]
async fn no_redirect_leads_there_either() {
    let site = Site::start().await;
    // This machine may be reached here; what is beyond it may not, nor may other kinds of address.
    let fetcher = fetcher();
    let beyond = |address: &&&str| {
        [
            "://10.",
            "169.254",
            "192.168",
            "fd00",
            "[fe80",
            "224.",
            "0xA9",
            "100.64",
            "[::ffff:169",
        ]
        .iter()
        .any(|part| address.contains(part))
    };
    let targets: Vec<&str> = NOT_PUBLIC
        .iter()
        .filter(beyond)
        .chain(&NOT_A_PAGE[..7])
        .copied()
        .collect();
    assert!(targets.len() >= 15, "{targets:?}");
    for target in targets {
        site.put("/hop", Answer::to(target));
        site.put("/start", Answer::to("/hop"));
        match page(&fetcher, &site.url("/start")).await {
            Err(FetchError::Forbidden(_) | FetchError::Scheme | FetchError::Credentials) => {}
            other => panic!("to {target}: {other:?}"),
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_changes_its_meaning_gains_nothing() {
    let site = Site::start().await;
    let names = Names::default()
        // First this machine, which a test may reach, then what nobody may.
        .say("rebinds.example", &[&["127.0.0.1"], &["169.254.169.254"]])
        .say("mixed.example", &[&["93.184.216.34", "10.0.0.7"]])
        .say("inside.example", &[&["192.168.0.10"]])
        .say("mapped.example", &[&["::ffff:10.1.2.3"]])
        .say("metadata.example", &[&["fd00:ec2::254"]])
        .say("nowhere.example", &[&[]]);
    let log = names.log();
    let fetcher = fetcher_with(names);
    site.put("/", Answer::to(&site.url_of("rebinds.example", "/inside")));
    let first = site.url_of("rebinds.example", "/");
    assert_eq!(
        refusal(&fetcher, &first).await,
        "may not be read: rebinds.example is a link-local or metadata address, and only the public network is read from"
    );
    // One look-up a connection: the first, which reached the site, and the one that was refused.
    assert_eq!(*log.lock().expect("a log"), ["rebinds.example"; 2]);
    assert_eq!(site.asked().len(), 1);
    for host in ["mixed", "inside", "mapped", "metadata"] {
        let refused = refusal(&fetcher, &format!("http://{host}.example/")).await;
        assert!(refused.starts_with("may not be read"), "{host}: {refused}");
    }
    let lost = refusal(&fetcher, "http://nowhere.example/").await;
    assert!(lost.starts_with("can"), "{lost}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_public_name_that_turns_to_this_machine_is_refused_when_it_turns() {
    let (canary, port) = canary().await;
    let names = Names::default().say("turns.example", &[&["127.0.0.1"]]);
    let fetcher = Fetcher::new(Reach::PublicOnly, Limits::default(), names).expect("one");
    let refused = refusal(&fetcher, &format!("http://turns.example:{port}/")).await;
    assert!(refused.contains("this machine"), "{refused}");
    assert!(!has_caller(&canary).await, "somebody connected");
}

#[test]
fn public_addresses_are_public() {
    let public = [
        "1.1.1.1",
        "93.184.216.34",
        "100.63.255.255",
        "100.128.0.1",
        "172.32.0.1",
        "192.0.1.1",
        "223.255.255.254",
        "2606:4700::1111",
        "2a00:1450:4001:81b::200e",
        "::ffff:93.184.216.34",
        "64:ff9b::5db8:d822",
    ];
    for address in public {
        let address: IpAddr = address.parse().expect("an address");
        assert_eq!(Reach::PublicOnly.allows(address), Ok(()), "{address}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn five_redirects_are_followed_and_no_more() {
    let site = Site::start().await;
    for hop in 1..=6 {
        site.put(&format!("/{hop}"), Answer::to(&format!("/{}", hop - 1)));
    }
    site.put("/0", Answer::of("text/plain", "arrived"));
    site.put("/round", Answer::to("/round"));
    let fetcher = fetcher();
    assert_eq!(text(&fetcher, &site.url("/5")).await, "arrived");
    let too_far = "leads on to other addresses more than 5 times";
    assert_eq!(refusal(&fetcher, &site.url("/6")).await, too_far);
    assert_eq!(refusal(&fetcher, &site.url("/round")).await, too_far);
    assert_eq!(site.count("/round"), 6);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_sent_costs_no_more_than_the_limits() {
    let site = Site::start().await;
    let fetcher = fetcher();
    let too_large = "is larger than 2 MB";
    let bomb = gzip(&vec![b' '; 200_000_000]);
    assert!(bomb.len() < 300_000, "{}", bomb.len());
    site.put(
        "/bomb",
        Answer::html(bomb.clone()).with("content-encoding", "gzip"),
    );
    // A bomb within a bomb is not unpacked twice; it is merely no text.
    site.put(
        "/packed",
        Answer::html(gzip(b"<p>packed</p>")).with("content-encoding", "gzip"),
    );
    let html = || Answer::html(Vec::new());
    site.put(
        "/endless",
        html().sending(Body::Endless(vec![b'x'; 65_536])),
    );
    site.put(
        "/endless-bomb",
        html()
            .with("content-encoding", "gzip")
            .sending(Body::Endless(bomb)),
    );
    site.put(
        "/gigabyte",
        html().sending(Body::CutShort(vec![b'x'; 10], 1_000_000_000)),
    );
    site.put(
        "/cut",
        html().sending(Body::CutShort(b"<p>half".to_vec(), 5_000)),
    );
    site.put(
        "/damaged",
        Answer::html(b"\x1f\x8b\x08\0garbage that is no gzip".to_vec())
            .with("content-encoding", "gzip"),
    );
    let mut torn = gzip("a match report ".repeat(1000).as_bytes());
    torn.truncate(torn.len() / 2);
    site.put("/torn", Answer::html(torn).with("content-encoding", "gzip"));
    site.put("/brotli", html().with("content-encoding", "br"));
    site.put("/full", Answer::of("text/plain", vec![b'y'; 2_000_000]));
    site.put("/over", Answer::of("text/plain", vec![b'y'; 2_000_001]));

    assert_eq!(refusal(&fetcher, &site.url("/bomb")).await, too_large);
    assert_eq!(text(&fetcher, &site.url("/packed")).await, "<p>packed</p>");
    assert_eq!(refusal(&fetcher, &site.url("/endless")).await, too_large);
    assert_eq!(
        refusal(&fetcher, &site.url("/endless-bomb")).await,
        too_large
    );
    assert_eq!(refusal(&fetcher, &site.url("/gigabyte")).await, too_large);
    assert_eq!(text(&fetcher, &site.url("/full")).await.len(), 2_000_000);
    assert_eq!(refusal(&fetcher, &site.url("/over")).await, too_large);
    let broken = "broke off, or is damaged";
    for path in ["/cut", "/damaged", "/torn"] {
        assert_eq!(refusal(&fetcher, &site.url(path)).await, broken, "{path}");
    }
    assert_eq!(
        refusal(&fetcher, &site.url("/brotli")).await,
        "is compressed in a way that was not asked for"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_does_not_end_is_given_up() {
    let site = Site::start().await;
    let limits = Limits {
        time: Duration::from_millis(300),
        ..Limits::default()
    };
    let fetcher = Fetcher::new(Reach::LoopbackToo, limits, Names::default()).expect("one");
    let slow = Answer::html(Vec::new()).sending(Body::Stalls(b"<p>to be".to_vec()));
    site.put("/slow", slow);
    assert_eq!(
        refusal(&fetcher, &site.url("/slow")).await,
        "did not answer in full within 300ms"
    );
    // One that takes the connection and says nothing.
    let (_silent, port) = canary().await;
    assert_eq!(
        refusal(&fetcher, &format!("http://127.0.0.1:{port}/")).await,
        "did not answer in full within 300ms"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn only_what_can_be_a_report_is_taken() {
    let site = Site::start().await;
    let fetcher = fetcher();
    for media in [
        "image/png",
        "application/pdf",
        "application/octet-stream",
        "video/mp4",
    ] {
        site.put("/file", Answer::of(media, "x"));
        assert_eq!(
            refusal(&fetcher, &site.url("/file")).await,
            format!("is of the type {media}, which is not read here")
        );
    }
    site.put("/file", Answer::of("TEXT/HTML; charset=ISO-8859-1", "x"));
    match page(&fetcher, &site.url("/file")).await {
        Ok(Fetched::Document(document)) => {
            assert_eq!(document.media, "text/html");
            assert_eq!(document.charset.as_deref(), Some("ISO-8859-1"));
        }
        other => panic!("{other:?}"),
    }
    site.put("/file", Answer::status(200));
    let untold = refusal(&fetcher, &site.url("/file")).await;
    assert_eq!(untold, "does not say of what type it is");
    assert_eq!(
        refusal(&fetcher, &site.url("/missing")).await,
        "was refused by its server (HTTP 404)"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_has_not_changed_is_not_sent_again() {
    let site = Site::start().await;
    let fetcher = fetcher();
    site.put(
        "/feed",
        Answer::of("text/xml", "<rss/>")
            .with("etag", "\"7\"")
            .with("last-modified", "Tue, 21 Nov 2017 22:00:00 GMT"),
    );
    let url = Url::parse(&site.url("/feed")).expect("an address");
    let request = Request {
        url: &url,
        wants: Wants::Feed,
        known: None,
    };
    let known = match fetcher.fetch(request).await {
        Ok(Fetched::Document(document)) => document.known,
        other => panic!("{other:?}"),
    };
    let expected = Known {
        etag: Some("\"7\"".to_owned()),
        last_modified: Some("Tue, 21 Nov 2017 22:00:00 GMT".to_owned()),
    };
    assert_eq!(known, expected);
    let again = Request {
        known: Some(&known),
        ..request
    };
    assert!(matches!(fetcher.fetch(again).await, Ok(Fetched::Unchanged)));
    let asked = site.asked();
    assert_eq!(asked[1].header("if-none-match"), "\"7\"");
    assert!(asked[0].header("user-agent").starts_with("Touchline/"));
    assert!(!asked[0].headers.contains_key("cookie"));
}

#[test]
fn when_to_ask_again_is_read_as_servers_say_it() {
    let now = 1_511_301_600;
    let wait = |header| RetryAfter::read(header).map(|after| after.from_now(now).as_secs());
    assert_eq!(wait("120"), Some(120));
    assert_eq!(wait("Tue, 21 Nov 2017 22:02:00 GMT"), Some(120));
    assert_eq!(wait("Tue, 21 Nov 2017 21:00:00 GMT"), Some(0));
    assert_eq!(wait("soon"), None);
}
