//! What the rules made of a text, told to the person who mends one.
//!
//! Sentence by sentence: each time expression with its value, each goal and each score told with the rule that found it,
//! and whether it was kept or by what words it was refused. Then the account: the goals, the score with what speaks for
//! and against it, and the runner-up. It is told by the stages themselves as they run ([`read`](crate::extraction::read)), so it
//! cannot say otherwise than what is extracted.

mod words;

use std::fmt::Write as _;
use std::ops::Range;

use crate::extraction::clock::TimeExpression;
use crate::extraction::events::{Order, Statement, StatementKind, Telling};
use crate::extraction::grammar::{Refusal, Status};
use crate::extraction::mentions::EntityIndex;
use crate::extraction::read::{Context, Seen, watched};
use crate::extraction::sides::{Sides, Team};
use crate::extraction::text::TokenIndex;
use crate::extraction::timeline::{self, ENOUGH, Timeline, TimelineGoal, Withheld};
use crate::facts::HomeAway;
use crate::football::{GoalKind, ScoreKind};
use words::{as_played, shown, source, weighed, when};

/// So many characters of a sentence are shown, and of the words that are quoted from one.
const MOST_SHOWN: usize = 220;
const MOST_QUOTED: usize = 70;
/// So many runners-up are shown.
const MOST_RIVALS: usize = 3;

/// Explains how a text was read: plain text of several lines, without control characters of the text's. One section for
/// each match that the text is cut into.
#[must_use]
pub fn explain(text: &str, context: &Context<'_>) -> String {
    let mut sections = Vec::new();
    let mut reasons = Vec::new();
    let reading = watched(text, context, &mut |seen| {
        sections.push(Section::of(seen).text());
        reasons.extend(seen.refused);
    });
    let count = sections.len();
    let mut all = String::new();
    for (number, section) in (1..).zip(sections) {
        if count > 1 {
            let _ = writeln!(all, "==== Match {number} of {count} in this text ====");
        }
        all.push_str(&section);
        all.push('\n');
    }
    // Why a section is no match is told in it.
    for note in (reading.notes.iter()).filter(|note| !reasons.contains(&note.as_str())) {
        let _ = writeln!(all, "Note: {}.", shown(note, MOST_SHOWN));
    }
    all.truncate(all.trim_end().len());
    all
}

/// What one match's section is written from.
struct Section<'a> {
    seen: &'a Seen<'a>,
    /// All goals of the account in match order, published or not; that order numbers them.
    goals: Vec<(&'a TimelineGoal, bool)>,
    out: String,
}

/// Writes one line; writing to a string cannot fail.
macro_rules! line {
    ($section:expr, $($words:tt)*) => {{
        let _ = writeln!($section.out, $($words)*);
    }};
}

impl<'a> Section<'a> {
    fn of(seen: &'a Seen<'a>) -> Self {
        let mut goals = Vec::new();
        if let Some((_, timeline)) = seen.account {
            goals.extend(timeline.goals.iter().map(|goal| (goal, true)));
            for left_out in &timeline.left_out {
                goals.insert(left_out.place.min(goals.len()), (&left_out.goal, false));
            }
        }
        Self {
            seen,
            goals,
            out: String::new(),
        }
    }

    fn text(mut self) -> String {
        match self.seen.account {
            Some((sides, _)) => self.teams(sides),
            None => line!(self, "No two teams."),
        }
        line!(self, "\nTOLD, SENTENCE BY SENTENCE");
        for number in 0..self.seen.scene.document.sentences.len() {
            self.sentence(number);
        }
        if let Some((sides, timeline)) = self.seen.account {
            line!(self, "\nTHE ACCOUNT");
            self.account(sides);
            self.score(sides, timeline);
            self.beside(sides, timeline);
        }
        if let Some(why) = self.seen.refused {
            line!(self, "\nNO MATCH: {why}.");
        }
        self.out
    }

    fn teams(&mut self, sides: &Sides) {
        let [home, away] = [sides.home, sides.home.opponent()].map(|team| self.team(sides, team));
        let why = match sides.home_away {
            HomeAway::Stated => format!("{home} at home: the text says so"),
            HomeAway::Derived => format!("{home} at home: it follows from what the text says"),
            HomeAway::Inferred => format!("{home} at home: several cues speak for it"),
            HomeAway::Neutral => "neither is at home".to_owned(),
            HomeAway::Unknown => {
                "who is at home is not told; first the team named first".to_owned()
            }
        };
        let words = sides.home_words.clone();
        let words = words.map_or_else(String::new, |words| format!(", by {}", self.quote(words)));
        line!(self, "{home} v {away}\n  {why}{words}");
    }

    fn sentence(&mut self, number: usize) {
        let seen = self.seen;
        let sentence = &seen.scene.document.sentences[number].tokens;
        let words = seen.scene.document.slice(sentence.clone());
        line!(self, "{:>3}  {}", number + 1, shown(words, MOST_SHOWN));
        let here = |tokens: &Range<TokenIndex>| sentence.contains(&tokens.start);
        for (clock, expression) in seen.clocks.iter().enumerate() {
            if here(&expression.tokens) {
                self.time(clock, expression);
            }
        }
        for (number, telling) in seen.tellings.iter().enumerate() {
            if here(&telling.tokens) {
                self.telling(number, telling);
            }
        }
        for statement in seen.statements {
            if here(&statement.tokens) {
                self.statement(statement);
            }
        }
    }

    fn time(&mut self, clock: usize, expression: &TimeExpression) {
        let solved = self
            .seen
            .account
            .map(|(_, timeline)| timeline.when(clock, &expression.when))
            .filter(|solved| *solved != expression.when)
            .map_or_else(String::new, |solved| format!(", here {solved}"));
        let words = self.quote(expression.tokens.clone());
        line!(
            self,
            "       time   {words} = {}{solved}   [{}]",
            expression.when,
            expression.rule
        );
    }

    fn telling(&mut self, number: usize, telling: &Telling) {
        let scorer = telling.scorer.as_ref().map(|(scorer, _)| *scorer);
        let mut what = self.scorer(scorer, telling.kind);
        if let Some((sides, _)) = self.seen.account {
            let team = timeline::credited(self.seen.scene, sides, telling);
            let team = team.map(|team| self.team(sides, team));
            let _ = match team {
                Some(team) => write!(what, ", for {team}"),
                None => write!(what, ", for whom is open"),
            };
        }
        if telling.count > 1 {
            let _ = write!(what, ", {} goals", telling.count);
        }
        if let Some((left, right)) = telling.score {
            let _ = write!(what, ", making it {left}-{right}");
        }
        let goals: Vec<String> = (1..)
            .zip(&self.goals)
            .filter(|(_, (goal, _))| goal.tellings.contains(&number))
            .map(|(place, _)| place.to_string())
            .collect();
        let kept = match (self.seen.account.is_some(), goals.as_slice()) {
            (false, _) => String::new(),
            (true, []) => ", but it makes no goal of its own".to_owned(),
            (true, goals) => format!(", goal {}", goals.join(" and ")),
        };
        let verdict = self.verdict(&telling.status, &kept);
        let words = self.quote(telling.tokens.clone());
        line!(
            self,
            "       goal   {words} {what}   [{}]\n              {verdict}",
            telling.rule
        );
    }

    fn statement(&mut self, statement: &Statement) {
        let cast = self.seen.scene.cast;
        let kind = match statement.kind {
            StatementKind::Final => "final score",
            StatementKind::Running => "score on the way",
            StatementKind::HalfTime => "half-time score",
            StatementKind::Aggregate => "score of two legs",
            StatementKind::Shootout => "shoot-out",
            StatementKind::After90 => "score after ninety minutes",
            StatementKind::Result => "result",
            StatementKind::Progress => "who went on",
            StatementKind::Total => "goals in all",
            StatementKind::SideGoals => "goals of one side",
            StatementKind::Meeting => "who met",
        };
        let tallies = statement
            .score
            .map_or_else(String::new, |(left, right)| format!(" {left}-{right}"));
        let [left, right] = [statement.left, statement.right].map(|mention| {
            mention.map_or_else(
                || "unnamed".to_owned(),
                |mention| self.quote(cast.mentions[mention].tokens.clone()),
            )
        });
        let order = match statement.order {
            Order::WinnerFirst => format!("{left} beat {right}"),
            Order::LoserFirst => format!("{left} lost to {right}"),
            Order::AsNamed => format!("{left}, then {right}"),
            Order::Draw => format!("{left} level with {right}"),
            Order::Unknown => "whose is not told".to_owned(),
        };
        let verdict = self.verdict(&statement.status, "");
        let words = self.quote(statement.tokens.clone());
        line!(
            self,
            "       score  {words} {kind}{tallies}, {order}   [{}]\n              {verdict}",
            statement.rule
        );
    }

    /// "kept", or why it was refused, by which words and by which rule.
    fn verdict(&self, status: &Status, kept: &str) -> String {
        let Status::Refused(refusal, words) = status else {
            return format!("kept{kept}");
        };
        let world = match refusal {
            Refusal::Negated => "negated",
            Refusal::Hypothetical => "hypothetical",
            Refusal::OtherWorld => "other match",
            Refusal::Quoted => return "refused: quoted".to_owned(),
        };
        let cue = self
            .seen
            .cues
            .iter()
            .find(|cue| cue.refusal == *refusal && cue.tokens == *words)
            .map_or_else(String::new, |cue| format!("   [{}]", cue.rule));
        format!("refused: {world}, by {}{cue}", self.quote(words.clone()))
    }

    fn account(&mut self, sides: &Sides) {
        if self.goals.is_empty() {
            line!(self, "  no goals");
        }
        for (number, (goal, published)) in (1..).zip(self.goals.clone()) {
            let minute = goal.moment.as_ref().map_or_else(String::new, when);
            let scorer = self.scorer(goal.scorer, goal.kind);
            let judged = match (goal.team, published) {
                (Some(team), true) => format!(
                    "for {}, the other side costs {:.1} more",
                    self.team(sides, team),
                    goal.margin
                ),
                (Some(team), false) => format!(
                    "left out: for {} as well as for the other side, which costs {:.1} more",
                    self.team(sides, team),
                    goal.margin
                ),
                (None, _) => "left out: the account costs less without it".to_owned(),
            };
            let times = match goal.tellings.len() {
                1 => "told once".to_owned(),
                times => format!("told {times} times"),
            };
            line!(self, "{number:>3}  {minute:<6} {scorer}: {judged}; {times}");
        }
    }

    fn score(&mut self, sides: &Sides, timeline: &Timeline) {
        let odds: f32 = timeline.signs.iter().map(|sign| sign.weight()).sum();
        let verdict = match timeline.withheld {
            _ if timeline.signs.is_empty() => "nothing to judge it by".to_owned(),
            None => format!("published, {odds:.2} where {ENOUGH:.2} is enough"),
            Some(Withheld::Odds) => {
                format!("not stated, {odds:.2} where {ENOUGH:.2} would be enough")
            }
            Some(why) => format!("not stated, as {}", why.as_str()),
        };
        line!(
            self,
            "  score {} ({}): {verdict}",
            as_played(sides, timeline.likeliest),
            source(timeline.is_told)
        );
        for (word, speaks_for) in [("for", true), ("against", false)] {
            let signs = weighed(&timeline.signs, speaks_for);
            if !signs.is_empty() {
                line!(self, "    {word}: {}", signs.join(", "));
            }
        }
        if timeline.rivals.is_empty() {
            line!(self, "  no runner-up");
        }
        let rank = std::iter::once("runner-up").chain(std::iter::repeat("then"));
        for (rank, rival) in rank.zip(&timeline.rivals).take(MOST_RIVALS) {
            line!(
                self,
                "  {rank} {} ({}): costs {:.1} more",
                as_played(sides, rival.score),
                source(rival.told),
                rival.margin
            );
        }
    }

    fn beside(&mut self, sides: &Sides, timeline: &Timeline) {
        for tally in &timeline.tallies {
            let kind = match tally.kind {
                ScoreKind::Final => "score",
                ScoreKind::HalfTime => "half-time",
                ScoreKind::After90 => "after ninety minutes",
                ScoreKind::Shootout => "shoot-out",
                ScoreKind::Aggregate => "two legs",
            };
            let source = source(!tally.statements.is_empty());
            line!(
                self,
                "  {kind} {} ({source})",
                as_played(sides, tally.score)
            );
        }
        match timeline.winner {
            Some((Some(team), _)) => line!(self, "  {} won or went on", self.team(sides, team)),
            Some((None, _)) => line!(self, "  a draw"),
            None => {}
        }
    }

    fn scorer(&self, scorer: Option<EntityIndex>, kind: GoalKind) -> String {
        let name = scorer.map_or_else(
            || "somebody".to_owned(),
            |scorer| shown(&self.seen.scene.cast.entities[scorer].name, MOST_QUOTED),
        );
        match kind {
            GoalKind::Regular => name,
            GoalKind::Penalty => format!("{name} (penalty)"),
            GoalKind::OwnGoal => format!("{name} (own goal)"),
        }
    }

    fn team(&self, sides: &Sides, team: Team) -> String {
        let entity = &self.seen.scene.cast.entities[sides.entity(team)];
        shown(&entity.name, MOST_QUOTED)
    }

    fn quote(&self, words: Range<TokenIndex>) -> String {
        let words = self.seen.scene.document.slice(words);
        format!("`{}`", shown(words, MOST_QUOTED))
    }
}
