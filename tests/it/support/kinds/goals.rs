//! The goals of one match against gold: scorers, kinds, minutes, windows, assists.

use touchline::{
    facts::{GoalFact, MatchClaims},
    football::{Goal, Moment, Side},
};

use super::{
    super::gold::{GoldGoal, GoldMinute},
    Count, Kind, Sheet,
    compare::{Paired, matched},
    same,
};

impl Paired<'_> {
    pub(super) fn goals(&self, sheet: &mut Sheet) {
        self.goals_of_each_side(sheet);
        let gold: Vec<&GoldGoal> = self
            .gold
            .into_iter()
            .flat_map(|gold| &gold.goals)
            .filter(|goal| goal.scorer.is_some())
            .collect();
        let told: Vec<&GoalFact> = self
            .told
            .into_iter()
            .flat_map(MatchClaims::goals)
            .map(|(_, told)| told)
            .filter(|told| told.goal.scorer.is_some())
            .collect();
        let scorer = |gold: &GoldGoal, told: &Goal| {
            let names = gold.scorer.as_ref().zip(told.scorer.as_ref());
            names.is_some_and(|(gold, told)| same::name(gold, told))
                && gold.side.side() == self.side(told.credited_to())
        };
        let on_time = |gold: &GoldGoal, told: &Goal| {
            scorer(gold, told) && at_minute(gold, told.moment.as_ref())
        };
        // Two goals of one man pair by their minutes first.
        let mut pairs = matched(&gold, &told, |gold, told| on_time(gold, &told.goal), &[]);
        pairs.extend(matched(
            &gold,
            &told,
            |gold, told| scorer(gold, &told.goal),
            &pairs,
        ));
        let gold_labels: Vec<_> = gold.iter().map(|goal| label(goal)).collect();
        let told_labels: Vec<_> = told.iter().map(|told| told_label(told)).collect();
        self.note(Kind::Scorers, &gold_labels, &told_labels, &pairs, sheet);
        let kinds = pairs
            .iter()
            .filter(|(g, t)| gold[*g].kind.goal_kind() == told[*t].goal.kind)
            .count();
        sheet.add(
            Kind::GoalKinds,
            Count {
                gold: pairs.len(),
                told: pairs.len(),
                right: kinds,
            },
        );

        let point = |told: &GoalFact| {
            told.goal
                .moment
                .as_ref()
                .is_some_and(|moment| moment.at.is_some())
        };
        let minutes: Vec<_> = pairs
            .iter()
            .copied()
            .filter(|(g, t)| {
                gold[*g].minute.is_some() && at_minute(gold[*g], told[*t].goal.moment.as_ref())
            })
            .collect();
        sheet.add(
            Kind::Minutes,
            Count {
                gold: gold.iter().filter(|goal| goal.minute.is_some()).count(),
                told: told.iter().filter(|told| point(told)).count(),
                right: minutes.len(),
            },
        );
        for (g, t) in &pairs {
            let moment = told[*t].goal.moment.as_ref();
            if !at_minute(gold[*g], moment) {
                let clock = moment
                    .and_then(|moment| moment.at)
                    .map(|clock| clock.to_string());
                sheet.misses.push(format!(
                    "{}: Minutes: {:?} at {:?} {:?}, told {clock:?} from {:?}",
                    self.report.slug,
                    gold[*g].scorer,
                    gold[*g].minute,
                    gold[*g].range,
                    moment.and_then(|moment| moment.as_written.as_ref()),
                ));
            }
        }
        let windows = pairs
            .iter()
            .filter(|(g, t)| within(gold[*g], told[*t].goal.moment.as_ref()))
            .count();
        sheet.add(
            Kind::Windows,
            Count {
                gold: gold.iter().filter(|goal| goal.range.is_some()).count(),
                told: told
                    .iter()
                    .filter(|told| !point(told) && told.goal.moment.is_some())
                    .count(),
                right: windows,
            },
        );
        self.assists(&gold, &told, &pairs, sheet);
    }

    fn goals_of_each_side(&self, sheet: &mut Sheet) {
        for side in Side::BOTH {
            let gold = self
                .gold
                .into_iter()
                .flat_map(|gold| &gold.goals)
                .filter(|goal| goal.side.side() == side)
                .count();
            let told = self
                .told
                .into_iter()
                .flat_map(MatchClaims::goals)
                .filter(|(_, told)| self.side(told.goal.credited_to()) == side)
                .count();
            let right = gold.min(told);
            sheet.add(Kind::Goals, Count { gold, told, right });
        }
    }

    fn assists(
        &self,
        gold: &[&GoldGoal],
        told: &[&GoalFact],
        pairs: &[(usize, usize)],
        sheet: &mut Sheet,
    ) {
        let right: Vec<_> = pairs
            .iter()
            .copied()
            .filter(|(g, t)| {
                let given = gold[*g].assist.as_ref().zip(told[*t].assist.as_ref());
                given.is_some_and(|(gold, told)| same::name(gold, &told.player))
            })
            .collect();
        let gold_too: Vec<_> = gold
            .iter()
            .filter_map(|goal| goal.assist.as_ref())
            .collect();
        let told_too: Vec<_> = told
            .iter()
            .filter_map(|told| told.assist.as_ref())
            .collect();
        sheet.add(
            Kind::Assists,
            Count {
                gold: gold_too.len(),
                told: told_too.len(),
                right: right.len(),
            },
        );
        if right.len() < gold_too.len().max(told_too.len()) {
            let told: Vec<_> = told_too.iter().map(|assist| &assist.player).collect();
            let slug = &self.report.slug;
            sheet
                .misses
                .push(format!("{slug}: Assists: gold {gold_too:?}, told {told:?}"));
        }
    }
}

fn label(goal: &GoldGoal) -> String {
    let name = goal.scorer.as_deref().unwrap_or("nobody");
    let minute = goal.minute.as_deref().unwrap_or("?");
    format!("{name} {minute} {:?} for {:?}", goal.kind, goal.side)
}

fn told_label(told: &GoalFact) -> String {
    let name = told.goal.scorer.as_deref().unwrap_or("nobody");
    let clock = told.goal.moment.as_ref().and_then(|moment| moment.at);
    let minute = clock.map_or_else(|| "?".to_owned(), |clock| clock.to_string());
    format!(
        "{name} {minute} {:?} for {:?}",
        told.goal.kind,
        told.goal.credited_to()
    )
}

fn at_minute(gold: &GoldGoal, moment: Option<&Moment>) -> bool {
    let gold = gold.minute.as_deref().and_then(GoldMinute::parse);
    match (gold, moment.and_then(|moment| moment.at)) {
        (Some(gold), Some(told)) => same::minute(gold, told),
        (None, None) => true,
        (None, Some(_)) | (Some(_), None) => false,
    }
}

/// Whether a window without a point overlaps the one gold has.
fn within(gold: &GoldGoal, moment: Option<&Moment>) -> bool {
    let Some(([first, last], moment)) = gold.range.zip(moment) else {
        return false;
    };
    moment.at.is_none()
        && moment.earliest.is_some_and(|earliest| earliest <= last)
        && moment.latest.is_some_and(|latest| first <= latest)
}
