//! Goals get the minute that a reader can work out from the story, and no other.

use touchline::facts::FactValue;

use crate::support::prose;

/// The goals a report tells with their points, in match order: `31' Odo`, `- Lind` where there is none.
fn goals_in(prose: &str) -> Vec<String> {
    let text = format!("Everton beat Leeds United at Goodison Park on Saturday.\n\n{prose}");
    let facts = prose::facts(&text);
    facts
        .iter()
        .filter_map(|fact| match fact {
            FactValue::Goal(goal) => {
                let at = goal.goal.moment.as_ref().and_then(|moment| moment.at);
                let at = at.map_or_else(|| "-".to_owned(), |at| at.to_string());
                let scorer = goal.goal.scorer.as_deref().unwrap_or("?");
                Some(format!("{at} {scorer}"))
            }
            _ => None,
        })
        .collect()
}

#[track_caller]
fn minutes(prose: &str, expected: &[&str]) {
    assert_eq!(goals_in(prose), expected, "{prose}");
}

#[test]
fn later_counts_from_whatever_was_told_last() {
    minutes(
        "Everton's Marco Vale hit the post on 53 minutes. Two minutes later Everton winger Tomas Brandt fired home.",
        &["55' Tomas Brandt"],
    );
    minutes(
        "Marco Vale scored for Everton after 12 minutes. Ten minutes later Leeds defender Piet Aarden was booked. Four \
minutes later Everton winger Tomas Brandt headed home.",
        &["12' Marco Vale", "26' Tomas Brandt"],
    );
}

#[test]
fn nothing_is_counted_from_an_event_without_a_time() {
    minutes(
        "Marco Vale scored for Everton after 12 minutes. Shortly after the break Leeds hit the bar. Four minutes later \
Everton winger Tomas Brandt headed home.",
        &["12' Marco Vale", "- Tomas Brandt"],
    );
}

#[test]
fn a_time_leads_up_to_the_goal_of_the_next_sentence() {
    minutes(
        "On 76 minutes Everton winger Tomas Brandt ran at the Leeds defence. He cut the ball back and Marco Vale swept \
it home.",
        &["76' Marco Vale"],
    );
    minutes(
        "Everton took a 44th-minute lead.\n\nA long throw was flicked on and Marco Vale thumped a header into the net \
for Everton.",
        &["44' Marco Vale"],
    );
}

#[test]
fn a_card_a_change_or_a_disallowed_goal_leads_up_to_nothing() {
    minutes(
        "Leeds defender Piet Aarden was sent off on 38 minutes and Marco Vale scored for Everton from the free-kick.",
        &["- Marco Vale"],
    );
    minutes(
        "Jens Holm replaced Tomas Brandt on 62 minutes. Marco Vale then headed home for Everton.",
        &["- Marco Vale"],
    );
}

#[test]
fn a_foul_leads_up_to_the_penalty() {
    minutes(
        "Everton's Tomas Brandt was brought down by Piet Aarden on 14 minutes. Marco Vale converted from the penalty spot \
for Everton.",
        &["14' Marco Vale"],
    );
}

#[test]
fn a_goal_is_counted_back_from_the_one_that_answered_it() {
    minutes(
        "Marco Vale put Everton in front but their lead lasted just six minutes before Leeds striker Piet Aarden \
equalised with five minutes left on the clock.",
        &["79' Marco Vale", "85' Piet Aarden"],
    );
}

#[test]
fn a_substitute_is_counted_from_his_coming_on() {
    minutes(
        "Everton striker Marco Vale came on 20 minutes from the end and lashed the ball into the net within four minutes.",
        &["74' Marco Vale"],
    );
}

#[test]
fn a_goal_is_counted_from_a_red_card() {
    minutes(
        "Leeds defender Piet Aarden was sent off on 50 minutes. Leeds pressed all the same, and their fans sang. Eight \
minutes after the red card Marco Vale headed home for Everton.",
        &["58' Marco Vale"],
    );
}

#[test]
fn a_time_before_another_deed_is_not_the_goals() {
    minutes(
        "Everton hit back through Marco Vale before Leeds defender Piet Aarden was sent off on the stroke of half-time.",
        &["- Marco Vale"],
    );
}

#[test]
fn the_minute_of_a_hat_trick_is_that_of_its_last_goal() {
    minutes(
        "Everton striker Marco Vale scored a hat-trick.\n\nVale opened the scoring after 12 minutes. He completed his \
hat-trick on 57 minutes.",
        &["12' Marco Vale", "- Marco Vale", "57' Marco Vale"],
    );
}

#[test]
fn one_verb_can_tell_two_goals() {
    minutes(
        "Everton striker Marco Vale scored on 23 and 45 minutes.",
        &["23' Marco Vale", "45' Marco Vale"],
    );
    minutes(
        "Marco Vale scored for Everton in the 64th minute and three minutes later Leeds were level, thanks to a penalty \
from Piet Aarden.",
        &["64' Marco Vale", "67' Piet Aarden"],
    );
}

#[test]
fn half_time_is_also_in_extra_time() {
    minutes(
        "Marco Vale scored for Everton after 70 minutes and Piet Aarden equalised for Leeds in the 80th minute. Jens Holm \
hit the bar two minutes into extra time. Four minutes after the interval Everton striker Marco Vale headed the winner.",
        &["70' Marco Vale", "80' Piet Aarden", "109' Marco Vale"],
    );
}

#[test]
fn a_point_never_leaves_the_half_its_own_sentence_tells() {
    minutes(
        "Everton's Tomas Brandt struck the bar inside five minutes, and Marco Vale scored for Everton midway through \
the first half.",
        &["- Marco Vale"],
    );
}

#[test]
fn goals_come_in_match_order_however_they_are_told() {
    minutes(
        "Marco Vale scored the third for Everton in the 88th minute.\n\nEverton's Tomas Brandt opened the scoring on 11 minutes. \
Jens Holm doubled the lead for Everton after 40 minutes.",
        &["11' Tomas Brandt", "40' Jens Holm", "88' Marco Vale"],
    );
}

#[test]
fn minutes_are_heard_without_the_word() {
    minutes(
        "Marco Vale scored for Everton in the 19th minute. It stayed that way until the 74th, when Leeds striker Piet Aarden \
equalised.",
        &["19' Marco Vale", "74' Piet Aarden"],
    );
}

#[test]
fn late_and_early_are_no_minutes() {
    minutes(
        "Marco Vale headed Everton into an early lead. Piet Aarden levelled for Leeds midway through the second half \
before Everton's Tomas Brandt struck late on.",
        &["- Marco Vale", "- Piet Aarden", "- Tomas Brandt"],
    );
}

#[test]
fn two_scorers_with_two_times_have_one_each() {
    minutes(
        "Everton won with goals from Marco Vale and Tomas Brandt in the 62nd and 71st minutes.",
        &["62' Marco Vale", "71' Tomas Brandt"],
    );
}

#[test]
fn a_goal_announced_without_its_scorer_is_his_whom_the_next_sentences_name() {
    minutes(
        "Marco Vale put Everton ahead with a fine header.\n\nEverton took the lead on 35 minutes. Vale found space by the \
near post and met the corner cleanly.",
        &["35' Marco Vale"],
    );
    // What is told of his goal elsewhere may leave the minute open.
    minutes(
        "Marco Vale scored for Everton early in the second half.\n\nLeeds had the better of the first half.\n\nThe visitors \
hit the post and the bar.\n\nEverton took the lead six minutes into the second half. Jens Holm found Vale, and his drive flew \
beyond the keeper.",
        &["51' Marco Vale"],
    );
}

#[test]
fn a_goal_announced_without_its_scorer_is_his_whom_its_sentence_names() {
    minutes(
        "Marco Vale headed in for Everton before the break.\n\nLeeds had the better of it after a quiet start.\n\nThe visitors \
hit the post and the bar.\n\nEverton led on seven minutes when Vale and Jens Holm combined in style.",
        &["7' Marco Vale"],
    );
}

#[test]
fn several_goals_of_one_man_have_the_minutes_of_sentences_that_speak_of_them() {
    minutes(
        "Everton striker Marco Vale scored twice.\n\nLeeds might have led before Vale's 35th-minute opener had it not been for \
their keeper.\n\nIt was Jens Holm who set up Vale's second four minutes after the break.",
        &["35' Marco Vale", "49' Marco Vale"],
    );
    minutes(
        "Everton won with goals from Marco Vale and Tomas Brandt.\n\nBrandt made his mark with 15 minutes remaining.\n\nJens Holm \
teed up Vale, who picked his spot in the fifth minute.",
        &["5' Marco Vale", "75' Tomas Brandt"],
    );
}

#[test]
fn a_goal_that_came_at_a_minute_is_the_one_told_before() {
    minutes(
        "Marco Vale headed Everton in front from a corner.\n\nThat goal came five minutes before the interval and Everton doubled \
their lead through a fine finish from the tireless Tomas Brandt.",
        &["40' Marco Vale", "- Tomas Brandt"],
    );
    minutes(
        "Everton's second goal came on 40 minutes when Marco Vale doubled the lead.",
        &["40' Marco Vale"],
    );
}

#[test]
fn who_passed_the_ball_at_a_minute_did_not_score_then() {
    minutes(
        "Everton won with goals from Marco Vale and Tomas Brandt.\n\nIn the fifth minute Vale teed up Jens Holm, who picked his \
spot.",
        &["- Marco Vale", "- Tomas Brandt"],
    );
}

#[test]
fn a_sentence_after_a_goal_looks_back_on_its_minute() {
    minutes(
        "Marco Vale scored for Everton in the 11th minute.\n\nTomas Brandt rammed home a free-kick for Everton.\n\nThe \
83rd-minute shot dipped in under the bar.",
        &["11' Marco Vale", "83' Tomas Brandt"],
    );
    minutes(
        "Everton's Marco Vale looped a volley over the keeper and into the net. There were six minutes of normal time \
remaining.",
        &["84' Marco Vale"],
    );
}

#[test]
fn one_move_has_one_minute() {
    minutes(
        "The pressure told on 58 minutes, Everton's Jens Holm holding off his marker before teeing up Marco Vale to sweep a \
shot into the bottom corner.",
        &["58' Marco Vale"],
    );
}

#[test]
fn a_half_time_substitute_is_counted_from_the_break() {
    minutes(
        "Everton striker Marco Vale was one of three half-time substitutes and scored within two minutes of coming on.",
        &["47' Marco Vale"],
    );
}

#[test]
fn nothing_is_counted_from_what_came_shortly_after_a_time() {
    minutes(
        "On the hour mark Everton's Jens Holm fired wide. Shortly after this Tomas Brandt hit the bar. A couple of minutes \
later Everton striker Marco Vale headed home.",
        &["- Marco Vale"],
    );
}

#[test]
fn a_verb_goes_on_to_the_next_man_and_his_time() {
    minutes(
        "Everton's Marco Vale scored on 31 minutes, Tomas Brandt on 55 and Jens Holm on 70.",
        &["31' Marco Vale", "55' Tomas Brandt", "70' Jens Holm"],
    );
}

#[test]
fn what_a_man_did_at_another_time_is_no_second_goal() {
    minutes(
        "Everton striker Marco Vale scored in the 31st minute and hit the post on 60 minutes.",
        &["31' Marco Vale"],
    );
    minutes(
        "Everton striker Marco Vale scored on 23 minutes and got his second with 10 minutes left.",
        &["23' Marco Vale", "80' Marco Vale"],
    );
    minutes(
        "Everton striker Marco Vale came on after 60 minutes and scored five minutes later.",
        &["65' Marco Vale"],
    );
}

#[test]
fn what_went_before_has_a_time_of_its_own() {
    for prose in [
        "Everton winger Tomas Brandt, who had hit the bar on 15 minutes, put Everton ahead with a header.",
        "Everton winger Tomas Brandt, booked in the 20th minute, put Everton ahead with a header.",
        "Having hit the bar on 31 minutes, Everton winger Tomas Brandt headed Everton ahead.",
    ] {
        minutes(prose, &["- Tomas Brandt"]);
    }
}

#[test]
fn a_time_counted_from_a_goal_is_not_that_goals() {
    minutes(
        "Everton's Marco Vale headed in on 31 minutes, five minutes after Tomas Brandt's opener.",
        &["26' Tomas Brandt", "31' Marco Vale"],
    );
    minutes(
        "Marco Vale put Everton ahead 10 minutes after Leeds defender Piet Aarden had been sent off in the 20th minute.",
        &["30' Marco Vale"],
    );
}

#[test]
fn a_sentence_that_counts_two_goals_dates_neither() {
    minutes(
        "Everton were two up inside 20 minutes, Marco Vale heading in and Tomas Brandt adding a second.",
        &["- Marco Vale", "- Tomas Brandt"],
    );
}

#[test]
fn less_than_so_many_minutes_is_no_minute() {
    minutes(
        "Everton's Tomas Brandt put them ahead on 20 minutes. Less than 10 minutes later Marco Vale had doubled the lead.",
        &["20' Tomas Brandt", "- Marco Vale"],
    );
}

#[test]
fn a_change_leads_up_to_nothing() {
    minutes(
        "A double substitution on 60 minutes changed the game. Everton striker Marco Vale, one of the two, headed in with his \
first touch.",
        &["- Marco Vale"],
    );
}

#[test]
fn one_verb_can_tell_a_list_of_times() {
    minutes(
        "Everton's Marco Vale netted a hat-trick, scoring in the eighth, 55th and 80th minutes.",
        &["8' Marco Vale", "55' Marco Vale", "80' Marco Vale"],
    );
}

#[test]
fn he_is_the_only_man_of_the_sentence_before() {
    minutes(
        "Two goals from Marco Vale sent Everton through.\n\nHe opened the scoring in the eighth minute and added a second 10 \
minutes after the restart.",
        &["8' Marco Vale", "55' Marco Vale"],
    );
}

#[test]
fn a_strike_that_gave_hope_has_its_minute_whatever_came_of_it() {
    minutes(
        "Marco Vale appeared to have given Everton hope with a stunning 85th-minute strike.\n\nTomas Brandt released Vale, who \
rifled home for Everton.",
        &["85' Marco Vale"],
    );
}

#[test]
fn an_early_lead_is_counted_from_the_kick_off_whatever_the_opening_says() {
    minutes(
        "Everton were far better in the second half. Marco Vale and Tomas Brandt scored for them. It was a fine day.\n\n\
Within nine minutes, Vale had put Everton ahead.",
        &["- Tomas Brandt", "9' Marco Vale"],
    );
    minutes(
        "Everton came out for the second half with renewed purpose. Within four minutes Marco Vale had put them ahead.",
        &["49' Marco Vale"],
    );
}

#[test]
fn again_joins_two_times_of_one_verb() {
    minutes(
        "Everton's Marco Vale found the mark two minutes after half-time and again in the 56th minute.",
        &["47' Marco Vale", "56' Marco Vale"],
    );
}

#[test]
fn a_time_in_brackets_is_of_the_man_before_it() {
    minutes(
        "Everton's Marco Vale (40 mins) fired them ahead and Tomas Brandt (70 mins) doubled the lead.",
        &["40' Marco Vale", "70' Tomas Brandt"],
    );
    minutes(
        "Marco Vale (40'), Tomas Brandt (70') and Jens Holm (88') scored for Everton.",
        &["40' Marco Vale", "70' Tomas Brandt", "88' Jens Holm"],
    );
}

#[test]
fn the_time_of_the_opening_goal_is_not_that_of_the_next() {
    minutes(
        "Tomas Brandt scored a fine goal for Everton.\n\nThe Goodison Park man opened the scoring after 41 minutes and Marco Vale \
doubled Everton's advantage.",
        &["41' Tomas Brandt", "- Marco Vale"],
    );
}
