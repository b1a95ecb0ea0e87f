//! Who set goals up, who coaches whom and how it stood at half-time, read in the many ways in which reporters tell it.

use touchline::facts::FactValue;
use touchline::football::ScoreKind;

use crate::support::prose;

/// Reads each sentence after an opening and before an ending: it gives what stands after its arrow, as `in_short` writes facts down, and
/// no more of the kind.
#[track_caller]
fn all_tell(
    told: &[&str],
    (opening, ending): (&str, &str),
    in_short: impl Fn(&FactValue) -> Option<String>,
) {
    let mut wrong = Vec::new();
    for row in told {
        let (sentence, expected) = row.split_once(" =>").expect("a sentence and what it tells");
        let facts = prose::facts(&format!("{opening}\n\n{sentence}\n\n{ending}"));
        let found: Vec<String> = facts.iter().filter_map(&in_short).collect();
        if found.join("; ") != expected.trim_start() {
            wrong.push(format!("{sentence} -> {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn last(name: &str) -> &str {
    name.rsplit(' ').next().unwrap_or(name)
}

/// Goals, each with who set it up.
const SET_UP: &[&str] = &[
    "Odo headed in Lund's cross on 20 minutes. => Lund for Odo",
    "Odo scored the only goal, turning in a Lund cross. => Lund for Odo",
    "Lund crossed from the right for Odo to score. => Lund for Odo",
    "Lund broke down the right and squared the ball for Odo, who tapped in. => Lund for Odo",
    "Lund's pinpoint delivery found Odo and he nodded past Ames. => Lund for Odo",
    "Odo ran on to Lund's through ball and slotted past Ames. => Lund for Odo",
    "Set up by Lund, Odo fired past Ames. => Lund for Odo",
    "Lund turned provider as Odo volleyed the winner. => Lund for Odo",
    "Odo scored in the 33rd minute from a Lund assist. => Lund for Odo",
    "Odo struck on 33 minutes, Lund with the assist. => Lund for Odo",
    "Odo finished off a fine move after Lund had picked him out. => Lund for Odo",
    "Lund whipped in a corner and Odo rose highest to head home. => Lund for Odo",
    "Lund's corner was met by Odo, whose header beat Ames. => Lund for Odo",
    "Lund's free-kick was headed home by Odo. => Lund for Odo",
    "Lund danced past Lind and cut the ball back for Odo to sweep in. => Lund for Odo",
    "A clever backheel from Lund released Odo, who made no mistake. => Lund for Odo",
    "Odo latched on to a pass from Lund and beat Ames. => Lund for Odo",
    "Odo collected Lund's pass, turned Lind and drilled in the winner. => Lund for Odo",
    "Odo exchanged passes with Lund before curling past Ames. => Lund for Odo",
    "Lund won the ball and his pass allowed Odo to score. => Lund for Odo",
    "From Lund's long throw, Odo hooked the ball in. => Lund for Odo",
    "Lund's flick sent Odo clear and he rounded Ames to score. => Lund for Odo",
    "Lund nodded Benn's free-kick down and Odo stabbed home. => Lund for Odo",
    "Lund threaded a pass through to Odo, who slid it under Ames. => Lund for Odo",
    "Lund got to the byline and pulled back for Odo, who swept home. => Lund for Odo",
    "Odo broke the deadlock when he got on the end of a Lund cross. => Lund for Odo",
    "Odo's header from Lund's inswinging corner settled it. => Lund for Odo",
    "Odo scored the winner after 70 minutes, assisted by Lund. => Lund for Odo",
    "Odo tapped in after Lund had rounded Ames and unselfishly squared. => Lund for Odo",
    "Lund laid the ball into the path of Odo, who lashed it in. => Lund for Odo",
    "Lund produced a delightful cross which Odo headed in. => Lund for Odo",
    "Lund found Odo with a long ball and the striker lobbed Ames. => Lund for Odo",
    "It was Lund who made the goal, his cross being turned in by Odo. => Lund for Odo",
    "Odo met a Lund corner with a thumping header to make it 1-0. => Lund for Odo",
    "Odo beat Ames after being played in by Lund. => Lund for Odo",
    "Lund found Brand, who slipped the ball to Odo and the striker scored. => Brand for Odo",
    "Odo scored from close range after Lund's pass had been helped on by Brand. => Brand for Odo",
    "Odo scored after Lund's shot was parried by Ames. =>",
    "Odo scored on the rebound when Lund hit the post. =>",
    "Odo ran on to a poor back pass by Lind and scored. =>",
    "Lund's cross was cleared by Lind, but only to Odo, who scored. =>",
    "Odo was booked for a foul on Lind after a Lund cross. Ten minutes later he scored from 30 yards. =>",
    "Lund was fouled by Lind and Odo scored from the penalty spot. =>",
    "Odo dispossessed Lind and scored with a low shot. =>",
    "Lund crossed for Brand, who headed over. Odo scored a minute later. =>",
    "Brand headed Lund's cross wide before Odo scored on 70 minutes. =>",
    "Odo scored with a shot that went through the legs of Lind. =>",
    "Odo scored from a goalmouth scramble after a corner. =>",
    "Odo cut in past Lind and scored with his left foot, with Brand screaming for a pass. =>",
];

#[test]
fn who_set_a_goal_up_is_told_in_many_ways() {
    let opening = "Marlow Town beat Elmgate 1-0 at home on Saturday.\n\nMarlow Town captain Karl Benn was restored, with winger Sid Lund, midfielder Ivo Brand and striker Jon Odo in the side. Elmgate keeper Tom Ames, defender Ed Lind and forward Raj Pillay were fit.";
    all_tell(SET_UP, (opening, ""), |fact| match fact {
        FactValue::Goal(told) => {
            let assist = told.assist.as_ref()?;
            let scorer = told.goal.scorer.as_ref()?;
            Some(format!("{} for {}", last(&assist.player), last(scorer)))
        }
        _ => None,
    });
}

/// Coaches and their sides, and men who are no coaches of theirs.
const COACHES: &[&str] = &[
    "Marlow Town manager Des Coyle was delighted. => Des Coyle (home)",
    "Marlow manager Des Coyle made three changes. => Des Coyle (home)",
    "Des Coyle's side were worth the win. => Des Coyle (home)",
    "\"We dug in,\" said Marlow boss Des Coyle. => Des Coyle (home)",
    "\"We gave it away,\" said the Elmgate coach, Pat Quirke. => Pat Quirke (away)",
    "Pat Quirke, the Elmgate manager, was furious. => Pat Quirke (away)",
    "Marlow boss Des Coyle made two changes, and his opposite number Pat Quirke made one. => Des Coyle (home); Pat Quirke (away)",
    "Marlow head coach Des Coyle got the better of his counterpart Pat Quirke. => Des Coyle (home); Pat Quirke (away)",
    "Elmgate, managed by Pat Quirke, had won their last three. => Pat Quirke (away)",
    "Elmgate, under new manager Pat Quirke, began well. => Pat Quirke (away)",
    "Elmgate were without a win under Pat Quirke. => Pat Quirke (away)",
    "Pat Quirke's Elmgate had not lost away. => Pat Quirke (away)",
    "Pat Quirke has yet to win as Elmgate manager. => Pat Quirke (away)",
    "It was a first defeat for Pat Quirke since he took charge of Elmgate. => Pat Quirke (away)",
    "The visitors' manager, Pat Quirke, threw on a third striker. => Pat Quirke (away)",
    "Visiting coach Pat Quirke threw on a third striker. => Pat Quirke (away)",
    "Home manager Des Coyle said: \"We were lucky.\" => Des Coyle (home)",
    "Hosts' boss Des Coyle saw Odo head wide. => Des Coyle (home)",
    "Coach Des Coyle hailed his Marlow players. => Des Coyle (home)",
    "It was Des Coyle's first win as Marlow manager. => Des Coyle (home)",
    "It was Des Coyle's first match in charge of Marlow. => Des Coyle (home)",
    "Des Coyle, in charge of Marlow since June, praised Odo. => Des Coyle (home)",
    "Marlow's Scottish manager Des Coyle punched the air. => Des Coyle (home)",
    "Marlow's caretaker manager, Des Coyle, punched the air. => Des Coyle (home)",
    "Marlow interim boss Des Coyle punched the air. => Des Coyle (home)",
    "Marlow player-manager Des Coyle punched the air. => Des Coyle (home)",
    "Marlow joint-manager Des Coyle punched the air. => Des Coyle (home)",
    "Marlow gaffer Des Coyle punched the air. => Des Coyle (home)",
    "Marlow tactician Des Coyle made a double change. => Des Coyle (home)",
    "The win eases the pressure on Marlow manager Des Coyle. => Des Coyle (home)",
    "Des Coyle's men deserved to win. => Des Coyle (home)",
    "Pat Quirke's charges were second best. => Pat Quirke (away)",
    "The defeat leaves Pat Quirke's side in trouble. => Pat Quirke (away)",
    "Odo had been told by Des Coyle, his manager, to shoot on sight. => Des Coyle (home)",
    "Pillay was substituted by Pat Quirke, who said later that his Elmgate players had let him down. => Pat Quirke (away)",
    "Former Marlow manager Des Coyle was in the crowd. =>",
    "Marlow assistant manager Des Coyle was booked. =>",
    "Marlow Town chairman Des Coyle was delighted. =>",
    "Des Coyle's goal was his tenth. =>",
    "Marlow midfielder Des Coyle was delighted. =>",
    "England manager Des Coyle was watching Odo. =>",
    "Des Coyle, who managed Marlow in 1998, was at the game. =>",
    "Odo, coached as a boy by Des Coyle, was at his best. =>",
    "Marlow goalkeeping coach Des Coyle warmed up the keepers. =>",
    "Marlow sacked Des Coyle as manager in May. =>",
];

#[test]
fn whose_coach_a_man_is_is_told_in_many_ways() {
    let opening = "Marlow Town beat Elmgate 2-1 at home on Saturday.\n\nMarlow Town striker Jon Odo scored twice. Elmgate forward Raj Pillay replied.";
    all_tell(COACHES, (opening, ""), |fact| match fact {
        FactValue::Coach { name, side } => Some(format!("{name} ({})", side.as_str())),
        _ => None,
    });
}

/// How it stood at half-time, and what tells nothing of it.
const HALF_TIME: &[&str] = &[
    "Marlow led 1-0 at half-time. => 1-0",
    "It was goalless at half-time. => 0-0",
    "The sides went in level at 1-1. => 1-1",
    "Elmgate took a 1-0 lead into half-time. => 0-1",
    "Elmgate were 1-0 up at the interval. => 0-1",
    "Elmgate led at the break through a Pillay header. => 0-1",
    "Marlow went in at the break 2-0 ahead. => 2-0",
    "Marlow were two up by half-time. => 2-0",
    "Marlow had a two-goal lead at the interval. => 2-0",
    "It finished 1-1 at half-time. => 1-1",
    "HT 1-1. => 1-1",
    "After a goalless first half, Marlow came to life. => 0-0",
    "The first half ended goalless. => 0-0",
    "The teams went into the break with the score 0-0. => 0-0",
    "Marlow trailed 1-0 at half-time but hit back. => 0-1",
    "Marlow were a goal down at half-time. => 0-1",
    "Marlow found themselves 1-0 behind at the break. => 0-1",
    "Jon Odo's goal gave Marlow a 1-0 half-time lead. => 1-0",
    "Marlow's half-time lead of 1-0 was deserved. => 1-0",
    "The half-time score was 1-1. => 1-1",
    "The scores were level at 1-1 at the midway point. => 1-1",
    "The first half finished one apiece. => 1-1",
    "Honours were even at 1-1 when the whistle went for half-time. => 1-1",
    "Marlow led 2-1 at half-time and that was how it stayed. => 2-1",
    "All three goals came in the first half. => 2-1",
    "All three goals came in the second half. => 0-0",
    "All the goals came after the break. => 0-0",
    "Elmgate went into the dressing room at 1-1. => 1-1",
    "Marlow held a slender 1-0 advantage at the turn. => 1-0",
    "Elmgate took a narrow lead into the interval. => 0-1",
    "Elmgate were good value for their half-time lead, given to them by Raj Pillay. => 0-1",
    "The hosts led 1-0 at recess. => 1-0",
    "At the breather, the score stood at 1-1. => 1-1",
    "Half time arrived with the match locked at 1-1. => 1-1",
    "They turned around at one each. => 1-1",
    "Elmgate went to the break with a one-goal cushion. => 0-1",
    "It was 1-0 after ten minutes. =>",
    "Marlow should have led 2-0 at half-time. =>",
    "At half-time in Saturday's other game Oakholt led 1-0 against Brackley. =>",
    "Had it been 3-0 at the break Elmgate could not have complained. =>",
    "Elmgate could have been 2-0 up at the break. =>",
    "Marlow had lost their last match after leading 2-0 at half-time. =>",
    "At half-time the two coaches argued over a 2-1 count of bookings. =>",
    "Marlow made two changes at half-time. =>",
    "Last season Elmgate had been 1-0 up at half-time here and lost. =>",
];

#[test]
fn half_time_is_told_in_many_ways() {
    let opening = "Marlow Town beat Elmgate 2-1 at home on Saturday.";
    let ending = "Marlow Town were worth it, said the Elmgate manager, Pat Quirke.";
    all_tell(HALF_TIME, (opening, ending), |fact| match fact {
        FactValue::Score(ScoreKind::HalfTime, score) => {
            Some(format!("{}-{}", score.home, score.away))
        }
        _ => None,
    });
}
