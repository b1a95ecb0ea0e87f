//! A fact as columns: every kind comes back as it was.

use proptest::prelude::*;
use touchline::facts::{Background, Fact, FactValue, GoalFact, HomeAway, Named, Player, Scope};
use touchline::football::{
    BackgroundKind, Basis, Category, Event, EventKind, Goal, GoalKind, MatchClock, Moment,
    Outcome as Winner, PlayerRole, Score, ScoreKind, Side,
};

use super::only_match;
use crate::support::claims::ClaimsBuilder;
use crate::support::world::World;

/// Every kind of fact, with any legal value.
fn any_value() -> impl Strategy<Value = FactValue> {
    let name = "[A-Z][a-zé'-]{0,8}( [A-Z][a-z]{1,8})?";
    let side = || prop_oneof![Just(Side::Home), Just(Side::Away)];
    let score = || (any::<u8>(), any::<u8>()).prop_map(|(home, away)| Score::new(home, away));
    let clock = (1u8..=120, proptest::option::of(0u8..15))
        .prop_map(|(minute, stoppage)| MatchClock { minute, stoppage });
    let basis = || {
        prop_oneof![
            Just(Basis::Stated),
            Just(Basis::Derived),
            Just(Basis::Inferred)
        ]
    };
    let moment = (
        proptest::option::of(clock),
        proptest::option::of(1u8..=120),
        proptest::option::of(1u8..=120),
        basis(),
        proptest::option::of(name),
    )
        .prop_map(|(at, earliest, latest, basis, as_written)| Moment {
            at,
            earliest,
            latest,
            basis,
            as_written,
        });
    let moment = proptest::option::of(moment).boxed();
    let score_kind = prop_oneof![
        Just(ScoreKind::Final),
        Just(ScoreKind::HalfTime),
        Just(ScoreKind::After90),
        Just(ScoreKind::Shootout),
        Just(ScoreKind::Aggregate)
    ];
    let goal_kind = prop_oneof![
        Just(GoalKind::Regular),
        Just(GoalKind::Penalty),
        Just(GoalKind::OwnGoal)
    ];
    let event_kind = prop_oneof![
        Just(EventKind::Yellow),
        Just(EventKind::SecondYellow),
        Just(EventKind::Red),
        Just(EventKind::Substitution),
        Just(EventKind::DisallowedGoal),
        Just(EventKind::MissedPenalty),
        Just(EventKind::SavedPenalty),
        Just(EventKind::MissedChance),
        Just(EventKind::Save),
        Just(EventKind::Injury),
        Just(EventKind::Woodwork)
    ];
    let role = prop_oneof![
        Just(PlayerRole::Starter),
        Just(PlayerRole::Substitute),
        Just(PlayerRole::Bench),
        Just(PlayerRole::Absent),
        Just(PlayerRole::Keeper),
        Just(PlayerRole::Mentioned)
    ];
    let background = prop_oneof![
        Just(BackgroundKind::Tally),
        Just(BackgroundKind::HeadToHead),
        Just(BackgroundKind::Standing),
        Just(BackgroundKind::Qualification),
        Just(BackgroundKind::PreviousResult),
        Just(BackgroundKind::Streak),
        Just(BackgroundKind::Record),
        Just(BackgroundKind::Form)
    ];
    let winner = prop_oneof![Just(Winner::Home), Just(Winner::Away), Just(Winner::Draw)];
    let category = prop_oneof![
        Just(Category::Women),
        Just(Category::Youth),
        Just(Category::Reserve)
    ];
    let day = (1900i16..2100, 1i8..=12, 1i8..=28)
        .prop_map(|(year, month, day)| jiff::civil::date(year, month, day));
    let assist = proptest::option::of((name, basis()));
    prop_oneof![
        (score_kind, score()).prop_map(|(kind, score)| FactValue::Score(kind, score)),
        Just(FactValue::ExtraTime),
        winner.prop_map(FactValue::Winner),
        (name, proptest::option::of("[a-z.]{1,9}"))
            .prop_map(|(name, id)| FactValue::Competition(Named { name, id })),
        name.prop_map(FactValue::Stage),
        name.prop_map(FactValue::Venue),
        day.prop_map(FactValue::Date),
        name.prop_map(FactValue::Referee),
        any::<u32>().prop_map(FactValue::Attendance),
        category.prop_map(FactValue::Category),
        (name, side()).prop_map(|(name, side)| FactValue::Coach { name, side }),
        (
            proptest::option::of(name),
            side(),
            goal_kind,
            moment.clone(),
            proptest::option::of(score()),
            assist
        )
            .prop_map(|(scorer, scorer_side, kind, moment, score_after, assist)| {
                FactValue::Goal(GoalFact {
                    goal: Goal {
                        scorer,
                        scorer_side,
                        kind,
                        moment,
                        score_after,
                    },
                    assist: assist.map(|(player, basis)| touchline::facts::Assist {
                        player,
                        basis,
                        evidence: vec![],
                    }),
                })
            }),
        (
            event_kind,
            proptest::option::of(name),
            proptest::option::of(side()),
            proptest::option::of(name),
            moment
        )
            .prop_map(
                |(kind, player, side, other, moment)| FactValue::Event(Event {
                    kind,
                    player,
                    side,
                    other,
                    moment
                })
            ),
        (name, proptest::option::of(side()), role)
            .prop_map(|(name, side, role)| FactValue::Player(Player { name, side, role })),
        (
            background,
            name,
            proptest::collection::btree_map("[a-z]{1,6}", any::<i64>(), 0..3),
            proptest::option::of(name),
            name
        )
            .prop_map(
                |(kind, subject, numbers, about, text)| FactValue::Background(Background {
                    kind,
                    subject,
                    numbers,
                    about,
                    text
                })
            ),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn every_kind_of_fact_comes_back_as_it_was(values in proptest::collection::vec(any_value(), 1..40), turned in any::<bool>()) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(async {
            let world = World::new().await;
            let mut builder = ClaimsBuilder::of("text", "Lions", "Bears").home_away(if turned { HomeAway::Neutral } else { HomeAway::Stated });
            for value in &values {
                builder = builder.fact(value.clone(), 0.5);
            }
            let id = only_match(&world.tell(builder).await);
            let claimed = world.store.claimed(id, Scope::Shared).await.expect("read back");
            let back: Vec<&Fact> = claimed[0].claims.facts.iter().collect();
            assert_eq!(back.iter().map(|fact| &fact.value).collect::<Vec<_>>(), values.iter().collect::<Vec<_>>());
        });
    }
}
