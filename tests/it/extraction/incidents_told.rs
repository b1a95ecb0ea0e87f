//! Cards, changes, goals ruled out and penalties missed are read in the many ways in which reporters tell them, and what only
//! looks like one is left.

use touchline::facts::FactValue;
use touchline::football::{Event, EventKind};

use crate::support::prose;

/// A report that says nothing of the kinds looked for.
const REPORT: &str = "Marlow Town beat Elmgate 2-1 at home on Saturday.\n\nMarlow Town striker Jon Odo, winger Sid Lund and full-back Ivo Brand started. Elmgate keeper Tom Ames, defender Ed Lind and forward Raj Pillay were fit.";

/// An event in short, with surnames: `67' red Lind`, `substitution Tarrant (Odo)`; nothing for kinds that are not looked for.
fn in_short(event: &Event) -> Option<String> {
    let looked_for = match event.kind {
        EventKind::MissedChance | EventKind::Save | EventKind::Injury | EventKind::Woodwork => {
            false
        }
        EventKind::Yellow
        | EventKind::SecondYellow
        | EventKind::Red
        | EventKind::Substitution
        | EventKind::DisallowedGoal
        | EventKind::MissedPenalty
        | EventKind::SavedPenalty => true,
    };
    let last = |name: &str| name.split(' ').next_back().unwrap_or_default().to_owned();
    looked_for.then(|| prose::event_in_short(event, last))
}

/// Reads each sentence within the report: it gives the events after its arrow among those of the kinds named so, and no
/// other.
#[track_caller]
fn all_tell(told: &[&str], kinds: &[&str]) {
    let mut wrong = Vec::new();
    for row in told {
        let (sentence, expected) = row.split_once(" =>").expect("a sentence and what it tells");
        let facts = prose::facts(&format!("{REPORT}\n\n{sentence}"));
        let found: Vec<String> = facts
            .iter()
            .filter_map(|fact| match fact {
                FactValue::Event(event) => in_short(event),
                _ => None,
            })
            .filter(|event| kinds.iter().any(|kind| event.contains(kind)))
            .collect();
        if found.join("; ") != expected.trim_start() {
            wrong.push(format!("{sentence} -> {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Cards shown, and cards that were not.
const CARDS: &[&str] = &[
    "Odo went into the book for a late challenge on Lind. => yellow Odo",
    "Lind became the first name in the notebook when he hauled down Odo after 23 minutes. => 23' yellow Lind",
    "Pillay's protests earned him a yellow card. => yellow Pillay",
    "Brand was cautioned for time-wasting. => yellow Brand",
    "Lind and Brand were both cautioned after a scuffle by the dugouts. => yellow Lind; yellow Brand",
    "A cynical foul by Odo on Lind brought out the yellow card. => yellow Odo",
    "There was a booking for Pillay, who dived in the area. => yellow Pillay",
    "Lind saw yellow for a cynical trip on Lund. => yellow Lind",
    "Ames was yellow-carded for kicking the ball away. => yellow Ames",
    "Referee Colm Tully showed Brand a yellow card for dissent. => yellow Brand",
    "The winger Lund found his way into the referee's book for simulation. => yellow Lund",
    "Odo broke clear and was pulled back by Lind, who was booked. => yellow Lind",
    "Lind was rightly booked for bringing down Odo just outside the box. => yellow Lind",
    "Pillay collected a caution in the 77th minute for pulling Brand's shirt. => 77' yellow Pillay",
    "Odo raced away, and Lind picked up a yellow card for dragging him back. => yellow Lind",
    "Tempers frayed and Odo and Lind saw yellow. => yellow Odo; yellow Lind",
    "Colm Tully reached for his yellow card after Brand clattered into Pillay. => yellow Brand",
    "Brand was carded for a foul on Pillay in the 12th minute. => 12' yellow Brand",
    "Lund, booked in the first half, was taken off before the hour. => yellow Lund",
    "Lind was given his marching orders on 67 minutes for a wild lunge on Odo. => 67' red Lind",
    "Elmgate were reduced to ten men when Lind saw red for a foul on the last man. => red Lind",
    "Lind, already booked, brought down Odo on 67 minutes and was dismissed for a second bookable offence. => yellow Lind; 67' second yellow Lind",
    "Lind picked up his second yellow card of the afternoon and trudged off. => second yellow Lind",
    "Pillay was shown a straight red card for raising his hands to Brand. => red Pillay",
    "Pillay was sent for an early bath after a two-footed tackle. => red Pillay",
    "Elmgate finished with ten men after Pillay was dismissed two minutes from the end. => 88' red Pillay",
    "Ames was sent off for handling outside his area. => red Ames",
    "Ames raced out of his area and flattened Odo, and the referee had no choice but to show him a red card. => red Ames",
    "Lind received a red card for denying Odo an obvious goalscoring opportunity. => red Lind",
    "Brand was booked twice in three minutes and walked. => second yellow Brand",
    "Brand walked after a second yellow card for a foul on Pillay. => second yellow Brand",
    "Marlow lost Brand to a red card before half-time. => red Brand",
    "Marlow played the last half-hour with ten men after Brand's dismissal. => red Brand",
    "Lund was ejected in the 55th minute for violent conduct. => 55' red Lund",
    "The referee consulted his monitor and upgraded the yellow card to red, sending Lund off. => red Lund",
    "VAR intervened and Lind was sent off for serious foul play. => red Lind",
    "Lind and Odo were both sent off after a clash on the touchline. => red Lind; red Odo",
    "A second booking for Lind left Elmgate with ten men. => second yellow Lind",
    "Pillay received his marching orders for a second yellow. => second yellow Pillay",
    "Referee Colm Tully brandished the red card at Pillay for an elbow. => red Pillay",
    "In the 71st minute Lind, who had been booked for dissent, hauled down Lund and got a second yellow. => yellow Lind; 71' second yellow Lind",
    "With Pillay sent off, Elmgate could not get out of their half. => red Pillay",
    "It got worse for Elmgate when Pillay lashed out at Brand and was shown red. => red Pillay",
    "Brand earned a second yellow card for diving. => second yellow Brand",
    "Brand was fortunate to stay on the pitch after a late tackle on Pillay. =>",
    "Lind could have been booked for his tackle on Odo. =>",
    "The referee waved away appeals for a red card against Ames. =>",
    "Elmgate wanted Brand sent off for the challenge, but the referee gave only a free kick. =>",
    "Pillay, back from suspension after his red card at Oakholt, started up front. =>",
    "Odo will miss the next match if he is booked again. =>",
    "Lind booked his place in the side for next week. =>",
    "Marlow Town manager Des Coyle was booked for leaving his technical area. =>",
    "Lund was without the suspended Joe Tarrant, sent off a week ago. =>",
    "Odo got away with a foul on Lind that might have brought a yellow card. =>",
    "The referee kept his cards in his pocket when Brand felled Pillay. =>",
    "Lind was initially shown a red card, but the referee changed his mind after a look at the monitor. =>",
    "Brand risked a second yellow with a clumsy tackle. =>",
    "Elmgate's Joe Tarrant sat out the match after being dismissed at Oakholt last Tuesday. =>",
];

#[test]
fn cards_are_told_in_many_ways() {
    all_tell(CARDS, &["yellow", "red"]);
}

/// Who came on for whom, and who did not.
const CHANGES: &[&str] = &[
    "Tarrant replaced Odo on 62 minutes. => 62' substitution Tarrant (Odo)",
    "Odo went off injured and was replaced by Joe Tarrant. => substitution Tarrant (Odo)",
    "Joe Tarrant came on in place of Odo. => substitution Tarrant (Odo)",
    "Odo made way for Joe Tarrant midway through the second half. => substitution Tarrant (Odo)",
    "Joe Tarrant came off the bench and hit the post. => substitution Tarrant",
    "Coyle swapped Lund for Joe Tarrant at the break. => substitution Tarrant (Lund)",
    "Coyle brought on Joe Tarrant in Lund's place. => substitution Tarrant (Lund)",
    "On came Joe Tarrant for Lund. => substitution Tarrant (Lund)",
    "On came Joe Tarrant, and the mood changed. => substitution Tarrant",
    "Lund limped off before half-time. => substitution - (Lund)",
    "Lund was forced off with a hamstring strain. => substitution - (Lund)",
    "Lund hurt his ankle and Joe Tarrant took his place. => substitution Tarrant (Lund)",
    "Lund could not continue and Joe Tarrant was sent on instead. => substitution Tarrant (Lund)",
    "Fresh legs arrived in the shape of Joe Tarrant. => substitution Tarrant",
    "Half-time substitute Joe Tarrant gave them width. => substitution Tarrant",
    "Joe Tarrant, on as a substitute, dragged a shot wide. => substitution Tarrant",
    "Joe Tarrant was introduced with 20 minutes left. => 70' substitution Tarrant",
    "Joe Tarrant entered the fray in the 70th minute. => 70' substitution Tarrant",
    "Joe Tarrant was brought on to replace the tiring Odo. => substitution Tarrant (Odo)",
    "The visitors hit the bar before Odo gave way to Joe Tarrant. => substitution Tarrant (Odo)",
    "Joe Tarrant and Milan Varga replaced Odo and Lund. => substitution Tarrant (Odo); substitution Varga (Lund)",
    "Marlow threw on Joe Tarrant and Milan Varga. => substitution Tarrant; substitution Varga",
    "Elmgate replaced Pillay with Joe Tarrant at half-time. => substitution Tarrant (Pillay)",
    "Joe Tarrant, on for Pillay, headed over. => substitution Tarrant (Pillay)",
    "Pillay was carried off on a stretcher. => substitution - (Pillay)",
    "Pillay was substituted at half-time. => substitution - (Pillay)",
    "Pillay was withdrawn on the hour. => 60' substitution - (Pillay)",
    "Marlow turned to their bench and Joe Tarrant. => substitution Tarrant",
    "Lind's afternoon was over, and Joe Tarrant came on for him. => substitution Tarrant (Lind)",
    "Seconds after coming on, Joe Tarrant shot over. => substitution Tarrant",
    "Within a minute of his introduction Joe Tarrant had a shot blocked. => substitution Tarrant",
    "Joe Tarrant had been on the pitch only four minutes when he tested Ames. => substitution Tarrant",
    "Joe Tarrant, who replaced Lund at the interval, was the pick of the bunch. => substitution Tarrant (Lund)",
    "Lund was taken off and Joe Tarrant given his debut. => substitution Tarrant (Lund)",
    "Joe Tarrant made his debut as a late substitute. => substitution Tarrant",
    "Ames hurt a shoulder and had to be replaced by Joe Tarrant in goal. => substitution Tarrant (Ames)",
    "There was a standing ovation for Lund when he was taken off. => substitution - (Lund)",
    "Super-sub Joe Tarrant twisted and turned down the left. => substitution Tarrant",
    "Brand hobbled off with a groin problem, Joe Tarrant coming on. => substitution Tarrant (Brand)",
    "Elmgate made a change at once, Joe Tarrant replacing Lind. => substitution Tarrant (Lind)",
    "Joe Tarrant was named among the substitutes but stayed there. =>",
    "Joe Tarrant replaced the suspended Milan Varga in the starting line-up. =>",
    "Joe Tarrant came in for Milan Varga, who was ill. =>",
    "Marlow replaced manager Len Ashe with Des Coyle in October. =>",
    "Lund came off the worse in a challenge with Lind. =>",
    "Odo came on to Lund's pass and shot wide. =>",
    "Joe Tarrant, an unused substitute, congratulated him at the end. =>",
    "Brand went off on a run down the right. =>",
    "Marlow made three changes to the side that won last week, Joe Tarrant returning in place of Milan Varga. =>",
    "Odo took the place of last season's top scorer, Milan Varga, in the summer. =>",
    "Lund replaced his divot and took the free kick again. =>",
    "Joe Tarrant came close to coming on before the whistle went. =>",
];

#[test]
fn changes_are_told_in_many_ways() {
    all_tell(CHANGES, &["substitution"]);
}

/// Goals ruled out, penalties saved and missed, and what comes near.
const TAKEN_BACK: &[&str] = &[
    "Odo had the ball in the net but was flagged offside. => disallowed goal Odo",
    "Odo had a goal chalked off for offside. => disallowed goal Odo",
    "Odo had an effort ruled out on 30 minutes for a foul on Ames. => 30' disallowed goal Odo",
    "Pillay thought he had equalised, but the assistant's flag was raised. => disallowed goal Pillay",
    "Pillay bundled the ball in, only to be denied by the offside flag. => disallowed goal Pillay",
    "Pillay headed in, but the goal was disallowed for a push on Brand. => disallowed goal Pillay",
    "Pillay's strike was disallowed after a VAR check. => disallowed goal Pillay",
    "Elmgate had the ball in the net through Pillay, but the referee had already blown. => disallowed goal Pillay",
    "Elmgate thought they had levelled when Pillay tapped in, but he was offside. => disallowed goal Pillay",
    "Pillay saw a goal ruled out for handball. => disallowed goal Pillay",
    "Odo found the net but the flag was up. => disallowed goal Odo",
    "Odo did put the ball in the net, but VAR ruled that he had strayed offside. => disallowed goal Odo",
    "A second for Odo was ruled out for offside. => disallowed goal Odo",
    "VAR ruled out a second goal from Odo. => disallowed goal Odo",
    "VAR denied Odo a second after Lund was found to be offside. => disallowed goal Odo",
    "Odo's celebrations were cut short by the linesman's flag. => disallowed goal Odo",
    "Lund slotted home only for the flag to go up. => disallowed goal Lund",
    "Lund rolled the ball in, but the referee penalised him for handball. => disallowed goal Lund",
    "The referee disallowed Lund's header for a push. => disallowed goal Lund",
    "A Lund goal was scratched for offside. => disallowed goal Lund",
    "Pillay netted from a corner and the goal was cancelled for a foul on the keeper. => disallowed goal Pillay",
    "There was a let-off when Pillay's header was disallowed for offside. => disallowed goal Pillay",
    "Odo was denied by an offside flag after sliding the ball past Ames. => disallowed goal Odo",
    "Odo stepped up, but his penalty was saved by Ames. => saved penalty Odo (Ames)",
    "Ames saved Odo's spot-kick. => saved penalty Odo (Ames)",
    "Ames dived to his left to keep out Odo's penalty. => saved penalty Odo (Ames)",
    "Odo's penalty was pushed round the post by Ames. => saved penalty Odo (Ames)",
    "Lind felled Lund in the area. Odo took the penalty but Ames saved. => saved penalty Odo (Ames)",
    "Ames guessed correctly to save Odo's effort from the spot. => saved penalty Odo (Ames)",
    "Marlow were awarded a penalty, but Ames kept out Odo's kick. => saved penalty Odo (Ames)",
    "Ames denied Odo from the penalty spot. => saved penalty Odo (Ames)",
    "Odo had a penalty saved by Ames. => saved penalty Odo (Ames)",
    "Odo stepped up to take the penalty and Ames beat it away. => saved penalty Odo (Ames)",
    "Odo's 33rd-minute penalty was too close to Ames, who saved. => 33' saved penalty Odo (Ames)",
    "Odo's weak penalty was gathered by Ames. => saved penalty Odo (Ames)",
    "Ames saved a first-half penalty. => saved penalty - (Ames)",
    "Odo missed a penalty. => missed penalty Odo",
    "Odo sent his penalty wide of the post. => missed penalty Odo",
    "Odo blazed the spot-kick over the bar. => missed penalty Odo",
    "Odo hit the post with a penalty. => missed penalty Odo",
    "Odo's penalty struck the bar. => missed penalty Odo",
    "Lund was tripped but Odo put the penalty wide. => missed penalty Odo",
    "Odo fluffed his lines from the spot, dragging his kick wide. => missed penalty Odo",
    "Odo stepped up for the penalty and skied it. => missed penalty Odo",
    "Odo squandered a 55th-minute penalty. => 55' missed penalty Odo",
    "Odo crashed the resulting penalty against the bar. => missed penalty Odo",
    "Odo's failure from the penalty spot kept Elmgate in it. => missed penalty Odo",
    "Odo scored from the spot after Ames had saved from Lund. =>",
    "Odo missed a chance from near the penalty spot. =>",
    "Ames saved at the edge of the penalty area. =>",
    "Elmgate appealed for a penalty when Pillay fell. =>",
    "Lund's cross was ruled out of play. =>",
    "Odo will be ruled out for a month. =>",
    "Odo was flagged offside as he ran through. =>",
    "Odo missed a penalty at Oakholt last week. =>",
    "Odo beat Ames from the spot despite the keeper getting a hand to it. =>",
    "Odo was denied a penalty when he fell under Lind's tackle. =>",
    "The goal stood despite appeals for offside against Odo. =>",
    "Odo's goal was allowed after a VAR check for offside. =>",
    "Ames saved from Odo with his legs. =>",
    "Lund won a penalty that Odo put away, his fifth without a miss. =>",
];

#[test]
fn goals_ruled_out_and_penalties_kept_out_are_told_in_many_ways() {
    all_tell(TAKEN_BACK, &["disallowed", "penalty"]);
}
