//! The classes of words that code relies on, each a field, so that code cannot ask for one that is not in this list.

use crate::extraction::text::{Class, LexiconDraft};

/// A class's name in the rule files.
macro_rules! name {
    ($field:ident) => {
        stringify!($field)
    };
    ($field:ident $name:literal) => {
        $name
    };
}

macro_rules! classes {
    ($($field:ident $(= $name:literal)?,)*) => {
        /// Classes of the rule files, looked up once. Where a book has no such class, the class has no words.
        #[derive(Debug)]
        pub struct Classes {
            $(#[doc = concat!("`<", name!($field $($name)?), ">`")] pub $field: Class,)*
        }

        impl Classes {
            /// Finds them all.
            ///
            /// # Errors
            /// Says that there is no room for another class.
            pub(super) fn of(lexicon: &mut LexiconDraft) -> Result<Self, String> {
                let mut named = |name: &str| {
                    lexicon.add_class(name).ok_or_else(|| format!("no room for the class <{name}>"))
                };
                Ok(Self { $($field: named(name!($field $($name)?))?,)* })
            }

            /// All of them, each with its name.
            #[must_use]
            pub const fn all(&self) -> [(&'static str, Class); [$(name!($field $($name)?)),*].len()] {
                [$((name!($field $($name)?), self.$field)),*]
            }
        }
    };
}

classes! {
    a_goal,
    a_match,
    a_shot,
    adverb,
    after_award,
    after_ordinal,
    any_verb,
    article,
    athletics_word,
    attempt,
    attempt_adjective,
    auxiliary,
    away_role,
    be,
    before_whom,
    benefit_untold,
    benefits,
    beside_day,
    bond_fed,
    bond_opposed,
    c_change,
    c_goal_noun,
    c_goal_sign,
    claims_goal,
    clause,
    coach_word,
    consoling_goal,
    contrast,
    cricket_word,
    determiner,
    epithet,
    football_word,
    fouled,
    gain,
    given_name,
    ground_noun,
    hangs_on,
    harms,
    helpless,
    home_role,
    in_verb,
    keeper_beaten,
    keeper_saves,
    keeper_word,
    lets_act,
    levelling_goal,
    list_filler,
    longer_than_a_match,
    made_by,
    man,
    month,
    more_goals,
    nationality_person,
    never_name,
    no_kick,
    no_modifier,
    no_spot_kick,
    noun_stop,
    off_whose,
    one_mans_goals,
    opening_goal,
    opposes,
    origin,
    other_sport_word,
    others_score_from,
    own_club,
    particle,
    passes_on,
    past,
    penalty_word,
    person_title,
    player_act,
    position,
    preposition,
    puts_goals,
    received,
    recipient_verb,
    role_word,
    rugby_word,
    saves_or_misses,
    scorer_untold,
    sends_on,
    serves,
    several_goals,
    shoots,
    side_of_coach,
    side_word,
    spoils,
    spoilt,
    spot_kick,
    spot_verb,
    stage_word,
    starter,
    strike_base = "strike.base",
    strike_noun,
    table_place,
    team_branch,
    team_failure,
    team_prefix,
    team_success,
    team_suffix,
    place_noun,
    tells_three,
    tells_two,
    tennis_word,
    tie_against,
    tie_attacked,
    tie_but,
    tie_came,
    tie_contrast,
    tie_former,
    tie_goal,
    tie_harmed,
    tie_helped,
    tie_inside,
    tie_lead,
    tie_loss,
    tie_over,
    tie_pause,
    tie_through,
    tie_trouble,
    tie_trouble_for,
    together,
    versus,
    weekday,
    whence,
    winning_goal,
    woman,
    woman_name,
    won_for,
}
