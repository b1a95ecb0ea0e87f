//! Claims with evidence, from what the timeline kept.

use std::ops::Range;

use super::events::{Statement, Telling};
use super::grammar::Scene;
use super::mentions::{Entity, EntityIndex};
use super::sides::{Sides, Team};
use super::text::TokenIndex;
use super::timeline::{Timeline, TimelineGoal};
use crate::facts::{Evidence, Fact, FactValue, GoalFact, MatchClaims, TeamClaim};
use crate::football::{Basis, Goal, Outcome, Score, ScoreKind, Side};
use crate::names::{Gazetteer, NameKind, TeamName, fold};

/// So many letters a name cut short has in common with the name.
const ALIKE: usize = 3;

/// Everything the last stage works from.
pub struct Account<'a> {
    /// The text and its cast.
    pub scene: &'a Scene<'a>,
    /// The names files.
    pub gazetteer: &'a Gazetteer,
    /// The two sides.
    pub sides: &'a Sides,
    /// Goals told.
    pub tellings: &'a [Telling],
    /// Scores told.
    pub statements: &'a [Statement],
    /// What they agree on.
    pub timeline: &'a Timeline,
}

impl Account<'_> {
    /// The claims of the match.
    #[must_use]
    pub fn claims(&self) -> MatchClaims {
        let home = self.sides.home;
        let mut facts = Vec::new();
        let score = self.score();
        facts.extend(self.tallies());
        facts.extend(self.winner(score.as_ref()));
        facts.extend(score);
        for goal in &self.timeline.goals {
            facts.extend(self.goal(goal));
        }
        MatchClaims {
            home: self.team(home),
            away: self.team(home.opponent()),
            home_away: self.sides.home_away,
            facts,
        }
    }

    fn evidence(&self, tokens: Range<TokenIndex>, rule: &str) -> Evidence {
        let bytes = self.scene.document.bytes(tokens);
        Evidence::slice(self.scene.document.text, bytes.start, bytes.end, rule)
    }

    fn team(&self, team: Team) -> TeamClaim {
        let entity = &self.scene.cast.entities[self.sides.entity(team)];
        let mut as_written: Vec<String> = Vec::new();
        let mut evidence = Vec::new();
        for mention in &entity.mentions {
            let tokens = self.scene.cast.mentions[*mention].tokens.clone();
            let written = self.scene.document.slice(tokens.clone()).to_owned();
            if !as_written.contains(&written) {
                as_written.push(written);
                evidence.push(self.evidence(tokens, "mention.team"));
            }
        }
        TeamClaim {
            name: self.called(entity),
            id: entity.team.map(|team| self.gazetteer.team(team).id.clone()),
            as_written,
            evidence,
        }
    }

    /// The name of a team as it is written, or, where that is its common one cut short ("Barca"), the common one.
    fn called(&self, entity: &Entity) -> String {
        let written = entity.words.join(" ");
        let common = entity.team.and_then(|team| {
            let forms = self.gazetteer.teams_named(&written);
            let nickname = |form: &TeamName| form.team == team && form.kind == NameKind::Nickname;
            let common = self.gazetteer.team(team).common_name();
            let cut_short = is_cut_short(&written, &fold(common));
            (cut_short && forms.iter().any(nickname)).then(|| common.to_owned())
        });
        common.unwrap_or_else(|| entity.name.clone())
    }

    fn by_side(&self, [a, b]: [u8; 2]) -> Score {
        match self.sides.home {
            Team::A => Score::new(a, b),
            Team::B => Score::new(b, a),
        }
    }

    /// The words of statements, or, for what is derived, of every goal it is derived from; of none, those of the score.
    fn witnesses(&self, statements: &[usize]) -> (Basis, Vec<Evidence>) {
        let say = |statements: &[usize]| {
            let statements = statements.iter().map(|statement| {
                let statement = &self.statements[*statement];
                self.evidence(statement.tokens.clone(), &statement.rule)
            });
            statements.collect()
        };
        if !statements.is_empty() {
            return (Basis::Stated, say(statements));
        }
        // A goal of which it is open whose it is counts all the same.
        let open = self.timeline.left_out.iter().map(|left| &left.goal);
        let goals = self.timeline.goals.iter().chain(open);
        let told = goals
            .filter(|goal| goal.team.is_some())
            .filter_map(|goal| goal.tellings.first());
        let evidence: Vec<Evidence> = told
            .map(|telling| {
                let telling = &self.tellings[*telling];
                self.evidence(telling.tokens.clone(), &telling.rule)
            })
            .collect();
        let evidence = match &self.timeline.score {
            Some((_, statements)) if evidence.is_empty() => say(statements),
            Some(_) | None => evidence,
        };
        (Basis::Derived, evidence)
    }

    fn tally(&self, kind: ScoreKind, score: [u8; 2], statements: &[usize]) -> Option<Fact> {
        let (basis, evidence) = self.witnesses(statements);
        (!evidence.is_empty()).then(|| Fact {
            value: FactValue::Score(kind, self.by_side(score)),
            basis,
            confidence: if basis == Basis::Stated { 0.97 } else { 0.85 },
            evidence,
        })
    }

    fn score(&self) -> Option<Fact> {
        let (score, statements) = self.timeline.score.as_ref()?;
        self.tally(ScoreKind::Final, *score, statements)
    }

    fn tallies(&self) -> Vec<Fact> {
        let mut facts = Vec::new();
        for tally in &self.timeline.tallies {
            facts.extend(self.tally(tally.kind, tally.score, &tally.statements));
        }
        facts
    }

    fn winner(&self, score: Option<&Fact>) -> Option<Fact> {
        let (winner, statements) = self.timeline.winner.as_ref()?;
        let (basis, evidence) = match (statements.as_slice(), score) {
            ([], Some(score)) => (Basis::Derived, score.evidence.clone()),
            (statements, _) => self.witnesses(statements),
        };
        (!evidence.is_empty()).then_some(Fact {
            value: FactValue::Winner(match winner.map(|team| self.sides.side(team)) {
                Some(Side::Home) => Outcome::Home,
                Some(Side::Away) => Outcome::Away,
                None => Outcome::Draw,
            }),
            basis,
            confidence: 0.95,
            evidence,
        })
    }

    fn goal(&self, goal: &TimelineGoal) -> Option<Fact> {
        let side = self.sides.side(goal.team?);
        let scorer_side: Side = Goal::scorer_side_for(goal.kind, side);
        let mut evidence = Vec::new();
        for telling in &goal.tellings {
            let telling = &self.tellings[*telling];
            let mut tokens = telling.tokens.clone();
            if let Some((_, words)) = &telling.scorer
                && words.start.abs_diff(tokens.start) < 12
                && self.scene.document.sentence_of(words.start)
                    == self.scene.document.sentence_of(tokens.start)
            {
                tokens = tokens.start.min(words.start)..tokens.end.max(words.end);
            }
            evidence.push(self.evidence(tokens, &telling.rule));
        }
        for words in &goal.moment_words {
            evidence.push(self.evidence(words.clone(), "clock"));
        }
        Some(Fact {
            value: FactValue::Goal(GoalFact {
                goal: Goal {
                    scorer: goal.scorer.map(|entity| self.name(entity)),
                    scorer_side,
                    kind: goal.kind,
                    moment: goal.moment.clone(),
                    score_after: None,
                },
                assist: None,
            }),
            basis: Basis::Stated,
            confidence: if goal.sure { 0.95 } else { 0.8 },
            evidence,
        })
    }

    fn name(&self, entity: EntityIndex) -> String {
        self.scene.cast.entities[entity].name.clone()
    }
}

/// Whether some word of the common name of a team begins as what it is called does.
fn is_cut_short(called: &str, common: &str) -> bool {
    let first = called.get(..ALIKE);
    first.is_some_and(|first| common.split(' ').any(|word| word.starts_with(first)))
}
