//! Which of several men a sentence says scored, and sentences in which none did, however near it came.

use touchline::facts::FactValue;

use crate::support::prose;

const PLAYERS: &str = "Marlow Town beat Elmgate 5-4 at home on Saturday.\n\nMarlow Town striker Jon Odo, winger Sid Lund and \
Ivo Brand started. Elmgate keeper Tom Ames and defender Ed Lind were fit.";

/// Odo scored, and nobody else.
const ODO: &[&str] = &[
    "Odo, who missed last season's final, opened the scoring from the spot after Lind was sent off, and doubled the lead before half-time.",
    "But Odo, playing in the hole where Lund has been so effective this season, salvaged a point by scoring three minutes from time.",
    "Lund's persistence paid off when his corner reached Odo and he diverted it in from eight yards.",
    "When Lund slid the ball to the overlapping Odo, he smashed a right-foot shot across the keeper and in.",
    "Lund nicked possession and threaded a pass to send Odo clear and he rounded the keeper to score.",
    "Lund released Odo down the left and he cut inside before curling into the far corner.",
    "Odo met Lund's corner with a downward header that Ames could not keep out.",
    "Odo got on the end of Lund's cross and headed in.",
    "Lund was tripped by Lind and Odo stepped up to convert.",
    "Lund was fouled in the box by Lind, leaving Odo to tuck away the penalty.",
    "Lind's clearance fell only as far as Odo, who lashed it in from 20 yards.",
    "Lind fouled Lund and, from the free-kick, Odo headed home.",
    "Odo, on for the injured Lund, bundled in the winner.",
    "Odo, signed from Oakham in January by Brand's predecessor, turned in the rebound after Ames had parried from Lund.",
    "Brand's corner was flicked on by Lund and Odo was at the far post to score.",
    "Brand crossed from the left, Lund missed it, and Odo side-footed in.",
    "Lund should have scored when he was put through by Brand but, from the resulting corner, Odo made amends by heading home.",
    "Ames pushed Brand's shot against the post, only for Odo to net the rebound.",
    "Lind dwelt on the ball and was robbed by Odo, who went round Ames and scored.",
    "With Lund down injured, Marlow played on and Odo scored.",
    "Odo exchanged passes with Lund before slotting past Ames.",
    "Odo played a one-two with Lund and shot past Ames.",
    "After Lund's free-kick had come back off the wall, Odo drove the loose ball into the net.",
    "Marlow broke from an Elmgate corner, Brand feeding Lund, whose cross was turned in by Odo.",
    "A mix-up between Lind and Ames allowed Odo to walk the ball into the net.",
    "Ames came for Lund's cross and missed it, giving Odo a tap-in.",
    "It was Lund who made it, beating two men before crossing for Odo to score.",
    "It was Odo who broke the deadlock, running on to Lund's through ball to score.",
    "Odo held off Lind, turned, and buried his shot beyond Ames.",
    "Odo took Lund's pass in his stride and beat Ames at his near post.",
    "Lund did well to win the ball and found Brand, whose shot was blocked, but Odo stabbed in.",
    "Lund had a shot blocked and Brand another, but third time lucky Odo found the corner.",
    "Lund's dummy wrong-footed Lind and Odo fired in.",
    "Odo, left unmarked by Lind, nodded in Brand's corner.",
    "Brand, returning for the first time since his injury, squared for Odo to roll in.",
    "From Brand's throw, Lund's header was cleared off the line by Lind to Odo, who scored.",
    "Odo punished Lind's mistake with a crisp finish after Lund had pressed him.",
    "Odo doubled the lead after good work by Lund and Brand.",
    "Odo made it two when he fired in following a slick move involving Lund and Brand.",
    "Lund had just hit the post when Odo doubled the lead.",
    "Lund, who scored in midweek, turned provider for Odo, who finished well.",
    "Lund turned provider, setting up Odo for the third.",
    "Moments after Lund had been denied by Ames, Odo did find the net.",
    "No sooner had Lund gone close than Odo scored.",
    "Lund hit the bar and Brand the post before Odo finally scored.",
    "Lund limped off and his replacement Odo scored with his first touch.",
    "Brand replaced Lund with Odo, who scored within a minute.",
    "Odo came on for Lund and made an instant impact by firing home.",
    "Odo's shot took a deflection off Lind and beat Ames.",
    "Odo let fly from 30 yards and the ball flew past Ames.",
    "Odo capitalised on a Lind slip to make it 2-0.",
    "Brand picked out the run of Odo, and the midfielder slid the ball under Ames.",
    "Brand's deep cross was headed back across goal by Lund, and there was Odo to force it home.",
    "Ames kicked straight to Odo, who could not believe his luck and chipped it back over him.",
    "Lund's shot was spilled by Ames at the feet of Odo, who did the rest.",
    "The goal was scored by Odo, with Lund claiming the assist.",
    "Lund set up the second for Odo with a clever reverse pass.",
    "Lund claimed his tenth assist of the season as Odo scored the second.",
    "Marlow's second was scored by Odo after Brand had seen his effort parried.",
];

/// Nobody did.
const NOBODY: &[&str] = &[
    "Elmgate keeper Ames remained untested, as long-range efforts from Odo, Lund and Brand all flew well wide.",
    "It might have been different had Odo converted a seventh-minute penalty, but Ames produced a fine save.",
    "Odo was inches away from the opener when a deflected effort from 25 yards looped over the keeper and onto the roof of the net.",
    "Lund continued to make the better chances, powering in a header from a corner which Ames tipped over.",
    "Marlow players lined up to convert the cross, but nobody could reach it.",
    "Marlow almost scored an equaliser through Odo, whose 20-yard shot hit the bar.",
    "After a disallowed Odo goal, Marlow went back to defending.",
    "A ruled-out Lund header was as close as they came.",
    "Marlow sorely missed the scoring talents of Odo.",
    "All the talk had been about how Marlow would struggle without Odo's goals.",
    "Odo might have opened the scoring within seconds when he fired the ball across the face of goal.",
    "Odo should have doubled the lead but his header went over.",
    "Only the width of the post denied Odo a second.",
    "Odo spurned chances to increase the lead.",
    "Lund had the ball in the net but the flag was up.",
    "Lund's strike was chalked off for a foul on the keeper.",
    "Odo lashed a shot into the side-netting.",
    "Odo headed over the bar from six yards with the goal gaping.",
    "Brand saw a fierce drive cannon back off the upright.",
    "Lund rounded the keeper only to see his shot cleared off the line by Lind.",
    "Odo raced clear but dragged his shot past the far post.",
    "Odo's shot squirmed under Ames but rolled past the post.",
    "Odo's free-kick beat the wall and the keeper but came back off the bar.",
    "Brand's looping header had Ames beaten but drifted wide.",
    "Ames denied Odo with his legs and then kept out the follow-up from Lund.",
    "Ames got down well to keep out Odo's penalty.",
    "Odo stepped up but his spot-kick was saved by Ames.",
    "Odo blazed his penalty over the bar.",
    "Odo sent his spot-kick against the post.",
    "Lund was presented with a glorious chance to level but shot straight at Ames.",
    "Brand somehow contrived to miss an open goal.",
    "Odo hooked the ball over his own bar under pressure.",
    "Lind nearly turned the ball into his own net.",
    "Lund was a whisker away from a second.",
    "Lund came within inches of a second goal.",
    "Odo was denied a hat-trick by a last-ditch tackle.",
    "Odo had a great chance to complete his hat-trick but shot wide.",
    "Odo thought he had won it in stoppage time, only for Ames to claw the ball away.",
    "Odo threatened to score with every touch.",
    "Odo, who has scored 14 goals this season, was kept quiet.",
    "Odo has now gone seven games without a goal.",
    "Odo, without a goal since March, was replaced after an hour.",
    "Odo is two goals short of a century for the club.",
    "Odo scored twice when the sides met in August.",
    "The striker, who scored a hat-trick last week, had a quiet game.",
    "Marlow looked the more likely to score next.",
    "Marlow pushed for an equaliser but could not find it.",
    "Marlow could and should have scored before the break.",
    "Odo went close to breaking the deadlock.",
    "Odo wasted the best chance to break the deadlock.",
    "Odo looked certain to score until Lind slid in to clear.",
    "Odo appeared to have scored but the ball had not crossed the line.",
    "It took a goal-line clearance from Lind to keep out Odo's header.",
    "Marlow had three goals disallowed.",
    "Odo fired home after the whistle had gone.",
    "The referee had already blown when Odo put the ball in the net.",
    "Odo's effort was adjudged not to have crossed the line.",
    "Odo turned in the box and drilled a low shot that Ames smothered.",
    "Odo curled one towards the top corner, but Ames reached it.",
    "A goalbound effort from Lund was blocked by Lind.",
    "Odo poked the ball goalwards and Lind cleared.",
    "Odo scooped the rebound over.",
    "Odo needed one more goal for the record.",
    "Odo will hope to score again next week.",
    "Odo's goals have fired Marlow up the table.",
    "Odo's winner at Oakham last month is still talked about.",
    "Odo's late goal for Larkhill kept them up last season.",
    "Even Odo could not have missed that, but he did.",
    "Odo crashed a volley against the underside of the bar and it bounced clear.",
    "Odo found himself through on goal and chipped the keeper, but the ball landed on the roof of the net.",
    "Odo's header looked to be creeping in until Ames pushed it round the post.",
    "Lund was through and chose to square when he should have scored.",
    "Lund's cross-shot flashed across the face of goal.",
];

/// The men who scored, each once.
fn scorers(sentence: &str) -> Vec<String> {
    let facts = prose::facts(&format!("{PLAYERS}\n\n{sentence}"));
    let mut names: Vec<String> = facts
        .into_iter()
        .filter_map(|fact| match fact {
            FactValue::Goal(told) => {
                Some(told.goal.scorer.unwrap_or_else(|| "somebody".to_owned()))
            }
            _ => None,
        })
        .collect();
    names.sort();
    names.dedup();
    names
}

#[test]
fn of_several_men_the_one_who_scored_is_taken() {
    for sentence in ODO {
        assert_eq!(scorers(sentence), ["Jon Odo"], "{sentence}");
    }
}

#[test]
fn what_only_came_near_is_no_goal() {
    for sentence in NOBODY {
        assert!(
            scorers(sentence).is_empty(),
            "{:?} in: {sentence}",
            scorers(sentence)
        );
    }
}
