//! Whom a claim is said of.

use std::ops::Range;

use crate::extraction::frame::Statement;
use crate::extraction::grammar::Subject;
use crate::extraction::mentions::{EntityIndex, EntityKind, Referent};
use crate::extraction::setting::Setting;
use crate::extraction::text::{TokenIndex, TokenKind};

/// Somebody, and where the words that say so begin.
type Found = (EntityIndex, TokenIndex);

/// Whom a claim may be said of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Of {
    Person,
    Team,
    Any,
}

impl Of {
    fn fits(self, kind: EntityKind) -> bool {
        match self {
            Self::Person => matches!(kind, EntityKind::Player | EntityKind::Coach),
            Self::Team => kind == EntityKind::Team,
            Self::Any => Self::Person.fits(kind) || Self::Team.fits(kind),
        }
    }
}

/// How many sentences back a team can be in mind.
const SENTENCES_BACK: usize = 3;

/// What a look for the subject came to.
enum Look {
    Found(Found),
    /// The words name somebody, and it is nobody that the claim could be said of.
    Another,
    /// The words tell nothing.
    Nothing,
}

/// Whom a claim is said of, and where the words that say so begin: captured as `who`; the subject of its `verb`; the
/// owner of what is claimed ("Marlow's run", "his tenth goal"); else what its sentence is about.
pub(super) fn of(setting: &Setting<'_>, statement: &Statement<'_>) -> Option<Found> {
    let of = match statement.hit.rule.meaning("of")? {
        "person" => Of::Person,
        "team" => Of::Team,
        _ => Of::Any,
    };
    let tokens = statement.tokens();
    let said = || {
        let words = statement.hit.capture("who")?;
        let first = words.start;
        Some(named(setting, words, of).unwrap_or_else(|| pronoun(setting, first, of)))
    };
    let acts = || {
        let verb = statement.hit.capture("verb")?;
        Some(acting(setting, verb.start, of))
    };
    let owns = || owner(setting, tokens.start, of);
    let looks: [&dyn Fn() -> Option<Look>; 3] = [&said, &acts, &owns];
    for look in looks {
        match look() {
            Some(Look::Found(found)) => return Some(found),
            Some(Look::Another) => return None,
            Some(Look::Nothing) | None => {}
        }
    }
    topic(setting, statement, of)
}

/// The entity of a mention that a claim can be said of.
fn entity(setting: &Setting<'_>, mention: usize, of: Of) -> Option<EntityIndex> {
    let cast = setting.scene.cast;
    let meant = match cast.mentions[mention].referent {
        Referent::Entity(entity) => entity,
        Referent::Role(_) | Referent::SideOf(_) | Referent::Writers => {
            setting.team_of(setting.side_of_mention(mention)?)
        }
    };
    of.fits(cast.entities[meant].kind).then_some(meant)
}

fn named(setting: &Setting<'_>, words: Range<TokenIndex>, of: Of) -> Option<Look> {
    let (mention, at) = words.clone().find_map(|at| {
        Some((
            setting
                .scene
                .team_mention_at(at)
                .or_else(|| setting.scene.mention_at(at))?,
            at,
        ))
    })?;
    Some(match entity(setting, mention, of) {
        Some(entity) => Look::Found((entity, at)),
        None => Look::Another,
    })
}

/// "his", "their": whom it stands for.
fn pronoun(setting: &Setting<'_>, at: TokenIndex, of: Of) -> Look {
    let scene = setting.scene;
    match scene.document.folded(at) {
        "he" | "she" | "his" | "her" | "him" => match scene.antecedent(at) {
            Some(person) if of != Of::Team => Look::Found((person, at)),
            Some(_) | None => Look::Another,
        },
        "they" | "it" | "their" | "its" | "them" => match meant_by(setting, at) {
            Some(team) if of != Of::Person => Look::Found((team, at)),
            Some(_) | None => Look::Nothing,
        },
        _ => Look::Nothing,
    }
}

/// The team that a pronoun stands for. "It took Marlow to 30 points and left them sixth": an object can mean the object before it.
fn meant_by(setting: &Setting<'_>, at: TokenIndex) -> Option<EntityIndex> {
    let scene = setting.scene;
    let before = scene.sentence(at).start..at;
    // "The points they have leave them eighth": the same team all along.
    let same = before
        .clone()
        .rev()
        .find(|at| scene.document.folded(*at) == "they" || scene.team_mention_at(*at).is_some());
    if let Some(they) = same.filter(|same| scene.team_mention_at(*same).is_none()) {
        return team_in_mind(setting, they);
    }
    let prepositions = scene.classes.preposition;
    let object = (scene.document.folded(at) == "them")
        .then(|| {
            let named = scene.cast.within(&before);
            named
                .filter(|(_, mention)| scene.team_mention_at(mention.tokens.start).is_some())
                .last()
                .filter(|(_, mention)| {
                    let led_in = mention.tokens.start.checked_sub(1);
                    !led_in.is_some_and(|word| scene.document.is_in(word, prepositions))
                })
                .and_then(|(number, _)| entity(setting, number, Of::Team))
        })
        .flatten();
    object.or_else(|| team_in_mind(setting, at))
}

/// "Marlow's run", "his tenth goal", "the hosts' fourth win": the owner that stands where the claim begins.
fn owner(setting: &Setting<'_>, start: TokenIndex, of: Of) -> Option<Look> {
    let document = setting.scene.document;
    let is_owned = |at: TokenIndex| {
        document
            .tokens
            .get(at)
            .is_some_and(|token| token.kind == TokenKind::Possessive)
    };
    for at in [Some(start), start.checked_sub(1), Some(start + 1)]
        .into_iter()
        .flatten()
    {
        if is_owned(at) && at > 0 {
            let mention = setting
                .scene
                .team_mention_at(at - 1)
                .or_else(|| setting.scene.mention_at(at - 1))?;
            let words = setting.scene.cast.mentions[mention].tokens.clone();
            return named(setting, words, of);
        }
        if let Some(mention) = setting.scene.mention_at(at) {
            let words = setting.scene.cast.mentions[mention].tokens.clone();
            if is_owned(words.end) {
                return named(setting, words, of);
            }
        }
        if matches!(document.folded(at), "his" | "her" | "their" | "its") {
            return Some(pronoun(setting, at, of));
        }
    }
    None
}

/// The subject of a verb.
fn acting(setting: &Setting<'_>, verb: TokenIndex, of: Of) -> Look {
    match setting.scene.subject(verb) {
        Subject::Person(person, words) => {
            if of != Of::Team {
                Look::Found((person, words.start))
            } else {
                Look::Another
            }
        }
        Subject::Team(mention) => match entity(setting, mention, of) {
            Some(team) => Look::Found((team, setting.scene.cast.mentions[mention].tokens.start)),
            None => Look::Another,
        },
        Subject::They(at) => pronoun(setting, at, of),
        Subject::Somebody(_) if of != Of::Team => Look::Nothing,
        Subject::Thing(_) | Subject::Somebody(_) => Look::Another,
        // "The Ligurian side had won": somebody, told by a plain noun.
        Subject::Unknown if setting.scene.follows_plain_noun(verb) => Look::Another,
        Subject::Unknown => Look::Nothing,
    }
}

/// What the sentence is about where the claim stands: of those named before it that can be meant, the last that is no
/// object; of a claim in a subordinate clause that opens its sentence, whom the main clause begins with.
fn topic(setting: &Setting<'_>, statement: &Statement<'_>, of: Of) -> Option<Found> {
    let scene = setting.scene;
    let at = statement.tokens().start;
    if statement.about == "previous_result"
        && let Some(found) = right_before(setting, at, of)
    {
        return Some(found);
    }
    let sentence = scene.sentence(at);
    let mut last = None;
    let mut player = None;
    for (number, mention) in scene.cast.within(&(sentence.start..at)) {
        let words = mention.tokens.clone();
        // "the Marlow defender": Marlow is not spoken of.
        let classes = scene.classes;
        let describes = [classes.position, classes.keeper_word, classes.coach_word]
            .into_iter()
            .any(|class| scene.document.is_in(words.end, class))
            || scene.person_at(words.end).is_some();
        let is_team = scene.team_mention_at(words.start).is_some();
        if is_team && describes {
            continue;
        }
        let object = scene.is_object(words.start, sentence.start);
        match entity(setting, number, of) {
            Some(entity) if last.is_none() || !object => last = Some((entity, words.start)),
            Some(_) => {}
            // "Amaro's side", whosever that is, does what follows.
            None if is_team && !object => last = None,
            None if !object => player = Some((number, words.start)),
            None => {}
        }
    }
    // "Odo struck twice in the 3-0 win over Elm": his team's.
    let his_team = || {
        let (mention, at) =
            player.filter(|_| of == Of::Team && statement.about == "previous_result")?;
        let side = setting.side_of(scene.person(mention)?)?;
        Some((setting.team_of(side), at))
    };
    if let Some(found) = last.or_else(his_team) {
        return Some(found);
    }
    if of != Of::Team
        && let Some(person) = scene.antecedent(at)
    {
        return Some((person, at));
    }
    if of == Of::Person {
        return None;
    }
    let refers_back = || {
        statement.about != "record"
            && matches!(
                scene.document.folded(sentence.start),
                "it" | "they" | "their" | "that" | "this" | "the"
            )
    };
    main_clause(setting, at, of).or_else(|| {
        refers_back()
            .then(|| team_in_mind(setting, at))
            .flatten()
            .map(|team| (team, at))
    })
}

/// "a third in a row for Marlow's men after the 1-0 defeat by Elm": whose result follows at once.
fn right_before(setting: &Setting<'_>, start: TokenIndex, of: Of) -> Option<Found> {
    let document = setting.scene.document;
    let sentence = setting.scene.sentence(start).start;
    let mut led_in = (sentence..start).rev();
    let last = led_in.find(|at| !matches!(document.folded(*at), "the" | "a" | "their"))?;
    if !matches!(document.folded(last), "after" | "following") {
        return None;
    }
    let before = last.checked_sub(1).filter(|before| *before >= sentence)?;
    let mention = setting.scene.team_mention_at(before)?;
    let first = setting.scene.cast.mentions[mention].tokens.start;
    let for_them = first > sentence && document.folded(first - 1) == "for";
    Some((entity(setting, mention, of)?, first)).filter(|_| for_them)
}

/// "After three defeats in a row, Marlow won": whom the main clause begins with.
fn main_clause(setting: &Setting<'_>, at: TokenIndex, of: Of) -> Option<Found> {
    let scene = setting.scene;
    let sentence = scene.sentence(at);
    let opens = matches!(
        scene.document.folded(sentence.start),
        "after"
            | "following"
            | "despite"
            | "with"
            | "having"
            | "without"
            | "for"
            | "since"
            | "on"
            | "in"
    );
    let comma =
        (at..sentence.end).find(|at| scene.document.tokens[*at].kind == TokenKind::Comma)?;
    let first = (comma + 1..sentence.end.min(comma + 4)).find_map(|at| scene.mention_at(at))?;
    let entity = entity(setting, first, of).filter(|_| opens)?;
    Some((entity, scene.cast.mentions[first].tokens.start.min(at)))
}

/// The team that "they" stands for: the last one before it in its sentence that acts, else the one that the sentence
/// before is about.
fn team_in_mind(setting: &Setting<'_>, at: TokenIndex) -> Option<EntityIndex> {
    let scene = setting.scene;
    let here = scene.document.sentence_of(at);
    for back in 0..=SENTENCES_BACK {
        let number = here.checked_sub(back)?;
        let tokens = scene.document.sentences.get(number)?.tokens.clone();
        let end = tokens.end.min(at);
        let mut acting = Vec::new();
        let mut named = Vec::new();
        for (mention, words) in scene.cast.within(&(tokens.start..end)) {
            if scene.team_mention_at(words.tokens.start).is_none() {
                continue;
            }
            let object = scene.is_object(words.tokens.start, tokens.start);
            let ours =
                |team: &EntityIndex| back == 0 || [setting.home, setting.away].contains(team);
            let Some(team) = entity(setting, mention, Of::Team).filter(ours) else {
                // "Amaro's side", whosever that is, is what the sentence is about.
                if !object && back == 0 {
                    return None;
                }
                continue;
            };
            named.push(team);
            if !object {
                acting.push(team);
            }
        }
        let found = if back == 0 {
            acting.last()
        } else {
            acting.first()
        };
        if let Some(team) = found {
            return Some(*team);
        }
        if let [only, rest @ ..] = named.as_slice()
            && rest.iter().all(|other| other == only)
        {
            return Some(*only);
        }
        if !named.is_empty() {
            return None;
        }
    }
    None
}
