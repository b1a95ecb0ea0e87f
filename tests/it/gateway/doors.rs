//! From a feed to a corrected post: the whole way.

use serde_json::{Value, json};
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;
use touchline::config::{ApiUrl, Token};
use touchline::gateway::{self, Connected, GatewayConfig};
use touchline::ingestion::feeds::Poller;
use touchline::store::Wants;

use super::{impatient, state_over};
use crate::delivery::office::Office;
use crate::ingestion::address::page;
use crate::support::discord::{Asker, GUILD, SCORES, TOKEN};
use crate::support::site::{Answer, Site};
use crate::support::world::NOON;

const QUARTER: i64 = 15 * 60;

const AGENCY: [&str; 3] = [
    "Ashbourne Town beat Cutler Row 2-1 at home on Saturday in front of a crowd that had waited all autumn for a win.",
    "Mensah scored for the home side on 12 minutes with a low shot. Varga equalised for Cutler Row in the 40th minute after a \
     mistake at the back.",
    "Okafor scored the winner with a header in the 77th minute. The home side held out to the end of stoppage time.",
];
const ECHO: [&str; 2] = [
    "Two goals from the home side were enough for Ashbourne Town, who defeated Cutler Row 2-1 on Saturday afternoon.",
    "Mensa scored first for Ashbourne Town in the 12th minute, and Varga equalised for Cutler Row on 40 minutes. Okafor headed \
     the winner in the 78th minute.",
];
const CLUB: [&str; 2] = [
    "It finished Ashbourne Town 2-1 Cutler Row on Saturday.",
    "Mensah scored for Ashbourne Town on 12 minutes. Varga scored for Cutler Row in the 40th minute. Okafor scored for Ashbourne \
     Town in the 77th minute.",
];
const PREVIEW: [&str; 1] = [
    "Ashbourne Town host Cutler Row next Saturday, and the manager hopes that Okafor will be fit to start. Kick-off is at three \
     o'clock, and tickets are still to be had at the gate. Ashbourne have not lost at home since September.",
];
const RUGBY: [&str; 1] = [
    "Kestrel Vale beat Marrow Point 27-19 in a hard game of rugby on Saturday. The fly-half kicked four penalties and converted \
     two tries, and the pack held firm in the scrum until the end.",
];

/// An office with a bot in it, and a site that it reads.
struct House {
    office: Office,
    site: Site,
    poller: Poller,
    stop: CancellationToken,
    now: i64,
}

impl House {
    async fn open() -> Self {
        let office = Office::open_with(crate::support::discord::Limits::default()).await;
        let config = GatewayConfig {
            api: ApiUrl::try_from(office.double.url()).expect("loopback may be plain"),
            token: Token::new(TOKEN).expect("the token is not blank"),
            guild: None,
            patience: impatient(),
        };
        let (state, poller) = state_over(&office.world.store);
        let (connected, mut seen) = watch::channel(Connected::default());
        let stop = CancellationToken::new();
        tokio::spawn(gateway::run(config, state, connected, stop.clone()));
        seen.wait_for(|connected| connected.identified >= 1)
            .await
            .expect("the bot is let in");
        let site = Site::start().await;
        Self {
            office,
            site,
            poller,
            stop,
            now: NOON,
        }
    }

    /// Serves a feed of these articles: a path, and what stands there.
    fn serve(&self, articles: &[(&str, &[&str])]) {
        let items: String = articles
            .iter()
            .map(|(path, paragraphs)| {
                self.site.put(path, Answer::html(page("", "Saturday's football", paragraphs)));
                format!(
                    "<item><guid>{path}</guid><title>{path}</title><link>{path}</link><pubDate>Sun, 19 Nov 2017 09:00:00 GMT</pubDate></item>"
                )
            })
            .collect();
        let feed = format!(
            "<rss version=\"2.0\"><channel><title>The Valley Echo</title>{items}</channel></rss>"
        );
        self.site
            .put("/feed", Answer::of("application/rss+xml", feed));
    }

    /// Half an hour passes, the feed is asked, and the posts go out.
    async fn round(&mut self) {
        self.now += 2 * QUARTER;
        self.poller.round(self.now).await.expect("a round");
        self.office
            .clock
            .advance(std::time::Duration::from_secs(1800));
        self.office.drain().await;
    }

    /// A moderator uses a command, and reads the answer.
    async fn said(&self, name: &str, options: Value) -> String {
        self.said_to(&Asker::moderator(), name, options).await
    }

    async fn said_to(&self, asker: &Asker, name: &str, options: Value) -> String {
        let double = &self.office.double;
        let interaction = double.slash_by(asker, name, options).await;
        double.answer_to(&interaction).await.text()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn reports_of_a_feed_become_one_post_that_is_corrected_when_a_moderator_corrects() {
    let mut house = House::open().await;
    house.serve(&[]);
    let address = house.site.url("/feed");
    let added = house.said("feed add", json!({ "address": address })).await;
    assert!(
        added.contains("From now on I read **The Valley Echo**"),
        "{added}"
    );
    house
        .office
        .subscribe_in(GUILD, SCORES, Wants::Everything)
        .await;
    house.round().await;
    assert!(house.office.double.posts(SCORES).is_empty());

    house.serve(&[("/agency", &AGENCY)]);
    house.round().await;
    let posts = house.office.double.posts(SCORES);
    assert_eq!(posts.len(), 1);
    assert!(posts[0].edits.is_empty());
    assert!(
        posts[0].text().contains("77' Okafor"),
        "{}",
        posts[0].text()
    );

    house.serve(&[
        ("/preview", &PREVIEW),
        ("/rugby", &RUGBY),
        ("/club", &CLUB),
        ("/echo", &ECHO),
        ("/agency", &AGENCY),
    ]);
    house.round().await;
    let posts = house.office.double.posts(SCORES);
    assert_eq!(posts.len(), 1, "the match is posted once");
    assert_eq!(posts[0].edits.len(), 1, "{:#?}", posts[0].edits);
    assert!(
        posts[0].text().contains("77' Okafor ‡"),
        "{}",
        posts[0].text()
    );
    assert!(
        posts[0].text().contains("12' Mensah"),
        "a slip of the pen is no dispute: {}",
        posts[0].text()
    );

    let evidence = house
        .said(
            "evidence",
            json!({ "match": "Ashbourne", "fact": "goal 3" }),
        )
        .await;
    for quote in ["in the 77th minute", "in the 78th minute"] {
        assert!(evidence.contains(quote), "{evidence}");
    }
    let list = house.said("report list", json!({})).await;
    assert!(
        list.contains("put aside: the text is about rugby"),
        "{list}"
    );
    assert_eq!(list.matches("put aside: ").count(), 2, "{list}");

    let correction = json!({
        "match": "Ashbourne", "field": "goal 3", "value": "78", "reason": "seen on the recording",
    });
    let told = house.said("correct", correction).await;
    assert!(
        told.contains(
            "Ashbourne Town 2-1 Cutler Row**, Goal 3: ~~77' Okafor~~ is now **78' Okafor**"
        ),
        "{told}"
    );
    house.office.drain().await;
    let posts = house.office.double.posts(SCORES);
    assert_eq!((posts.len(), posts[0].edits.len()), (1, 2));
    assert!(
        posts[0].text().contains("78' Okafor"),
        "{}",
        posts[0].text()
    );
    let history = house.said("report history", json!({})).await;
    let line = format!(
        "member {} corrected **Goal 3 of m1**: 77' Okafor → 78' Okafor (seen on the recording)",
        Asker::moderator().user
    );
    assert!(history.contains(&line), "{history}");

    // Another server sees nothing of it.
    let stranger = Asker {
        guild: None,
        ..Asker::default()
    };
    let elsewhere = house
        .said_to(&stranger, "score", json!({ "team": "Ashbourne Town" }))
        .await;
    assert!(elsewhere.contains("I hold no match"), "{elsewhere}");

    // Taken back, the reports speak again.
    let double = &house.office.double;
    let asked = double
        .slash_by(&Asker::moderator(), "report history", json!({}))
        .await;
    let shown = double.answer_to(&asked).await;
    let message = shown.message.expect("a message");
    let pressed = double
        .press_by(&Asker::moderator(), "1|do|undo|1", message)
        .await;
    assert!(
        double
            .answer_to(&pressed)
            .await
            .text()
            .contains("Taken back")
    );
    house.office.drain().await;
    assert!(
        house.office.double.posts(SCORES)[0]
            .text()
            .contains("77' Okafor ‡")
    );
    // One poll a round, no page twice.
    for path in [
        "/agency",
        "/club",
        "/echo",
        "/preview",
        "/rugby",
        "/robots.txt",
    ] {
        assert_eq!(house.site.count(path), 1, "{path}");
    }
    house.stop.cancel();
    house.office.double.assert_clean();
}
