//! What a text says of two teams together.

use super::sign::{Sign, Signs};
use super::tally::{Named, are_listed};
use crate::extraction::events::{Statement, StatementKind};
use crate::extraction::grammar::{Scene, Status};
use crate::extraction::mentions::EntityIndex;
use crate::extraction::text::QuickMap;
use crate::names::{Gazetteer, TeamKind};

/// What is told of pairs of teams: each by its entities, the lesser first.
#[derive(Debug, Default)]
pub(super) struct Told(QuickMap<[EntityIndex; 2], Signs>);

impl Told {
    /// All that is told, in text order.
    pub(super) fn of_pairs(scene: &Scene<'_>, named: &[Named], statements: &[Statement]) -> Self {
        let mut told = Self::default();
        for statement in statements {
            told.hear_result(scene, statement);
        }
        let mut present: Vec<EntityIndex> = Vec::new();
        for sentence in named.chunk_by(|left, right| left.sentence == right.sentence) {
            present.clear();
            let here = sentence.iter().filter(|one| one.naming.is_present());
            present.extend(here.map(|one| one.entity));
            present.sort_unstable();
            present.dedup();
            let place = sentence[0].sentence;
            for (at, left) in present.iter().enumerate() {
                for right in &present[at + 1..] {
                    told.of(*left, *right).see(Sign::Together, place);
                }
            }
            for two in sentence.windows(2) {
                if two[0].entity != two[1].entity && are_listed(scene, &two[0], &two[1]) {
                    told.of(two[0].entity, two[1].entity)
                        .see(Sign::Joined, place);
                }
            }
            if let ([left, right], 0) = (&present[..], place) {
                told.of(*left, *right).see(Sign::OpenText, place);
            }
        }
        told
    }

    fn of(&mut self, one: EntityIndex, other: EntityIndex) -> &mut Signs {
        let pair = [one.min(other), one.max(other)];
        self.0.entry(pair).or_insert_with(Signs::none)
    }

    /// "Marlow beat Elm 2-1".
    fn hear_result(&mut self, scene: &Scene<'_>, statement: &Statement) {
        let entity = |mention: Option<usize>| scene.cast.entity_of(mention?);
        let (Some(left), Some(right)) = (entity(statement.left), entity(statement.right)) else {
            return;
        };
        if left == right || statement.status != Status::Asserted {
            return;
        }
        let sentence = scene.document.sentence_of(statement.tokens.start);
        let is_end = match statement.kind {
            StatementKind::Meeting => {
                self.of(left, right).see(Sign::Meeting, sentence);
                return;
            }
            StatementKind::Final | StatementKind::Result => true,
            StatementKind::Running | StatementKind::HalfTime => false,
            _ => return,
        };
        let signs = self.of(left, right);
        signs.see(Sign::Result, sentence);
        let (result, score) = match sentence {
            0 if is_end => (Sign::ResultFirst, Sign::ScoreFirst),
            1 | 2 if is_end => (Sign::ResultEarly, Sign::ScoreEarly),
            _ => return,
        };
        signs.see(result, sentence);
        if statement.score.is_some() {
            signs.see(score, sentence);
        }
    }

    /// The signs of a pair, with what holds of the two names wherever they stand.
    pub(super) fn signs(
        &self,
        scene: &Scene<'_>,
        gazetteer: &Gazetteer,
        pair: [EntityIndex; 2],
    ) -> Signs {
        let [one, other] = pair;
        let told = self.0.get(&[one.min(other), one.max(other)]);
        let mut signs = told.cloned().unwrap_or_else(Signs::none);
        let kinds = pair.map(|entity| {
            let team = scene.cast.entities[entity].team;
            team.map(|team| gazetteer.team(team).kind)
        });
        let (strange, apart, country) = match kinds {
            [Some(one), Some(other)] => (false, one != other, false),
            [Some(known), None] | [None, Some(known)] => (true, false, known == TeamKind::National),
            [None, None] => (false, false, false),
        };
        signs.hold(Sign::OneStrange, strange);
        signs.hold(Sign::ClubAndCountry, apart);
        signs.hold(Sign::CountryAndStrange, country);
        signs
    }
}
