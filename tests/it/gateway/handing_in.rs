//! Reports that people hand in: file, form, address, message; and what moderators decide.

use serde_json::{Value, json};
use touchline::store::Settings;

use super::Bot;
use crate::ingestion::address::{ASHBOURNE, page};
use crate::support::discord::{Asker, Discord, GUILD, Interaction};
use crate::support::site::{Answer, Site};
use crate::support::world::World;

const REPORTER_ROLE: u64 = 1_500_000_000_000_000_077;

/// Somebody with the reporter role.
fn reporter() -> Asker {
    Asker {
        user: 1_400_000_000_000_000_050,
        name: "reporter".to_owned(),
        roles: vec![REPORTER_ROLE],
        ..Asker::default()
    }
}

struct Desk {
    discord: Discord,
    bot: Bot,
    site: Site,
}

impl Desk {
    async fn open() -> Self {
        let world = World::new().await;
        let settings = Settings {
            reporter_role: Some(REPORTER_ROLE),
            ..Settings::default()
        };
        world.store.set(GUILD, &settings).await.expect("set");
        let discord = Discord::start().await;
        let bot = Bot::start_in(&discord, world).await;
        let site = Site::start().await;
        Self { discord, bot, site }
    }

    async fn used(&self, asker: &Asker, name: &str, options: Value) -> Shown {
        let interaction = self.discord.slash_by(asker, name, options).await;
        self.shown(&interaction).await
    }

    /// Somebody hands a text in as a file.
    async fn handed(&self, asker: &Asker, text: String) -> Shown {
        self.used(asker, "report add", self.file("saturday.txt", text))
            .await
    }

    /// Ashbourne 2-1 Cutler Row, handed in and published.
    async fn published(&self, asker: &Asker) -> Shown {
        let preview = self.handed(asker, ASHBOURNE.join("\n")).await;
        self.pressed(asker, &preview.button("Publish"), &preview)
            .await
    }

    async fn pressed(&self, asker: &Asker, id: &str, on: &Shown) -> Shown {
        let message = on.message.expect("a message to press on");
        let interaction = self.discord.press_by(asker, id, message).await;
        self.shown(&interaction).await
    }

    async fn shown(&self, interaction: &Interaction) -> Shown {
        let answer = self.discord.answer_to(interaction).await;
        assert!(answer.is_private || answer.message.is_some(), "{answer:?}");
        Shown {
            text: answer.text(),
            message: answer.message,
            body: answer.body,
        }
    }

    /// A file as Discord would keep it.
    fn file(&self, name: &str, content: impl Into<Vec<u8>>) -> Value {
        let content = content.into();
        let size = content.len();
        self.site.put(
            &format!("/files/{name}"),
            Answer::of("application/octet-stream", content),
        );
        json!({ "file": { "filename": name, "size": size, "url": self.site.url(&format!("/files/{name}")) } })
    }

    async fn matches(&self) -> i64 {
        let own = format!("select count(*) from agreed_matches where scope = {GUILD}");
        self.bot.world.count(&own).await
    }

    async fn close(self) {
        assert!(self.bot.stop().await.is_ok());
        self.discord.assert_clean();
    }
}

#[derive(Debug)]
struct Shown {
    text: String,
    message: Option<u64>,
    body: Value,
}

impl Shown {
    fn says(&self, words: &str) {
        assert!(self.text.contains(words), "{words}: {}", self.text);
    }

    /// The custom id of the button that says this.
    fn button(&self, label: &str) -> String {
        let rows = self.body["components"].as_array().expect("rows");
        let mut parts = rows
            .iter()
            .flat_map(|row| row["components"].as_array().expect("parts"));
        let button = parts.find(|part| part["label"] == label);
        let button = button.unwrap_or_else(|| panic!("no button {label:?}: {}", self.body));
        button["custom_id"].as_str().expect("an id").to_owned()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_previewed_with_its_quotes_and_published() {
    let desk = Desk::open().await;
    let moderator = Asker::moderator();
    let preview = desk.handed(&moderator, ASHBOURNE.join("\n\n")).await;
    for part in [
        "Nothing is published yet",
        "Ashbourne Town 2-1 Cutler Row",
        "“in the 77th minute”",
    ] {
        preview.says(part);
    }
    assert_eq!(desk.matches().await, 0);
    let published = desk
        .pressed(&moderator, &preview.button("Publish"), &preview)
        .await;
    assert!(
        published
            .text
            .contains("Published in this server: **Ashbourne Town 2-1 Cutler Row (m1)**"),
        "{}",
        published.text
    );
    assert_eq!(desk.matches().await, 1);
    // Published is published.
    let old = desk.discord.old_answer("1|do|publish|1", "Publish");
    let pressed = desk
        .discord
        .press_by(&moderator, "1|do|publish|1", old)
        .await;
    let again = desk.shown(&pressed).await;
    again.says("decided already");
    let shared = desk
        .bot
        .world
        .count("select count(*) from agreed_matches where scope = 0")
        .await;
    assert_eq!(shared, 0, "it is this server's alone");
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_addresses_and_messages_are_read_alike() {
    let desk = Desk::open().await;
    let moderator = Asker::moderator();
    let html = page("", "Late header", &ASHBOURNE);
    desk.site.put("/report", Answer::html(html.clone()));
    let file = desk
        .used(&moderator, "report add", desk.file("saturday.html", html))
        .await;
    let address = json!({ "address": desk.site.url("/report") });
    let address = desk.used(&moderator, "report add", address).await;
    let message = desk
        .discord
        .says(Asker::default().channel, &ASHBOURNE.join("\n"));
    let menu = desk
        .discord
        .message_menu_by(&moderator, "Read as match report", message)
        .await;
    let menu = desk.shown(&menu).await;
    for shown in [&file, &address, &menu] {
        shown.says("Ashbourne Town 2-1 Cutler Row");
    }
    let discarded = desk
        .pressed(&moderator, &menu.button("Discard"), &menu)
        .await;
    discarded.says("Discarded");
    let kept = "select count(*) from drafts where state = 'discarded' and body is null";
    assert_eq!(desk.bot.world.count(kept).await, 1);
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_report_is_said_and_not_kept() {
    let desk = Desk::open().await;
    let moderator = Asker::moderator();
    let cases = [
        (
            desk.file(
                "soup.txt",
                "A soup of leeks, a spoon of cream, and two hours of patience.",
            ),
            "I found no match in this text",
        ),
        (
            desk.file("photo.png", vec![0x89, 0x50]),
            "I read .txt, .md and .html files",
        ),
        (
            desk.file("long.txt", vec![b'x'; 256 * 1024 + 1]),
            "I read .txt, .md and .html files",
        ),
        (
            desk.file("binary.txt", vec![0, 1, 2, 3]),
            "is not text but binary data",
        ),
        (desk.file("empty.txt", ""), "is empty"),
        (
            json!({ "address": "http://10.0.0.1/" }),
            "a private network",
        ),
        (json!({ "address": "nonsense" }), "is no address of a page"),
        (json!({ "address": desk.site.url("/missing") }), "HTTP 404"),
    ];
    for (options, said) in cases {
        let shown = desk.used(&moderator, "report add", options.clone()).await;
        assert!(shown.text.contains(said), "{options}: {}", shown.text);
    }
    assert_eq!(desk.bot.world.count("select count(*) from drafts").await, 0);
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_takes_a_report_and_the_teams_can_be_put_right_after_a_restart() {
    let desk = Desk::open().await;
    let moderator = Asker::moderator();
    let opened = desk
        .discord
        .slash_by(&moderator, "report add", json!({}))
        .await;
    let form = desk.discord.answer_to(&opened).await;
    let typed = [
        ("title", "Late header"),
        ("published", "2017-11-19"),
        ("text", ASHBOURNE[0]),
        ("text2", ASHBOURNE[1]),
        ("text3", ASHBOURNE[2]),
    ];
    let submitted = desk.discord.submit_by(&moderator, &form, &typed).await;
    let preview = desk.shown(&submitted).await;
    preview.says("Ashbourne Town 2-1 Cutler Row");

    let other = desk
        .handed(&moderator, ASHBOURNE.join("\n").replace("Cutler", "Marrow"))
        .await;

    // The bot is stopped and started again: the buttons work all the same.
    let world = desk.bot.stop_and_leave().await;
    let bot = Bot::start_in(&desk.discord, world).await;
    let desk = Desk { bot, ..desk };
    desk.pressed(&moderator, &other.button("Discard"), &other)
        .await
        .says("Discarded");
    let edit = preview.button("Edit teams");
    let message = preview.message.expect("a message");
    let pressed = desk.discord.press_by(&moderator, &edit, message).await;
    let form = desk.discord.answer_to(&pressed).await;
    assert!(
        form.body
            .to_string()
            .contains("\"value\":\"Ashbourne Town\""),
        "{}",
        form.body
    );
    let typed = [("home", "Tottenham"), ("away", "Chelsea")];
    let submitted = desk.discord.submit_by(&moderator, &form, &typed).await;
    let anew = desk.shown(&submitted).await;
    anew.says("Tottenham 2-1 Chelsea");
    let published = desk
        .pressed(&moderator, &anew.button("Publish"), &anew)
        .await;
    published.says("Tottenham 2-1 Chelsea");
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_reporters_first_three_are_looked_at_and_members_may_not_add() {
    let desk = Desk::open().await;
    let member = desk.handed(&Asker::default(), ASHBOURNE.join("\n")).await;
    member.says("needs the reporter role");
    for count in 0..4 {
        let text = ASHBOURNE.join("\n").replace(
            "Cutler Row",
            ["Kestrel Vale", "Marrow Point", "Larkhill", "Bexcombe"][count],
        );
        let preview = desk
            .used(
                &reporter(),
                "report add",
                desk.file(&format!("{count}.txt"), text),
            )
            .await;
        let published = desk
            .pressed(&reporter(), &preview.button("Publish"), &preview)
            .await;
        if count == 3 {
            published.says("Published in this server");
            break;
        }
        published.says("looked at by a moderator");
        let refused = desk.used(&reporter(), "report review", json!({})).await;
        refused.says("needs Manage Server");
        let review = desk
            .used(&Asker::moderator(), "report review", json!({}))
            .await;
        review.says("A new reporter handed this in");
        // Whoever may not decide may not press either.
        let pressed = desk
            .pressed(&reporter(), &review.button("Accept"), &review)
            .await;
        pressed.says("needs Manage Server");
        let accepted = desk
            .pressed(&Asker::moderator(), &review.button("Accept"), &review)
            .await;
        accepted.says("Published in this server");
    }
    assert_eq!(desk.matches().await, 4);
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_is_retracted_put_back_and_deleted_on_request() {
    let desk = Desk::open().await;
    let moderator = Asker::moderator();
    desk.published(&moderator).await;
    let retracted = desk
        .used(
            &moderator,
            "report retract",
            json!({ "report": 1, "reason": "invented" }),
        )
        .await;
    retracted.says("Report 1 is out");
    assert_eq!(desk.matches().await, 0);
    let back = desk
        .pressed(&moderator, &retracted.button("Undo"), &retracted)
        .await;
    back.says("Put back");
    assert_eq!(desk.matches().await, 1);
    let shown = desk
        .used(&moderator, "report show", json!({ "report": 1 }))
        .await;
    shown.says("in front of a crowd");
    let others = desk
        .used(&reporter(), "report show", json!({ "report": 1 }))
        .await;
    assert!(
        !others.text.contains("in front of a crowd"),
        "{}",
        others.text
    );
    let deleted = desk
        .used(
            &moderator,
            "report retract",
            json!({ "report": 1, "reason": "asked to", "delete": true }),
        )
        .await;
    deleted.says("its text is deleted");
    let preview = desk.handed(&moderator, ASHBOURNE.join("\n")).await;
    let again = desk
        .pressed(&moderator, &preview.button("Publish"), &preview)
        .await;
    again.says("was deleted on request");
    let history = desk.used(&moderator, "report history", json!({})).await;
    for line in [
        "retracted **report 1",
        "put back **report 1",
        "deleted the text of **report 1",
    ] {
        history.says(line);
    }
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_put_right_is_said() {
    let desk = Desk::open().await;
    let moderator = Asker::moderator();
    desk.published(&moderator).await;
    let correct = async |field: &str, value: &str| {
        let options = json!({ "match": "m1", "field": field, "value": value, "reason": "seen" });
        desk.used(&moderator, "correct", options).await.text
    };
    for (field, value, said) in [
        ("weather", "rain", "has no fact **weather**"),
        ("score", "two one", "give a score with the home side first"),
        ("date", "some day", "give a day"),
        ("attendance", "many", "give a number"),
        ("goal 1", "99+99", "give what is right of the goal"),
        ("goal 9", "12", "has no fact **goal 9**"),
        ("referee", "none", "has no **referee** to take away"),
        ("new goal", "12", "give the side the goal counts for"),
        ("score", "3-1", "~~2-1~~ is now **3-1**"),
        ("attendance", "41,212", "is now **41,212**"),
        ("referee", "Ada Quill", "is now **Ada Quill**"),
        (
            "goal 2",
            "41, scorer Vargas, pen",
            "~~40' scorer not named~~ is now **41' Vargas (pen)**",
        ),
        (
            "new goal",
            "home, 88, Lind, assist Okafor",
            "is now **88' Lind",
        ),
        ("goal 4", "none", "~~88' Lind~~ is now **not stated**"),
    ] {
        let told = correct(field, value).await;
        assert!(told.contains(said), "{field} {value}: {told}");
    }
    let refused = desk
        .used(
            &Asker::default(),
            "correct",
            json!({ "match": "m1", "field": "score", "value": "9-0", "reason": "fun" }),
        )
        .await;
    refused.says("needs the reporter role");
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_preview_that_nobody_decides_of_is_not_kept_for_ever() {
    let desk = Desk::open().await;
    let moderator = Asker::moderator();
    let preview = desk.handed(&moderator, ASHBOURNE.join("\n")).await;
    let pool = sqlx::SqlitePool::connect(&desk.bot.world.path())
        .await
        .expect("opened");
    sqlx::query("update drafts set made_at = made_at - 8 * 24 * 3600")
        .execute(&pool)
        .await
        .expect("a week passes");
    desk.handed(&moderator, ASHBOURNE.join("\n\n")).await;
    let kept = "select count(*) from drafts where body is not null";
    assert_eq!(desk.bot.world.count(kept).await, 1);
    desk.pressed(&moderator, &preview.button("Publish"), &preview)
        .await
        .says("Hand the text in again");
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_club_that_may_be_misspelt_is_asked_about_and_merged_by_a_press() {
    let desk = Desk::open().await;
    let moderator = Asker::moderator();
    desk.published(&moderator).await;
    let bare = "Ashborne Town beat Cutler Row 2-1 at home on Saturday. They led at half-time and held out to the end of stoppage time.";
    let preview = desk.handed(&moderator, bare.to_owned()).await;
    desk.pressed(&moderator, &preview.button("Publish"), &preview)
        .await
        .says("Ashborne Town 2-1 Cutler Row (m2)");
    let review = desk.used(&moderator, "report review", json!({})).await;
    review.says("One match, or two?");
    review.says("spelt in two ways");
    // A member who sees the buttons may not press them.
    desk.pressed(&Asker::default(), &review.button("Merge"), &review)
        .await
        .says("needs Manage Server");
    desk.pressed(&moderator, &review.button("Merge"), &review)
        .await
        .says("it is all told of m1 now");
    assert_eq!(desk.matches().await, 1);
    let asked = json!({ "team": "Ashbourne Town" });
    desk.used(&moderator, "score", asked)
        .await
        .says("Ashbourne Town 2-1 Cutler Row");
    desk.used(&moderator, "report history", json!({}))
        .await
        .says("merged **match of m1**: m2 → m1");
    desk.used(&moderator, "report review", json!({}))
        .await
        .says("Nothing waits to be looked at.");
    desk.close().await;
}
