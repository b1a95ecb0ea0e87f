//! What reports say stays out of the log, whatever door they come through and however much is logged.

use std::time::Duration;

use serde_json::{Value, json};
use touchline::ingestion::address::AddressReader;
use touchline::ingestion::feeds::Poller;
use touchline::store::NewFeed;

use crate::ingestion::address::page;
use crate::support::discord::{Answer as Shown, Asker, Discord};
use crate::support::program::Program;
use crate::support::site::{Answer, Site, fetcher};
use crate::support::world::World;

/// A word that stands in every text and nowhere else.
const MARK: &str = "Zyxomark";

/// A report by the number of the door it comes through, the mark in every part of it.
fn report(door: usize) -> [String; 3] {
    [
        format!(
            "{MARK} Town beat Cutler {door} 2-1 at home on Saturday in front of a crowd that had waited all autumn for a win."
        ),
        format!(
            "{MARK}son put the home side ahead on 12 minutes. Varga{MARK} levelled for Cutler {door} in the 40th minute."
        ),
        format!(
            "Okafor {MARK} scored the winner with a header in the 77th minute, said the manager, Mr {MARK}."
        ),
    ]
}

fn soup(door: usize) -> String {
    format!("{MARK} soup number {door}: leeks, a spoon of cream, and two hours of patience.")
}

fn in_page(paragraphs: &[String]) -> String {
    let paragraphs: Vec<&str> = paragraphs.iter().map(String::as_str).collect();
    page("", &format!("{MARK} again"), &paragraphs)
}

struct Counter<'a> {
    discord: &'a Discord,
    moderator: Asker,
}

impl Counter<'_> {
    async fn used(&self, name: &str, options: Value) -> Shown {
        let asked = self.discord.slash_by(&self.moderator, name, options).await;
        self.discord.answer_to(&asked).await
    }

    /// Presses the button that says this.
    async fn press(&self, label: &str, on: &Shown) -> Shown {
        let rows = on.body["components"].as_array().expect("rows");
        let mut parts = rows
            .iter()
            .flat_map(|row| row["components"].as_array().expect("parts"));
        let button = parts.find(|part| part["label"] == label);
        let button = button.unwrap_or_else(|| panic!("no button {label:?}: {}", on.body));
        let id = button["custom_id"].as_str().expect("an id");
        let pressed = self
            .discord
            .press_by(&self.moderator, id, on.message.expect("a message"))
            .await;
        self.discord.answer_to(&pressed).await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_word_of_a_report_reaches_the_log_through_any_door() {
    let (world, site, discord) = (
        World::new().await,
        Site::start().await,
        Discord::start().await,
    );
    // A feed that was read once, and brings three articles now.
    let rss = |items: &str| {
        let text =
            format!("<rss version=\"2.0\"><channel><title>{MARK}</title>{items}</channel></rss>");
        Answer::of("application/rss+xml", text)
    };
    site.put("/feed", rss(""));
    let feed = NewFeed {
        url: site.url("/feed"),
        every_seconds: 300,
    };
    let long_ago = 1_700_000_000;
    world
        .store
        .configure_feeds(&[feed], long_ago)
        .await
        .expect("configured");
    let poller = Poller::new(
        world.store.clone(),
        world.pipeline(),
        AddressReader::new(fetcher()),
    );
    poller.round(long_ago).await.expect("a round");
    let item = |n: usize| {
        format!("<item><guid>{n}</guid><title>{MARK} {n}</title><link>/page/{n}</link></item>")
    };
    site.put("/feed", rss(&[1, 2, 3].map(item).concat()));
    site.put("/page/1", Answer::html(in_page(&report(1))));
    site.put(
        "/page/2",
        Answer::html(in_page(&[soup(2), soup(2), soup(2)])),
    );
    site.put(
        "/page/3",
        Answer::html(format!("<html>{}{MARK}", "<div>".repeat(5000))),
    );
    // A folder with what can be read and what cannot.
    let folder = tempfile::tempdir().expect("a folder");
    let put = |name: &str, bytes: Vec<u8>| {
        std::fs::write(folder.path().join(name), bytes).expect("written")
    };
    put("a.txt", report(4).join("\n\n").into_bytes());
    put("b.html", in_page(&report(5)).into_bytes());
    put("c.txt", soup(6).into_bytes());
    put("d.txt", [MARK.as_bytes(), b"\0\x01\x02"].concat());

    let feeds = json!([{ "url": site.url("/feed"), "every": "5m" }]).to_string();
    let watched = folder.path().display().to_string();
    let environment = [
        ("RUST_LOG", "trace"),
        ("TOUCHLINE_INGESTION__ALLOW_LOOPBACK", "true"),
        ("TOUCHLINE_INGESTION__FEEDS", feeds.as_str()),
        ("TOUCHLINE_INGESTION__WATCH", watched.as_str()),
    ];
    let program = Program::start_with(&world.path(), &discord, &environment);
    let counter = Counter {
        discord: &discord,
        moderator: Asker::moderator(),
    };
    // A file, an address, a message, a form; what is a report and what is none.
    let file = |name: &str, text: String| {
        let size = text.len();
        site.put(
            &format!("/files/{name}"),
            Answer::of("application/octet-stream", text),
        );
        json!({ "file": { "filename": name, "size": size, "url": site.url(&format!("/files/{name}")) } })
    };
    let preview = counter
        .used("report add", file("e.txt", report(7).join("\n\n")))
        .await;
    assert!(preview.text().contains(MARK), "{}", preview.text());
    counter.press("Publish", &preview).await;
    counter.used("report add", file("f.txt", soup(8))).await;
    site.put("/article", Answer::html(in_page(&report(9))));
    let preview = counter
        .used("report add", json!({ "address": site.url("/article") }))
        .await;
    counter.press("Discard", &preview).await;
    let said = discord.says(Asker::default().channel, &report(10).join("\n"));
    let menu = discord
        .message_menu_by(&counter.moderator, "Read as match report", said)
        .await;
    let preview = discord.answer_to(&menu).await;
    counter.press("Publish", &preview).await;
    let form = counter.used("report add", json!({})).await;
    let [first, second, third] = report(11);
    let typed = [
        ("title", MARK),
        ("text", first.as_str()),
        ("text2", second.as_str()),
        ("text3", third.as_str()),
    ];
    let submitted = discord.submit_by(&counter.moderator, &form, &typed).await;
    let preview = discord.answer_to(&submitted).await;
    counter.press("Publish", &preview).await;
    // Looked at, taken out, deleted.
    let shown = counter
        .used("score", json!({ "team": format!("{MARK} Town") }))
        .await;
    assert!(shown.text().contains(MARK), "{}", shown.text());
    let reports = "select count(*) from reports";
    let read = async {
        while world.count(reports).await < 8 {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(90), read)
        .await
        .expect("every door's report is read");
    counter
        .used(
            "report retract",
            json!({ "report": 1, "reason": "wrong", "delete": true }),
        )
        .await;

    program.ask_to_stop();
    let said = program.all_said().await;
    assert!(
        said.iter().any(|line| line.contains("read report")),
        "the log is there: {said:#?}"
    );
    let told: Vec<&String> = said.iter().filter(|line| line.contains(MARK)).collect();
    assert!(
        told.is_empty(),
        "{} of {} lines: {told:#?}",
        told.len(),
        said.len()
    );
}
