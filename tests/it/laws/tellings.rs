//! What a change of the words may do to the facts of an invented match.
//!
//! A law that does not hold everywhere yet names how many tellings are known to break it; the number may only fall.

use touchline::names::fold;

use super::found::{Broken, found, lies};
use crate::support::prose;
use crate::support::story::{Manner, Story};

/// How many stories each law is tried on.
const STORIES: u64 = 150;

fn stories() -> impl Iterator<Item = Story> {
    (0..STORIES).map(Story::of)
}

/// Tells every story in a manner; every fact found must be one of the story.
fn nothing_false(manner: Manner) -> Broken {
    let mut broken = Broken::default();
    for story in stories() {
        let text = story.tell(manner);
        broken.tried(story.seed, &text, &lies(&story, &found(&story, &text)));
    }
    broken
}

#[test]
fn a_plain_telling_is_read_as_it_was() {
    let (mut scores, mut goals, mut told) = (0, 0, 0);
    for story in stories() {
        let found = found(&story, &story.tell(Manner::default()));
        scores += usize::from(found.score == Some(story.score()));
        goals += found.goals.len();
        told += story.goals.len();
    }
    println!("plain: scores {scores} of {STORIES}, goals {goals} of {told}");
    assert!(
        scores * 100 >= FLOOR_SCORES * usize::try_from(STORIES).expect("it fits"),
        "scores {scores} of {STORIES}"
    );
    assert!(goals * 100 >= FLOOR_GOALS * told, "goals {goals} of {told}");
}

/// In percent, just below what is measured today (80.7 and 94.7); the aim is 95 and 95.
const FLOOR_SCORES: usize = 80;
const FLOOR_GOALS: usize = 94;

#[test]
fn a_plain_telling_makes_nothing_up() {
    nothing_false(Manner::default()).at_most(1, "plain");
}

#[test]
fn leaving_the_lead_out_never_makes_another_fact() {
    let manner = Manner {
        without_lead: true,
        ..Manner::default()
    };
    nothing_false(manner).at_most(2, "without lead");
}

#[test]
fn leaving_every_score_out_never_makes_another_fact() {
    let manner = Manner {
        without_scores: true,
        ..Manner::default()
    };
    nothing_false(manner).at_most(5, "without scores");
}

#[test]
fn leaving_a_goal_out_never_makes_another_fact() {
    let mut broken = Broken::default();
    for story in stories() {
        for at in 0..story.goals.len() {
            let text = story.tell(Manner {
                without_goal: Some(at),
                ..Manner::default()
            });
            broken.tried(story.seed, &text, &lies(&story, &found(&story, &text)));
        }
    }
    broken.at_most(3, "without a goal");
}

#[test]
fn another_match_adds_nothing() {
    let manner = Manner {
        other_match: true,
        ..Manner::default()
    };
    nothing_false(manner).at_most(2, "other match");
}

#[test]
fn near_goals_add_nothing() {
    let manner = Manner {
        decoys: true,
        ..Manner::default()
    };
    nothing_false(manner).at_most(2, "decoys");
}

#[test]
fn a_minute_means_the_same_however_it_is_told() {
    let manner = Manner {
        indirect_times: true,
        ..Manner::default()
    };
    nothing_false(manner).at_most(9, "indirect times");
}

#[test]
fn a_goal_told_twice_is_one_goal() {
    let manner = Manner {
        retold: true,
        ..Manner::default()
    };
    nothing_false(manner).at_most(1, "retold");
}

#[test]
fn the_passive_makes_nothing_up() {
    let manner = Manner {
        passive: true,
        ..Manner::default()
    };
    nothing_false(manner).at_most(0, "passive");
}

#[test]
fn a_goal_ruled_out_is_gone_and_changes_no_other() {
    let mut broken = Broken::default();
    for story in stories() {
        for at in 0..story.goals.len() {
            let (kept, text) = story.with_ruled_out(at, Manner::default());
            broken.tried(story.seed, &text, &lies(&kept, &found(&kept, &text)));
        }
    }
    broken.at_most(5, "ruled out");
}

#[test]
fn home_and_away_swapped_swap_the_facts() {
    let mut broken = Broken::default();
    for story in stories() {
        let swapped = story.swapped();
        let text = swapped.tell(Manner::default());
        let one = found(&story, &story.tell(Manner::default()));
        let other = found(&swapped, &text);
        let wrong = (one.swapped() != other).then(|| format!("{one:?} became {other:?}"));
        broken.tried(story.seed, &text, wrong.as_slice());
    }
    broken.at_most(7, "swapped");
}

#[test]
fn typographers_characters_change_nothing() {
    let mut broken = Broken::default();
    for story in stories() {
        let plain = found(&story, &story.tell(Manner::default()));
        let text = story.tell(Manner {
            unicode: true,
            ..Manner::default()
        });
        let odd = found(&story, &text);
        let wrong = (plain != odd).then(|| format!("{plain:?} became {odd:?}"));
        broken.tried(story.seed, &text, wrong.as_slice());
    }
    broken.at_most(0, "unicode");
}

#[test]
fn other_names_make_the_same_match() {
    let mut broken = Broken::default();
    for story in stories() {
        let renamed = story.renamed(story.seed + 1);
        let text = renamed.tell(Manner::default());
        let one = found(&story, &story.tell(Manner::default()));
        let other = found(&renamed, &text);
        let same = one.score == other.score && one.goals.len() == other.goals.len();
        let wrong = (!same).then(|| format!("{one:?} became {other:?}"));
        broken.tried(story.seed, &text, wrong.as_slice());
    }
    broken.at_most(21, "renamed");
}

#[test]
fn two_matches_in_one_text_are_never_mixed() {
    let mut broken = Broken::default();
    for story in stories().filter(|story| !story.goals.is_empty()) {
        let other = Story::of(story.seed + 10_000);
        let teams = [&other.home, &other.away];
        if teams.contains(&&story.home) || teams.contains(&&story.away) {
            continue;
        }
        let plain = Manner::default();
        let text = format!("{}\n\n{}", story.tell(plain), other.tell(plain));
        let mut wrong = Vec::new();
        for game in prose::reading(&text).matches {
            let is = |team: &str| fold(team) == fold(&game.home.name);
            let own = [&story, &other]
                .into_iter()
                .find(|of| is(&of.home) || is(&of.away));
            let Some(own) = own else { continue };
            let scorers = game
                .goals()
                .filter_map(|(_, told)| told.goal.scorer.clone());
            wrong.extend(scorers.filter(|scorer| {
                let is_theirs = |name: &str| fold(scorer).ends_with(&fold(name));
                !own.goals.iter().any(|goal| is_theirs(goal.surname()))
            }));
        }
        broken.tried(story.seed, &text, &wrong);
    }
    broken.at_most(5, "two matches");
}
