//! What each name is: votes from the words around it, over the whole text.

mod own;
mod share;

use super::EntityKind;
use super::segments::{Segment, only_demonym};
use crate::extraction::rules::{Family, Label, Layers, RuleBook};
use crate::extraction::text::{Document, QuickMap, QuickSet, Word};

/// One spelling of a name with everything that speaks for what it is.
#[derive(Debug, Clone)]
pub(super) struct Surface {
    /// Its folded words.
    pub words: Vec<Word>,
    /// The segments that spell it.
    pub segments: Vec<usize>,
    /// Votes by kind.
    votes: Votes,
    /// What it is held to be.
    pub kind: EntityKind,
    /// How sure that is: the winner's votes over the runner-up's.
    pub margin: i32,
}

#[derive(Debug, Clone, Copy, Default)]
struct Votes {
    team: i32,
    player: i32,
    coach: i32,
    official: i32,
    ground: i32,
    competition: i32,
    other: i32,
}

impl Votes {
    const fn of(&mut self, kind: EntityKind) -> &mut i32 {
        match kind {
            EntityKind::Team => &mut self.team,
            EntityKind::Player => &mut self.player,
            EntityKind::Coach => &mut self.coach,
            EntityKind::Official => &mut self.official,
            EntityKind::Ground => &mut self.ground,
            EntityKind::Competition => &mut self.competition,
            EntityKind::Demonym | EntityKind::Other => &mut self.other,
        }
    }

    const fn is_person(&self) -> bool {
        self.player + self.coach + self.official > self.team
    }

    /// Whether it is a person even by half of what speaks for one.
    const fn is_likelier_person(&self) -> bool {
        2 * (self.player + self.coach + self.official) > self.team
    }

    fn add(&mut self, other: Self) {
        self.team += other.team;
        self.player += other.player;
        self.coach += other.coach;
        self.official += other.official;
        self.ground += other.ground;
        self.competition += other.competition;
        self.other += other.other;
    }
}

impl Surface {
    /// How much speaks for a team, and how much for a person.
    pub(super) const fn for_team_and_person(&self) -> (i32, i32) {
        let person = self.votes.player + self.votes.coach + self.votes.official;
        (self.votes.team, person)
    }

    /// Whether little speaks for its being what it is held to be.
    pub(super) const fn is_doubtful(&self) -> bool {
        self.margin < SURE
    }
}

/// From so many votes more than for anything else on, a name is surely what it is held to be.
const SURE: i32 = 3;

/// Groups segments by spelling and decides what each spelling is.
pub(super) fn name_and_vote(
    document: &Document<'_>,
    book: &RuleBook,
    segments: &mut [Segment<'_>],
) -> Vec<Surface> {
    let classes = book.classes();
    let mut by_words: QuickMap<Vec<Word>, usize> = QuickMap::default();
    let mut surfaces: Vec<Surface> = Vec::new();
    let mut surface_of = Vec::with_capacity(segments.len());
    let mut words: Vec<Word> = Vec::new();
    for (number, segment) in segments.iter().enumerate() {
        words.clear();
        words.extend(segment.tokens.clone().map(|at| document.tokens[at].word));
        let surface = by_words.get(&words).copied().unwrap_or_else(|| {
            by_words.insert(words.clone(), surfaces.len());
            surfaces.push(Surface {
                words: words.clone(),
                segments: Vec::new(),
                votes: own::own_votes(document, classes, segment),
                kind: EntityKind::Other,
                margin: 0,
            });
            surfaces.len() - 1
        });
        surfaces[surface].segments.push(number);
        surfaces[surface].votes.team += own::nickname_votes(document, segment);
        surfaces[surface].votes.other += own::place_votes(document, segment);
        surface_of.push(surface);
    }
    let mut layers = Layers::new(document.tokens.len());
    layers.reserve(segments.len());
    for (number, segment) in (0u32..).zip(segments.iter()) {
        layers.add(Label::Name, segment.tokens.clone(), number);
    }
    book.each_hit(Family::Mention, document, &layers, |hit| {
        let Some(name) = hit.capture("name") else {
            return;
        };
        let Some(note) = layers.starting(name.start).next() else {
            return;
        };
        // "Odo and Ames were booked": many, and no team.
        let joined = name.start.checked_sub(1).is_some_and(|before| {
            matches!(document.folded(before), "and" | "or" | "&" | "nor" | "both")
        });
        if joined && hit.rule.number("plural").is_some() {
            return;
        }
        // What a man and his team may both do tells nothing of a name that is known, and of a nickname with its article.
        let segment = &segments[note.payload as usize];
        if hit.rule.number("bare").is_some()
            && (segment.form.is_some() || own::has_article(document, segment))
        {
            return;
        }
        let kind = match hit.rule.meaning("is") {
            Some("team") => EntityKind::Team,
            Some("coach") => EntityKind::Coach,
            Some("official") => EntityKind::Official,
            Some("ground") => EntityKind::Ground,
            Some("competition") => EntityKind::Competition,
            Some("player") => EntityKind::Player,
            Some(_) | None => EntityKind::Other,
        };
        let weight = i32::try_from(hit.rule.number("weight").unwrap_or(2)).unwrap_or(2);
        *surfaces[surface_of[note.payload as usize]].votes.of(kind) += weight;
    });
    trust_names_nobody_bears(&mut surfaces, segments);
    doubt_surnames_nobody_bears(document, &mut surfaces, segments);
    share::with_longer_names(document, classes.team_suffix, &mut surfaces, segments);
    share::with_full_names(&mut surfaces, segments);
    for surface in &mut surfaces {
        decide(surface, &segments[surface.segments[0]]);
    }
    surfaces
}

/// A team's name that is a surname too is a man's only where the text has him with his given name.
fn trust_names_nobody_bears(surfaces: &mut [Surface], segments: &[Segment<'_>]) {
    for number in 0..surfaces.len() {
        let surface = &surfaces[number];
        let ([word], Some(form)) = (&surface.words[..], segments[surface.segments[0]].form) else {
            continue;
        };
        let borne = surfaces.iter().any(|other| {
            other.words.len() > 1 && other.words.last() == Some(word) && other.votes.is_person()
        });
        if form.is_also_person() && form.only_team().is_some() && !borne {
            surfaces[number].votes.team += 9;
        }
    }
}

/// People are introduced by their full names: where a text does so, one word that is nobody's surname, named in its opening
/// or again and again, is hardly a man.
fn doubt_surnames_nobody_bears(
    document: &Document<'_>,
    surfaces: &mut [Surface],
    segments: &[Segment<'_>],
) {
    let surnames: QuickSet<Word> = surfaces
        .iter()
        .filter(|surface| surface.words.len() > 1 && surface.votes.is_person())
        .filter_map(|surface| surface.words.last().copied())
        .collect();
    if surnames.len() < INTRODUCES_PEOPLE || is_about_two_known_teams(document, surfaces, segments)
    {
        return;
    }
    for surface in surfaces {
        let first = &segments[surface.segments[0]];
        let [word] = surface.words[..] else { continue };
        if first.form.is_some() || surnames.contains(&word) {
            continue;
        }
        let opens = document.sentence_of(first.tokens.start) == 0;
        let again = surface.segments.len() > 2;
        let once = surface.segments.len() == 1 && surface.votes.team == 0;
        surface.votes.team +=
            i32::from(opens && !once) * 2 + i32::from(again && surface.votes.team > 0) * 2;
    }
}

/// Whether two teams that the names files know open the text or come up again and again: then no other name need be one.
fn is_about_two_known_teams(
    document: &Document<'_>,
    surfaces: &[Surface],
    segments: &[Segment<'_>],
) -> bool {
    let known: QuickSet<_> = surfaces
        .iter()
        .filter(|surface| surface.votes.team > surface.votes.player + surface.votes.coach)
        .filter_map(|surface| {
            let first = &segments[surface.segments[0]];
            let opens = document.sentence_of(first.tokens.start) < 2;
            let again = surface.segments.len() > 1;
            first
                .form
                .filter(|_| opens || again)?
                .teams()
                .first()
                .map(|name| name.team)
        })
        .collect();
    known.len() >= 2
}

/// So many people with full names show that the text gives them.
const INTRODUCES_PEOPLE: usize = 3;

fn decide(surface: &mut Surface, first: &Segment<'_>) {
    let votes = surface.votes;
    let person = votes.player + votes.coach + votes.official;
    let mut ranked = [
        (person, EntityKind::Player),
        (votes.team, EntityKind::Team),
        (votes.competition, EntityKind::Competition),
        (votes.ground, EntityKind::Ground),
        (votes.other, EntityKind::Other),
    ];
    ranked.sort_by_key(|(votes, _)| -votes);
    surface.margin = ranked[0].0 - ranked[1].0;
    surface.kind = if ranked[0].0 <= 0 {
        EntityKind::Other
    } else {
        ranked[0].1
    };
    if surface.kind == EntityKind::Player {
        surface.kind = if votes.official > 0 && votes.official * 2 >= votes.player {
            EntityKind::Official
        } else if votes.coach > 0 && votes.coach * 2 > votes.player {
            EntityKind::Coach
        } else {
            EntityKind::Player
        };
    }
    if surface.kind == EntityKind::Other && first.form.is_some_and(only_demonym)
        || surface.words.len() == 1 && first.form.is_some_and(only_demonym)
    {
        surface.kind = EntityKind::Demonym;
    }
}
