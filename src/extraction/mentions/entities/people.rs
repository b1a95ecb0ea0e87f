//! Joining the forms of one person's name.

use super::Joiner;
use super::spelling::are_one;
use crate::extraction::mentions::votes::Surface;
use crate::extraction::mentions::{Entity, EntityIndex, Mention, Referent};
use crate::extraction::text::{Document, QuickMap, TokenIndex, TokenKind, Word};

/// People by something of their names, each with how often he is named by it.
type Bearers<K> = QuickMap<K, Vec<(EntityIndex, usize)>>;

impl Joiner<'_, '_> {
    /// Full names first; a single word joins the full name it ends (or begins), the one named most.
    pub(super) fn people(&mut self, surfaces: &[Surface]) {
        let mut order: Vec<usize> = (0..surfaces.len())
            .filter(|at| surfaces[*at].kind.is_person())
            .collect();
        order.sort_by_key(|at| std::cmp::Reverse(surfaces[*at].words.len()));
        let mut by_last: Bearers<Word> = Bearers::default();
        let mut by_first: Bearers<Word> = Bearers::default();
        let mut by_initial: Bearers<Option<char>> = Bearers::default();
        for at in order {
            let surface = &surfaces[at];
            let [.., last] = surface.words[..] else {
                continue;
            };
            let first = surface.words[0];
            let most = |list: Option<&Vec<(EntityIndex, usize)>>| {
                list.and_then(|list| list.iter().max_by_key(|(_, count)| *count))
                    .map(|(entity, _)| *entity)
            };
            let joined = if surface.words.len() == 1 {
                most(by_last.get(&last)).or_else(|| most(by_first.get(&first)))
            } else {
                // "Odo Amaro" beside "Pierre-Odo Amaro": the same last words and a given name that agrees.
                by_last
                    .get(&last)
                    .into_iter()
                    .flatten()
                    .map(|(entity, _)| *entity)
                    .find(|entity| {
                        let known = &self.entities[*entity].words;
                        let own: Vec<&str> = surface
                            .words
                            .iter()
                            .map(|word| self.document.spelling(*word))
                            .collect();
                        own.iter()
                            .all(|word| known.iter().any(|other| other == word))
                            || own.len() == known.len()
                                && own[0].chars().next() == known[0].chars().next()
                                && own[1..].iter().eq(known[1..].iter())
                                && (own[0].starts_with(known[0].as_str())
                                    || known[0].starts_with(own[0]))
                    })
            };
            // Who is meant by a name that nobody in the text bears as it is spelt: a name and its other spelling have the first
            // or the last word in common, or the surname's initial.
            let initial = self.document.spelling(last).chars().next();
            let joined = joined.or_else(|| {
                if surface.words.len() == 1 {
                    self.spelt_otherwise(surface, by_initial.get(&initial))
                } else {
                    let first = self.spelt_otherwise(surface, by_first.get(&first));
                    let last = self.spelt_otherwise(surface, by_last.get(&last));
                    first.into_iter().chain(last).min()
                }
            });
            let count = surface.segments.len();
            let entity = match joined {
                Some(entity) => entity,
                None => self.add(surface, surface.kind),
            };
            if joined.is_none() {
                by_last.entry(last).or_default().push((entity, count));
                by_first.entry(first).or_default().push((entity, count));
                by_initial.entry(initial).or_default().push((entity, count));
                // "Son Heung-min" is "Son" too; "Vinicius Junior" is "Vinicius".
            }
            self.entity_of[at] = Some(entity);
        }
    }

    /// The first of some people whose name a name is, spelt otherwise.
    fn spelt_otherwise(
        &self,
        surface: &Surface,
        among: Option<&Vec<(EntityIndex, usize)>>,
    ) -> Option<EntityIndex> {
        let mut among = among?.iter().map(|(entity, _)| *entity);
        let own: Vec<&str> = surface
            .words
            .iter()
            .map(|word| self.document.spelling(*word))
            .collect();
        among.find(|entity| are_one(&self.entities[*entity].words, &own))
    }
}

/// "Elm's own Amaro, Ross, replied": of several people who bear a surname, the one whose given name stands beside it.
pub(super) fn tell_namesakes_apart(
    document: &Document<'_>,
    entities: &[Entity],
    mentions: &mut [Mention],
) {
    let is_comma = |at: TokenIndex| {
        let token = document.tokens.get(at);
        token.is_some_and(|token| token.kind == TokenKind::Comma)
    };
    let mut called: QuickMap<[&str; 2], EntityIndex> = QuickMap::default();
    for (number, entity) in entities.iter().enumerate() {
        if let (true, [given, surname]) = (entity.kind.is_person(), &entity.words[..]) {
            called.entry([given, surname]).or_insert(number);
        }
    }
    for mention in mentions {
        let (after, Referent::Entity(named)) = (mention.tokens.end, mention.referent) else {
            continue;
        };
        let apart = mention.tokens.len() == 1 && is_comma(after) && is_comma(after + 2);
        let full = [after + 1, after - 1].map(|at| document.folded(at));
        if let (true, Some(bearer)) = (apart && entities[named].kind.is_person(), called.get(&full))
        {
            mention.referent = Referent::Entity(*bearer);
        }
    }
}
