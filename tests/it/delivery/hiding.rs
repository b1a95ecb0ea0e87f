//! Hidden means hidden: whatever the result, all that a channel can see is the same, byte for byte.

use std::future::Future;
use std::time::Duration;

use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};
use touchline::football::Side;
use touchline::store::{Choices, Format, ReadMatch, Spoilers, Wants};

use super::office::Office;
use crate::support::claims::ClaimsBuilder;
use crate::support::discord::{Fault, GUILD, Limits, Route, SCORES};
use crate::support::world::Given;

/// How a match went.
#[derive(Debug, Clone)]
struct Course {
    home: u8,
    away: u8,
    /// Who scored each goal of the home side that is told, and when.
    goals: Vec<(&'static str, u8)>,
    referee: Option<&'static str>,
}

fn course() -> impl Strategy<Value = Course> {
    let scorer = prop::sample::select(vec!["Mensah", "Okafor", "Varga", "de Boer"]);
    let goals = prop::collection::vec((scorer, 1_u8..90), 0..4);
    let referee = prop::sample::select(vec![None, Some("Ada Quill")]);
    (0_u8..9, 0_u8..9, goals, referee).prop_map(|(home, away, goals, referee)| Course {
        home,
        away,
        goals,
        referee,
    })
}

impl Course {
    /// What a report of the match is read to say.
    fn told(&self, text: &str, home: &str) -> ReadMatch {
        let mut claims = ClaimsBuilder::of(text, home, "Bears")
            .score(self.home, self.away)
            .competition("Lakes Cup", None)
            .date("2017-11-21");
        for (scorer, minute) in &self.goals {
            claims = claims.goal(scorer, Side::Home, Some(*minute));
        }
        if let Some(referee) = self.referee {
            claims = claims.referee(referee);
        }
        claims.read()
    }
}

/// Everything that anybody in the channel can see after a summary, an edit, a correction that Discord makes a reply of, and a
/// digest with an edit of its own; `later` is how each match turns out to have gone.
async fn seen(choices: Choices, first: &Course, later: &Course) -> Vec<Value> {
    let mut office = Office::open_with(Limits::default()).await;
    // Nor may it tell that a post comes late: only matches with goals can be told in part.
    office.wait_for_the_rest(Duration::from_secs(3600));
    office
        .subscribe_as(GUILD, SCORES, Wants::Everything, choices)
        .await;
    // A report whose reading changes: the text stays, so that it is no second opinion.
    let read = async |home: &str, course: &Course, extractor: &'static str| {
        let text = format!("{home} against Bears");
        let given = Given {
            extractor,
            ..Given::default()
        };
        office
            .world
            .record(&text, vec![course.told(&text, home)], given)
            .await;
        office.drain().await;
    };
    read("Lions", first, "one").await;
    read("Lions", later, "two").await;
    office
        .double
        .fault(Route::Edit, Fault::Code(400, 30_046), 1);
    read("Lions", first, "three").await;
    for home in ["Ants", "Bats", "Cats", "Dogs", "Elks"] {
        let text = format!("{home} against Bears");
        office
            .world
            .record(&text, vec![first.told(&text, home)], Given::default())
            .await;
    }
    office.drain().await;
    read("Cats", later, "two").await;
    office.double.assert_clean();
    let posts = office.double.posts(SCORES);
    assert_eq!(posts.len(), 3, "a summary, a correction, a digest");
    let hours = json!({ "hours": office.elapsed().as_secs() / 3600 });
    posts
        .iter()
        .map(|post| {
            json!({
                "message": post.body, "edits": post.edits, "nonce": post.nonce,
                "thread": office.double.thread_name(post.id),
            })
        })
        .chain([hours])
        .collect()
}

fn at_once<F: Future>(work: F) -> F::Output {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime")
        .block_on(work)
}

const PLAIN: Course = Course {
    home: 0,
    away: 0,
    goals: Vec::new(),
    referee: None,
};

const TURNED: Course = Course {
    home: 1,
    away: 0,
    goals: Vec::new(),
    referee: None,
};

fn choices(format: Format, spoilers: Spoilers) -> Choices {
    Choices {
        format,
        spoilers,
        role: Some(5_555),
        threads: true,
        ..Choices::default()
    }
}

#[test]
fn nothing_that_a_channel_sees_depends_on_the_result() {
    for format in Format::ALL {
        let hidden = choices(format, Spoilers::Hide);
        let expected = at_once(seen(hidden, &PLAIN, &TURNED));
        let texts = serde_json::to_string(&expected).expect("it is JSON");
        assert!(texts.contains("Lions v Bears"), "{texts}");
        assert!(texts.contains("The hidden summary changed."), "{texts}");
        let mut runner = TestRunner::new(ProptestConfig::with_cases(6));
        let courses = (course(), course()).prop_filter("it changes", |(first, later)| {
            (first.home, first.away) != (later.home, later.away)
        });
        runner
            .run(&courses, |(first, later)| {
                let found = at_once(seen(hidden, &first, &later));
                prop_assert_eq!(&found, &expected);
                Ok(())
            })
            .unwrap_or_else(|leak| panic!("{format:?}: {leak}"));
    }
}

#[tokio::test]
async fn shown_the_same_differs_so_that_the_law_can_fail() {
    for format in Format::ALL {
        let shown = choices(format, Spoilers::Show);
        let one = seen(shown, &PLAIN, &TURNED).await;
        let other = seen(shown, &TURNED, &PLAIN).await;
        for (one, other) in one.iter().zip(&other) {
            assert_ne!(one, other, "{format:?}");
        }
    }
}
