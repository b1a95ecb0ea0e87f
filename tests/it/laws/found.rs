//! What a reading gets of an invented match, held against the story it was told from.

use std::collections::BTreeSet;

use touchline::football::{GoalKind, Score, ScoreKind, Side};
use touchline::names::fold;

use crate::support::prose;
use crate::support::story::{Story, surname};

/// Score and goals, in a form that two tellings share.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    pub score: Option<Score>,
    pub goals: BTreeSet<(Side, String, GoalKind, Option<u8>)>,
}

/// What the first match read comes to, the sides turned the way the story has them; nothing for no match or other teams.
pub fn found(story: &Story, text: &str) -> Found {
    let reading = prose::reading(text);
    let is = |name: &str, team: &str| fold(name) == fold(team) || fold(team).contains(&fold(name));
    let Some(game) = reading.matches.first() else {
        return Found::default();
    };
    let turned = if is(&game.home.name, &story.home) && is(&game.away.name, &story.away) {
        false
    } else if is(&game.home.name, &story.away) && is(&game.away.name, &story.home) {
        true
    } else {
        return Found::default();
    };
    let turn = |side: Side| if turned { side.opponent() } else { side };
    let goals = game.goals().filter_map(|(_, told)| {
        let scorer = told.goal.scorer.as_deref()?;
        let moment = told.goal.moment.as_ref();
        let minute = moment
            .and_then(|moment| moment.at)
            .map(|clock| clock.minute);
        let side = turn(told.goal.credited_to());
        Some((side, fold(scorer), told.goal.kind, minute))
    });
    let score = game
        .score(ScoreKind::Final)
        .map(|score| if turned { score.swapped() } else { score });
    Found {
        score,
        goals: goals.collect(),
    }
}

impl Found {
    /// What would be found of the same match on the other ground.
    pub fn swapped(&self) -> Self {
        let goals = self
            .goals
            .iter()
            .map(|(side, scorer, kind, minute)| (side.opponent(), scorer.clone(), *kind, *minute));
        Self {
            score: self.score.map(Score::swapped),
            goals: goals.collect(),
        }
    }
}

/// What was found that the story does not hold, a line each.
pub fn lies(story: &Story, found: &Found) -> Vec<String> {
    let mut lies = Vec::new();
    if let Some(score) = found.score
        && score != story.score()
    {
        lies.push(format!("the score {score:?} for {:?}", story.score()));
    }
    for (side, scorer, kind, minute) in &found.goals {
        let is_told = story.goals.iter().any(|goal| {
            goal.side == *side
                && goal.kind == *kind
                && scorer.ends_with(&fold(surname(&goal.scorer)))
                && minute.is_none_or(|minute| minute.abs_diff(goal.minute) <= 1)
        });
        if !is_told {
            lies.push(format!("{side:?} {scorer} {kind:?} {minute:?}"));
        }
    }
    lies
}

/// The tellings that broke a law, each with its seed, its text and what was wrong.
#[derive(Debug, Default)]
pub struct Broken {
    tried: usize,
    cases: Vec<(u64, String, String)>,
}

impl Broken {
    pub fn tried(&mut self, seed: u64, text: &str, wrong: &[String]) {
        self.tried += 1;
        if !wrong.is_empty() {
            self.cases.push((seed, text.to_owned(), wrong.join("; ")));
        }
    }

    /// Fails when more tellings than `known` broke the law, and shows the shortest of them.
    #[track_caller]
    #[expect(
        clippy::print_stdout,
        reason = "what breaks a law is shown with its seed"
    )]
    pub fn at_most(mut self, known: usize, law: &str) {
        self.cases.sort_by_key(|(_, text, _)| text.len());
        println!("{law}: {} of {} broken", self.cases.len(), self.tried);
        for (seed, text, wrong) in self.cases.iter().take(6) {
            println!("seed {seed}: {wrong}\n{text}\n----");
        }
        assert!(
            self.cases.len() <= known,
            "{law}: {} of {} tellings break it, {known} are known to; the shortest are above",
            self.cases.len(),
            self.tried
        );
    }
}
