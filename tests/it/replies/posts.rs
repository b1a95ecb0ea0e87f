//! Posts and private words about them: hidden, gathered, corrected, asked about.

use insta::assert_snapshot;
use touchline::questions::PostFate;
use touchline::replies::settings::{SettingsShown, settings};
use touchline::replies::subscription::{About, How, ShownPost, SubscriptionLine, subscriptions};
use touchline::replies::{self, Amendment, Format, Said, WhyLine};

use super::fixture::{ADDED, card, disputed_card};
use super::{on_discord, on_screen};

#[test]
fn a_hidden_summary_names_the_match_and_nothing_of_it() {
    assert_snapshot!("post_hidden", on_discord(&replies::hidden(&card(), "d57")));
    assert_snapshot!(on_screen(&replies::hidden_changed(&card(), "d57")), @"
    Lakes Cup
    Kestrel Town v Harbour Athletic
    The hidden summary changed. The result is hidden: press the button to see it, alone.
    d57 · m142
      Show the result to me → /match match:m142
    ");
    assert_eq!(
        replies::thread_name(&card()),
        "Kestrel Town v Harbour Athletic"
    );
}

#[test]
fn a_digest_has_a_line_a_match_and_its_menu_tells_no_result() {
    let cards = [card(), disputed_card()];
    assert_snapshot!(
        "post_digest",
        on_discord(&replies::digest(&cards, &[], "d57"))
    );
    assert_snapshot!(on_screen(&replies::hidden_digest(&cards, "d57")), @"
    2 matches
    The results are hidden: choose a match to see its result, alone.
    Kestrel Town v Harbour Athletic · Lakes Cup
    Kestrel Town v Harbour Athletic · Lakes Cup
    d57
      Kestrel Town v Harbour Athletic (Lakes Cup) → /match match:m142
      Kestrel Town v Harbour Athletic (Lakes Cup) → /match match:m142
    ");
    let gone = [("Kestrel Town".to_owned(), "Eastmoor".to_owned())];
    assert_snapshot!(on_screen(&replies::digest(&cards[..1], &gone, "d57")), @"
    1 match
    Kestrel Town 1-2 Harbour Athletic · Lakes Cup, Group C
    ~~Kestrel Town v Eastmoor~~ · withdrawn
    d57
      Kestrel Town v Harbour Athletic (Lakes Cup) → /match match:m142
    ");
    assert_snapshot!(on_screen(&replies::digest(&[], &gone, "d57")), @"
    0 matches
    Withdrawn: the reports behind this post were taken back.
    d57
    ");
}

#[test]
fn a_correction_says_what_was_and_what_is_in_whose_words() {
    let said = |value: &str, quote: &str| {
        Some(Said {
            value: value.to_owned(),
            quote: Some(quote.to_owned()),
        })
    };
    let amendment = |label: &str, was, now| Amendment {
        label: label.to_owned(),
        was,
        now,
    };
    let amendments = [
        amendment(
            "Goal 2",
            said("49' Carrow †", "four minutes after the restart"),
            said("50' Carrow", "on 50 minutes"),
        ),
        amendment(
            "Referee",
            None,
            said("Ada Quill", "Ada Quill waved play on"),
        ),
        amendment(
            "Venue",
            said("Mill Lane", "under the Mill Lane lights"),
            None,
        ),
    ];
    assert_snapshot!(on_screen(&replies::correction(&card(), &amendments, "d57")), @"
    Correction: Kestrel Town 1-2 Harbour Athletic
    Goal 2: was 49' Carrow † (“four minutes after the restart”), is 50' Carrow (“on 50 minutes”)
    Referee: now also Ada Quill (“Ada Quill waved play on”)
    Venue: no report says any more Mill Lane (“under the Mill Lane lights”)
    d57
      Evidence → /evidence match:m142
    ");
    assert_snapshot!(on_screen(&replies::correction_hidden(&card(), "d57")), @"
    Correction: Kestrel Town v Harbour Athletic
    The hidden summary changed.
    d57
      Show the result to me → /match match:m142
    ");
    assert_snapshot!(on_screen(&replies::correction_withdrawn("d57")), @"
    Correction: withdrawn
    The report behind the post above was taken back. What stands there does not hold.
    d57
    ");
}

#[test]
fn moderators_read_what_is_wrong_and_what_to_do() {
    let why = "I cannot see the channel. Missing: View Channel.";
    assert_snapshot!(on_screen(&replies::alert_paused(70, why, "d57")), @"
    Subscriptions paused
    I paused what is subscribed in #70. I cannot see the channel. Missing: View Channel. The
      subscriptions are kept, and go on by themselves once the channel's settings allow it, or with
      /subscriptions resume. What is read until then is not posted later.
    d57
    ");
    assert_snapshot!(on_screen(&replies::alert_uncertain(70, "d57")), @"
    A post is uncertain
    Discord gave no answer to a post in #70, and I cannot read the channel's history to see whether it
      is there. I do not post it again. With Read Message History I could tell.
    d57
    ");
}

#[test]
fn a_sample_is_marked_and_cannot_be_pressed() {
    assert_snapshot!(on_screen(&replies::sample(&How::default())), @"
    Sample: this is how posts will look here. The clubs and the match are invented.
    Sample Cup
    Sample Rovers 2-1 Example Athletic
    Sample Rovers won 2-1 at home.
    12' One · Sample Rovers, 1-0
    40' Two · Example Athletic, 1-1
    77' Three · Sample Rovers, 2-1
    sample · 0 reports · revision 1 · m0
    ");
    let hidden = How {
        hides: true,
        ..How::default()
    };
    assert_snapshot!(on_screen(&replies::sample(&hidden)), @"
    Sample: this is how posts will look here. The clubs and the match are invented.
    Sample Cup
    Sample Rovers v Example Athletic
    I have read a report of this match. The result is hidden: press the button to see it, alone.
    sample · m0
    ");
}

fn line(paused: Option<&str>, last_post: Option<i64>) -> SubscriptionLine {
    SubscriptionLine {
        id: 5,
        channel: 70,
        about: About::Team("Kestrel Town".to_owned()),
        how: How {
            format: Format::Full,
            hides: true,
            delay: 5400,
            role: Some(9),
            threads: true,
        },
        paused: paused.map(|why| (why.to_owned(), ADDED)),
        since: ADDED - 60,
        last_post: last_post.map(|at| ShownPost {
            at,
            guild: 7,
            message: 900,
        }),
    }
}

#[test]
fn a_list_has_state_manner_and_last_post() {
    let lines = [line(None, Some(ADDED)), line(Some("by a moderator"), None)];
    assert_snapshot!(on_screen(&subscriptions(&lines)), @"
    2 subscriptions
    Channel
      #70
      Kestrel Town: active since 2025-08-08 10:45 UTC; full, result hidden, after 1 h 30 min, tells @9,
        with a thread; last post 2025-08-08 10:46 UTC https://discord.com/channels/7/70/900
      Kestrel Town: paused (by a moderator) since 2025-08-08 10:46 UTC; full, result hidden, after 1 h
        30 min, tells @9, with a thread; nothing posted yet
    ");
}

#[test]
fn why_names_each_stage_up_to_the_one_that_stopped_it() {
    let fates = [
        (true, None),
        (
            true,
            Some(PostFate::Waiting {
                due_at: ADDED + 3600,
                complete_by: None,
                problem: None,
            }),
        ),
        (
            true,
            Some(PostFate::Sent {
                at: ADDED,
                message: 900,
                in_digest: true,
            }),
        ),
        (
            true,
            Some(PostFate::Refused(
                "Discord refused with 403 50013: Missing Permissions".to_owned(),
            )),
        ),
        (false, None),
    ];
    let lines: Vec<WhyLine> = fates
        .into_iter()
        .map(|(is_about, post)| WhyLine {
            line: line(None, None),
            is_about,
            guild: 7,
            post,
        })
        .collect();
    assert_snapshot!(on_screen(&replies::why(&card(), &lines, ADDED)), @"
    Why Kestrel Town v Harbour Athletic was posted, or was not
    Kestrel Town
      #70
      yes – it is what the subscription is about
      yes – read after the subscription was made: on 2025-08-08 10:46 UTC
      yes – complete: the goals told add up to the score
      yes – the subscription is active
      no – queued: held back, because it was read while this was paused, or by an import, a sample or a
        re-reading, which announce nothing
    Kestrel Town
      #70
      yes – it is what the subscription is about
      yes – read after the subscription was made: on 2025-08-08 10:46 UTC
      yes – complete: the goals told add up to the score
      yes – the subscription is active
      yes – queued
      no – due: delayed until 2025-08-08 11:46 UTC
    Kestrel Town
      #70
      yes – it is what the subscription is about
      yes – read after the subscription was made: on 2025-08-08 10:46 UTC
      yes – complete: the goals told add up to the score
      yes – the subscription is active
      yes – queued
      yes – sent, in a digest, 2025-08-08 10:46 UTC https://discord.com/channels/7/70/900
    Kestrel Town
      #70
      yes – it is what the subscription is about
      yes – read after the subscription was made: on 2025-08-08 10:46 UTC
      yes – complete: the goals told add up to the score
      yes – the subscription is active
      yes – queued
      no – sent: Discord refused with 403 50013: Missing Permissions
    Kestrel Town
      #70
      no – it is what the subscription is about
    m142
    ");
}

#[test]
fn settings_say_what_holds_where_nothing_is_set() {
    assert_snapshot!(on_screen(&settings(&SettingsShown::default(), false)), @"
    Settings of this server
    Alert channel
      not set: nobody is told when a post does not arrive
    Default spoilers
      not set: show
    Default team
      not set: where a word fits several teams, I ask which
    Default format
      not set: card
    Reporter role
      not set: those who manage the server add reports
    ");
    let set = SettingsShown {
        alert_channel: Some(70),
        default_spoilers: Some("hide"),
        default_team: Some("Kestrel Town".to_owned()),
        default_format: Some(Format::Line),
        reporter_role: Some(9),
    };
    assert_snapshot!(on_screen(&settings(&set, true)), @"
    Settings of this server
    Saved.
    Alert channel
      #70
    Default spoilers
      hide
    Default team
      Kestrel Town
    Default format
      line
    Reporter role
      @9
    ");
}
