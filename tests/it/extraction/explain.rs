//! An explanation shows what was kept, what was refused and by what words, and how near the runner-up came.

use insta::assert_snapshot;
use touchline::extraction::{Context, explain};
use touchline::names::Gazetteer;

/// The explanation, its odds and costs left out: they are learned, and learned anew.
fn explained(text: &str) -> String {
    let gazetteer = Gazetteer::embedded();
    let context = Context::of_words_alone(&gazetteer);
    let odds = regex::Regex::new(r"[+-]?\d+\.\d+").expect("a pattern");
    odds.replace_all(&explain(text, &context), "#").into_owned()
}

#[test]
fn every_telling_has_its_rule_and_what_became_of_it() {
    assert_snapshot!(explained(
        "Tottenham came from behind to beat Everton 2-1 on Saturday.\n\n\
         The visitors went ahead in the 12th minute when Aron Pell headed in a corner. Pell thought he had scored a \
         second on 20 minutes but it was ruled out for offside. The hosts levelled seven minutes after the break through \
         Idris Vane, and Vane struck the winner four minutes from time.\n\n\
         Vane scored in the 3-0 win over Chelsea last week."
    ), @"
    Tottenham v Everton
      Tottenham at home: several cues speak for it, by `visitors`

    TOLD, SENTENCE BY SENTENCE
      1  Tottenham came from behind to beat Everton 2-1 on Saturday.
           score  `came from behind` score on the way 1-0, `Tottenham` lost to unnamed   [score.from_behind]
                  kept
           score  `came from behind to beat Everton` result, `Tottenham` beat `Everton`   [score.result]
                  kept
           score  `beat Everton 2-1` final score 2-1, `Tottenham` beat `Everton`   [score.beat_with_score]
                  kept
      2  The visitors went ahead in the 12th minute when Aron Pell headed in a corner.
           time   `in the 12th minute` = 12'   [clock.ordinal_minute]
           goal   `went` Aron Pell, for Everton   [goal.team_took_the_lead]
                  kept, goal 1
           goal   `headed` Aron Pell, for Everton   [goal.struck_home]
                  kept, goal 1
      3  Pell thought he had scored a second on 20 minutes but it was ruled out for offside.
           time   `on 20 minutes` = 20'   [clock.on_minutes]
           goal   `scored` Aron Pell, for Everton   [goal.scored]
                  refused: hypothetical, by `thought he had`   [cue.thought_it_was]
           goal   `scored` Aron Pell, for Everton   [goal.added_another]
                  refused: hypothetical, by `thought he had`   [cue.thought_it_was]
      4  The hosts levelled seven minutes after the break through Idris Vane, and Vane struck the winner four minutes from time.
           time   `seven minutes after the break` = 52'   [clock.minutes_after_break]
           time   `four minutes from time` = 86'   [clock.minutes_from_time]
           goal   `levelled` somebody, for Tottenham   [goal.equalised]
                  kept, goal 2
           goal   `levelled seven minutes after the break through Idris Vane` Idris Vane, for Tottenham   [goal.owned_goal]
                  kept, goal 2
           goal   `struck` Idris Vane, for Tottenham   [goal.added_another]
                  kept, goal 3
           goal   `struck` Idris Vane, for Tottenham   [goal.added_another]
                  kept, goal 3
      5  Vane scored in the 3-0 win over Chelsea last week.
           goal   `scored` Idris Vane, for Tottenham   [goal.scored]
                  refused: other match, by `last week`   [cue.other_time]
           score  `3-0 win` final score 3-0, unnamed beat `Chelsea`   [score.win_noun_alone]
                  refused: other match, by `last week`   [cue.other_time]
           score  `3-0 win over Chelsea` final score 3-0, unnamed beat `Chelsea`   [score.win_noun]
                  refused: other match, by `last week`   [cue.other_time]
           score  `win over Chelsea` result, unnamed beat `Chelsea`   [score.result]
                  refused: other match, by `last week`   [cue.other_time]

    THE ACCOUNT
      1  12'    Aron Pell: for Everton, the other side costs # more; told 2 times
      2  52'    Idris Vane: for Tottenham, the other side costs # more; told 2 times
      3  86'    Idris Vane: for Tottenham, the other side costs # more; told 2 times
      score 2-1 (told): published, # where # is enough
        for: all_told #, told_early #, told #, told_surely #
      runner-up 3-1 (counted): costs # more
      half-time 0-1 (counted)
      Tottenham won or went on
    ");
}

#[test]
fn a_score_that_is_not_stated_says_what_speaks_against_it() {
    let text = "Tottenham and Everton met at a wet Goodison Park on Saturday, and the referee booked four.\n\n\
        Idris Vane scored after 20 minutes. Aron Pell also scored, with a header from a corner.";
    assert_snapshot!(
        explained(text).split_once("THE ACCOUNT\n").map_or("", |(_, account)| account),
        @r#"
      1  20'    Idris Vane: left out: for Everton as well as for the other side, which costs # more; told once
      2         Aron Pell: left out: for Everton as well as for the other side, which costs # more; told once
      score 2-0 (counted): not stated, # where # would be enough
        against: counted #
      runner-up 1-1 (counted): costs # more
    "#
    );
}

#[test]
fn a_score_that_odds_would_publish_says_what_else_withholds_it() {
    let rest = "Thornby began brightly and Jon Odo shot wide after three minutes. Elmgate keeper Tom Ames then saved from Sid \
                Lund.\n\nThe Thornby defence held firm, and Elmgate made three changes.";
    for (opening, reason) in [
        (
            "Thornby watched Elmgate closely as they went down 4-1.",
            "score 4-1 (told): not stated, as either may have won by it",
        ),
        (
            "Thornby won at Elmgate on Saturday.",
            "score 0-1 (counted): not stated, as nothing is told of some of its goals",
        ),
    ] {
        let text = explained(&format!("{opening}\n\n{rest}"));
        assert!(text.contains(reason), "{text}");
    }
}

#[test]
fn each_match_of_a_round_up_has_a_section() {
    let text = "Tottenham beat Everton 2-0 on Saturday. Idris Vane scored both goals for Tottenham, in the 5th and the 60th \
        minute.\n\nChelsea lost 1-0 to Arsenal. Arsenal's Aron Pell headed the winner in the 80th minute.";
    let explained = explained(text);
    let headings: Vec<&str> = explained
        .lines()
        .filter(|line| line.starts_with("====") || line.contains(" v "))
        .collect();
    assert_eq!(
        headings,
        [
            "==== Match 1 of 2 in this text ====",
            "Tottenham v Everton",
            "==== Match 2 of 2 in this text ====",
            "Chelsea v Arsenal",
        ]
    );
}

#[test]
fn a_text_without_a_match_says_why() {
    assert_snapshot!(explained("Chop two onions and fry them for ten minutes."), @r#"
    No two teams.

    TOLD, SENTENCE BY SENTENCE
      1  Chop two onions and fry them for ten minutes.
           time   `for ten minutes` = stretch   [clock.stretch_for]

    NO MATCH: the text names no two teams that play each other.
    "#);
    assert!(explained("").ends_with("NO MATCH: the text names no two teams that play each other."));
}

#[test]
fn nothing_in_a_report_acts_on_the_terminal() {
    let explained = explained(
        "Tottenham beat Everton 2-1 on\u{1b}[2J Saturday.\r Aron\u{202e} Pell \u{7}headed in\u{9b}31m after 12 minutes.",
    );
    let acts = |c: &char| c.is_control() && *c != '\n' || *c == '\u{202e}';
    assert_eq!(explained.chars().find(acts), None, "{explained}");
    assert!(explained.contains("headed in"), "{explained}");
}

#[test]
fn a_long_sentence_is_cut() {
    let explained = explained(&format!(
        "Tottenham beat Everton 2-1 {}.",
        "and on ".repeat(2_000)
    ));
    let longest = explained.lines().map(|line| line.chars().count()).max();
    assert!(longest < Some(300), "{longest:?}");
}
