//! A report that a long text follows keeps its facts: what a page has below its article changes nothing above it.

use super::found::{Broken, found};
use crate::support::story::{Manner, Story};

/// How many stories are read with a tail; read without optimisation they take three seconds.
const STORIES: u64 = 12;
/// How many bytes follow each of them; the megabyte that a page may have is a matter of speed.
const TAIL: usize = 30_000;

/// Paragraphs about no match, whatever their order.
const PROSE: [&str; 4] = [
    "The council will meet in the spring to talk about the old railway line. Those who live beside it have asked for a path, and the \
surveyors want a year to look at the bridges. Nobody could say what it would cost.",
    "The loaf bakes until the crust is the colour of chestnuts, about half an hour, and cools on a rack. It keeps for \
three days in a paper bag, and makes good toast after that.",
    "Rain is forecast for the hills on Thursday, with the wind going round to the west by evening. The ferry will sail an hour \
early, the company said, and there is no boat on Friday.",
    "The museum has bought a clock that stood in the market hall until the fire. It still strikes the hour, and the curator means \
to let it.",
];

/// Paragraphs of a league's news: football, and no match played.
const NEWS: [&str; 4] = [
    "The league has put back the start of next season by a week so that the pitches can recover. Clubs will be told their fixtures \
in June, and the cup draw follows in July.",
    "Season tickets go on sale on Monday, and prices have not changed for children. The club shop will open late on match days from \
now on.",
    "The players' union wants longer breaks between internationals. Its members ran further last season than in any before, it \
said, and it has asked for a winter break of three weeks.",
    "Referees will wear cameras in the youth league from the autumn. The trial is to last a season, and nobody will see the pictures \
but the referees themselves.",
];

fn tail(paragraphs: &[&str], bytes: usize) -> String {
    let mut tail = String::with_capacity(bytes + 400);
    for paragraph in paragraphs.iter().cycle() {
        if tail.len() >= bytes {
            break;
        }
        tail.push_str("\n\n");
        tail.push_str(paragraph);
    }
    tail
}

/// Reads stories with a tail after them; each must come to what it comes to alone.
fn nothing_changes(paragraphs: &[&str], bytes: usize) -> Broken {
    let mut broken = Broken::default();
    for story in (0..STORIES).map(Story::of) {
        let report = story.tell(Manner::default());
        let alone = found(&story, &report);
        let followed = found(&story, &format!("{report}{}", tail(paragraphs, bytes)));
        let wrong = (alone != followed).then(|| format!("{alone:?} became {followed:?}"));
        broken.tried(story.seed, &report, wrong.as_slice());
    }
    broken
}

#[test]
fn prose_about_no_match_below_a_report_changes_nothing() {
    nothing_changes(&PROSE, TAIL).at_most(0, "prose after it");
}

#[test]
fn news_of_a_league_below_a_report_changes_nothing() {
    nothing_changes(&NEWS, TAIL).at_most(1, "news after it");
}
