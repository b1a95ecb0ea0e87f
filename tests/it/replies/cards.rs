//! Answers about a match or a player.

use insta::assert_snapshot;
use touchline::facts::{FactValue, Standing};
use touchline::football::{Basis, GoalKind, MatchClock, Moment, Score, ScoreKind, Side, TeamId};
use touchline::questions::{
    EvidenceAnswer, MatchAnswer, MatchCard, MatchFilter, MatchState, MatchesAnswer, NoMatch,
    PlayerGoal, PlayerGoals, ScorerAnswer, StatusAnswer, TallyClaim, TeamRef,
};
use touchline::replies::{self, terminal};

use super::fixture::{card, disputed_card, fact, goal, items, summary};
use super::{on_discord, on_screen};

fn found(card: MatchCard) -> MatchAnswer {
    MatchAnswer::Found {
        card: Box::new(card),
        others: 0,
    }
}

#[test]
fn the_score_leads_with_the_answer() {
    let reply = replies::score(&found(card()));
    assert_snapshot!(on_screen(&reply), @"
    Lakes Cup, Group C
    Kestrel Town 1-2 Harbour Athletic
    Harbour Athletic won 2-1 away after falling behind.
    Kestrel Town – 31' Okafor (Lindqvist)
    Harbour Athletic – 49' Carrow † · 76' Kwon (Marsh) †
    Half-time: 1-0 †
    Date: not stated
    2 reports · revision 3 · m142 · † worked out from the report’s words
      Scorers → /scorer match:m142
      Evidence → /evidence match:m142
      Report → /match match:m142
    ");
    assert_snapshot!("score", on_discord(&reply));
}

#[test]
fn scorers_are_told_one_a_line_with_where_their_minute_comes_from() {
    let reply = replies::scorer(&ScorerAnswer::OfMatch(found(card())));
    assert_snapshot!(on_screen(&reply), @"
    Lakes Cup, Group C
    Kestrel Town 1-2 Harbour Athletic
    31' Okafor (Lindqvist) · Kestrel Town, 1-0
    49' Carrow † · Harbour Athletic, 1-1 · from “four minutes after the restart” · no assist stated
    76' Kwon (Marsh) † · Harbour Athletic, 1-2 · from “with 14 minutes left”
    2 reports · revision 3 · m142 · † worked out from the report’s words
      Evidence → /evidence match:m142
      Report → /match match:m142
    ");
    assert_snapshot!("scorer", on_discord(&reply));
}

#[test]
fn reports_that_differ_are_shown_as_differing() {
    let reply = replies::scorer(&ScorerAnswer::OfMatch(found(disputed_card())));
    assert_snapshot!(on_screen(&reply), @"
    Lakes Cup, Group C
    Kestrel Town 1-2 Harbour Athletic
    31' Okafor (Lindqvist) · Kestrel Town, 1-0
    49' Carrow † ‡ · Harbour Athletic, 1-1 · from “four minutes after the restart” · no assist stated
    76' Kwon (Marsh) † · Harbour Athletic, 1-2 · from “with 14 minutes left”
    Reports differ
      Two reports differ: 49' and 50' for Carrow.
      49' Carrow: “Carrow levelled four minutes after the restart” (town-athletic.txt)
      50' Carrow: “Carrow's equaliser on 50 minutes” (lakes-gazette.txt)
    2 reports · revision 3 · m142 · † worked out from the report’s words · ‡ reports differ
      Evidence → /evidence match:m142
      Report → /match match:m142
    ");
}

#[test]
fn the_full_card_says_what_is_not_stated() {
    let reply = replies::match_card(&found(card()));
    assert_snapshot!(on_screen(&reply), @"
    Lakes Cup, Group C
    Kestrel Town 1-2 Harbour Athletic
    Harbour Athletic won 2-1 away after falling behind.
    Goals
      31' Okafor (Lindqvist) · Kestrel Town, 1-0
      49' Carrow † · Harbour Athletic, 1-1
      76' Kwon (Marsh) † · Harbour Athletic, 1-2
    Half-time: 1-0 †
    Ground: Millrace Park †
    Referee: Odile Brandt
    Coach of Harbour Athletic: Rui Salvado
    Chances
      Daal, kept out by Ochs · Harbour Athletic
      Marsh missed · Harbour Athletic
    Players
      Harbour Athletic: Quiroga (came on)
    Beyond this match, as reports put it
      Kwon Jae-Il: “six goals in seven games against Town”
    Not stated
      date, attendance, coach of Kestrel Town, cards, assist for Carrow
    Sources
      [1] town-athletic.txt, published 19 October 2025, added 2025-08-08 10:46 UTC
      [2] lakes-gazette.txt, published 19 October 2025, added 2025-08-08 10:46 UTC
    2 reports · revision 3 · m142 · † worked out from the report’s words
      Scorers → /scorer match:m142
      Evidence → /evidence match:m142
    ");
    assert_snapshot!("match_card", on_discord(&reply));
}

#[test]
fn all_the_words_behind_a_match_come_with_a_menu_for_their_context() {
    let card = card();
    let reply = replies::evidence(&EvidenceAnswer::Found {
        items: items(&card),
        card: Box::new(card),
    });
    assert_snapshot!(on_screen(&reply), @"
    Lakes Cup, Group C
    Kestrel Town 1-2 Harbour Athletic
    Goal 1 31' Okafor (Lindqvist): “Okafor finished what Lindqvist's flick began” [1]
    Goal 2 49' Carrow †: “Carrow levelled four minutes after the restart” [1]
    Goal 3 76' Kwon (Marsh) †: “with 14 minutes left Marsh squared it and Kwon could not miss” [1]
    Score 1-2: “Athletic left with a 2-1 win” [1]
    Half-time 1-0 †: “Town were still in front at the interval” [1]
    Competition Lakes Cup: “the Lakes Cup” [1]
    Stage Group C: “top of Group C” [1]
    Ground Millrace Park †: “a noisy Millrace Park” [1]
    Referee Odile Brandt: “referee Odile Brandt” [1]
    Coach of Harbour Athletic Rui Salvado: “Rui Salvado's team” [1]
    Events
      Save Daal, kept out by Ochs · Harbour Athletic: “Daal saw his header clawed away by Ochs” [1]
      Chance Marsh missed · Harbour Athletic: “Marsh shot over” [1]
    Beyond this match
      Kwon Jae-Il: “six goals in seven games against Town” [1]
    Sources
      [1] town-athletic.txt, published 19 October 2025, added 2025-08-08 10:46 UTC
      [2] lakes-gazette.txt, published 19 October 2025, added 2025-08-08 10:46 UTC
    Players
      Quiroga came on, Harbour Athletic: “substitute Yann Quiroga” [1]
    2 reports · revision 3 · m142 · † worked out from the report’s words
      Scorers → /scorer match:m142
      Report → /match match:m142
      Goal 1: 31' Okafor (Okafor finished what Lindqvist's flick b… → /evidence match:m142 fact:goal 1
      Goal 2: 49' Carrow (Carrow levelled four minutes after the r… → /evidence match:m142 fact:goal 2
      Goal 3: 76' Kwon (with 14 minutes left Marsh squared it and … → /evidence match:m142 fact:goal 3
      Score: 1-2 (Athletic left with a 2-1 win) → /evidence match:m142 fact:score
      Half-time: 1-0 (Town were still in front at the interval) → /evidence match:m142 fact:half-time
      Competition: Lakes Cup (the Lakes Cup) → /evidence match:m142 fact:competition
      Stage: Group C (top of Group C) → /evidence match:m142 fact:stage
      Ground: Millrace Park (a noisy Millrace Park) → /evidence match:m142 fact:ground
      Referee: Odile Brandt (referee Odile Brandt) → /evidence match:m142 fact:referee
      Coach of Harbour Athletic: Rui Salvado (Rui Salvado's team) → /evidence match:m142 fact:coach
      Save: Daal, kept out by Ochs · Harbour Athletic (Daal saw h… → /evidence match:m142 fact:event 1
      Chance: Marsh missed · Harbour Athletic (Marsh shot over) → /evidence match:m142 fact:event 2
      Beyond this match: Kwon Jae-Il: six goals in seven games ag… → /evidence match:m142 fact:claim 1
      Quiroga: came on, Harbour Athletic (substitute Yann Quirog… → /evidence match:m142 fact:player 1
    ");
    assert_snapshot!("evidence", on_discord(&reply));
}

#[test]
fn one_fact_comes_with_the_sentences_around_its_words() {
    let card = disputed_card();
    let items = items(&card);
    let reply = replies::evidence(&EvidenceAnswer::Found {
        items: vec![items[8].clone()],
        card: Box::new(card),
    });
    assert_snapshot!(on_screen(&reply), @"
    Lakes Cup, Group C
    Kestrel Town 1-2 Harbour Athletic
    Goal 2 49' Carrow † ‡:
    It had been quiet until then. “Carrow levelled four minutes after the restart”. The away end sang. —
      town-athletic.txt, added 2025-08-08 10:46 UTC
    No assist stated.
    Other reports differ:
    It had been quiet until then. “Carrow's equaliser on 50 minutes”. The away end sang. — lakes-
      gazette.txt, added 2025-08-08 10:46 UTC
    2 reports · revision 3 · m142 · † worked out from the report’s words · ‡ reports differ
      Evidence → /evidence match:m142
      Report → /match match:m142
    ");
}

#[test]
fn what_no_report_gives_is_said_not_to_be_given() {
    let mut card = card();
    card.reports.truncate(1);
    card.agreed.facts.remove(1);
    let reply = replies::evidence(&EvidenceAnswer::NotStated {
        card: Box::new(card),
        fact: "half-time".into(),
    });
    assert_snapshot!(on_screen(&reply), @"
    Lakes Cup, Group C
    Kestrel Town 1-2 Harbour Athletic
    The report does not give a half-time score.
    1 report · revision 3 · m142
      Evidence → /evidence match:m142
      Report → /match match:m142
    ");
}

#[test]
fn a_player_has_goals_we_hold_and_tallies_that_reports_state() {
    let card = card();
    let FactValue::Background(claim) = &card.agreed.facts[13].fact.value else {
        panic!("the fixture has its claim elsewhere");
    };
    let reply = replies::scorer(&ScorerAnswer::OfPlayer(PlayerGoals {
        name: "Kwon Jae-Il".into(),
        goals: vec![PlayerGoal {
            game: summary(),
            fact: card.agreed.facts[9].clone(),
        }],
        total: 1,
        matches: 1,
        tallies: vec![TallyClaim {
            match_id: card.id,
            claim: claim.clone(),
        }],
        left_out: 0,
    }));
    assert_snapshot!("player", on_discord(&reply));
    assert_snapshot!(on_screen(&reply), @"
    Kwon Jae-Il
    1 goal in 1 match, in the reports I hold.
    76' † · date not stated · Kestrel Town 1-2 Harbour Athletic · Lakes Cup · m142
    What reports say
      Kwon Jae-Il: “six goals in seven games against Town” – 7 games, 6 goals, Kestrel Town (m142)
    † worked out from the report’s words
      date not stated · Kestrel Town 1-2 Harbour Athletic · Lakes Cup · m142 → /match match:m142
    ");
}

#[test]
fn own_goals_penalties_shoot_outs_and_windows_are_worded() {
    let mut card = card();
    card.agreed.facts = vec![
        fact(
            FactValue::Score(ScoreKind::Final, Score::new(1, 1)),
            Basis::Stated,
            "1-1",
        ),
        fact(
            FactValue::Score(ScoreKind::Shootout, Score::new(3, 4)),
            Basis::Stated,
            "4-3 on penalties",
        ),
        fact(FactValue::ExtraTime, Basis::Stated, "after extra time"),
        goal(
            "Ana Prell",
            Side::Away,
            GoalKind::OwnGoal,
            Some(Moment::between(1, 45, Basis::Inferred, "before the break")),
            None,
            "Prell turned it into her own net before the break",
        ),
        goal(
            "Bea Prell",
            Side::Away,
            GoalKind::Penalty,
            Some(Moment::at(
                MatchClock::stoppage(90, 3),
                Basis::Stated,
                "in the third added minute",
            )),
            None,
            "Bea Prell's penalty in the third added minute",
        ),
    ];
    let reply = replies::scorer(&ScorerAnswer::OfMatch(found(card.clone())));
    assert_snapshot!(on_screen(&reply), @"
    Kestrel Town 1-1 Harbour Athletic
    first half: Ana Prell (og) † · counts for Kestrel Town, 1-0 · from “before the break”
    90+3' Bea Prell (pen) · Harbour Athletic, 1-1
    2 reports · revision 3 · m142 · † worked out from the report’s words
      Evidence → /evidence match:m142
      Report → /match match:m142
    ");
    assert_snapshot!(on_screen(&replies::score(&found(card))), @"
    Kestrel Town 1-1 Harbour Athletic
    It ended 1-1 after extra time. Harbour Athletic won the shoot-out 4-3.
    Kestrel Town – first half: Ana Prell (og) †
    Harbour Athletic – 90+3' Bea Prell (pen)
    Shoot-out: 3-4
    Date: not stated
    2 reports · revision 3 · m142 · † worked out from the report’s words
      Scorers → /scorer match:m142
      Evidence → /evidence match:m142
      Report → /match match:m142
    ");
}

#[test]
fn goals_that_no_report_tells_are_counted_not_invented() {
    let mut card = card();
    card.state = MatchState::Incomplete;
    card.agreed.facts.truncate(8);
    card.agreed.facts[0].standing = Standing::Agreed;
    assert_snapshot!(on_screen(&replies::scorer(&ScorerAnswer::OfMatch(found(card)))), @"
    Lakes Cup, Group C
    Kestrel Town 1-2 Harbour Athletic
    31' Okafor (Lindqvist) · Kestrel Town
    2 more goals: scorer not stated.
    2 reports · revision 3 · m142 · not every goal is told
      Evidence → /evidence match:m142
      Report → /match match:m142
    ");
}

#[test]
fn nothing_held_is_an_answer_that_says_what_is_known() {
    let tottenham = TeamRef {
        id: TeamId("eng:tottenham-hotspur-fc".into()),
        name: "Tottenham".into(),
    };
    let arsenal = TeamRef {
        id: TeamId("eng:arsenal-fc".into()),
        name: "Arsenal".into(),
    };
    let reply = replies::score(&MatchAnswer::None(NoMatch::NothingHeld {
        asked: MatchFilter {
            team: Some(tottenham),
            opponent: Some(arsenal),
            ..MatchFilter::default()
        },
        held_otherwise: 1,
    }));
    assert_snapshot!(on_screen(&reply), @"
    I know Tottenham, but no report with Arsenal as opponent.
    I hold 1 match of theirs: /matches team:Tottenham
      Their matches → /matches team:eng:tottenham-hotspur-fc
    ");
}

#[test]
fn a_list_turns_its_pages() {
    let reply = replies::matches(&MatchesAnswer {
        asked: MatchFilter::default(),
        page: 2,
        pages: 3,
        total: 21,
        matches: vec![summary()],
    });
    assert_snapshot!(on_screen(&reply), @"
    Matches
    date not stated · Kestrel Town 1-2 Harbour Athletic · Lakes Cup · m142
    21 matches · page 2 of 3
      Back → /matches
      More → /matches page:3
      date not stated · Kestrel Town 1-2 Harbour Athletic · Lakes Cup · m142 → /match match:m142
    ");
    assert_snapshot!("matches", on_discord(&reply));
}

#[test]
fn help_lists_every_command_and_status_counts() {
    assert_snapshot!(on_screen(&replies::help()), @"
    Touchline
    I read match reports and answer from what they say. Every fact comes with its quote, and what no
      report says I call not stated.
    Ask
      /score team: [opponent:] [competition:] [date:] [private:] – The score of a team's latest match,
        or of the one you describe
      /scorer [team:] [match:] [player:] – Who scored in a match, or what a player has scored
      /match match: – All that is known about a match
      /evidence match: [fact:] – The words of the reports behind each fact of a match
      /matches [team:] [competition:] [page:] – The matches I hold reports of, latest first
      /help – What I can do and how to ask
      /status – How many reports and matches I hold, and what waits
    Summaries in a channel (on Discord)
      /subscribe [team:] [competition:] [player:] [everything:] [channel:] [format:] [spoilers:]
        [delay:] [role:] [thread:] – Post a summary in a channel whenever I read a match
      /unsubscribe subscription: – Stop the summaries of a subscription
      /subscriptions list [channel:] – Every subscription of this server with its state and last post
      /subscriptions edit subscription: [format:] [spoilers:] [delay:] [role:] [no_role:] [thread:] –
        Change how a subscription posts
      /subscriptions pause subscription: – Post nothing for a subscription until it is resumed
      /subscriptions resume subscription: – Post again for a subscription, from the next match on
      /subscriptions test subscription: – Post a marked sample where a subscription posts, and tell
        nobody
      /subscriptions backfill subscription: [count:] – Post matches I held before a subscription was
        made, quietly
      /subscriptions why match: – Why a match was posted, or was not
      /settings [alert_channel:] [default_spoilers:] [default_team:] [default_format:] [reporter_role:]
        [clear:] – This server's settings; all of them when nothing is given
    Reports and corrections (on Discord)
      /report add [file:] [address:] – Read a report of yours: a file, an address, or a form to paste
        into
      /report list – This server's own reports, with what was put aside and why
      /report show report: – One report of this server
      /report retract report: reason: [delete:] – Take a report out of every answer and post
      /report review – What waits for a moderator: new reporters' texts, matches that may be one
      /report history – What was corrected, retracted and decided here, by whom and why
      /correct match: field: value: reason: – Put a fact of a match right; it outranks every report, and
        posts are corrected
      /feed add address: [every:] – Read the reports of a feed from now on
      /feed list – This server's feeds with their state
      /feed remove feed: – Read a feed no more; the reports it brought stay
      /feed test address: – Look whether a feed can be read, and save nothing
    † worked out from the report’s words · ‡ reports differ
    ");
    let status = replies::status(&StatusAnswer {
        scope: touchline::facts::Scope::Shared,
        reports: 12,
        matches: 13,
        queued: 0,
        oldest_due: None,
        sent: 4,
        refused: 0,
        uncertain: 0,
        version: "0.1.0",
    });
    assert_snapshot!("help", on_discord(&replies::help()));
    assert_snapshot!("status", on_discord(&status));
    assert_snapshot!(on_screen(&status), @"
    Status
    Reports: 12
    Matches: 13
    Posts waiting: 0
    Sent: 4
    Refused: 0
    Uncertain: 0
    touchline 0.1.0 · what everybody can see
    ");
}

#[test]
fn a_terminal_with_colours_shows_the_state_and_never_the_winner() {
    let coloured = |card: MatchCard| {
        let screen = terminal::Screen {
            columns: 100,
            has_colour: true,
        };
        let drawn = terminal::draw(&replies::score(&found(card)), screen);
        let title = drawn.lines().nth(1).unwrap_or_default();
        title.replace('\u{1b}', "␛")
    };
    assert_snapshot!(coloured(card()), @"␛[1m␛[32mKestrel Town 1-2 Harbour Athletic␛[0m");
    assert_snapshot!(coloured(disputed_card()), @"␛[1m␛[91mKestrel Town 1-2 Harbour Athletic␛[0m");
    let mut turned = card();
    for agreed in &mut turned.agreed.facts {
        if let FactValue::Score(_, score) = &mut agreed.fact.value {
            *score = score.swapped();
        }
    }
    assert_eq!(
        coloured(turned).replace("2-1", "1-2"),
        coloured(card()),
        "who won shows in the colour"
    );
}
