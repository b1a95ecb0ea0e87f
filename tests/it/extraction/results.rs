//! Who won, or that nobody did, where no tally says it.

use touchline::facts::FactValue;
use touchline::football::Outcome;

use crate::support::prose;

/// Who won is told: Thornby.
const THORNBY: &[&str] = &[
    "Thornby's revival continued with a third victory in a row as they consigned struggling Elmgate to a fifth straight defeat.",
    "Elmgate slipped to a fifth consecutive defeat as Thornby climbed into the top half.",
    "It was a defeat at home for Elmgate by the league's bottom club.",
    "Thornby condemned Elmgate to relegation with a deserved victory.",
    "Thornby held on to register a shock victory over Elmgate.",
    "Thornby moved into the play-off places at the expense of Elmgate.",
    "Elmgate's unbeaten run came to an end at the hands of Thornby.",
    "Elmgate's miserable run goes on after they were beaten by Thornby.",
    "Thornby ended Elmgate's 12-match unbeaten run.",
    "Thornby put an end to Elmgate's winning streak.",
    "Thornby inflicted a first home defeat of the season on Elmgate.",
    "Elmgate suffered a first home defeat of the season at the hands of Thornby.",
    "Thornby came from behind to see off Elmgate.",
    "Thornby brushed Elmgate aside with ease.",
    "Thornby were too good for Elmgate.",
    "Thornby got the better of Elmgate in a lively contest.",
    "Thornby got back to winning ways against Elmgate.",
    "Thornby returned to winning ways with success over Elmgate.",
    "Thornby booked their place in the final by beating Elmgate.",
    "Thornby are through to the quarter-finals after overcoming Elmgate.",
    "Elmgate crashed out of the cup at the first hurdle, going down to Thornby.",
    "Elmgate were dumped out of the cup by Thornby.",
    "Thornby claimed the bragging rights in the derby against Elmgate.",
    "Thornby took the derby honours.",
    "Thornby claimed all three points.",
    "Thornby picked up a priceless three points at the bottom of the table.",
    "Elmgate went home empty-handed.",
    "Thornby deserved their victory.",
    "Victory lifts Thornby into third place.",
    "The win takes Thornby above Oakham and into second.",
    "Defeat leaves Elmgate in the bottom three.",
    "Thornby made it four wins on the bounce.",
    "Thornby made it four wins from four.",
    "Thornby recorded their first win of the season.",
    "Thornby secured their first league win since October.",
    "Thornby's first win of the season came at Elmgate's expense.",
    "Elmgate have now lost six in a row.",
    "Elmgate remain winless after this latest reverse.",
    "Elmgate remain without a point.",
    "Thornby stay top of the table after a hard-fought win.",
    "Thornby went top with a gritty win.",
    "Thornby reclaimed top spot with a narrow victory over Elmgate.",
    "Thornby survived a late scare to beat Elmgate.",
    "Ten-man Thornby clung on for the win.",
    "Elmgate paid the price for their missed chances as Thornby took the points.",
    "Thornby progressed to the second round at Elmgate's expense.",
    "Thornby edged a five-goal thriller against Elmgate.",
    "Thornby outclassed Elmgate from start to finish.",
    "A good day for Thornby, who took maximum points.",
    "Elmgate's hopes of promotion were dented by Thornby.",
    "Elmgate's woes deepened as Thornby ran riot.",
    "Thornby ran riot against a sorry Elmgate.",
    "Elmgate were put to the sword by Thornby.",
    "Thornby kept up their promotion charge at Elmgate's expense.",
    "Thornby proved too strong for their neighbours Elmgate.",
    "Elmgate had no answer to Thornby.",
    "Elmgate were no match for Thornby.",
    "Thornby saw off the challenge of Elmgate.",
    "Thornby made light work of Elmgate.",
    "Thornby cruised past Elmgate.",
    "Thornby had too much for Elmgate.",
    "Thornby continued their fine start to the season with a comfortable win.",
    "Thornby kicked off the new season with victory at Elmgate.",
    "A dominant second half gave Thornby the points.",
    "A late header broke Elmgate hearts.",
    "Thornby broke Elmgate hearts with a late goal.",
    "Thornby left it late to beat Elmgate.",
    "Thornby completed a league double over Elmgate.",
    "Thornby did the double over Elmgate.",
    "Thornby survived the drop by defeating Elmgate.",
    "Elmgate tasted defeat for the first time this season.",
    "Elmgate went down to Thornby.",
    "Elmgate fell short against Thornby.",
    "Elmgate came up short.",
    "Elmgate succumbed to a late Thornby rally.",
    "Thornby's late rally stunned Elmgate.",
    "Thornby stunned the league leaders Elmgate.",
    "Thornby shocked Elmgate to reach the last eight.",
    "Thornby reached the final after seeing off Elmgate.",
    "Thornby lifted the cup after beating Elmgate.",
    "Thornby are champions after overcoming Elmgate.",
    "Thornby won the title by defeating Elmgate.",
    "Thornby clinched promotion with victory over Elmgate.",
    "Elmgate were relegated after losing to Thornby.",
    "Elmgate slumped to their heaviest defeat of the season.",
    "Elmgate suffered their first loss of the campaign.",
    "Thornby maintained their hundred per cent record.",
    "Thornby kept their unbeaten record intact with a win.",
    "Thornby eased their relegation fears with a deserved victory.",
    "Thornby gave their survival hopes a boost by beating Elmgate.",
    "It was a third straight win for Thornby.",
    "This was Thornby's fifth win of the season.",
    "Thornby took the points thanks to a strong second half.",
    "The points went to Thornby.",
    "Thornby deservedly took all three points.",
    "Thornby held on to win.",
    "Thornby won the game in the last minute.",
    "Thornby won it at the death.",
    "Thornby struck twice late on to win.",
    "Two late goals won it for Thornby.",
];

/// Nobody won.
const DRAWN: &[&str] = &[
    "Thornby and Elmgate shared the spoils.",
    "Thornby and Elmgate had to settle for a point apiece.",
    "Elmgate were held by Thornby.",
    "Thornby earned a point at Elmgate.",
    "Thornby salvaged a point against Elmgate.",
    "Honours ended even.",
    "Thornby fought back to draw with Elmgate.",
    "Thornby rescued a draw in the last minute against Elmgate.",
    "It finished all square.",
    "Neither side could find a winner.",
    "The points were shared.",
    "Thornby were denied victory by a late Elmgate equaliser.",
    "Thornby and Elmgate played out a lively draw.",
    "Thornby and Elmgate could not be separated.",
    "There was nothing to separate the sides.",
    "Thornby and Elmgate cancelled each other out.",
    "Thornby had to be content with a point.",
    "Thornby came back to earn a draw.",
    "Thornby snatched a share of the points at Elmgate.",
    "The match finished level.",
    "It ended in a draw.",
    "The game ended all square.",
    "Thornby dropped two points at home to Elmgate.",
    "Elmgate held on for a point.",
];

/// A report that names both teams and tells of goals of neither.
fn report(result: &str) -> String {
    format!(
        "Thornby and Elmgate met at Sandy Lane on Saturday. {result}\n\nIvo Brand opened the scoring with a header after 12 \
         minutes from a corner, before Sid Lund rounded the keeper to score his fifth goal of the season in the 70th \
         minute.\n\nThe striker took a knock and the goalkeeper made two fine saves. Jon Odo scored late."
    )
}

/// The team that won, none for a draw; nothing where it is not stated.
fn winner(result: &str) -> Option<Option<String>> {
    let matches = prose::reading(&report(result)).matches;
    let [read] = &matches[..] else {
        panic!("{} matches in: {result}", matches.len());
    };
    read.facts.iter().find_map(|fact| match fact.value {
        FactValue::Winner(Outcome::Home) => Some(Some(read.home.name.clone())),
        FactValue::Winner(Outcome::Away) => Some(Some(read.away.name.clone())),
        FactValue::Winner(Outcome::Draw) => Some(None),
        _ => None,
    })
}

#[test]
fn who_won_is_read_from_what_is_said_of_either() {
    for result in THORNBY {
        assert_eq!(winner(result), Some(Some("Thornby".to_owned())), "{result}");
    }
}

#[test]
fn a_draw_is_read_where_nobody_is_said_to_have_won() {
    for result in DRAWN {
        assert_eq!(winner(result), Some(None), "{result}");
    }
}

#[test]
fn what_is_said_of_other_matches_or_of_hopes_is_no_result() {
    for result in [
        "Thornby hope to return to winning ways next week.",
        "Thornby had won their last two matches.",
        "Elmgate are still waiting for a win.",
        "Thornby won a corner and Elmgate won another.",
        "Thornby ended the first half on top.",
        "Elmgate's keeper had no answer for once, and then for twice.",
    ] {
        assert_eq!(winner(result), None, "{result}");
    }
}

#[test]
fn a_win_of_half_a_match_of_another_or_only_sought_is_no_result() {
    for result in [
        "Elmgate kept the same side following a win at Ash.",
        "Thornby pushed hard for the win but Elmgate held out.",
        "Elmgate were too quick for Thornby's defence early on.",
        "There was little to separate the sides until Odo struck.",
        "Neither side could find a breakthrough before the break.",
        "The sides cancelled each other out in the first half.",
        "Thornby were second best for the opening half-hour.",
        "Thornby's winning run ended with a goalless draw.",
        "Thornby were denied victory by a late leveller last week.",
        "Thornby continued to press after a third win in four.",
        "Thornby won a free-kick in the last minute.",
        "Elmgate had no answer to the weather.",
        "Thornby went home empty-handed last season.",
        "Thornby ended the half with a win in midfield.",
        "Elmgate were beaten to every ball in the first half.",
        "Thornby have made it two changes from last week.",
        "Thornby looked set for victory.",
        "Elmgate's keeper was put to the sword by Odo in training.",
    ] {
        let matches = prose::reading(&report(result)).matches;
        let facts = matches.iter().flat_map(|read| &read.facts);
        let told: Vec<_> = facts
            .filter(|fact| matches!(fact.value, FactValue::Winner(_)))
            .collect();
        assert!(told.is_empty(), "{told:?} in: {result}");
    }
}
