//! What each name is: votes from the words around it, over the whole text.

mod share;

use super::EntityKind;
use super::segments::{Segment, only_demonym};
use crate::extraction::rules::{Classes, Family, Label, Layers, RuleBook};
use crate::extraction::text::{Document, QuickMap, QuickSet, TokenKind, Word};
use crate::names::NameKind;

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
                votes: own_votes(document, classes, segment),
                kind: EntityKind::Other,
                margin: 0,
            });
            surfaces.len() - 1
        });
        surfaces[surface].segments.push(number);
        surfaces[surface].votes.team += nickname_votes(document, segment);
        surfaces[surface].votes.other += place_votes(document, segment);
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
            && (segment.form.is_some() || has_article(document, segment))
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

/// "the Cattachs": an article before one capitalised plural is how nicknames of teams stand.
fn nickname_votes(document: &Document<'_>, segment: &Segment<'_>) -> i32 {
    let word = document.folded(segment.tokens.start);
    let plural = word.len() > 3 && word.ends_with('s') && !word.ends_with("ss");
    i32::from(
        has_article(document, segment)
            && plural
            && segment.tokens.len() == 1
            && segment.form.is_none_or(|form| !only_demonym(form)),
    ) * 3
}

fn has_article(document: &Document<'_>, segment: &Segment<'_>) -> bool {
    let before = segment.tokens.start.checked_sub(1);
    before.is_some_and(|before| document.folded(before) == "the")
}

/// "In Marlow", "near Marlow": where places stand.
fn place_votes(document: &Document<'_>, segment: &Segment<'_>) -> i32 {
    let Some(before) = segment.tokens.start.checked_sub(1) else {
        return 0;
    };
    if segment.form.is_some() {
        return 0;
    }
    let next = document.tokens.get(segment.tokens.end);
    let names_another = next.is_some_and(|next| {
        matches!(next.kind, TokenKind::Possessive) || next.is_word() && next.is_capitalised()
    });
    match document.folded(before) {
        "in" | "near" if !names_another => PLACED,
        _ => 0,
    }
}

/// What it says against a name's being a man's that it stands where places stand.
const PLACED: i32 = 2;

/// What a name says of itself: its words and what the names files know.
fn own_votes(document: &Document<'_>, classes: &Classes, segment: &Segment<'_>) -> Votes {
    let mut votes = Votes::default();
    let words = segment.tokens.len();
    let last = segment.tokens.end - 1;
    if segment.branch.is_some() || words >= 2 && document.is_in(last, classes.team_suffix) {
        votes.team += 5;
    }
    if words >= 2 && document.is_in(segment.tokens.start, classes.team_prefix) {
        votes.team += 6;
    }
    if words >= 2
        && document.is_in(segment.tokens.start, classes.given_name)
        && segment.form.is_none()
    {
        votes.player += 5;
    }
    if words >= 2 && segment.form.is_none() {
        votes.player += 2;
    }
    // "Larch Hill" may be a place, and "Abel Hill" is a man.
    if words == 2
        && segment.form.is_none()
        && document.is_in(last, classes.place_noun)
        && !document.is_in(segment.tokens.start, classes.given_name)
    {
        votes.team += 1;
    }
    // "Greta" is a girl among girls who are called by nothing else.
    if words == 1 && document.is_in(last, classes.given_name) && segment.form.is_none() {
        votes.player += 2;
    }
    match document.folded(last) {
        "league" | "cup" | "trophy" | "shield" | "championship" | "division" | "qualifier"
        | "bundesliga" | "ligue" | "euro" => votes.competition += 6,
        "cups" | "plate" | "vase" | "bowl" | "combination" | "championships" if words >= 2 => {
            votes.competition += 6;
        }
        // What sends, prints or divides the football: "BT Sport", "Third Round"; what is won, and where: "Golden Boot",
        // "North Coast".
        "sport" | "sports" | "network" | "tv" | "television" | "radio" | "news" | "round"
        | "season" | "finals" | "boot" | "glove" | "award" | "awards" | "coast" | "derby"
            if words >= 2 =>
        {
            votes.other += 8;
        }
        "stadium" | "arena" | "ground" | "stadion" | "stadio" | "estadio" => votes.ground += 8,
        "park" | "road" | "lane" | "street" | "bridge" if words >= 2 => votes.ground += 4,
        _ => {}
    }
    match document.folded(segment.tokens.start) {
        "league" | "division" | "serie" | "premier" | "liga" | "copa" | "coppa" | "coupe"
            if words >= 2 =>
        {
            votes.competition += 6;
        }
        "stade" | "stadio" | "estadio" | "stadion" | "estádio" if words >= 2 => votes.ground += 6,
        "group" if words >= 2 => votes.other += 6,
        _ => {}
    }
    let Some(form) = segment.form else {
        return votes;
    };
    let only_this = |other: bool| if other { 5 } else { 14 };
    let (competition, ground) = (!form.competitions().is_empty(), !form.grounds().is_empty());
    if competition {
        votes.competition += only_this(ground || !form.teams().is_empty());
    }
    if ground {
        votes.ground += only_this(competition || !form.teams().is_empty());
    }
    if let Some(best) = form.teams().first() {
        let shouted =
            document.tokens[segment.tokens.start].case == crate::extraction::text::Case::Upper;
        let sure = form.only_team().is_some()
            && form.competitions().is_empty()
            && form.grounds().is_empty()
            && !(form.is_also_person() || form.is_also_word());
        votes.team += match best.kind {
            // A name that means one team and nothing else, whatever stands around it.
            NameKind::Name | NameKind::Short | NameKind::Alias if sure => 14,
            NameKind::Name | NameKind::Short | NameKind::Alias => 8,
            NameKind::Nickname => 5,
            NameKind::Shared => 6,
            // In capitals it is letters, and no word.
            NameKind::Abbreviation if shouted && form.is_also_word() => 8,
            NameKind::Abbreviation if shouted => 4,
            NameKind::Abbreviation | NameKind::Demonym => 0,
        };
    }
    if form.is_also_person() || form.is_also_word() {
        votes.team -= 4;
    }
    if only_demonym(form) {
        votes.other += 20;
    }
    votes
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
